"""Edits by SQL past the program: with the key of the data file, and the triggers out of the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any

from unionapp.store.store import Store


@dataclass(frozen=True)
class Edit:
    """One statement, and the row that it changes."""

    table: str
    row: int
    sql: str
    values: tuple[Any, ...] = ()


def edits(store: Store, random: Random, each: int) -> list[Edit]:
    """So many edits of every table of records that has rows: values altered, rows removed and put in."""
    found = []
    for kind in store.kinds:
        table = kind.model._meta.table_name
        ids = [row for (row,) in store.database.execute_sql(f"SELECT id FROM {table} ORDER BY id")]
        if ids:
            found += [_edit(store, table, random.choice(ids), random) for _ in range(each)]
    return found


def _edit(store: Store, table: str, row: int, random: Random) -> Edit:
    columns = [column for column in store.database.get_columns(table) if column.name != "id"]
    how = random.choice(("alter", "alter", "alter", "remove", "add"))
    if how == "remove":
        return Edit(table, row, f"DELETE FROM {table} WHERE id = ?", (row,))
    if how == "add":
        fresh = store.database.execute_sql(
            f"SELECT 1 + max(max(id), coalesce((SELECT max(row) FROM change WHERE tbl = ?), 0)) FROM {table}", (table,)
        ).fetchone()[0]
        names = ", ".join(f'"{column.name}"' for column in columns)
        return Edit(
            table, fresh, f"INSERT INTO {table} (id, {names}) SELECT {fresh}, {names} FROM {table} WHERE id = {row}"
        )
    column = random.choice(columns)
    stored = store.database.execute_sql(f'SELECT "{column.name}" FROM {table} WHERE id = ?', (row,)).fetchone()[0]
    return Edit(table, row, f'UPDATE {table} SET "{column.name}" = ? WHERE id = ?', (_other(stored, random), row))


def _other(stored: object, random: Random) -> object:
    if isinstance(stored, int):
        return stored + random.choice((-1, 1, 1000))
    if stored is None:
        return random.choice((0, 1, "2020-01-01"))
    return f"{stored}{random.choice('甲乙1 ')}"


@contextmanager
def past_the_program(store: Store, edit: Edit) -> Iterator[None]:
    """Within, the edit stands in the data file; afterwards everything is as before."""
    run = store.database.execute_sql
    run("PRAGMA foreign_keys = OFF")
    run("BEGIN IMMEDIATE")
    try:
        for kind, name in run("SELECT type, name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            run(f"DROP {kind} {name}")
        for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '%UNIQUE%'").fetchall():
            run(f"DROP INDEX {name}")
        run(edit.sql, edit.values)
        yield
    finally:
        run("ROLLBACK")
        run("PRAGMA foreign_keys = ON")
