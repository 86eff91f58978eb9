"""The encrypted data file: how it is opened, and what its errors mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import local

import peewee
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2

from unionapp import paths
from unionapp.errors import Damaged, Trouble
from unionapp.records import tokens
from unionapp.store import disk, row_codes

FILE = "union.db"
PARTS = (FILE, f"{FILE}-wal", f"{FILE}-shm")
"""The data file and what SQLite keeps beside it while it is open."""
_PRAGMAS = (
    ("journal_mode", "wal"),
    ("synchronous", "full"),
    ("foreign_keys", 1),
    ("recursive_triggers", 1),
    ("cache_size", -8_000),
    ("temp_store", "memory"),
    ("busy_timeout", 10_000),
)


class Running(local):
    """The step that runs on a thread: its number, which the triggers ask for, and a number that no two steps share."""

    step: int | None = None
    serial: int | None = None


class Database(SqlCipherDatabase):
    """The data file under its raw key (64 hexadecimal digits); each connection learns our functions."""

    def __init__(self, path: Path, key: bytes) -> None:
        super().__init__(str(path), passphrase=f"x'{key.hex()}'", pragmas=_PRAGMAS)
        self.running = Running()
        self.log_key = b""
        """The key of the log's chain (`log_chain`); whoever opens the file for writing gives it."""

    def rollback(self) -> None:
        """Roll back, unless SQLite has done so itself, as it does where the disk fails."""
        if self.connection().in_transaction:
            super().rollback()

    def _add_conn_hooks(self, conn: dbapi2.Connection) -> None:
        hush(conn)
        super()._add_conn_hooks(conn)
        tokens.register(conn)
        conn.create_function("current_step", 0, lambda: self.running.step)
        conn.create_function("row_code", -1, self._row_code)

    def _row_code(self, told: str, *values: object) -> str:
        return row_codes.row_code(self.log_key, told, values)


def bare(path: Path, key: bytes, read_only: bool = False) -> dbapi2.Connection:
    """The data file opened without our tables, journal and functions; with `read_only` it is not even made."""
    place = f"{path.resolve().as_uri()}{'?mode=ro' if read_only else ''}"
    opened = dbapi2.connect(place, uri=True, isolation_level=None)
    hush(opened)
    opened.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return opened


def hush(conn: dbapi2.Connection) -> None:
    """Keep SQLCipher from writing what it finds wrong to standard error, where our one sentence belongs."""
    conn.execute("PRAGMA cipher_log_level = NONE")


_DAMAGE = ("not a database", "malformed", "database corrupt", "vtable constructor failed")


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn what SQLite says of disk, lock and damage into Troubles."""
    try:
        yield
    except (peewee.IntegrityError, dbapi2.IntegrityError):
        raise
    except (peewee.DatabaseError, dbapi2.DatabaseError) as error:
        trouble = explain(error, path)
        if trouble is None:
            raise
        raise trouble from error


def explain(error: Exception, path: Path) -> Trouble | None:
    """The sentence for an error of the data file, None where it is a fault of the program."""
    text = str(error).lower()
    if any(words in text for words in _DAMAGE):
        return damaged(path)
    if "disk is full" in text:
        return Trouble("磁盘已满，这一步没有保存，已保存的数据都在。请清出空间后再做一次。")
    if "readonly database" in text or "unable to open" in text:
        return Trouble(
            f"数据文件夹“{paths.shown(path.parent.name)}”不能写入（只读或没有权限）；已保存的数据都在。请检查文件夹权限。"
        )
    if "is locked" in text:
        return Trouble("数据文件正忙，这一步没有保存。请稍等片刻再做一次。")
    if "disk i/o" in text:
        return Trouble("读写磁盘出错，这一步没有保存，已保存的数据没有动。请检查磁盘或移动硬盘是否接好。")
    return None


def need_sound(database: Database) -> None:
    """Damaged unless an open data file is whole and one of this program's."""
    path = Path(database.database)
    with disk.in_words(path), in_words(path):
        if path.stat().st_size == 0:  # SQLite would take it for a new one
            raise damaged(path)
        sound = database.execute_sql("PRAGMA quick_check").fetchone()[0] == "ok"
        if not sound or not database.table_exists("step"):
            raise damaged(path)


def damaged(path: Path) -> Damaged:
    """The sentence for a data file that cannot be read."""
    return Damaged(
        f"数据文件 {paths.shown(path.name)} 打不开：它已损坏、不完整，或不是用这份钥匙加密的。"
        "程序没有改动它。请从备份恢复（资料与设置 → 备份，或命令 restore）。"
    )
