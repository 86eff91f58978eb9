"""The data folders that were opened on this computer, and whose they are: said at the login."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSettings
from unionapp import paths
from unionapp.store import store

_KEY = "used"
_MOST = 8
"""So many folders are remembered."""


@dataclass(frozen=True)
class UsedFolder:
    """A folder that was opened: whose records it holds, and when it was opened last."""

    folder: Path
    union: str
    at: str

    @property
    def words(self) -> str:
        """青石镇总工会（D:\\data）."""
        return f"{self.union or '还没有登记工会'}（{paths.shown(self.folder)}）"


class UsedFolders:
    """Kept among the choices of this clerk on this computer, the one opened last first."""

    def __init__(self, remembered: QSettings) -> None:
        self._remembered = remembered

    def known(self) -> Sequence[UsedFolder]:
        """Those that still hold data."""
        return [each for each in self._all() if store.exists(each.folder)]

    def of(self, folder: Path) -> UsedFolder | None:
        """What is known of a folder; None where it was never opened here."""
        return next((each for each in self._all() if each.folder == folder), None)

    def note(self, folder: Path, union: str, now: datetime) -> None:
        """A folder was opened."""
        others = [each for each in self._all() if each.folder != folder]
        kept = [UsedFolder(folder, union, f"{now:%Y-%m-%d %H:%M}"), *others][:_MOST]
        rows = [(str(each.folder), each.union, each.at) for each in kept]
        self._remembered.setValue(_KEY, json.dumps(rows, ensure_ascii=False))

    def _all(self) -> list[UsedFolder]:
        try:
            rows = json.loads(str(self._remembered.value(_KEY, "[]")))
            return [UsedFolder(Path(folder), str(union), str(at)) for folder, union, at in rows]
        except (TypeError, ValueError):
            return []
