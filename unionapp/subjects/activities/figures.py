"""Figures of activities: by type, month, union and group; proposals and contests counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import peewee

from unionapp.records import codes
from unionapp.store import editing
from unionapp.subjects.activities import life
from unionapp.subjects.activities.models.activities import Activity, ActivityEvent
from unionapp.subjects.activities.models.people import EventResult, Participant
from unionapp.subjects.activities.models.proposals import Proposal
from unionapp.subjects.activities.models.states import ActivityType
from unionapp.subjects.members.models import Member
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.models import Union
from unionapp.values.periods import Month, months_between


@dataclass(frozen=True)
class FiguresPeriod:
    """The days that figures are asked for, both included, and of which organising unions (ids; None: all)."""

    first: date
    last: date
    unions: frozenset[int] | None = None


@dataclass
class FigureLine:
    """One line of figures; `people` are 人次, money is in fen."""

    key: str
    label: str
    activities: int = 0
    people: int = 0
    members: int = 0
    others: int = 0
    """人次 of those who are no members, or were only counted."""
    new_forms: int = 0
    """人次 of 新就业形态劳动者, among the others and the members."""
    planned: int = 0
    spent: int = 0

    def add(self, other: FigureLine) -> None:
        """Add another line to this one."""
        for name in _SUMMED:
            setattr(self, name, getattr(self, name) + getattr(other, name))


_SUMMED = ("activities", "people", "members", "others", "new_forms", "planned", "spent")


def held(period: FiguresPeriod) -> list[Activity]:
    """The activities of a period that were not cancelled, by day, with their unions."""
    select = Activity.select(Activity, Union).join(Union).where(Activity.day.between(period.first, period.last))
    rows = list(select.where(Activity.cancelled.is_null()).order_by(Activity.day, Activity.id))
    return [row for row in rows if period.unions is None or row.union_id in period.unions]


@dataclass(frozen=True)
class _Came:
    """Somebody who was at an activity."""

    activity: int
    member: int | None
    union: int | None
    group: str
    new_form: bool


def _came(activities: Sequence[Activity]) -> list[_Came]:
    """Everybody who was there by the lists."""
    key4 = codes.table("member-group").marked("key4")
    found = []
    for ids in editing.chunks([each.id for each in activities]):
        select = (
            Participant.select(
                Participant.activity, Participant.member, Participant.union, Participant.group, Member.new_form
            )
            .join(Member, peewee.JOIN.LEFT_OUTER)
            .where(Participant.activity.in_(ids), Participant.present == True)  # noqa: E712
        )
        for activity, member, union, group, new_form in select.tuples():
            found.append(_Came(activity, member, union, group, bool(new_form) or group in key4))
    return found


def each(period: FiguresPeriod) -> list[tuple[Activity, FigureLine]]:
    """Every activity of a period with its own figures: the lines of the 活动台账."""
    rows = held(period)
    known = life.all_facts(rows)
    came: dict[int, list[_Came]] = defaultdict(list)
    for person in _came(rows):
        came[person.activity].append(person)
    return [(row, _figure(known[row.id], came[row.id])) for row in rows]


def _figure(known: life.ActivityFacts, came: Sequence[_Came]) -> FigureLine:
    row = known.activity
    members = sum(1 for person in came if person.member is not None)
    people = known.people
    return FigureLine(
        key=row.uid,
        label=row.title,
        activities=1,
        people=people,
        members=members,
        others=people - members,
        new_forms=sum(1 for person in came if person.new_form),
        planned=known.planned,
        spent=known.spent,
    )


def _grouped(period: FiguresPeriod, lines: Iterable[FigureLine], key: Callable[[Activity], str]) -> list[FigureLine]:
    """The figures of a period added up into the given empty lines; lines to which nothing came stay at nought."""
    found = {line.key: line for line in lines}
    for row, figure in each(period):
        name = key(row)
        found.setdefault(name, FigureLine(name, name)).add(figure)
    return list(found.values())


def total(lines: Iterable[FigureLine]) -> FigureLine:
    """The sum of lines."""
    whole = FigureLine("total", "合计")
    for line in lines:
        whole.add(line)
    return whole


def by_type(period: FiguresPeriod) -> list[FigureLine]:
    """By type of activity, in the order of the code table, all types."""
    lines = [FigureLine(code.key, code.label) for code in codes.table("activity-type").codes]
    return _grouped(period, lines, lambda row: str(row.type))


def by_month(period: FiguresPeriod) -> list[FigureLine]:
    """By the month in which an activity began, all months of the period."""
    months = months_between(Month.of(period.first), Month.of(period.last))
    lines = [FigureLine(str(month), month.chinese()) for month in months]
    return _grouped(period, lines, lambda row: str(Month.of(row.day)))


def by_union(period: FiguresPeriod) -> list[FigureLine]:
    """By the union that held them, in the order of the tree; unions without activities at nought."""
    uids = dict(Union.select(Union.id, Union.uid).tuples())
    lines = [
        FigureLine(uids[row], name)
        for row, name in tree.names().items()
        if period.unions is None or row in period.unions
    ]
    return _grouped(period, lines, lambda row: str(row.union.uid))


def by_group(period: FiguresPeriod) -> list[FigureLine]:
    """Of the groups of workers: in how many activities they were and how often; money is not shared out."""
    rows = held(period)
    table = codes.table("member-group")
    lines = {code.key: FigureLine(code.key, code.label) for code in table.codes}
    seen: dict[str, set[int]] = defaultdict(set)
    for person in _came(rows):
        if not person.group:
            continue
        line = lines.setdefault(person.group, FigureLine(person.group, table.label(person.group)))
        _count(line, person)
        seen[person.group].add(person.activity)
    for key, line in lines.items():
        line.activities = len(seen[key])
    return list(lines.values())


def _count(line: FigureLine, person: _Came) -> None:
    line.people += 1
    line.members += person.member is not None
    line.others += person.member is None
    line.new_forms += person.new_form


def by_home(period: FiguresPeriod) -> list[FigureLine]:
    """By the union that those who took part belong to: how many activities its people were in, and how often."""
    names = tree.names()
    uids = dict(Union.select(Union.id, Union.uid).tuples())
    lines = {row: FigureLine(uids[row], name) for row, name in names.items()}
    seen: dict[int, set[int]] = defaultdict(set)
    for person in _came(held(period)):
        if person.union in lines:
            _count(lines[person.union], person)
            seen[person.union].add(person.activity)
    for row, line in lines.items():
        line.activities = len(seen[row])
    return list(lines.values())


By = Literal["type", "month", "union", "group", "home"]
"""What figures may be added up by."""
BY: Mapping[By, Callable[[FiguresPeriod], list[FigureLine]]] = {
    "type": by_type,
    "month": by_month,
    "union": by_union,
    "group": by_group,
    "home": by_home,
}


def behind(period: FiguresPeriod, by: By, key: str) -> list[int]:
    """The ids of the activities behind the line of that key."""
    rows = held(period)
    if by in ("group", "home"):
        homes = dict(Union.select(Union.id, Union.uid).tuples())
        came = [(each.activity, homes.get(each.union) if by == "home" else each.group) for each in _came(rows)]
        return sorted({activity for activity, told in came if told == key})
    keys: Mapping[str, Callable[[Activity], str]] = {
        "type": lambda row: str(row.type),
        "month": lambda row: str(Month.of(row.day)),
        "union": lambda row: str(row.union.uid),
    }
    return [row.id for row in rows if keys[by](row) == key]


@dataclass(frozen=True)
class Proposals:
    """合理化建议 of a period, counted; money in fen."""

    made: int
    adopted: int
    done: int
    benefit: int
    reward: int
    unions: int
    """How many unions had any."""


def proposals(period: FiguresPeriod) -> Proposals:
    """The proposals made in a period; with `unions` only theirs."""
    select = Proposal.select().where(Proposal.day.between(period.first, period.last))
    rows = [row for row in select if period.unions is None or row.union_id in period.unions]
    adopted = Proposal.state.codes.marked("adopted")
    return Proposals(
        made=len(rows),
        adopted=sum(1 for row in rows if row.state in adopted),
        done=sum(1 for row in rows if row.done),
        benefit=sum(row.benefit or 0 for row in rows),
        reward=sum(row.reward or 0 for row in rows),
        unions=len({row.union_id for row in rows if row.union_id}),
    )


@dataclass(frozen=True)
class Contests:
    """劳动和技能竞赛 of a period, counted."""

    activities: int
    unions: int
    events: int
    people: int
    """参赛人次."""
    promoted: int


def contests(period: FiguresPeriod) -> Contests:
    """The 劳动和技能竞赛 of a period: how many, of how many unions, and who took part."""
    rows = [(row, figure) for row, figure in each(period) if row.type == ActivityType.CONTEST]
    ids = [row.id for row, _ in rows]
    events = promoted = 0
    for chunk in editing.chunks(ids):
        events += ActivityEvent.select().where(ActivityEvent.activity.in_(chunk)).count()
        joined = EventResult.select().join(ActivityEvent).where(ActivityEvent.activity.in_(chunk))
        promoted += joined.where(EventResult.promoted == True).count()  # noqa: E712
    return Contests(
        len(rows), len({row.union_id for row, _ in rows}), events, sum(figure.people for _, figure in rows), promoted
    )
