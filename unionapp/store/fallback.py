"""Opening for reading where nothing can be written, or beside somebody: the records can be seen and copied off then."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from unionapp.errors import CannotWrite, Held
from unionapp.records.kind import Kind
from unionapp.records.options import Option
from unionapp.store.store import Store

_READ_ONLY = "只读：{why}，只能查看、打印和另存。"


def reason(why: str) -> str:
    """What is said of data that are open for reading only: on the banner, and where a step is refused."""
    return _READ_ONLY.format(why=why)


def open_or_read(
    folder: Path,
    kinds: Sequence[Kind],
    operator: str,
    password: str,
    options: Sequence[Option] = (),
    beside: bool = False,
) -> Store:
    """Open a data folder as `Store.open` does; for reading only where nothing can be written, as `read_only` says, and
    `beside` somebody who has it open where the caller only reads."""
    try:
        return Store.open(folder, kinds, operator, password, options)
    except CannotWrite as full:
        return Store.open(folder, kinds, operator, password, options, reason(full.why))
    except Held as held:
        if not beside:
            raise
        return Store.open(folder, kinds, operator, password, options, reason(held.who))
