"""What programs that were ended in the midst of writing left in a data folder, or in passing: found by our own
names, and removed."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from pathlib import Path

from unionapp.store import about, backup, connection, copying, files, keys, passing, restoring

_FILE = re.compile(r"\..+\.[a-z0-9_]{8}\.tmp")
"""How `disk.replacing` names a file that is being written."""
_ROOM = re.compile(rf"({restoring.ROOM}|tmp)[a-z0-9_]{{8}}")
"""How the folders are named in which a backup was unpacked; `tmp…` is the name that earlier programs gave."""
_OF_A_BACKUP = {*connection.PARTS, f"{connection.FILE}-journal", keys.FILE, files.FOLDER, about.NAME}


def sweep(folder: Path) -> None:
    """Remove the left-overs in a data folder whose lock is held; what the disk does not let go of stays."""
    passing.sweep()
    if (folder / restoring.JOURNAL).exists():
        return
    with suppress(OSError):
        for place in _places(folder):
            for path in place.glob(".*.tmp"):
                if _FILE.fullmatch(path.name) and path.is_file():
                    path.unlink(missing_ok=True)
        for room in (*_rooms(folder), *(folder / backup.FOLDER).glob(f"{copying.SCRATCH}*")):
            shutil.rmtree(room, ignore_errors=True)


def _places(folder: Path) -> list[Path]:
    """Where files are written: the data folder, its attachments, its backups and the attachments beside these."""
    copies = folder / backup.FOLDER
    beside = [each for share in about.shares(copies) for each in share.glob("??")]
    return [folder, copies, *(folder / files.FOLDER).glob("??"), *beside]


def _rooms(folder: Path) -> list[Path]:
    """The folders in which backups were unpacked: named by us, with nothing in them but what a backup holds."""
    named = [path for path in folder.iterdir() if _ROOM.fullmatch(path.name) and path.is_dir()]
    return [room for room in named if all(_ours(path.name) for path in room.iterdir())]


def _ours(name: str) -> bool:
    return name in _OF_A_BACKUP or _FILE.fullmatch(name) is not None
