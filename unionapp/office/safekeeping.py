"""Whether the data are safe: when they were last copied, and whether anything changed since."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from unionapp.store import about, backup
from unionapp.store.journal import NOTE, StepRow


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
    copies = (about.read(path) for path in backup.listing(folder))
    return changed is not None and all(says is None or says.step != changed for says in copies)
