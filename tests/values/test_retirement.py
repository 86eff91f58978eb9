"""The legal age of retirement, against the tables of the decision (全国人大常委会 2024-09-13)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.values.retirement import Schedule

MEN, WOMEN, WORKERS = Schedule(60, 63, 4), Schedule(55, 58, 4), Schedule(50, 55, 2)
some_schedule = st.sampled_from((MEN, WOMEN, WORKERS, Schedule(60, 60, 4)))
TODAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("schedule", "born", "months", "month"),
    [
        (MEN, date(1964, 12, 31), 0, (2024, 12)),
        (MEN, date(1965, 1, 1), 1, (2025, 2)),
        (MEN, date(1965, 4, 30), 1, (2025, 5)),
        (MEN, date(1965, 5, 1), 2, (2025, 7)),
        (MEN, date(1966, 11, 15), 6, (2027, 5)),
        (MEN, date(1976, 8, 31), 35, (2039, 7)),
        (MEN, date(1976, 9, 1), 36, (2039, 9)),
        (MEN, date(1990, 1, 1), 36, (2053, 1)),
        (WOMEN, date(1970, 1, 31), 1, (2025, 2)),
        (WOMEN, date(1971, 11, 1), 6, (2027, 5)),
        (WOMEN, date(1981, 9, 1), 36, (2039, 9)),
        (WORKERS, date(1975, 2, 1), 1, (2025, 3)),
        (WORKERS, date(1975, 3, 1), 2, (2025, 5)),
        (WORKERS, date(1976, 11, 1), 12, (2027, 11)),
        (WORKERS, date(1984, 11, 1), 60, (2039, 11)),
    ],
)
def test_the_age_rises_month_by_month_as_the_tables_say(
    schedule: Schedule, born: date, months: int, month: tuple[int, int]
) -> None:
    assert schedule.delay(born) == months
    assert (schedule.day(born).year, schedule.day(born).month) == month


@given(schedule=some_schedule, today=TODAYS)
def test_who_was_born_by_a_day_has_reached_the_age_and_who_was_born_after_has_not(
    schedule: Schedule, today: date
) -> None:
    born = schedule.born_by(today)
    assert schedule.day(born) <= today < schedule.day(born + timedelta(1))


def test_an_age_that_does_not_rise_is_the_same_for_all() -> None:
    assert Schedule(60, 60, 4).day(date(1970, 5, 6)) == date(2030, 5, 6)
