"""Whom a new committee elects in its first session: by as many votes as it has members, out of its midst."""

from __future__ import annotations

from typing import Any

import pytest
from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.elections.case import actions, first_session, outcome, review
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting import practice
from unionapp.subjects.elections.counting.actions import Sheets
from unionapp.subjects.elections.models import Body, Candidate, Round
from unionapp.subjects.elections.papers.case import ElectionFacts
from unionapp.subjects.elections.papers.count_papers import result_report
from unionapp.subjects.elections.papers.panel import Panel, Person, Vote
from unionapp.subjects.elections.papers.sessions import first_session_minutes
from unionapp.subjects.elections.records import BODIES, CANDIDATES, ROUNDS

from tests.subjects.elections import cases

FOUR = ("丁一凡", "王伟", "李小红", "欧阳少东")
AUDIT = ("马超", "赵云", "周明")


def case_of(store: Store, **values: Any) -> Any:
    """An election with candidates for committee, 经审会 and the heads of both; nobody is elected yet."""
    election = cases.begun(store, **values)
    cases.stand(store, cases.body(election, "committee"), FOUR)
    cases.stand(store, cases.body(election, "audit"), AUDIT)
    cases.stand(store, cases.body(election, "chair"), FOUR[:1], office="chair")
    cases.stand(store, cases.body(election, "audit-head"), AUDIT[:1])
    return election


def elected(store: Store, **values: Any) -> Any:
    """The same once the assembly has elected three 委员, the fourth failing, and three 经审委员."""
    election = case_of(store, **values)
    cases.elect(store, election, "committee", "ooox")
    cases.elect(store, election, "audit", "ooo")
    return election


def open_with(store: Store, body: Any, due: int, **values: Any) -> Any:
    return counting.open_round(store.journal, body, "formal", Sheets(due, due, due, due), **values)


def rules_of(vote: Any) -> list[str]:
    return [each.rule for each in ROUNDS.check(vote) if each.level == "error"]


@pytest.mark.parametrize("key", ["chair", "audit-head"])
@pytest.mark.parametrize("due", [2, 4, 30])
def test_another_number_than_were_elected_is_refused_with_the_right_one(store: Store, key: str, due: int) -> None:
    election = elected(store)
    with pytest.raises(Refused, match=f"应是当选的委员 3 人，现为 {due} 人"):
        open_with(store, cases.body(election, key), due)
    assert Round.select().where(Round.body == cases.body(election, key).id).count() == 0
    assert open_with(store, cases.body(election, key), 3).due == 3


def test_the_standing_committee_is_elected_by_the_committee(store: Store) -> None:
    election = elected(store)
    body = Body(election=election.id, body="standing", seats=2, way="ballot")
    editing.save(store.journal, BODIES, body)
    cases.stand(store, body, FOUR[:3])
    with pytest.raises(Refused, match="应是当选的委员 3 人"):
        open_with(store, body, 30)
    assert open_with(store, body, 3).due == 3


def test_nobody_stands_who_was_not_elected_and_those_elected_are_named(store: Store) -> None:
    election = elected(store)
    with pytest.raises(Refused, match=r"欧阳少东没有当选工会委员会委员.*丁一凡、王伟、李小红"):
        open_with(store, cases.body(election, "chair"), 3, on_ballot=FOUR[2:])


def test_no_session_elects_before_it_has_members(store: Store) -> None:
    election = case_of(store)
    with pytest.raises(Refused, match="还没有选出委员"):
        open_with(store, cases.body(election, "chair"), 3)
    committee = cases.voted(store, cases.body(election, "committee"), ["ooox"] * 21, due=30)
    with pytest.raises(Refused, match="先封存"):
        first_session.heads(cases.body(election, "chair"))
    counting.freeze(store.journal, committee)
    assert first_session.heads(cases.body(election, "chair")) == (3, 3)


