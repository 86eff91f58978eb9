"""A day's work in a process of its own, which ends itself by `kill -9` before a call to the disk of a given number.

It says on its output what is finished. It is forked from a process in which everything is loaded and nothing is open,
so that a kill costs little.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from tests.storm import calls
from tests.storm.calls import Call

Work = Callable[[], None]


def say(words: str) -> None:
    """Tell the parent what is finished."""
    os.write(1, f"{words}\n".encode())


def forked(work: Work) -> list[str]:
    """What a process said that did the work; RuntimeError where it ended by an error, not where it was killed."""
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        _end_as(work, told)
    os.close(told)
    with open(heard, encoding="utf-8") as lines:
        said = lines.read().splitlines()
    status = os.waitpid(child, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("\n".join(said))
    return said


def _end_as(work: Work, told: int) -> NoReturn:
    """Work in a forked process, whose output is the pipe, and end it without going back into its parent's program."""
    os.dup2(told, 1)
    try:
        work()
    except BaseException as error:  # noqa: BLE001 - nothing may escape into the parent's program
        say(f"{type(error).__name__}: {error}")
        os._exit(1)
    os._exit(0)


class _Killer(calls.Watcher):
    """Ends the process before its call of a number; nought never does."""

    def __init__(self, fatal: int) -> None:
        self._fatal = fatal
        self._done = 0

    def before(self, call: Call) -> None:
        """Count it, and die where it is the one."""
        self._done += call.name != "say"
        if self._done == self._fatal:
            os.kill(os.getpid(), signal.SIGKILL)


def killed_at(fatal: int, place: Path, work: Work) -> list[str]:
    """What a process said until it was killed before its call of that number."""

    def until_then() -> None:
        with calls.watched(place, _Killer(fatal)):
            work()

    return forked(until_then)


def killed_after(seconds: float, work: Work) -> list[str]:
    """What a process said until it was killed by the clock."""

    def until_then() -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)  # which ends it wherever it is
        signal.setitimer(signal.ITIMER_REAL, seconds)
        work()

    return forked(until_then)


def recorded(place: Path, work: Work) -> list[Call]:
    """Every call to the disk, and every word to the parent, of a process that did the work in a folder."""
    out = place.with_suffix(".calls")
    recorder = calls.Recorder()

    def written_down() -> None:
        with calls.watched(place, recorder):
            work()
        out.write_bytes(pickle.dumps(recorder.calls))

    forked(written_down)
    found: list[Call] = pickle.loads(out.read_bytes())
    out.unlink()
    return found
