"""统一社会信用代码: reading and checking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.errors import Problem
from unionapp.values import creditcode
from unionapp.values.creditcode import CreditCode

SAMPLE = "91350100M000100Y43"  # the sample of GB 32100-2015
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
BODIES = st.text(ALPHABET, min_size=9, max_size=9)


def test_the_sample_of_the_standard_is_read() -> None:
    assert creditcode.read(SAMPLE) == CreditCode(SAMPLE, "350100", False)


def test_blanks_full_width_and_small_letters_do_no_harm() -> None:
    assert creditcode.read(" 91350100m000100y43 ") == creditcode.read(SAMPLE)
    assert creditcode.read("９１３５０１００ M000100Y-43") == creditcode.read(SAMPLE)


@given(st.sampled_from(["81", "89", "91", "12", "52"]), st.from_regex("[1-9][0-9]{5}", fullmatch=True), BODIES)
def test_a_union_is_known_by_its_first_two_characters(kind: str, region: str, body: str) -> None:
    code = kind + region + body
    code += creditcode.check_digit(code)
    assert creditcode.read(code) == CreditCode(code, region, kind in ("81", "89"))


@given(BODIES, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(body: str, place: int, char: str) -> None:
    code = "81630123" + body
    code += creditcode.check_digit(code)
    wrong = code[:place] + char + code[place + 1 :]
    assert isinstance(creditcode.read(wrong), Problem) == (wrong != code)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "没有填写"),
        ("91350100M000100Y4", "现在是17位，少录了"),
        ("91350100M000100Y433", "现在是19位，多录了"),
        ("9135O100M000100Y43", "第5位“O”不会出现在代码里，可能是 0"),
        ("91350100M000100y4？", "第18位“?”"),
        ("9135A100M000100Y43", "行政区划"),
        ("91350100M000100Y44", "校验码不对"),
        ("9.13501E+17", "被 Excel 改坏"),
    ],
)
def test_the_problem_says_exactly_what_is_wrong(text: str, words: str) -> None:
    found = creditcode.read(text)
    assert isinstance(found, Problem)
    assert found.field == "credit_code"
    assert words in found.message


@given(st.text(ALPHABET, min_size=8, max_size=8))
def test_every_organisation_code_has_a_check_character(first8: str) -> None:
    assert creditcode.body_check_digit(first8) in "0123456789X"


@given(st.text(max_size=20))
def test_any_text_gives_a_code_or_a_sentence(text: str) -> None:
    found = creditcode.read(text)
    assert isinstance(found, CreditCode) or found.message.endswith("。")
