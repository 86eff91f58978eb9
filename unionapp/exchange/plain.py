"""From what the reading library finds in a cell to one of our few types."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from unionapp.exchange.book import Cell

EXACT_INTEGERS = 10**15
"""Spreadsheets keep 15 digits; a longer whole number is given as text."""


def cell(value: object) -> Cell:
    """A cell's value as one of our few types: whole numbers as int, midnight as date, hours as text."""
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        rounded = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
        return rounded.date() if rounded.time() == time() else rounded
    if isinstance(value, bool | date):
        return value
    if isinstance(value, int):
        return value if abs(value) < EXACT_INTEGERS else str(value)
    if isinstance(value, time):
        return value.strftime("%H:%M:%S").removesuffix(":00")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    return str(value) or None


def _number(value: float) -> Cell:
    """A number as int where it is whole; as the stored digits where it is longer than a spreadsheet keeps."""
    if not value.is_integer():
        return value if abs(value) < EXACT_INTEGERS else str(value)
    return int(value) if abs(value) < EXACT_INTEGERS else str(int(Decimal(repr(value))))
