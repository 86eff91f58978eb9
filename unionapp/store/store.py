"""One open data folder: its file, its steps, its operators, its attached files and backups."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from unionapp import paths
from unionapp.errors import Refused, Trouble
from unionapp.records import context, reading
from unionapp.records.context import Context
from unionapp.records.kind import Kind
from unionapp.records.options import Option
from unionapp.store import (
    backup,
    beginning,
    connection,
    copying,
    disk,
    entry,
    founding,
    guessing,
    journal,
    keys,
    leftovers,
    log_guard,
    looking,
    option_changes,
    restoring,
    system,
    thinning,
    upgrade,
)
from unionapp.store.files import Files
from unionapp.store.founding import exists
from unionapp.store.lock import FolderLock
from unionapp.store.looking import OpenedCopy
from unionapp.store.reading import ReadingRoom
from unionapp.work import Progress, silent

__all__ = ["Store", "exists", "operators", "reopened"]


class Store:
    """A data folder opened by an operator; made by `create` or `open`, ended by `close`."""

    def __init__(
        self, folder: Path, kinds: Sequence[Kind], operator: str, key: bytes, hold: FolderLock | ReadingRoom
    ) -> None:
        self.folder = folder
        self.kinds = (*system.KINDS, *kinds)
        self.operator = operator
        self.key = key
        """The data key; whoever has it can open everything."""
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
        operator, key, ring = system.operator_name(operator), secrets.token_bytes(32), keys.KeyRing()
        code = ring.new_code(key)
        ring.admit(operator, key, password)
        with disk.in_words(folder, disk.folder_called(folder)):
            disk.make_folder(folder)
        store = cls(folder, kinds, operator, key, FolderLock(folder, operator))
        try:
            with disk.in_words(folder, disk.folder_called(folder)):
                founding.clear(folder)
                disk.write_whole(folder / founding.MARK, b"", disk.folder_called(folder))
                with store.active():
                    _begin(store, ring, options)
                    entry.found(store.journal, operator)
                ring.write(folder)
                (folder / founding.MARK).unlink()
        except BaseException:  # leaves nothing, so that the folder can be made again
            store.close()
            with suppress(OSError):  # what stays counts as not made
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
        with guessing.guarded(folder):
            key = ring.unlock(operator, password)
        opened = _opened(folder, kinds, operator, key, options, read_only)
        entry.give_pair(opened.journal, folder, key, operator, password)
        return opened

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

    def readable(self, key: str) -> Kind:
        """The kind of that key; Refused, and noted in the log, where the operator may not read it."""
        kind = self.kind(key)
        self.journal.need(reading.right_of(kind), f"查看{kind.title}")
        return kind

    def close(self) -> None:
        """Close the file and let others in."""
        context.leave(self, self._before)
        try:
            if not self.read_only and hasattr(self, "journal"):
                log_guard.remember(self.database, self.folder)
        finally:
            self.database.close()
            self._hold.close()

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
        if out is None:
            self.database.need_writable()
        path = out or self.folder / backup.FOLDER / backup.name(datetime.now(), reason)
        with connection.in_words(path):
            how = attached or ("inside" if out else "beside")
            says = thinning.copy_and_thin(_source(self, self.key), path, how, progress)
        unsound = f"，其中 {says.unsound} 个附件在数据里就已损坏" if says.unsound else ""
        self.journal.note(f"{backup.NOTED}“{paths.shown(path.name)}”{unsound}")
        return path

    def safety_backup(self, reason: str, progress: Progress = silent) -> Path:
        """A quick copy without attachments before something large; at closing, of everything."""
        self.database.need_writable()
        path = self.folder / backup.FOLDER / backup.name(datetime.now(), reason)
        how: copying.Attached = "beside" if reason == backup.AT_CLOSING else "none"
        thinning.copy_and_thin(_source(self, self.key), path, how, progress)
        return path

    def check(self) -> list[str]:
        """What is wrong with the file itself, in words; nothing where it is sound."""
        return connection.problems(self.database)


def _begin(store: Store, ring: keys.KeyRing, options: Sequence[Option]) -> None:
    """Bring the file to this program's form, and put in force what it says."""
    with connection.in_words(store.folder / connection.FILE):
        option_changes.declare(options)
        if store.read_only:
            store.journal = beginning.read(store.database, ring, store.key, store.operator)
        else:
            store.journal = beginning.begin(store.database, store.kinds, ring, store.key, store.operator)
        store.journal.listeners.append(lambda tables: store.take_over() if tables & system.TABLES else None)
        store.take_over()
        store.journal.may = lambda right: right in store.context.rights
        entry.rule(store.journal, store.kinds)


def look_into(store: Store, file: Path, password: str = "") -> OpenedCopy:
    """A copy of these data laid open to be read beside them, as they were on that day; ended by `looking.end`.

    One of a former data key takes the `password` that the operator had then.
    """
    key = looking.key_of(store.folder, file, store.operator, password) if password else store.key
    look = looking.begin(file, key, store.kinds)
    store.journal.note(f"查看备份“{paths.shown(file.name)}”里的记录")
    return look


def _source(store: Store, key: bytes) -> copying.Source:
    return copying.Source(store.database.connection(), key, store.folder)


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
            _begin(store, ring, options)
            if not read_only:
                if entry.unfinished(ring.operators):
                    entry.found(store.journal, operator)
                entry.take_over_events(store.journal, ring, folder, key)
        if not read_only:
            with disk.in_words(folder, disk.folder_called(folder)):
                (folder / founding.MARK).unlink(missing_ok=True)
    except BaseException:
        store.close()
        raise
    return store


def reopened(store: Store, key: bytes = b"") -> Store:
    """What was opened for reading only, or closed to renew its data `key`, opened for writing by the same operator;
    Held where it is in use still."""
    options = tuple(option_changes.OPTIONS.values())
    restoring.settle(store.folder)
    return _opened(store.folder, store.kinds[len(system.KINDS) :], store.operator, key or store.key, options, "")


def operators(folder: Path) -> list[str]:
    """Who may open the data of a folder; a restore that was cut off is finished first."""
    restoring.settle(folder)
    return list(keys.KeyRing.read(folder).operators)
