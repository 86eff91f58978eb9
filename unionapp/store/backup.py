"""Backups: what they are called, where they lie, whether they open, and putting one in the place of the data.

A backup is a zip of the encrypted data file and keys.json, with the attached files inside or beside it (`copying`), or
the folder `replaced-…` of what a restore replaced. It opens with the passwords that were valid when it was made.
"""

from __future__ import annotations

import lzma
import re
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import peewee
from sqlcipher3 import dbapi2

from unionapp import paths
from unionapp.errors import Damaged, Trouble
from unionapp.store import about, connection, consent, disk, files, keys, restoring
from unionapp.store.consent import Leave
from unionapp.store.lock import FolderLock

FOLDER = "backups"
SUFFIX = ".unionbak"
BY_HAND, BEFORE_UPGRADE, BEFORE_IMPORT, AT_CLOSING, SECOND = "手动", "升级前", "导入前", "关闭时", "第二处"
"""Why a backup was made, as its name says."""
NOTED = "备份到"
"""How the line in the log begins that says so."""
_NAMED = re.compile(rf"(\d{{8}}-\d{{6}})-[^-]+{re.escape(SUFFIX)}", re.ASCII)
_REPLACED = re.compile(rf"{restoring.KEPT}(\d{{8}}-\d{{6}})(-\d+)?", re.ASCII)
_DAMAGED = "这个备份文件已损坏或不是本程序的备份，没有恢复，现有数据没有动。请换一个备份。"


def size(file: Path) -> int:
    """How many bytes a backup takes, what it shares with others left out."""
    if file.is_dir():
        return sum(path.stat().st_size for path in file.rglob("*") if path.is_file())
    return file.stat().st_size


def name(now: datetime, reason: str) -> str:
    """The file name of a backup: when and why."""
    return f"{now:%Y%m%d-%H%M%S}-{reason}{SUFFIX}"


def check(file: Path, operator: str, password: str) -> None:
    """Refused or Trouble unless a backup could be restored with a password valid when it was made; changes nothing."""
    with disk.in_words(file):
        need_copy(file)
    with tempfile.TemporaryDirectory() as scratch, disk.in_words(file):
        _unpacked(file, Path(scratch), operator, password)


def operators(file: Path) -> list[str]:
    """Whose passwords open a backup; Trouble where the file is no backup."""
    with disk.in_words(file):
        need_copy(file)
        return list(ring(file).operators)


def need_copy(file: Path) -> None:
    """Trouble for a pipe or a device in the place of a backup, which is a file or a folder."""
    if not file.is_dir():
        disk.need_file(file)


def ring(file: Path) -> keys.KeyRing:
    """The keys that lie in a backup."""
    if file.is_dir():
        return keys.KeyRing.read(file)
    with tempfile.TemporaryDirectory() as scratch, _legibly():
        with zipfile.ZipFile(file) as pack:
            pack.extract(keys.FILE, scratch)
        return keys.KeyRing.read(Path(scratch))


def restore(folder: Path, file: Path, operator: str, password: str, now: datetime, leave: Leave | None = None) -> Path:
    """Put a backup in the place of the data; returns the folder that keeps what was replaced.

    The backup is unpacked and opened first, with a password valid when it was made. Over data that open it takes the
    leave of the present data, of that operator by that password where no other is given. Attached files are only added.
    """
    with disk.in_words(file):
        need_copy(file)
        disk.make_folder(folder)
    lock = FolderLock(folder, operator)
    try:
        restoring.finish(folder)
        with disk.in_words(folder, disk.folder_called(folder)), restoring.room(folder) as fresh:
            present = consent.need(folder, leave or consent.of_operator(operator, password))
            key = _unpacked(file, fresh, operator, password)
            lost = len([digest for digest in missing(file) if not files.Files(folder, key).holds(digest)])
            what = paths.shown(file.name) + (f"（缺 {lost} 个附件）" if lost else "")
            restoring.reseal(folder, fresh, key, present)
            return restoring.replace(folder, fresh, key, what, operator, now)
    finally:
        lock.close()


def _unpacked(file: Path, into: Path, operator: str, password: str) -> bytes:
    """Unpack a backup and make sure that this program can open it; its key. Refused for a wrong name or password."""
    with _legibly():
        unpack(file, into)
        ring = keys.KeyRing.read(into)
        key = ring.unlock(operator, password)
        restoring.prove(into / connection.FILE, key, operator, ring.operators)
    return key


def unpack(file: Path, into: Path, attached: bool = True) -> None:
    """Put the parts of a backup into a folder, as they lie in a data folder; attachments that are gone are left out."""
    if file.is_dir():
        _gather(file, into)
        return
    with _legibly(), zipfile.ZipFile(file) as pack:
        if pack.testzip() is not None or not {connection.FILE, keys.FILE} <= set(pack.namelist()):
            raise Trouble(_DAMAGED)
        for part in filter(restoring.PART.fullmatch, pack.namelist()):
            if attached or part in (connection.FILE, keys.FILE):
                pack.extract(part, into)
    if not attached:
        return
    says = about.read(file)
    for digest in (says.beside if says else None) or ():
        part = f"{files.FOLDER}/{digest[:2]}/{digest}"
        shared = file.parent / (says.shared if says else files.FOLDER) / digest[:2] / digest
        if restoring.PART.fullmatch(part) and shared.is_file():
            (into / part).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(shared, into / part)


def missing(file: Path) -> list[str]:
    """The digests of the attachments that a backup names and that do not lie beside it any more."""
    says = None if file.is_dir() else about.read(file)
    there = file.parent / (says.shared if says else files.FOLDER)
    return [each for each in (says.beside if says else None) or () if not (there / each[:2] / each).is_file()]


def _gather(folder: Path, into: Path) -> None:
    """The parts of a backup that is a folder."""
    for path in sorted(folder.rglob("*")):
        part = path.relative_to(folder).as_posix()
        if path.is_file() and restoring.PART.fullmatch(part):
            (into / part).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, into / part)
    if not all((into / part).exists() for part in (connection.FILE, keys.FILE)):
        raise Trouble(_DAMAGED)


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
    return among(folder / FOLDER)


def among(place: Path) -> list[Path]:
    """The copies in a folder of copies, in the same order."""
    found = sorted((path for path in place.glob(f"*{SUFFIX}") if not path.name.startswith(".")), reverse=True)
    return sorted(found, key=lambda path: stamp(path) or datetime.min, reverse=True)


def stamp(path: Path) -> datetime | None:
    """When a backup was made, by its name and the clock of that day; None where the program did not give the name."""
    named = _NAMED.fullmatch(path.name) or _REPLACED.fullmatch(path.name)
    try:
        return datetime.strptime(named[1], "%Y%m%d-%H%M%S") if named else None
    except ValueError:
        return None
