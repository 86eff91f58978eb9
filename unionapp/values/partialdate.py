"""A date known to the day, to the month or to the year alone, as lives are remembered: 2019-07-01, 2019-07, 2019."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, total_ordering

from unionapp.values.periods import chinese_date

_TEXT = re.compile("([0-9]{4})(?:-|-([0-9]{2})(?:-([0-9]{2}))?)?")


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class PartialDate:
    """A date as far as it is known; `month` and `day` are 0 where they are not. ValueError where there is no such date.

    In order, a month stands before its first day and a year before its first month, as their texts do; so a month is
    reckoned as if it were its beginning. One known to the day is equal to that `date`, and all are in order with dates.
    """

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if self.day and not self.month:
            raise ValueError("a day without its month")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """A date known to the day."""
        return _whole(day)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """The date of its own text, `str` or `stored`; ValueError for any other."""
        return _parsed(text)

    @property
    def whole(self) -> bool:
        """Whether it is known to the day."""
        return self.day > 0

    @property
    def first(self) -> date:
        """The earliest day it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def includes(self, other: PartialDate | date) -> bool:
        """Whether it says the same as another, or only less: 2019-07 includes 2019-07-15."""
        return all(own in (0, its) for own, its in zip(self._key(), _key(other), strict=True))

    @property
    def stored(self) -> str:
        """Its text as the data file keeps and orders it: a year has a hyphen behind it, so as not to be a number."""
        return self.__str__() if self.month else f"{self.year:04}-"

    def chinese(self) -> str:
        """2019年7月1日, 2019年7月 or 2019年."""
        if self.whole:
            return chinese_date(self.first)
        return f"{self.year}年{self.month}月" if self.month else f"{self.year}年"

    def _key(self) -> tuple[int, int, int]:
        return (self.year, self.month, self.day)

    def __str__(self) -> str:
        if self.day:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"

    def __hash__(self) -> int:
        return hash(self.first) if self.day else hash(self._key())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate | date) and self._key() == _key(other)

    def __lt__(self, other: PartialDate | date) -> bool:
        return self._key() < _key(other)


@lru_cache(maxsize=20_000)
def _whole(day: date) -> PartialDate:
    """Remembered, since a roster holds the same days again and again."""
    return PartialDate(day.year, day.month, day.day)


@lru_cache(maxsize=20_000)
def _parsed(text: str) -> PartialDate:
    """Remembered, since the same dates are read from the file again and again."""
    match = _TEXT.fullmatch(text)
    found = PartialDate(*(int(part) for part in match.groups() if part)) if match else None
    if found is None or text not in (str(found), found.stored):
        raise ValueError(f"{text!r} is no date")
    return found


def _key(day: PartialDate | date) -> tuple[int, int, int]:
    return (day.year, day.month, day.day)


def surely_before(one: PartialDate | date, other: PartialDate | date) -> bool:
    """Whether one lies before the other whatever is not known of them: 2019-07 does not before 2019-07-15."""
    end = one.last if isinstance(one, PartialDate) else one
    start = other.first if isinstance(other, PartialDate) else other
    return end < start


def since(day: date) -> PartialDate:
    """The least of all dates that begin on a day or after it: where a period begins that holds its months and years."""
    return PartialDate(day.year, 0 if day.month == day.day == 1 else day.month, 0 if day.day == 1 else day.day)
