"""另选他人 in the data file: by the setting, and as a count was frozen."""

from __future__ import annotations

from typing import Any

import pytest
from unionapp.errors import Refused
from unionapp.store.store import Store
from unionapp.subjects.elections import thresholds
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting import count, practice

from tests import support
from tests.subjects.elections import cases, sample
from tests.subjects.elections.conftest import text_of

FOUR = ("丁一凡", "王伟", "李小红", "欧阳少东")
SHEETS = ["oo-- 赵大山", "---- 赵大山", "x--- 赵大山"]


def voted(store: Store) -> Any:
    """A vote of three in which all write in the same name, one of them voting against somebody."""
    body = cases.body(cases.begun(store), "committee")
    cases.stand(store, body, FOUR)
    return cases.voted(store, body, SHEETS)


def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    support.put_in_force(monkeypatch, thresholds.WRITE_INS.key, "否")


def test_by_default_the_name_counts_where_somebody_is_voted_against(store: Store) -> None:
    found = counting.result(voted(store))
    assert (found.tally.votes["赵大山"], found.elected) == (count.Votes(1), ())
    assert "write-in" in {each.rule for each in found.problems}


def test_the_setting_lets_everybody_name_another(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = voted(store)
    unlimited(monkeypatch)
    found = counting.result(opened)
    assert (found.tally.votes["赵大山"], found.elected) == (count.Votes(3), ("赵大山",))
    assert "write-in" not in {each.rule for each in found.problems}


def test_a_frozen_count_stays_what_it_was_frozen_as(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = voted(store)
    with monkeypatch.context() as before:
        unlimited(before)
        code = counting.freeze(store.journal, opened)
    found = counting.result(opened)
    assert counting.intact(opened) and found.code == code
    assert found.elected == ("赵大山",)
    (said,) = [each for each in found.problems if each.rule == "write-in"]
    assert said.level == "warning" and "启封后重新封存" in said.message
    counting.reopen(store.journal, opened, "按规定重新计")
    assert counting.freeze(store.journal, opened) != code
    assert counting.result(opened).elected == ()
    unlimited(monkeypatch)
    assert counting.intact(opened) and counting.result(opened).elected == ()


def test_sums_are_doubted_by_the_setting(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    body = cases.body(cases.begun(store), "committee")
    cases.stand(store, body, FOUR)
    opened = counting.open_round(store.journal, body, "formal", counting.Sheets(3, 3, 3, 3), way="totals")
    totals = {"valid": 3, "votes": {name: {"for": 1, "abstain": 2} for name in FOUR}, "write_ins": {"赵大山": 1}}
    found = counting.enter_totals(store.journal, opened, totals)
    assert "write-in" in {each.rule for each in found.problems if each.level == "warning"}
    assert "write-in" in {each.rule for each in counting.result(opened).problems}
    unlimited(monkeypatch)
    assert "write-in" not in {each.rule for each in counting.result(opened).problems}


@pytest.mark.parametrize("sheet", [each for each in practice.AWKWARD if each.marks != "!"])
def test_the_practice_teaches_what_the_count_does(sheet: practice.PracticeBallot) -> None:
    ballot = counting.ballot_of(sheet.marks, sheet.written, practice.NAMES)
    left = ballot.left_out(practice.NAMES, limited=True)
    valid = len(ballot.named) <= practice.SEATS
    assert ("不计票" in sheet.reason) is (bool(left) and valid)


def test_the_practice_follows_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    (sheet,) = {each for each in practice.SHEETS if each.unlimited}
    assert "不计票" in sheet.reason
    unlimited(monkeypatch)
    assert sheet.reason == "没有画的是弃权，另选两人有效"


def test_the_rules_on_the_wall_say_what_the_count_does(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    election = sample.make_election(store)
    assert "投赞成票或者弃权的，不另选他人，另选的不计票" in text_of(store, "election-rules", election)
    assert "2.不赞成的，可以另选他人" in text_of(store, "ballot", election)
    unlimited(monkeypatch)
    wall = text_of(store, "election-rules", election)
    assert "可以另选他人" in wall and "不另选他人" not in wall and "投不赞成票的，可以" not in wall
    assert "2.可以另选他人" in text_of(store, "ballot", election)


@pytest.mark.parametrize("written", ["\ud83d", "王" * 10_000])
def test_a_name_that_cannot_be_kept_is_refused_in_words_and_the_ballot_stays(store: Store, written: str) -> None:
    opened = voted(store)
    ballot = opened.ballots.get()
    with pytest.raises(Refused, match="另选他人"):
        counting.amend(store.journal, ballot, "oo--", written)
    assert (ballot.marks, ballot.written) == ("oo--", "赵大山")
