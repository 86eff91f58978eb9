"""The texts of a record that may not be stored, looked for once more before it is written.

What was read by `formats` is right; this is for what actions put together, and for what an old file holds: a text that
stands there already, longer than it may be today, is no reason to refuse the change of another field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import peewee

from unionapp.errors import Problem
from unionapp.records import search, texts
from unionapp.records.fields import SortKey
from unionapp.records.kind import Kind
from unionapp.records.record import Record

RULE = "text"


def problems(kind: Kind, record: Record) -> list[Problem]:
    """A problem for each new or changed text, of the record or of a line that it carries, that may not be stored."""
    found = list(_of_one(kind, record))
    if kind.lines is not None and record.lines is not None:
        for place, line in enumerate(record.lines, 1):
            found += [replace(problem, line=place) for problem in _of_one(kind.lines.kind, line)]
    return found


def _of_one(kind: Kind, record: Record) -> Iterator[Problem]:
    wrong = {name: words for name, field, value in _texts(record) if (words := texts.complaint(field, value))}
    old = _stored(record) if wrong else {}
    for name, words in wrong.items():
        if record.__data__[name] != old.get(name):
            yield Problem(name if name in kind.fields else "", words, rule=RULE)


def _texts(record: Record) -> Iterator[tuple[str, Any, str]]:
    """The texts of a record with their fields; sort keys are derived only when it is written."""
    for name, field in record._meta.fields.items():
        value = record.__data__.get(name)
        if isinstance(value, str) and isinstance(field, peewee.TextField) and not isinstance(field, SortKey):
            yield name, field, value


def _stored(record: Record) -> Mapping[str, Any]:
    found = search.load(type(record), [record.id]).get(record.id) if record.id else None
    return found.__data__ if found is not None else {}