def test_a_body_agreed_on_elects_its_head_with_those_marked_elected(store: Store) -> None:
    election = elected(store)
    women, head = cases.body(election, "women"), cases.body(election, "women-head")
    head.way = "ballot"
    editing.save(store.journal, BODIES, head)
    rows = cases.stand(store, women, ["甲", "乙", "丙", "丁"])
    cases.stand(store, head, ["甲"])
    with pytest.raises(Refused, match="还没有选出委员"):
        open_with(store, head, 3)
    for row in rows[:2]:
        row.stage = "elected"
        editing.save(store.journal, CANDIDATES, row)
    with pytest.raises(Refused, match="委员 2 人"):
        open_with(store, head, 3)
    assert open_with(store, head, 2).due == 2


def test_the_assembly_s_own_votes_and_practice_have_no_such_number(store: Store) -> None:
    election = elected(store, chairing="assembly")
    chair = cases.body(election, "chair")
    assert first_session.heads(chair) == (election.due, election.present)
    assert open_with(store, chair, 30).due == 30
    assert practice.practice(store.journal, cases.body(election, "audit-head")).due == 41


def test_in_a_by_election_the_committee_in_office_votes(store: Store) -> None:
    election = elected(store)
    election.sort = "by-election"
    with store.journal.step("补选"):
        editing.put(actions.ELECTIONS, [election])
    chair = cases.body(election, "chair")
    assert first_session.heads(chair) == (None, None)
    assert open_with(store, chair, 7).due == 7


def test_a_row_that_came_in_otherwise_is_found_by_the_rules_and_stands_against_approval(store: Store) -> None:
    election = elected(store)
    cases.elect(store, election, "chair", "o")
    cases.elect(store, election, "audit-head", "o")
    (vote,) = counting.finals(cases.body(election, "chair"))
    assert rules_of(vote) == []
    vote.due = vote.present = 30
    vote.code = counting.result(vote).code
    with store.journal.step("旧数据"):
        editing.put(ROUNDS, [vote])
    assert rules_of(vote) == ["session-due"]
    assert "session-due" in {each.rule for each in review.problems(election)}
    with pytest.raises(Refused, match="应是当选的委员 3 人"):
        outcome.approve(store.journal, election, "青总工〔2026〕8号", cases.DAY)


def test_a_new_row_of_a_sheet_with_other_heads_is_wrong(store: Store) -> None:
    body = cases.body(elected(store), "chair")
    row = Round(body=body.id, seats=1, due=30, present=28, issued=28, returned=28, names="欧阳少东")
    assert rules_of(row) == ["session-due", "session-names"]
    with pytest.raises(Refused, match="委员 3 人"):
        editing.save(store.journal, ROUNDS, row)


def test_who_is_in_the_register_is_known_by_it_and_not_by_the_name(store: Store) -> None:
    election = cases.begun(store)
    members = list(election.union.members)
    committee, chair = cases.body(election, "committee"), cases.body(election, "chair")
    for member in members[:4]:
        editing.save(store.journal, CANDIDATES, Candidate(body=committee, member=member, stage="formal"))
    cases.elect(store, election, "committee", "ooox")
    chosen = first_session.elected(committee)
    same = Candidate(body=chair, member=next(iter(chosen.values())).member, office="chair", stage="formal",
                     shown_as="另一种写法")  # fmt: skip
    editing.save(store.journal, CANDIDATES, same)
    assert first_session.strangers(chair, ["另一种写法"], chosen) == []
    namesake = Candidate(body=chair, member=members[20], name=next(iter(chosen)), office="vice-chair", stage="formal")
    editing.save(store.journal, CANDIDATES, namesake)
    assert first_session.strangers(chair, [namesake.name], chosen) == [namesake.name]


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"due": 0, "present": 0, "issued": 0, "returned": 0}, "due"),
        ({"present": 31}, "present"),
        ({"issued": 29, "printed": 28}, "issued"),
        ({"returned": 31}, "returned"),
        ({"seats": 9}, "seats"),
        ({"due": -1}, "heads"),
    ],
)
def test_heads_and_sheets_that_cannot_be_are_refused_at_entry(store: Store, values: dict[str, int], rule: str) -> None:
    body = cases.body(case_of(store), "committee")
    good = {"seats": 3, "due": 30, "present": 30, "printed": 35, "issued": 30, "returned": 30}
    row = Round(body=body.id, names="\n".join(FOUR), **(good | values))
    assert rule in rules_of(row)
    with pytest.raises(Refused):
        editing.save(store.journal, ROUNDS, row)
    editing.save(store.journal, ROUNDS, Round(body=body.id, names="\n".join(FOUR), **good))


