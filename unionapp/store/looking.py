"""Looking into a copy as the data were on that day, without putting it in their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from unionapp.errors import Damaged, Refused, Trouble
from unionapp.records import context, search
from unionapp.records.context import Context
from unionapp.records.kind import Kind
from unionapp.records.search import Query
from unionapp.store import backup, connection, disk, guessing, system, upgrade
from unionapp.store.keys import KeyRing
from unionapp.store.passing import PassingRoom

MOST = 500
"""Rows of a kind that are shown at once."""
_STRANGE = "这个备份用现在的钥匙打不开：它来自另一份数据，或已损坏。现有数据没有动。"
_FORMER = "这个备份是更换数据钥匙以前做的，或来自另一份数据，要用备份时的密码才能看，没有打开。"


@dataclass
class OpenedCopy:
    """A copy that lies unpacked in a folder of its own, to be read. Whoever reads has no right in it.

    So nothing can be written, and what takes a right of its own to be seen stays covered.
    """

    folder: Path
    kinds: tuple[Any, ...]
    context: Context
    room: PassingRoom

    def rows(self, kind: Kind, text: str) -> tuple[list[list[str]], int]:
        """The first rows of a kind that answer some words, as texts by its columns, and how many there are in all."""
        try:
            with context.at_work(self):
                found = search.ids(kind, Query(text=text))
                records = search.rows(kind, list(found[:MOST]))
                return [[kind.shown(record, name) for name in kind.columns] for record in records], len(found)
        finally:
            self.context.database.close()


def is_former(file: Path, key: bytes) -> bool:
    """Whether a copy was made under a former data key, so that it opens only by a password of that day."""
    pairs = [sealed for sealed in backup.ring(file).operators.values() if sealed.public]
    return bool(pairs) and not any(sealed.renewed(key, key) for sealed in pairs)


def key_of(folder: Path, file: Path, operator: str, password: str) -> bytes:
    """The data key of a copy; Refused for a wrong name or password, which are counted in `folder`."""
    ring = backup.ring(file)
    with guessing.guarded(folder):
        return ring.unlock(operator, password)


def begin(file: Path, key: bytes, kinds: Sequence[Kind]) -> OpenedCopy:
    """Unpack a copy where only this user can read, and open it under a key; `end` takes it away again.

    Trouble where it is no copy, or one of other data; Refused where it is one of a former key.
    """
    with disk.in_words(file):
        if is_former(file, key):
            raise Refused(_FORMER)
    with disk.in_words(file):
        room = PassingRoom()
    try:
        with disk.in_words(file):
            backup.unpack(file, room.folder, attached=False)
        return _opened(room, key, tuple(kinds))
    except BaseException:
        room.close()
        raise


def _opened(room: PassingRoom, key: bytes, kinds: tuple[Kind, ...]) -> OpenedCopy:
    path = room.folder / connection.FILE
    database = connection.Database(path, key)
    database.log_key = KeyRing.read(room.folder).log_key(
        key
    )  # an upgrade of it asks which rows are as the log has them
    look = OpenedCopy(room.folder, kinds, Context(database), room)
    try:
        with disk.in_words(path), connection.in_words(path), context.at_work(look):
            connection.need_sound(database)
            upgrade.run(database, kinds, before=lambda: None)
            look.context = replace(system.in_force(database, ""), rights=frozenset())
    except Damaged:
        raise Trouble(_STRANGE) from None
    finally:
        database.close()
    return look


def end(look: OpenedCopy) -> None:
    """Take an unpacked copy away."""
    look.context.database.close()
    look.room.close()
