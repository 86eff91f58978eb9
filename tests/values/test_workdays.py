"""Working days, with the holidays of the State Council's notices."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.values import workdays
from unionapp.values.workdays import Calendar

DATES = st.dates(date(2023, 6, 1), date(2028, 6, 1))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2024, 2, 4), True),
        (date(2024, 2, 12), False),
        (date(2025, 10, 8), False),
        (date(2025, 10, 11), True),
        (date(2026, 2, 23), False),
        (date(2026, 2, 28), True),
        (date(2026, 6, 19), False),
        (date(2026, 3, 2), True),
        (date(2026, 3, 1), False),
    ],
)
def test_holidays_and_worked_weekends_are_known(day: date, worked: bool) -> None:
    assert workdays.official().is_workday(day) is worked


def test_the_years_of_the_notices_are_covered_and_no_others() -> None:
    assert [year for year in range(2020, 2031) if workdays.official().covers(year)] == [2024, 2025, 2026]


def test_a_calendar_without_years_covers_those_of_its_holidays() -> None:
    calendar = Calendar(frozenset({date(2027, 1, 1)}), frozenset())
    assert calendar.covers(2027)
    assert not calendar.covers(2026)


def test_beyond_the_notices_every_weekday_is_worked() -> None:
    assert Calendar().is_workday(date(2030, 10, 1))
    assert not Calendar().is_workday(date(2030, 10, 5))


def test_five_working_days_of_notice_pass_over_the_spring_festival() -> None:
    assert workdays.official().add_workdays(date(2026, 2, 13), 5) == date(2026, 2, 27)


def test_the_day_of_the_start_is_not_counted() -> None:
    calendar = Calendar()
    assert calendar.add_workdays(date(2026, 3, 6), 1) == date(2026, 3, 9)
    assert calendar.add_workdays(date(2026, 3, 9), -1) == date(2026, 3, 6)
    assert calendar.add_workdays(date(2026, 3, 7), 0) == date(2026, 3, 7)


@given(DATES, st.integers(-60, 60))
def test_counting_gives_back_what_was_added(start: date, count: int) -> None:
    calendar = workdays.official()
    other = calendar.add_workdays(start, count)
    assert calendar.is_workday(other) or not count
    assert calendar.workdays_between(start, other) == count


def test_worked_weekends_lie_on_weekends_and_are_no_holidays() -> None:
    calendar = workdays.official()
    assert all(day.weekday() >= 5 for day in calendar.workdays)
    assert not calendar.workdays & calendar.holidays


@pytest.mark.parametrize(("year", "worked"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_its_number_of_working_days(year: int, worked: int) -> None:
    assert workdays.official().workdays_between(date(year, 1, 1) - timedelta(1), date(year, 12, 31)) == worked
