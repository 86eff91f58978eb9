"""困难职工建档申请审批表: the file of a family in hardship with its persons and the opinion boxes (§ 7.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from unionapp.paper.document import Cell, Document, FormGrid, PageBreak, Paragraph, Title, label
from unionapp.paper.paper import PrintRequest
from unionapp.store.store import Store
from unionapp.subjects.activities.papers.common import EM, FORM, days, note, texts
from unionapp.subjects.elections.papers.common import spaced_date
from unionapp.subjects.members.papers.common import RecordTexts
from unionapp.subjects.service.households import register
from unionapp.subjects.service.households.models import Household
from unionapp.subjects.service.households.records import FAMILY_MEMBERS, HOUSEHOLDS
from unionapp.values import phone

PROMISE = (
    "本人承诺：以上内容和所交材料真实、完整，同意工会为建档和帮扶核查、使用并按规定公示；"
    "家庭情况变化时及时告知工会。如有隐瞒，愿意退回所得帮扶并承担责任。"
)
_LEAST_PERSONS = 4
_PERSON = (
    "name",
    "relation",
    "sex",
    "politics",
    "education",
    "id_number",
    "birth",
    "health",
    "income",
    "standing",
    "insurance",
    "unit",
)


@dataclass(frozen=True)
class File:
    """A family's file as texts; empty ones are left to the pen."""

    texts: Mapping[str, str] = field(default_factory=RecordTexts)
    persons: Sequence[Mapping[str, str]] = ()
    published: str = ""
    applied: date | None = None
    signed: Sequence[tuple[str, str, date | None]] = ()
    """Opinion, who signed and when, of the union, the upper union and the county's."""


def gather(store: Store, request: PrintRequest) -> File:
    """The file of one family; what takes the right is ＊＊＊ where it is masked."""
    household: Household = request.record
    shown = texts(HOUSEHOLDS, household, request.masked)
    if request.masked:  # a cadre's telephone is no secret of the family's, but often a member's own
        shown["contact_phone"] = phone.mask(shown["contact_phone"])
    return File(
        shown,
        [texts(FAMILY_MEMBERS, person, request.masked) for person in register.family(household)],
        days(household.published_from, household.published_to),
        household.applied_on,
        [
            (shown[f"{who}_opinion"], shown[f"{who}_by"], getattr(household, f"{who}_day"))
            for who in ("unit", "upper", "county")
        ],
    )


def blank(store: Store) -> File:
    """A form to fill by hand."""
    return File()


def draw(facts: File) -> Document:
    """The holder, her work and home, income and class; behind it family, story, promise and opinions."""
    said = facts.texts
    head = f"档案编号：{said['number'] or EM * 8}{EM * 2}建档工会：{said['union'] or EM * 14}"
    blocks = (
        Title("困难职工建档申请审批表"),
        note(f"{head}{EM * 2}申请日期：{spaced_date(facts.applied)}"),
        FormGrid(_WIDTHS, tuple(_row(row, said) for row in _FIELDS), size=9.0, row_mm=10.0),
        PageBreak(),
        Paragraph("家庭成员（与户主共同生活）", indent=False, style="hei"),
        _family(facts.persons),
        _opinions(facts),
        note((EM * 3).join(f"{title}：{said[name] or EM * 8}" for title, name in _SIGNERS)),
    )
    return Document("困难职工建档申请审批表", blocks, FORM)


_WIDTHS = (24.0, 35.0, 23.0, 34.0, 24.0, 34.0)
_FIELDS: tuple[tuple[str, ...], ...] = (
    ("name", "sex", "nation"),
    ("id_number:3", "birth"),
    ("politics", "health", "marriage"),
    ("disability", "disability_level", "single_parent"),
    ("mobile", "other_contact", "postcode"),
    ("residence:3", "register"),
    ("address:3", "card"),
    ("employer:3", "employer_nature"),
    ("employer_state", "industry", "work_state"),
    ("worked_since", "contract_from", "contract_until"),
    ("contract_term", "model", "migrant"),
    ("housing", "floor_area", "homes"),
    ("insurance", "able", "jobless_family"),
    ("own_income", "other_income", "income"),
    ("fixed_costs", "sudden_costs", "people"),
    ("per_head", "allowance", "on_allowance"),
    ("grade", "assessed_on", "scheme"),
    ("cause", "other_causes:3"),
    ("groups:5",),
    ("bank", "branch", "account"),
    ("contact_name", "contact_phone", "filed_on"),
)
"""The form's rows: a field with its label, `:n` where it is n columns wide."""
_TITLES = {
    "sudden_costs": "年度致困费用",
    "on_allowance": "是否低保户",
    "allowance": "采用的低保标准",
    "contact_name": "帮扶联系人",
    "scheme": "困难标准",
}


def _row(names: Sequence[str], said: Mapping[str, str]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for entry in names:
        name, _, span = entry.partition(":")
        title = _TITLES.get(name) or HOUSEHOLDS.fields[name].label
        cells += [label(title), Cell(said[name], span=int(span or 1), align="center")]
    return tuple(cells)


def _family(persons: Sequence[Mapping[str, str]]) -> FormGrid:
    shown = [*persons, *[RecordTexts()] * (_LEAST_PERSONS - len(persons))]
    rows = [tuple(label(_SHORT.get(name) or FAMILY_MEMBERS.fields[name].label) for name in _PERSON)]
    rows += [tuple(Cell(person[name], align="center") for name in _PERSON) for person in shown]
    widths = (13.0, 10.0, 8.0, 11.0, 11.0, 33.0, 18.0, 14.0, 13.0, 11.0, 13.0, 19.0)
    return FormGrid(widths, tuple(rows), size=8.0, row_mm=9.0)


_SHORT = {"relation": "关系", "id_number": "身份证号", "birth": "出生日期", "health": "健康", "insurance": "医保"}


def _opinions(facts: File) -> FormGrid:
    said = facts.texts
    promised = f"承诺人（签名、按指模）：{EM * 8}{spaced_date(None)}"
    publicity = f"公示时间：{facts.published or EM * 20}{EM * 2}公示结果：{said['objections']}"
    survey = f"核查日期：{said['surveyed_on'] or EM * 8}{EM * 2}核查人：{said['surveyors']}"
    boxes = [
        (label("困难情况"), Cell(said["story"], height_mm=44.0, top=True, align="left")),
        (label("本人承诺"), Cell(PROMISE, height_mm=22.0, align="left", foot=promised)),
        (label("入户核查"), Cell(survey, align="left")),
        (label("公　　示"), Cell(publicity, align="left")),
    ]
    signed = facts.signed or [("", "", None)] * len(_WHO)
    boxes += [(label(who), _opinion(*each)) for who, each in zip(_WHO, signed, strict=True)]
    return FormGrid((24.0, 150.0), tuple(boxes), size=9.5)


_SIGNERS = (("建档人", "filer"), ("审核人", "checker"), ("录入人", "typist"))
_WHO = ("基层工会\n审核意见", "上级工会\n审核意见", "县总工会\n审批意见")


def _opinion(text: str, who: str, day: date | None) -> Cell:
    foot = f"审核人（签名）：{who or EM * 6}{EM * 2}主席（签名、盖章）：{EM * 6}{spaced_date(day)}"
    return Cell(text, height_mm=26.0, top=True, align="left", foot=foot)
