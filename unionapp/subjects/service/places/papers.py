"""服务阵地登记卡, 服务阵地一览表 and 服务登记簿 (§ 12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from unionapp.errors import Refused
from unionapp.paper.document import (
    Band,
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
from unionapp.paper.paper import PrintRequest, Question
from unionapp.records import fields, search
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.activities.papers.common import EM, FORM, OFF, ON, WIDE, blank_rows, note, texts, ticks
from unionapp.subjects.elections.papers.common import plain
from unionapp.subjects.members.papers.common import RecordTexts
from unionapp.subjects.service.places import rules as place_rules
from unionapp.subjects.service.places.models import PlaceAssessment, ServiceEntry, ServicePlace
from unionapp.subjects.service.places.records import PLACE_ASSESSMENTS, PLACES, SERVICE_LOG
from unionapp.subjects.service.places.states import PlaceType, VisitorSort
from unionapp.subjects.unions import tree

PLACE = Question("place", fields.Text("只印哪个站点", help="填名称或编号；空着印全部站点"))


@dataclass(frozen=True)
class PlaceCard:
    """One place with its picture and the last assessments."""

    texts: Mapping[str, str] = field(default_factory=RecordTexts)
    type: str = ""
    equipment: str = ""
    six: str = ""
    photo: bytes | None = None
    assessments: Sequence[Sequence[str]] = ()


_YEARS = 4
"""So many assessments stand on the card."""


def gather_card(store: Store, request: PrintRequest) -> PlaceCard:
    """A place and its last assessments, newest first."""
    place: ServicePlace = request.record
    rows = PlaceAssessment.select().where(PlaceAssessment.place == place.id)
    shown = ("year", "day", "score", "stars", "verdict", "problems", "mended_on")
    return PlaceCard(
        texts(PLACES, place, request.masked),
        place.type,
        ticks(ServicePlace.equipment, place.equipment or ()),
        _six(place),
        store.files.photo(place.photo),
        [
            [PLACE_ASSESSMENTS.shown(row, name, request.masked) for name in shown]
            for row in rows.order_by(PlaceAssessment.year.desc(), PlaceAssessment.id.desc()).limit(_YEARS)
        ],
    )


def _six(place: ServicePlace | None) -> str:
    """站点六有, those it has ticked."""
    labels = ((name, PLACES.fields[name].label) for name in place_rules.SIX)
    return EM.join(f"{ON if place is not None and getattr(place, name) else OFF}{words}" for name, words in labels)


def blank_card(store: Store) -> PlaceCard:
    """A card to fill by hand."""
    return PlaceCard(equipment=ticks(ServicePlace.equipment, ()), six=_six(None))


_CARD: tuple[tuple[tuple[str, int], ...], ...] = (
    (("type", 1), ("site", 1), ("number", 1)),
    (("union", 3), ("way", 1)),
    (("partner", 3), ("opened", 1)),
    (("address", 3), ("position", 1)),
    (("area", 1), ("capacity", 1), ("open_days", 1)),
    (("hours", 3), ("invested", 1)),
    (("head", 1), ("contact", 1), ("phone", 1)),
    (("stars", 1), ("state", 1), ("charity", 1)),
)
_OF_SORT: Mapping[str, tuple[tuple[tuple[str, int], ...], ...]] = {
    PlaceType.MOTHER: ((("users", 1), ("spot", 1), ("manager", 1)), (("review", 1), ("cleaned", 3))),
    PlaceType.BOOKS: (
        (("books", 1), ("papers", 1), ("recordings", 1)),
        (("seats", 1), ("platforms", 1), ("lending", 1)),
    ),
}
"""What is asked only of 妈妈小屋 and of 职工书屋."""


def draw_card(facts: PlaceCard) -> Document:
    """The card with what its sort of place asks beside, the picture and the assessments."""
    said = facts.texts
    rows = [*_CARD, *_OF_SORT.get(facts.type, ())]
    photo = Cell("" if facts.photo else "（粘贴照片）", span=5, photo=facts.photo, align="center", height_mm=62.0)
    grid = FormGrid(
        (25.0, 33.0, 25.0, 33.0, 25.0, 33.0),
        (
            (label("名　　称"), Cell(said["name"], span=5)),
            *(_fields(row, said) for row in rows),
            (label("设施清单"), Cell(facts.equipment, span=5, align="left")),
            (label("站点六有"), Cell(facts.six, span=5, align="left")),
            (label("荣　　誉"), Cell(said["honours"], span=5, align="left", height_mm=12.0)),
            (label("照　　片"), photo),
            (label("备　　注"), Cell(said["remark"], span=5, align="left", height_mm=10.0)),
        ),
        size=9.5,
        row_mm=8.0,
    )
    columns = tuple(ListingColumn(title, wide, "center") for title, wide in _ASSESSED)
    listing = Listing(columns, facts.assessments or [("",) * len(columns)] * 2, size=9.0)
    head = Paragraph("每年复评情况", indent=False, style="hei")
    return Document("服务阵地登记卡", (Title("工会服务阵地登记卡"), grid, head, listing), FORM, footer=False)


_ASSESSED = (
    ("年度", 4.0),
    ("复评日期", 7.0),
    ("得分", 4.0),
    ("星级", 4.0),
    ("结论", 6.0),
    ("存在问题", 16.0),
    ("整改完成", 7.0),
)


def _fields(row: Sequence[tuple[str, int]], said: Mapping[str, str]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for name, span in row:
        cells += [label(PLACES.fields[name].label), Cell(said[name], span=span, align="center")]
    return tuple(cells)


@dataclass(frozen=True)
class ServiceList:
    """A list with what stands over and under it."""

    unit: str = ""
    line: str = ""
    rows: Sequence[Sequence[str] | Band] = ()
    totals: Sequence[str] | None = None
    foot: str = ""


def gather_list(store: Store, request: PrintRequest) -> ServiceList:
    """The places of a union with those below, of all, or of the table, by sort."""
    rows = [_listed(place, row, request.masked) for place, row in enumerate(_places(request), 1)]
    unit = request.union.name if request.union is not None else tree.own_name()
    return ServiceList(unit, f"共 {len(rows)} 处", rows)


def _places(request: PrintRequest) -> list[ServicePlace]:
    found = list(request.chosen)
    if not found:
        found = search.rows(PLACES, search.ids(PLACES, request.query or search.Query(order=("type", "id"))))
    within = set(tree.below(request.union)) if request.union is not None else None
    return [row for row in found if within is None or row.union_id in within]


def _listed(place: int, row: ServicePlace, masked: bool) -> Sequence[str]:
    shown = ("name", "type", "union", "address", "opened", "area", "hours", "head", "phone")
    six = f"{place_rules.six_of(row)}/{len(place_rules.SIX)}"
    ends = (PLACES.shown(row, "stars"), PLACES.shown(row, "state"))
    return (str(place), *(PLACES.shown(row, name, masked) for name in shown), six, *ends)


def blank_list(store: Store) -> ServiceList:
    """A list to fill by hand."""
    return ServiceList(tree.own_name(), "", blank_rows(len(_LIST), 18))


_LIST = (
    ListingColumn("序号", 2.6, "center"),
    ListingColumn("名称", 13.0),
    ListingColumn("类型", 8.0),
    ListingColumn("建设工会", 12.0),
    ListingColumn("地址", 13.0),
    ListingColumn("投用日期", 6.0, "center"),
    ListingColumn("面积㎡", 3.6, "right", "number"),
    ListingColumn("开放时间", 7.0, "center"),
    ListingColumn("站长", 4.5, "center"),
    ListingColumn("联系电话", 7.0, "center"),
    ListingColumn("六有", 3.0, "center"),
    ListingColumn("星级", 2.6, "center"),
    ListingColumn("状态", 3.6, "center"),
)


def draw_list(facts: ServiceList) -> Document:
    """服务阵地一览表 on wide A4."""
    title = "工会服务阵地一览表"
    page = Page(landscape=True, margins=(16.0, 10.0, 15.0, 10.0))
    listing = Listing(_LIST, facts.rows or blank_rows(len(_LIST), 8), size=9.0)
    closing = "填表人：\t审核人：\t工会（盖章）"
    return Document(title, (Title(title), listing), page, header=f"单位：{facts.unit}\t\t{facts.line}", closing=closing)


def gather_log(store: Store, request: PrintRequest) -> ServiceList:
    """Those served in a month, by places; or the rows of the table. Telephones are hidden where it is masked."""
    place = _asked(request)
    found = _entries(request, place)
    rows = list(_by_place(found, request.masked))
    people = sum(entry.people or 1 for entry in found)
    picked = bool(request.chosen) or request.query is not None
    period = "所选记录" if picked else request.month.chinese() if request.month is not None else "全部月份"
    unit = place.name if place is not None else request.union.name if request.union is not None else tree.own_name()
    members = sum(entry.people or 1 for entry in found if entry.sort == VisitorSort.OWN)
    foot = f"合计 {len(found)} 条、{people} 人次，其中本级会员 {members} 人次、其他 {people - members} 人次。"
    return ServiceList(unit, period, rows, None, foot)


def _asked(request: PrintRequest) -> ServicePlace | None:
    """The place that was named; Refused in words where there is none, or more than one."""
    word = request.words.get("place", "").strip()
    if not word:
        return None
    same = list(ServicePlace.select().where((ServicePlace.name == word) | (ServicePlace.number == word)))
    found = same or list(ServicePlace.select().where(ServicePlace.name.contains(word)))
    if len(found) != 1:
        named = "、".join(row.name for row in found[:5])
        raise Refused(f"名为“{word}”的站点{f'有几个：{named}' if found else '没有找到'}。请填完整的名称或编号。")
    return found[0]


def _entries(request: PrintRequest, place: ServicePlace | None) -> list[ServiceEntry]:
    """The entries wanted, by place and day; places, members and unions come along."""
    if request.chosen:
        ids = [entry.id for entry in request.chosen]
    elif request.query is not None:
        ids = list(search.ids(SERVICE_LOG, request.query))
    else:
        select = ServiceEntry.select(ServiceEntry.id)
        if request.month is not None:
            select = select.where(ServiceEntry.day.between(request.month.first(), request.month.last()))
        ids = [number for (number,) in select.tuples()]
    within = set(tree.below(request.union)) if request.union is not None else None
    entries = (entry for piece in editing.chunks(ids) for entry in search.rows(SERVICE_LOG, piece))
    found = [entry for entry in entries if place is None or entry.place_id == place.id]
    found = [entry for entry in found if within is None or entry.place.union_id in within]
    return sorted(found, key=lambda entry: (entry.place_id, entry.day, entry.id))


def _by_place(found: Iterable[ServiceEntry], masked: bool) -> Iterable[Sequence[str] | Band]:
    shown = ("name", "phone", "sort", "group", "item", "matter", "result", "by")
    for _, entries in groupby(found, key=lambda entry: entry.place_id):
        for number, entry in enumerate(entries, 1):
            if number == 1:
                yield Band(entry.place.name)
            texts = [SERVICE_LOG.shown(entry, name, masked) for name in shown]
            yield [str(number), f"{entry.day:%m-%d}", texts[0], plain(entry.people), *texts[1:], ""]


def blank_log(store: Store) -> ServiceList:
    """A log to lie open in the place."""
    return ServiceList(rows=blank_rows(len(_LOG), 18))


_LOG = (
    ListingColumn("序号", 3.0, "center"),
    ListingColumn("日期", 4.5, "center"),
    ListingColumn("姓名", 6.0, "center"),
    ListingColumn("人次", 3.0, "center"),
    ListingColumn("联系电话", 8.0, "center"),
    ListingColumn("服务对象", 6.0, "center"),
    ListingColumn("所属群体", 8.0, "center"),
    ListingColumn("服务事项", 6.0, "center"),
    ListingColumn("事由", 13.0),
    ListingColumn("办理结果", 9.0),
    ListingColumn("经办人", 5.0, "center"),
    ListingColumn("服务对象\n签名", 6.0),
)


def draw_log(facts: ServiceList) -> Document:
    """服务登记簿 on wide A4."""
    title = "职工服务登记簿"
    rows = facts.rows or blank_rows(len(_LOG), 12)
    return Document(
        title,
        (Title(title), Listing(_LOG, rows, size=9.0, row_mm=7.5), Space(2), note(facts.foot)),
        WIDE,
        header=f"站点（单位）：{facts.unit}\t\t{facts.line}",
        closing="登记人：\t\t站长：",
    )
