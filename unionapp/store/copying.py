"""Making a copy of the data: the encrypted data file and the keys in one file, the attached files inside or beside it.

Copies that lie together share their attachments: `files` beside them holds each of them once, as the data folder does,
and a copy names those that belong to it; after the data key was renewed a folder of its own holds those of the new key,
and older copies keep theirs. So the next copy writes only what is new. A copy that goes elsewhere by itself
holds its attachments. Every copy is opened after it is made and its records are counted again.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlcipher3 import dbapi2

from unionapp import paths
from unionapp.errors import Refused, Trouble
from unionapp.store import about, connection, disk, keys, log_chain, packing
from unionapp.store.about import About
from unionapp.store.files import FOLDER, Files
from unionapp.work import Progress, silent

SCRATCH = ".unionbak-"
"""How the folders begin in which a copy is made; one that is left was left by a program that was ended."""
Attached = Literal["none", "inside", "beside"]
"""Where the attached files of a copy go."""
_NOT_OVER = "“{name}”已经有了，又不是备份文件，没有覆盖它，也没有备份。请换一个文件名。"
_UNLIKE = "备份“{name}”做完后核对不符，已经丢弃；现有数据和以前的备份都没有动。请再备份一次，或换一个磁盘。"


@dataclass(frozen=True)
class Source:
    """An open data file and its folder, with its key."""

    data: dbapi2.Connection
    key: bytes
    folder: Path

    @property
    def attached(self) -> list[Path]:
        """The attached files, whole ones only."""
        return sorted(path for path in (self.folder / FOLDER).glob("*/[!.]*") if path.is_file())


def make(source: Source, out: Path, attached: Attached, progress: Progress = silent) -> About:
    """Copy the data into `out` and verify the copy; what it says of itself. Trouble leaves older copies as they are."""
    called = f"备份“{paths.shown(out.name)}”"
    with disk.in_words(out, called):
        disk.make_folder(out.parent)
        _spare(out)
    with disk.in_words(out, called), connection.in_words(out), _scratch(out.parent) as scratch:
        copy = Path(scratch) / connection.FILE
        says = replace(copied(source, copy, progress), made=f"{datetime.now():%Y-%m-%d %H:%M:%S}")
        files = source.attached if attached != "none" else []
        share = out.parent / about.share(keys.KeyRing.read(source.folder).series) if attached == "beside" else None
        unsound = _look_after(source, files, share, progress)
        names, shared = (tuple(path.name for path in files), share.name) if share else (None, FOLDER)
        says = replace(says, attachments=attached != "none", beside=names, count=len(files), unsound=unsound)
        says = replace(says, shared=shared)
        inside = files if attached == "inside" else []
        with disk.replacing(out, called) as temporary:
            _pack(temporary, copy, source.folder, inside, says)
            _prove(temporary, out.name, source.folder, inside, progress)
    return says


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


def copied(source: Source, target: Path, progress: Progress) -> About:
    """Copy the data file under the same key by SQLite's own backup, and open the copy: it must hold the same rows.

    What others write meanwhile is seen neither by the copy nor by the counting.
    """
    begun = not source.data.in_transaction
    if begun:
        source.data.execute("BEGIN")
    try:
        counts = about.counted(source.data)
        copy = connection.bare(target, source.key)
        try:
            source.data.backup(copy, pages=2000, progress=lambda _s, left, all_: progress(all_ - left, all_, "备份"))
        finally:
            copy.close()
    finally:
        if begun:
            source.data.execute("ROLLBACK")
    says = verified(target, source.key)
    if says.rows != counts:
        raise Trouble(_UNLIKE.format(name=connection.FILE))
    return says


def verified(path: Path, key: bytes) -> About:
    """What a data file holds; Damaged unless it opens under the key and checks clean."""
    copy = connection.bare(path, key)
    try:
        answer = copy.execute("PRAGMA quick_check").fetchone()[0]
        says = About(
            step=about.last_change(copy),
            schema=about.schema(copy),
            head=log_chain.head(copy),
            rows=about.counted(copy),
        )
    except dbapi2.DatabaseError:
        raise connection.damaged(path) from None
    finally:
        copy.close()
    if answer != "ok":
        raise connection.damaged(path)
    return says


def _look_after(source: Source, files: Sequence[Path], share: Path | None, progress: Progress) -> int:
    """Decrypt the attachments that a copy takes along; how many cannot be read.

    Where they lie beside the copies, in the folder `share`, what is not there yet or only damaged is put there first.
    """
    there, bad = Files(source.folder, source.key), 0
    if share:
        there.folder = share
    for number, path in enumerate(files):
        progress(number, len(files), "备份并核对附件")
        sound = there.sound(path.name)
        if share and not sound:
            target = share / path.parent.name / path.name
            disk.make_folder(target.parent)
            disk.copy_whole(path, target)
            sound = there.sound(path.name)
        bad += not sound
    return bad


def _pack(out: Path, copy: Path, folder: Path, attached: Sequence[Path], says: About) -> None:
    with packing.new_pack(out, small=False) as pack:
        pack.add(about.NAME, says.plain())
        pack.add_file(connection.FILE, copy)
        pack.add_file(keys.FILE, folder / keys.FILE)
        for path in attached:
            pack.add_file(path.relative_to(folder).as_posix(), path)


def _prove(made: Path, name: str, folder: Path, attached: Sequence[Path], progress: Progress) -> None:
    """Read the finished file once: all of it is there, each part as it was written."""
    progress(0, 0, "核对备份")
    wanted = {about.NAME, connection.FILE, keys.FILE, *(path.relative_to(folder).as_posix() for path in attached)}
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(made) as pack:
        if pack.testzip() is None and set(pack.namelist()) == wanted:
            return
    raise Trouble(_UNLIKE.format(name=paths.shown(name)))
