"""Fetching the keys alone out of a backup, where `keys.json` is lost or damaged and the data file is whole.

Nothing recorded since that backup is lost so. Rows decide as ever: who has none in use in the present data gets no key.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from unionapp import paths
from unionapp.errors import Damaged, Trouble
from unionapp.store import backup, closed, connection, consent, disk, keys, restoring, system
from unionapp.store.consent import Leave
from unionapp.store.lock import FolderLock

_NO_DATA = f"数据文件夹里没有数据文件 {connection.FILE}，只有钥匙没有用，没有改动。请恢复整个备份。"
_OTHER = (
    "这个备份里的钥匙打不开现在的数据文件，没有改动。数据文件可能已损坏，或备份来自另一份数据。"
    "请换一个备份再试，或恢复整个备份。"
)


def useful(folder: Path) -> bool:
    """Whether the keys alone may help: a data file is there and its own keys are not."""
    file = folder / connection.FILE
    return file.exists() and file.stat().st_size > 0 and not consent.guarded(folder)


def prove(folder: Path, file: Path, operator: str, password: str) -> keys.KeyRing:
    """The keys of a backup, of operators in use only; Refused or Trouble unless they open the present data."""
    ring = backup.ring(file)
    key = ring.unlock(operator, password)
    data = folder / connection.FILE
    if not data.exists():
        raise Trouble(_NO_DATA)
    try:
        restoring.prove(data, key, operator, ring.operators)
    except Damaged:
        raise Trouble(_OTHER) from None
    with closed.at_work(data, key):
        rows = system.Operator.select(system.Operator.name).where(system.Operator.active)
        in_use = {row.name for row in rows} | {operator}
    ring.operators = {name: sealed for name, sealed in ring.operators.items() if name in in_use}
    return ring


def fetch(
    folder: Path, file: Path, operator: str, password: str, now: datetime, leave: Leave | None = None
) -> Path | None:
    """Put the keys of a backup into the data folder; returns where what was there is kept, None where there was none.

    The passwords of that day are in force afterwards. Takes the same leave as a restore.
    """
    lock = FolderLock(folder, operator)
    try:
        restoring.finish(folder)
        with disk.in_words(folder):
            consent.need(folder, leave or consent.of_operator(operator, password))
            ring = prove(folder, file, operator, password)
            kept = _set_aside(folder, now)
            told = f"取回钥匙：来自备份“{paths.shown(file.name)}”，由{operator}"
            key = ring.unlock(operator, password)
            restoring.write_down(folder / connection.FILE, key, operator, told, ring)
            ring.write(folder)
    finally:
        lock.close()
    return kept


def _set_aside(folder: Path, now: datetime) -> Path | None:
    """Keep the keys that are there under another name."""
    present = folder / keys.FILE
    if not present.exists():
        return None
    kept = restoring.free(folder / f"keys-{now:%Y%m%d-%H%M%S}.json")
    disk.copy_whole(present, kept)
    return kept
