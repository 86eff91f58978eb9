"""Normal forms of typed text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from unionapp.values import text


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
