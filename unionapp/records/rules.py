"""Rules of general kind, made from the names of fields: not negative, in order, not in the future, at most, filled.

Each maker gives one rule of one record. What is wrong is said in the same words everywhere, by the labels of the
fields; `level`, `article` and `rule` (the word by which a problem is told) are the caller's where they differ.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from unionapp.errors import Level, Problem
from unionapp.records.record import Record
from unionapp.values.partialdate import surely_before

Rule = Callable[[Any], list[Problem]]


def label(record: Record, name: str) -> str:
    """What a field of a record is called."""
    return str(record._meta.fields[name].label)


def not_negative(*names: str, rule: str = "negative") -> Rule:
    """These figures are not below nought."""

    def figures_are_not_negative(record: Record) -> list[Problem]:
        wrong = (name for name in names if (record.__data__.get(name) or 0) < 0)
        return [Problem(name, f"“{label(record, name)}”不能是负数。", rule=rule) for name in wrong]

    return figures_are_not_negative


def in_order(*names: str, apart: bool = False, level: Level = "error", article: str = "", rule: str = "order") -> Rule:
    """These days, as far as they are given, follow one another; two of them may be the same unless they are `apart`.

    Where only month or year of one is known, they are out of order if they are whatever the day.
    """

    def days_are_in_order(record: Record) -> list[Problem]:
        found, last = [], ""
        for name in names:
            day = getattr(record, name)
            before = getattr(record, last) if last else None
            if day and before and (surely_before(day, before) or (apart and day == before)):
                words = "应在“{}”之后" if apart else "早于“{}”"
                message = f"“{label(record, name)}”{words.format(label(record, last))}，请核对。"
                found.append(Problem(name, message, article, level, rule))
            last = name if day else last
        return found

    return days_are_in_order


def not_in_the_future(*names: str, rule: str = "future") -> Rule:
    """What is recorded has happened: these days are not after today."""

    def days_are_not_in_the_future(record: Record) -> list[Problem]:
        today = date.today()
        wrong = (name for name in names if (day := getattr(record, name)) and day > today)
        return [Problem(name, f"“{label(record, name)}”在今天之后，请核对。", rule=rule) for name in wrong]

    return days_are_not_in_the_future


def at_least(name: str, least: int, unit: str = "", rule: str = "least") -> Rule:
    """A number, where it is given, is not below `least`; `unit` is its measure word."""

    def number_is_at_least(record: Record) -> list[Problem]:
        value = getattr(record, name)
        if value is None or value >= least:
            return []
        return [Problem(name, f"“{label(record, name)}”至少是 {least}{f' {unit}' if unit else ''}。", rule=rule)]

    return number_is_at_least


def not_above(name: str, whole: str, level: Level = "error", article: str = "", rule: str = "part") -> Rule:
    """A part is not more than its whole, where both are given."""

    def part_is_not_above_the_whole(record: Record) -> list[Problem]:
        part, most = getattr(record, name), getattr(record, whole)
        if part is None or most is None or part <= most:
            return []
        return [Problem(name, f"“{label(record, name)}”多于“{label(record, whole)}”，请核对。", article, level, rule)]

    return part_is_not_above_the_whole
