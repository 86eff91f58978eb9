"""Computers whose clocks are wrong, one day after another: order of steps, deadlines, backups, the question."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from unionapp.errors import Refused
from unionapp.office import health, reminders, safekeeping
from unionapp.store import backup, editing, guessing
from unionapp.store.store import Store
from unionapp.subjects.members import rules
from unionapp.subjects.members.records import APPLICATIONS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS
from unionapp.values import workdays

from tests import support
from tests.storm import clock
from tests.storm.scene import Result, passing_place
from tests.support import OPERATOR, PASSWORD

MOMENTS = (
    datetime(1970, 1, 1),
    datetime(1979, 12, 31, 23, 59, 59),
    datetime(2026, 3, 3, 9),
    datetime(2026, 3, 4, 9),
    datetime(2026, 12, 31, 23, 59, 58),
    datetime(2028, 2, 29, 12),
    datetime(2056, 2, 29, 23, 59, 59),
)
_LONGEST = 900
"""Seconds that somebody waits at most after wrong passwords."""


def run(count: int, seed: int) -> Result:
    """So many days of work, one after another by whatever the clock says, each in the folder of the day before."""
    random, result = Random(seed), Result()
    with passing_place() as place:
        with clock.standing(datetime(2026, 3, 4, 8)):
            support.make_store(place / "data").close()
        last = datetime(2026, 3, 4, 8)
        for number in range(count):
            now = random.choice(MOMENTS) + timedelta(seconds=random.choice((0, 1, 60, 3_600)))
            with clock.standing(now):
                wrong = [*_day(place / "data", number, last, now), *_strangers(place / "data")]
            result.tried += 1
            result.failures += [f"{last} → {now}: {each}" for each in wrong]
            last = now
    result.remarks = f"{len(MOMENTS)} moments"
    return result


def _day(folder: Path, number: int, last: datetime, now: datetime) -> Iterator[str]:
    """What is wrong with a day's work."""
    store = support.open_store(folder)
    try:
        yield from _asked(store, last, now)
        yield from _ordered(store, number)
        yield from _due(store, number, now.date())
        yield from _copied(store, now)
        if store.check():
            yield str(store.check())
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        yield f"{type(error).__name__}: {error}"
    finally:
        store.close()


def _asked(store: Store, last: datetime, now: datetime) -> Iterator[str]:
    """The clerk is asked where the clock ran back or years ahead, and by the page of health too."""
    strange = now < last - timedelta(hours=2) or now > last + timedelta(days=366)
    if any(line.key == "clock" and line.state == "bad" for line in health.state(store, now)) != strange:
        yield "health does not say that the clock is strange" if strange else "health says that the clock is strange"
    if (safekeeping.note_clock(store.journal, now) is not None) != strange:
        yield "not asked" if strange else "asked for nothing"


def _ordered(store: Store, number: int) -> Iterator[str]:
    """Steps stand in the order in which they were done, and undo takes back the last."""
    names = [f"{number}甲工会", f"{number}乙工会"]
    for name in names:
        editing.save(store.journal, UNIONS, Union(name=name))
    first, second = (step.title for step in store.journal.steps(2))
    if names[1] not in first or names[0] not in second:
        yield f"order: {first}, {second}"
    store.journal.undo()
    left = {union.name for union in Union.select()}
    if names[0] not in left or names[1] in left:
        yield "undo took back another step"
    store.journal.redo()


def _due(store: Store, number: int, today: date) -> Iterator[str]:
    """A deadline is so many working days later, and is reminded of once it is over."""
    application = support.sample(store, APPLICATIONS, number + 1, received=today)
    editing.save(store.journal, APPLICATIONS, application)
    days = workdays.official().workdays_between(today, application.due)
    if days != rules.JOIN_DAYS.value or not workdays.official().is_workday(application.due):
        yield f"due {application.due}, {days} working days after {today}"
    late = application.due + timedelta(days=1)
    for day, overdue in ((late, True), (application.due, False)):
        found = [each for each in reminders.due(day) if each.kind == "applications" and each.record == application.id]
        if [each.overdue for each in found] != [overdue]:
            yield f"{day}: overdue {[each.overdue for each in found]} instead of {overdue}"


def _copied(store: Store, now: datetime) -> Iterator[str]:
    """A backup is due after a change and not after a copy, which opens, stays and is listed."""
    if not safekeeping.backup_is_due(store.folder):
        yield "no backup due after a change"
    before = set(backup.listing(store.folder))
    safekeeping.copy_at_closing(store)
    if safekeeping.backup_is_due(store.folder):
        yield "a backup due after a copy"
    fresh = set(backup.listing(store.folder)) - before
    named = backup.name(now, backup.AT_CLOSING)
    if [path.name for path in fresh] not in ([named], []) or not (store.folder / backup.FOLDER / named).exists():
        yield f"copies {sorted(path.name for path in fresh)} instead of {named}"
    for path in fresh:
        backup.check(path, OPERATOR, PASSWORD)
    if reminders.last_backup(now.date()) != now.date():
        yield f"last backup {reminders.last_backup(now.date())}"


def _strangers(folder: Path) -> Iterator[str]:
    """Wrong passwords wait a while, and never for years."""
    for _ in range(4):
        try:
            support.open_store(folder, OPERATOR, "wrong")
        except Refused:
            continue
        yield "a wrong password opens"
    if not 0 < guessing.wait(folder) <= _LONGEST:
        yield f"{guessing.wait(folder)} seconds to wait"
    guessing.forget(folder)
