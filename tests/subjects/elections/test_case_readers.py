"""What belongs to an election, and who is put on its lists."""

from __future__ import annotations

import pytest
from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.elections.case import people, readers, review, steps
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting import correcting, practice
from unionapp.subjects.elections.models import Candidate, Constituency, Delegate, Nomination
from unionapp.subjects.elections.records import CANDIDATES, CONSTITUENCIES, ELECTIONS, NOMINATIONS
from unionapp.subjects.elections.states import CandidateStage
from unionapp.subjects.members.models import Member

from tests.subjects.elections import cases

NAMES = ("丁一", "王二", "李三", "张四")


def test_an_election_is_under_way_until_it_is_over(store: Store) -> None:
    election = cases.begun(store)
    assert readers.under_way(election.union_id) and not readers.under_way(election.union_id + 1)
    for state in readers.OVER:
        election.state = state
        with store.journal.step("进度"):
            editing.put(ELECTIONS, [election])
        assert not readers.under_way(election.union_id)


def test_candidates_stand_in_the_order_of_the_ballot_and_those_who_withdrew_last(store: Store) -> None:
    election = cases.begun(store)
    committee = cases.body(election, "committee")
    assert committee in readers.bodies_of(election)
    made = cases.stand(store, committee, ("王二", "丁一", "李三", "张四"))
    made[0].stage, made[2].place = CandidateStage.WITHDRAWN, 1
    with store.journal.step("次序"):
        editing.put(CANDIDATES, made)
    assert [each.name for each in readers.candidates_of(committee)] == ["李三", "丁一", "张四", "王二"]


def test_nobody_is_proposed_twice(store: Store) -> None:
    committee = cases.body(cases.begun(store), "committee")
    member = Member.select().first()
    (proposed,) = people.propose(store.journal, committee, [member])
    assert (proposed.name, proposed.stage) == (member.name, "proposed")
    with pytest.raises(Refused, match="已经在名单上"):
        people.propose(store.journal, committee, [member])
    assert Candidate.select().count() == 1


def test_the_list_goes_on_the_ballot_whole_as_one_step_or_not_at_all(store: Store) -> None:
    committee = cases.body(cases.begun(store), "committee")
    with pytest.raises(Refused, match="没有待列为"):
        people.make_formal(store.journal, committee)
    members = list(Member.select().limit(3))
    listed = people.propose(store.journal, committee, members)
    listed[2].stage = CandidateStage.WITHDRAWN
    editing.save(store.journal, CANDIDATES, listed[2])
    assert len(people.make_formal(store.journal, committee)) == 2
    assert sorted(each.stage for each in Candidate.select()) == ["formal", "formal", "withdrawn"]
    store.journal.undo()
    assert sorted(each.stage for each in Candidate.select()) == ["proposed", "proposed", "withdrawn"]
    with store.journal.step("情形"):
        Candidate.update(flags=("legal",)).where(Candidate.id == listed[0].id).execute()
    with pytest.raises(Refused):
        people.make_formal(store.journal, committee)
    assert sorted(each.stage for each in Candidate.select()) == ["proposed", "proposed", "withdrawn"]


def test_recommendations_are_written_beside_candidates_and_others_are_named(store: Store) -> None:
    committee = cases.body(cases.begun(store), "committee")
    with pytest.raises(Refused, match="还没有登记推荐票"):
        people.take_recommended(store.journal, committee)
    cases.stand(store, committee, ("丁一", "王二"))
    votes = (("丁一", 5), ("丁一", 4), ("赵外人", 3))
    with store.journal.step("推荐"):
        editing.put(
            NOMINATIONS,
            [Nomination(body=committee.id, group=f"{n}组", name=name, votes=v) for n, (name, v) in enumerate(votes)],
        )
    taken = people.take_recommended(store.journal, committee)
    assert [each.name for each in taken.candidates] == ["丁一"] and taken.others == {"赵外人": 3}
    assert {each.name: each.recommended for each in Candidate.select()} == {"丁一": 9, "王二": None}


