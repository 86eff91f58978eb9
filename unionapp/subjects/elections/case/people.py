"""Who is put on the lists of an election: candidates of a body, delegates of a constituency."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from unionapp.errors import Refused, errors_only
from unionapp.records import codes
from unionapp.records.kind import Kind
from unionapp.records.picking import Mark
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.elections import record_rules as checks
from unionapp.subjects.elections.case import actions, readers
from unionapp.subjects.elections.models import Body, Candidate, Constituency, Delegate, Election
from unionapp.subjects.elections.records import CANDIDATES, DELEGATES, ELECTIONS
from unionapp.subjects.elections.states import CandidateStage
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.states import MemberStatus


def propose(journal: Journal, body: Body, members: Sequence[Member]) -> list[Candidate]:
    """Put members on the list of a body as one step; what the register knows comes along.

    Refused for all where one is on it already or may not stand.
    """
    made = [Candidate(body=body.id, member=each, stage=CandidateStage.PROPOSED) for each in members]
    _put(journal, CANDIDATES, made, candidate_marks(body, members), f"{body.label}：加入 {len(made)} 名候选人")
    return made


def candidate_marks(body: Body, members: Iterable[Member]) -> dict[int, Mark]:
    """What speaks against members as candidates for a body, by id."""
    return _marks(members, {each.member_id for each in readers.candidates_of(body)}, "已经在名单上")


def make_formal(journal: Journal, body: Body) -> list[Candidate]:
    """The list of a body that was approved goes on the ballot, as one step; returns whom that concerned."""
    listed = [
        each
        for each in readers.candidates_of(body)
        if each.stage in (CandidateStage.RECOMMENDED, CandidateStage.PROPOSED)
    ]
    if not listed:
        raise Refused("没有待列为正式候选人的人选。")
    for each in listed:
        each.stage = CandidateStage.FORMAL
    if errors := errors_only(problem for each in listed for problem in editing.check(CANDIDATES, each)):
        raise Refused(errors)
    with journal.step(f"{body.label}：{len(listed)} 人列为正式候选人"):
        editing.put(CANDIDATES, listed)
    return listed


@dataclass(frozen=True)
class Recommended:
    """Whose recommendations were written down, and those of people who are not on the list."""

    candidates: list[Candidate]
    others: Mapping[str, int]


def take_recommended(journal: Journal, body: Body) -> Recommended:
    """Write the sums of the last round of recommendations beside the candidates of a body, as one step."""
    sums = dict(actions.recommended(body))
    listed = [each for each in readers.candidates_of(body) if each.name in sums]
    if not listed:
        raise Refused("还没有登记推荐票，或被推荐的人还没有列为候选人。")
    for each in listed:
        each.recommended = sums[each.name]
    with journal.step(f"{body.label}：填写推荐票数"):
        editing.put(CANDIDATES, listed)
    names = {each.name for each in listed}
    return Recommended(listed, {name: votes for name, votes in sums.items() if name not in names})


def name_delegates(journal: Journal, constituency: Constituency, members: Sequence[Member]) -> list[Delegate]:
    """Put members on the list of the delegates of a constituency as one step; Refused as candidates are."""
    election = constituency.election
    made = [Delegate(election=election.id, constituency=constituency.id, member=each) for each in members]
    title = f"{constituency.name}：加入 {len(made)} 名代表"
    _put(journal, DELEGATES, made, delegate_marks(election, members), title)
    return made


def delegate_marks(election: Election, members: Iterable[Member]) -> dict[int, Mark]:
    """What speaks against members as delegates, by id."""
    return _marks(members, {each.member_id for each in readers.delegates_of(election)}, "已经是代表")


def teller_marks(election: Election, members: Iterable[Member]) -> dict[int, Mark]:
    """What speaks against members as 监票人 or 计票人, by id: nobody counts votes for herself, nor twice."""
    standing = {each.name for body in readers.bodies_of(election) for each in readers.candidates_of(body)}
    named = {name for text in (election.tellers, election.counters) for name in checks.lines(text)}
    found = {}
    for member in members:
        if member.name in standing:
            found[member.id] = Mark("是候选人，不得监票、计票", bars=True)
        elif member.name in named:
            found[member.id] = Mark("已经是监票人或计票人", bars=True)
    return found


def name_tellers(journal: Journal, election: Election, members: Sequence[Member], duty: str) -> None:
    """Add members to the 监票人 (`tellers`) or 计票人 (`counters`) of an election; Refused where one stands in it."""
    if barred := [mark for mark in teller_marks(election, members).values() if mark.bars]:
        raise Refused(f"有 {len(barred)} 人{barred[0].words}。一个也没有加。")
    names = [*checks.lines(getattr(election, duty)), *(member.name for member in members)]
    setattr(election, duty, "\n".join(names))
    editing.save(journal, ELECTIONS, election)


def _marks(members: Iterable[Member], listed: Collection[int | None], words: str) -> dict[int, Mark]:
    state = codes.table("member-state").label
    found = {}
    for member in members:
        if member.id in listed:
            found[member.id] = Mark(words, bars=True)
        elif member.status != MemberStatus.IN:
            found[member.id] = Mark(f"{state(member.status)}，没有选举权和被选举权", bars=True)
    return found


def _put(
    journal: Journal, kind: Kind, made: Sequence[Delegate | Candidate], marks: Mapping[int, Mark], title: str
) -> None:
    if barred := [mark for mark in marks.values() if mark.bars]:
        raise Refused(f"有 {len(barred)} 人不能加入：{barred[0].words}。一个也没有加。")
    if errors := errors_only(problem for each in made for problem in editing.check(kind, each)):
        raise Refused(errors)
    with journal.step(title):
        editing.put(kind, made)
