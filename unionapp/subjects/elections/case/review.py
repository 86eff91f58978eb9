"""An election looked at as a whole: what no single row can tell, and the make-up of its delegates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from unionapp.errors import Problem
from unionapp.subjects.elections import record_rules as checks
from unionapp.subjects.elections import rules, thresholds
from unionapp.subjects.elections.case import first_session, heads, readers
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.models import Body, Candidate, Delegate, Election
from unionapp.subjects.elections.record_rules import lines
from unionapp.subjects.elections.records import BODIES, CANDIDATES, CONSTITUENCIES, ELECTIONS
from unionapp.subjects.elections.states import (
    AssemblyForm,
    BodyKind,
    BodyWay,
    CandidateStage,
    ChairWay,
    DelegateSort,
    ElectionSort,
    ReviewOutcome,
)
from unionapp.subjects.members import roster
from unionapp.subjects.members.states import CadrePost, SexCode
from unionapp.subjects.unions import tree
from unionapp.values import periods


def problems(election: Election) -> list[Problem]:
    """Everything the rules say of an election and its parts, each with its article."""
    bodies = readers.bodies_of(election)
    standing = {body.body: _standing(body) for body in bodies}
    found = [*ELECTIONS.check(election), *people(election, standing)]
    for body in bodies:
        found += BODIES.check(body) + _enough(election, body, len(standing[body.body]))
        for candidate in standing[body.body]:
            found += CANDIDATES.check(candidate)
    found += _women(election, bodies)
    if election.form == AssemblyForm.DELEGATES:
        found += [*delegates(election), *_due_are_the_delegates(election)]
    return list(dict.fromkeys(found))


def _due_are_the_delegates(election: Election) -> list[Problem]:
    """Who is due at an assembly of delegates are those who were elected."""
    elected = readers.due(election)
    if election.due is None or elected is None or election.due == elected:
        return []
    message = f"应到 {election.due} 人，与已选出的代表 {elected} 名不同，请核对。"
    return [Problem("due", message, level="warning", rule="due-delegates")]


def _standing(body: Body) -> list[Candidate]:
    return list(Candidate.select().where(Candidate.body == body.id, Candidate.stage != CandidateStage.WITHDRAWN))


def _names(candidates: Iterable[Candidate]) -> list[str]:
    return [counting.shown(each) for each in candidates]


def people(election: Election, standing: dict[str, list[Candidate]]) -> list[Problem]:
    """Who may not stand beside whom: 监票人 and candidates, 经审 and 主席, 主席 and 委员."""
    everybody = [name for candidates in standing.values() for name in _names(candidates)]
    everybody += [each.name for candidates in standing.values() for each in candidates]
    tellers = [*lines(election.tellers), *lines(election.tellers_head)]
    found = rules.tellers_are_not_candidates(tellers, lines(election.counters), everybody)
    leading = [
        each for each in standing.get(BodyKind.COMMITTEE, []) if each.office in (CadrePost.CHAIR, CadrePost.VICE_CHAIR)
    ]
    chairs = _names([*standing.get(BodyKind.CHAIR, []), *leading])
    committee = _names(standing.get(BodyKind.COMMITTEE, []))
    found += rules.audit_is_independent(_names(standing.get(BodyKind.AUDIT, [])), chairs, committee)
    return found + _sessions(election)


def _sessions(election: Election) -> list[Problem]:
    """What the new committees elected out of their midst: so many were due as were elected, the heads among them.

    In a by-election nobody is judged: there the committee in office votes.
    """
    bodies = {body.body: body for body in readers.bodies_of(election)}
    found = []
    for key, source in first_session.ELECTING.items():
        if election.sort == ElectionSort.BY_ELECTION or key not in bodies or source not in bodies:
            continue
        body, rounds = bodies[key], counting.finals(bodies[key])
        found += [problem for each in rounds for problem in first_session.vote_fits(each)]
        chosen = first_session.elected(bodies[source]) if rounds else {}
        if chosen:
            others = first_session.strangers(body, counting.elected_names(rounds), chosen)
            found += rules.chair_is_on_the_committee(others, (), Body.body.codes.label(key))
    return found


def _enough(election: Election, body: Body, candidates: int) -> list[Problem]:
    """差额 where the body is elected by ballot; nothing while nobody stands yet."""
    if not candidates or body.way != BodyWay.BALLOT or not body.seats:
        return []
    enterprise = checks.is_enterprise(election.union) and election.chairing == ChairWay.ASSEMBLY
    if body.body == BodyKind.CHAIR and enterprise:
        return rules.enterprise_chair_margin(body.seats, candidates)
    if counting.had_a_primary(body):
        return []
    return rules.enough_candidates(body.body, body.seats, candidates)


def _women(election: Election, bodies: list[Body]) -> list[Problem]:
    """女职工委员会 by the number of women members."""
    if election.sort == ElectionSort.BY_ELECTION or election.members is None:
        return []
    women = heads.heads(election.union, election.day or date.today()).women
    seats = next((body.seats or 0 for body in bodies if body.body == BodyKind.WOMEN), 0)
    return rules.women_body(women, seats)


def delegates(election: Election) -> list[Problem]:
    """Number and make-up of the delegates, and the constituencies."""
    constituencies = readers.constituencies_of(election)
    found = [problem for each in constituencies for problem in CONSTITUENCIES.check(each)]
    shared = sum(each.seats or 0 for each in constituencies)
    if constituencies and election.planned_delegates and shared != election.planned_delegates:
        text = f"各选举单位名额合计 {shared} 名，不等于代表名额 {election.planned_delegates} 名。"
        found.append(Problem("planned_delegates", text, level="warning", rule="quota-sum"))
    made = shares(election)
    if made.delegates.number:
        found += rules.managers_share(made.delegates.managers, made.delegates.number)
        if election.members is not None:
            found += rules.delegate_number(election.members, made.delegates.number)
        found += _women_among(made)
    return found


@dataclass(frozen=True)
class PeopleShare:
    """A number of people and how many of them are what the review report tells."""

    number: int = 0
    women: int = 0
    young: int = 0
    party: int = 0
    minority: int = 0
    front_line: int = 0
    managers: int = 0
    models: int = 0

    def percent(self, part: str) -> str:
        """The share of a part, as 33.3%; empty where there is nobody."""
        return f"{getattr(self, part) * 100 / self.number:.1f}%" if self.number else ""


@dataclass(frozen=True)
class DelegateShares:
    """The make-up of the delegates beside that of the members, for the 代表资格审查报告."""

    delegates: PeopleShare
    members: PeopleShare
    """What the register does not know of members (front line, managers, models, minority) is nought."""


def shares(election: Election) -> DelegateShares:
    """The make-up of the delegates elected and not refused, and of the voting members, on the assembly's day."""
    day = election.day or date.today()
    chosen = Delegate.select().where(Delegate.election == election.id, Delegate.review != ReviewOutcome.FAILED)
    voting = heads.heads_of(roster.members_on(day, tree.below(election.union)), day)
    members = PeopleShare(number=voting.members, women=voting.women, young=voting.young, party=voting.party)
    return DelegateShares(group([each for each in chosen if each.elected], day), members)


_HAN_NATION = "01"


def group(people: list[Delegate], day: date) -> PeopleShare:
    """The make-up of delegates on a day."""
    born = periods.add_years(day, -thresholds.YOUNG.value - 1)
    return PeopleShare(
        number=len(people),
        women=sum(each.sex == SexCode.FEMALE for each in people),
        young=sum(each.birth is not None and each.birth > born for each in people),
        party=sum(each.politics in heads.PARTY for each in people),
        minority=sum(bool(each.nation) and each.nation != _HAN_NATION for each in people),
        front_line=sum(DelegateSort.FRONT_LINE in each.sorts for each in people),
        managers=sum(DelegateSort.MANAGER in each.sorts for each in people),
        models=sum(DelegateSort.MODEL in each.sorts for each in people),
    )


def _women_among(made: DelegateShares) -> list[Problem]:
    """The share of women among delegates suits that among members; shown, not judged."""
    if not made.members.number:
        return []
    text = f"女代表占 {made.delegates.percent('women')}，女会员占会员 {made.members.percent('women')}，应与之相适应。"
    return [Problem("", text, "《工会女职工委员会工作条例》第六条（2004）", "info", "women-share")]
