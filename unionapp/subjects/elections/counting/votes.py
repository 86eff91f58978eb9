"""Reading a vote: the names on its ballot, what the stored marks and sums mean, who is elected by them.

Nothing here writes; `counting` opens, enters and freezes, and the rules of the rows ask here too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from unionapp.errors import Level, Problem
from unionapp.subjects.elections import thresholds
from unionapp.subjects.elections.counting import count, shortfall
from unionapp.subjects.elections.models import BallotRow, Body, Candidate, Round
from unionapp.subjects.elections.record_rules import VOID, lines
from unionapp.subjects.elections.states import CandidateStage, CountWay, RoundSort
from unionapp.values import names

FOR, AGAINST, ABSTAIN, BOTH = "o", "x", "-", "b"
FIRST, SECOND = 1, 2
"""第一遍录入, and the second that is entered without sight of the first."""


def on_the_ballot(body: Body) -> list[str]:
    """The names on a body's ballot: those who stand, 以姓氏笔画为序 unless the clerk gave places."""
    standing = list(Candidate.select().where(Candidate.body == body.id, Candidate.stage != CandidateStage.WITHDRAWN))
    formal = [
        each
        for each in standing
        if each.stage in (CandidateStage.FORMAL, CandidateStage.ELECTED, CandidateStage.NOT_ELECTED)
    ]
    chosen = formal or [each for each in standing if each.stage == CandidateStage.PROPOSED] or standing
    ordered = sorted(chosen, key=lambda each: (each.place or _LAST, names.stroke_key(each.name), each.id))
    return [shown(each) for each in ordered]


_LAST = 10_000
"""Those without a place of their own stand after those with one."""


def shown(candidate: Candidate) -> str:
    """A candidate as the ballot has him."""
    return str(candidate.shown_as or candidate.name)


def entered(round: Round, entry: int = FIRST) -> int:
    """How many ballots an entry has."""
    row = BallotRow.select(BallotRow.place).where(BallotRow.round == round.id, BallotRow.entry == entry)
    last = row.order_by(BallotRow.place.desc()).first()
    return last.place if last else 0


def sheets(round: Round, entry: int = FIRST) -> list[tuple[str, str]]:
    """Marks and written names of an entry in the order they were called."""
    rows = BallotRow.select(BallotRow.marks, BallotRow.written)
    return list(rows.where(BallotRow.round == round.id, BallotRow.entry == entry).order_by(BallotRow.place).tuples())


def ballot_of(marks: str, written: str, on_ballot: Sequence[str]) -> count.Ballot:
    """What the marks of one sheet mean; one that is not void has a mark for every name."""
    chosen = {
        mark: frozenset(name for name, each in zip(on_ballot, marks, strict=True) if each in (mark, BOTH))
        for mark in (FOR, AGAINST)
    }
    return count.Ballot(chosen[FOR], chosen[AGAINST], frozenset(lines(written)))


def poll_of(round: Round) -> count.Poll:
    """The frame of a vote. Among the tied, and after a differential primary, the names need not exceed the seats."""
    settled = round.sort == RoundSort.AGAIN or (
        round.sort == RoundSort.FORMAL and round.body_id is not None and had_a_primary(round.body)
    )
    return count.Poll(
        body="" if round.body_id is None else round.body.body,
        seats=round.seats,
        due=round.due,
        present=round.present,
        issued=round.issued,
        returned=round.returned,
        candidates=tuple(lines(round.names)),
        margin=not settled,
    )


def had_a_primary(body: Body) -> bool:
    """Whether a differential 预选 was held, after which the formal election may be 等额 (章程, 第十七条)."""
    primaries = Round.select().where(Round.body == body.id, Round.sort == RoundSort.PRIMARY, Round.frozen == True)  # noqa: E712
    return any(len(lines(each.names)) > each.seats for each in primaries)


def result(round: Round, entry: int = FIRST) -> count.PollResult:
    """The result as far as it is entered, from ballots or from sums.

    A frozen count stays what it was frozen as, though the setting on names written in was another one then.
    """
    limited = bool(thresholds.WRITE_INS.value)
    found = _result(round, entry, limited)
    if not round.frozen or found.code == round.code:
        return found
    then = _result(round, entry, not limited)
    return _as_frozen(then, limited) if then.code == round.code else found


def _result(round: Round, entry: int, limited: bool) -> count.PollResult:
    poll = poll_of(round)
    return count.result(poll, _tally(round, poll, entry, limited), most_votes=round.sort == RoundSort.AGAIN)


def _as_frozen(then: count.PollResult, limited: bool) -> count.PollResult:
    """A result frozen under the other setting, and what it says of that."""
    how = "没有投不赞成票的，另选他人也计了票" if limited else "没有投不赞成票的，另选他人没有计票"
    text = f"封存这次计票时，{how}，现在的设置与此不同。结果仍按封存时的办法；要按现在的办法计，请启封后重新封存。"
    level: Level = "warning" if limited else "info"
    said = Problem("", text, thresholds.WRITE_INS.source, level, "write-in")
    return replace(then, problems=(*then.problems, said))


def _tally(round: Round, poll: count.Poll, entry: int, limited: bool) -> count.Tally:
    if round.way == CountWay.TOTALS:
        return count.from_totals(poll, json.loads(round.totals or "{}"), limited)
    listed = sheets(round, entry)
    void = sum(marks == VOID for marks, _ in listed)
    counted = count.tally(poll, [ballot_of(*each, poll.candidates) for each in listed if each[0] != VOID], limited)
    counted.invalid += void
    return counted


def finals(body: Body) -> list[Round]:
    """The votes that decide who is elected to a body, in their order; primaries and practice do not."""
    wanted = Round.sort.in_((RoundSort.FORMAL, RoundSort.AGAIN, RoundSort.FURTHER))
    return list(Round.select().where(Round.body == body.id, wanted, Round.frozen == True).order_by(Round.id))  # noqa: E712


def elected_names(rounds: Iterable[Round]) -> dict[str, int]:
    """Who is elected by these votes, with the votes that did it, in the order of the votes."""
    found: dict[str, int] = {}
    for each in rounds:
        outcome = result(each)
        found.update({name: outcome.tally.votes[name].for_ for name in outcome.elected if name not in found})
    return found


def chosen_and_least(body: Body) -> tuple[int, int, int | None]:
    """How many are elected to a body, how many it must have at least, and the members that asks for."""
    members = body.election.members
    return len(elected_names(finals(body))), shortfall.least(body.body, members), members


def may_be_fewer(round: Round) -> bool:
    """Whether the open seats of a vote may be left open: near the number, and within the lawful size."""
    if not round.body_id:
        return False
    chosen, least, _ = chosen_and_least(round.body)
    return shortfall.near(round.body.seats, chosen, least)
