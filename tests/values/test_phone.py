"""Telephone numbers in one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.errors import Problem
from unionapp.values import phone


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("138 0000 1234", "13800001234"),
        ("+86-13800001234", "13800001234"),
        ("8613800001234", "13800001234"),
        ("0086 138-0000-1234", "13800001234"),
        ("１３８００００１２３４", "13800001234"),
        ("13800001234.0", "13800001234"),
        ("0971-6123456", "0971-6123456"),
        ("(0971)6123456", "0971-6123456"),
        ("（0971）6123456", "0971-6123456"),
        ("02161234567", "021-61234567"),
        ("010-8888-8888", "010-88888888"),
        ("+86 971 6123456", "0971-6123456"),
        ("+86 (0)10 88888888", "010-88888888"),
        ("0971-6123456转801", "0971-6123456-801"),
        ("400-123-4567", "4001234567"),
    ],
)
def test_a_number_is_kept_in_one_form(text: str, kept: str) -> None:
    assert phone.read(text) == kept


@given(st.from_regex("1[3-9][0-9]{9}|0971-[2-9][0-9]{6}(-[0-9]{1,4})?|010-[2-9][0-9]{7}", fullmatch=True))
def test_what_is_kept_is_read_as_itself(number: str) -> None:
    assert phone.read(number) == number


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "没有填写"),
        ("6123456", "缺少区号"),
        ("12800001234", "不会以“12”开头"),
        ("1380000123", "现在是10位，少录了"),
        ("138000012345", "现在是12位，多录了"),
        ("1.38E+10", "科学计数"),
        ("13800001234/13900001234", "只能填一个"),
        ("13800001234、13900001234", "只能填一个"),
        ("138****1234", "遮盖过"),
        ("没有", "不该有的字符"),
        ("99", "有2位"),
    ],
)
def test_the_problem_says_exactly_what_is_wrong(text: str, words: str) -> None:
    found = phone.read(text)
    assert isinstance(found, Problem)
    assert found.field == "phone"
    assert words in found.message


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("138 0000 1234", "138****1234"),
        ("0971-6123456", "0971-****456"),
        ("4001234567", "*******567"),
        ("61234", "**234"),
        ("612", "***"),
        ("", ""),
    ],
)
def test_a_masked_number_shows_only_its_ends(text: str, shown: str) -> None:
    assert phone.mask(text) == shown


@given(st.text(max_size=20))
def test_any_text_gives_a_number_or_a_sentence(text: str) -> None:
    found = phone.read(text)
    assert isinstance(found, str) or found.message.endswith("。")
