"""Bringing an open data file to the form of this program, with its log under guard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from unionapp.errors import Trouble
from unionapp.records.kind import Kind
from unionapp.store import backup, copying, fences, journal, log_guard, pending, thinning, upgrade, upgraded_rows
from unionapp.store.connection import Database
from unionapp.store.journal import Journal
from unionapp.store.keys import KeyRing

_OLD_FORM = "这份数据要先升级才能打开，现在不能升级；数据没有改动。请先解决上面的问题，再登录。"


def begin(database: Database, kinds: Sequence[Kind], ring: KeyRing, key: bytes, operator: str) -> Journal:
    """Upgrade a data file where it needs that, and see to the chain of its log; the journal of its steps."""
    folder, fresh = Path(database.database).parent, not database.table_exists("step")
    lost = log_guard.give_key(database, ring, key, folder)
    upgraded = upgrade.run(database, kinds, before=lambda: None if fresh else _copy(database, key, folder))
    begun = Journal(database, operator)
    if upgraded and not fresh:
        with begun.step(fences.UPGRADED, journal.SEAL) as number:
            upgraded_rows.accept(database, kinds, number)
    tables = [kind.model._meta.table_name for kind in kinds]
    if lost:
        log_guard.begin_anew(begun, ring, tables, folder)
    log_guard.look(begun, ring, tables)
    return begun


def read(database: Database, ring: KeyRing, key: bytes, operator: str) -> Journal:
    """The journal of a data file that is only read; Trouble where it would have to be upgraded first."""
    if upgrade.pending(database):
        raise Trouble(f"{database.read_only}{_OLD_FORM}")
    database.log_key = ring.log_key(key)
    found, folder = Journal(database, operator), database.path.parent
    found.aside = lambda title: pending.leave(folder, key, f"{operator}（只读打开）：{title}")
    return found


def _copy(database: Database, key: bytes, folder: Path) -> None:
    out = folder / backup.FOLDER / backup.name(datetime.now(), backup.BEFORE_UPGRADE)
    thinning.copy_and_thin(copying.Source(database.connection(), key, folder), out, "none")
