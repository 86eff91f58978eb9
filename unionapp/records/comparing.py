"""A field compared with a value, as the query builder understands it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import peewee

from unionapp.records import fields
from unionapp.records.fields import RecordField
from unionapp.values.partialdate import PartialDate, since

_FEW = 1_000


def compare(field: RecordField, op: str, value: Any) -> Any:
    """The expression for one of = != < <= > >= in has empty like."""
    if op == "empty":
        return field.is_null() if field.null else field == ""
    if op == "in":
        return field.in_(_many(list(value)))
    if op == "has":
        return peewee.fn.instr(peewee.Cast(field, "TEXT"), f",{value},") > 0
    if op == "like":
        return field.contains(value)
    if isinstance(field, fields.KnownDate) and value is not None:
        return _dated(field, op, value)
    operators = {
        "=": field.__eq__,
        "!=": field.__ne__,
        "<": field.__lt__,
        "<=": field.__le__,
        ">": field.__gt__,
        ">=": field.__ge__,
    }
    return operators[op](value)


def _many(values: list[Any]) -> Any:
    """Values of a list; so many whole numbers that a statement could not hold them as they are go as one text."""
    if len(values) <= _FEW or not all(type(each) is int for each in values):
        return values
    return peewee.SQL("(SELECT value FROM json_each(?))", (json.dumps(values),))


def _dated(field: fields.KnownDate, op: str, value: PartialDate | date) -> Any:
    """Of dates known in part, those are meant that begin in what is named: 2019-07 holds 2019-07 and its days."""
    known = PartialDate(value.year, value.month, value.day)
    first, last = since(known.first), known.last
    if op in ("=", "!=") and known.whole:
        return field == known if op == "=" else field != known
    within = {
        "=": lambda: (field >= known) & (field <= last),
        "!=": lambda: (field < known) | (field > last),
        "<": lambda: field < first,
        "<=": lambda: field <= last,
        ">": lambda: field > last,
        ">=": lambda: field >= first,
    }
    return within[op]()
