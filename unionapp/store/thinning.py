"""Which copies stay as time goes by, and the attachments that none of them names any more."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from unionapp.errors import Trouble
from unionapp.store import about, backup, copying
from unionapp.work import Progress, silent

_DIGEST = re.compile(r"[0-9a-f]{64}")
_BY_ITSELF = (backup.BEFORE_UPGRADE, backup.BEFORE_IMPORT, backup.AT_CLOSING, backup.SECOND)
"""Copies that the program names, and thins; those that the clerk made or named stay."""


def copy_and_thin(
    source: copying.Source, out: Path, attached: copying.Attached, progress: Progress = silent
) -> about.About:
    """A verified copy; where the program keeps copies by itself, these are thinned afterwards.

    Old copies that cannot be taken away now go the next time; the copy is good all the same.
    """
    says = copying.make(source, out, attached, progress)
    if attached == "beside" or out.parent == source.folder / backup.FOLDER:
        with suppress(OSError, Trouble):
            thin(out.parent, datetime.now())
    return says


def thin(place: Path, now: datetime) -> None:
    """Keep all of today, then one a day for two weeks, a week for eight weeks, a month for two years, a year for ever.

    `place` is a folder of copies. Those that the clerk made, or somebody else named, stay. What programs that were
    ended in the midst of copying left behind goes as well.
    """
    for left in place.glob(f"{copying.SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)
    ours = [(path, made) for path in backup.among(place) if (made := backup.stamp(path)) and _thinned(path)]
    keep = kept(ours, now)
    for path, _ in ours:
        if path not in keep:
            path.unlink(missing_ok=True)
    _forget_attachments(place)


def _thinned(path: Path) -> bool:
    return path.stem[16:] in _BY_ITSELF


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


def _forget_attachments(place: Path) -> None:
    """Remove what no copy names any more; nothing where a copy cannot be read, since nobody knows what it names."""
    named: set[tuple[str, str]] = set()
    for path in backup.among(place):
        says = about.read(path)
        if says is None:
            return
        named |= {(says.shared, digest) for digest in says.beside or ()}
    for share in about.shares(place):
        for path in share.glob("*/*"):
            if _DIGEST.fullmatch(path.name) and (share.name, path.name) not in named:
                path.unlink(missing_ok=True)
