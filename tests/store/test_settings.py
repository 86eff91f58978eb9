"""Settings are read by their types, and none is below nought."""

from __future__ import annotations

import pytest
from unionapp import subjects
from unionapp.store import own
from unionapp.store.own import Setting, setting_can_be_read
from unionapp.subjects.funds.thresholds import EARLY


@pytest.fixture(autouse=True)
def declared() -> None:
    """The options of the program."""
    own.declare(subjects.OPTIONS)


@pytest.mark.parametrize(("value", "words"), [("-4", "不能是负数"), ("四", "不是整数"), ("0", ""), ("7", "")])
def test_days_before_the_end_of_a_month_are_a_number_from_nought_on(value: str, words: str) -> None:
    found = setting_can_be_read(Setting(key=EARLY.key, value=value))
    assert words in "".join(each.message for each in found)
    assert bool(found) is bool(words)
