"""第一次全体会议: what a new committee elects out of its own midst, and who has a vote there.

主席、副主席 and 常委 are elected by the committee, 主任 of 经审会 and 女职工委员会 by theirs
(《工会基层组织选举工作条例》第十七、十八条, 待核对): 应到 is the number of those elected to it, and only they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from unionapp.errors import Problem, Refused
from unionapp.subjects.elections import thresholds
from unionapp.subjects.elections.counting import votes
from unionapp.subjects.elections.models import Body, Candidate, Round
from unionapp.subjects.elections.record_rules import lines
from unionapp.subjects.elections.states import BodyKind, BodyWay, CandidateStage, ChairWay, ElectionSort, RoundSort

ELECTING: Mapping[str, str] = {
    BodyKind.STANDING: BodyKind.COMMITTEE,
    BodyKind.CHAIR: BodyKind.COMMITTEE,
    BodyKind.AUDIT_HEAD: BodyKind.AUDIT,
    BodyKind.WOMEN_HEAD: BodyKind.WOMEN,
}
"""Which body elects another one out of its members."""
DUE = f"{thresholds.ELECTION_2016}第十七条（依据待核对）"
STANDING = f"{thresholds.ELECTION_2016}第十八条（依据待核对）"


def in_session(body: Body) -> bool:
    """Whether a body is elected by a committee and not by the assembly."""
    return body.body in ELECTING and not (body.body == BodyKind.CHAIR and body.election.chairing == ChairWay.ASSEMBLY)


def electing(body: Body) -> Body | None:
    """The new body whose session elects this one; None where the assembly does, and in a by-election.

    There the committee in office votes, of which the case of the by-election does not know how many are left.
    """
    if not in_session(body) or body.election.sort == ElectionSort.BY_ELECTION:
        return None
    return Body.get_or_none(Body.election == body.election_id, Body.body == ELECTING[body.body])


def elected(body: Body) -> Mapping[str, Candidate | None]:
    """Those elected to a body by their names on its ballot, each with the candidate, None for one written in.

    By the frozen votes; where there are none, those marked 当选. Empty while nobody is elected.
    """
    standing = _standing(body)
    names = votes.elected_names(votes.finals(body)) if body.way == BodyWay.BALLOT else {}
    if names:
        return {name: standing.get(name) for name in names}
    marked = {name: each for name, each in standing.items() if each.stage == CandidateStage.ELECTED}
    agreed = body.way != BodyWay.BALLOT and len(standing) <= body.seats
    return marked or (standing if agreed else {})


def _standing(body: Body) -> dict[str, Candidate]:
    rows = (
        Candidate.select()
        .where(Candidate.body == body.id, Candidate.stage != CandidateStage.WITHDRAWN)
        .order_by(Candidate.id)
    )
    return {votes.shown(each): each for each in rows}


def strangers(body: Body, names: Iterable[str], chosen: Mapping[str, Candidate | None]) -> list[str]:
    """Those of a body's names who are not among the persons chosen: by the register where both are in it, else by name.

    Namesakes may be told apart on one ballot and not on the other.
    """
    own = _standing(body)
    return [
        name for name in names if not any(_same(name, own.get(name), shown, person) for shown, person in chosen.items())
    ]


def _same(name: str, one: Candidate | None, shown: str, other: Candidate | None) -> bool:
    if one is not None and other is not None and one.member_id and other.member_id:
        return one.member_id == other.member_id
    return not {name, *([one.name] if one else [])}.isdisjoint({shown, *([other.name] if other else [])})


def vote_fits(vote: Round) -> list[Problem]:
    """A vote in a first session: those who elect are elected by then, as many are due, and only they stand."""
    source = electing(vote.body) if vote.body_id and vote.sort != RoundSort.PRACTICE else None
    if source is None:
        return []
    chosen = elected(source)
    if not chosen:
        return [_nobody(vote.body, source)]
    found, office, whose = [], _label(vote.body), _label(source)
    if vote.due != len(chosen):
        text = (
            f"{office}由{whose}第一次全体会议选举，应到人数应是当选的委员 {len(chosen)} 人，现为 {vote.due} 人。"
            f"请改为 {len(chosen)} 人。"
        )
        found.append(Problem("due", text, DUE, rule="session-due"))
    others = strangers(vote.body, lines(vote.names), chosen)
    return found + ([_not_elected(others, office, whose, chosen)] if others else [])


def _not_elected(others: Iterable[str], office: str, whose: str, chosen: Iterable[str]) -> Problem:
    text = (
        f"{'、'.join(others)}没有当选{whose}委员，不能作为{office}候选人。可以提名的是当选的委员：{'、'.join(chosen)}。"
        "请在“机构与候选人”里改好候选人。"
    )
    return Problem("names", text, STANDING, rule="session-names")


def _label(body: Body) -> str:
    return str(Body.body.codes.label(body.body))


def _nobody(body: Body, source: Body) -> Problem:
    text = (
        f"{_label(body)}由{_label(source)}第一次全体会议选举，{_label(source)}还没有选出委员。"
        "请先封存它的计票（不投票产生的，把当选的候选人标为“当选”），再开始计票。"
    )
    return Problem("body", text, DUE, rule="session-voters")


def need_voters(body: Body) -> None:
    """Refused where a session would have to elect that has no members yet."""
    source = electing(body)
    if source is not None and not elected(source):
        raise Refused([_nobody(body, source)])


def heads(body: Body) -> tuple[int | None, int | None]:
    """应到 and 实到 a vote on a body begins from: those elected where they vote in a session, else the assembly's.

    Refused where the session cannot elect yet, or somebody stands who was not elected.
    """
    if not in_session(body):
        return body.election.due, body.election.present
    need_voters(body)
    source = electing(body)
    if source is None:
        return None, None
    chosen = elected(source)
    others = strangers(body, votes.on_the_ballot(body), chosen)
    if others:
        raise Refused([_not_elected(others, _label(body), _label(source), chosen)])
    return len(chosen), len(chosen)
