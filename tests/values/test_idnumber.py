"""ID numbers: what they say, and what is said of wrong ones."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.errors import Problem
from unionapp.values import idnumber
from unionapp.values.idnumber import Identity

SAMPLE = "11010519491231002X"  # the sample of GB 11643-1999
TODAY = date(2026, 6, 1)


def whole(first17: str) -> str:
    """A made-up number with its right check digit."""
    return first17 + idnumber.check_digit(first17)


def message(text: str) -> str:
    """What is said of a wrong number."""
    found = idnumber.read(text, TODAY)
    assert isinstance(found, Problem)
    assert found.field == "id_number"
    return found.message


def test_the_sample_of_the_standard_is_read() -> None:
    assert idnumber.read(SAMPLE) == Identity(date(1949, 12, 31), "女", "110105", SAMPLE)


@pytest.mark.parametrize(
    "text",
    [
        "11010519491231002x",
        " 110105 19491231 002X ",
        "１１０１０５１９４９１２３１００２Ｘ",
        "'11010519491231002X",
        "11010519491231002×",
        "\u202d11010519491231002X\u202c",
    ],
)
def test_blanks_full_width_and_small_x_do_no_harm(text: str) -> None:
    assert idnumber.read(text) == idnumber.read(SAMPLE)


@given(
    st.from_regex("[1-8][0-9]{5}", fullmatch=True),
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(0, 999),
)
def test_every_rightly_made_number_says_what_it_was_made_of(region: str, birth: date, order: int) -> None:
    number = whole(f"{region}{birth:%Y%m%d}{order:03d}")
    assert idnumber.read(number, TODAY) == Identity(birth, "男" if order % 2 else "女", region, number)


@given(st.dates(date(1930, 1, 1), TODAY), st.integers(1, 999), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(birth: date, order: int, place: int, shift: int) -> None:
    number = whole(f"630102{birth:%Y%m%d}{order:03d}")
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert isinstance(idnumber.read(wrong, TODAY), Problem)


def test_an_old_number_is_raised_to_eighteen() -> None:
    assert idnumber.read("110105491231002") == idnumber.read(SAMPLE)


@pytest.mark.parametrize("prefix", ["810000", "820000", "830000", "320525"])
def test_residence_permits_and_abolished_counties_are_accepted(prefix: str) -> None:
    assert isinstance(idnumber.read(whole(prefix + "19900101001")), Identity)
    assert idnumber.region_known(prefix)


def test_only_the_province_decides_whether_a_region_is_known() -> None:
    assert idnumber.region_known("639999")
    assert not idnumber.region_known("990000")
    assert not idnumber.region_known("")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "没有填写"),
        ("1101051949", "现在是10位，少录了"),
        ("1101051949123100222", "现在是19位，多录了"),
        ("11010519491231O02X", "不该有的字符“O”"),
        ("身份证11010519491231002X", "不该有的字符“身份证”"),
        ("1101051949123100XX", "最后一位"),
        ("11010549123100X", "最后一位"),
        ("11010519491331002X", "“1949年13月31日”不存在"),
        ("11010519490229002X", "“1949年02月29日”不存在"),
        ("110105490230002", "“1949年02月30日”不存在"),
        ("11010520991231002X", "还没有到"),
        ("11010518491231002X", "太早"),
        ("110105194912310021", "校验码不对"),
        ("110105********002X", "遮盖过"),
        ("1.10105E+17", "被 Excel 改坏"),
        ("110105194912310000", "被 Excel 改坏，后三位已丢失，请按原件重录"),
        ("110105194912310000.0", "被 Excel 改坏，后三位已丢失，请按原件重录"),
    ],
)
def test_the_problem_says_exactly_what_is_wrong(text: str, words: str) -> None:
    assert words in message(text)


def test_only_numbers_without_a_right_check_digit_count_as_spoilt() -> None:
    right = next(
        number
        for region in range(110101, 110199)
        if (number := whole(f"{region}1990010100 0".replace(" ", ""))).endswith("000")
    )
    assert not idnumber.spoilt(right)
    assert isinstance(idnumber.read(right), Identity)
    assert not idnumber.spoilt(SAMPLE)


def test_a_masked_number_keeps_six_and_four() -> None:
    assert idnumber.mask(SAMPLE) == "110105********002X"
    assert idnumber.mask("110105491231002") == "110105*****1002"
    assert idnumber.mask("E12345678") == "E1*****78"
    assert idnumber.mask("123") == "***"
    assert idnumber.mask("") == ""


@given(st.text(max_size=20))
def test_any_text_gives_an_identity_or_a_sentence(text: str) -> None:
    found = idnumber.read(text, TODAY)
    assert isinstance(found, Identity) or found.message.endswith("。")
