"""The triggers that write down every change of a record table for the journal, and keep the log from being altered."""

from __future__ import annotations

from collections.abc import Sequence

import peewee

from unionapp.store import row_codes

_NO_ERASURE = """current_step() IS NULL OR NEW.data NOT GLOB 'erased:*' OR NEW.id <> OLD.id
 OR NEW.step_id <> OLD.step_id OR NEW.tbl <> OLD.tbl OR NEW.row <> OLD.row OR NEW.op <> OLD.op
 OR NEW.after IS NOT OLD.after"""
"""All that may become of a change within a step is that its values are erased; their code stays."""


_NEITHER_RUNS_NOR_ERASED = """OLD.id IS NOT current_step() AND (
 current_step() IS NULL OR NEW.title NOT GLOB 'erased:*' OR NEW.id <> OLD.id OR NEW.at <> OLD.at
 OR NEW.operator <> OLD.operator OR NEW.sort <> OLD.sort OR NEW.of IS NOT OLD.of OR NEW.code <> OLD.code)"""
"""All that may become of a step is that its title is erased within another; while it runs it gets its code."""


def install(database: peewee.Database, tables: Sequence[str]) -> None:
    """Make the triggers that write changes down for the given tables, as their columns stand now."""
    for statement in _statements(database, tables):
        database.execute_sql(statement)


def altered(database: peewee.Database, tables: Sequence[str]) -> list[str]:
    """The names of the triggers that do not stand in the data file as they were made."""
    stored = dict(database.execute_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    made = [each for each in _statements(database, tables) if each.startswith("CREATE")]
    return [name for each in made if stored.get(name := each.split()[2]) != each]


def _statements(database: peewee.Database, tables: Sequence[str]) -> list[str]:
    return [*_guards(), *(each for table in tables for each in _watchers(database, table))]


def _guards() -> list[str]:
    """The log only grows: no change is altered or removed, and a step only while it runs."""
    refuse = "SELECT RAISE(ABORT, 'the log only grows')"
    return [
        *(
            f"DROP TRIGGER IF EXISTS {name}"
            for name in ("change_update", "change_delete", "step_update", "step_delete")
        ),
        f"CREATE TRIGGER change_update BEFORE UPDATE ON change WHEN {_NO_ERASURE} BEGIN {refuse}; END",
        f"CREATE TRIGGER change_delete BEFORE DELETE ON change BEGIN {refuse}; END",
        f"CREATE TRIGGER step_update BEFORE UPDATE ON step WHEN {_NEITHER_RUNS_NOR_ERASED} BEGIN {refuse}; END",
        f"CREATE TRIGGER step_delete BEFORE DELETE ON step WHEN OLD.id IS NOT current_step() BEGIN {refuse}; END",
    ]


def _watchers(database: peewee.Database, table: str) -> list[str]:
    columns = [column.name for column in database.get_columns(table)]
    whole = ", ".join(f"'{name}', OLD.\"{name}\"" for name in columns)
    pairs = " UNION ALL ".join(
        f'SELECT \'{name}\' AS k, OLD."{name}" AS o, NEW."{name}" AS n' for name in columns if name != "id"
    )
    differing = f"(SELECT json_group_object(k, json_array(o, n)) FROM ({pairs}) WHERE o IS NOT n)"
    different = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in columns)
    need = "SELECT RAISE(ABORT, 'a change outside of a step') WHERE current_step() IS NULL;"
    write = "INSERT INTO change(step_id, tbl, row, op, data, after) VALUES (current_step()"
    after = row_codes.row_code_sql(database, table, "NEW")
    return [
        *(f"DROP TRIGGER IF EXISTS journal_{table}_{when}" for when in ("insert", "update", "delete")),
        f"CREATE TRIGGER journal_{table}_insert AFTER INSERT ON {table} "
        f"BEGIN {need} {write}, '{table}', NEW.id, 'I', NULL, {after}); END",
        f"CREATE TRIGGER journal_{table}_update AFTER UPDATE ON {table} WHEN {different} "
        f"BEGIN {need} {write}, '{table}', NEW.id, 'U', {differing}, {after}); END",
        f"CREATE TRIGGER journal_{table}_delete AFTER DELETE ON {table} "
        f"BEGIN {need} {write}, '{table}', OLD.id, 'D', json_object({whole}), NULL); END",
    ]
