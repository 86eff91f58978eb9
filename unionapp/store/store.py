"""One open data folder: its file, its steps, its operators, its attached files and backups."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from unionapp import paths
from unionapp.errors import Refused, Trouble
from unionapp.records import context
from unionapp.records.context import Context
from unionapp.records.kind import Kind
from unionapp.records.options import Option
from unionapp.store import (
    backup,
    connection,
    copying,
    disk,
    entry,
    journal,
    keys,
    leftovers,
    looking,
    option_changes,
    restoring,
    system,
    thinning,
    upgrade,
)
from unionapp.store.files import Files
from unionapp.store.lock import FolderLock
from unionapp.store.looking import OpenedCopy
from unionapp.work import Progress, silent

_FOUNDING = ".founding"
"""Lies in a data folder while it is made."""


class Store:
    """A data folder opened by an operator; made by `create` or `open`, ended by `close`."""

    def __init__(self, folder: Path, kinds: Sequence[Kind], operator: str, key: bytes, lock: FolderLock) -> None:
        self.folder = folder
        self.kinds = (*system.KINDS, *kinds)
        self.operator = operator
        self._key = key
        self._lock = lock
        self.files = Files(folder, key)
        self.database = connection.Database(folder / connection.FILE, key)
        self.context = Context(self.database)
        """What is in force here; another one after every step that changed it."""
        self.journal: journal.Journal
        self._before: context.OpenFolder | None = None

    @classmethod
    def create(
        cls,
        folder: Path,
        kinds: Sequence[Kind],
        operator: str,
        password: str,
        options: Sequence[Option] = (),
    ) -> tuple[Store, str]:
        """Make a new data folder with one operator; returns it open, and the recovery code, which is kept nowhere."""
        if exists(folder):
            raise Refused(f"文件夹“{paths.shown(folder.name)}”里已经有数据了，没有改动。请换一个文件夹。")
        operator, key, code = system.operator_name(operator), secrets.token_bytes(32), keys.new_code()
        ring = keys.KeyRing(recovery=keys.Wrapped.seal(key, keys.plain_code(code)))
        ring.admit(operator, key, password)
        with disk.in_words(folder):
            disk.make_folder(folder)
        store = cls(folder, kinds, operator, key, FolderLock(folder, operator))
        try:
            _clear(folder)
            disk.write_whole(folder / _FOUNDING, b"")
            with store.active():
                _begin(store, key, options)
                entry.found(store.journal, operator)
            ring.write(folder)
            (folder / _FOUNDING).unlink()
        except BaseException:  # leaves nothing, so that the folder can be made again
            store.close()
            _clear(folder)
            raise
        return store, code

    @classmethod
    def open(
        cls,
        folder: Path,
        kinds: Sequence[Kind],
        operator: str,
        password: str,
        options: Sequence[Option] = (),
    ) -> Store:
        """Open a data folder; Refused for a wrong name or password, Trouble for what the machine makes."""
        restoring.settle(folder)
        ring = keys.KeyRing.read(folder)
        key = ring.unlock(operator, password)
        if not (folder / connection.FILE).exists():
            raise Trouble(f"数据文件夹里没有数据文件 {connection.FILE}。请核对文件夹，或从备份恢复。")
        store = cls(folder, kinds, operator, key, FolderLock(folder, operator))
        try:
            leftovers.sweep(folder)
            with store.active():
                connection.need_sound(store.database)
                with connection.in_words(folder / connection.FILE):
                    upgrade.pending(store.database)  # who reads a file of a newer program would read it wrongly
                    entry.need_row(operator, ring.operators)  # before it is upgraded, or anything is written
                _begin(store, key, options)
                if entry.unfinished(ring.operators):
                    entry.found(store.journal, operator)
            (folder / _FOUNDING).unlink(missing_ok=True)
        except BaseException:
            store.close()
            raise
        return store

    def take_over(self) -> None:
        """Put in force what the file says now of rights, settings, codes and characters."""
        self.context = system.in_force(self.database, self.operator)

    @contextmanager
    def active(self) -> Iterator[None]:
        """Meanwhile this thread speaks of this folder: models, codes, settings and rights are its own."""
        with context.at_work(self):
            yield

    def enter(self) -> Store:
        """From now on this thread speaks of this folder, until it is closed; returns it."""
        self._before = context.enter(self)
        return self

    def kind(self, key: str) -> Kind:
        """The kind of that key; Refused in words where there is none."""
        for kind in self.kinds:
            if kind.key == key:
                return kind
        raise Refused(f"没有名为“{key}”的台账。")

    def close(self) -> None:
        """Close the file and let others in."""
        context.leave(self, self._before)
        self.database.close()
        self._lock.release()

    def backup(
        self,
        out: Path | None = None,
        reason: str = backup.BY_HAND,
        progress: Progress = silent,
        attached: copying.Attached | None = None,
    ) -> Path:
        """A verified copy of everything, into the data folder's backups where no file is named.

        There its attachments lie beside it, elsewhere inside it unless said otherwise.
        """
        path = out or self.folder / backup.FOLDER / backup.name(datetime.now(), reason)
        with connection.in_words(path):
            how = attached or ("inside" if out else "beside")
            says = thinning.copy_and_thin(_source(self, self._key), path, how, progress)
        unsound = f"，其中 {says.unsound} 个附件在数据里就已损坏" if says.unsound else ""
        self.journal.note(f"备份到“{paths.shown(path.name)}”{unsound}")
        return path

    def safety_backup(self, reason: str, progress: Progress = silent) -> Path:
        """A quick copy without attachments before something large; at closing, of everything."""
        path = self.folder / backup.FOLDER / backup.name(datetime.now(), reason)
        how: copying.Attached = "beside" if reason == backup.AT_CLOSING else "none"
        thinning.copy_and_thin(_source(self, self._key), path, how, progress)
        return path

    def admit(self, operator: str, password: str, rights: Sequence[str] | None = None) -> None:
        """Let another operator in with these rights, as in `entry.let_in`, or give an operator a new password."""
        ring = keys.KeyRing.read(self.folder)
        if operator not in ring.operators:  # an earlier program kept names as they were typed
            operator = system.operator_name(operator)
        fresh = operator not in ring.operators or not entry.in_use(operator)
        title = f"{'新增操作员' if fresh else '更改密码：'}“{operator}”"
        if operator != self.operator:
            self.journal.need("admin", title)
        ring.admit(operator, self._key, password)
        if fresh:
            entry.let_in(self.journal, operator, rights, title)
        else:
            self.journal.note(title)
        entry.write_keys(self.journal, ring, self.folder, title)

    def dismiss(self, operator: str) -> None:
        """Put an operator out of use and take her key away; her name stays in the log."""
        title = f"停用操作员“{operator}”"
        self.journal.need("admin", title)
        ring = keys.KeyRing.read(self.folder)
        if operator == self.operator or len(ring.operators) == 1:
            raise Refused("不能停用正在使用的操作员。")
        if operator not in ring.operators:
            raise Refused(f"没有名为“{operator}”的操作员。请核对姓名。")
        del ring.operators[operator]
        entry.put_out(self.journal, operator, title)
        entry.write_keys(self.journal, ring, self.folder, title)

    def change_password(self, old: str, new: str) -> None:
        """Give the operator who is at work a new password; the old one must be right."""
        ring = keys.KeyRing.read(self.folder)
        ring.unlock(self.operator, old)
        self.admit(self.operator, new)

    def new_recovery_code(self) -> str:
        """A fresh recovery code; the former one no longer opens anything."""
        self.journal.need("admin", "换发恢复码")
        ring, code = keys.KeyRing.read(self.folder), keys.new_code()
        ring.recovery = keys.Wrapped.seal(self._key, keys.plain_code(code))
        self.journal.note("换发恢复码")
        entry.write_keys(self.journal, ring, self.folder, "换发恢复码")
        return code

    def check(self) -> list[str]:
        """What is wrong with the file itself, in words; nothing where it is sound."""
        with connection.in_words(self.folder / connection.FILE):
            answers: list[Any] = self.database.execute_sql("PRAGMA integrity_check").fetchall()
            dangling = self.database.execute_sql("PRAGMA foreign_key_check").fetchall()
        found = [f"数据文件：{text}" for (text,) in answers if text != "ok"]
        return found + [f"{table} 第 {row} 行指向不存在的 {parent}" for table, row, parent, _ in dangling]


def _begin(store: Store, key: bytes, options: Sequence[Option]) -> None:
    """Bring the file to this program's form, and put in force what it says."""
    with connection.in_words(store.folder / connection.FILE):
        fresh = not store.database.table_exists("step")
        before = store.folder / backup.FOLDER / backup.name(datetime.now(), backup.BEFORE_UPGRADE)
        upgraded = upgrade.run(
            store.database,
            store.kinds,
            before=lambda: None if fresh else thinning.copy_and_thin(_source(store, key), before, "none"),
        )
        store.journal = journal.Journal(store.database, store.operator)
        store.journal.listeners.append(lambda tables: store.take_over() if tables & system.TABLES else None)
        option_changes.declare(options)
        if upgraded and not fresh:
            with store.journal.step("升级数据", journal.SEAL):
                pass
        store.take_over()
        store.journal.may = lambda right: right in store.context.rights
        rights = {kind.model._meta.table_name: kind.right for kind in store.kinds}
        store.journal.rights = {table: right for table, right in rights.items() if right != "write"}
        store.journal.secrets = {kind.model._meta.table_name: _secrets(kind) for kind in store.kinds if kind.secrets}
        store.journal.titles = {kind.model._meta.table_name: kind.title for kind in store.kinds}


