"""One deed of a day: what it does to a data folder, and what must be true of it wherever it was cut off."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from unionapp.errors import Refused
from unionapp.store import guessing
from unionapp.store.store import Store
from unionapp.values.periods import Month

from tests import support

SECOND = "another password"
NEWCOMER, LEAVER = "李四", "王五"
THEIRS = "other-12-long"
"""The password of both."""
NOW = datetime(2026, 3, 4, 5, 6, 7)
MONTH = Month(2025, 3)
SHEET, BACKUP = "unions.xlsx", "before.unionbak"
NEW, OLD, STICK = "new", "old", "stick"
"""Beside the data: a folder that is made, one in a form of the past, and a second place."""
PRINTED, OLDER = "list.pdf", b"%PDF-0 an older paper"
ROWS, BALLOTS, VOUCHERS = 30, 4, 8
"""Unions that the sheet brings, ballots that are entered, vouchers that are posted."""
STAYS, GOES = "20260303-020202-关闭时.unionbak", "20260303-010101-关闭时.unionbak"
"""Copies that lie in the folder: one that thinning keeps, and one that it lets go."""


def _nothing(folder: Path) -> None:
    """What the scene has made is enough."""


def _right(folder: Path, said: list[str]) -> str:
    """What is looked at after every deed is enough."""
    return ""


@dataclass(frozen=True)
class Deed:
    """One thing that is done in a closed data folder."""

    name: str
    do: Callable[[Path], None]
    wrong: Callable[[Path, list[str]], str] = _right
    """What is not as it must be of what this deed alone changes, by what it had said; empty where all is."""
    prepare: Callable[[Path], None] = _nothing
    """What the folder is like before it."""
    again: bool = False
    """Where it did not come to its end it is done again before anything can be opened."""


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """The folder while it is at work."""
    store = support.open_store(folder)
    try:
        yield store
    finally:
        store.close()


def entered(folder: Path, operator: str, password: str) -> Store | None:
    """The folder opened by somebody, None where she is not let in."""
    guessing.forget(folder)  # wrong ones wait longer and longer
    try:
        return support.open_store(folder, operator, password)
    except Refused:
        return None


def copied(first: Path, to: Path, deed: Deed) -> Path:
    """The scene of a deed in a folder of its own; the data folder in it."""
    shutil.rmtree(to, ignore_errors=True)
    folder = Path(shutil.copytree(first, to)) / "data"
    deed.prepare(folder)
    return folder
