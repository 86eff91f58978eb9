"""What a day's work leaves on the disk beside the files that the clerk asked for: nobody's name, number or account."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random

from unionapp.cli.opening import OPERATOR, PASSWORD
from unionapp.office import demo
from unionapp.records import fields
from unionapp.store.store import Store

import main
from tests import support
from tests.storm import work
from tests.storm.scene import Result, passing_place

_ENCODINGS = ("utf-8", "utf-16-le", "gb18030")
_SHORTEST = 6
"""Bytes that chance does not bring forth in encrypted files of some megabytes."""
_DATA, _HOME, _TEMPORARY, _ASKED_FOR = "data", "home", "tmp", "out"


def run(count: int, seed: int) -> Result:
    """A day's work, then so many secrets looked for in every file."""
    random, result = Random(seed), Result()
    with passing_place() as place:
        support.make_township(place / _DATA)
        for name in (_HOME, _TEMPORARY, _ASKED_FOR):
            (place / name).mkdir()
        store = support.open_store(place / _DATA, demo.OPERATOR, demo.PASSWORD)
        told = sorted(set(_secrets(store)))
        store.close()
        result.failures += [f"{words[0]} did not end well" for words in _day(place) if not _command(place, *words)]
        for how in (signal.SIGKILL, signal.SIGABRT):
            _cut_off(place, random.uniform(0.1, 1.0), how)
        looked_for = random.sample(told, min(count, len(told)))
        result.tried = len(looked_for)
        files = [path for name in (_DATA, _HOME, _TEMPORARY) for path in (place / name).rglob("*") if path.is_file()]
        result.failures += [f"{path.relative_to(place)}: {secret}" for path, secret in found(files, looked_for)]
        result.remarks = f"{len(files)} files, {sum(path.stat().st_size for path in files) >> 20} MB"
    return result


def found(files: Sequence[Path], secrets: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """Which of the secrets lie in which file or its name, in any of the ways in which Chinese is written."""
    for path in files:
        content = path.read_bytes() + os.fsencode(path.name)
        yield from ((path, secret) for secret in secrets if any(each in content for each in _written(secret)))


def _secrets(store: Store) -> Iterator[str]:
    """Names, ID numbers, telephones and accounts of whoever is in the records."""
    for kind in store.kinds:
        persons = any(isinstance(field, fields.IdNumber | fields.Phone) for field in kind.fields.values())
        for field in kind.fields.values():
            named = isinstance(field, fields.Name) and persons
            if named or isinstance(field, fields.IdNumber | fields.Phone) or getattr(field, "private", False):
                for record in kind.model.select():
                    value = getattr(record, field.name)
                    if isinstance(value, str) and any(map(_long_enough, _written(value))):
                        yield value


def _written(secret: str) -> list[bytes]:
    return [raw for encoding in _ENCODINGS if _long_enough(raw := secret.encode(encoding))]


def _long_enough(raw: bytes) -> bool:
    return len(raw) >= _SHORTEST


def _day(place: Path) -> list[tuple[str, ...]]:
    """What is asked for on the command line, and written into a folder for it."""
    out = place / _ASKED_FOR
    return [
        ("list", "members", "--find", "王"),
        ("list", "vouchers", "--limit", "20"),
        ("export", "members", str(out / "members.xlsx")),
        ("export", "members", str(out / "masked.xlsx"), "--masked"),
        ("paper", "member-roster", str(out / "roster.pdf")),
        ("import", "members", str(out / "members.xlsx"), "--dry-run"),
        ("import", "members", str(out / "members.xlsx"), "--failed", str(out / "failed.xlsx")),
        ("backup",),
        ("check",),
        ("log", "--limit", "0"),
    ]


def _command(place: Path, *words: str) -> bool:
    """Whether a command ended well."""
    try:
        work.forked(partial(_at_the_desk, place, words))
    except RuntimeError:
        return False
    return True


def _cut_off(place: Path, seconds: float, how: signal.Signals) -> None:
    """An import that is ended in its midst; by SIGABRT a core file would be left."""

    def begun() -> None:
        signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), how))
        signal.setitimer(signal.ITIMER_REAL, seconds)
        _at_the_desk(place, ("import", "members", str(place / _ASKED_FOR / "members.xlsx")))

    work.forked(begun)


def _at_the_desk(place: Path, words: tuple[str, ...]) -> None:
    """The program as it starts, with a home and a place for passing files of its own."""
    told = {"HOME": _HOME, "TMPDIR": _TEMPORARY, "XDG_DATA_HOME": _HOME, "XDG_CONFIG_HOME": _HOME}
    os.environ.update({name: str(place / folder) for name, folder in told.items()})
    os.environ.update({OPERATOR: demo.OPERATOR, PASSWORD: demo.PASSWORD})
    faulthandler.disable()
    tempfile.tempdir = None
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - the process ends with it
    os.chdir(place / _TEMPORARY)
    sys.argv = ["main.py", "--data", str(place / _DATA), *words]
    if main.main() not in (0, 1):
        raise RuntimeError(" ".join(words))