def test_a_member_is_a_delegate_of_one_constituency_only(store: Store) -> None:
    election = cases.begun(store)
    units = [Constituency(election=election.id, name=name, members=9) for name in ("一组", "二组")]
    with store.journal.step("单位"):
        editing.put(CONSTITUENCIES, units)
    assert readers.constituencies_of(election) == units
    first, second = Member.select().order_by(Member.id).limit(2)
    people.name_delegates(store.journal, units[0], [first])
    people.name_delegates(store.journal, units[1], [second])
    with pytest.raises(Refused, match="已经是代表"):
        people.name_delegates(store.journal, units[1], [first])
    assert Delegate.select().count() == 2
    assert [each.name for each in readers.delegates_from(units[0])] == [first.name]
    assert len(readers.delegates_of(election)) == 2


def test_every_part_leads_to_its_election(store: Store) -> None:
    election = cases.begun(store)
    committee = cases.body(election, "committee")
    vote = cases.voted(store, committee, ["ooox"] * 2, on_ballot=NAMES)
    ballot = correcting.last_ballot(vote, counting.FIRST)
    nomination = Nomination(body=committee.id, group="一组", name="丁一", votes=1)
    with store.journal.step("推荐"):
        editing.put(NOMINATIONS, [nomination])
    step = steps.of(election)[0]
    assert ballot is not None and readers.votes_on(committee) == [vote]
    parts = {
        ("election-steps", step.id): (election.id, step.id),
        ("bodies", committee.id): (election.id, committee.id),
        ("nominations", nomination.id): (election.id, committee.id),
        ("rounds", vote.id): (election.id, vote.id),
        ("ballots", ballot.id): (election.id, vote.id),
    }
    assert {part: readers.whose(*part) for part in parts} == parts
    assert {readers.whose(key, 9_999) for key, _ in parts} == {None}


def test_a_practice_vote_belongs_to_no_election(store: Store) -> None:
    first, second = practice.practice(store.journal), practice.practice(store.journal)
    assert practice.votes() == [second, first]
    assert readers.whose("rounds", first.id) is None


def test_the_last_ballot_is_taken_back_and_a_sheet_is_entered_again(store: Store) -> None:
    vote = cases.voted(store, cases.body(cases.begun(store), "committee"), ["ooox"] * 3, on_ballot=NAMES)
    taken = correcting.recall(store.journal, vote, counting.FIRST)
    assert taken is not None and taken.place == 3 and counting.entered(vote) == 2
    assert correcting.recall(store.journal, vote, counting.SECOND) is None
    correcting.enter_again(store.journal, vote, counting.FIRST, 2, ("xxxx", ""))
    correcting.enter_again(store.journal, vote, counting.FIRST, 3, ("oxxx", "赵大山"))
    assert counting.sheets(vote) == [("ooox", ""), ("xxxx", ""), ("oxxx", "赵大山")]
    before = store.journal.undoable
    correcting.enter_again(store.journal, vote, counting.FIRST, 3, ("oxxx", "赵大山"))
    assert store.journal.undoable == before, "the same sheet changes nothing"
    with pytest.raises(Refused, match="还少前面的选票"):
        correcting.enter_again(store.journal, vote, counting.SECOND, 2, ("xxxx", ""))


def test_who_stands_neither_watches_nor_counts_the_vote(store: Store) -> None:
    election = cases.begun(store)
    first, second, third = Member.select().order_by(Member.id).limit(3)
    people.propose(store.journal, cases.body(election, "committee"), [first])
    people.name_tellers(store.journal, election, [second], "tellers")
    people.name_tellers(store.journal, election, [third], "counters")
    assert (election.tellers, election.counters) == (second.name, third.name)
    assert {mark.bars for mark in people.teller_marks(election, [first, second, third]).values()} == {True}
    with pytest.raises(Refused, match="候选人"):
        people.name_tellers(store.journal, election, [first], "tellers")


def test_who_is_due_follows_from_the_members_or_the_delegates(store: Store) -> None:
    election = cases.begun(store)
    assert readers.due(election) == 30
    election.form = "delegates"
    assert readers.due(election) is None
    unit = Constituency(election=election.id, name="一组", members=9)
    with store.journal.step("单位"):
        editing.put(CONSTITUENCIES, [unit])
    people.name_delegates(store.journal, unit, list(Member.select().limit(4)))
    assert readers.due(election) == 4
    election.due = 5
    assert "due-delegates" in {each.rule for each in review.problems(election)}
    election.due = 4
    assert "due-delegates" not in {each.rule for each in review.problems(election)}
