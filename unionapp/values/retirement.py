"""When somebody reaches the legal age of retirement, which has been rising by months since 2025.

Source: 全国人大常委会《关于实施渐进式延迟法定退休年龄的决定》第一条 and its tables.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from unionapp.values import periods

BEGINS = date(2025, 1, 1)
"""Who reaches the former age before this day retires at it."""


@dataclass(frozen=True)
class Schedule:
    """From the former age to the new one, in years: one month more for every so many months in which it is reached."""

    former: int
    final: int
    every: int
    """4 for men and for women who retired at 55, 2 for women who retired at 50."""

    @property
    def most(self) -> int:
        """The greatest delay, in months."""
        return max(0, self.final - self.former) * 12

    def delay(self, born: date) -> int:
        """By how many months somebody born on this day retires later than before."""
        former = periods.add_years(born, self.former)
        months = (former.year - BEGINS.year) * 12 + former.month - BEGINS.month
        return 0 if months < 0 else min(self.most, months // self.every + 1)

    def day(self, born: date) -> date:
        """The day on which somebody born on this day reaches the age."""
        return periods.add_months(born, self.former * 12 + self.delay(born))

    def born_by(self, today: date) -> date:
        """The last day of birth of those who have reached the age by today."""
        first = periods.add_months(today, -self.former * 12 - self.most).toordinal()
        last = periods.add_years(today, -self.former).toordinal() + 3  # the 31st comes early in a shorter month
        reached = bisect_right(range(first, last + 1), today, key=lambda day: self.day(date.fromordinal(day)))
        return date.fromordinal(first + reached - 1)
