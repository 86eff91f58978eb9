"""A disk that is full, read-only, broken, gone or another one, from any of a deed's calls on."""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from random import Random

from unionapp import subjects
from unionapp.errors import Refused, Trouble
from unionapp.store import connection, fallback
from unionapp.subjects.unions.models import Union

from tests.storm import calls, deeds, rehearsal, work
from tests.storm.calls import Call
from tests.storm.deed import Deed
from tests.storm.rehearsal import Rehearsed
from tests.storm.scene import Result, passing_place
from tests.support import OPERATOR, PASSWORD

_TOLD = "told "
"""How a deed begins its line that says why it did not come to its end."""
_WORDS = re.compile("[\u4e00-\u9fff]")
_NEVER_SEEN = re.compile(r"[0-9a-f]{16}|\.tmp|\.lock|in-use|Errno|/dev/|/tmp|Error")
"""What no clerk has ever seen."""


def _refuse(number: int, names: frozenset[str], once: bool = False) -> Callable[[Call, Path, bool], None]:
    def act(call: Call, folder: Path, first: bool) -> None:
        if call.name in names and (first or not once):
            raise OSError(number, "refused")

    return act


def _within_a_commit(call: Call) -> bool:
    """Whether SQLite is about to push what was committed while the folder was still there."""
    return connection.FILE in call.path and call.name in ("write", "sync", "truncate")


def _take_away(call: Call, folder: Path, first: bool) -> None:
    if first:
        folder.rename(folder.with_name("elsewhere"))


def _exchange(call: Call, folder: Path, first: bool) -> None:
    if first:
        folder.rename(folder.with_name("elsewhere"))
        shutil.copytree(folder.with_name("elsewhere"), folder, ignore=shutil.ignore_patterns("*.tmp"))


_GROWING = frozenset(("create", "write", "mkdir", "sync"))
_ALL = _GROWING | {"truncate", "rename", "unlink", "rmdir"}
FAULTS: Mapping[str, Callable[[Call, Path, bool], None]] = {
    "full": _refuse(errno.ENOSPC, _GROWING),
    "read-only": _refuse(errno.EROFS, _ALL),
    "broken": _refuse(errno.EIO, _ALL),
    "broken once": _refuse(errno.EIO, _ALL, once=True),
    "gone": _take_away,
    "replaced": _exchange,
}
_OF_THE_FOLDER = ("gone", "replaced")


class _Faulty(calls.Watcher):
    """Lets the disk fail from its call of a number on."""

    def __init__(self, fatal: int, fault: Callable[[Call, Path, bool], None], folder: Path) -> None:
        self._fatal, self._fault, self._folder = fatal, fault, folder
        self._done, self._first = 0, True

    def before(self, call: Call) -> None:
        """Count it, and fail from then on."""
        self._done += call.name != "say"
        exchanged = self._fault in (_take_away, _exchange)
        if self._done >= self._fatal and not (_within_a_commit(call) if exchanged else call.name == "say"):
            first, self._first = self._first, False
            self._fault(call, self._folder, first)


def run(count: int, seed: int) -> Result:
    """So many faults, of every sort and spread over all deeds."""
    random, result = Random(seed), Result()
    tried = rehearsal.some(count)
    with passing_place() as place:
        for number in range(count):
            each, fault = tried[number % len(tried)], random.choice(list(FAULTS))
            call = each.course.cut(random)
            wrong = _found(each, call, fault, place)
            result.tried += 1
            result.failures += [f"{each.deed.name} {fault} {call}: {wrong}"] if wrong else []
    result.remarks = f"{len(FAULTS)} sorts of faults, {len(tried)} deeds"
    return result


def _counts(rows: deeds.Rows) -> dict[str, int]:
    """How many records there are; their own numbers are drawn anew each time."""
    return {table: len(found) for table, found in rows.items()}


def _found(tried: Rehearsed, fatal: int, fault: str, place: Path) -> str:
    """What was not as it must be when the disk failed at that call."""
    folder = tried.copied(place / "one")
    try:
        said = work.forked(partial(_failing, folder, tried.deed, fatal, fault))
    except RuntimeError as error:
        return str(error).splitlines()[-1]
    told = [line[len(_TOLD) :] for line in said if line.startswith(_TOLD)]
    done = [line for line in said if not line.startswith(_TOLD)]
    wrong = [f"no words: {line}" for line in told if not _WORDS.search(line) or _NEVER_SEEN.search(line)]
    if fault == "gone" and folder.with_name("elsewhere").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.with_name("elsewhere").rename(folder)
    found = deeds.found(folder, tried.deed, done)
    allowed = tried.allowed(len(done), place / "before")
    between = allowed and not found.wrong and _counts(found.rows) not in map(_counts, allowed)
    return "; ".join(filter(None, [*wrong, found.wrong, "neither before nor after" if between else ""]))


def _failing(folder: Path, deed: Deed, fatal: int, fault: str) -> None:
    """Do a deed on a disk that fails, say why it did not come to its end, and read what is there nevertheless."""
    with calls.watched(folder.parent, _Faulty(fatal, FAULTS[fault], folder)):
        try:
            deed.do(folder)
        except (Trouble, Refused) as error:
            work.say(_TOLD + str(error))
        if fault not in _OF_THE_FOLDER and not deed.again:
            _read(folder)


def _read(folder: Path) -> None:
    """The records can be looked at on a disk that takes no writing."""
    try:
        store = fallback.open_or_read(folder, subjects.KINDS, OPERATOR, PASSWORD, subjects.OPTIONS).enter()
        list(Union.select())
        store.close()
    except (Trouble, Refused) as error:
        work.say(_TOLD + str(error))
