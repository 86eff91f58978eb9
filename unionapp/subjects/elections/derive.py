"""What follows by itself: the end of a term, figures from the register, a person's data from the member chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.subjects.elections import rules
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
    Term,
    TermChange,
)
from unionapp.subjects.elections.states import BodyKind
from unionapp.subjects.members import roster
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.states import CadrePost, MemberStatus
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.models import Union
from unionapp.values import periods


def voters(union: Union, day: date) -> int:
    """有选举权的会员: members of a union and those below it who stand 在籍 on a day; 保留会籍 does not vote."""
    return roster.figures(day, tree.below(union))[MemberStatus.IN]


def term_end(elected: date, years: int) -> date:
    """届满日期: the same calendar day so many years later.

    The term begins on the day of the election (总工发〔2016〕27号 第二十八条, 依据待核对).
    """
    return periods.add_years(elected, years)


def fill_term(term: Term) -> None:
    """The end follows from the election and the years where nobody typed it."""
    if term.elected and term.years in rules.YEARS and not term.ends:
        term.ends = term_end(term.elected, term.years)


def fill_election(election: Election) -> None:
    """Number, figures and names that the registers know; what was typed stays."""
    if not election.union_id:
        return
    union = election.union
    if election.__data__.get("number") is None:
        election.number = next_number(election.union_id)
    if election.members is None:
        election.members = voters(union, election.day or date.today())
    if not election.higher and union.parent is not None:
        election.higher = union.parent.name
    former = Election.select().where(Election.union == union.id, Election.id != (election.id or 0))
    last = former.order_by(Election.id.desc()).first()
    if last is not None:
        election.party = election.party or last.party
    election.phone = election.phone or union.phone


def next_number(union: int) -> int:
    """The number of a union's next term, 1 where none is on record."""
    last = Term.select(Term.number).where(Term.union == union).order_by(Term.number.desc()).first()
    return (last.number or 0) + 1 if last is not None else 1


def fill_body(body: Body) -> None:
    """The colour that tells ballots apart: white, pink and yellow are usual (实践做法)."""
    colours: Mapping[str, str] = {BodyKind.COMMITTEE: "白色", BodyKind.AUDIT: "粉红色", BodyKind.WOMEN: "浅黄色"}
    if body.__data__.get("id") is None and not body.colour:
        body.colour = colours.get(body.body, "")


def fill_constituency(each: Constituency) -> None:
    """Name and members of a constituency that is a union follow from it."""
    union = each.union
    if union is None:
        return
    each.name = each.name or union.name
    each.staff = union.employees if each.staff is None else each.staff
    if each.members is None:
        day = each.election.day if each.election_id else None
        each.members = voters(union, day or date.today())


def fill_named(record: TermChange) -> None:
    """The name of the member chosen."""
    if not record.name and record.member is not None:
        record.name = record.member.name


_SAME = ("name", "sex", "birth", "nation", "politics", "education")
_ALSO = ("native_place", "title", "worked_since", "joined")


def fill_person(person: Delegate | Candidate) -> None:
    """What the register knows of the member chosen; what was typed stays."""
    member = person.member
    if member is None:
        return
    _take(person, member, _SAME)
    person.post = person.post or "".join(part for part in (member.employer, member.position) if part)
    person.phone = person.phone or member.mobile


def fill_candidate(candidate: Candidate) -> None:
    """The same for a candidate, with the office that the body gives."""
    fill_person(candidate)
    if candidate.member is not None:
        _take(candidate, candidate.member, _ALSO)
    if candidate.body_id and not candidate.office:
        candidate.office = OFFICES.get(candidate.body.body, "")


OFFICES: Mapping[str, str] = {
    BodyKind.COMMITTEE: CadrePost.MEMBER,
    BodyKind.STANDING: CadrePost.MEMBER,
    BodyKind.AUDIT: CadrePost.AUDIT_MEMBER,
    BodyKind.WOMEN: CadrePost.WOMEN_MEMBER,
    BodyKind.AUDIT_HEAD: CadrePost.AUDIT_HEAD,
    BodyKind.WOMEN_HEAD: CadrePost.WOMEN_HEAD,
}
"""工会职务 that election to a body brings, by the body's key; the ballot on 主席、副主席 names it itself."""


def _take(person: Delegate | Candidate, member: Member, names: Sequence[str]) -> None:
    for name in names:
        if getattr(person, name) in (None, ""):
            setattr(person, name, getattr(member, name))


def ballots_are_removed(ballots: Sequence[BallotRow]) -> None:
    """Ballots of a frozen count stay."""
    _refuse_frozen(list(Round.select().where(Round.id.in_([ballot.round_id for ballot in ballots]))))


def rounds_are_removed(rounds: Sequence[Round]) -> None:
    """A vote that is not frozen goes with its ballots."""
    _refuse_frozen(rounds)
    editing.delete(BallotRow, BallotRow.round, [each.id for each in rounds])


def bodies_are_removed(bodies: Sequence[Body]) -> None:
    """A body goes with its candidates, recommendations and votes; a frozen count forbids it."""
    ids = [body.id for body in bodies]
    rounds = list(Round.select().where(Round.body.in_(ids)))
    rounds_are_removed(rounds)
    editing.delete(Round, Round.body, ids)
    editing.delete(Nomination, Nomination.body, ids)
    editing.delete(Candidate, Candidate.body, ids)


def elections_are_removed(elections: Sequence[Election]) -> None:
    """An election goes with all that belongs to it; the term that came of it forbids it."""
    ids = [election.id for election in elections]
    bodies_are_removed(list(Body.select().where(Body.election.in_(ids))))
    for model, link in _PARTS:
        editing.delete(model, link, ids)


_PARTS = (
    (Body, Body.election),
    (Delegate, Delegate.election),
    (Constituency, Constituency.election),
    (ElectionStep, ElectionStep.election),
)


def _refuse_frozen(rounds: Sequence[Round]) -> None:
    for each in rounds:
        if each.frozen:
            raise Refused(f"{each.label}已封存，不能删除。确需改动，请先启封并写明原因。")
