"""The result put into force: who is elected, and by one action the new term, its cadres and the union's chair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from unionapp.errors import Problem, Refused, errors_only
from unionapp.records import codes
from unionapp.store import editing
from unionapp.store.fences import REVOKE
from unionapp.store.journal import Journal
from unionapp.subjects.elections import derive as follow
from unionapp.subjects.elections import succession
from unionapp.subjects.elections.case import readers, review, steps
from unionapp.subjects.elections.case.offices import ElectedPerson, Office, head_post, leaders, offices_of
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.models import Body, Candidate, Election, ElectionStep, Term, TermChange
from unionapp.subjects.elections.records import CANDIDATES, ELECTIONS, STEPS, TERM_CHANGES, TERMS
from unionapp.subjects.elections.states import (
    BodyKind,
    BodyWay,
    CandidateStage,
    ElectionSort,
    ElectionState,
    TermChangeType,
)
from unionapp.subjects.members.models import Cadre
from unionapp.subjects.members.records import CADRES
from unionapp.subjects.members.states import CadrePost
from unionapp.subjects.unions.records import UNIONS
from unionapp.values.names import stroke_key
from unionapp.values.present import present


def elected(body: Body) -> list[ElectedPerson]:
    """Who is elected: by frozen votes in the order of votes; where there is no ballot, those agreed on, by strokes."""
    standing = list(Candidate.select().where(Candidate.body == body.id, Candidate.stage != CandidateStage.WITHDRAWN))
    if body.way != BodyWay.BALLOT:
        agreed = [each for each in standing if each.stage == CandidateStage.ELECTED] or standing
        if len(agreed) > body.seats:
            raise Refused(f"{body.label}应选 {body.seats} 名，名单上有 {len(agreed)} 名。请把当选的人标为“当选”。")
        return [ElectedPerson(each.name, None, each) for each in sorted(agreed, key=lambda each: stroke_key(each.name))]
    by_name = {counting.shown(each): each for each in standing}
    names = counting.elected_names(counting.finals(body))
    return [ElectedPerson(name, votes, by_name.get(name)) for name, votes in names.items()]


def results(election: Election) -> dict[str, list[ElectedPerson]]:
    """Who is elected, by body."""
    return {body.body: elected(body) for body in readers.bodies_of(election)}


def unfinished(election: Election) -> list[Problem]:
    """What stands against putting a result into force."""
    found = []
    for body in Body.select().where(Body.election == election.id, Body.way == BodyWay.BALLOT).order_by(Body.id):
        rounds = counting.finals(body)
        label = Body.body.codes.label(body.body)
        if not rounds:
            found.append(Problem("", f"{label}还没有封存的计票结果。", rule="uncounted"))
            continue
        changed = [each for each in rounds if not counting.intact(each)]
        if changed:
            found.append(Problem("", f"{changed[0].label}与封存时的校验码不符，请核对。", rule="code"))
        chosen = counting.elected_names(rounds)
        if len(chosen) > body.seats:
            text = f"{label}应选 {body.seats} 名，各次投票合计当选 {len(chosen)} 名，请核对。"
            found.append(Problem("", text, rule="too-many"))
        still = body.seats - len(chosen)
        if still > 0 and not rounds[-1].accepted:
            text = f"{label}还有 {still} 个名额没有选出，请再次投票、另行选举，或经大会同意减少名额。"
            found.append(Problem("", text, rule="open-seats"))
    return found


def _nameless_chair(found: Mapping[str, Sequence[ElectedPerson]]) -> list[Problem]:
    """Where 主席 and 副主席 are elected on one ballot, their candidates say which."""
    heads = found.get(BodyKind.CHAIR, ())
    posts = [head_post(BodyKind.CHAIR, each, single=len(heads) == 1) for each in heads]
    if not heads or posts.count(CadrePost.CHAIR) == 1:
        return []
    return [Problem("office", "当选的主席、副主席中，请在候选人的“拟任职务”写明谁是主席（一人）。", rule="chair-named")]


def approve(journal: Journal, election: Election, reply_no: str, reply_day: date) -> Term:
    """Put an approved result into force as one step; returns the term.

    A new term begins on the day of the election; offices of the bodies elected anew end the day before; the union has
    its new chair. A by-election adds to the running term. Refused where the result is not complete.
    """
    _may_be_approved(election, reply_no, reply_day)
    found = results(election)
    if unclear := _nameless_chair(found):
        raise Refused(unclear)
    offices = offices_of(found)
    with journal.step(f"选举结果批复：{election.label}（{reply_no}）", REVOKE):
        _mark_candidates(election, found)
        put_in = _by_elected if election.sort == ElectionSort.BY_ELECTION else _newly_elected
        term = put_in(election, offices)
        term.reply_no, term.reply_day = term.reply_no or reply_no, term.reply_day or reply_day
        editing.put(TERMS, [term])
        election.result_reply_no, election.result_reply_day = reply_no, reply_day
        election.state = ElectionState.APPROVED
        editing.put(ELECTIONS, [election])
        for step in ElectionStep.select().where(
            ElectionStep.election == election.id, ElectionStep.key == "result-reply", ElectionStep.done.is_null()
        ):
            step.done, step.by = reply_day, journal.operator
            editing.put(STEPS, [step])
        editing.put(STEPS, steps.redate(election))
    return term


_FORBIDDING = frozenset({"chair", "session-due", "audit-chair", "excluded", "quorum", "present", "years"})
"""Errors that no approval mends; others (too few candidates, one who has left since) the higher union judged."""


def _may_be_approved(election: Election, reply_no: str, reply_day: date) -> None:
    if election.state in (ElectionState.APPROVED, ElectionState.REGISTERED):
        raise Refused("这次选举的结果已经批复过。")
    if not reply_no.strip():
        raise Refused("请填写选举结果批复的文号：登记法人资格要用。")
    if election.day is None or reply_day < election.day:
        raise Refused("批复日期不能早于大会日期。请先填好大会日期。")
    if election.years is None and election.sort != ElectionSort.BY_ELECTION:
        raise Refused("请先填好任期（年）：新一届的届满日期由它推算。")
    problems = unfinished(election)
    problems += [each for each in errors_only(review.problems(election)) if each.rule in _FORBIDDING]
    if problems:
        raise Refused(problems)


def _mark_candidates(election: Election, found: Mapping[str, Sequence[ElectedPerson]]) -> None:
    """Stage and votes of every candidate; names written in and elected become candidates."""
    rows = []
    for body in Body.select().where(Body.election == election.id):
        chosen = {each.candidate.id: each for each in found[body.body] if each.candidate is not None}
        votes = _all_votes(body)
        for each in Candidate.select().where(Candidate.body == body.id, Candidate.stage != CandidateStage.WITHDRAWN):
            each.stage = CandidateStage.ELECTED if each.id in chosen else CandidateStage.NOT_ELECTED
            each.votes = votes.get(counting.shown(each), each.votes)
            rows.append(each)
        rows += [_written_in(body, each) for each in found[body.body] if each.candidate is None]
    editing.put(CANDIDATES, rows)


def _written_in(body: Body, chosen: ElectedPerson) -> Candidate:
    made = Candidate(
        body=body.id, name=chosen.name, stage=CandidateStage.ELECTED, votes=chosen.votes, remark="另选他人当选"
    )
    follow.fill_candidate(made)
    return made


def _all_votes(body: Body) -> dict[str, int]:
    """The votes for everyone in the last vote in which he stood."""
    votes: dict[str, int] = {}
    for each in counting.finals(body):
        votes.update({name: marks.for_ for name, marks in counting.result(each).tally.votes.items()})
    return votes


def _new_term(election: Election, offices: Sequence[Office]) -> Term:
    term = Term.get_or_none(Term.union == election.union_id, Term.number == election.number)
    if term is not None:
        raise Refused(f"{term.label}已经登记在届次台账里，请先核对届次。")
    return Term(
        union=election.union_id,
        number=election.number,
        way=election.way,
        form=election.form,
        elected=election.day,
        years=election.years,
        ends=follow.term_end(present(election.day), present(election.years)),
        election=election.id,
        **leaders(offices),
    )


def _by_elected(election: Election, offices: Sequence[Office]) -> Term:
    """The running term with the changes that a by-election brought, and all that follows from them."""
    running = Term.get_or_none(Term.union == election.union_id, Term.number == election.number)
    if running is None:
        raise Refused("没有登记要补选的那一届。请先在届次台账里登记。")
    changes = [
        TermChange(
            term=running.id,
            type=TermChangeType.BY_ELECTION,
            day=election.day,
            name=cadre.name,
            member=cadre.member_id,
            office=cadre.post,
            phone=cadre.phone,
            sort=cadre.sort,
            document=election.result_no,
        )
        for cadre in (_cadre(election, office) for office in offices)
    ]
    editing.put(TERM_CHANGES, changes)
    return Term.get_by_id(running.id)


def _newly_elected(election: Election, offices: Sequence[Office]) -> Term:
    """A new term: offices held in the bodies elected anew end the day before, the elected begin, the union has its
    chair."""
    term = _new_term(election, offices)
    _end_former(election)
    cadres = [_cadre(election, office) for office in offices]
    editing.put(CADRES, cadres)
    chair = next((cadre for cadre in cadres if cadre.post == CadrePost.CHAIR), None)
    if chair is not None:
        union = election.union
        for name, value in succession.led_by(union, chair.name, chair.phone).items():
            setattr(union, name, value)
        editing.put(UNIONS, [union])
    return term


def _end_former(election: Election) -> None:
    table = codes.table("cadre-post")
    posts = table.marked("committee") | table.marked("audit") | table.marked("women") | {CadrePost.ORGANISER}
    ended = present(election.day) - timedelta(1)
    held = Cadre.select().where(Cadre.union == election.union_id, Cadre.until.is_null(), Cadre.post.in_(sorted(posts)))
    former = [cadre for cadre in held if cadre.since is None or cadre.since <= ended]
    for cadre in former:
        cadre.until = ended
    editing.put(CADRES, former)


def _cadre(election: Election, office: Office) -> Cadre:
    candidate = office.chosen.candidate
    return Cadre(
        member=candidate.member_id if candidate is not None else None,
        name=office.person,
        union=election.union_id,
        post=office.post,
        sort=candidate.sort if candidate is not None else "",
        since=election.day,
        phone=candidate.phone if candidate is not None else "",
    )
