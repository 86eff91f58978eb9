"""Who is put on the lists of an election: candidates of a body, delegates of a constituency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unionapp.errors import Refused, errors_only
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.elections.case import actions, readers
from unionapp.subjects.elections.models import Body, Candidate, Constituency, Delegate
from unionapp.subjects.elections.records import CANDIDATES, DELEGATES
from unionapp.subjects.elections.states import CandidateStage


def propose(journal: Journal, body: Body, member: int) -> Candidate:
    """Put a member on the list of a body; what the register knows comes along. Refused who is on it already."""
    if readers.is_candidate(body, member):
        raise Refused("这位会员已经在名单上了。")
    proposed = Candidate(body=body.id, member=member, stage=CandidateStage.PROPOSED)
    editing.save(journal, CANDIDATES, proposed)
    return proposed


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


def name_delegate(journal: Journal, constituency: Constituency, member: int) -> Delegate:
    """Put a member on the list of the delegates of a constituency. Refused who is a delegate already."""
    if readers.is_delegate(constituency.election, member):
        raise Refused("这位会员已经是代表了。")
    named = Delegate(election=constituency.election_id, constituency=constituency.id, member=member)
    editing.save(journal, DELEGATES, named)
    return named
