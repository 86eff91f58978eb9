"""Leave to put a backup in the place of data that open: it comes from the present data, never from the backup.

Otherwise who was put out of use, or never had the right, would have everything back by an old backup, and a stranger
by one of her own. Data that cannot be opened (damaged, their keys lost) may be replaced by anybody who has a backup.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from unionapp.errors import Damaged, Refused, Trouble
from unionapp.records import codes
from unionapp.store import closed, connection, entry, guessing, pending
from unionapp.store.journal import Journal
from unionapp.store.keys import KeyRing

Leave = Callable[[Path], bytes]
"""Asked with the data folder: its key; Refused where it is not given, Damaged where the present data do not open."""
_RIGHT, _WHAT = "admin", "恢复备份"
_REFUSED = (
    "恢复会替换现在的全部数据，没有恢复，现有数据没有动。要用现有数据里有“{right}”权限的操作员的姓名和密码，"
    "或现有数据的恢复码。原因：{why}"
)


def guarded(folder: Path) -> bool:
    """Whether a folder holds data that can be opened, as far as that can be told without a key."""
    file = folder / connection.FILE
    try:
        ring = KeyRing.read(folder)
    except Damaged:
        return False
    return bool(ring.operators or ring.recovery) and file.exists() and file.stat().st_size > 0


def need(folder: Path, leave: Leave) -> bytes:
    """The key of the present data of a closed folder, empty where they do not open; Refused where they do and no leave
    is given to replace them."""
    if not guarded(folder):
        return b""
    try:
        return leave(folder)
    except Damaged:
        return b""
    except Refused as refused:
        right = codes.table("rights").label(_RIGHT)
        raise Refused(_REFUSED.format(right=right, why=refused)) from refused


def of_operator(operator: str, password: str) -> Leave:
    """Whoever may look after the operators of the present data gives it by name and password."""

    def ask(folder: Path) -> bytes:
        ring = KeyRing.read(folder)
        with guessing.guarded(folder):
            key = ring.unlock(operator, password)
        with closed.at_work(folder / connection.FILE, key) as database:
            connection.need_sound(database)
            try:
                entry.need_admin(operator, ring.operators)
            except Refused:
                _remember(folder, ring, key, operator)
                raise
        return key

    return ask


def _remember(folder: Path, ring: KeyRing, key: bytes, operator: str) -> None:
    """Keep for the log of the closed folder who was refused; a full disk must not hide the refusal."""
    right = codes.table("rights").label(_RIGHT)
    ring.events.append(pending.sealed(key, f"拒绝：操作员“{operator}”没有“{right}”的权限，未做“{_WHAT}”"))
    with suppress(Trouble):
        ring.write(folder)


def of_code(code: str) -> Leave:
    """Whoever holds the recovery code of the present data gives it."""

    def ask(folder: Path) -> bytes:
        with guessing.guarded(folder):
            return KeyRing.read(folder).unlock_by_code(code)

    return ask


def of_session(journal: Journal) -> Leave:
    """Whoever works in the present data gives it; Refused at once, and noted in the log, where she may not."""
    journal.need(_RIGHT, _WHAT)
    return lambda folder: journal.database.key
