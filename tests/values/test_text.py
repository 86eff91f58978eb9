"""Normal forms of typed text."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.values import names, text


def test_full_width_figures_become_half_width() -> None:
    assert text.half_width("１２３，４５６．７８－ＡＢｃ（￥）　") == "123,456.78-ABc(¥) "


def test_han_characters_are_left_alone() -> None:
    assert text.half_width("王伟·〇") == "王伟·〇"


def test_blanks_are_squeezed_to_one() -> None:
    assert text.squeeze("\u3000 乡镇\u00a0\t工会 \n委员会\ufeff ") == "乡镇 工会 委员会"
    assert text.without_blanks(" 乡镇\u3000工会\u200b ") == "乡镇工会"


def test_a_figure_has_no_blanks() -> None:
    assert text.figure(" １ ６８０．３２ ") == "1680.32"


@given(st.text())
def test_normal_forms_are_stable(typed: str) -> None:
    for form in (text.half_width, text.squeeze, text.without_blanks, text.figure):
        assert form(form(typed)) == form(typed)


IGNORED = "\u00ad\u034f\u115f\u1160\u17b4\u180b\u180e\u3164\ufe00\ufe0f\uffa0\U000e0001\U000e0041\U000e0100\U000e01ef"


def test_every_character_that_is_not_seen_is_dropped() -> None:
    formatting = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Cf"]
    for each in (*formatting, *IGNORED):
        typed = f"王{each}伟"
        assert text.seen(typed) == text.squeeze(typed) == names.clean(typed) == "王伟", ascii(each)


def test_nothing_that_is_seen_is_dropped() -> None:
    seen = "".join(map(chr, (*range(0x20, 0x7F), *range(0x4E00, 0x9FFF), *range(0x20000, 0x2A6E0)))) + "😀·（）“”﹢￥é"
    assert text.seen(seen) == seen


@pytest.mark.parametrize(("long", "most"), [("一" * 20, 20), ("一" * 21, 20), ("一" * 50, 40)])
def test_a_long_text_is_quoted_by_its_beginning(long: str, most: int) -> None:
    assert text.brief(long, most) == (long if len(long) <= most else "一" * most + "…")


def test_the_private_codes_of_old_gbk_files_become_their_characters() -> None:
    assert text.seen("\ue863某、\ue81e\ue864\ue816") == "䶮某、龴龻𠂇"
    assert text.seen("\ue000\ue865") == "\ue000\ue865"


def test_the_table_of_private_codes_agrees_with_the_codec_of_gb_18030() -> None:
    trails = [trail for trail in range(0x50, 0xA1) if trail != 0x7F]
    told = [bytes((0xFE, trail)).decode("gb18030") for trail in trails]
    meant = [text.seen(chr(0xE815 + place)) for place in range(80)]
    agreed = [(one, other) for one, other in zip(told, meant, strict=True) if not "\ue000" <= one <= "\uf8ff"]
    assert len(agreed) == 66
    assert [one for one, _ in agreed] == [other for _, other in agreed]
    assert not any("\ue000" <= letter <= "\uf8ff" for letter in meant)
