"""Whether the data are safe: when they were last copied, and whether anything changed since."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from unionapp.store import backup
from unionapp.store.journal import NOTE, StepRow


def last_backup(folder: Path) -> datetime | None:
    """When the newest backup in the data folder was made; None where there is none."""
    files = backup.listing(folder)
    return datetime.fromtimestamp(files[0].stat().st_mtime) if files else None


def last_change() -> datetime | None:
    """When a row was changed last; None in an empty file."""
    row = StepRow.select(StepRow.at).where(StepRow.sort != NOTE).order_by(StepRow.id.desc()).first()
    at: datetime | None = row.at if row else None
    return at


def backup_is_due(folder: Path) -> bool:
    """Whether something changed since the newest backup was made."""
    changed, made = last_change(), last_backup(folder)
    return changed is not None and (made is None or changed >= made.replace(microsecond=0))
