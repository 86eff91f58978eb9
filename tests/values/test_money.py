"""Amounts: read, shown and written in capitals."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.values import money

# 支付结算办法 附一 ①–④ and the further cases of practice.
VECTORS = [
    ("1409.50", "壹仟肆佰零玖元伍角整"),
    ("6007.14", "陆仟零柒元壹角肆分"),
    ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
    ("107000.53", "壹拾万柒仟元零伍角叁分"),
    ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
    ("325.04", "叁佰贰拾伍元零肆分"),
    ("0", "零元整"),
    ("0.05", "伍分"),
    ("0.10", "壹角整"),
    ("0.55", "伍角伍分"),
    ("10.00", "壹拾元整"),
    ("15.00", "壹拾伍元整"),
    ("10.50", "壹拾元零伍角整"),
    ("1001.00", "壹仟零壹元整"),
    ("1010.00", "壹仟零壹拾元整"),
    ("100000.00", "壹拾万元整"),
    ("100001.00", "壹拾万零壹元整"),
    ("110000000.00", "壹亿壹仟万元整"),
    ("200000005.00", "贰亿零伍元整"),
    ("100010001.00", "壹亿零壹万零壹元整"),
    ("9999999999.99", "玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ("1000000000000.00", "壹万亿元整"),
]


def read_capital(text: str) -> int:
    """An independent reader of capital amounts: fen."""
    digits = "零壹贰叁肆伍陆柒捌玖"
    body = text.removeprefix("负").removesuffix("整")
    yuan, mark, rest = body.partition("元")
    if not mark:
        yuan, rest = "", body
    jiao = re.search("(.)角", rest)
    cents = re.search("(.)分", rest)
    small = (digits.index(jiao[1]) * 10 if jiao else 0) + (digits.index(cents[1]) if cents else 0)
    total = read_whole(yuan, digits) * 100 + small
    return -total if text.startswith("负") else total


def read_whole(text: str, digits: str) -> int:
    """An independent reader of whole capital numbers."""
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        high, mark, low = text.rpartition(unit)
        if mark:
            return read_whole(high, digits) * size + read_whole(low, digits)
    total = digit = 0
    for char in text:
        if char in digits:
            digit = digits.index(char)
        else:
            total += digit * {"拾": 10, "佰": 100, "仟": 1000}[char]
            digit = 0
    return total + digit


@pytest.mark.parametrize(("amount", "expected"), VECTORS)
def test_capital_amounts_follow_the_payment_rule(amount: str, expected: str) -> None:
    assert money.capital(money.parse(amount)) == expected


def test_a_red_amount_begins_with_fu() -> None:
    assert money.capital(-168032) == "负壹仟陆佰捌拾元零叁角贰分"


@given(st.integers(-(10**15), 10**15))
def test_a_capital_amount_reads_back_as_the_same_fen(fen: int) -> None:
    assert read_capital(money.capital(fen)) == fen


@given(st.integers(0, 10**15))
def test_a_capital_amount_has_no_double_nought_and_ends_rightly(fen: int) -> None:
    text = money.capital(fen)
    assert "零零" not in text
    assert not re.search("零[万亿仟佰拾角分整]", text)
    assert text.endswith("整" if fen % 10 == 0 else "分")


@given(st.integers(-(10**20), 10**20))
def test_what_is_shown_parses_to_the_same_fen(fen: int) -> None:
    assert money.parse(money.plain(fen)) == fen
    assert money.parse(money.show(fen)) == fen


@pytest.mark.parametrize(
    "text",
    [
        "1,680.32",
        "1680.32",
        "¥1680.32",
        "￥1,680.32",
        " 1680.32元 ",
        "１６８０．３２",
        "１，６８０．３２",
        "人民币1680.32元",
        "+1680.32",
        "1680.320",
        "1 680.32",
    ],
)
def test_an_amount_is_read_however_it_is_typed(text: str) -> None:
    assert money.parse(text) == 168032


@pytest.mark.parametrize("text", ["-1680.32", "－1,680.32", "(1,680.32)", "（¥1680.32）", "-¥1680.32", "¥-1680.32"])
def test_a_negative_amount_is_read(text: str) -> None:
    assert money.parse(text) == -168032


@pytest.mark.parametrize(("text", "fen"), [("5", 500), ("5.", 500), (".5", 50), ("0.05", 5), ("-0", 0), ("007", 700)])
def test_short_forms_are_read(text: str, fen: int) -> None:
    assert money.parse(text) == fen


def test_large_amounts_are_exact() -> None:
    assert money.parse("9,999,999,999.99") == 999_999_999_999
    assert money.parse("99999999999999999999.99") == 9_999_999_999_999_999_999_999


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "没有填写"),
        ("元", "没有填写"),
        ("-", "没有填写"),
        ("12.345", "超过两位"),
        ("1,68.00", "逗号位置"),
        ("16,8032", "逗号位置"),
        ("3万", "换算成元"),
        ("1.5E+5", "科学计数"),
        ("abc", "看不懂"),
        ("1.2.3", "看不懂"),
        ("--5", "看不懂"),
        ("(-5)", "看不懂"),
        (".", "看不懂"),
        ("٣", "看不懂"),
        ("壹元", "看不懂"),
    ],
)
def test_what_is_no_amount_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        money.parse(text)


@given(st.text(max_size=12))
def test_any_text_is_an_amount_or_a_sentence(text: str) -> None:
    try:
        fen = money.parse(text)
    except ValueError as error:
        assert str(error).endswith("。")
    else:
        assert money.parse(money.plain(fen)) == fen


def test_amounts_are_shown_with_and_without_commas() -> None:
    assert (money.show(168032), money.plain(168032)) == ("1,680.32", "1680.32")
    assert (money.show(-5), money.plain(-5)) == ("-0.05", "-0.05")
    assert (money.show(0), money.plain(100000000)) == ("0.00", "1000000.00")
