"""One open data folder: its file, its steps, its operators, its attached files and backups."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from unionapp import paths
from unionapp.errors import Refused, Trouble
from unionapp.records import context
from unionapp.records.context import Context
from unionapp.records.kind import Kind
from unionapp.records.options import Option
from unionapp.store import (
    backup,
    connection,
    disk,
    entry,
    founding,
    journal,
    keys,
    leftovers,
    option_changes,
    restoring,
    system,
    upgrade,
)
from unionapp.store.files import Files
from unionapp.store.founding import exists
from unionapp.store.lock import FolderLock
from unionapp.store.reading import ReadingRoom
from unionapp.work import Progress, silent

__all__ = ["Store", "exists", "operators", "reopened", "reset_password"]

_OLD_FORM = "这份数据要先升级才能打开，现在不能升级；数据没有改动。请先解决上面的问题，再登录。"


class Store:
    """A data folder opened by an operator; made by `create` or `open`, ended by `close`."""

    def __init__(
        self, folder: Path, kinds: Sequence[Kind], operator: str, key: bytes, hold: FolderLock | ReadingRoom
    ) -> None:
        self.folder = folder
        self.kinds = (*system.KINDS, *kinds)
        self.operator = operator
        self._key = key
        self._hold = hold
        reading = hold.reading if isinstance(hold, ReadingRoom) else None
        self.database = connection.Database(folder / connection.FILE, key, reading)
        self.read_only = self.database.read_only
        """Why nothing may be written, in words; empty where it may."""
        self.files = Files(folder, key, self.database.need_writable)
        if isinstance(hold, FolderLock):
            self.database.watch = hold.need_ours
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
        with disk.in_words(folder, disk.folder_called(folder)):
            disk.make_folder(folder)
        store = cls(folder, kinds, operator, key, FolderLock(folder, operator))
        try:
            founding.clear(folder)
            disk.write_whole(folder / founding.MARK, b"", disk.folder_called(folder))
            with store.active():
                _begin(store, key, options)
                entry.found(store.journal, operator)
            ring.write(folder)
            (folder / founding.MARK).unlink()
        except BaseException:  # leaves nothing, so that the folder can be made again
            store.close()
            founding.clear(folder)
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
        read_only: str = "",
    ) -> Store:
        """Open a data folder; Refused for a wrong name or password, Trouble for what the machine makes.

        With `read_only`, the reason in words, nothing is written and no lock is needed: no step can be done then.
        """
        if not read_only:
            restoring.settle(folder)
        ring = keys.KeyRing.read(folder)
        return _opened(folder, kinds, operator, ring.unlock(operator, password), options, read_only)

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
        self._hold.close()

    def backup(self, out: Path | None = None, reason: str = backup.BY_HAND, progress: Progress = silent) -> Path:
        """A verified copy of everything, into the data folder's backups where no file is named."""
        if out is None:
            self.database.need_writable()
        now = datetime.now()
        path = out or self.folder / backup.FOLDER / backup.name(now, reason)
        with connection.in_words(path):
            made = backup.make(self.database.connection(), self._key, self.folder, path, True, progress)
        self.journal.note(f"备份到“{paths.shown(made.name)}”")
        return made

    def safety_backup(self, reason: str) -> Path:
        """A quick copy of the data file before something large, thinned with the others."""
        self.database.need_writable()
        made = _quick_copy(self, self._key, reason)
        backup.thin(self.folder, datetime.now())
        return made

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
        return connection.problems(self.database)


def _begin(store: Store, key: bytes, options: Sequence[Option]) -> None:
    """Bring the file to this program's form, and put in force what it says."""
    with connection.in_words(store.folder / connection.FILE):
        if store.read_only and upgrade.pending(store.database):
            raise Trouble(f"{store.read_only}{_OLD_FORM}")
        fresh = not store.database.table_exists("step")
        upgraded = not store.read_only and upgrade.run(
            store.database,
            store.kinds,
            before=lambda: None if fresh else _quick_copy(store, key, backup.BEFORE_UPGRADE),
        )
        store.journal = journal.Journal(store.database, store.operator)
        store.journal.listeners.append(lambda tables: store.take_over() if tables & system.TABLES else None)
        option_changes.declare(options)
        if upgraded and not fresh:
            with store.journal.step("升级数据", journal.SEAL):
                pass
        store.take_over()
        store.journal.may = lambda right: right in store.context.rights
        entry.rule(store.journal, store.kinds)


def _quick_copy(store: Store, key: bytes, reason: str) -> Path:
    """A copy of the data file and the keys alone, among the backups."""
    path = store.folder / backup.FOLDER / backup.name(datetime.now(), reason)
    return backup.make(store.database.connection(), key, store.folder, path, False)


def _opened(
    folder: Path, kinds: Sequence[Kind], operator: str, key: bytes, options: Sequence[Option], read_only: str
) -> Store:
    """Open a data folder with its key."""
    ring = keys.KeyRing.read(folder)
    if not (folder / connection.FILE).exists():
        raise Trouble(f"数据文件夹里没有数据文件 {connection.FILE}。请核对文件夹，或从备份恢复。")
    hold = ReadingRoom(folder, key, read_only) if read_only else FolderLock(folder, operator)
    store = Store(folder, kinds, operator, key, hold)
    try:
        if not read_only:
            leftovers.sweep(folder)
        with store.active():
            connection.need_sound(store.database)
            with connection.in_words(folder / connection.FILE):
                upgrade.pending(store.database)  # who reads a file of a newer program would read it wrongly
                entry.need_row(operator, ring.operators)  # before it is upgraded, or anything is written
            _begin(store, key, options)
            if entry.unfinished(ring.operators) and not read_only:
                entry.found(store.journal, operator)
        if not read_only:
            (folder / founding.MARK).unlink(missing_ok=True)
    except BaseException:
        store.close()
        raise
    return store


def reopened(store: Store) -> Store:
    """What was opened for reading only, opened for writing too by the same operator; Held where it is in use still."""
    options = tuple(option_changes.OPTIONS.values())
    restoring.settle(store.folder)
    return _opened(store.folder, store.kinds[len(system.KINDS) :], store.operator, store._key, options, "")


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
