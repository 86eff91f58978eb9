"""The full check of the data as the program left them, in counts alone, and when it was last done.

What is remembered lies in `checks.json` in the data folder: counts and a time, nothing of what the records say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from unionapp.errors import Stopped
from unionapp.office import integrity
from unionapp.store import about, disk, log_chain
from unionapp.store.journal import StepRow
from unionapp.store.store import Store
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.vouchers import chain
from unionapp.work import Progress, silent

NOTE = "checks.json"
WEEK = timedelta(days=7)
_WHAT = "正在检查数据"
_BETWEEN = 100_000
"""Instructions of SQLite between two looks whether to stop, some milliseconds."""


@dataclass(frozen=True)
class FullCheck:
    """What a full check found: how many faults of file and log, records, vouchers and attachments."""

    at: str
    step: list[Any] | None
    """The last change that it saw, as in `about.last_change`; it tells a check of other data, as after a restore."""
    file: int
    records: int
    vouchers: int
    attachments: int

    def made(self) -> datetime:
        """When it was done, by the clock of that day."""
        return datetime.fromisoformat(self.at)

    @property
    def faults(self) -> int:
        """How many faults it found altogether."""
        return self.file + self.records + self.vouchers + self.attachments


def run(store: Store, now: datetime, progress: Progress = silent) -> FullCheck:
    """Look at all of it, whoever may read it, and remember the counts; `progress` may stop it at any moment."""
    step = about.last_change(store.database.connection())
    total = len(store.kinds) + 3
    with _stoppable(store, progress) as told:
        told(0, total, _WHAT)
        file = sum(problem.level == "error" for problem in integrity.of_file(store))
        records = 0
        for done, kind in enumerate(store.kinds, 1):
            told(done, total, _WHAT)
            records += len(log_chain.strange_rows(store.database, kind.model._meta.table_name))
        told(total - 2, total, _WHAT)
        vouchers = sum(len(chain.verify(book)) for book in Book.select())
        attachments = len(integrity.unsound(store, lambda: told(total - 1, total, _WHAT)))
        told(total, total, _WHAT)
    found = FullCheck(now.isoformat(timespec="seconds"), step, file, records, vouchers, attachments)
    if not store.read_only:
        content = json.dumps(asdict(found), ensure_ascii=False).encode("utf-8")
        disk.write_whole(store.folder / NOTE, content, "检查结果")
    return found


@contextmanager
def _stoppable(store: Store, progress: Progress) -> Iterator[Progress]:
    """Progress that may stop also what SQLite does within one call, which may take seconds."""
    latest, stopped = (0, 0, _WHAT), False

    def tell(done: int, total: int, what: str) -> None:
        nonlocal latest
        latest = (done, total, what)
        progress(done, total, what)

    def ask() -> int:
        nonlocal stopped
        try:
            progress(*latest)
        except Stopped:
            stopped = True
        return int(stopped)

    connection = store.database.connection()
    connection.set_progress_handler(ask, _BETWEEN)
    try:
        yield tell
    except Exception as fault:
        if stopped:
            raise Stopped from fault
        raise
    finally:
        connection.set_progress_handler(None, 0)
    if stopped:
        raise Stopped


def last(folder: Path, now: datetime) -> FullCheck | None:
    """The last full check of these data; None where there was none, or under a clock that stood in the future."""
    with suppress(OSError, ValueError, TypeError):
        found = FullCheck(**json.loads((folder / NOTE).read_text(encoding="utf-8")))
        if found.made() <= now and (found.step is None or _is_ours(found.step)):
            return found
    return None


def _is_ours(step: list[Any]) -> bool:
    row = StepRow._meta.database.execute_sql("SELECT at FROM step WHERE id = ?", (step[0],)).fetchone()
    return row is not None and str(row[0]) == step[1]


def is_due(folder: Path, now: datetime) -> bool:
    """Whether the last full check is more than a week old."""
    found = last(folder, now)
    return found is None or now - found.made() > WEEK
