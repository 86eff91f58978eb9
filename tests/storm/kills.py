"""Programs that are ended by `kill -9` before one of their calls to the system, and what the next start finds."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from pathlib import Path
from random import Random

from unionapp import subjects
from unionapp.errors import Refused, Trouble
from unionapp.exchange import outgoing
from unionapp.office import integrity
from unionapp.records import search
from unionapp.store import admission, backup, editing, guessing, keys
from unionapp.store import store as stores
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.databases import make
from tests.storm import work
from tests.storm.scene import Result
from tests.support import OPERATOR, PASSWORD

_BY_CLOCK = 4
"""Every so many kills one comes at any moment instead of before a call."""


def run(count: int, seed: int) -> Result:
    """So many kills, spread over all deeds: at each of their calls in turn, and at any moment."""
    random, result = Random(seed), Result()
    with tempfile.TemporaryDirectory() as place:
        first = _prepared(Path(place) / "first")
        calls: dict[str, int] = {}
        lasted: dict[str, float] = {}
        order: dict[str, list[int]] = {}
        for number in range(count):
            deed = list(work.DEEDS)[number % len(work.DEEDS)]
            if deed not in calls:
                began = time.monotonic()
                calls[deed] = int(work.forked(_copy(first, Path(place) / "count", deed), deed, 0)[-1].split()[1])
                lasted[deed] = time.monotonic() - began
            if number // len(work.DEEDS) % _BY_CLOCK == _BY_CLOCK - 1:
                seconds = random.uniform(0.0001, lasted[deed])
                said = _found(_copy(first, Path(place) / "one", deed), deed, 0, seconds)
                where = f"{seconds:.4f} s"
            else:
                order[deed] = order.get(deed) or random.sample(range(1, calls[deed] + 1), calls[deed])
                fatal = order[deed].pop()
                said = _found(_copy(first, Path(place) / "one", deed), deed, fatal)
                where = f"{fatal} of {calls[deed]}"
            result.tried += 1
            result.failures += [f"{deed} {where}: {said}"] if said else []
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
    admission.admit(store, work.LEAVER, work.THEIRS)
    store.backup(place / work.BACKUP)
    editing.save(store.journal, UNIONS, Union(name="乙工会"))
    store.close()
    backup.restore(place / work.OLD, min(make.HERE.glob("*.unionbak")), OPERATOR, PASSWORD, work.NOW)
    return place


def _copy(first: Path, to: Path, deed: str) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    folder = Path(shutil.copytree(first, to)) / "data"
    if deed == "fetch":
        (folder / keys.FILE).write_bytes(b"{")
    return folder


def _found(folder: Path, deed: str, fatal: int, seconds: float = 0) -> str:
    """What is not as it must be after a deed was killed; empty where all is."""
    try:
        said = work.forked(folder, deed, fatal, seconds)
        if deed == "create":
            _made(folder.parent / "new")
        if deed == "fetch" and (folder / keys.FILE).read_bytes() == b"{":
            work.forked(folder, deed, 0)  # is done again
        for password in [work.SECOND] if "password" in said else [PASSWORD, work.SECOND]:
            store = _entered(folder, OPERATOR, password)
            if store is not None:
                break
        else:
            return "nobody gets in"
        wrong = [_missing(store, said, deed), *integrity.of_file(store)]
        store.close()
        wrong += [_of_deed(folder, said, deed)]
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return f"{type(error).__name__}: {error}"
    return "; ".join(str(each) for each in wrong if each)


def _of_deed(folder: Path, said: list[str], deed: str) -> str:
    """What is wrong with what this deed alone changes."""
    if deed == "admit":
        store = _entered(folder, work.NEWCOMER, work.THEIRS)
        return _narrow(store) if store else "admitted and refused" if "admit" in said else ""
    if deed == "dismiss":
        store = _entered(folder, work.LEAVER, work.THEIRS)
        return ("dismissed and let in" if "dismiss" in said else "") if _closed(store) else ""
    if deed == "code":
        codes = [line[5:] for line in said if line.startswith("code ")]
        (folder.parent / "codes").write_text("\n".join(codes), encoding="utf-8")
        if "new code" in said:
            admission.reset_password(folder, codes[0], OPERATOR, work.SECOND)
    if deed == "upgrade":
        store = support.open_store(folder.parent / work.OLD)
        wanted = json.loads(min(make.HERE.glob("*.json")).read_text(encoding="utf-8"))
        now = make.counts(store)
        lost = [name for name, rows in wanted.items() if name not in ("setting", "change") and now[name] != rows]
        lost += [str(problem) for problem in integrity.of_file(store)]
        store.close()
        return ", ".join(lost)
    return ""


def _narrow(store: Store) -> str:
    """Whether a newcomer has more than a new clerk may."""
    found = "a newcomer looks after the others" if "admin" in store.context.rights else ""
    store.close()
    return found


def _closed(store: Store | None) -> bool:
    """Whether somebody was let in, who is out again."""
    if store is not None:
        store.close()
    return store is not None


def _entered(folder: Path, operator: str, password: str) -> Store | None:
    guessing.forget(folder)  # wrong ones wait longer and longer
    try:
        return support.open_store(folder, operator, password)
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
