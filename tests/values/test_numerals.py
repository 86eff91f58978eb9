"""Chinese numerals as people write them."""

from __future__ import annotations

import pytest
from unionapp.values import numerals


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0),
        ("三", 3),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十三", 23),
        ("廿三", 23),
        ("卅", 30),
        ("一百零五", 105),
        ("一百一十五", 115),
        ("三百五十", 350),
        ("一千零五十", 1050),
        ("三千五百零二", 3502),
        ("壹仟贰佰", 1200),
        ("一万二千", 12_000),
        ("三万零五", 30_005),
        ("十二万三千四百五十六", 123_456),
        ("二〇一九", 2019),
    ],
)
def test_a_number_is_read_in_numerals(text: str, number: int) -> None:
    assert numerals.whole(text) == number


@pytest.mark.parametrize("text", ["", "甲", "三人", "百", "十十", "二二十", "一百百", "三百五", "一万二", "千"])
def test_what_is_no_number_or_cut_short_is_not_guessed(text: str) -> None:
    assert numerals.whole(text) is None
