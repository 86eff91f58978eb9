"""What must be done in every subject and for the data themselves, each with its day and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta

from unionapp.office import safekeeping, second_place
from unionapp.records import context, reading
from unionapp.records.duty import Duty
from unionapp.store import backup, renewal, unfinished
from unionapp.store.journal import StepRow
from unionapp.subjects.elections import reminders as elections
from unionapp.subjects.funds import reminders as funds
from unionapp.subjects.members import reminders as members
from unionapp.subjects.relations import reminders as relations
from unionapp.subjects.service import reminders as service
from unionapp.subjects.unions import reminders as unions
from unionapp.subjects.unions.models import Union

BACKUP_DAYS = 7
_BACKUPS = "backups"
"""Where a duty of backups leads: no kind of record but the page of backups."""
_SUBJECTS: tuple[tuple[str, Callable[[date], Iterable[Duty]]], ...] = (
    ("members", members.all_due),
    ("elections", elections.all_due),
    ("funds", funds.all_due),
    ("unions", unions.all_due),
    ("service", service.all_due),
    ("relations", relations.all_due),
)


def due(today: date, subject: str = "") -> list[Duty]:
    """Everything that is due, of one subject or of all, and that the operator at work may read: the oldest first, what
    has no day last."""
    hidden = {kind.key for kind in context.opened().kinds if not reading.may_read(kind)}
    found = [each for all_due in _of(subject) for each in all_due(today)]
    if not subject:
        found += [*_backup(today), *_second(today), *_key(), *_unfinished()]
    return sorted(
        (each for each in found if each.kind not in hidden),
        key=lambda each: (each.day or date.max, each.kind, each.record),
    )


def _of(subject: str) -> Iterator[Callable[[date], Iterable[Duty]]]:
    """What tells the duties of a subject, or of all, that the operator at work may read; 双联 belongs to service."""
    wanted = {"service": ("service", "relations")}.get(subject, (subject,))
    for name, all_due in _SUBJECTS:
        if (not subject or name in wanted) and reading.may(reading.right_in(name)):
            yield all_due


def _unfinished() -> Iterator[Duty]:
    """Cells that imports left out."""
    count = len(unfinished.still_open(context.opened().kinds))
    if count:
        text = f"导入时看不懂、还没有补的有 {count} 项。"
        yield Duty("unfinished", unfinished.UNFINISHED.key, 0, None, text, "", False, count)


def _backup(today: date) -> Iterator[Duty]:
    """Whether a copy of the data was made within the last days, in the data folder or elsewhere."""
    last = last_backup(today)
    if last is None and not Union.select().exists():
        return
    if last is None:
        begun = StepRow.select(StepRow.at).order_by(StepRow.id).first()
        late = bool(begun and (today - begun.at.date()).days > BACKUP_DAYS)
        yield Duty("backup", _BACKUPS, 0, None, "还没有做过备份，请备份一次，并拷到移动硬盘上。", "", late)
    elif (days := (today - last).days) > BACKUP_DAYS:
        text = f"已经 {days} 天没有备份，请现在备份一次，并拷到移动硬盘上。"
        yield Duty("backup", _BACKUPS, 0, last + timedelta(BACKUP_DAYS), text, "", True)


def _second(today: date) -> Iterator[Duty]:
    """Whether the second place, where one was named, was copied to within the last days."""
    place = second_place.remembered(context.opened().folder)
    if place is None:
        return
    made = place.copied()
    days = (today - made.date()).days if made is not None else None
    if days is None or days < 0:
        text = "第二处还没有备份过，请插上后点“备份到第二处”。"
        yield Duty("second-place", _BACKUPS, 0, None, text, "", True)
    elif days > BACKUP_DAYS:
        text = f"第二处已 {days} 天没有备份，请插上后点“备份到第二处”。"
        day = today - timedelta(days - BACKUP_DAYS)
        yield Duty("second-place", _BACKUPS, 0, day, text, "", True)


def last_backup(today: date | None = None) -> date | None:
    """The day of the last backup, by the files in the data folder and, for copies made elsewhere, by the log.

    What a wrong clock dated into the future counts in neither.
    """
    now = datetime.combine(today or date.today(), time.max)
    copied = StepRow.select(StepRow.at).where(StepRow.title.startswith(backup.NOTED), StepRow.at <= now)
    noted = copied.order_by(StepRow.at.desc()).first()
    kept = safekeeping.last_backup(context.opened().folder, now)
    return max((at.date() for at in (noted.at if noted else None, kept) if at), default=None)


def _key() -> Iterator[Duty]:
    """Whether somebody was put out of use and the data key not renewed since; for who may do it."""
    if "admin" in context.opened().context.rights and renewal.due():
        text = "停用操作员以后还没有更换数据钥匙，请在“操作员与密码”里点“更换数据钥匙”。"
        yield Duty("renewal", "operators", 0, None, text, "", False)
