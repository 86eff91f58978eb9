"""Backups: a copy of everything in one file, checked after it is made, thinned by day, week and month.

A backup is a zip of the encrypted data file, keys.json and the attached files; it opens with the passwords that were
valid when it was made.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from unionapp import paths
from unionapp.errors import Refused, Trouble
from unionapp.store import connection, disk, files, keys, packing, restoring
from unionapp.store.lock import FolderLock
from unionapp.work import Progress, silent

FOLDER = "backups"
SUFFIX = ".unionbak"
ABOUT = "about.json"
SCRATCH = ".unionbak-"
"""How the folders begin in which a copy is made; one that is left was left by a program that was ended."""
_NOT_OVER = "“{name}”已经有了，又不是备份文件，没有覆盖它，也没有备份。请换一个文件名。"
_DAMAGED = "这个备份文件已损坏或不是本程序的备份，没有恢复，现有数据没有动。请换一个备份。"


def name(now: datetime, reason: str) -> str:
    """The file name of a backup: when and why."""
    return f"{now:%Y%m%d-%H%M%S}-{reason}{SUFFIX}"


def make(source: Any, key: bytes, folder: Path, out: Path, whole: bool, progress: Progress = silent) -> Path:
    """Copy the open data file (a connection), the keys and with `whole` the attached files into `out`; verify it."""
    with disk.in_words(out):
        disk.make_folder(out.parent)
        _spare(out)
    with disk.in_words(out), connection.in_words(out), _scratch(out.parent) as scratch:
        copy = Path(scratch) / connection.FILE
        copy_database(source, key, copy, progress)
        verify(copy, key)
        with disk.replacing(out) as temporary:
            _pack(temporary, copy, folder, whole)
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


def copy_database(source: Any, key: bytes, target: Path, progress: Progress = silent) -> None:
    """Copy an open encrypted database by SQLite's own backup into a file under the same key."""
    copy = connection.bare(target, key)
    try:
        source.backup(copy, pages=2000, progress=lambda _s, left, all_: progress(all_ - left, all_, "备份"))
    finally:
        copy.close()


def verify(path: Path, key: bytes) -> None:
    """Trouble unless the file opens under the key and checks clean."""
    copy = connection.bare(path, key)
    try:
        answer = copy.execute("PRAGMA quick_check").fetchone()[0]
    except dbapi2.DatabaseError:
        raise connection.damaged(path) from None
    finally:
        copy.close()
    if answer != "ok":
        raise connection.damaged(path)


def _pack(out: Path, copy: Path, folder: Path, whole: bool) -> None:
    attached = sorted((folder / files.FOLDER).glob("*/[!.]*")) if whole else []
    with packing.new_pack(out, small=False) as pack:
        about = {"made": f"{datetime.now():%Y-%m-%d %H:%M:%S}", "version": 1, "attachments": whole}
        pack.add(ABOUT, json.dumps(about).encode("utf-8"))
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
        _unpack(file, Path(scratch))
        _prove(Path(scratch), operator, password)


def _prove(unpacked: Path, operator: str, password: str) -> bytes:
    """The key of an unpacked backup that this program can open; Refused for a wrong name or password."""
    key = keys.KeyRing.read(unpacked).unlock(operator, password)
    restoring.prove(unpacked / connection.FILE, key)
    return key


def operators(file: Path) -> list[str]:
    """Whose passwords open a backup; Trouble where the file is no backup."""
    with tempfile.TemporaryDirectory() as scratch, disk.in_words(file):
        try:
            with zipfile.ZipFile(file) as pack:
                pack.extract(keys.FILE, scratch)
        except (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError):
            raise Trouble(_DAMAGED) from None
        return list(keys.KeyRing.read(Path(scratch)).operators)


def restore(folder: Path, file: Path, operator: str, password: str, now: datetime) -> Path:
    """Put a backup in the place of the data; returns the folder that keeps what was replaced.

    The backup is unpacked and opened first, with a password valid when it was made. Attached files are only added.
    """
    with disk.in_words(file):
        file.stat()
        disk.make_folder(folder)
    lock = FolderLock(folder, operator)
    try:
        restoring.finish(folder)
        with disk.in_words(folder), restoring.room(folder) as fresh:
            _unpack(file, fresh)
            key = _prove(fresh, operator, password)
            return restoring.replace(folder, fresh, key, file.name, operator, now)
    finally:
        lock.release()


def _unpack(file: Path, into: Path) -> None:
    try:
        with zipfile.ZipFile(file) as pack:
            if pack.testzip() is not None or not {connection.FILE, keys.FILE} <= set(pack.namelist()):
                raise Trouble(_DAMAGED)
            pack.extractall(into)
    except (zipfile.BadZipFile, EOFError, NotImplementedError):
        raise Trouble(_DAMAGED) from None


def listing(folder: Path) -> list[Path]:
    """The backups kept in the data folder, newest first."""
    return sorted((folder / FOLDER).glob(f"*{SUFFIX}"), reverse=True)


def thin(folder: Path, now: datetime) -> None:
    """Keep the ten newest, then one a day for two weeks, one a week for eight weeks, one a month for two years.

    What programs that were ended in the midst of copying left behind goes as well.
    """
    for left in (folder / FOLDER).glob(f"{SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)
    keep = kept([(path, stamp) for path in listing(folder) if (stamp := _stamp(path))], now)
    for path in listing(folder):
        if path not in keep and _stamp(path):
            path.unlink(missing_ok=True)


def kept(backups: Sequence[tuple[Path, datetime]], now: datetime) -> set[Path]:
    """Which of the backups (newest first) stay."""
    stay = {path for path, _ in backups[:10]}
    spans = ((timedelta(days=14), "%Y%m%d"), (timedelta(weeks=8), "%G%V"), (timedelta(days=730), "%Y%m"))
    for span, period in spans:
        newest: dict[str, Path] = {}
        for path, stamp in backups:
            if now - stamp <= span:
                newest.setdefault(stamp.strftime(period), path)
        stay |= set(newest.values())
    return stay


def _stamp(path: Path) -> datetime | None:
    try:
        return datetime.strptime(path.name[:15], "%Y%m%d-%H%M%S")
    except ValueError:
        return None
