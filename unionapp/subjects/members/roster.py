"""Rosters and figures of members as of any day, read from the changes of membership alone.

A change of which only the month or the year is known counts from its beginning.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from unionapp.subjects.members import rules
from unionapp.subjects.members.models import Member, MembershipChange
from unionapp.subjects.members.states import MemberStatus
from unionapp.values.partialdate import since

_AS_OF = """
WITH RECURSIVE former(id, place) AS (
  SELECT id, replaces_id FROM membership_change WHERE replaces_id IS NOT NULL
  UNION ALL
  SELECT former.id, w.replaces_id FROM former JOIN membership_change AS w ON w.id = former.place
  WHERE w.replaces_id IS NOT NULL),
first(id, place) AS (SELECT id, min(place) FROM former GROUP BY id)
SELECT member_id, type, union_id FROM (
  SELECT member_id, type, union_id,
         row_number() OVER (PARTITION BY member_id
           ORDER BY coalesce(date, '0001-01-01') DESC, coalesce(first.place, c.id) DESC) AS n
  FROM membership_change AS c LEFT JOIN first ON first.id = c.id
  WHERE (date IS NULL OR date <= ?)
    AND NOT EXISTS (SELECT 1 FROM membership_change AS r WHERE r.replaces_id = c.id))
WHERE n = 1
"""


@dataclass(frozen=True)
class Standing:
    """Where a member stood on some day."""

    member: int
    state: str
    union: int | None


def as_of(day: date, unions: Iterable[int] | None = None) -> list[Standing]:
    """The standing of everybody who had joined by the end of `day`; with `unions` only of those in them."""
    within = None if unions is None else set(unions)
    rows = Member._meta.database.execute_sql(_AS_OF, (day.isoformat(),)).fetchall()
    standings = (Standing(member, rules.state_after(kind), union) for member, kind, union in rows)
    return [each for each in standings if within is None or each.union in within]


def members_on(
    day: date, unions: Iterable[int] | None = None, states: tuple[str, ...] = (MemberStatus.IN,)
) -> list[int]:
    """The ids of the members in one of the states on a day."""
    return [each.member for each in as_of(day, unions) if each.state in states]


def figures(day: date, unions: Iterable[int] | None = None) -> Counter[str]:
    """How many members stood in each state on a day."""
    return Counter(each.state for each in as_of(day, unions))


def changes_between(first: date, last: date, unions: Iterable[int] | None = None) -> list[MembershipChange]:
    """The changes that hold and fell in a period, by day, each with its member; with `unions` only theirs."""
    other = MembershipChange.alias()
    replaced = other.select(other.replaces).where(other.replaces.is_null(False))
    select = (
        MembershipChange.select(MembershipChange, Member)
        .join(Member, on=MembershipChange.member)
        .where(
            MembershipChange.date >= since(first), MembershipChange.date <= last, MembershipChange.id.not_in(replaced)
        )
        .order_by(MembershipChange.date, MembershipChange.id)
    )
    within = None if unions is None else set(unions)
    return [change for change in select if within is None or change.union_id in within]


def tally(changes: Iterable[MembershipChange]) -> dict[int, Counter[str]]:
    """How many changes of each type there are, by union."""
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    for change in changes:
        counted[change.union_id or 0][change.type] += 1
    return counted
