"""花名册、采集表: the lists of members."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from unionapp.paper.document import (
    Band,
    Document,
    Listing,
    ListingColumn,
    Title,
)
from unionapp.paper.paper import PrintRequest
from unionapp.records import search
from unionapp.store.store import Store
from unionapp.subjects.members import roster
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.papers.common import A3_WIDE, WIDE, chinese
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.members.states import MemberStatus
from unionapp.subjects.unions import tree


@dataclass(frozen=True)
class Roster:
    """A list of members with the line that says whose, of when, and by what filter."""

    rows: Iterable[Sequence[str] | Band]
    unit: str
    line: str


ROSTER = (
    "name",
    "sex",
    "birth",
    "nation",
    "id_number",
    "education",
    "politics",
    "employer",
    "mobile",
    "joined",
    "status",
)
COLLECTION = (*MEMBERS.sheet[:19],)


Row = tuple[int, int | None, str]
"""A member, and the union and state to be shown for it."""


def _standing(request: PrintRequest) -> list[Row]:
    """Who is listed: those chosen, those of the table shown, or those who stood in the union on the day.

    By unions in the order of the tree, within a union by strokes of the surname.
    """
    if request.chosen:
        return [(member.id, member.union_id, member.status) for member in request.chosen]
    if request.query is not None:
        return _of_today(search.ids(MEMBERS, request.query))
    within = tree.below(request.union) if request.union is not None else None
    stood = {each.member: each for each in roster.as_of(request.day or date.today(), within)}
    place = {union: number for number, union in enumerate(tree.names())}
    ordered = [stood[number] for number in search.ids(MEMBERS, search.Query(order=("strokes",))) if number in stood]
    counted = [each for each in ordered if each.state in (MemberStatus.IN, MemberStatus.KEPT)]
    counted.sort(key=lambda each: place.get(each.union or 0, len(place)))
    return [(each.member, each.union, each.state) for each in counted]


def _of_today(ids: Iterable[int]) -> list[Row]:
    current = {number: (union, state) for number, union, state in _now()}
    return [(number, *current[number]) for number in ids if number in current]


def _now() -> Iterable[Row]:
    rows: Iterable[Row] = Member.select(Member.id, Member.union, Member.status).tuples()
    return rows


def _texts(rows: Sequence[Row], names: Sequence[str], masked: bool) -> Iterable[tuple[int | None, Sequence[str]]]:
    """Row by row the union and the texts of the named fields; read in pieces."""
    for start in range(0, len(rows), 500):
        piece = rows[start : start + 500]
        found = {member.id: member for member in search.rows(MEMBERS, [number for number, _, _ in piece])}
        for number, union, state in piece:
            member = found[number]
            member.status = state
            yield union, [MEMBERS.shown(member, name, masked) for name in names]


def gather_roster(names: Sequence[str], banded: bool, extra: int = 0) -> Callable[[Store, PrintRequest], Roster]:
    """The gathering of a list with these columns; `banded` puts each union's name over its members."""

    def gather(store: Store, request: PrintRequest) -> Roster:
        listed = _standing(request)
        unit = request.union.name if request.union is not None else tree.own_name()
        picked = "　（所选会员）" if request.chosen else "　（当前筛选）" if request.query is not None else ""
        when = f"截至 {chinese(request.day or date.today())}　共 {len(listed)} 人{picked}"
        grouped = banded and not request.chosen and request.query is None
        return Roster(_numbered(_texts(listed, names, request.masked), grouped, extra), unit, when)

    return gather


def _numbered(
    texts: Iterable[tuple[int | None, Sequence[str]]], banded: bool, extra: int
) -> Iterable[Sequence[str] | Band]:
    number = 0
    titles = tree.names() if banded else {}
    for union, group in groupby(texts, key=lambda row: row[0]):
        if banded:
            yield Band(titles.get(union or 0, "所属工会不详"))
        for _, row in group:
            number += 1
            yield [str(number), *row, *[""] * extra]


def blank_roster(columns: int, rows: int = 20) -> Callable[[Store], Roster]:
    """The facts of an empty list: numbered rows to fill by hand."""

    def empty(store: Store) -> Roster:
        lines = [[str(number), *[""] * (columns - 1)] for number in range(1, rows + 1)]
        return Roster(lines, tree.own_name(), "截至　　　　年　　月　　日")

    return empty


_NARROW = {
    "sex": ("性别", 3.0),
    "nation": ("民族", 4.5),
    "birth": ("出生日期", 7.0),
    "id_number": ("证件号码", 12.5),
    "mobile": ("移动电话", 8.0),
    "joined": ("入会日期", 7.0),
    "name": ("姓名", 6.0),
    "change_date": ("变化日期", 7.0),
    "employer": ("工作单位", 15.0),
    "household_place": ("户籍所在地", 14.0),
    "group": ("所属群体", 8.0),
}


_LEFT = ("name", "employer", "household_place", "native_place")


def _columns(names: Sequence[str]) -> tuple[ListingColumn, ...]:
    """The heading of a list of members: narrow columns keep their width, the others follow their contents."""
    fields = MEMBERS.fields
    columns = [ListingColumn("序号", 3.2, "center")]
    for name in names:
        title, width = _NARROW.get(name, (fields[name].label, 0.0))
        columns.append(ListingColumn(title, width, "left" if name in _LEFT else "center"))
    return tuple(columns)


def draw_roster(facts: Roster) -> Document:
    """会员花名册 on wide A4."""
    listing = Listing((*_columns(ROSTER), ListingColumn("备注", 4.0)), facts.rows, size=9.0, row_mm=6.6)
    return Document(
        "工会会员花名册",
        (Title("工会会员花名册"), listing),
        WIDE,
        header=f"单位：{facts.unit}\t\t{facts.line}",
        closing="填表人：\t审核人：\t工会（盖章）",
    )


def draw_collection(facts: Roster) -> Document:
    """会员信息采集表 on wide A3, columns A to T of the form (总工办发〔2017〕14号)."""
    listing = Listing(_columns(COLLECTION), facts.rows, size=8.0, row_mm=7.0)
    return Document(
        "工会会员信息采集表",
        (Title("工会会员信息采集表"), listing),
        A3_WIDE,
        header=f"填表单位（盖章）：{facts.unit}\t{facts.line}\t单位负责人（签字）：",
    )
