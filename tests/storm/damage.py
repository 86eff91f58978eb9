"""Random damage to a data folder: each is said or harms nothing, nothing hangs or shows a wrong row."""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from unionapp.errors import Refused, Trouble
from unionapp.store import connection, keys
from unionapp.store.store import Store

from tests import support
from tests.storm.scene import Result

Harm = Callable[[bytearray, random.Random], bytearray]
PAGE = 4096
SLOWEST = "slowest (s)"
LONGEST = 5.0
"""Seconds that an answer may take."""


def flip(content: bytearray, chance: random.Random) -> bytearray:
    """A few bits turned over."""
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return content


def blank(content: bytearray, chance: random.Random) -> bytearray:
    """A page, or what there is of one, full of zeros."""
    start = chance.randrange(len(content)) // PAGE * PAGE
    end = min(start + PAGE, len(content))
    content[start:end] = bytes(end - start)
    return content


def cut(content: bytearray, chance: random.Random) -> bytearray:
    """The end gone."""
    return content[: chance.randrange(len(content))]


def scramble(content: bytearray, chance: random.Random) -> bytearray:
    """A stretch of garbage."""
    start = chance.randrange(len(content))
    stretch = min(chance.randint(1, 600), len(content) - start)
    content[start : start + stretch] = chance.randbytes(stretch)
    return content


HARMS: Mapping[str, Harm] = {"flip": flip, "blank": blank, "cut": cut, "scramble": scramble}


def run(count: int, seed: int = 1) -> Mapping[str, float]:
    """Damage a folder `count` times, a file of it each time; how often it was said, harmless, and the slowest answer.

    AssertionError where what opens differs from what was stored.
    """
    figures: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as place:
        sound = Path(place) / "sound"
        opened = support.make_store(sound)
        stored = opened.files.keep(bytes(range(256)) * 20, "图.jpg")
        wanted = _picture(opened)
        opened.close()
        for number in range(count):
            chance = random.Random(f"{seed}:{number}")
            folder = Path(shutil.copytree(sound, Path(place) / "damaged"))
            target = chance.choice(_targets(folder, stored))
            name, harm = chance.choice(list(HARMS.items()))
            target.write_bytes(harm(bytearray(target.read_bytes()), chance))
            begun = time.monotonic()
            answer = _answer(folder, stored, wanted)
            slowest = max(slowest, time.monotonic() - begun)
            figures[f"{_called(target)}, {name}: {answer}"] += 1
            figures[answer] += 1
            shutil.rmtree(folder)
    return {**figures, SLOWEST: round(slowest, 2)}


def scene(count: int, seed: int) -> Result:
    """The same, as the storm tells it."""
    result = Result(count)
    try:
        figures = run(count, seed)
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        result.failures.append(f"{type(error).__name__}: {error}")
        return result
    said, harmless = (int(figures.get(answer, 0)) for answer in ("said", "harmless"))
    result.failures += ["slow"] if figures[SLOWEST] > LONGEST else []
    result.remarks = f"{said} said, {harmless} harmless, slowest {figures[SLOWEST]} s"
    return result


def _targets(folder: Path, stored: str) -> list[Path]:
    digest = stored.partition("/")[0]
    return [folder / connection.FILE, folder / keys.FILE, folder / "files" / digest[:2] / digest]


def _called(target: Path) -> str:
    return target.name if target.suffix else "attachment"


def _picture(opened: Store) -> object:
    rows = {}
    for kind in opened.kinds:
        table = kind.model._meta.table_name
        rows[table] = opened.database.execute_sql(f'SELECT * FROM "{table}" ORDER BY id').fetchall()
    return rows


def _answer(folder: Path, stored: str, wanted: object) -> str:
    """What comes of opening and reading everything."""
    try:
        opened = support.open_store(folder)
    except (Refused, Trouble):
        return "said"
    try:
        content = opened.files.read(stored)
        found = _picture(opened)
    except Trouble:
        return "said"
    finally:
        opened.close()
    assert content == bytes(range(256)) * 20
    assert found == wanted
    return "harmless"
