"""Counting in the data file: ballot by ballot, blind second entry, freezing, reopening, votes that follow."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unionapp.errors import Refused
from unionapp.records import fields
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.elections.case import actions
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting import correcting, count, practice
from unionapp.subjects.elections.counting.actions import SECOND, Sheets
from unionapp.subjects.elections.models import BallotRow, Nomination, Round
from unionapp.subjects.elections.records import BALLOTS, BODIES, ELECTIONS, NOMINATIONS, ROUNDS

from tests import support
from tests.subjects.elections import cases

FOUR = ("丁一凡", "王伟", "李小红", "欧阳少东")
ROOT = Path(__file__).resolve().parents[3]


def committee(store: Store, seats: int = 3, names: tuple[str, ...] = FOUR) -> Any:
    """The committee of a new election with candidates."""
    body = cases.body(cases.begun(store), "committee")
    body.seats = seats
    editing.save(store.journal, BODIES, body)
    cases.stand(store, body, names)
    return body


def test_the_ballot_has_the_candidates_by_strokes_unless_they_have_places(store: Store) -> None:
    body = committee(store, names=("李小红", "丁一凡", "欧阳少东", "王伟"))
    assert counting.on_the_ballot(body) == list(FOUR)
    cases.stand(store, body, ["赵云"], place=1, shown_as="赵云（男）")
    assert counting.on_the_ballot(body) == ["赵云（男）", *FOUR]
    cases.stand(store, body, ["马超"], place=2)
    assert counting.on_the_ballot(body)[:2] == ["赵云（男）", "马超"]


def test_ballots_are_counted_with_those_written_in_and_void_ones(store: Store) -> None:
    opened = cases.voted(store, committee(store), ["ooox", "ooo-", "oooo", "!", "xo-- 赵大山", "---- 丁一凡"])
    found = counting.result(opened)
    assert (found.tally.valid, found.tally.invalid) == (4, 2)
    assert found.tally.votes["丁一凡"] == count.Votes(3, 1, 0)
    assert found.tally.votes["赵大山"].for_ == 1


def test_same_names_are_told_apart_before_counting(store: Store) -> None:
    body = committee(store, names=("王伟", "王伟", "李小红", "丁一凡"))
    with pytest.raises(Refused, match="王伟（女）"):
        counting.open_round(store.journal, body, "formal", Sheets(9, 9, 9, 9))
    with pytest.raises(Refused, match="还没有候选人"):
        counting.open_round(store.journal, cases.body(body.election, "audit"), "formal", Sheets(9, 9, 9, 9))


def test_each_ballot_is_one_step_and_is_taken_back_at_the_desk_alone(store: Store) -> None:
    opened = cases.voted(store, committee(store), ["ooox", "oxoo", "xxxx"])
    assert store.journal.steps(1)[0].title == "第 1 遍录入第 3 张选票"
    for _ in range(6):
        with pytest.raises(Refused, match="撤回上一张"):
            store.journal.undo("录错了")
    editing.remove(store.journal, BALLOTS, [BallotRow.get(place=3)])
    assert counting.sheets(opened) == [("ooox", ""), ("oxoo", "")]
    counting.cast(store.journal, opened, "----", "赵 云、赵云、孙小海")
    assert counting.sheets(opened)[-1] == ("----", "赵云、孙小海")


@pytest.mark.parametrize("marks", ["", "ooo", "ooooo", "oo?o", "!!!!", "OOOO"])
def test_marks_that_cannot_be_read_are_refused(store: Store, marks: str) -> None:
    opened = counting.open_round(store.journal, committee(store), "formal", Sheets(9, 9, 9, 9))
    with pytest.raises(Refused, match="符号"):
        counting.cast(store.journal, opened, marks)
    assert counting.entered(opened) == 0


def test_no_more_ballots_are_entered_than_came_back(store: Store) -> None:
    opened = cases.voted(store, committee(store), ["ooox"] * 3)
    with pytest.raises(Refused, match="已经录完"):
        counting.cast(store.journal, opened, "ooox")
    assert counting.cast(store.journal, opened, "ooox", entry=SECOND).place == 1


def test_the_blind_second_entry_shows_where_it_differs(store: Store) -> None:
    opened = cases.voted(store, committee(store), ["ooox", "oo-- 赵云、孙小海", "xxxx"])
    for marks, written in (("ooox", ""), ("oo--", "孙小海、赵云"), ("xxx-", "")):
        counting.cast(store.journal, opened, marks, written, SECOND)
    assert counting.compare(opened) == [counting.Difference(3, ("xxxx", ""), ("xxx-", ""))]
    with pytest.raises(Refused, match="第 3 张"):
        counting.freeze(store.journal, opened)
    wrong = BallotRow.get(BallotRow.round == opened.id, BallotRow.entry == SECOND, BallotRow.place == 3)
    with pytest.raises(Refused, match="符号"):
        counting.amend(store.journal, wrong, "xx")
    assert wrong.marks == "xxx-"
    counting.amend(store.journal, wrong, "xxxx")
    assert counting.compare(opened) == []
    assert counting.freeze(store.journal, opened) == opened.code


def test_a_second_entry_that_is_not_complete_forbids_freezing(store: Store) -> None:
    opened = cases.voted(store, committee(store), ["ooox", "oo--"])
    counting.cast(store.journal, opened, "ooox", entry=SECOND)
    assert counting.compare(opened) == [counting.Difference(2, ("oo--", ""), None)]
    with pytest.raises(Refused, match="两遍录入不一致"):
        counting.freeze(store.journal, opened)


def test_an_unfinished_count_is_not_frozen(store: Store) -> None:
    opened = cases.voted(store, committee(store), ["ooox", "oo--"])
    editing.remove(store.journal, BALLOTS, [BallotRow.get(place=2)])
    with pytest.raises(Refused, match="只录入了 1 张"):
        counting.freeze(store.journal, opened)


def test_a_sealed_count_is_opened_with_a_reason_and_not_by_undo(store: Store) -> None:
    opened = cases.voted(store, committee(store), ["ooox", "oo--"])
    code = counting.freeze(store.journal, opened)
    for _ in range(6):
        with pytest.raises(Refused, match="启封"):
            store.journal.undo("急着改")
    assert (Round.get_by_id(opened.id).frozen, Round.get_by_id(opened.id).code) == (True, code)
    counting.reopen(store.journal, opened, "第 2 张看错")
    for _ in range(2):
        with pytest.raises(Refused, match="录入的选票不能用“撤销”退回"):
            store.journal.undo("急着改")
    assert not Round.get_by_id(opened.id).frozen
    assert store.journal.question().startswith("启封不能用“撤销”退回；要重新封存")


def test_a_ballot_taken_back_at_the_desk_is_not_filed_again_by_undo_and_jams_nothing(store: Store) -> None:
    body = committee(store)
    opened = counting.open_round(store.journal, body, "formal", Sheets(9, 9, 9, 9))
    assert correcting.recall(store.journal, opened) is None
    counting.cast(store.journal, opened, "ooox")
    taken = correcting.recall(store.journal, opened)
    assert (taken.marks, counting.entered(opened)) == ("ooox", 0)
    assert store.journal.steps(1)[0].title == "撤回第 1 遍第 1 张选票"
    with pytest.raises(Refused, match="请在计票台重新录入"):
        store.journal.undo()
    assert counting.entered(opened) == 0
    assert store.journal.undo("不投了").title.startswith("开始计票")
    assert Round.select().count() == 0


def test_a_practice_leaves_nothing_for_undo(store: Store) -> None:
    committee(store)
    before = store.journal.undoable
    opened = practice.practice(store.journal)
    counting.cast(store.journal, opened, practice.SHEETS[0].marks)
    ballot = counting.cast(store.journal, opened, practice.SHEETS[1].marks)
    counting.amend(store.journal, ballot, practice.SHEETS[2].marks)
    correcting.recall(store.journal, opened)
    assert store.journal.undoable == before and not store.journal.question()
    assert counting.entered(opened) == 1


def test_a_ballot_put_right_is_left_alone_by_undo(store: Store) -> None:
    opened = cases.voted(store, committee(store), ["ooox", "oxoo", "xxxx"])
    correcting.enter_again(store.journal, opened, counting.FIRST, 2, ("oooo", ""))
    with pytest.raises(Refused, match="计票台"):
        store.journal.undo("再改回去")
    assert counting.sheets(opened)[1] == ("oooo", "")


def frozen(store: Store) -> Any:
    opened = cases.voted(store, committee(store), ["ooox", "oo-o", "xooo"])
    counting.freeze(store.journal, opened)
    return opened


def test_a_frozen_count_takes_no_change_by_any_door(store: Store) -> None:
    opened = frozen(store)
    ballot = BallotRow.get(BallotRow.round == opened.id)
    changed = BallotRow.get_by_id(ballot.id)
    changed.marks = "xxxx"
    assert BALLOTS.check(ballot) == []
    before = support.picture(store)
    opened.returned = 9
    with pytest.raises(Refused, match="已封存"):
        editing.save(store.journal, ROUNDS, opened)
    for attempt in (
        lambda: counting.cast(store.journal, opened, "ooox"),
        lambda: counting.amend(store.journal, ballot, "xxxx"),
        lambda: editing.save(store.journal, BALLOTS, BallotRow(round=opened.id, place=4, marks="ooox")),
        lambda: editing.save(store.journal, BALLOTS, changed),
        lambda: editing.remove(store.journal, BALLOTS, [ballot]),
        lambda: editing.remove(store.journal, ROUNDS, [opened]),
        lambda: editing.remove(store.journal, BODIES, [opened.body]),
        lambda: editing.remove(store.journal, ELECTIONS, [opened.body.election]),
        lambda: counting.enter_totals(store.journal, opened, {"valid": 3}),
        lambda: counting.freeze(store.journal, opened),
    ):
        with pytest.raises(Refused, match="已封存"):
            attempt()
    assert support.picture(store) == before


def test_freezing_is_no_edit(store: Store) -> None:
    opened = cases.voted(store, committee(store), ["ooox"])
    opened.frozen = True
    with pytest.raises(Refused, match="计票台"):
        editing.save(store.journal, ROUNDS, opened)


def test_reopening_needs_a_reason_and_leaves_a_trace(store: Store) -> None:
    opened = frozen(store)
    code = opened.code
    with pytest.raises(Refused, match="写明原因"):
        counting.reopen(store.journal, opened, "  ")
    counting.reopen(store.journal, opened, "第 2 张看错")
    assert (opened.frozen, opened.code) == (False, "")
    assert "第 2 张看错" in opened.reopened
    assert support.OPERATOR in opened.reopened
    assert code in opened.reopened
    counting.freeze(store.journal, opened)
    counting.reopen(store.journal, opened, "再看一次")
    assert opened.reopened.count("\n") == 1
    with pytest.raises(Refused, match="没有封存"):
        counting.reopen(store.journal, opened, "又一次")


def test_names_keep_their_places_once_ballots_are_entered(store: Store) -> None:
    opened = cases.voted(store, committee(store), ["ooox"])
    opened.names = "\n".join(reversed(FOUR))
    with pytest.raises(Refused, match="不能再改"):
        editing.save(store.journal, ROUNDS, opened)


def test_the_code_is_the_same_for_the_same_votes_in_whatever_order(store: Store) -> None:
    body = committee(store)
    first = cases.voted(store, body, ["ooox", "oo-o", "xooo"])
    second = cases.voted(store, body, ["xooo", "ooox", "oo-o"])
    other = cases.voted(store, body, ["xooo", "ooox", "ooxo"])
    codes = [counting.freeze(store.journal, each) for each in (first, second, other)]
    assert codes[0] == codes[1] != codes[2]
    assert all(counting.intact(each) for each in (first, second, other))
    assert codes[0] == "UKY4TBR7"


@settings(max_examples=40)
@given(marks=st.lists(st.text("ox-b", min_size=4, max_size=4), min_size=1, max_size=12), data=st.data())
def test_file_and_command_line_give_the_same_result_and_code(marks: list[str], data: st.DataObject) -> None:
    due = data.draw(st.integers(len(marks), 20))
    ballots = [counting.ballot_of(each, "", FOUR) for each in marks]
    poll = count.Poll("committee", 3, due, due, len(marks), len(marks), FOUR)
    raw: dict[str, Any] = {
        "body": "committee", "seats": 3, "due": due, "present": due, "issued": len(marks), "returned": len(marks),
        "candidates": list(FOUR),
        "ballots": [{"for": sorted(each.for_), "against": sorted(each.against)} for each in ballots],
    }  # fmt: skip
    assert count.shown(count.read(raw)) == count.shown(count.count(poll, ballots))
    assert count.shown(count.read({**raw, "ballots": raw["ballots"][::-1]}))["code"] == count.count(poll, ballots).code


def test_a_tie_is_voted_on_again_and_most_votes_win(store: Store) -> None:
    body = committee(store, 2, FOUR[:3])
    opened = cases.voted(store, body, ["oo-", "o-o", "oo-", "o-o", "-oo"])
    with pytest.raises(Refused, match="先封存"):
        counting.follow_up(store.journal, opened, Sheets(5, 5, 5, 5))
    counting.freeze(store.journal, opened)
    assert counting.result(opened).runoff == ("王伟", "李小红")
    again = counting.follow_up(store.journal, opened, Sheets(5, 5, 5, 5))
    assert (again.sort, again.names, again.seats) == ("again", "王伟\n李小红", 1)
    for marks in ("o-", "o-", "-o", "--", "--"):
        counting.cast(store.journal, again, marks)
    counting.freeze(store.journal, again)
    assert counting.result(again).elected == ("王伟",)
    assert counting.result(again).problems == ()
    assert counting.elected_names(counting.finals(body)) == {"丁一凡": 4, "王伟": 2}
    for attempt in (
        lambda: counting.follow_up(store.journal, opened, Sheets(5, 5, 5, 5)),
        lambda: counting.reopen(store.journal, opened, "看错"),
    ):
        with pytest.raises(Refused, match="接着"):
            attempt()
    with pytest.raises(Refused, match="选满"):
        counting.follow_up(store.journal, again, Sheets(5, 5, 5, 5))


def test_open_seats_are_voted_on_further_or_given_up_within_the_lawful_size(store: Store) -> None:
    body = committee(store, 4, ("丁一凡", "王伟", "李小红", "欧阳少东", "赵云"))
    opened = cases.voted(store, body, ["ooo--", "ooo--", "ooo--"])
    counting.freeze(store.journal, opened)
    further = counting.follow_up(store.journal, opened, Sheets(3, 3, 3, 3))
    assert (further.sort, further.names, further.seats) == ("further", "欧阳少东\n赵云", 1)
    store.journal.undo()
    counting.accept_fewer(store.journal, opened)
    assert Round.get_by_id(opened.id).accepted
    with pytest.raises(Refused, match="选满"):
        counting.follow_up(store.journal, opened, Sheets(3, 3, 3, 3))


def test_a_committee_is_not_made_smaller_than_the_law_allows(store: Store) -> None:
    opened = cases.voted(store, committee(store), ["oo--", "oo--"])
    counting.freeze(store.journal, opened)
    with pytest.raises(Refused, match="最少委员数 3 名"):
        counting.accept_fewer(store.journal, opened)


def test_a_void_election_is_held_anew_not_followed_up(store: Store) -> None:
    body = committee(store)
    opened = counting.open_round(store.journal, body, "formal", Sheets(9, 5, 5, 5))
    for _ in range(5):
        counting.cast(store.journal, opened, "ooox")
    counting.freeze(store.journal, opened)
    with pytest.raises(Refused, match="重新选举"):
        counting.follow_up(store.journal, opened, Sheets(9, 9, 9, 9))
    anew = cases.voted(store, body, ["ooox"] * 9)
    assert (anew.place, anew.label.endswith("（第2次）")) == (2, True)


def test_a_body_that_has_its_result_is_not_elected_a_second_time(store: Store) -> None:
    opened = frozen(store)
    with pytest.raises(Refused, match="已经有有效的选举结果"):
        cases.voted(store, opened.body, ["ooox"])


def test_after_a_primary_with_more_names_the_formal_vote_may_have_as_many_names_as_seats(store: Store) -> None:
    body = committee(store)
    primary = cases.voted(store, body, ["ooox"] * 3, "primary")
    alone = cases.voted(store, body, ["ooo"] * 3, on_ballot=FOUR[:3])
    assert "margin" in {each.rule for each in counting.result(alone).problems}
    counting.freeze(store.journal, primary)
    assert "margin" not in {each.rule for each in counting.result(alone).problems}
    assert counting.elected_names(counting.finals(body)) == {}


def test_sums_are_kept_where_a_vote_was_counted_by_hand(store: Store) -> None:
    body = committee(store)
    opened = counting.open_round(store.journal, body, "formal", Sheets(9, 9, 9, 9), way="totals")
    votes = {name: {"for": 9 - 3 * place, "against": 3 * place, "abstain": 0} for place, name in enumerate(FOUR)}
    counting.enter_totals(store.journal, opened, {"valid": 9, "invalid": 0, "votes": votes})
    found = counting.result(Round.get_by_id(opened.id))
    assert (found.elected, found.open_seats) == (("丁一凡", "王伟"), 1)
    assert json.loads(opened.totals)["valid"] == 9
    assert len(counting.freeze(store.journal, opened)) == 8
    with pytest.raises(Refused, match="不在候选人名单上"):
        other = counting.open_round(store.journal, body, "primary", Sheets(9, 9, 9, 9), way="totals")
        counting.enter_totals(store.journal, other, {"valid": 9, "votes": {"赵云": {"for": 9}}})


def test_sums_that_cannot_be_forbid_freezing(store: Store) -> None:
    opened = counting.open_round(store.journal, committee(store), "formal", Sheets(9, 9, 9, 9), way="totals")
    votes = {name: {"for": 9} for name in FOUR}
    counting.enter_totals(store.journal, opened, {"valid": 9, "votes": votes})
    with pytest.raises(Refused, match="不可能"):
        counting.freeze(store.journal, opened)
    counted = cases.voted(store, opened.body, ["ooox"])
    with pytest.raises(Refused, match="逐票录入"):
        counting.enter_totals(store.journal, counted, {"valid": 1})


def test_the_practice_has_forty_ballots_and_stays_out_of_results(store: Store) -> None:
    body = committee(store)
    opened = practice.practice(store.journal, body)
    assert len(practice.SHEETS) == 40
    assert set(practice.SHEETS) >= set(practice.AWKWARD)
    for sheet in practice.SHEETS:
        counting.cast(store.journal, opened, sheet.marks, sheet.written)
    assert counting.compare(opened) == []
    counting.freeze(store.journal, opened)
    assert counting.result(opened).elected == ("丁一凡",)
    assert counting.finals(body) == []
    alone = practice.practice(store.journal)
    assert alone.label == "练习"


def test_a_slip_in_the_practice_is_shown(store: Store) -> None:
    opened = practice.practice(store.journal)
    for place, sheet in enumerate(practice.SHEETS, 1):
        counting.cast(store.journal, opened, "xxxxx" if place == 7 else sheet.marks, sheet.written)
    assert [each.place for each in counting.compare(opened)] == [7]


def test_nothing_in_the_table_of_ballots_leads_to_a_voter() -> None:
    links = [field.name for field in BallotRow._meta.sorted_fields if isinstance(field, fields.Link)]
    assert links == ["round"]
    assert set(BallotRow._meta.fields) == {"id", "uid", "round", "entry", "place", "marks", "written"}
    assert BallotRow._meta.backrefs == {}


def test_recommendations_are_summed_by_person_in_their_round(store: Store) -> None:
    body = committee(store)
    for round, group, name, votes in ((1, "一组", "王伟", 9), (2, "一组", "王伟", 3), (2, "二组", "王伟", 4),
                                      (2, "一组", "丁一凡", 7), (2, "二组", "李小红", 8)):  # fmt: skip
        row = Nomination(body=body, round=round, group=group, name=name, votes=votes)
        editing.save(store.journal, NOMINATIONS, row)
    assert actions.recommended(body) == [("李小红", 8), ("丁一凡", 7), ("王伟", 7)]
    assert actions.recommended(body, 1) == [("王伟", 9)]


COUNTER = """
import sys
from pathlib import Path
from unittest import mock
from tests import support
from unionapp.store import keys
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.models import Round
with mock.patch.object(keys, "_COST", support.CHEAP):
    store = support.open_store(Path(sys.argv[1]))
round = Round.get_by_id(int(sys.argv[2]))
while True:
    print(counting.cast(store.journal, round, "ooox").place, flush=True)
"""


def test_every_acknowledged_ballot_outlives_a_kill_and_the_count_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = support.make_store(folder)
    opened = counting.open_round(store.journal, committee(store), "formal", Sheets(5000, 5000, 5000, 5000))
    store.close()
    arguments = [sys.executable, "-c", COUNTER, str(folder), str(opened.id)]
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for _ in range(25):
            acknowledged = int(child.stdout.readline())
        child.kill()
        acknowledged = max([acknowledged, *map(int, child.stdout.read().split("\n")[:-1])])
    again = support.open_store(folder)
    try:
        kept = counting.sheets(opened)
        assert len(kept) in (acknowledged, acknowledged + 1)
        assert set(kept) == {("ooox", "")}
        assert counting.cast(again.journal, opened, "xxxx").place == len(kept) + 1
        assert again.check() == []
    finally:
        again.close()
