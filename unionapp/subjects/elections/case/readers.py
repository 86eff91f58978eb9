"""What belongs to an election, read from the file: its bodies and candidates, constituencies and delegates, votes."""

from __future__ import annotations

from collections.abc import Iterable

from unionapp.store import rows
from unionapp.subjects.elections.models import (
    BallotRow,
    Body,
    Candidate,
    Constituency,
    Delegate,
    Election,
    ElectionStep,
    Nomination,
    Round,
)
from unionapp.subjects.elections.states import AssemblyForm, CandidateStage, ElectionState
from unionapp.values.names import stroke_key

OVER = (ElectionState.APPROVED, ElectionState.REGISTERED, ElectionState.STOPPED)
"""The states of an election that is no longer under way."""


def under_way(union: int) -> bool:
    """Whether a union has an election that is not over yet."""
    return bool(Election.select().where(Election.union == union, Election.state.not_in(OVER)).exists())


def bodies_of(election: Election) -> list[Body]:
    """The bodies that are elected, as they were entered."""
    return list(Body.select().where(Body.election == election.id).order_by(Body.id))


def body_of(election: Election, key: str) -> Body | None:
    """A body of an election by its code, None where it is not elected."""
    found: Body | None = Body.get_or_none(Body.election == election.id, Body.body == key)
    return found


def candidates_of(body: Body) -> list[Candidate]:
    """Those who stand for a body in the order of the ballot, then those who withdrew."""
    listed = list(Candidate.select().where(Candidate.body == body.id))
    last = len(listed) + 1
    return sorted(
        listed, key=lambda one: (one.stage == CandidateStage.WITHDRAWN, one.place or last, stroke_key(one.name), one.id)
    )


def constituencies_of(election: Election) -> list[Constituency]:
    """The constituencies, as they were entered."""
    return list(Constituency.select().where(Constituency.election == election.id).order_by(Constituency.id))


def delegates_of(election: Election) -> list[Delegate]:
    """All delegates and candidates for delegate of an election, by strokes."""
    return _by_strokes(Delegate.select().where(Delegate.election == election.id))


def delegates_from(constituency: Constituency) -> list[Delegate]:
    """The delegates and candidates for delegate of one constituency, by strokes."""
    return _by_strokes(Delegate.select().where(Delegate.constituency == constituency.id))


def due(election: Election) -> int | None:
    """应到: the delegates who were elected, or all members where these meet; None while neither is known."""
    if election.form != AssemblyForm.DELEGATES:
        return election.members
    return sum(bool(each.elected) for each in delegates_of(election)) or None


def _by_strokes(delegates: Iterable[Delegate]) -> list[Delegate]:
    return sorted(delegates, key=lambda each: stroke_key(each.name))


def votes_on(body: Body) -> list[Round]:
    """Every vote on a body, in their order."""
    return list(Round.select().where(Round.body == body.id).order_by(Round.id))


def whose(kind_key: str, row_id: int) -> tuple[int, int] | None:
    """The election that a step, a body, a vote, a ballot or a recommendation belongs to, and where it is shown there.

    Both are ids: of the election; and of the step itself, of the body (for bodies and recommendations) or of the vote
    (for votes and their ballots). None where the record is gone, and for a vote of no election, which is practice.
    """
    if kind_key == "election-steps":
        step = rows.find(ElectionStep, row_id)
        return (step.election_id, row_id) if step is not None else None
    if kind_key == "bodies":
        return _of_body(row_id, row_id)
    if kind_key == "nominations":
        nomination = rows.find(Nomination, row_id)
        return _of_body(nomination.body_id, nomination.body_id) if nomination is not None else None
    ballot = rows.find(BallotRow, row_id) if kind_key == "ballots" else None
    vote = rows.find(Round, row_id if kind_key != "ballots" else ballot.round_id if ballot is not None else None)
    return _of_body(vote.body_id, vote.id) if vote is not None and vote.body_id else None


def _of_body(body_id: int, shown: int) -> tuple[int, int] | None:
    body = rows.find(Body, body_id)
    return (body.election_id, shown) if body is not None else None
