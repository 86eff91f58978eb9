"""Sheets that were damaged, and sheets that are small as files and vast as tables, read, planned, applied, undone."""

from __future__ import annotations

import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from unionapp.errors import Refused, Trouble
from unionapp.exchange import apply, outgoing, plan
from unionapp.records import search
from unionapp.store.store import Store
from unionapp.subjects.members.records import MEMBERS

from tests import support
from tests.storm.scene import Result

LONGEST = 10.0
"""Seconds that a sheet may take until it is planned or refused."""
_FILES = Path(__file__).parents[1] / "exchange" / "files"
_BEGIN, _END = b"<worksheet><sheetData>", b"</sheetData></worksheet>"


def run(count: int, seed: int) -> Result:
    """Mutated sheets of every form."""
    random, result = Random(seed), Result()
    with support.passing_store() as store, tempfile.TemporaryDirectory() as place:
        sources = [_own(store, Path(place)), *(path for path in _FILES.iterdir() if path.suffix in (".xls", ".ods"))]
        for number in range(count):
            source = random.choice(sources)
            path = Path(place) / f"m{source.suffix}"
            path.write_bytes(_mutated(source, random))
            result.tried += 1
            said = _brought_in(store, path)
            result.failures += [f"{seed}/{number} {source.name}: {said}"] if said else []
    return result


def _own(store: Store, place: Path) -> Path:
    """A sheet of members and a text file, as the program writes them."""
    for number in range(1, 6):
        support.saved(store, MEMBERS, number)
    outgoing.export(store, MEMBERS, search.Query(), place / "own.xlsx")
    return place / "own.xlsx"


def _mutated(source: Path, random: Random) -> bytes:
    """The bytes of a file with some changed; of an .xlsx within one part, so that the package stays sound."""
    if source.suffix != ".xlsx":
        return _scratched(source.read_bytes(), random, bytes(range(256)))
    out = source.with_suffix(".part")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        hit = random.choice([name for name in old.namelist() if name.startswith("xl/") and name.endswith(".xml")])
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, _scratched(data, random, b'0123456789<>/"AZ&') if name == hit else data)
    return out.read_bytes()


def _scratched(data: bytes, random: Random, signs: bytes) -> bytes:
    found = bytearray(data)
    for _ in range(random.randrange(1, 20)):
        found[random.randrange(len(found))] = random.choice(signs)
    return bytes(found)


def _brought_in(store: Store, path: Path) -> str:
    """What was not as it must be when a sheet was read, planned, applied and taken back; empty where nothing."""
    began, before = time.monotonic(), support.picture(store)
    try:
        intake = plan.read_and_plan(store, MEMBERS, path)
        if time.monotonic() - began > LONGEST:
            return "slow"
        if intake.plan.new or intake.plan.changed:
            apply.apply(store, intake.plan, path)
            support.taken_back(store)
    except (Trouble, Refused):
        pass
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return f"{type(error).__name__}: {error}"
    return "" if support.picture(store) == before else "not taken back whole"


def _package(path: Path, content: list[bytes]) -> None:
    source = path.with_suffix(".sound")
    with support.passing_store() as store:
        outgoing.export(store, MEMBERS, search.Query(), source)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            with new.open(name, "w") as out:
                out.writelines(content if name == "xl/worksheets/sheet1.xml" else [old.read(name)])


def _far(path: Path) -> None:
    cell = b'<row r="%d"><c r="%b"><v>1</v></c></row>'
    _package(path, [_BEGIN, cell % (1, b"A1"), cell % (4999, b"GJH4999"), _END])


def _vast_text(path: Path) -> None:
    _package(path, [_BEGIN, b'<row><c t="inlineStr"><is><t>', *[b"x" * 2**20] * 250, b"</t></is></c></row>", _END])


def _nameless(path: Path) -> None:
    _package(path, [_BEGIN, *[b"<row>" + b"<c><v>1</v></c>" * 200 + b"</row>"] * 50_000, _END])


def _lines(path: Path) -> None:
    path.write_bytes(b"a\n" * 22_000_000)


BOMBS: tuple[Callable[[Path], None], ...] = (_far, _vast_text, _nameless, _lines)


def bombs(count: int, seed: int) -> Result:
    """Each of the bombs, read from its file."""
    result, slowest = Result(), 0.0
    with support.passing_store() as store, tempfile.TemporaryDirectory() as place:
        for bomb in BOMBS[:count]:
            path = Path(place) / "bomb"
            bomb(path)
            began = time.monotonic()
            result.tried += 1
            try:
                plan.read_and_plan(store, MEMBERS, path)
                result.failures.append(f"{bomb.__name__}: read")
            except Trouble:
                slowest = max(slowest, time.monotonic() - began)
    result.failures += [f"slowest {slowest:.1f} s"] if slowest > LONGEST else []
    result.remarks = f"slowest {slowest:.1f} s"
    return result
