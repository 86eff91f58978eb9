"""The county of 100,000 members, encrypted, made once and kept; and the same rows in a plain file as baseline."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from unionapp import subjects
from unionapp.office import demo
from unionapp.records import finding
from unionapp.store.store import Store
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS

from .measure import saying


def folder(out: Path) -> Path:
    """The data folder of the county; made when it is not there yet."""
    made = out / "county"
    if not (made / "ready").exists():
        shutil.rmtree(made, ignore_errors=True)
        with saying("making the county (100,000 members)"):
            store, _ = Store.create(made, subjects.KINDS, demo.OPERATOR, demo.PASSWORD, subjects.OPTIONS)
            with store.active():
                demo.fill(store, "county", 1)
            store.close()
            (made / "ready").touch()
    return made


def opened(out: Path) -> Store:
    """The county, open."""
    return Store.open(folder(out), subjects.KINDS, demo.OPERATOR, demo.PASSWORD, subjects.OPTIONS).enter()


def plain(out: Path) -> sqlite3.Connection:
    """The same members in plain sqlite3, with the same ordinary indexes."""
    path = out / "plain.db"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.executescript(";".join(schema()))
    columns = [field.column_name for field in Member._meta.sorted_fields]
    marks = ", ".join("?" * len(columns))
    rows = Member._meta.database.execute_sql(f"SELECT {', '.join(quoted(columns))} FROM member")
    connection.executemany(f"INSERT INTO member VALUES ({marks})", rows)
    connection.commit()
    return connection


def schema(indexed: bool = False) -> list[str]:
    """The table of members and its indexes; with `indexed` the search index too."""
    found = [
        sql
        for (sql,) in Member._meta.database.execute_sql(
            "SELECT sql FROM sqlite_master WHERE tbl_name = 'member' AND type IN ('table', 'index') AND sql IS NOT NULL"
            " ORDER BY type DESC"
        )
    ]
    if indexed:
        (index,) = Member._meta.database.execute_sql(
            "SELECT sql FROM sqlite_master WHERE name = ?", (finding.index_table(MEMBERS),)
        ).fetchone()
        found.append(index)
    return found


def quoted(columns: list[str]) -> list[str]:
    """Column names for SQL."""
    return [f'"{name}"' for name in columns]
