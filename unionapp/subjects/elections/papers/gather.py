"""Reads the facts of one election from the records; nothing here is typed twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from unionapp.errors import Refused
from unionapp.paper.paper import PrintRequest
from unionapp.store.store import Store
from unionapp.subjects.elections.models import (
    Body,
    Candidate,
    Constituency,
    Delegate,
    Election,
    ElectionStep,
    Nomination,
    Round,
    Term,
)
from unionapp.subjects.elections.papers import gather_panels, gather_people
from unionapp.subjects.elections.papers.case import ElectionFacts, ElectionStage, ElectoralUnit, Recommendation
from unionapp.subjects.elections.papers.panel import Person
from unionapp.subjects.elections.record_rules import lines
from unionapp.subjects.elections.records import ELECTIONS
from unionapp.subjects.elections.states import AssemblyForm, BodyKind, ChairWay, ElectionSort, TermWay
from unionapp.subjects.members import roster
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.states import SexCode
from unionapp.subjects.unions import tree
from unionapp.values import periods

ORDER = (
    BodyKind.COMMITTEE,
    BodyKind.STANDING,
    BodyKind.AUDIT,
    BodyKind.WOMEN,
    BodyKind.CHAIR,
    BodyKind.AUDIT_HEAD,
    BodyKind.WOMEN_HEAD,
)
"""Bodies as papers list them."""


def gather(store: Store, request: PrintRequest) -> ElectionFacts:
    """The facts of the election named; of the one body where a body or a vote is named."""
    record = request.record
    only, only_round = "", None
    if isinstance(record, Round):
        only, only_round, record = record.body.body, record.id, record.body
    if isinstance(record, Body):
        only, record = only or record.body, record.election
    if isinstance(record, Delegate | Candidate):
        return _of_person(store, record, request.masked)
    if not isinstance(record, Election):
        raise Refused("这张表要先选一次换届选举。")
    return case(record, request.masked, only or request.words.get("body", ""), _copies(request), only_round)


def _copies(request: PrintRequest) -> int:
    text = request.words.get("copies", "") or "1"
    if not re.fullmatch("[0-9]{1,5}", text) or not 1 <= int(text) <= 20_000:
        raise Refused(f"印制数量“{text}”应是 1 至 20000 的整数。")
    return int(text)


def case(
    election: Election, masked: bool = False, only: str = "", copies: int = 1, only_round: int | None = None
) -> ElectionFacts:
    """Everything of one election."""
    bodies = sorted(Body.select().where(Body.election == election.id), key=lambda body: ORDER.index(body.body))
    delegates = Delegate.select().where(Delegate.election == election.id)
    groups = list(Constituency.select().where(Constituency.election == election.id).order_by(Constituency.id))
    steps = (
        ElectionStep.select().where(ElectionStep.election == election.id).order_by(ElectionStep.place, ElectionStep.id)
    )
    panels = (gather_panels.panel(body, masked, only_round if body.body == only else None) for body in bodies)
    former = _former_term(election)
    return replace(
        _own(election),
        last_day=former.elected if former is not None else None,
        last_years=former.years if former is not None else None,
        last_ends=former.ends if former is not None else None,
        women_members=_women(election),
        panels=tuple(panels) or gather_panels.empty(),
        groups=tuple(_group(each) for each in groups),
        delegates=gather_people.delegates(delegates, [group.name for group in groups], masked),
        recommendations=_recommendations(bodies),
        stages=tuple(_stage(step) for step in steps),
        only=only,
        copies=copies,
    )


def blank(store: Store) -> ElectionFacts:
    """No facts: an empty form for every paper."""
    return ElectionFacts(panels=gather_panels.empty(), blank=True, one=Person())


_SAME = (
    "number",
    "day",
    "place",
    "theme",
    "years",
    "members",
    "due",
    "present",
    "party",
    "higher",
    "leader",
    "contact",
    "phone",
    "request_no",
    "request_day",
    "reply_no",
    "reply_day",
    "list_no",
    "list_reply_no",
    "notice_from",
    "notice_to",
    "result_no",
    "result_day",
    "result_reply_no",
    "result_reply_day",
    "tellers_head",
    "sort",
)


def _own(election: Election) -> ElectionFacts:
    """The case as far as the election itself tells it."""
    same: dict[str, Any] = {name: getattr(election, name) for name in _SAME}
    starts, ends = _span(election)
    return ElectionFacts(
        **same,
        union=election.union.name,
        chair=election.union.chair or "",
        federated=election.way == TermWay.FEDERATED,
        by_delegates=election.form == AssemblyForm.DELEGATES,
        planned=election.planned_delegates,
        direct=election.chairing == ChairWay.ASSEMBLY,
        chairing=ELECTIONS.shown(election, "chairing"),
        presidium=tuple(lines(election.presidium)),
        tellers=tuple(lines(election.tellers)),
        counters=tuple(lines(election.counters)),
        starts=starts,
        ends=ends,
    )


def _span(election: Election) -> tuple[date | None, date | None]:
    """When the term begins and ends: with the election, or as it runs already where it is a by-election."""
    if election.sort == ElectionSort.BY_ELECTION:
        term = Term.get_or_none(Term.union == election.union_id, Term.number == election.number)
        return (term.elected, term.ends) if term else (None, None)
    ends = periods.add_years(election.day, election.years) if election.day and election.years else None
    return election.day, ends


def _former_term(election: Election) -> Term | None:
    """The term that ends."""
    former = Term.select().where(Term.union == election.union_id)
    if election.number:
        former = former.where(Term.number < election.number)
    last: Term | None = former.order_by(Term.number.desc()).first()
    return last


def _women(election: Election) -> int | None:
    """Women among the members, as the register has them on the day of the assembly."""
    standing = set(roster.members_on(election.day or date.today(), tree.below(election.union)))
    if not standing:
        return None
    sexes = Member.select(Member.id, Member.sex).tuples()
    return sum(1 for number, sex in sexes if number in standing and sex == SexCode.FEMALE)


def _of_person(store: Store, record: Delegate | Candidate, masked: bool) -> ElectionFacts:
    """The facts of an election for the form of one delegate or candidate."""
    if isinstance(record, Delegate):
        whole = case(record.election, masked)
        person = gather_people.delegate(record, masked)
    else:
        whole = case(record.body.election, masked, record.body.body)
        person = gather_people.candidate(record, masked)
    return replace(whole, one=replace(person, photo=gather_people.photo(store, record)))


_GROUP = (
    "name",
    "staff",
    "members",
    "seats",
    "front_line",
    "managers",
    "women",
    "young",
    "models",
    "candidates",
    "day",
    "due",
    "present",
)


def _group(row: Constituency) -> ElectoralUnit:
    return ElectoralUnit(
        **{name: getattr(row, name) for name in _GROUP}, convener=row.convener or "", remark=row.remark or ""
    )


def _recommendations(bodies: Sequence[Body]) -> tuple[Recommendation, ...]:
    keys = {body.id: body.body for body in bodies}
    rows = Nomination.select().where(Nomination.body.in_(list(keys))).order_by(Nomination.round, Nomination.id)
    return tuple(
        Recommendation(keys[row.body_id], row.round or 1, row.group, row.members, row.present, row.name, row.votes or 0)
        for row in rows
    )


def _stage(step: ElectionStep) -> ElectionStage:
    papers = tuple((step.papers or "").split())
    return ElectionStage(step.title, step.due, step.done, step.by or "", papers, bool(step.skipped))
