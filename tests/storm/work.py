"""A day's work in a process of its own, which ends itself by `kill -9` before a call to the system of a given number.

It says on its output what is finished, and at the end the calls. It is forked from a process in which everything is
loaded and nothing is open, so that a kill costs little.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn
from unittest import mock

from unionapp import subjects
from unionapp.exchange import apply, plan
from unionapp.store import admission, backup, editing, fetching, keys
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.store.scenes import WATCHED
from tests.support import OPERATOR, PASSWORD

SECOND = "another password"
NEWCOMER, LEAVER = "李四", "王五"
THEIRS = "other-12-long"
"""The password of both."""
NOW = datetime(2026, 3, 4, 5, 6, 7)
SHEET = "unions.xlsx"
BACKUP = "before.unionbak"
OLD = "old"
"""Beside the data: a folder in a form of the past."""
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
        admission.change_password(store, PASSWORD, SECOND)
        say("password")


def _import(folder: Path) -> None:
    with _opened(folder) as store:
        path = folder.parent / SHEET
        apply.apply(store, plan.read_and_plan(store, UNIONS, path).plan, path)
        say("import")


def _restore(folder: Path) -> None:
    backup.restore(folder, folder.parent / BACKUP, OPERATOR, PASSWORD, NOW)
    say("restore")


def _create(folder: Path) -> None:
    Store.create(folder.parent / "new", subjects.KINDS, OPERATOR, PASSWORD, subjects.OPTIONS)[0].close()
    say("create")


def _admit(folder: Path) -> None:
    with _opened(folder) as store:
        admission.admit(store, NEWCOMER, THEIRS)
        say("admit")


def _dismiss(folder: Path) -> None:
    with _opened(folder) as store:
        admission.dismiss(store, LEAVER)
        say("dismiss")


def _code(folder: Path) -> None:
    """The code is said before it is in force, as the clerk who lost it could not try it."""
    real = keys.KeyRing.new_code

    def told(ring: keys.KeyRing, key: bytes) -> str:
        code = real(ring, key)
        say(f"code {code}")
        return code

    with _opened(folder) as store, mock.patch.object(keys.KeyRing, "new_code", told):
        admission.new_recovery_code(store)
        say("new code")


def _fetch(folder: Path) -> None:
    """The keys are unreadable before anything is counted."""
    fetching.fetch(folder, folder.parent / BACKUP, OPERATOR, PASSWORD, NOW)
    say("fetch")


def _upgrade(folder: Path) -> None:
    support.open_store(folder.parent / OLD).close()
    say("upgrade")


DEEDS: dict[str, Callable[[Path], None]] = {
    "save": _save,
    "attach": _attach,
    "backup": _backup,
    "password": _password,
    "import": _import,
    "restore": _restore,
    "create": _create,
    "admit": _admit,
    "dismiss": _dismiss,
    "code": _code,
    "fetch": _fetch,
    "upgrade": _upgrade,
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


def forked(folder: Path, deed: str, fatal: int, seconds: float = 0) -> list[str]:
    """What a process that did the deed said before it was killed: at its call of that number, or by the clock.

    RuntimeError where it ended by an error.
    """
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        _end_as(lambda: _do(folder, deed, fatal, seconds), told)
    os.close(told)
    with open(heard, encoding="utf-8") as lines:
        said = lines.read().splitlines()
    status = os.waitpid(child, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("\n".join(said))
    return said


def _end_as(work: Callable[[], None], told: int) -> NoReturn:
    """Work in a forked process, whose output is the pipe, and end it without going back into its parent's program."""
    os.dup2(told, 1)
    try:
        work()
    except BaseException as error:  # noqa: BLE001 - nothing may escape into the parent's program
        say(f"{type(error).__name__}: {error}")
        os._exit(1)
    os._exit(0)


def _do(folder: Path, deed: str, fatal: int, seconds: float) -> None:
    """Do the deed, and die where it was told to."""
    calls = [0]
    for owner, name in WATCHED:
        setattr(owner, name, _watched(getattr(owner, name), calls, fatal))
    if seconds:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)  # which ends it wherever it is
        signal.setitimer(signal.ITIMER_REAL, seconds)
    DEEDS[deed](folder)
    say(f"calls {calls[0]}")
