"""What the clerk does with an election as a whole: begin it, see what is missing, put its result into force."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from unionapp.errors import Refused, errors_only
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.elections import thresholds
from unionapp.subjects.elections.case import laying_out, plan, quota, steps
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.models import (
    Body,
    Candidate,
    Constituency,
    Delegate,
    Election,
    ElectionStep,
    Nomination,
    Term,
)
from unionapp.subjects.elections.records import ELECTIONS
from unionapp.subjects.elections.states import (
    AssemblyForm,
    BodyKind,
    BodyWay,
    CandidateStage,
    ElectionSort,
    ElectionState,
    ReviewOutcome,
)
from unionapp.subjects.unions.models import Union
from unionapp.values.names import stroke_key
from unionapp.values.present import present


def start(journal: Journal, union: Union, sort: str, short: bool, day: date, **values: Any) -> Election:
    """Begin an election: the case, the bodies to be elected and the steps with their days, as one step.

    `values` are further fields of the case (form, chairing, party, ...); what is not given follows from the registers.
    """
    election = Election(union=union.id, sort=sort, short=short, day=day, **values)
    if "years" not in values:
        election.years = thresholds.DEFAULT_YEARS.value
    if sort == ElectionSort.BY_ELECTION and "number" not in values:
        election.number = _number_of_the_running_term(union)
    problems = errors_only(editing.check(ELECTIONS, election))
    if problems:
        raise Refused(problems)
    if election.form == AssemblyForm.DELEGATES and not election.planned_delegates:
        election.planned_delegates = quota.least_delegates(present(election.members)) or None
    with journal.step(f"开始{Election.sort.codes.label(sort)}：{election.label}"):
        editing.put(ELECTIONS, [election])
        laying_out.lay_out(election)
    return election


def _number_of_the_running_term(union: Union) -> int:
    last = Term.select(Term.number).where(Term.union == union.id).order_by(Term.number.desc()).first()
    if last is None:
        raise Refused("还没有登记这个工会现任的一届，不能补选。请先在届次台账里登记。")
    return int(last.number)


@dataclass(frozen=True)
class Lack:
    """What is missing for a step."""

    step: ElectionStep
    missing: tuple[str, ...]


def missing(election: Election) -> list[Lack]:
    """For every step that is neither done nor skipped: what must be there when it is done."""
    found = []
    for row in steps.of(election):
        planned = plan.by_key().get(row.key)
        if planned and not row.done and not row.skipped:
            lacking = tuple(words for need in planned.needs if (words := _lack(election, need)))
            if lacking:
                found.append(Lack(row, lacking))
    return found


def _lack(election: Election, need: str) -> str:
    """The words for what is missing, empty where it is there."""
    if need in _FACTS:
        there, words = _FACTS[need]
        return "" if there(election) else words
    return "" if getattr(election, need) not in (None, "") else Election._meta.fields[need].label


def _of(model: type[Constituency] | type[Delegate]) -> Callable[[Election], bool]:
    return lambda election: bool(model.select().where(model.election == election.id).exists())


def _standing(election: Election) -> bool:
    """Every body that is elected has candidates."""
    ids = [each.id for each in _first_bodies(election)]
    with_some = Candidate.select(Candidate.body).where(
        Candidate.body.in_(ids), Candidate.stage != CandidateStage.WITHDRAWN
    )
    return bool(ids) and {row.body_id for row in with_some} >= set(ids)


def _first_bodies(election: Election) -> list[Body]:
    return list(Body.select().where(Body.election == election.id, Body.body.in_((BodyKind.COMMITTEE, BodyKind.AUDIT))))


def _counted(election: Election) -> bool:
    """Every body that the assembly elects by ballot has a frozen count."""
    ballots = [each for each in _first_bodies(election) if each.way == BodyWay.BALLOT]
    return all(counting.finals(each) for each in ballots)


def _chaired(election: Election) -> bool:
    chair = Body.get_or_none(Body.election == election.id, Body.body == BodyKind.CHAIR)
    return chair is not None and bool(counting.finals(chair))


def _reviewed(election: Election) -> bool:
    pending = Delegate.select().where(Delegate.election == election.id, Delegate.review == ReviewOutcome.PENDING)
    return _of(Delegate)(election) and not pending.exists()


def _nominated(election: Election) -> bool:
    own = Body.select(Body.id).where(Body.election == election.id)
    return bool(Nomination.select().where(Nomination.body.in_(own)).exists())


_FACTS: Mapping[str, tuple[Callable[[Election], bool], str]] = {
    "quota": (_of(Constituency), "代表名额分配表"),
    "delegates": (_of(Delegate), "会员代表名单"),
    "reviewed": (_reviewed, "代表资格审查结论"),
    "nominations": (_nominated, "推荐票汇总"),
    "candidates": (_standing, "工会委员会和经审会候选人"),
    "counted": (_counted, "封存的计票结果"),
    "chair": (_chaired, "主席选举的计票结果"),
    "approved": (
        lambda election: election.state in (ElectionState.APPROVED, ElectionState.REGISTERED),
        "按批复更新届次和干部",
    ),
}


def recommended(body: Body, round: int | None = None) -> list[tuple[str, int]]:
    """Recommendations of a body summed by person (in one round, or the last one), most first, ties by strokes."""
    rows = list(Nomination.select().where(Nomination.body == body.id))
    wanted = round if round is not None else max((row.round or 1 for row in rows), default=1)
    sums: dict[str, int] = {}
    for row in rows:
        if (row.round or 1) == wanted:
            sums[row.name] = sums.get(row.name, 0) + (row.votes or 0)
    return sorted(sums.items(), key=lambda item: (-item[1], stroke_key(item[0])))


def open_steps(today: date) -> list[ElectionStep]:
    """The steps of running elections that are due by a day and not done."""
    running = Election.state.not_in((ElectionState.REGISTERED, ElectionState.STOPPED))
    select = (
        ElectionStep.select(ElectionStep, Election, Union)
        .join(Election)
        .join(Union)
        .where(running, ElectionStep.done.is_null(), ElectionStep.due <= today)
    )
    return [step for step in select.order_by(ElectionStep.due, ElectionStep.id) if not step.skipped]
