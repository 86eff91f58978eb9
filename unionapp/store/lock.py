"""One program at a time on one data folder."""

from __future__ import annotations

import json
import platform
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from unionapp.errors import Trouble
from unionapp.store import disk

_LOCK, _HOLDER = ".lock", ".in-use.json"


class FolderLock:
    """Holds a data folder for this process until released; the system lets go of it if the process dies."""

    def __init__(self, folder: Path, operator: str) -> None:
        self._holder = folder / _HOLDER
        self._lock = FileLock(folder / _LOCK, thread_local=False)
        with disk.in_words(folder / _LOCK):
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                raise Trouble(self._who()) from None
            try:
                self._sign(operator)
            except OSError:
                self._lock.release()
                raise

    def _sign(self, operator: str) -> None:
        now = f"{datetime.now():%Y-%m-%d %H:%M}"
        content = {"computer": platform.node(), "operator": operator, "since": now}
        self._holder.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    def release(self) -> None:
        """Let others in."""
        self._holder.unlink(missing_ok=True)
        self._lock.release()

    def _who(self) -> str:
        try:
            holder = json.loads(self._holder.read_text(encoding="utf-8"))
            who = f"电脑“{holder['computer']}”上的“{holder['operator']}”打开（从 {holder['since']} 起）"
        except (OSError, ValueError, KeyError, TypeError):
            return "这份数据正被另一个程序打开，没有改动。请先关闭那个程序。"
        return f"这份数据正由{who}，没有改动。请先在那边关闭程序。"
