"""The encrypted data file: how it is opened, and what its errors mean."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import local

import peewee
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2

from unionapp import paths
from unionapp.errors import CannotWrite, Damaged, Trouble
from unionapp.records import tokens
from unionapp.store import disk, row_codes

FILE = "union.db"
PARTS = (FILE, f"{FILE}-wal", f"{FILE}-shm")
"""The data file and what SQLite keeps beside it while it is open."""
_READING = (
    ("cache_size", -8_000),
    ("temp_store", "memory"),
    ("busy_timeout", 10_000),
)
_WRITING = (
    ("synchronous", "full"),
    ("foreign_keys", 1),
    ("recursive_triggers", 1),
    *_READING,
)
_GONE = (
    "数据文件夹“{name}”已被移走、改名或换过（也可能是优盘、共享盘断开了），这一步没有保存；以前保存的都在原来的文件夹里。"
    "请把文件夹放回原处，再做一次；或者关闭程序，登录时用“换数据文件夹”打开它。"
)


@dataclass(frozen=True)
class ReadAddress:
    """A data file opened for reading only: why, in words, and the address under which SQLite finds it."""

    why: str
    address: str


class Running(local):
    """The step that runs on a thread: its number, which the triggers ask for, and a number that no two steps share."""

    step: int | None = None
    serial: int | None = None

    @contextmanager
    def joined(self) -> Iterator[None]:
        """Where nothing can be written: notes within are no lines of their own, as within a step."""
        self.step = 0
        try:
            yield
        finally:
            self.step = None


class Database(SqlCipherDatabase):
    """The data file under its raw key (64 hexadecimal digits); each connection learns our functions.

    Nothing is committed where the file no longer lies in its place, or somebody else holds the folder (`watch`).
    """

    def __init__(self, path: Path, key: bytes, reading: ReadAddress | None = None) -> None:
        self.path = path
        self.key = key
        self.read_only = reading.why if reading else ""
        """Why nothing may be written, in words; empty where it may."""
        self.watch: Callable[[], None] = _nothing
        """Asked before every commit: Trouble where the folder is no longer ours; the store says."""
        self._identity: tuple[int, int] | None = None
        super().__init__(
            reading.address if reading else str(path),
            uri=reading is not None,
            passphrase=f"x'{key.hex()}'",
            pragmas=(("query_only", 1), *_READING) if reading else (("journal_mode", _log_of(path)), *_WRITING),
        )
        self.running = Running()
        self.log_key = b""
        """The key of the log's chain (`log_chain`); whoever opens the file for writing gives it."""

    def need_writable(self) -> None:
        """Trouble where nothing can be kept: opened for reading only, or the file is no longer in its place."""
        if self.read_only:
            raise Trouble(f"{self.read_only}这一步没有保存。")
        if self._identity is not None and identity(self.path) != self._identity:
            raise Trouble(_GONE.format(name=paths.shown(self.path.parent.name)))
        self.watch()

    def commit(self) -> None:
        """Commit, unless what is written would go where nobody finds it again."""
        self.need_writable()
        super().commit()

    def rollback(self) -> None:
        """Roll back, unless SQLite has done so itself, as it does where the disk fails."""
        if self.connection().in_transaction:
            super().rollback()

    def _add_conn_hooks(self, conn: dbapi2.Connection) -> None:
        hush(conn)
        super()._add_conn_hooks(conn)
        if self._identity is None and not self.read_only:
            self._identity = identity(self.path)
        tokens.register(conn)
        conn.create_function("current_step", 0, lambda: self.running.step)
        conn.create_function("row_code", -1, self._row_code)

    def _row_code(self, told: str, *values: object) -> str:
        return row_codes.row_code(self.log_key, told, values)


def identity(path: Path) -> tuple[int, int] | None:
    """Which file lies there, whatever its name: its device and number on it; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _log_of(path: Path) -> str:
    """How SQLite writes ahead: beside the file in a log of its own, which no network drive can share."""
    return "delete" if disk.is_remote(path.parent) else "wal"


def _nothing() -> None:
    """Nobody else can hold the folder."""


def bare(path: Path, key: bytes, read_only: bool = False) -> dbapi2.Connection:
    """The data file opened without our tables, journal and functions; with `read_only` it is not even made."""
    return at(f"{path.resolve().as_uri()}{'?mode=ro' if read_only else ''}", key)


def at(place: str, key: bytes) -> dbapi2.Connection:
    """The data file under an address of SQLite's, opened as `bare` does."""
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
        return CannotWrite("磁盘已满，这一步没有保存，已保存的数据都在。请清出空间后再做一次。", "磁盘已满")
    if "readonly database" in text or "unable to open" in text:
        return CannotWrite(
            f"数据文件夹“{paths.shown(path.parent.name)}”不能写入（只读或没有权限）；已保存的数据都在。请检查文件夹权限。",
            "磁盘或文件夹不能写入",
        )
    if "is locked" in text:
        return Trouble("数据文件正忙，这一步没有保存。请稍等片刻再做一次。")
    if "disk i/o" in text:
        return Trouble("读写磁盘出错，这一步没有保存，已保存的数据没有动。请检查磁盘或移动硬盘是否接好。")
    return None


def need_sound(database: Database) -> None:
    """Damaged unless an open data file is whole and one of this program's."""
    path = database.path
    with disk.in_words(path, disk.folder_called(path.parent)), in_words(path):
        if not database.read_only and path.stat().st_size == 0:  # SQLite would take it for a new one
            raise damaged(path)
        sound = database.execute_sql("PRAGMA quick_check").fetchone()[0] == "ok"
        if not sound or not database.table_exists("step"):
            raise damaged(path)


def problems(database: Database) -> list[str]:
    """What is wrong with an open data file, looked at whole, in words; nothing where it is sound."""
    with in_words(database.path):
        answers: list[tuple[str]] = database.execute_sql("PRAGMA integrity_check").fetchall()
        dangling = database.execute_sql("PRAGMA foreign_key_check").fetchall()
    found = [f"数据文件：{text}" for (text,) in answers if text != "ok"]
    return found + [f"{table} 第 {row} 行指向不存在的 {parent}" for table, row, parent, _ in dangling]


def damaged(path: Path) -> Damaged:
    """The sentence for a data file that cannot be read."""
    return Damaged(
        f"数据文件 {paths.shown(path.name)} 打不开：它已损坏、不完整，或不是用这份钥匙加密的。"
        "程序没有改动它。请从备份恢复最近的完好备份，或抢救还能读出的内容：登录窗口会问，命令行用 restore 或 rescue。"
    )
