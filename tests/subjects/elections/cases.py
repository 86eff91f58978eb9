"""What tests of elections share: a union with members, and an election of it at any point."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.elections.case import actions, first_session
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting.actions import Sheets
from unionapp.subjects.elections.models import Candidate
from unionapp.subjects.elections.records import CANDIDATES
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support

DAY = date(2026, 3, 18)
"""A Wednesday with the long New Year holiday of 2026 (15 to 23 February) before it."""


def a_union(store: Store, name: str = "青山镇总工会", members: int = 0, women: int = 0, **values: Any) -> Any:
    """A union with so many members in good standing, the first of them women."""
    union = Union(name=name, **values)
    editing.save(store.journal, UNIONS, union)
    rows = [
        Member(
            name=support.person_name(number),
            sex="2" if number < women else "1",
            birth=date(1970 + number % 30, 5, 1),
            politics="01" if number % 4 == 0 else "13",
            education="20",
            employer="青山机械厂",
            position="工人",
            mobile=f"139{number:08d}",
            union=union.id,
            change_type="1",
            change_date=date(2020, 1, 1),
            joined=date(2020, 1, 1),
        )
        for number in range(members)
    ]
    with store.journal.step("会员"):
        editing.put(MEMBERS, rows)
    return union


def body(election: Any, key: str) -> Any:
    """A body of an election."""
    return next(each for each in election.bodies if each.body == key)


def stand(store: Store, body: Any, names: Sequence[str], **values: Any) -> list[Any]:
    """Candidates of a body."""
    rows = [Candidate(body=body.id, name=name, stage="formal", **values) for name in names]
    with store.journal.step("候选人"):
        for row in rows:
            editing.check(CANDIDATES, row)
        editing.put(CANDIDATES, rows)
    return rows


def begun(store: Store, members: int = 30, **values: Any) -> Any:
    """An election of a new union."""
    return actions.start(store.journal, a_union(store, members=members, women=12), "full", False, DAY, **values)


def voted(store: Store, body: Any, marks: Sequence[str], sort: str = "formal", **values: Any) -> Any:
    """A vote with these ballots entered; all who are due have come."""
    heads = values.pop("due", len(marks))
    sheets = Sheets(heads, heads, heads, len(marks))
    opened = counting.open_round(store.journal, body, sort, sheets, **values)
    for each in marks:
        counting.cast(store.journal, opened, *each.partition(" ")[::2])
    return opened


def elect(store: Store, election: Any, key: str, marks: str, heads: int = 30, came: int = 21) -> Any:
    """A vote closed with so many equal ballots of the assembly, or one of each member where a committee elects."""
    chosen = body(election, key)
    source = first_session.electing(chosen)
    if source is not None:
        heads = came = len(first_session.elected(source))
    opened = voted(store, chosen, [marks] * came, due=heads)
    counting.freeze(store.journal, opened)
    return opened
