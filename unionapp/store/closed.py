"""A data file that nobody has open, as the folder at work: to ask who may come in, or to add a line to its log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from unionapp.errors import Damaged, Trouble
from unionapp.records import context
from unionapp.records.context import Context
from unionapp.store import connection, disk
from unionapp.store.keys import KeyRing


@dataclass
class _Closed:
    """The folder of the file, which has neither settings nor rights of its own in force."""

    context: Context
    folder: Path
    kinds: tuple[Any, ...] = ()


@contextmanager
def at_work(path: Path, key: bytes, ring: KeyRing | None = None) -> Iterator[connection.Database]:
    """Meanwhile this thread speaks of that file; what disk and file say is a Trouble, Damaged where it is no data.

    The key of its log is taken from the keys beside it, or from `ring` where these are lost.
    """
    database = connection.Database(path, key)
    with suppress(Damaged, Trouble):
        database.log_key = (ring or KeyRing.read(path.parent)).log_key(key)
    try:
        with (
            disk.in_words(path, disk.folder_called(path.parent)),
            connection.in_words(path),
            context.at_work(_Closed(Context(database), path.parent)),
        ):
            yield database
    finally:
        database.close()
