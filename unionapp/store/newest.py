"""The newest whole backup of a data folder that does not open any more, and what restoring it would lose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from unionapp.errors import Refused, Trouble
from unionapp.store import about, backup, connection, keys
from unionapp.store.journal import NOTE

_TRIED = 10
"""So many of the newest backups are looked at for one that is whole."""


@dataclass(frozen=True)
class WholeBackup:
    """The newest whole backup of a damaged folder, and what restoring it would lose."""

    file: Path
    made: datetime | None
    steps: int | None
    """Steps done since; None where the damaged file no longer tells."""

    def __str__(self) -> str:
        made = f"{self.made:%Y-%m-%d %H:%M}" if self.made else "时间不明"
        if self.steps is not None:
            return f"{made} 的备份，恢复后会退回其后的 {self.steps} 步"
        days = (datetime.now() - self.made).days if self.made else None
        since = "其后录入的内容会退回" if days is None else f"其后 {days} 天里录入的内容会退回"
        return f"{made} 的备份，{since}（多少步读不出）"


def offer(folder: Path, operator: str, password: str) -> WholeBackup | None:
    """The newest backup in the folder that is whole and opens with this password; None where there is none."""
    for file in backup.listing(folder)[:_TRIED]:
        try:
            backup.check(file, operator, password)
        except (Refused, Trouble):
            continue
        return WholeBackup(file, backup.stamp(file), _steps_since(folder, file, operator, password))
    return None


def _steps_since(folder: Path, file: Path, operator: str, password: str) -> int | None:
    """How many steps the damaged file tells that a backup does not hold."""
    says = about.read(file)
    try:
        key = keys.KeyRing.read(folder).unlock(operator, password)
    except (Refused, Trouble):
        return None
    try:
        source = connection.bare(folder / connection.FILE, key, read_only=True)
        try:
            found = source.execute(
                "SELECT count(*) FROM step WHERE id > ? AND sort <> ?",
                (says.step[0] if says and says.step else 0, NOTE),
            )
            return int(found.fetchone()[0])
        finally:
            source.close()
    except dbapi2.DatabaseError:
        return None