def look_into(store: Store, file: Path) -> OpenedCopy:
    """A copy of these data laid open to be read beside them, as they were on that day; ended by `looking.end`."""
    return looking.begin(file, store._key, store.kinds)


def _source(store: Store, key: bytes) -> copying.Source:
    return copying.Source(store.database.connection(), key, store.folder)


def _secrets(kind: Kind) -> dict[str, Any]:
    """The fields of a kind that take a right to be filled, by column; not those that only the program fills."""
    columns = kind.model._meta.fields
    return {columns[name].column_name: columns[name] for name in kind.secrets if name not in kind.fixed}


def _clear(folder: Path) -> None:
    """Remove what a founding wrote, its mark last."""
    for part in (keys.FILE, *connection.PARTS, _FOUNDING):
        (folder / part).unlink(missing_ok=True)


def exists(folder: Path) -> bool:
    """Whether a folder holds data already, be it in the midst of a restore that the next opening finishes.

    What a founding that broke off has left is none: the key is written last, and a data file without it, beside the
    mark of a founding, can be opened by nobody.
    """
    if (folder / keys.FILE).exists() or (folder / restoring.JOURNAL).exists():
        return True
    return (folder / connection.FILE).exists() and not (folder / _FOUNDING).exists()


def operators(folder: Path) -> list[str]:
    """Who may open the data of a folder; a restore that was cut off is finished first."""
    restoring.settle(folder)
    return list(keys.KeyRing.read(folder).operators)


def reset_password(folder: Path, code: str, operator: str, password: str) -> None:
    """Give an operator a new password by the recovery code."""
    restoring.settle(folder)
    ring = keys.KeyRing.read(folder)
    key = ring.unlock_by_code(code)
    if operator not in ring.operators:
        raise Refused(f"没有名为“{operator}”的操作员。请核对姓名。")
    ring.admit(operator, key, password)
    ring.write(folder)
