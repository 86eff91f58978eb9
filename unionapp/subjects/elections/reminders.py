"""What is due of elections: terms that end or have no chair, replies that have not come, the next step of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from unionapp.records.duty import Duty
from unionapp.subjects.elections import terms
from unionapp.subjects.elections.case import actions, readers
from unionapp.subjects.elections.models import Election
from unionapp.subjects.unions.models import Union
from unionapp.values.present import present

STEP_DAYS = 7
"""The next step of an election is named this many days before it is due."""
_MATTERS: Mapping[terms.State, str] = {
    "over": "terms-over",
    "ending": "terms-ending",
    "extended": "terms-ending",
    "vacant": "chair-vacant",
    "acting-too-long": "chair-vacant",
    "no-chair": "no-chair",
}


def all_due(today: date) -> Iterator[Duty]:
    """Everything of elections that is due."""
    for each in terms.expiring(today):
        late = each.level == "overdue"
        yield Duty(_MATTERS[each.state], "terms", each.term.id, each.day, each.text, each.article, late)
    for reply in terms.overdue_replies(today):
        yield Duty("replies", "elections", reply.election.id, reply.day, reply.text, reply.article, True)
    yield from _steps(today)


def running() -> list[Election]:
    """The elections that are not over yet, by the day of the assembly, with their unions."""
    rows = Election.select(Election, Union).join(Union).where(Election.state.not_in(readers.OVER))
    return list(rows.order_by(Election.day, Election.id))


def _steps(today: date) -> Iterator[Duty]:
    """Of each running election the step that comes next, once it is due or will be within days.

    What comes after it cannot be done yet, so that it is not late either.
    """
    seen: set[int] = set()
    for step in actions.open_steps(today + timedelta(STEP_DAYS)):
        if step.election_id not in seen:
            seen.add(step.election_id)
            due = present(step.due)
            text = f"{step.election.label}：{step.title}，应在 {due} 前办完。"
            part, whose = step.election.uid, step.election.label
            late = due < today
            yield Duty("election", "election-steps", step.id, due, text, step.article, late, part=part, whose=whose)
