"""Rosters and figures of members as of any day, read from the changes of membership alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from unionapp.subjects.members import rules
from unionapp.subjects.members.models import Member

_AS_OF = """
SELECT member_id, type, union_id FROM (
  SELECT member_id, type, union_id,
         row_number() OVER (PARTITION BY member_id ORDER BY coalesce(date, '0001-01-01') DESC, id DESC) AS n
  FROM membership_change AS c
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


def members_on(day: date, unions: Iterable[int] | None = None, states: tuple[str, ...] = ("in",)) -> list[int]:
    """The ids of the members in one of the states on a day."""
    return [each.member for each in as_of(day, unions) if each.state in states]


def figures(day: date, unions: Iterable[int] | None = None) -> Counter[str]:
    """How many members stood in each state on a day."""
    return Counter(each.state for each in as_of(day, unions))


_MOVES = """
SELECT type, count(*) FROM membership_change AS c
WHERE date BETWEEN ? AND ? AND NOT EXISTS (SELECT 1 FROM membership_change AS r WHERE r.replaces_id = c.id)
GROUP BY type
"""


def moves(first: date, last: date) -> dict[str, int]:
    """How many changes of each type fell in a period, corrections counted once."""
    rows = Member._meta.database.execute_sql(_MOVES, (first.isoformat(), last.isoformat()))
    return dict(rows.fetchall())
