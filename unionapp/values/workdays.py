"""Working days of China: weekends, public holidays and the weekend days that are worked instead."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from unionapp.paths import resources

_DAY = timedelta(1)


@dataclass(frozen=True)
class Calendar:
    """Which days are worked; beyond the years it covers, every weekday is taken for a working day."""

    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    def covers(self, year: int) -> bool:
        """Whether the holidays of a year are known; where not, a deadline is only nearly right."""
        return year in (self.years or {day.year for day in self.holidays})

    def is_workday(self, day: date) -> bool:
        """Whether a day is worked."""
        if day in self.workdays:
            return True
        return day.weekday() < 5 and day not in self.holidays

    def add_workdays(self, start: date, count: int) -> date:
        """The working day `count` working days after the start (before it, when negative).

        The day of the start itself is not counted (民法典 第二百零一条); 0 gives the start.
        """
        step = _DAY if count > 0 else -_DAY
        day, left = start, abs(count)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """The working days after the start up to and with the end; negative when the end is earlier."""
        if end < start:
            return -sum(self.is_workday(day) for day in _days(end, start - _DAY))
        return sum(self.is_workday(day) for day in _days(start + _DAY, end))


def read(source: Path) -> Calendar:
    """The calendar of a holidays file: arrangements with first and last day and the weekend days worked."""
    content = json.loads(source.read_text("utf-8"))
    holidays: set[date] = set()
    workdays: set[date] = set()
    for arrangement in content["arrangements"]:
        first, last = (date.fromisoformat(arrangement[end]) for end in ("from", "to"))
        holidays.update(_days(first, last))
        workdays.update(map(date.fromisoformat, arrangement["workdays"]))
    return Calendar(frozenset(holidays), frozenset(workdays), frozenset(content["years"]))


@cache
def official() -> Calendar:
    """The calendar that comes with the program (国务院办公厅 节假日安排)."""
    return read(resources() / "holidays.json")


def _days(first: date, last: date) -> Iterable[date]:
    """All days from the first to the last, both included."""
    return (first + timedelta(number) for number in range((last - first).days + 1))
