"""Programs that are ended by `kill -9` before one of their calls to the system, and what the next start finds."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

from unionapp import subjects
from unionapp.errors import Refused, Trouble
from unionapp.exchange import outgoing
from unionapp.records import search
from unionapp.store import backup, editing
from unionapp.store import store as stores
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.storm import work
from tests.storm.scene import Result
from tests.support import OPERATOR, PASSWORD


def run(count: int, seed: int) -> Result:
    """So many kills, spread over all deeds."""
    random, result = Random(seed), Result()
    with tempfile.TemporaryDirectory() as place:
        first = _prepared(Path(place) / "first")
        calls: dict[str, int] = {}
        for number in range(count):
            deed = list(work.DEEDS)[number % len(work.DEEDS)]
            if deed not in calls:
                calls[deed] = int(_worked(_copy(first, Path(place) / "count"), deed, 0)[-1].split()[1])
            fatal = random.randrange(1, calls[deed] + 1)
            said = _found(_copy(first, Path(place) / "one"), deed, fatal)
            result.tried += 1
            result.failures += [f"{deed} {fatal} of {calls[deed]}: {said}"] if said else []
    result.remarks = ", ".join(f"{deed} {number}" for deed, number in calls.items())
    return result


def _prepared(place: Path) -> Path:
    """A data folder with a backup and a sheet beside it, of which it knows nothing yet."""
    place.mkdir()
    store = support.make_store(place / "data")
    for number in range(work.ROWS):
        editing.save(store.journal, UNIONS, Union(name=f"表{number}工会"))
    outgoing.export(store, UNIONS, search.Query(), place / work.SHEET)
    store.close()
    shutil.rmtree(place / "data")
    store = support.make_store(place / "data")
    editing.save(store.journal, UNIONS, Union(name="甲工会"))
    store.backup(place / work.BACKUP)
    editing.save(store.journal, UNIONS, Union(name="乙工会"))
    store.close()
    return place


def _copy(first: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    return Path(shutil.copytree(first, to)) / "data"


def _worked(folder: Path, deed: str, fatal: int) -> list[str]:
    """What a process said before it ended."""
    command = [sys.executable, "-m", "tests.storm.work", str(folder), deed, str(fatal)]
    ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if fatal == 0 and ended.returncode:
        raise RuntimeError(ended.stderr)
    return ended.stdout.splitlines()


def _found(folder: Path, deed: str, fatal: int) -> str:
    """What is not as it must be after a deed was killed; empty where all is."""
    said = _worked(folder, deed, fatal)
    try:
        if deed == "create":
            _made(folder.parent / "new")
        for password in [work.SECOND] if "password" in said else [PASSWORD, work.SECOND]:
            store = _entered(folder, password)
            if store is not None:
                break
        else:
            return "nobody gets in"
        wrong = _missing(store, said, deed)
        store.close()
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return f"{type(error).__name__}: {error}"
    return wrong


def _entered(folder: Path, password: str) -> Store | None:
    try:
        return support.open_store(folder, password=password)
    except Refused:
        return None


def _made(folder: Path) -> None:
    """Open the new folder, or make it once more where it counts as not made."""
    if stores.exists(folder):
        support.open_store(folder).close()
    else:
        Store.create(folder, subjects.KINDS, OPERATOR, PASSWORD, subjects.OPTIONS)[0].close()


def _missing(store: Store, said: list[str], deed: str) -> str:
    """What was said to be finished and is not there, or is there by half."""
    if store.check():
        return f"check: {store.check()}"
    names = {union.name for union in Union.select()}
    lost = [line for line in said if line.startswith("union ") and line.split()[1] not in names]
    lost += [line for line in said if line.startswith("file ") and not store.files.sound(line[5:].partition("/")[0])]
    come = len([name for name in names if name.startswith("表")])
    if come not in (0, work.ROWS) or ("import" in said and not come):
        lost.append(f"{come} rows")
    if "甲工会" not in names or (deed != "restore" and "乙工会" not in names):
        lost.append("an older record")
    if "backup" in said:
        try:
            backup.check(store.folder / "backups" / "新.unionbak", OPERATOR, PASSWORD)
        except (Refused, Trouble) as error:
            lost.append(str(error))
    return "; ".join(lost)
