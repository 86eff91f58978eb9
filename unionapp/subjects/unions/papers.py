"""The papers of unions that stand on the register alone: 信息采集表 and 一览表."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from unionapp.paper.document import (
    Cell,
    Document,
    FormGrid,
    Listing,
    ListingColumn,
    Page,
    Paragraph,
    Space,
    Title,
    label,
)
from unionapp.paper.paper import Paper, PrintRequest
from unionapp.records import search
from unionapp.store.store import Store
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.models import CoveredUnit
from unionapp.subjects.unions.records import COVERED_UNITS, UNIONS
from unionapp.values.periods import chinese_date


@dataclass(frozen=True)
class UnionFacts:
    """One union as the form shows it, with the units it covers."""

    texts: Mapping[str, str] = field(default_factory=dict)
    units: Sequence[Sequence[str]] = ()


def gather_form(store: Store, request: PrintRequest) -> UnionFacts:
    """A union and its covered units."""
    union = request.record
    texts = {name: UNIONS.shown(union, name, request.masked) for name in UNIONS.fields}
    units = CoveredUnit.select().where(CoveredUnit.union == union.id).order_by(CoveredUnit.id)
    shown = ("name", "code", "nature", "employees", "leader", "phone")
    rows = [
        [str(number), *(COVERED_UNITS.shown(unit, name, request.masked) for name in shown)]
        for number, unit in enumerate(units, 1)
    ]
    return UnionFacts(texts, rows)


_ROWS: tuple[tuple[str, ...], ...] = (
    ("单位信息",),
    ("单位名称", "unit_name"),
    ("统一社会信用代码", "unit_code", "单位所在政区", "region"),
    ("单位地址", "address"),
    ("单位性质类别", "unit_nature", "经济类型", "economy"),
    ("单位所属行业", "industry", "职工人数", "employees"),
    ("工会信息",),
    ("工会名称", "name"),
    ("统一社会信用代码", "code", "上级工会名称", "parent"),
    ("建会日期", "founded", "基层工会类型", "type"),
    ("工会负责人", "chair", "负责人电话", "chair_phone"),
    ("联系电话", "phone", "电子邮箱", "email"),
    ("法人资格证书号", "certificate", "证书有效期至", "certificate_to"),
)
"""The form's rows: headings of a block, a field over the whole width, or two fields."""

_UNITS = (
    ListingColumn("序号", 3.2, "center"),
    ListingColumn("涵盖单位名称"),
    ListingColumn("统一社会信用代码", 12.5),
    ListingColumn("单位性质"),
    ListingColumn("职工人数", 5.0, "right"),
    ListingColumn("负责人", 6.0),
    ListingColumn("联系电话", 8.0),
)


def draw_form(facts: UnionFacts) -> Document:
    """工会组织信息采集表: the unit's block, the union's block, and the covered units under it."""
    note = (label("备　注"), Cell(facts.texts.get("remark", ""), span=3, height_mm=20, top=True))
    rows = (*(_form_row(row, facts.texts) for row in _ROWS), note)
    filled_in = "填表单位（盖章）：　　　　　　　　　　　　　　　　填报日期：　　　　年　　月　　日"
    signed = "单位负责人（签字）：　　　　　　　　　　　　　信息采集人（签字）："
    blocks = (
        Title("工会组织信息采集表"),
        Paragraph(filled_in, indent=False, style="small"),
        FormGrid((32.0, 53.0, 32.0, 53.0), rows, row_mm=9.0),
        Space(3),
        Paragraph("涵盖单位", indent=False, style="hei"),
        Listing(_UNITS, facts.units or [[""] * len(_UNITS)] * 6, size=9.0),
        Space(3),
        Paragraph(signed, indent=False, style="small"),
    )
    return Document("工会组织信息采集表", blocks, Page(margins=(18.0, 20.0, 16.0, 20.0)))


def _form_row(row: tuple[str, ...], texts: Mapping[str, str]) -> tuple[Cell, ...]:
    if len(row) == 1:
        return (label(row[0], span=4, bold=True),)
    pairs = [row[at : at + 2] for at in range(0, len(row), 2)]
    span = 3 if len(pairs) == 1 else 1
    return tuple(cell for title, name in pairs for cell in (label(title), Cell(texts.get(name, ""), span=span)))


@dataclass(frozen=True)
class UnionList:
    """All unions of the tree, or those asked for."""

    unit: str
    line: str
    rows: Iterable[Sequence[str]]


_LISTED = ("name", "code", "type", "unit_nature", "employees", "founded", "chair", "phone", "certificate_to")


def gather_list(store: Store, request: PrintRequest) -> UnionList:
    """The unions in the order of the tree."""
    if request.chosen:
        ids = [union.id for union in request.chosen]
    elif request.query is not None:
        ids = list(search.ids(UNIONS, request.query))
    else:
        ids = tree.below(request.union) if request.union is not None else list(tree.names())
        place = {number: at for at, number in enumerate(tree.names())}
        ids.sort(key=lambda number: place[number])
    rows = [
        [str(number), *(UNIONS.shown(union, name, request.masked) for name in _LISTED)]
        for number, union in enumerate(search.rows(UNIONS, ids), 1)
    ]
    unit = request.union.name if request.union is not None else tree.own_name()
    return UnionList(unit, f"{chinese_date(request.day or date.today())}　共 {len(rows)} 个", rows)


def draw_list(facts: UnionList) -> Document:
    """基层工会一览表 on wide A4."""
    narrow = {"code": 12.5, "founded": 7.0, "certificate_to": 7.0, "employees": 5.0, "chair": 5.5, "phone": 8.0}
    columns = [ListingColumn("序号", 3.2, "center")]
    for name in _LISTED:
        numeric = name == "employees"
        columns.append(ListingColumn(UNIONS.fields[name].label, narrow.get(name, 0.0), "right" if numeric else "left"))
    listing = Listing(tuple(columns), facts.rows, size=9.0)
    page = Page(landscape=True, margins=(16.0, 12.0, 15.0, 12.0))
    return Document(
        "基层工会一览表", (Title("基层工会一览表"), listing), page, header=f"单位：{facts.unit}\t\t{facts.line}"
    )


def _blank_list(store: Store) -> UnionList:
    rows = [[str(number), *[""] * len(_LISTED)] for number in range(1, 21)]
    return UnionList(tree.own_name(), "　　　　年　　月　　日", rows)


PAPERS: tuple[Paper, ...] = (
    Paper(
        "union-form",
        "工会组织信息采集表",
        "form",
        gather_form,
        draw_form,
        lambda store: UnionFacts(),
        UNIONS,
        ("record",),
    ),
    Paper("union-list", "基层工会一览表", "list", gather_list, draw_list, _blank_list, UNIONS, takes=("union",)),
)
