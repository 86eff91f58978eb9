"""What stands in a column of a table at a terminal."""

from __future__ import annotations

import pytest
from unionapp.cli import output


@pytest.mark.parametrize("text", ["短", "王" * 10_000, "a b" * 4_000, "e\u0301" * 300])
def test_a_column_is_cut_where_it_is_too_wide_however_long_its_text(text: str) -> None:
    shown = output._cut(text)
    assert output._width(shown) <= output._WIDEST
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))
    assert output._cut(shown) == shown
