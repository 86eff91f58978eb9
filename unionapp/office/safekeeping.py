"""Whether the data are safe: when they were last copied, whether anything changed since, and what copies hold."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from unionapp import paths
from unionapp.errors import Refused
from unionapp.office import second_place
from unionapp.store import about, backup, connection, disk, keys, restoring
from unionapp.store.about import About
from unionapp.store.journal import NOTE, Journal, StepRow
from unionapp.store.store import Store
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.members.models import Member
from unionapp.subjects.unions.models import Union
from unionapp.work import Progress, silent

COUNTED = (Member, Union, Voucher)
"""Whose rows the list of copies tells."""
SLACK = timedelta(hours=2)
"""So far the clock may go back without a word, as when it is set right or winter time begins."""
LEAP = timedelta(days=366)
"""So far the clock may be ahead of the last line of the log without a word."""
_YOUNGER = "“{name}”是恢复前的数据，现在还没有比它新的完好备份，没有删除。请先点“立即备份”，做完后再删。"


@dataclass(frozen=True)
class Copy:
    """A copy of the data as the clerk finds it: a backup here or in the second place, or what a restore replaced."""

    file: Path
    place: str
    reason: str
    made: datetime
    size: int
    """In bytes."""
    says: About | None
    """What it holds; None where that is not known."""
    behind: int | None
    """How many steps fewer than the present data it holds; None where it is no copy of them."""
    gone: int = 0
    """How many of its attachments do not lie beside it any more."""


def copies(folder: Path) -> list[Copy]:
    """Every copy that can be reached now, newest first."""
    second = second_place.find(folder)
    found = _copies(folder / backup.FOLDER, "本机")
    if second is not None:
        found += _copies(second, "第二处")
    found += [_copy(path, "本机", "恢复前的数据", frozenset()) for path in restoring.replaced(folder)]
    return sorted(found, key=lambda copy: copy.made, reverse=True)


def _copies(place: Path, name: str) -> list[Copy]:
    beside = frozenset((share.name, path.name) for share in about.shares(place) for path in share.glob("*/*"))
    return [_copy(path, name, path.stem[16:], beside) for path in backup.among(place)]


def _copy(path: Path, place: str, reason: str, beside: frozenset[tuple[str, str]]) -> Copy:
    made, size = backup.stamp(path), backup.size(path)
    says = None if path.is_dir() else about.read(path)
    gone = len({(says.shared, digest) for digest in says.beside or ()} - beside) if says else 0
    stamp = made or datetime.fromtimestamp(path.stat().st_mtime)
    return Copy(path, place, reason if made else "", stamp, size, says, behind(says), gone)


def behind(says: About | None) -> int | None:
    """How many steps the data have gone on since a copy; None where it is no copy of them, or does not say."""
    if says is None or says.step is None:
        return None
    number, at = says.step[0], says.step[1]
    row = StepRow._meta.database.execute_sql("SELECT at FROM step WHERE id = ?", (number,)).fetchone()
    if row is None or str(row[0]) != at:
        return None
    return int(StepRow.select().where((StepRow.sort != NOTE) & (StepRow.id > number)).count())


def last_backup(folder: Path, now: datetime | None = None) -> datetime | None:
    """When the newest backup in the data folder was made, by the name the program gave it; None where there is none.

    One of the future was made under a wrong clock: nobody knows when, so it does not count.
    """
    now = now or datetime.now()
    made = ((backup.stamp(path), path) for path in backup.listing(folder))
    return next((each for each, path in made if each is not None and each <= now and about.read(path)), None)


def last_change() -> datetime | None:
    """When a row was changed last; None in an empty file."""
    row = StepRow.select(StepRow.at).where(StepRow.sort != NOTE).order_by(StepRow.id.desc()).first()
    at: datetime | None = row.at if row else None
    return at


def backup_is_due(folder: Path) -> bool:
    """Whether no backup in the data folder holds the last change: told by the log, whatever any clock says."""
    changed = about.last_change(StepRow._meta.database.connection())
    says = (about.read(path) for path in backup.listing(folder))
    return changed is not None and all(each is None or each.step != changed for each in says)


def second_is_due(folder: Path) -> bool:
    """Whether the second place is there now and its newest copy lacks the last change."""
    place, changed = second_place.remembered(folder), about.last_change(StepRow._meta.database.connection())
    return place is not None and place.step != changed and second_place.find(folder) is not None


def copy_at_closing(store: Store, progress: Progress = silent) -> None:
    """Copy what changed, here and into the second place where that is there."""
    if backup_is_due(store.folder):
        store.safety_backup(backup.AT_CLOSING, progress)
    if second_is_due(store.folder):
        second_place.copy(store, progress)


def forget_replaced(store: Store, kept: Path) -> None:
    """Remove what a restore replaced; Refused unless the operator may and a newer good backup is there."""
    store.journal.need("admin", f"删除恢复前的数据“{kept.name}”")
    made, last = backup.stamp(kept), last_backup(store.folder)
    if kept not in restoring.replaced(store.folder) or made is None or last is None or last <= made:
        raise Refused(_YOUNGER.format(name=paths.shown(kept.name)))
    store.journal.note(f"删除恢复前的数据“{kept.name}”")
    with disk.in_words(kept):
        shutil.rmtree(kept)


def clock_is_strange(last: datetime, now: datetime) -> bool:
    """Whether a clock stands before the last line of the log, or years after it."""
    return not last - SLACK <= now <= last + LEAP


def last_use(folder: Path) -> datetime | None:
    """When the data of a folder were last written, by their files: known before anybody logs in; None where there are
    none."""
    files = (folder / name for name in (connection.FILE, f"{connection.FILE}-wal", keys.FILE))
    times = [path.stat().st_mtime for path in files if path.exists()]
    return datetime.fromtimestamp(max(times)) if times else None


def note_clock(journal: Journal, now: datetime) -> datetime | None:
    """Note a clock that stands before the last line of the log, or years after it; when that line was, None where all
    is right."""
    row = StepRow.select(StepRow.at).order_by(StepRow.id.desc()).first()
    if row is None or not clock_is_strange(row.at, now):
        return None
    last: datetime = row.at
    how = "早" if now < last else "晚得多"
    journal.note(f"电脑日期比日志{how}：现在 {now:%Y-%m-%d %H:%M}，上一次是 {last:%Y-%m-%d %H:%M}")
    return last
