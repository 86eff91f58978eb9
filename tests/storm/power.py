"""Power cuts: what a deed did to the disk is cut off anywhere, with every loss that a disk may bring, and opened."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from tests.storm import deeds, disk, work
from tests.storm.deed import Deed, copied
from tests.storm.disk import Course, Tree
from tests.storm.scene import Result, passing_place

_NOT_RECORDED = (".lock", "-shm")
"""How files end that hold nothing."""


@dataclass
class _Recorded:
    """A deed as it went when nothing cut it off, and what was found after the cuts that were tried."""

    deed: Deed
    course: Course
    before: dict[int, object] = field(default_factory=dict)
    """The records as they were when the deed had said so many words."""
    answers: dict[tuple[bytes, int], str] = field(default_factory=dict)
    """What was wrong with what lay on the disk, and after how many words."""

    def allowed(self, words: int, place: Path) -> list[object]:
        """The records before and after what the deed was about when it had said so many words."""
        ends = [0, *(at + 1 for at, _ in self.course.said)]
        for number in (words, words + 1):
            if number not in self.before and number < len(ends):
                _lay(self.course.after(ends[number]), place)
                self.before[number] = deeds.rows(place / "data")
        return [self.before[number] for number in (words, words + 1) if number in self.before]

    def wrong(self, place: Path, cut: int, random: Random) -> str:
        """What is not as it must be after the power went before that call."""
        said, tree = self.course.told(cut), self.course.after(cut, random)
        mark = tree.digest(), len(said)
        if mark not in self.answers:
            _lay(tree, place)
            found = deeds.found(place / "data", self.deed, said)
            between = not (found.wrong or self.deed.again or found.rows in self.allowed(len(said), place))
            self.answers[mark] = "neither before nor after" if between else found.wrong
        return self.answers[mark]


def run(count: int, seed: int) -> Result:
    """So many power cuts, spread over all deeds."""
    random, result = Random(seed), Result()
    with passing_place() as place:
        first = deeds.prepared(place / "first")
        recorded = [_recorded(first, place / "one", deed) for deed in deeds.ALL]
        for number in range(count):
            each = recorded[number % len(recorded)]
            cut = each.course.cut(random)
            wrong = each.wrong(place / "one", cut, random)
            result.tried += 1
            result.failures += [f"{each.deed.name} {cut} of {len(each.course.changes)}: {wrong}"] if wrong else []
    calls = ", ".join(f"{each.deed.name} {len(each.course.changes)}" for each in recorded)
    result.remarks = f"{sum(len(each.answers) for each in recorded)} different disks; {calls}"
    return result


def _recorded(first: Path, place: Path, deed: Deed) -> _Recorded:
    folder = copied(first, place, deed)
    start = Tree.read(place)
    course = disk.course(start, place, work.recorded(place, partial(deed.do, folder)))
    _need_whole(course, place)
    return _Recorded(deed, course)


def _need_whole(course: Course, place: Path) -> None:
    """The calls that were seen are all there were: they lead to what lies on the disk."""
    there, told = (
        {path: bytes(content) for path, content in tree.walk() if content and not path.endswith(_NOT_RECORDED)}
        for tree in (Tree.read(place), course.after(len(course.changes)))
    )
    assert there == told, [path for path, _ in there.items() ^ told.items()]


def _lay(tree: Tree, place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    tree.write(place)