def test_a_primary_may_choose_more_than_the_seats(store: Store) -> None:
    body = cases.body(case_of(store), "committee")
    assert open_with(store, body, 30, seats=3).seats == 3
    assert counting.open_round(store.journal, body, "primary", Sheets(30, 30, 30, 30), seats=4).seats == 4


@pytest.mark.parametrize(
    ("present", "said"), [(3, "实到3人，符合规定"), (37, "实到37人，人数不符合规定，请核对"), (1, "请核对")]
)
def test_the_minutes_call_lawful_only_what_is(present: int, said: str) -> None:
    three = tuple(Person(name=name, shown_as=name) for name in FOUR[:3])
    vote = Vote(sort="正式选举", due=present, present=present, counted=True)
    panels = (Panel("committee", elected=three), Panel("chair", "主席、副主席", votes=(vote,), elected=three[:1]))
    text = str(first_session_minutes(ElectionFacts(panels=panels)))
    assert "应到委员3人" in text and said in text


def test_the_report_calls_more_than_are_due_unlawful() -> None:
    vote = Vote(due=60, present=70, is_valid=False)
    text = str(result_report(ElectionFacts(panels=(Panel(votes=(vote,)),))))
    assert "实到70人，多于应到会人数，不符合规定" in text and "选举无效" in text


def slipped_in(store: Store, name: str = "路人甲") -> Any:
    """A vote on the chair as an older file may hold it: begun while nobody is elected to the committee."""
    chair = cases.body(case_of(store), "chair")
    heads = {"due": 3, "present": 3, "issued": 3, "returned": 3}
    vote = Round(body=chair.id, sort="formal", place=1, seats=1, names=name, way="ballots", **heads)
    with store.journal.step("旧数据"):
        editing.put(ROUNDS, [vote])
    return vote


def test_a_vote_saved_before_anybody_is_elected_is_refused_and_told_by_the_check(store: Store) -> None:
    vote = slipped_in(store)
    assert rules_of(vote) == ["session-voters"]
    with pytest.raises(Refused, match="还没有选出委员"):
        editing.save(store.journal, ROUNDS, vote)


def test_a_vote_begun_before_anybody_is_elected_takes_no_ballot_and_no_sums_and_is_not_frozen(store: Store) -> None:
    vote = slipped_in(store)
    sums = {"valid": 3, "invalid": 0, "votes": {"路人甲": {"for": 3}}}
    for deed in (
        lambda: counting.cast(store.journal, vote, "o"),
        lambda: counting.enter_totals(store.journal, vote, sums),
        lambda: counting.freeze(store.journal, vote),
    ):
        with pytest.raises(Refused, match="还没有选出委员"):
            deed()
    assert not counting.entered(vote)


def test_a_stranger_s_vote_is_not_frozen_once_the_committee_is_elected(store: Store) -> None:
    vote = slipped_in(store)
    cases.elect(store, vote.body.election, "committee", "ooox")
    for _ in range(3):
        counting.cast(store.journal, vote, "o")
    with pytest.raises(Refused, match="路人甲没有当选工会委员会委员"):
        counting.freeze(store.journal, vote)
