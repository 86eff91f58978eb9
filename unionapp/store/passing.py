"""Rooms of the system's for files that pass: a copy that is read or looked into, encrypted as it is.

Each is locked while its program lives, so that what a killed one left is told from what another is reading now.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

_BEGINS = "union-pass-"
_LOCK = ".lock"


class PassingRoom:
    """A folder that only this user can read; it goes with `close`, or is swept after a program that was killed."""

    def __init__(self) -> None:
        sweep()
        self.folder = Path(tempfile.mkdtemp(prefix=_BEGINS))
        self._lock = FileLock(self.folder / _LOCK, thread_local=False)
        self._lock.acquire()

    def close(self) -> None:
        """Take the room away."""
        self._lock.release()
        shutil.rmtree(self.folder, ignore_errors=True)


def sweep() -> None:
    """Remove the rooms whose programs are no more."""
    for room in Path(tempfile.gettempdir()).glob(f"{_BEGINS}*"):
        lock = FileLock(room / _LOCK, thread_local=False)
        with suppress(OSError, Timeout):
            if (room / _LOCK).is_file():
                lock.acquire(timeout=0)
                lock.release()
                shutil.rmtree(room, ignore_errors=True)
