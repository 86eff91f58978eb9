"""Dates, months and quarters."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.values import periods
from unionapp.values.periods import Month, Quarter

MONTHS = st.builds(Month, st.integers(1900, 2100), st.integers(1, 12))


@pytest.mark.parametrize("text", ["2026-03", "2026/3", "2026.3", "2026年3月", "202603", "２０２６－０３"])
def test_a_month_is_read_however_it_is_typed(text: str) -> None:
    assert periods.parse_month(text) == Month(2026, 3)


@pytest.mark.parametrize(
    ("text", "words"), [("", "看不懂"), ("2026-03-01", "看不懂"), ("2026-13", "不存在"), ("0026-01", "不存在")]
)
def test_what_is_no_month_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        periods.parse_month(text)


@given(MONTHS)
def test_months_follow_each_other_without_a_gap(month: Month) -> None:
    assert month.next().previous() == month == month.previous().next()
    assert month < month.next()
    assert periods.add_days(month.last(), 1) == month.next().first()
    assert Month.of(month.last()) == month
    assert periods.parse_month(str(month)) == month == periods.parse_month(month.chinese())


@given(st.builds(Quarter, st.integers(1900, 2100), st.integers(1, 4)))
def test_quarters_follow_each_other_without_a_gap(quarter: Quarter) -> None:
    assert quarter.next().previous() == quarter == quarter.previous().next()
    assert periods.add_days(quarter.last(), 1) == quarter.next().first()
    assert {month.quarter() for month in quarter.months()} == {quarter} == {Quarter.of(quarter.first())}


def test_months_and_quarters_are_named() -> None:
    assert (str(Month(2026, 3)), Month(2026, 3).chinese()) == ("2026-03", "2026年3月")
    assert (str(Quarter(2026, 1)), Quarter(2026, 1).chinese()) == ("2026-Q1", "2026年第1季度")
    assert periods.chinese_date(date(2026, 3, 5)) == "2026年3月5日"


def test_a_year_has_its_months_and_ends() -> None:
    assert periods.months_of(2026) == periods.months_between(Month(2026, 1), Month(2026, 12))
    assert (periods.year_first(2026), periods.year_last(2026)) == (date(2026, 1, 1), date(2026, 12, 31))


def test_months_between_cross_the_year_and_may_be_none() -> None:
    assert periods.months_between(Month(2025, 12), Month(2026, 1)) == (Month(2025, 12), Month(2026, 1))
    assert periods.months_between(Month(2026, 1), Month(2025, 12)) == ()


@pytest.mark.parametrize(
    ("birth", "on", "years"),
    [
        (date(1990, 6, 15), date(2026, 6, 14), 35),
        (date(1990, 6, 15), date(2026, 6, 15), 36),
        (date(2004, 2, 29), date(2025, 2, 28), 20),
        (date(2004, 2, 29), date(2025, 3, 1), 21),
    ],
)
def test_age_grows_on_the_birthday(birth: date, on: date, years: int) -> None:
    assert periods.age(birth, on) == years


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 1, 15), -1, date(2023, 12, 15)),
    ],
)
def test_months_are_added_up_to_the_end_of_the_month(day: date, months: int, later: date) -> None:
    assert periods.add_months(day, months) == later


def test_a_term_of_years_ends_on_the_same_day() -> None:
    assert periods.add_years(date(2021, 5, 20), 5) == date(2026, 5, 20)
    assert periods.add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
