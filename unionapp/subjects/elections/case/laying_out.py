"""What an election begins with: the bodies to be elected with their seats, and the steps with their days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from unionapp.records.kind import Kind, SavedRow
from unionapp.store import editing
from unionapp.subjects.elections import derive as follow
from unionapp.subjects.elections import record_rules as checks
from unionapp.subjects.elections import rules, thresholds
from unionapp.subjects.elections.case import plan, readers
from unionapp.subjects.elections.case.heads import Heads, heads
from unionapp.subjects.elections.models import Body, Election, ElectionStep, Term
from unionapp.subjects.elections.states import BodyKind, BodyWay, ChairWay, ElectionSort
from unionapp.values.present import present

_BARE = {model: Kind(key="", model=model, title="", noun="", columns=(), sections={}) for model in (Body, ElectionStep)}
"""The tables without what follows from them."""


def elections_were_saved(saved: Sequence[SavedRow]) -> None:
    """An election that is still to come, however it was registered, gets its bodies and steps."""
    for each in saved:
        election = each.record
        ahead = election.day is not None and election.day >= date.today()
        if each.old is None and ahead and election.state not in readers.OVER:
            lay_out(election)


def lay_out(election: Election) -> None:
    """Give an election the bodies and the steps that it has none of yet, within the running step."""
    if election.members is not None and not readers.bodies_of(election):
        day = election.day or date.today()
        editing.put(_BARE[Body], bodies(election, heads(election.union, day)))
    if election.day is not None and not ElectionStep.select().where(ElectionStep.election == election.id).exists():
        editing.put(_BARE[ElectionStep], plan.make(election))


def bodies(election: Election, heads: Heads) -> list[Body]:
    """The bodies that an election of this sort fills, with seats by the number of members; not yet saved."""
    seats = usual_seats(present(election.members), heads.women)
    if election.sort == ElectionSort.BY_ELECTION:
        return [_body(election, _vacant(election), 1, BodyWay.BALLOT, True)]
    enterprise = checks.is_enterprise(election.union) and election.chairing == ChairWay.ASSEMBLY
    found = [_body(election, BodyKind.COMMITTEE, seats[BodyKind.COMMITTEE], BodyWay.BALLOT, True)]
    found.append(_body(election, BodyKind.AUDIT, seats[BodyKind.AUDIT], BodyWay.BALLOT, False))
    found.append(_body(election, BodyKind.WOMEN, seats[BodyKind.WOMEN], BodyWay.CONSULTATION, False))
    found.append(_body(election, BodyKind.CHAIR, seats[BodyKind.CHAIR], BodyWay.BALLOT, enterprise))
    if seats[BodyKind.AUDIT] > 1:
        found.append(_body(election, BodyKind.AUDIT_HEAD, 1, BodyWay.BALLOT, False))
    if seats[BodyKind.WOMEN] > 1:
        found.append(_body(election, BodyKind.WOMEN_HEAD, 1, BodyWay.CONSULTATION, False))
    return found


def _vacant(election: Election) -> str:
    """What a by-election fills: the chair where it is vacant, else a seat of the committee."""
    term = Term.get_or_none(Term.union == election.union_id, Term.number == election.number)
    return BodyKind.CHAIR if term is not None and term.chair_vacant else BodyKind.COMMITTEE


def _body(election: Election, body: str, seats: int, way: str, margin: bool) -> Body:
    made = Body(election=election.id, body=body, seats=seats, way=way, margin=margin)
    follow.fill_body(made)
    return made


_PLAIN_UNION = 200
"""Up to so many members one 主席 and no 副主席 is usual; from 1001 on 经审会 and 女职工委员会 of five (实践做法)."""


def usual_seats(members: int, women: int) -> Mapping[str, int]:
    """Seats to begin with, all within the bands; the union decides."""
    large = members > (rules.committee_bands()[1][1] or 0)
    return {
        BodyKind.COMMITTEE: _committee_seats(members),
        BodyKind.AUDIT: 1 if members < thresholds.SMALL.value else 5 if large else 3,
        BodyKind.WOMEN: 1 if women < thresholds.WOMEN_LEAST.value else 5 if large else 3,
        BodyKind.CHAIR: 1 if members <= _PLAIN_UNION else 2,
    }


def _committee_seats(members: int) -> int:
    """An odd number within the band, the greater the nearer the members come to its upper end."""
    for first, last, least, most in rules.committee_bands():
        if first <= members and last is not None and members <= last:
            inner = least + (most - least) * (members - first) // max(1, last - first)
            return inner if inner % 2 else max(least, inner - 1)
    return 3 if members < thresholds.SMALL.value else rules.committee_bands()[-1][2]
