"""Dates known to the day, the month or the year: what they say, their order, and that their text brings them back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.values.partialdate import PartialDate, since, surely_before

DAYS = st.dates(date(1850, 1, 1), date(2150, 12, 31))
KNOWN = st.builds(lambda day, parts: PartialDate(*(day.year, day.month, day.day)[:parts]), DAYS, st.integers(1, 3))


@given(KNOWN)
def test_the_text_of_a_date_brings_it_back(day: PartialDate) -> None:
    assert PartialDate.parse(str(day)) == PartialDate.parse(day.stored) == day
    assert hash(PartialDate.parse(str(day))) == hash(day)


@given(KNOWN, KNOWN)
def test_dates_stand_in_the_order_of_their_texts(one: PartialDate, other: PartialDate) -> None:
    assert (one < other) == (str(one) < str(other)) == (one.stored < other.stored) == (other > one)
    assert (one <= other) == (str(one) <= str(other)) == (other >= one)
    assert (one == other) == (str(one) == str(other))


@given(KNOWN, DAYS)
def test_a_date_is_in_order_with_days(known: PartialDate, day: date) -> None:
    assert (known < day) == (str(known) < day.isoformat()) == (day > known)
    assert (known <= day) == (str(known) <= day.isoformat()) == (day >= known)
    assert (known == day) == (str(known) == day.isoformat())


@given(DAYS)
def test_one_known_to_the_day_is_that_day(day: date) -> None:
    known = PartialDate.of(day)
    assert (known, hash(known), known.first, known.last, known.whole) == (day, hash(day), day, day, True)


@given(KNOWN, DAYS)
def test_a_date_lies_between_its_first_and_its_last_day(known: PartialDate, day: date) -> None:
    assert known.first <= known.last
    assert known <= known.first
    assert known.includes(day) == (known.first <= day <= known.last)
    assert known.includes(known)


@given(KNOWN, KNOWN)
def test_what_is_surely_before_is_before_and_never_the_other_way_round(one: PartialDate, other: PartialDate) -> None:
    assert surely_before(one, other) == (one.last < other.first)
    assert not (surely_before(one, other) and other <= one)


@given(KNOWN, DAYS)
def test_a_period_holds_what_begins_in_it(known: PartialDate, day: date) -> None:
    assert (known >= since(day)) == (known.first >= day)


@pytest.mark.parametrize(
    ("known", "text", "words"),
    [
        (PartialDate(2019), "2019", "2019年"),
        (PartialDate(2019, 7), "2019-07", "2019年7月"),
        (PartialDate(2019, 7, 1), "2019-07-01", "2019年7月1日"),
    ],
)
def test_a_date_is_shown_as_far_as_it_is_known(known: PartialDate, text: str, words: str) -> None:
    assert (str(known), known.chinese()) == (text, words)


@pytest.mark.parametrize("text", ["", "19", "2019-7", "2019-13", "2019-02-30", "2019-07-01 ", "2019-00", "2019年"])
def test_only_its_own_text_is_a_date(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.parse(text)


@given(KNOWN)
def test_no_stored_text_is_taken_for_a_number(known: PartialDate) -> None:
    """A column of dates turns numbers in texts into numbers, which stand before all texts."""
    assert not known.stored.isdecimal()


def test_a_day_without_its_month_is_no_date() -> None:
    with pytest.raises(ValueError, match="month"):
        PartialDate(2019, 0, 5)
    assert PartialDate(2019) != "2019"
