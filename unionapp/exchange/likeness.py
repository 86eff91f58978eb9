"""Persons who may be the same: of one name and birth date, or of one name in one union and nothing against it.

Where the row has no number that would tell, and somebody like it is registered, the clerk is asked, so that a roster
that comes twice never doubles a register; two like rows of one file come in with a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from unionapp.errors import Level, Problem
from unionapp.exchange.doubles import REPEATED
from unionapp.exchange.matching import Key, StoredRecords, key_of
from unionapp.exchange.questions import SAME, TAKE, Asking
from unionapp.exchange.rowreading import ReadRow
from unionapp.records import fields, formats
from unionapp.records.record import Record

ALIKE = "{labels}与已有的“{label}”相同{more}，可能是同一个人，请核对。"
ALIKE_IN_FILE = "{labels}与第 {row} 行相同，可能是同一个人，请核对。"


@dataclass(frozen=True)
class Like:
    """What is said of a row that is like another; `row` is the stored record that it was answered to mean."""

    problems: list[Problem] = field(default_factory=list)
    row: int | None = None


class Likeness:
    """Looks for the persons of new rows in the register and among the earlier new rows of the file."""

    def __init__(self, register: StoredRecords, asking: Asking) -> None:
        kind = register.kind
        self._register = register
        self._asking = asking
        self._same = tuple(name for name in kind.akin if kind.fields[name].required)
        others = dict.fromkeys((*kind.akin, *kind.identity, *kind.likeness))
        self._not_other = tuple(name for name in others if name not in self._same)
        self._in_file: dict[Key, list[tuple[int, Key]]] = {}
        self._likenesses: dict[Key, tuple[int, bool]] = {}

    def of_new(self, record: Record, read: ReadRow) -> Like:
        """What is to be said of the person of a new row."""
        key = self._register.likeness(record.__data__)
        found = self._by_likeness(record, read, key) if key is not None else None
        return found or self._akin(record, read)

    def _by_likeness(self, record: Record, read: ReadRow, key: Key) -> Like | None:
        bare = self._register.identity(record.__data__) is None
        first, first_bare = self._likenesses.setdefault(key, (read.number, bare))
        labels, name = self._labels(self._register.kind.likeness), self._register.kind.likeness[0]
        if first != read.number and bare and first_bare:
            return Like([Problem(name, REPEATED.format(row=first, labels=labels), rule="repeated")])
        if first != read.number:
            return self._in_file_like(labels, name, first)
        stored = self._register.alike.get(key)
        return self._stored_like(self._register.kind.likeness, stored[0], (), read, bare) if stored else None

    def _akin(self, record: Record, read: ReadRow) -> Like:
        if not self._same or not all(record.__data__.get(name) for name in self._same):
            return Like()
        key, rest = key_of(self._same, record.__data__), key_of(self._not_other, record.__data__)
        stored, earlier = _alike(self._stored.get(key, ()), rest), _alike(self._in_file.get(key, ()), rest)
        self._in_file.setdefault(key, []).append((read.number, rest))
        if stored is not None:
            bare = self._register.identity(record.__data__) is None
            return self._stored_like(self._same, stored[0], stored[1], read, bare)
        if earlier is not None:
            return self._in_file_like(self._labels(self._same), self._same[0], earlier[0])
        return Like()

    def _in_file_like(self, labels: str, name: str, row: int) -> Like:
        message = ALIKE_IN_FILE.format(labels=labels, row=row)
        return Like([Problem(name, message, level="warning", rule="likeness")])

    def _stored_like(self, names: tuple[str, ...], row: int, own: Key, read: ReadRow, bare: bool) -> Like:
        """Somebody registered is like the row: asked where the row bears no number that says who it is."""
        labels, label = self._labels(names), self._register.label(row)
        shown = [self._shown(name, each) for name, each in zip(self._not_other, own, strict=False) if each]
        said = "、".join(filter(None, shown))
        message = ALIKE.format(labels=labels, label=label, more=f"（登记：{said}）" if said else "")
        level: Level = "warning"
        if bare:
            answer = self._asking.alike(labels, names[0], message, read.number, label)
            if answer == SAME:
                return Like(row=row)
            level = "warning" if answer == TAKE else "error"
        return Like([Problem(names[0], message, level=level, rule="likeness")])

    def _shown(self, name: str, stored: object) -> str:
        """A stored value as the clerk reads it, masked where it is private; what it links to is left out."""
        each = self._register.kind.fields[name]
        return "" if isinstance(each, fields.Link) else formats.masked(each, each.python_value(stored))

    def _labels(self, names: Sequence[str]) -> str:
        return "、".join(self._register.kind.fields[name].label for name in names)

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


def _alike(others: Iterable[tuple[int, Key]], rest: Key) -> tuple[int, Key] | None:
    """The first of others who differs in nothing that is told of both."""
    return next(
        (each for each in others if not any(a and b and a != b for a, b in zip(each[1], rest, strict=True))), None
    )
