"""Applying the changes of a step in reverse, as few statements as possible for many rows."""

from __future__ import annotations

from collections.abc import Sequence

import peewee


def reverse(database: peewee.Database, step: int) -> None:
    """Put back within a running step what another step changed, the newest change first."""
    database.execute_sql("PRAGMA defer_foreign_keys = ON")
    for run in _runs(database, step):
        _take_back_run(database, step, *run)


def built_upon(database: peewee.Database, step: int) -> str:
    """The title of the first step in force that changed a row of this step after it; empty where there is none.

    Where there is none, the step can be reversed by itself, whatever else was done since.
    """
    row = database.execute_sql(
        """SELECT later.title FROM step AS later JOIN change AS c ON c.step_id = later.id
           WHERE later.id > ? AND later.sort NOT IN ('note', 'undo')
             AND later.id NOT IN (SELECT of FROM step WHERE sort = 'undo' AND of IS NOT NULL)
             AND EXISTS (SELECT 1 FROM change AS own
                         WHERE own.step_id = ? AND own.tbl = c.tbl AND own.row = c.row)
           ORDER BY later.id LIMIT 1""",
        (step, step),
    ).fetchone()
    return str(row[0]) if row else ""


def changed_tables(database: peewee.Database, step: int) -> frozenset[str]:
    """The tables that a step has changed."""
    rows = database.execute_sql("SELECT DISTINCT tbl FROM change WHERE step_id = ?", (step,))
    return frozenset(table for (table,) in rows)


def changed_columns(database: peewee.Database, step: int, table: str) -> set[str]:
    """The columns of a table whose values a step changed in rows that stood before and after it."""
    rows = database.execute_sql(
        """SELECT DISTINCT j.key FROM change, json_each(change.data) AS j
           WHERE step_id = ? AND tbl = ? AND op = 'U'
             AND ifnull(json_extract(j.value, '$[0]'), '') IS NOT ifnull(json_extract(j.value, '$[1]'), '')""",
        (step, table),
    )
    return {str(name) for (name,) in rows}


def changed_since(database: peewee.Database, step: int, table: str) -> bool:
    """Whether any row of a table was changed after a step."""
    sql = "SELECT 1 FROM change WHERE tbl = ? AND step_id > ? LIMIT 1"
    return database.execute_sql(sql, (table, step)).fetchone() is not None


def _runs(database: peewee.Database, step: int) -> list[tuple[str, str, int, int]]:
    """The changes of a step, newest first, as runs of one table and one operation: (table, op, first, last)."""
    rows = database.execute_sql(
        """SELECT tbl, op, min(id), max(id) FROM (
             SELECT id, tbl, op, id - row_number() OVER (PARTITION BY tbl, op ORDER BY id) AS run
             FROM change WHERE step_id = ?)
           GROUP BY tbl, op, run ORDER BY min(id) DESC""",
        (step,),
    )
    return list(rows.fetchall())


def _take_back_run(database: peewee.Database, step: int, table: str, op: str, first: int, last: int) -> None:
    """Reverse a run at once; where rows have exchanged values that must be unlike, one change after the other."""
    try:
        _take_back(database, step, table, op, first, last)
    except peewee.IntegrityError:
        if first == last:
            raise
        for change in range(last, first - 1, -1):
            _take_back(database, step, table, op, change, change)


def _take_back(database: peewee.Database, step: int, table: str, op: str, first: int, last: int) -> None:
    """Reverse one run of changes by one statement each; within a run of updates the oldest values of a row count."""
    between = (step, first, last)
    within = "step_id = ? AND change.id BETWEEN ? AND ?"
    if op == "I":
        database.execute_sql(f"DELETE FROM {table} WHERE id IN (SELECT row FROM change WHERE {within})", between)
        return
    columns = [column.name for column in database.get_columns(table)]
    if op == "D":
        values = ", ".join(f"json_extract(data, '$.{name}')" for name in columns)
        database.execute_sql(
            f"INSERT INTO {table} ({', '.join(_quoted(columns))}) SELECT {values} FROM change WHERE {within}",
            between,
        )
        return
    changes = ", ".join(
        f'"{name}" = CASE WHEN json_type(c.data, \'$.{name}\') IS NULL THEN {table}."{name}" '
        f"ELSE json_extract(c.data, '$.{name}[0]') END"
        for name in columns
    )
    database.execute_sql(
        f"""UPDATE {table} SET {changes} FROM (
              SELECT row, json_group_object(key, json(value)) AS data FROM (
                SELECT row, j.key AS key, j.value AS value,
                       row_number() OVER (PARTITION BY row, j.key ORDER BY change.id) AS n
                FROM change, json_each(change.data) AS j WHERE {within})
              WHERE n = 1 GROUP BY row) AS c
            WHERE {table}.id = c.row""",
        between,
    )


def _quoted(columns: Sequence[str]) -> list[str]:
    return [f'"{name}"' for name in columns]
