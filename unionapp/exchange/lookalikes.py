"""Persons of one name in one union of whom nothing says that they are two: a roster without numbers and birth dates."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from unionapp.errors import Problem
from unionapp.exchange.matching import Key, StoredRecords, key_of
from unionapp.records.record import Record

ALIKE = "{labels}与已有的“{label}”相同，可能是同一个人，请核对。"
ALIKE_IN_FILE = "{labels}与第 {row} 行相同，可能是同一个人，请核对。"


class Lookalikes:
    """Looks for the persons of new rows in the register and among the earlier new rows of the file."""

    def __init__(self, register: StoredRecords) -> None:
        self._register = register
        kind = register.kind
        self._same = tuple(name for name in kind.akin if kind.fields[name].required)
        others = dict.fromkeys((*kind.akin, *kind.identity, *kind.likeness))
        self._not_other = tuple(name for name in others if name not in self._same)
        self._in_file: dict[Key, list[tuple[int, Key]]] = {}

    def of_new(self, record: Record, number: int) -> list[Problem]:
        """A doubt where the person of a new row may be stored already, or in an earlier new row."""
        if not self._same or not all(record.__data__.get(name) for name in self._same):
            return []
        key, rest = key_of(self._same, record.__data__), key_of(self._not_other, record.__data__)
        stored, earlier = _alike(self._stored.get(key, ()), rest), _alike(self._in_file.get(key, ()), rest)
        self._in_file.setdefault(key, []).append((number, rest))
        labels = "、".join(self._register.kind.fields[name].label for name in self._same)
        if stored is not None:
            message = ALIKE.format(labels=labels, label=self._register.labels[stored])
        elif earlier is not None:
            message = ALIKE_IN_FILE.format(labels=labels, row=earlier)
        else:
            return []
        return [Problem(self._same[0], message, level="warning", rule="likeness")]

    @cached_property
    def _stored(self) -> dict[Key, list[tuple[int, Key]]]:
        model, many = self._register.kind.model, len(self._same)
        names = ("id", *self._same, *self._not_other)
        columns = ", ".join(f'"{model._meta.fields[name].column_name}"' for name in names)
        found: dict[Key, list[tuple[int, Key]]] = {}
        for row, *values in model._meta.database.execute_sql(f'SELECT {columns} FROM "{model._meta.table_name}"'):
            parts = tuple(value or "" for value in values)
            found.setdefault(parts[:many], []).append((row, parts[many:]))
        return found


def _alike(others: Iterable[tuple[int, Key]], rest: Key) -> int | None:
    """The first of others who differs in nothing that is told of both."""
    return next(
        (row for row, own in others if not any(a and b and a != b for a, b in zip(own, rest, strict=True))), None
    )
