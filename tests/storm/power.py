"""Power cuts: what a deed did to the disk is cut off anywhere, with every loss that a disk may bring, and opened."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from tests import support
from tests.storm import deeds, disk, work
from tests.storm.deed import Deed, copied
from tests.storm.disk import Course, Tree
from tests.storm.scene import Result, passing_place

_NOT_RECORDED = (".lock", "-shm")
"""How files end that hold nothing."""


@dataclass
class _Recorded:
    """A deed as it went when nothing cut it off."""

    deed: Deed
    course: Course
    states: list[object]
    """What the records were before it, and after each of its words; nothing where nobody can open them before."""


def run(count: int, seed: int) -> Result:
    """So many power cuts, spread over all deeds."""
    random, result = Random(seed), Result()
    with passing_place() as place:
        first = deeds.prepared(place / "first")
        recorded = [_recorded(first, place / "one", deed) for deed in deeds.ALL]
        for number in range(count):
            each = recorded[number % len(recorded)]
            cut = random.randint(1, len(each.course.changes))
            wrong = _found(place / "one", each, cut, random)
            result.tried += 1
            result.failures += [f"{each.deed.name} {cut} of {len(each.course.changes)}: {wrong}"] if wrong else []
    result.remarks = ", ".join(f"{each.deed.name} {len(each.course.changes)}" for each in recorded)
    return result


def _recorded(first: Path, place: Path, deed: Deed) -> _Recorded:
    folder = copied(first, place, deed)
    start = Tree.read(place)
    course = disk.course(start, place, work.recorded(place, partial(deed.do, folder)))
    _need_whole(course, place)
    states = [] if deed.again else [_state_after(course, place, cut) for cut in (0, *(at + 1 for at, _ in course.said))]
    return _Recorded(deed, course, states)


def _need_whole(course: Course, place: Path) -> None:
    """The calls that were seen are all there were: they lead to what lies on the disk."""
    there, told = (
        {path: bytes(content) for path, content in tree.walk() if content and not path.endswith(_NOT_RECORDED)}
        for tree in (Tree.read(place), course.after(len(course.changes)))
    )
    assert there == told, sorted(there.items() ^ told.items())


def _state_after(course: Course, place: Path, cut: int) -> object:
    _lay(course.after(cut), place)
    return _state(place / "data")


def _lay(tree: Tree, place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    tree.write(place)


def _state(folder: Path) -> object:
    """Every row of the records, whoever can open them."""
    store = deeds.any_entered(folder)
    found = {name: rows for name, rows in support.picture(store).items() if not name.startswith("operator")}
    store.close()
    return found


def _found(place: Path, recorded: _Recorded, cut: int, random: Random) -> str:
    """What is not as it must be after the power went before that call."""
    _lay(recorded.course.after(cut, random), place)
    said = recorded.course.told(cut)
    wrong = deeds.found(place / "data", recorded.deed, said)
    if wrong or not recorded.states:
        return wrong
    allowed = recorded.states[len(said) : len(said) + 2]
    return "" if _state(place / "data") in allowed else "neither before nor after"
