"""The second place: a folder on a stick, another disk or a share, which the clerk names once and copies go to.

A small file in it bears a number by which it is known again under whatever letter or mount point it comes back; the
data folder remembers that number, where the place was, and when and up to which step it was last copied to.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from unionapp import paths
from unionapp.errors import Refused, Trouble
from unionapp.store import about, backup, disk
from unionapp.store.store import Store
from unionapp.work import Progress, silent

MARK = ".union-second-place"
NOTE = "second-place.json"
_ON_SAME_DISK = (
    "“{name}”和数据在同一个磁盘上，磁盘坏了会一起丢，没有指定。请选择U盘、移动硬盘上的文件夹，或共享文件夹。"
)
_NOT_THERE = "第二处“{name}”现在找不到，没有备份，已有的备份都在。请插上U盘或移动硬盘（或连上共享文件夹）后再点一次。"
_NONE = "还没有指定第二处。请插上U盘或移动硬盘，点“指定第二处…”选择上面的一个文件夹。"
_MOUNTED = ("/dev/", "//")
"""How what is mounted begins where it may hold a second place: disks and Windows shares."""


@dataclass(frozen=True)
class SecondPlace:
    """What the data folder remembers of its second place."""

    id: str
    path: str
    """Where it was last."""
    at: str = ""
    """When it was last copied to, by the clock of that day; empty before the first time."""
    step: list[Any] | None = None
    """The last step that the newest copy there holds, as in `about.last_change`."""

    @property
    def name(self) -> str:
        """As the clerk knows it."""
        return paths.shown(self.path)

    def copied(self) -> datetime | None:
        """When it was last copied to; None before the first time."""
        with suppress(ValueError):
            return datetime.fromisoformat(self.at)
        return None


def remembered(folder: Path) -> SecondPlace | None:
    """The second place of a data folder; None where none was named, or what was noted cannot be read."""
    with suppress(OSError, ValueError, TypeError):
        return SecondPlace(**json.loads((folder / NOTE).read_text(encoding="utf-8")))
    return None


def _remember(folder: Path, place: SecondPlace) -> None:
    disk.write_whole(folder / NOTE, json.dumps(asdict(place), ensure_ascii=False).encode("utf-8"))


def name_it(store: Store, place: Path) -> SecondPlace:
    """Make a folder the second place; Refused where it lies on the disk of the data."""
    with disk.in_words(place):
        if device(place) == device(store.folder):
            raise Refused(_ON_SAME_DISK.format(name=paths.shown(place)))
        marked = _mark_of(place) or secrets.token_hex(16)
        disk.write_whole(place / MARK, marked.encode("ascii"))
    known = remembered(store.folder)
    same = known is not None and known.id == marked
    found = replace(known, path=str(place)) if known and same else SecondPlace(marked, str(place))
    _remember(store.folder, found)
    store.journal.note(f"指定第二处备份：“{found.name}”")
    return found


def device(place: Path) -> int:
    """The disk that a folder lies on."""
    return place.stat().st_dev


def find(folder: Path) -> Path | None:
    """Where the second place of a data folder is now; None where none was named, or it is not plugged in."""
    place = remembered(folder)
    if place is None:
        return None
    return next((each for each in _candidates(Path(place.path)) if _mark_of(each) == place.id), None)


def _mark_of(place: Path) -> str:
    with suppress(OSError, ValueError):
        return (place / MARK).read_text(encoding="ascii").strip()
    return ""


def _candidates(last: Path) -> Iterator[Path]:
    """Where it was; then the same folder on everything that is mounted now, by ever shorter ways down to its root."""
    yield last
    parts = last.parts[1:]
    for root in volumes():
        for depth in range(len(parts) + 1):
            yield root.joinpath(*parts[depth:])


def volumes() -> list[Path]:
    """The roots of what is mounted, of the system's own disk too."""
    if sys.platform == "win32":
        return [Path(f"{letter}:\\") for letter in "DEFGHIJKLMNOPQRSTUVWXYZC" if os.path.exists(f"{letter}:\\")]
    with suppress(OSError):
        lines = [line.split() for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
        return [Path(_plain(line[1])) for line in lines if line[0].startswith(_MOUNTED)]
    return []


def _plain(mount: str) -> str:
    """A mount point without the octal escapes of its blanks."""
    return mount.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")


def need(folder: Path) -> Path:
    """Where the second place is now; Refused in words where none was named or it is not plugged in."""
    place = remembered(folder)
    if place is None:
        raise Refused(_NONE)
    found = find(folder)
    if found is None:
        raise Refused(_NOT_THERE.format(name=place.name))
    return found


def copy(store: Store, progress: Progress = silent) -> Path:
    """A verified copy of everything in the second place; where that fails, the older copies there stay as they are."""
    found, now = need(store.folder), datetime.now()
    made = found / backup.name(now, backup.SECOND)
    try:
        store.backup(made, progress=progress, attached="beside")
    except Trouble as trouble:
        raise Trouble(f"没有备份到第二处，那里原有的备份都在。{trouble}") from trouble
    says, place = about.read(made), remembered(store.folder)
    if place is not None and says is not None:
        fresh = replace(place, path=str(found), at=f"{now:%Y-%m-%d %H:%M:%S}", step=says.step)
        _remember(store.folder, fresh)
    return made
