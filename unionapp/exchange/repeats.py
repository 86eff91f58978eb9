"""Telling again the rows that no identity tells apart: the lines of a bank's statement, members without any number.

A row is one that is stored where they are equal in every column of the sheet. Each stored record answers one row
only, so that two equal fees on one day stay two, and a second download adds what is new. Where records live by their
amounts, a row left over is also one that is stored with less: a download with one column more fills what was empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date
from functools import cached_property

from unionapp.exchange.directory import Later
from unionapp.exchange.headings import Layout
from unionapp.records import fields
from unionapp.records.kind import Kind

_Said = tuple[object, ...]


class Repeats:
    """The stored records of one kind by what a sheet says of them; each is handed out once."""

    def __init__(self, kind: Kind, layout: Layout, named: Set[str]) -> None:
        self.kind = kind
        said = {*layout.columns.values(), *layout.constants, *(name for name, _ in kind.required)}
        self._names = tuple(name for name in kind.fields if name in said)
        self._named = named

    @staticmethod
    def tell(kind: Kind) -> bool:
        """Whether records of a kind may have to be told again this way."""
        return kind.lines is None

    def find(self, values: Mapping[str, object]) -> int | None:
        """The record that a row repeats, None where there is none."""
        rows = self._equal.get(self._said(values))
        return rows.pop(0) if rows else None

    def find_less(self, values: Mapping[str, object]) -> int | None:
        """The record that says the same as a row, or less, on the same day and with the same amounts.

        To be asked once every row was looked for among its equals.
        """
        said = self._said(values)
        rows = self._poorer.get(self._sure(said), []) if self.kind.amounts else []
        place = next((at for at, (_, stored) in enumerate(rows) if _is_less(stored, said)), None)
        return None if place is None else rows.pop(place)[0]

    def _said(self, values: Mapping[str, object]) -> _Said:
        """What a row says, as it would lie in the file."""
        probe = self.kind.model(**{name: value for name, value in values.items() if not isinstance(value, Later)})
        self.kind.fill(probe)
        columns = self.kind.model._meta.fields
        return tuple(_kept(columns[name].db_value(probe.__data__.get(name))) for name in self._names)

    def _sure(self, said: Sequence[object]) -> _Said:
        """The part that is never filled in afterwards: what must be there, days and amounts."""
        kind = self.kind
        return tuple(
            value
            for name, value in zip(self._names, said, strict=True)
            if name in kind.amounts or kind.fields[name].required or isinstance(kind.fields[name], fields.Date)
        )

    @cached_property
    def _equal(self) -> dict[_Said, list[int]]:
        model = self.kind.model
        columns = ", ".join(f'"{model._meta.fields[name].column_name}"' for name in ("id", "uid", *self._names))
        found: dict[_Said, list[int]] = {}
        rows = model._meta.database.execute_sql(f'SELECT {columns} FROM "{model._meta.table_name}" ORDER BY id')
        for row, uid, *values in rows:
            if uid not in self._named:
                found.setdefault(tuple(map(_kept, values)), []).append(row)
        return found

    @cached_property
    def _poorer(self) -> dict[_Said, list[tuple[int, _Said]]]:
        """The records that no row equals."""
        found: dict[_Said, list[tuple[int, _Said]]] = {}
        for said, rows in self._equal.items():
            found.setdefault(self._sure(said), []).extend((row, said) for row in rows)
        return found


def _is_less(stored: _Said, said: _Said) -> bool:
    """Whether all that is stored is said too."""
    return all(old in ("", new) for old, new in zip(stored, said, strict=True))


def _kept(value: object) -> object:
    """A value as it lies in the file; what is empty is the empty text, as no amount is nought."""
    return value.isoformat() if isinstance(value, date) else value or ""
