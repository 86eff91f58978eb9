"""The made-up elections: a term for every union, one election approved, one under way, one in count, one begun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from unionapp.office.demo.fiction import Fiction
from unionapp.office.demo.numbers import renumber
from unionapp.office.demo.unions import TODAY, DemoUnion
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.elections import records
from unionapp.subjects.elections.case import actions, first_session, outcome, quota, readers, steps
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting.actions import Sheets
from unionapp.subjects.elections.models import Body, Candidate, Constituency, Delegate, Election, Nomination, Term
from unionapp.subjects.elections.states import (
    AssemblyForm,
    BodyKind,
    BodyWay,
    CandidateStage,
    DelegateSort,
    ElectionSort,
    ElectionState,
    RoundSort,
)
from unionapp.subjects.members.models import Cadre, Member
from unionapp.subjects.members.records import CADRES
from unionapp.subjects.members.states import CadrePost, MemberStatus, SexCode
from unionapp.subjects.unions.models import Union
from unionapp.values.present import present

_HELD = TODAY - timedelta(60)
"""The day of the election that is over."""
_COMING = TODAY + timedelta(30)
"""The day of the one under way."""


def hold(journal: Journal, source: Fiction, places: Sequence[DemoUnion]) -> None:
    """Write terms and elections, within a running step."""
    editing.put(records.TERMS, [_term(source, place, number) for number, place in enumerate(places)])
    _finished(journal, source, places[1])
    _under_way(journal, source, places[0])
    _in_count(journal, source, places[2])
    _begun(journal, places[3])
    renumber(source, (*records.KINDS, CADRES))


def _term(source: Fiction, place: DemoUnion, number: int) -> Term:
    """The term that runs; those of some unions are over, extended, or have lost their chair."""
    union = place.union
    years = 3 if number % 4 == 3 else 5
    age = 1700 if number < 2 else number * 211 % (years * 365 + 90)
    elected = max(union.founded.first if union.founded else date.min, TODAY - timedelta(age))
    term = Term(union=union, number=1, elected=elected, years=years, chair=union.chair, form=AssemblyForm.ALL_MEMBERS)
    records.TERMS.fill(term)
    if number % 9 == 6 and (ends := present(term.ends)) < TODAY + timedelta(60):
        term.extended_to, term.extension_no = ends + timedelta(150), f"云工〔{ends.year}〕{number}号"
    if number % 17 == 5:
        term.chair_vacant = TODAY - timedelta(source.random.choice((50, 110, 240)))
    return term


def _voters(union: Union) -> list[Member]:
    """The members of a union who vote, in the order of the register."""
    return list(Member.select().where(Member.union == union.id, Member.status == MemberStatus.IN).order_by(Member.id))


def _finished(journal: Journal, source: Fiction, place: DemoUnion) -> None:
    """A whole election, from the request to the approved result."""
    union, voters = place.union, _voters(place.union)
    former = list(Cadre.select().where(Cadre.union == union.id))
    for cadre in former:
        cadre.since = min(present(cadre.since).first, _HELD - timedelta(365))
    editing.put(CADRES, former)
    election = actions.start(
        journal, union, ElectionSort.FULL, True, _HELD, place=f"{place.town}文化站会议室", **_PEOPLE
    )
    _stand(election, voters)
    for body in readers.bodies_of(election):
        if body.way == BodyWay.BALLOT:
            _vote(journal, source, body, _due(body, voters))
    election.due, election.present = len(voters), len(voters)
    _write_letters(election)
    editing.put(records.ELECTIONS, [election])
    outcome.approve(journal, election, "云工〔2026〕46号", _HELD + timedelta(21))
    rows = steps.of(election)
    for row in rows:
        if present(row.due) <= TODAY and not row.done:
            row.done, row.by = row.due, journal.operator
    editing.put(records.STEPS, rows)


_PEOPLE = {
    "party": "中共青石镇委员会",
    "contact": "钟秀兰",
    "leader": "郝志国",
    "presidium": "郝志国\n钟秀兰\n廖建明",
    "tellers_head": "廖建明",
    "tellers": "邹小芳\n戴永红",
    "counters": "段晓燕\n汤文斌",
}


def _stand(election: Election, voters: Sequence[Member]) -> None:
    """Candidates of every body: the committee's one more than seats, the heads out of their bodies."""
    bodies = {body.body: body for body in readers.bodies_of(election)}
    seats = {key: body.seats for key, body in bodies.items()}
    women = [member for member in voters if member.sex == SexCode.FEMALE]
    audit = voters[seats[BodyKind.COMMITTEE] + 2 :]
    chosen: Mapping[str, Sequence[Member]] = {
        BodyKind.COMMITTEE: voters[: seats[BodyKind.COMMITTEE] + 1],
        BodyKind.AUDIT: audit[: seats[BodyKind.AUDIT]],
        BodyKind.WOMEN: women[: seats[BodyKind.WOMEN]],
        BodyKind.CHAIR: voters[: seats[BodyKind.CHAIR]],
        BodyKind.AUDIT_HEAD: audit[:1],
        BodyKind.WOMEN_HEAD: women[:1],
    }
    rows = []
    for key, body in bodies.items():
        for place, member in enumerate(chosen[key]):
            office = (CadrePost.CHAIR, CadrePost.VICE_CHAIR)[place > 0] if key == BodyKind.CHAIR else ""
            known = max(5, 40 - 2 * place)
            made = Candidate(body=body, member=member, office=office, stage=CandidateStage.FORMAL, recommended=known)
            records.CANDIDATES.fill(made)
            rows.append(made)
    editing.put(records.CANDIDATES, rows)


