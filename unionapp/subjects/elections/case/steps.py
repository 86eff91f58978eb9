"""The steps of an election as they stand: which is next, done, left out, and when each is due now."""

from __future__ import annotations

from datetime import date

from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.elections.case import plan
from unionapp.subjects.elections.models import Election, ElectionStep
from unionapp.subjects.elections.records import ELECTIONS, STEPS
from unionapp.values.present import present


def of(election: Election) -> list[ElectionStep]:
    """The steps of an election in their order."""
    return list(
        ElectionStep.select().where(ElectionStep.election == election.id).order_by(ElectionStep.place, ElectionStep.id)
    )


def next_step(election: Election) -> ElectionStep | None:
    """The first step that is neither done nor skipped, None where there is none left."""
    return next((each for each in of(election) if not each.done and not each.skipped), None)


def redate(election: Election) -> list[ElectionStep]:
    """The open steps whose due date is another now; the rows carry the new dates, not yet saved.

    Steps that are done stay; those the clerk added by herself keep their dates.
    """
    rows = of(election)
    done = {row.key: row.done for row in rows if row.key and row.done}
    due = plan.dates(plan.planned(election), present(election.day), done)
    moved = [row for row in rows if row.key and not row.done and row.title in due and row.due != due[row.title]]
    for row in moved:
        row.due = due[row.title]
    return moved


def reschedule(journal: Journal, election: Election, day: date) -> list[ElectionStep]:
    """Hold the assembly on another day: the open steps move along; returns those that moved."""
    with journal.step(f"“{election.label}”大会改为 {day}"):
        election.day = day
        editing.put(ELECTIONS, [election])
        moved = redate(election)
        editing.put(STEPS, moved)
    return moved


def finish(journal: Journal, step: ElectionStep, day: date, by: str) -> None:
    """Mark a step done; what waits for it gets its date anew and the election moves on."""
    if day > date.today():
        raise Refused("完成日期在今天之后，请核对。")
    election = Election.get_by_id(step.election_id)
    with journal.step(f"“{election.label}”完成：{step.title}"):
        step.done, step.by = day, by
        editing.put(STEPS, [step])
        planned = plan.by_key().get(step.key)
        if planned and planned.state and _place(planned.state) > _place(election.state):
            election.state = planned.state
            editing.put(ELECTIONS, [election])
        if election.day:
            editing.put(STEPS, redate(election))


def skip(journal: Journal, step: ElectionStep, skipped: bool = True) -> None:
    """Leave a step out, or take it up again."""
    with journal.step(f"{'不办' if skipped else '恢复'}步骤：{step.title}"):
        step.skipped = skipped
        editing.put(STEPS, [step])


def _place(state: str) -> int:
    """How far along a state of an election is; one that was stopped is past all."""
    keys = [code.key for code in Election.state.codes.codes]
    return keys.index(state) if state in keys else 0
