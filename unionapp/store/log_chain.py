"""The chain of the log: what was changed past the program shows, whoever holds the key of the data file.

Every change row bears a code of the whole record as it stood after it (`after`, reckoned by the triggers), every step a
code over the step before it, itself and its change rows. Both are HMAC-SHA256 under a key of their own, which lies in
keys.json sealed under the data key, so that the data file and its key alone do not forge them. The last code is
repeated in the data file and, at closing, in keys.json and in every backup: so the end of the log cannot be cut off.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import peewee
from sqlcipher3 import dbapi2

from unionapp import paths
from unionapp.records import texts
from unionapp.store.connection import Database
from unionapp.store.row_codes import LENGTH, row_code_sql
from unionapp.values.text import brief, squeeze

HEAD = "log-head"
"""The name under which the table `derived` keeps the last step and its code."""
MIGRATED, ERASED = "M", "E"
"""What no trigger writes: of a record that an upgrade brought to another form, or whose old values were erased."""
GONE = "erased:"
"""How a text begins that was taken out of the log; its code stays behind it."""
_LONGEST = 200
"""Characters of a title in the log."""
_OF_STEP = "id, title, at, operator, sort, of"


def chained(database: peewee.Database) -> bool:
    """Whether a data file is of a form whose log is chained; one of an earlier form is at its upgrade."""
    return any(column.name == "code" for column in database.get_columns("step"))


def close_step(database: Database, number: int) -> None:
    """Within the running step: give it its code, and note it as the last one."""
    row = database.execute_sql("SELECT code FROM step WHERE id < ? ORDER BY id DESC LIMIT 1", (number,)).fetchone()
    code = _step_code(database, number, row[0] if row else "")
    database.execute_sql("UPDATE step SET code = ? WHERE id = ?", (code, number))
    _note_head(database, number, code)


def _note_head(database: peewee.Database, number: int, code: str) -> None:
    sql = "INSERT OR REPLACE INTO derived(name, value) VALUES (?, ?)"
    database.execute_sql(sql, (HEAD, json.dumps([number, code])))


def _step_code(database: Database, number: int, previous: str) -> str:
    step = database.execute_sql(f"SELECT {_OF_STEP} FROM step WHERE id = ?", (number,)).fetchone()
    changes = database.execute_sql(
        "SELECT tbl, row, op, data, after FROM change WHERE step_id = ? ORDER BY id", (number,)
    )
    return _code(database.log_key, previous, step, changes)


def _code(key: bytes, previous: str, step: Sequence[object], changes: Iterable[Sequence[Any]]) -> str:
    number, title, *others = step
    said = repr((previous, number, text_code(key, str(title)), *others))
    reckoned = hmac.new(key, said.encode("utf-8", "surrogatepass"), "sha256")
    for table, row, op, data, after in changes:
        reckoned.update(repr((table, row, op, text_code(key, data), after)).encode())
    return reckoned.hexdigest()


def text_code(key: bytes, text: str | None) -> str:
    """The code of a title, or of the values that a change row holds; what was erased of them has kept it."""
    if text is None:
        return ""
    if is_erased(text):
        return text.removeprefix(GONE)[:LENGTH]
    return hmac.digest(key, text.encode("utf-8", "surrogatepass"), "sha256").hex()[:LENGTH]


def is_erased(text: str | None) -> bool:
    """Whether a title or the values of a change were taken out of the log."""
    return text is not None and text.startswith(GONE)


def erased(key: bytes, text: str, words: str = "") -> str:
    """What stands in the place of a text that is taken out of the log, with what may be said of it; the chain stays
    whole."""
    return f"{GONE}{text_code(key, text)}{words}"


def logged(title: str) -> str:
    """A title as the log keeps it: one line of what can be seen, not longer than it can be shown."""
    return brief(paths.shown(texts.dropped(squeeze(title))), _LONGEST - 1)


def readable(title: str) -> str:
    """A title as it is shown."""
    return title[len(GONE) + LENGTH :] if is_erased(title) else title


def head(data: dbapi2.Connection) -> tuple[int, str] | None:
    """The last step of an open data file and its code; None where its log is not chained or empty."""
    try:
        row = data.execute("SELECT id, code FROM step ORDER BY id DESC LIMIT 1").fetchone()
    except dbapi2.OperationalError:
        return None
    return (int(row[0]), str(row[1])) if row is not None else None


def holds(data: dbapi2.Connection, known: tuple[int, str]) -> bool:
    """Whether the log has a step of that number with that code."""
    return data.execute("SELECT 1 FROM step WHERE id = ? AND code = ?", known).fetchone() is not None


def noted_head(database: peewee.Database) -> tuple[int, str] | None:
    """The last step and its code as the data file notes them; None where the note is gone or cannot be read."""
    row = database.execute_sql("SELECT value FROM derived WHERE name = ?", (HEAD,)).fetchone()
    try:
        number, code = json.loads(row[0]) if row else (None, None)
    except (ValueError, TypeError):
        return None
    return (number, code) if isinstance(number, int) and isinstance(code, str) else None


def anchor(database: Database, tables: Sequence[str]) -> None:
    """Begin the chain of a log that has none, or whose key is lost: every record as it stands, every step as it reads.

    Within a transaction, and while nothing guards the log.
    """
    for table in tables:
        reckoned = row_code_sql(database, table, f'"{table}"')
        database.execute_sql(
            f"""INSERT INTO change(step_id, tbl, row, op) SELECT (SELECT max(id) FROM step), ?, id, '{MIGRATED}'
                FROM "{table}"
                WHERE EXISTS (SELECT 1 FROM step) AND id NOT IN (SELECT row FROM change WHERE tbl = ?)""",
            (table, table),
        )
        database.execute_sql(
            f"""UPDATE change SET after = (SELECT {reckoned} FROM "{table}" WHERE "{table}".id = change.row)
                WHERE id IN (SELECT max(id) FROM change WHERE tbl = ? GROUP BY row)""",
            (table,),
        )
    rechain(database)


def rechain(database: Database) -> None:
    """Give every step its code as it reads now; within a transaction, and while nothing guards the log."""
    previous = ""
    for number in [row[0] for row in database.execute_sql("SELECT id FROM step ORDER BY id").fetchall()]:
        previous = _step_code(database, number, previous)
        database.execute_sql("UPDATE step SET code = ? WHERE id = ?", (previous, number))
        _note_head(database, number, previous)


def strange_rows(database: peewee.Database, table: str) -> list[int]:
    """The rows of a table that are not as the log has left them: changed, removed or put in past the program."""
    reckoned = row_code_sql(database, table, f'"{table}"')
    rows = database.execute_sql(
        f"""WITH last AS (SELECT row, op, after, max(id) FROM change WHERE tbl = ? GROUP BY row)
            SELECT "{table}".id FROM "{table}" LEFT JOIN last ON last.row = "{table}".id
            WHERE last.after IS NOT {reckoned}
            UNION
            SELECT last.row FROM last WHERE last.after IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM "{table}" WHERE "{table}".id = last.row)
            ORDER BY 1""",
        (table,),
    )
    return [int(row) for (row,) in rows]


def accept(database: Database, step: int, table: str, rows: Sequence[int]) -> None:
    """Within a running step: take these rows as they stand now, because an upgrade made them so."""
    reckoned = row_code_sql(database, table, f'"{table}"')
    for row in rows:
        database.execute_sql(
            f"""INSERT INTO change(step_id, tbl, row, op, data, after)
                VALUES (?, ?, ?, ?, NULL, (SELECT {reckoned} FROM "{table}" WHERE id = ?))""",
            (step, table, row, MIGRATED, row),
        )


def accept_erased(database: Database, step: int) -> None:
    """Within a running step: take it that what was taken out of the log was erased by right."""
    database.execute_sql(
        f"""INSERT INTO change(step_id, tbl, row, op)
            SELECT DISTINCT ?, tbl, row, '{ERASED}' FROM change WHERE data GLOB '{GONE}*'
            UNION SELECT ?, 'step', id, '{ERASED}' FROM step WHERE title GLOB '{GONE}*'""",
        (step, step),
    )


def strange_steps(database: Database) -> list[tuple[int, str]]:
    """The steps whose code is not theirs: number and title. A step that was put in or taken out shows at the next."""
    found, previous = [], ""
    steps = database.execute_sql(f"SELECT {_OF_STEP}, code FROM step ORDER BY id").fetchall()
    changes = _Changes(database)
    for *step, code in steps:
        if _code(database.log_key, previous, step, changes.of(step[0])) != code:
            found.append((int(step[0]), readable(str(step[1]))))
        previous = code
    if changes.left_over():
        found.append((0, ""))
    return found


def unaccounted(database: peewee.Database) -> int:
    """How many texts were taken out of the log without a step that says so."""
    row = database.execute_sql(
        f"""SELECT (SELECT count(*) FROM change AS gone WHERE data GLOB '{GONE}*' AND NOT EXISTS (
                      SELECT 1 FROM change WHERE op = '{ERASED}' AND tbl = gone.tbl AND row = gone.row))
                 + (SELECT count(*) FROM step AS gone WHERE title GLOB '{GONE}*' AND NOT EXISTS (
                      SELECT 1 FROM change WHERE op = '{ERASED}' AND tbl = 'step' AND row = gone.id))"""
    ).fetchone()
    return int(row[0])


class _Changes:
    """All change rows in one pass, handed out step by step."""

    def __init__(self, database: peewee.Database) -> None:
        sql = "SELECT step_id, tbl, row, op, data, after FROM change ORDER BY step_id, id"
        self._rows = iter(database.execute_sql(sql))
        self._next: Sequence[Any] | None = next(self._rows, None)
        self._passed = False

    def of(self, step: int) -> Iterator[Sequence[Any]]:
        """The change rows of a step; those of steps that are not there are passed over."""
        while self._next is not None and self._next[0] <= step:
            if self._next[0] == step:
                yield self._next[1:]
            else:
                self._passed = True
            self._next = next(self._rows, None)

    def left_over(self) -> bool:
        """Whether change rows belong to no step."""
        return self._passed or self._next is not None
