"""Guessing passwords and codes: after three wrong ones every further one has to wait, longer each time.

What was tried lies in a small file beside the data, so that neither a new start nor a killed program forgets it. The
wait never exceeds a quarter of an hour, whatever the clock says: where it was set back, waiting begins anew.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from unionapp.errors import Refused, Trouble
from unionapp.store import disk
from unionapp.store.keys import WrongSecret

FILE = "attempts.json"
_FREE = 3
"""So many wrong ones cost nothing."""
_FIRST, _LONGEST = 5, 900
"""Seconds to wait after them, doubled each time, and at most."""
_NAMED = 5
"""So many times are named in the log."""


@dataclass(frozen=True)
class Attempts:
    """What went wrong since the last right one."""

    row: int = 0
    """How many wrong ones in a row."""
    last: float = 0.0
    """When the last one was, in seconds since 1970."""
    total: int = 0
    """How many since the last login, of which the log does not know yet."""
    times: list[str] = field(default_factory=list)
    """When the last few of them were."""

    @property
    def pause(self) -> int:
        """Seconds to wait after the last one."""
        doubled = min(max(self.row - _FREE, 0), 10)
        return min(_FIRST * 2**doubled, _LONGEST) if self.row >= _FREE else 0


def _read(folder: Path) -> Attempts:
    try:
        raw = json.loads((folder / FILE).read_text(encoding="utf-8"))
        times = [str(each) for each in raw["times"]][-_NAMED:]
        return Attempts(max(int(raw["row"]), 0), float(raw["last"]), max(int(raw["total"]), 0), times)
    except (OSError, ValueError, TypeError, KeyError, RecursionError, OverflowError):
        return Attempts()


def _write(folder: Path, attempts: Attempts) -> None:
    with suppress(Trouble):  # a disk that cannot be written must not keep the right password out
        disk.write_whole(folder / FILE, json.dumps(asdict(attempts)).encode("utf-8"))


def wait(folder: Path) -> int:
    """Seconds until the next password or code may be tried; 0 for at once."""
    attempts, now = _read(folder), time.time()
    if not attempts.pause:
        return 0
    if not attempts.last <= now:  # the clock was set back, or the file does not tell a time
        _write(folder, replace(attempts, last=now))
        return attempts.pause
    return max(math.ceil(attempts.last + attempts.pause - now), 0)


@contextmanager
def guarded(folder: Path) -> Iterator[None]:
    """Within, a password or code is tried: Refused while it is too soon; wrong ones count, a right one ends it."""
    if seconds := wait(folder):
        raise Refused(f"密码或恢复码连续输错，请在 {seconds} 秒后再试。数据没有改动。")
    try:
        yield
    except WrongSecret as wrong:
        before, now = _read(folder), datetime.now()
        if folder.is_dir():
            times = [*before.times, f"{now:%Y-%m-%d %H:%M}"][-_NAMED:]
            _write(folder, Attempts(before.row + 1, time.time(), before.total + 1, times))
        if seconds := wait(folder):
            raise WrongSecret(f"{wrong}请在 {seconds} 秒后再试。") from None
        raise
    before = _read(folder)
    if before.row:
        _write(folder, replace(before, row=0))


def told(folder: Path) -> str:
    """What the log is to say of wrong ones since the last login; empty where there were none."""
    found = _read(folder)
    if not found.total:
        return ""
    more = "等" if found.total > len(found.times) else ""
    return f"上次登录以后有 {found.total} 次密码或恢复码不对（{'、'.join(found.times)}{more}）"


def forget(folder: Path) -> None:
    """Remove what the log has taken over."""
    with suppress(OSError):
        (folder / FILE).unlink(missing_ok=True)
