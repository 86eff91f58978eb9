"""What the keys of a ballot mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ui.elections.counting.draft import KEYS, BallotDraft, described, verdict
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting import count

NAMES = ("丁一", "王二", "李三", "张四", "陈五")


def keyed(keys: str, names: tuple[str, ...] = NAMES, seats: int = 3) -> BallotDraft:
    """A ballot after these keys."""
    draft = BallotDraft(names, seats)
    for key in keys:
        assert draft.press(key)
    return draft


@pytest.mark.parametrize(
    ("keys", "marks"),
    [
        ("", "-----"),
        ("123", "ooo--"),
        ("12-3", "oxo--"),
        ("-1-2", "xx---"),
        ("1-2-", "xx---"),
        ("-12", "xo---"),
        ("11", "x----"),
        ("111", "b----"),
        ("1111", "-----"),
        ("123/", "oooxx"),
        ("1-+", "xoooo"),
        (".", "!"),
        ("12.", "!"),
        ("..", "-----"),
    ],
)
def test_keys_mark_the_ballot(keys: str, marks: str) -> None:
    assert keyed(keys).marks == marks


def test_numbers_of_two_digits_begin_with_nought() -> None:
    many = tuple(f"候选人{number}" for number in range(1, 16))
    draft = keyed("1010012", many, 15)
    assert [place + 1 for place, mark in enumerate(draft.marks) if mark == "o"] == [1, 10, 12]


def test_a_begun_number_is_settled_by_enter() -> None:
    draft = keyed("03")
    assert draft.marks == "-----" and draft.settle() and draft.marks == "--o--"
    assert not draft.settle()


def test_a_number_that_nobody_has_marks_nobody() -> None:
    draft = BallotDraft(NAMES, 3)
    assert not draft.press("9")
    assert [draft.press(key) for key in "013"] == [True, True, False]
    assert draft.marks == "-----"


def test_a_letter_is_no_key() -> None:
    assert not BallotDraft(NAMES, 3).press("a")


@given(st.text(KEYS, max_size=30))
def test_backspace_takes_back_key_by_key_to_the_empty_ballot(keys: str) -> None:
    draft = BallotDraft(NAMES, 3)
    for key in keys:
        draft.press(key)
    while draft.back():
        continue
    assert draft.marks == "-----" and not draft.begun


@given(st.text("oxb-", min_size=5, max_size=5), st.sampled_from(["", "赵大山", "李三", "赵大山、孙小海"]))
def test_the_verdict_is_that_of_the_count(marks: str, written: str) -> None:
    poll = count.Poll("", 3, 9, 9, 9, 9, NAMES)
    counted = count.tally(poll, [counting.ballot_of(marks, written, NAMES)])
    valid, words = verdict(marks, written, NAMES, 3)
    assert valid == (counted.valid == 1)
    assert words.startswith("无效票") != valid


def test_too_many_names_are_void_at_once() -> None:
    draft = keyed("1234")
    assert draft.verdict() == (False, "无效票：选了 4 名，多于应选 3 名")


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ("o----", "有效票：赞成 1 名，不赞成 0 名；没有画 ×，另选的不计票"),
        ("ox---", "有效票：赞成 2 名，不赞成 1 名"),
        ("b----", "有效票：对丁一既赞成又不赞成，按弃权计；没有画 ×，另选的不计票"),
    ],
)
def test_who_votes_against_nobody_is_told_that_the_name_written_in_does_not_count(marks: str, words: str) -> None:
    assert verdict(marks, "赵大山", NAMES, 3) == (True, words)


def test_a_name_written_in_twice_stands_once() -> None:
    draft = keyed("1")
    draft.write(" 赵 大山 ")
    draft.write("赵大山")
    assert draft.written == "赵大山"
    assert draft.back() and draft.written == ""


def test_a_ballot_is_told_by_numbers() -> None:
    assert described("oxb--", "赵大山", NAMES) == "○ 1　× 2　○× 3　另选 赵大山"
    assert described("-----", "", NAMES) == "空白票"
    assert described("!", "", NAMES) == "整张作废"
