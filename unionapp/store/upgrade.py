"""Bringing a data file to the form this program reads: numbered scripts, run once each, after a backup.

Everything that follows from the form (triggers of journal and search) is made anew when it no longer matches.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import peewee
from playhouse.migrations import Runner

from unionapp.errors import Trouble
from unionapp.records import search, tokens
from unionapp.records.finding import indexed
from unionapp.records.kind import Kind
from unionapp.store import triggers, upgraded_rows
from unionapp.store.connection import Database

MIGRATIONS = Path(__file__).parent / "migrations"


def pending(database: peewee.Database) -> list[str]:
    """The scripts this file still needs; Trouble where a newer program has already changed it."""
    if unknown := newer(database):
        raise Trouble(
            f"这份数据是由更新版本的程序保存的（{unknown[-1]}），本程序太旧，打不开。数据没有改动。请安装新版程序。"
        )
    return [each.name for each in Runner(database, str(MIGRATIONS)).status() if not each.applied]


def newer(database: peewee.Database) -> list[str]:
    """The scripts that a newer program has run on this file, of which this program knows nothing."""
    return [each.name for each in Runner(database, str(MIGRATIONS)).status() if each.path is None]


def run(database: Database, kinds: Sequence[Kind], before: Callable[[], object]) -> bool:
    """Upgrade the file if needed, calling `before` (a backup) first; tells whether any script was run, this time or by
    a program that was ended before it could say so in the log: then `upgraded_rows.accept` must follow."""
    scripts = pending(database)
    if scripts:
        before()
        upgraded_rows.mark(database, kinds)
        Runner(database, str(MIGRATIONS)).up()
    if derive(database, kinds, force=bool(scripts)):
        _shrink(database)
    return upgraded_rows.marked(database)


def derive(database: peewee.Database, kinds: Sequence[Kind], force: bool = False) -> bool:
    """Make the triggers and search indexes that these kinds need, where they are not there yet; whether any were."""
    tables = [kind.model._meta.table_name for kind in kinds]
    made_by = (5, tokens.RULE, tables, [indexed(kind) for kind in kinds])
    mark = hashlib.sha256(repr(made_by).encode()).hexdigest()
    known = database.execute_sql("SELECT value FROM derived WHERE name = 'triggers'").fetchone()
    if known and known[0] == mark and not force:
        return False
    with database.atomic("IMMEDIATE"):
        triggers.install(database, tables)
        for kind in kinds:
            search.install(database, kind, force)
        database.execute_sql("INSERT OR REPLACE INTO derived(name, value) VALUES ('triggers', ?)", (mark,))
    return True


def _shrink(database: peewee.Database) -> None:
    """Give back what a former, larger search index took of the disk; where there is no room to do so, nothing is lost
    and the file stays as large as it is."""
    pages, free = (database.execute_sql(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count"))
    if free > pages // 2:
        with suppress(peewee.OperationalError):
            database.execute_sql("VACUUM")
