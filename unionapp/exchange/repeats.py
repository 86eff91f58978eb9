"""Telling again the rows of kinds that nothing tells apart, such as the lines of a bank's statement.

A row is one that is stored where they are equal in every column of the sheet. Each stored record answers one row
only, so that two equal fees on one day stay two, and a second download adds what is new.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date
from typing import Any

from unionapp.exchange.headings import Layout
from unionapp.exchange.parsing import Later
from unionapp.records.kind import Kind


class Repeats:
    """The stored records of one kind by what a sheet says of them; each is handed out once."""

    def __init__(self, kind: Kind, layout: Layout, named: Set[str]) -> None:
        self.kind = kind
        said = {*layout.columns.values(), *layout.constants, *(name for name, _ in kind.required)}
        self._names = tuple(name for name in kind.fields if name in said)
        self._stored: dict[tuple[Any, ...], list[int]] = {}
        self._load(named)

    @staticmethod
    def tell(kind: Kind) -> bool:
        """Whether records of a kind may have to be told again this way."""
        return not kind.identity and kind.lines is None

    def find(self, values: Mapping[str, Any]) -> int | None:
        """The record that a row repeats, None where it is new."""
        said = {name: value for name, value in values.items() if not isinstance(value, Later)}
        probe = self.kind.model(**said)
        self.kind.fill(probe)
        fields = self.kind.model._meta.fields
        rows = self._stored.get(tuple(_kept(fields[name].db_value(probe.__data__.get(name))) for name in self._names))
        return rows.pop(0) if rows else None

    def _load(self, named: Set[str]) -> None:
        model = self.kind.model
        columns = ", ".join(f'"{model._meta.fields[name].column_name}"' for name in ("id", "uid", *self._names))
        rows = model._meta.database.execute_sql(f'SELECT {columns} FROM "{model._meta.table_name}" ORDER BY id')
        for row, uid, *values in rows:
            if uid not in named:
                self._stored.setdefault(tuple(map(_kept, values)), []).append(row)


def _kept(value: Any) -> Any:
    """A value as it lies in the file; what is empty is the empty text, as no amount is nought."""
    return value.isoformat() if isinstance(value, date) else value or ""
