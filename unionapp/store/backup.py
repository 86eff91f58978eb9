"""Backups: a copy of everything in one file, checked after it is made, thinned by day, week and month.

A backup is a zip of the encrypted data file, keys.json and the attached files; it opens with the passwords that were
valid when it was made.
"""

from __future__ import annotations

import json
import lzma
import re
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import peewee
from sqlcipher3 import dbapi2

from unionapp import paths
from unionapp.errors import Damaged, Refused, Trouble
from unionapp.store import connection, consent, disk, files, keys, packing, restoring
from unionapp.store.consent import Leave
from unionapp.store.lock import FolderLock
from unionapp.work import Progress, silent

FOLDER = "backups"
SUFFIX = ".unionbak"
ABOUT = "about.json"
SCRATCH = ".unionbak-"
"""How the folders begin in which a copy is made; one that is left was left by a program that was ended."""
BY_HAND, BEFORE_UPGRADE, BEFORE_IMPORT, AT_CLOSING = "手动", "升级前", "导入前", "关闭时"
"""Why a backup was made, as its name says."""
_BY_ITSELF = (BEFORE_UPGRADE, BEFORE_IMPORT, AT_CLOSING)
"""Those that the program makes unasked, and thins."""
_NAMED = re.compile(rf"(\d{{8}}-\d{{6}})-[^-]+{re.escape(SUFFIX)}", re.ASCII)
_NOT_OVER = "“{name}”已经有了，又不是备份文件，没有覆盖它，也没有备份。请换一个文件名。"
_DAMAGED = "这个备份文件已损坏或不是本程序的备份，没有恢复，现有数据没有动。请换一个备份。"


def name(now: datetime, reason: str) -> str:
    """The file name of a backup: when and why."""
    return f"{now:%Y%m%d-%H%M%S}-{reason}{SUFFIX}"


def make(
    source: dbapi2.Connection, key: bytes, folder: Path, out: Path, whole: bool, progress: Progress = silent
) -> Path:
    """Copy the open data file (a connection), the keys and with `whole` the attached files into `out`; verify it."""
    called = f"备份“{paths.shown(out.name)}”"
    with disk.in_words(out, called):
        disk.make_folder(out.parent)
        _spare(out)
    with disk.in_words(out, called), connection.in_words(out), _scratch(out.parent) as scratch:
        copy = Path(scratch) / connection.FILE
        copy_database(source, key, copy, progress)
        step = verify(copy, key)
        with disk.replacing(out, called) as temporary:
            _pack(temporary, copy, folder, whole, step)
    return out


def _scratch(folder: Path) -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix=SCRATCH, dir=folder)


def _spare(out: Path) -> None:
    """Refused where a backup would take the place of another file, such as the data file itself."""
    if not out.exists() or out.stat().st_size == 0:
        return
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(out) as pack:
        if connection.FILE in pack.namelist():
            return
    raise Refused(_NOT_OVER.format(name=paths.shown(out.name)))


def copy_database(source: dbapi2.Connection, key: bytes, target: Path, progress: Progress = silent) -> None:
    """Copy an open encrypted database by SQLite's own backup into a file under the same key."""
    copy = connection.bare(target, key)
    try:
        source.backup(copy, pages=2000, progress=lambda _s, left, all_: progress(all_ - left, all_, "备份"))
    finally:
        copy.close()


def verify(path: Path, key: bytes) -> list[Any] | None:
    """Trouble unless the file opens under the key and checks clean; its last change, as in `last_change`."""
    copy = connection.bare(path, key)
    try:
        answer = copy.execute("PRAGMA quick_check").fetchone()[0]
        step = last_change(copy)
    except dbapi2.DatabaseError:
        raise connection.damaged(path) from None
    finally:
        copy.close()
    if answer != "ok":
        raise connection.damaged(path)
    return step


def _pack(out: Path, copy: Path, folder: Path, whole: bool, step: list[Any] | None) -> None:
    attached = sorted((folder / files.FOLDER).glob("*/[!.]*")) if whole else []
    with packing.new_pack(out, small=False) as pack:
        made = f"{datetime.now():%Y-%m-%d %H:%M:%S}"
        words = {"made": made, "version": 1, "attachments": whole, "step": step}
        pack.add(ABOUT, json.dumps(words).encode("utf-8"))
        pack.add_file(connection.FILE, copy)
        pack.add_file(keys.FILE, folder / keys.FILE)
        for path in attached:
            if path.is_file():
                pack.add_file(path.relative_to(folder).as_posix(), path)


def check(file: Path, operator: str, password: str) -> None:
    """Refused or Trouble unless a backup could be restored with a password valid when it was made; changes nothing."""
    with disk.in_words(file):
        file.stat()
    with tempfile.TemporaryDirectory() as scratch, disk.in_words(file):
        _unpacked(file, Path(scratch), operator, password)


def operators(file: Path) -> list[str]:
    """Whose passwords open a backup; Trouble where the file is no backup."""
    with tempfile.TemporaryDirectory() as scratch, disk.in_words(file), _legibly():
        with zipfile.ZipFile(file) as pack:
            pack.extract(keys.FILE, scratch)
        return list(keys.KeyRing.read(Path(scratch)).operators)


