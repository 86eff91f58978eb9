"""Lines are broken as Chinese typesetting asks, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.paper.fonts import width
from unionapp.paper.layout import NOT_FIRST, NOT_LAST, balanced, fit, heading, lines

TEXTS = st.text(st.sampled_from("工会会员代表大会，。、；：（）《》“”！？0123456789abcXYZ.-%￥𠮷䶮—…"), max_size=80)


@given(TEXTS, st.integers(3, 30))
def test_no_character_is_lost_and_no_line_is_too_wide(text: str, cells: int) -> None:
    broken = lines(text, cells * 10, "song", 10)
    assert "".join(broken) == text
    assert all(width(line, "song", 10) <= cells * 10 + 0.02 for line in broken)


@given(st.lists(st.sampled_from("工会员，。；：）》”（《“"), max_size=60).map("".join))
def test_no_closing_mark_begins_a_line_and_no_opening_mark_ends_one(text: str) -> None:
    spread = "字".join(text)
    broken = lines(spread, 120, "song", 10)
    assert not any(line[0] in NOT_FIRST for line in broken[1:])
    assert not any(line[-1] in NOT_LAST for line in broken[:-1])


def test_a_number_stays_whole_unless_it_is_longer_than_the_line() -> None:
    assert lines("共有会员123456人", 60, "song", 10) == ["共有会员", "123456人"]
    assert len(lines("1" * 60, 60, "song", 10)) > 4


def test_a_line_break_is_kept() -> None:
    assert lines("甲\n\n乙", 100, "song", 10) == ["甲", "", "乙"]


def test_a_space_at_the_end_of_a_line_falls_away() -> None:
    assert lines("ab cd", width("ab", "song", 10), "song", 10) == ["ab", "cd"]


def test_a_title_is_broken_into_lines_of_like_length() -> None:
    found = balanced("关于召开河口镇工会第三次代表大会的请示", 150, "title", 10)
    assert len(found) == 2
    assert abs(len(found[0]) - len(found[1])) <= 1


@given(TEXTS, st.integers(3, 20), st.integers(1, 4))
def test_fitting_never_loses_a_character(text: str, cells: int, rows: int) -> None:
    fitted = fit(text, cells * 10, rows * 13, "song", 10)
    assert "".join(fitted.lines) == text
    assert 7 <= fitted.size <= 10
    assert fitted.height <= rows * 13 + 0.1 or fitted.size == 7


def test_text_wraps_before_it_gets_smaller() -> None:
    assert fit("一二三四五六七八", 50, 26, "song", 10).size == 10
    assert fit("一二三四五六七八九十一二", 50, 26, "song", 10).size < 10


@pytest.mark.parametrize(
    ("text", "expected"), [("参加工作时间", ("参加工作时间",)), ("金额（元）", ("金额", "（元）"))]
)
def test_a_heading_prefers_one_line_and_begins_a_line_with_its_bracket(text: str, expected: tuple[str, ...]) -> None:
    measure = 56 if text[0] == "参" else 32
    assert heading(text, measure, "song", 10).lines == expected
