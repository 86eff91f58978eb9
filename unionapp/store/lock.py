"""One program at a time writes in a data folder.

The system's own lock on a file keeps a second program out, and goes with its holder. Two things are not enough for it:
where the file is removed by hand, a second program would lock another one of that name, so on POSIX the folder itself
is locked too; and on a network drive locks may reach no further than one computer, so there the holder signs a second
file again and again, and writes nothing once somebody else has signed it.
"""

from __future__ import annotations

import json
import os
import platform
import secrets
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from unionapp.errors import Held, Trouble
from unionapp.store import disk

if os.name == "posix":
    import fcntl

_LOCK, _HOLDER = ".lock", ".in-use.json"
_BEAT = 20.0
"""Seconds between two signs of life on a network drive."""
_DEAD = 90.0
"""Seconds without a sign of life after which the holder of a folder on a network drive is taken for dead."""
_LOST = "这份数据已由{who}，这一步没有保存，以前保存的都在。为了不互相覆盖，请关闭程序，等那边用完再登录。"


@dataclass(frozen=True)
class Holder:
    """Who has a folder open, as she signed it."""

    computer: str
    operator: str
    since: str
    mark: str = ""
    """Another one every time a folder is opened."""

    @classmethod
    def read(cls, folder: Path) -> Holder | None:
        """Who signed last; None where nobody did, or it cannot be read."""
        try:
            raw = json.loads((folder / _HOLDER).read_text(encoding="utf-8"))
            return cls(str(raw["computer"]), str(raw["operator"]), str(raw["since"]), str(raw.get("mark", "")))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def __str__(self) -> str:
        return f"电脑“{self.computer}”上的“{self.operator}”打开（从 {self.since} 起）"


class FolderLock:
    """Holds a data folder for this process until released; the system lets go of it if the process dies.

    Held where somebody else has it, CannotWrite where the disk takes no lock.
    """

    def __init__(self, folder: Path, operator: str) -> None:
        self.folder = folder
        self._remote = disk.is_remote(folder)
        self._mark = secrets.token_hex(8)
        self._lock = FileLock(folder / _LOCK, thread_local=False)
        self._handle: int | None = None
        self._ended = threading.Event()
        with disk.in_words(folder, disk.folder_called(folder)):
            try:
                self._lock.acquire(timeout=0)
                self._take_folder()
                self._need_nobody()
                self._sign(operator)
            except (Timeout, BlockingIOError):
                self._let_go()
                raise _held(folder) from None
            except (OSError, Trouble):
                self._let_go()
                raise
        if self._remote:
            threading.Thread(target=self._live, name="sign-of-life", daemon=True).start()

    def _take_folder(self) -> None:
        """Lock the folder itself, which nobody removes without taking the data away."""
        if os.name == "posix" and not self._remote:
            self._handle = os.open(self.folder, os.O_RDONLY)
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _need_nobody(self) -> None:
        """Held where somebody on another computer gave a sign of life; the clock that counts is that of the drive."""
        if self._remote and alive(self.folder):
            raise _held(self.folder, f"如果那边已经关机或死机，约 {_DEAD:.0f} 秒后可以打开。")

    def _sign(self, operator: str) -> None:
        now = f"{datetime.now():%Y-%m-%d %H:%M}"
        content = {"computer": platform.node(), "operator": operator, "since": now, "mark": self._mark}
        (self.folder / _HOLDER).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    def _live(self) -> None:
        """Give signs of life until the lock is released."""
        while not self._ended.wait(_BEAT):
            with suppress(OSError):
                os.utime(self.folder / _HOLDER)

    def need_ours(self) -> None:
        """Trouble where somebody else has taken the folder, as may happen on a network drive that was cut off."""
        if self._remote:
            holder = Holder.read(self.folder)
            if holder is not None and holder.mark != self._mark:
                raise Trouble(_LOST.format(who=holder))

    def close(self) -> None:
        """Let others in."""
        self._ended.set()
        holder = Holder.read(self.folder)
        if holder is None or holder.mark == self._mark:
            with suppress(OSError):
                (self.folder / _HOLDER).unlink(missing_ok=True)
        self._let_go()

    def _let_go(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
        self._lock.release()


def alive(folder: Path) -> bool:
    """Whether the holder of a folder on a network drive gave a sign of life of late."""
    try:
        os.utime(folder / _LOCK)
        now, signed = ((folder / name).stat().st_mtime for name in (_LOCK, _HOLDER))
    except OSError:
        return False
    return now - signed < _DEAD


def is_free(folder: Path) -> bool:
    """Whether nobody holds a folder now."""
    if disk.is_remote(folder):
        return not alive(folder)
    if not (folder / _HOLDER).exists():
        return True
    try:
        FolderLock(folder, "").close()
    except Trouble:
        return False
    return True


def _held(folder: Path, more: str = "") -> Held:
    holder = Holder.read(folder)
    if holder is None:
        return Held(f"这份数据正被另一个程序打开，没有改动。请先关闭那个程序。{more}", "另一个程序正在使用这份数据")
    who = f"“{holder.operator}”正在使用（电脑“{holder.computer}”，从 {holder.since} 起）"
    return Held(f"这份数据正由{holder}，没有改动。请先在那边关闭程序。{more}", who)
