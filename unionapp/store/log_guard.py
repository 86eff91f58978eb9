"""What becomes of the log's chain when data are opened and closed: its key, and whether its end is still there."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from unionapp.errors import Damaged, Trouble
from unionapp.store import log_chain, triggers
from unionapp.store.connection import Database
from unionapp.store.journal import SEAL, Journal, StepRow
from unionapp.store.keys import FILE, KeyRing

BROKEN = "核对日志："
"""How the notes begin of what was found wrong with the log when the data were opened; `check` names them for good."""
_ANEW = f"{BROKEN}钥匙文件里没有日志的校验钥匙，从这一步起重新校验；以前的改动已无法核对"
_CUT = f"{BROKEN}最后几步被截去或改动过（原来到第 {{number}} 步）"
_UNGUARDED = f"{BROKEN}记下改动的那一部分被删改过（{{count}} 个），已恢复"


def give_key(database: Database, ring: KeyRing, key: bytes, folder: Path) -> bool:
    """Let an open data file have the key of its log, a new one where it was never chained.

    True where the log is chained and its key is lost: `begin_anew` must follow once the file has its form.
    """
    database.log_key = ring.log_key(key)
    if database.log_key:
        return False
    database.log_key = secrets.token_bytes(32)
    ring.seal_log_key(key, database.log_key)
    lost = database.table_exists("step") and log_chain.chained(database)
    if not lost and ring.operators and (folder / FILE).exists():
        ring.write(folder)
    return lost


def begin_anew(journal: Journal, ring: KeyRing, tables: Sequence[str], folder: Path) -> None:
    """Chain the log under a new key, and say so in it for good."""
    database = journal.database
    with database.atomic("IMMEDIATE"):
        for name in ("change_update", "step_update"):
            database.execute_sql(f"DROP TRIGGER IF EXISTS {name}")
        log_chain.anchor(database, tables)
        triggers.install(database, tables)
        with journal.step(_ANEW, SEAL):
            pass
    ring.write(folder)


def look(journal: Journal, ring: KeyRing, tables: Sequence[str]) -> None:
    """Note in the log, for good, where its end was cut off since it was closed, or what writes it was taken away."""
    database = journal.database
    noted, last = log_chain.noted_head(database), log_chain.head(database.connection())
    cut = (noted or last) if noted != last else None
    if cut is None and ring.head is not None and not log_chain.holds(database.connection(), ring.head):
        cut = ring.head
    if cut is not None:
        journal.note(_CUT.format(number=cut[0]))
    if gone := triggers.altered(database, tables):
        with database.atomic("IMMEDIATE"):
            triggers.install(database, tables)
        journal.note(_UNGUARDED.format(count=len(gone)))


def remember(database: Database, folder: Path) -> None:
    """At closing: repeat the last code in keys.json; where that cannot be written, the next closing does."""
    with suppress(Trouble, Damaged, OSError):
        ring = KeyRing.read(folder)
        last = log_chain.head(database.connection())
        if last is not None and last != ring.head and last[1]:
            ring.head = last
            ring.write(folder)


def told(journal: Journal) -> list[str]:
    """What was noted by `look`, oldest first."""
    notes = StepRow.select(StepRow.at, StepRow.title).where(StepRow.title.startswith(BROKEN)).order_by(StepRow.id)
    return [f"{at:%Y-%m-%d %H:%M} {title}。" for at, title in notes.tuples()]
