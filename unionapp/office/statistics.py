"""Figures of unions and members: reports by union, and the counts behind the pictures of the workbench.

All read the changes of membership, so that every figure can be had for any day; the members' own columns (sex, group)
count as they stand now.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from unionapp.office.reports import Report, ReportOffer, ReportPeriod, ReportRow
from unionapp.records import codes
from unionapp.subjects.members import roster
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.states import ChangeType, MemberStatus, SexCode
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.models import Union
from unionapp.values.partialdate import since
from unionapp.values.periods import Month, months_between

TOTAL = "total"
"""The key of the line that sums up a report."""
_NEW = (ChangeType.JOIN, ChangeType.ARRIVE)
_LEFT = (ChangeType.LEAVE, ChangeType.EXPEL, ChangeType.WITHDRAW, ChangeType.DIE, ChangeType.LAPSE)
_MOVES = """
SELECT type, union_id, from_union_id, count(*) FROM membership_change AS c
WHERE date BETWEEN ? AND ? AND NOT EXISTS (SELECT 1 FROM membership_change AS r WHERE r.replaces_id = c.id)
GROUP BY type, union_id, from_union_id
"""

Moves = list[tuple[str, int | None, int | None, int]]
"""Changes of a period, counted: type, union afterwards, union before (None when the same or elsewhere), how many."""


def _moves(period: ReportPeriod) -> Moves:
    return _rows(_MOVES, since(period.first).stored, period.last.isoformat())


def _rows(statement: str, *values: str) -> list[Any]:
    return list(Member._meta.database.execute_sql(statement, values).fetchall())


def _groups() -> list[codes.Code]:
    """The groups counted in columns of their own: 八大群体, and the others of 新就业形态."""
    return [code for code in codes.table("member-group").codes if {"eight", "key4"} & set(code.marks)]


def union_statistics(period: ReportPeriod) -> Report:
    """会员统计表: per union the members at the end of the period, and who came and went within it."""
    groups = _groups()
    columns = ("会员数", "女会员", "农民工会员", "保留会籍", *(code.label for code in groups), "本期增加", "本期减少")
    counted: dict[int | None, Counter[str]] = {}
    for union, words in _standings(period.last):
        counted.setdefault(union, Counter()).update(words)
    for kind, union, former, number in _moves(period):
        if kind in _NEW:
            counted.setdefault(union, Counter())["new"] += number
        if kind in _LEFT:
            counted.setdefault(union, Counter())["left"] += number
        if kind == ChangeType.ARRIVE and former is not None:
            counted.setdefault(former, Counter())["left"] += number
    keys = ("in", "women", "migrants", "kept", *(code.key for code in groups), "new", "left")
    return _report("工会会员统计表", period, columns, keys, counted)


def _standings(day: date) -> Iterable[tuple[int | None, list[str]]]:
    """For everybody who stood in a union on a day: the union, and the columns in which that counts."""
    about = {row[0]: row[1:] for row in _rows("SELECT id, sex, migrant, grp FROM member")}
    for standing in roster.as_of(day):
        if standing.state == MemberStatus.KEPT:
            yield standing.union, ["kept"]
        elif standing.state == MemberStatus.IN:
            sex, migrant, group = about[standing.member]
            words = ["in", *(["women"] if sex == SexCode.FEMALE else []), *(["migrants"] if migrant else [])]
            yield standing.union, [*words, group] if group else words


def member_changes(period: ReportPeriod) -> Report:
    """会籍变动统计表: per union how many changes of each type; moving away within the tree counts as 调出 there."""
    types = codes.table("change-type").codes
    columns = (*(code.label for code in types), "本级内调出")
    counted: dict[int | None, Counter[str]] = {}
    for kind, union, former, number in _moves(period):
        counted.setdefault(union, Counter())[kind] += number
        if former is not None and kind == ChangeType.ARRIVE:
            counted.setdefault(former, Counter())["away"] += number
    return _report("会籍变动统计表", period, columns, (*(code.key for code in types), "away"), counted)


def _report(
    title: str,
    period: ReportPeriod,
    columns: tuple[str, ...],
    keys: tuple[str, ...],
    counted: dict[int | None, Counter[str]],
) -> Report:
    """One row for each union, in the order of the tree, and the sum of all."""
    uids = dict(Union.select(Union.id, Union.uid).tuples())
    named: list[tuple[int | None, str, str]] = [(row, uids[row], name) for row, name in tree.names().items()]
    if None in counted:
        named.append((None, "", "（未写明工会）"))
    rows = [ReportRow(uid, name, _picked(counted.get(row, Counter()), keys)) for row, uid, name in named]
    total: Counter[str] = sum(counted.values(), Counter())
    return Report(
        title, period.title, tree.own_name(), columns, (*rows, ReportRow(TOTAL, "合计", _picked(total, keys)))
    )


def _picked(counted: Counter[str], keys: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(counted[key] for key in keys)


def members_by_group() -> list[tuple[str, int]]:
    """How many members stand in each group now, in the order of the code table, empty groups left out."""
    return _by_code("member-group", "SELECT grp, count(*) FROM member WHERE status = 'in' GROUP BY grp")


def members_by_state() -> list[tuple[str, int]]:
    """How many members are in each state now, in the order of the code table."""
    return _by_code("member-state", "SELECT status, count(*) FROM member GROUP BY status")


def _by_code(table: str, statement: str) -> list[tuple[str, int]]:
    found = dict(_rows(statement))
    return [(code.label, found[code.key]) for code in codes.table(table).codes if found.get(code.key)]


Joined = tuple[Month, tuple[int, ...]]
"""A month, and the ids of the changes by which members joined or came in it."""


def joined_by_month(today: date) -> list[Joined]:
    """Who joined or came in each of the last twelve months, this one included, as far as known."""
    last = Month.of(today)
    months = months_between(Month(last.year - 1, last.month).next(), last)
    found: dict[str, list[int]] = defaultdict(list)
    for row, kind, month in _rows(
        "SELECT id, type, substr(date, 1, 7) FROM membership_change AS c WHERE date >= ? "
        "AND from_union_id IS NULL AND NOT EXISTS (SELECT 1 FROM membership_change AS r WHERE r.replaces_id = c.id)",
        since(months[0].first()).stored,
    ):
        if kind in _NEW:
            found[month].append(row)
    return [(month, tuple(found[str(month)])) for month in months]


def joins_by_month(today: date) -> list[tuple[Month, int]]:
    """How many joined or came in each of the last twelve months, this one included, as far as known."""
    return [(month, len(ids)) for month, ids in joined_by_month(today)]


REPORTS: tuple[ReportOffer, ...] = (
    ReportOffer("union-statistics", "工会会员统计表", union_statistics, "read-members"),
    ReportOffer("member-changes", "会籍变动统计表", member_changes, "read-members"),
)
