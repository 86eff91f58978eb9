"""A day's work in a process of its own, which ends itself by `kill -9` before a call to the system of a given number.

Run: python -m tests.storm.work FOLDER DEED NUMBER; it says on its output what is finished, and at the end the calls.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest import mock

from unionapp import subjects
from unionapp.exchange import apply, plan
from unionapp.store import backup, editing, keys
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.store.scenes import WATCHED
from tests.support import OPERATOR, PASSWORD

SECOND = "another password"
SHEET = "unions.xlsx"
BACKUP = "before.unionbak"
ROWS = 30
"""Unions that the sheet brings."""


def say(words: str) -> None:
    """Tell the parent what is finished."""
    os.write(1, f"{words}\n".encode())


def _save(folder: Path) -> None:
    with _opened(folder) as store:
        for number in range(5):
            editing.save(store.journal, UNIONS, Union(name=f"第{number}工会"))
            say(f"union 第{number}工会")


def _attach(folder: Path) -> None:
    with _opened(folder) as store:
        for number in range(3):
            say(f"file {store.files.keep(b'%d' % number * 5000, '图.jpg')}")


def _backup(folder: Path) -> None:
    with _opened(folder) as store:
        store.backup(folder / "backups" / "新.unionbak")
        say("backup")


def _password(folder: Path) -> None:
    with _opened(folder) as store:
        store.change_password(PASSWORD, SECOND)
        say("password")


def _import(folder: Path) -> None:
    with _opened(folder) as store:
        path = folder.parent / SHEET
        apply.apply(store, plan.read_and_plan(store, UNIONS, path).plan, path)
        say("import")


def _restore(folder: Path) -> None:
    backup.restore(folder, folder.parent / BACKUP, OPERATOR, PASSWORD, datetime(2026, 3, 4, 5, 6, 7))
    say("restore")


def _create(folder: Path) -> None:
    Store.create(folder.parent / "new", subjects.KINDS, OPERATOR, PASSWORD, subjects.OPTIONS)[0].close()
    say("create")


DEEDS: dict[str, Callable[[Path], None]] = {
    "save": _save,
    "attach": _attach,
    "backup": _backup,
    "password": _password,
    "import": _import,
    "restore": _restore,
    "create": _create,
}


class _opened:
    """A store while it is at work."""

    def __init__(self, folder: Path) -> None:
        self._store = support.open_store(folder)

    def __enter__(self) -> Store:
        return self._store

    def __exit__(self, *error: object) -> None:
        self._store.close()


def _watched(real: Callable[..., Any], calls: list[int], fatal: int) -> Callable[..., Any]:
    def call(*args: Any, **named: Any) -> Any:
        calls[0] += 1
        if calls[0] == fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **named)

    return call


def main(folder: str, deed: str, fatal: str) -> None:
    """Do the deed, and die where it was told to."""
    calls = [0]
    with mock.patch.object(keys, "_COST", support.CHEAP):
        for owner, name in WATCHED:
            setattr(owner, name, _watched(getattr(owner, name), calls, int(fatal)))
        DEEDS[deed](Path(folder))
    say(f"calls {calls[0]}")


if __name__ == "__main__":
    main(*sys.argv[1:])
