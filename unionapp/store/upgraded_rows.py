"""The records that an upgrade brought to another form: the log takes them as they are then, and no others.

What was not as the log had it before stays named afterwards. That list lies in the data file under a code of the log's
key until the upgrade stands in the log, so that a program which is ended in between leaves it to the next.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping, Sequence

from unionapp.records.kind import Kind
from unionapp.store import log_chain
from unionapp.store.connection import Database

_MARK = "upgrading"


def mark(database: Database, kinds: Sequence[Kind]) -> None:
    """Before the scripts run: note the rows that are not as the log has them, unless that is noted already."""
    if _noted(database) is not None or not database.table_exists("derived"):
        return
    text = json.dumps(_strange(database, kinds) if log_chain.chained(database) else {})
    value = f"{_code(database, text)} {text}"
    database.execute_sql("INSERT OR REPLACE INTO derived(name, value) VALUES (?, ?)", (_MARK, value))


def marked(database: Database) -> bool:
    """Whether an upgrade waits to be written in the log."""
    return _noted(database) is not None


def accept(database: Database, kinds: Sequence[Kind], step: int) -> None:
    """Within the step of the upgrade: take the rows that it changed as they stand now."""
    before = _noted(database) or {}
    for table, rows in _strange(database, kinds).items():
        known = set(before.get(table, ()))
        log_chain.accept(database, step, table, [row for row in rows if row not in known])
    database.execute_sql("DELETE FROM derived WHERE name = ?", (_MARK,))


def _strange(database: Database, kinds: Sequence[Kind]) -> dict[str, list[int]]:
    tables = [kind.model._meta.table_name for kind in kinds]
    there = set(database.get_tables())
    found = {table: log_chain.strange_rows(database, table) for table in tables if table in there}
    return {table: rows for table, rows in found.items() if rows}


def _noted(database: Database) -> Mapping[str, Sequence[int]] | None:
    if not database.table_exists("derived"):
        return None
    row = database.execute_sql("SELECT value FROM derived WHERE name = ?", (_MARK,)).fetchone()
    code, _, text = row[0].partition(" ") if row else ("", "", "")
    if not row or not hmac.compare_digest(code, _code(database, text)):
        return None
    noted: dict[str, list[int]] = json.loads(text)
    return noted


def _code(database: Database, text: str) -> str:
    return hmac.digest(database.log_key, f"{_MARK} {text}".encode(), "sha256").hex()