def _due(body: Body, voters: Sequence[Member]) -> int:
    """Who has a vote on a body: the members of the union, or those elected to the committee whose session elects it."""
    source = first_session.electing(body)
    return len(voters) if source is None else len(first_session.elected(source))


def _vote(
    journal: Journal, source: Fiction, body: Body, due: int, sort: str = RoundSort.FORMAL, entered: int | None = None
) -> None:
    """The ballots of one body, all counted and closed unless only some are `entered`; nearly everybody approves."""
    names = counting.on_the_ballot(body)
    first = {each.name for each in _standing(body)[: body.seats]}
    opened = counting.open_round(journal, body, sort, Sheets(due, due, due, due, _printed(body, due)), names)
    for number in range(due if entered is None else entered):
        marks = "".join("o" if name in first and (number % 12 or source.chance(0.8)) else "x" for name in names)
        counting.cast(journal, opened, marks)
    if entered is None:
        counting.freeze(journal, opened)


def _standing(body: Body) -> list[Candidate]:
    """The candidates of a body, as they were entered."""
    return list(Candidate.select().where(Candidate.body == body.id).order_by(Candidate.id))


def _printed(body: Body, due: int) -> int:
    """A few sheets more than voters in an assembly, none more in the session of a committee."""
    return due if first_session.in_session(body) else due + 5


def _write_letters(election: Election) -> None:
    """Numbers and days of the letters that went to and fro."""
    election.request_no, election.request_day = "青工〔2026〕5号", _HELD - timedelta(40)
    election.reply_no, election.reply_day = "云工〔2026〕21号", _HELD - timedelta(31)
    election.list_no, election.list_reply_no = "青工〔2026〕8号", "云工〔2026〕33号"
    election.notice_from, election.notice_to = _HELD - timedelta(16), _HELD - timedelta(9)
    election.result_no, election.result_day = "青工〔2026〕11号", _HELD + timedelta(8)


def _under_way(journal: Journal, source: Fiction, place: DemoUnion) -> None:
    """The township's own election: delegates chosen, candidates proposed, the count still to come."""
    union = place.union
    election = actions.start(
        journal,
        union,
        ElectionSort.FULL,
        False,
        _COMING,
        form=AssemblyForm.DELEGATES,
        place=f"{place.town}礼堂",
        **_PEOPLE,
    )
    _stand(election, _voters(union))
    if election.planned_delegates:
        election.planned_delegates = max(election.planned_delegates, len(Union.select()))
        _delegates(source, election, quota.quota(journal, election))
    election.request_no, election.request_day = "青工〔2026〕14号", _COMING - timedelta(75)
    election.reply_no, election.reply_day = "云工〔2026〕52号", _COMING - timedelta(66)
    election.state = ElectionState.DELEGATES
    editing.put(records.ELECTIONS, [election])
    rows = steps.of(election)
    for row in rows:
        if present(row.due) <= TODAY - timedelta(5):
            row.done, row.by = row.due, journal.operator
    editing.put(records.STEPS, rows)
    _recommend(source, election)


def _in_count(journal: Journal, source: Fiction, place: DemoUnion) -> None:
    """The assembly of a union on this very day: a primary is closed, of the formal ballots two thirds are entered."""
    union, voters = place.union, _voters(place.union)
    election = actions.start(journal, union, ElectionSort.FULL, True, TODAY, place=f"{place.town}礼堂", **_PEOPLE)
    _stand(election, voters)
    election.due, election.present, election.state = len(voters), len(voters), ElectionState.ASSEMBLY
    editing.put(records.ELECTIONS, [election])
    _finish_until(journal, election, TODAY - timedelta(1))
    body = next(each for each in readers.bodies_of(election) if each.body == BodyKind.COMMITTEE)
    _vote(journal, source, body, len(voters), RoundSort.PRIMARY)
    _vote(journal, source, body, len(voters), entered=len(voters) * 2 // 3)


def _begun(journal: Journal, place: DemoUnion) -> None:
    """A small union that has just begun, the short way."""
    election = actions.start(
        journal, place.union, ElectionSort.FULL, True, _COMING, place=f"{place.town}会议室", **_PEOPLE
    )
    _finish_until(journal, election, TODAY - timedelta(5))


def _finish_until(journal: Journal, election: Election, day: date) -> None:
    """The steps that were due by a day are done."""
    rows = [row for row in steps.of(election) if present(row.due) <= day]
    for row in rows:
        row.done, row.by = row.due, journal.operator
    editing.put(records.STEPS, rows)


def _delegates(source: Fiction, election: Election, constituencies: Sequence[Constituency]) -> None:
    """So many of each constituency's members as it has seats."""
    rows = []
    for each in constituencies:
        voters = _voters(present(each.union))
        for place, member in enumerate(voters[: each.seats]):
            sorts = (
                (DelegateSort.MANAGER,)
                if place % 7 == 3
                else (DelegateSort.FRONT_LINE, DelegateSort.MODEL)
                if place % 9 == 5
                else (DelegateSort.FRONT_LINE,)
            )
            votes = len(voters) - source.random.randrange(max(1, len(voters) // 5))
            made = Delegate(election=election, constituency=each, member=member, sorts=sorts, votes=votes)
            records.DELEGATES.fill(made)
            rows.append(made)
    editing.put(records.DELEGATES, rows)


def _recommend(source: Fiction, election: Election) -> None:
    """Recommendations of three groups for the committee."""
    body = next(each for each in readers.bodies_of(election) if each.body == BodyKind.COMMITTEE)
    rows = [
        Nomination(body=body, group=group, members=20, present=18, name=each.name, votes=source.random.randint(6, 18))
        for group in ("第一工会小组", "第二工会小组", "第三工会小组")
        for each in _standing(body)
    ]
    editing.put(records.NOMINATIONS, rows)
