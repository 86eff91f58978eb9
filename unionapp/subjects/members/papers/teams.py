"""工会小组名册: the members of every group under its name, the leader first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from unionapp.paper.document import Band, Document, Listing, ListingColumn, Title
from unionapp.paper.paper import PrintRequest
from unionapp.records import search
from unionapp.store.store import Store
from unionapp.subjects.members import teams
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.papers.common import WIDE
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.members.states import MemberStatus
from unionapp.subjects.unions import tree

_FIELDS = ("name", "sex", "birth", "employer", "position", "mobile")
_COLUMNS = (
    ListingColumn("序号", 3.2, "center"),
    ListingColumn("姓名", 6.0),
    ListingColumn("性别", 3.0, "center"),
    ListingColumn("出生日期", 7.0, "center"),
    ListingColumn("工作单位", 15.0),
    ListingColumn("职务", 7.0),
    ListingColumn("移动电话", 8.0, "center"),
    ListingColumn("小组职务", 5.0, "center"),
    ListingColumn("备注", 6.0),
)
_BLANK_ROWS = 18


@dataclass(frozen=True)
class TeamRoster:
    """The members by group, and whose groups they are."""

    rows: Sequence[Sequence[str] | Band]
    unit: str
    line: str


def gather(store: Store, request: PrintRequest) -> TeamRoster:
    """Those chosen, those of the list shown, or all who are in a group, of a union and those below it."""
    people = [member for member in _members(request) if member.team]
    places = {union: place for place, union in enumerate(tree.names())}
    led = teams.leaders()
    people.sort(key=lambda member: (places.get(member.union_id, 0), member.team, not _leads(led, member)))
    unit = request.union.name if request.union is not None else tree.own_name()
    rows = list(_rows(people, led, request.masked))
    return TeamRoster(rows, unit, f"共 {sum(isinstance(row, Band) for row in rows)} 个小组 {len(people)} 人")


def _leads(led: teams.Leaders, member: Member) -> bool:
    return member.name in led.get((member.union_id, member.team), ())


def _members(request: PrintRequest) -> Iterable[Member]:
    """By strokes of the surname, unless they were chosen."""
    if request.chosen:
        return list(request.chosen)
    where = [search.Condition("status", "=", MemberStatus.IN), search.Condition("team", "!=", "")]
    if request.union is not None:
        where.append(search.Condition("union", "in", tuple(tree.below(request.union))))
    asked = request.query or search.Query(where=tuple(where), order=("strokes",))
    return search.rows(MEMBERS, search.ids(MEMBERS, asked))


def _rows(people: Sequence[Member], led: teams.Leaders, masked: bool) -> Iterator[Sequence[str] | Band]:
    """Under the name of each group its members, counted from one."""
    names = tree.names()
    for (union, team), group in groupby(people, key=lambda member: (member.union_id, member.team)):
        own = list(group)
        yield Band(f"{names.get(union, '')}　{team}　{len(own)} 人")
        for number, member in enumerate(own, 1):
            shown = (MEMBERS.shown(member, name, masked) for name in _FIELDS)
            yield [str(number), *shown, "组长" if _leads(led, member) else "", ""]


def blank(store: Store) -> TeamRoster:
    """Numbered rows to fill by hand."""
    rows = [[str(number), *[""] * (len(_COLUMNS) - 1)] for number in range(1, _BLANK_ROWS + 1)]
    return TeamRoster(rows, tree.own_name(), "小组名称：　　　　　　　　共　　　人")


def draw(facts: TeamRoster) -> Document:
    """The groups one under another on wide A4."""
    return Document(
        "工会小组名册",
        (Title("工会小组名册"), Listing(_COLUMNS, facts.rows, size=9.5, row_mm=7.0)),
        WIDE,
        header=f"单位：{facts.unit}\t\t{facts.line}",
        closing="填表人：\t审核人：\t工会（盖章）",
    )