def restore(folder: Path, file: Path, operator: str, password: str, now: datetime, leave: Leave | None = None) -> Path:
    """Put a backup in the place of the data; returns the folder that keeps what was replaced.

    The backup is unpacked and opened first, with a password valid when it was made. Over data that open it takes the
    leave of the present data, of that operator by that password where no other is given. Attached files are only added.
    """
    with disk.in_words(file):
        file.stat()
        disk.make_folder(folder)
    lock = FolderLock(folder, operator)
    try:
        restoring.finish(folder)
        with disk.in_words(folder, disk.folder_called(folder)), restoring.room(folder) as fresh:
            consent.need(folder, leave or consent.of_operator(operator, password))
            key = _unpacked(file, fresh, operator, password)
            return restoring.replace(folder, fresh, key, file.name, operator, now)
    finally:
        lock.close()


def _unpacked(file: Path, into: Path, operator: str, password: str) -> bytes:
    """Unpack a backup and make sure that this program can open it; its key. Refused for a wrong name or password."""
    with _legibly():
        with zipfile.ZipFile(file) as pack:
            if pack.testzip() is not None or not {connection.FILE, keys.FILE} <= set(pack.namelist()):
                raise Trouble(_DAMAGED)
            for part in filter(restoring.PART.fullmatch, pack.namelist()):
                pack.extract(part, into)
        ring = keys.KeyRing.read(into)
        key = ring.unlock(operator, password)
        restoring.prove(into / connection.FILE, key, operator, ring.operators)
    return key


_ILLEGIBLE = (
    *(Damaged, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError),
    *(LookupError, ValueError, OverflowError, TypeError, RuntimeError, peewee.DatabaseError, dbapi2.DatabaseError),
)
"""What is raised over a zip that is encrypted, damaged, packed in another way or foreign, and over what lies in it."""


@contextmanager
def _legibly() -> Iterator[None]:
    """One sentence for whatever a damaged or foreign backup brings up; what the disk says stays as it is."""
    try:
        yield
    except _ILLEGIBLE:
        raise Trouble(_DAMAGED) from None
    except OSError as error:
        if error.errno is None:  # what bz2 says of spoilt data
            raise Trouble(_DAMAGED) from None
        raise


def listing(folder: Path) -> list[Path]:
    """The backups kept in the data folder, newest first by their names; those that somebody else named come last."""
    found = sorted((folder / FOLDER).glob(f"*{SUFFIX}"), reverse=True)
    return sorted(found, key=lambda path: stamp(path) or datetime.min, reverse=True)


def stamp(path: Path) -> datetime | None:
    """When a backup was made, by its name and the clock of that day; None where the program did not give the name."""
    named = _NAMED.fullmatch(path.name)
    try:
        return datetime.strptime(named[1], "%Y%m%d-%H%M%S") if named else None
    except ValueError:
        return None


def about(path: Path) -> dict[str, Any]:
    """What a backup says of itself; nothing where it cannot be read."""
    try:
        with _legibly(), zipfile.ZipFile(path) as pack:
            found = json.loads(pack.read(ABOUT))
    except (OSError, Trouble):
        return {}
    return found if isinstance(found, dict) else {}


def last_change(data: dbapi2.Connection) -> list[Any] | None:
    """The number and time of the last step of an open data file that is no note; None in an empty one.

    Both are in the log, so that no clock can make a copy look newer than it is, nor another file's copy look like one.
    """
    row = data.execute("SELECT id, at FROM step WHERE sort <> 'note' ORDER BY id DESC LIMIT 1").fetchone()
    return [row[0], str(row[1])] if row is not None else None


def thin(folder: Path, now: datetime) -> None:
    """Keep all of today, then one a day for two weeks, a week for eight weeks, a month for two years, a year for ever.

    Copies that the clerk made, or somebody else named, stay. What programs that were ended in the midst of copying
    left behind goes as well.
    """
    for left in (folder / FOLDER).glob(f"{SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)
    ours = [(path, made) for path in listing(folder) if (made := stamp(path)) and path.stem[16:] in _BY_ITSELF]
    keep = kept(ours, now)
    for path, _ in ours:
        if path not in keep:
            path.unlink(missing_ok=True)


def kept(backups: Sequence[tuple[Path, datetime]], now: datetime) -> set[Path]:
    """Which of the backups (newest first) stay; one from the future, of a wrong clock, takes no other's place."""
    past = [(path, made) for path, made in backups if made <= now]
    stay = {path for path, made in backups if made > now or made.date() == now.date()}
    for span, period in _SPANS:
        newest: dict[str, Path] = {}
        for path, made in past:
            if now - made <= span:
                newest.setdefault(period(made), path)
        stay |= set(newest.values())
    return stay


_SPANS: tuple[tuple[timedelta, Callable[[datetime], str]], ...] = (
    (timedelta(days=14), lambda made: f"{made:%Y%m%d}"),
    (timedelta(weeks=8), lambda made: "{}-{}".format(*made.isocalendar())),
    (timedelta(days=730), lambda made: f"{made:%Y%m}"),
    (timedelta.max, lambda made: f"{made:%Y}"),
)
"""How long one copy of each period is kept, and the period that a copy belongs to."""
