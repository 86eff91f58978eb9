"""Many rows of one kind written at once, past the query builder, whose work per row would be most of the time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import lru_cache
from typing import Any

import peewee

from unionapp.records import fields, search
from unionapp.records.kind import Kind, SavedRow
from unionapp.records.record import Record

_PEEWEES_ERRORS = peewee.__exception_wrapper__  # type: ignore[attr-defined]
"""Turns the errors of the driver into those of peewee, which the store knows."""
_MANY = 1000
"""New rows that are worth indexing together."""


def insert(kind: Kind, records: Sequence[Record]) -> None:
    """Write new rows; those without an id get one."""
    if not records:
        return
    database = kind.model._meta.database
    fresh = next_id(kind.model)
    for offset, record in enumerate(record for record in records if not record.id):
        record.id = fresh + offset
    model: Any = kind.model
    statement, columns = _insert_statement(model)
    together = search.indexed_together(kind, fresh) if len(records) >= _MANY else nullcontext()
    with together, _PEEWEES_ERRORS:
        database.connection().executemany(statement, map(_stored_values(columns), records))


def _stored_values(columns: Sequence[peewee.Field]) -> Callable[[Record], list[Any]]:
    """From a record to its values as they are stored; lists of codes and partial dates are stored as texts."""
    names = [column.name for column in columns]
    texts = fields.Choices | fields.KnownDate
    held_otherwise = [(at, column.db_value) for at, column in enumerate(columns) if isinstance(column, texts)]

    def values(record: Record) -> list[Any]:
        held = record.__data__.get
        row = [held(name) for name in names]
        for place, stored_as in held_otherwise:
            row[place] = stored_as(row[place])
        return row

    return values


@lru_cache(maxsize=256)
def _insert_statement(model: type[Record]) -> tuple[str, tuple[Any, ...]]:
    columns = tuple(model._meta.sorted_fields)
    names = ", ".join(f'"{column.column_name}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    return f'INSERT INTO "{model._meta.table_name}" ({names}) VALUES ({marks})', columns


def next_id(model: type[Record]) -> int:
    """A row number that was never used before, not even by a row since removed: the log names rows by it."""
    table = model._meta.table_name
    row = model._meta.database.execute_sql(
        f'SELECT max(coalesce((SELECT max(id) FROM "{table}"), 0),'
        " coalesce((SELECT max(row) FROM change WHERE tbl = ?), 0)) + 1",
        (table,),
    ).fetchone()
    return int(row[0])


def update(kind: Kind, saved: Sequence[SavedRow]) -> None:
    """Write only the columns that differ, rows with the same differing columns together."""
    batches: dict[tuple[str, ...], list[list[Any]]] = {}
    columns = kind.model._meta.fields
    for each in saved:
        assert each.old is not None
        data = each.record.__data__
        names = tuple(name for name in columns if name != "id" and data.get(name) != each.old.get(name))
        if names:
            values = [columns[name].db_value(data.get(name)) for name in names]
            batches.setdefault(names, []).append([*values, each.record.id])
    connection = kind.model._meta.database.connection()
    for names, rows in batches.items():
        sets = ", ".join(f'"{columns[name].column_name}" = ?' for name in names)
        with _PEEWEES_ERRORS:
            connection.executemany(f'UPDATE "{kind.model._meta.table_name}" SET {sets} WHERE id = ?', rows)
