"""Dates, months, quarters and years: reading what is typed, showing them, counting with them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from unionapp.values.text import brief, figure

_YEARS = range(1850, 2151)
_MONTH = re.compile("([0-9]{4})[-/.年]([0-9]{1,2})月?|([0-9]{4})([0-9]{2})")


class Month(NamedTuple):
    """A calendar month."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        """The month that a day lies in."""
        return cls(day.year, day.month)

    def next(self) -> Month:
        """The month after."""
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    def previous(self) -> Month:
        """The month before."""
        return Month(self.year, self.month - 1) if self.month > 1 else Month(self.year - 1, 12)

    def first(self) -> date:
        """The first day."""
        return date(self.year, self.month, 1)

    def last(self) -> date:
        """The last day."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def quarter(self) -> Quarter:
        """The quarter that the month lies in."""
        return Quarter(self.year, (self.month + 2) // 3)

    def chinese(self) -> str:
        """2026年3月."""
        return f"{self.year}年{self.month}月"

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


class Quarter(NamedTuple):
    """A quarter of a calendar year, 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter that a day lies in."""
        return Month.of(day).quarter()

    def months(self) -> tuple[Month, ...]:
        """Its three months."""
        return tuple(Month(self.year, self.number * 3 - 2 + place) for place in range(3))

    def next(self) -> Quarter:
        """The quarter after."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def previous(self) -> Quarter:
        """The quarter before."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    def first(self) -> date:
        """The first day."""
        return self.months()[0].first()

    def last(self) -> date:
        """The last day."""
        return self.months()[-1].last()

    def chinese(self) -> str:
        """2026年第1季度."""
        return f"{self.year}年第{self.number}季度"

    def __str__(self) -> str:
        return f"{self.year:04d}-Q{self.number}"


def months_of(year: int) -> tuple[Month, ...]:
    """The twelve months of a year."""
    return tuple(Month(year, month) for month in range(1, 13))


def year_first(year: int) -> date:
    """The first day of a year."""
    return date(year, 1, 1)


def year_last(year: int) -> date:
    """The last day of a year."""
    return date(year, 12, 31)


def months_between(first: Month, last: Month) -> tuple[Month, ...]:
    """All months from the first to the last, both included."""
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return tuple(Month(number // 12, number % 12 + 1) for number in range(start, end + 1))


def age(birth: date, on: date) -> int:
    """周岁 on a day."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def add_months(day: date, months: int) -> date:
    """The same day some months later (or earlier); the end of the month where there is no such day."""
    number = day.year * 12 + day.month - 1 + months
    month = Month(number // 12, number % 12 + 1)
    return date(month.year, month.month, min(day.day, month.last().day))


def add_years(day: date, years: int) -> date:
    """The same day some years later; 28 February for 29 February."""
    return add_months(day, years * 12)


def add_days(day: date, days: int) -> date:
    """A day some days later."""
    return day + timedelta(days)


def parse_month(text: str) -> Month:
    """The month of 2026-03, 2026/3, 2026.3, 2026年3月 or 202603; ValueError in words."""
    shown = brief(text.strip())
    match = _MONTH.fullmatch(figure(text))
    if not match:
        raise ValueError(f"月份“{shown}”看不懂，请写成 2026-03 的样子。")
    year, month = (int(part) for part in match.groups() if part)
    if year not in _YEARS or not 1 <= month <= 12:
        raise ValueError(f"月份“{shown}”不存在，请核对。")
    return Month(year, month)


def chinese_date(day: date) -> str:
    """2026年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"
