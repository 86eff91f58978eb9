"""Every deed as it goes when nothing cuts it off: what it does to the disk, and what the records are at its words.

Rehearsed once in a process, for all scenes that cut deeds off.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from tests.storm import deeds, disk, work
from tests.storm.deed import Deed, copied
from tests.storm.disk import Course, Tree
from tests.storm.scene import MEMORY

_NOT_RECORDED = (".lock", "-shm")
"""How files end that hold nothing."""


@dataclass
class Rehearsed:
    """A deed, what it does to the disk, and the scene that it is done in."""

    deed: Deed
    course: Course
    first: Path
    _rows: dict[int, deeds.Rows] = field(default_factory=dict)

    @property
    def calls(self) -> int:
        """How often it changes the disk, or pushes something to it."""
        return len(self.course.changes) - len({at for at, _ in self.course.said})

    def copied(self, to: Path) -> Path:
        """The scene in a folder of its own; the data folder in it."""
        return copied(self.first, to, self.deed)

    def allowed(self, words: int, place: Path) -> list[deeds.Rows]:
        """The records before and after what the deed is about once it has said so many words; laid out in `place`.

        Nothing where nobody can open them before it is done.
        """
        ends = [] if self.deed.again else [0, *(at + 1 for at, _ in self.course.said)]
        for number in range(words, min(words + 2, len(ends))):
            if number not in self._rows:
                lay(self.course.after(ends[number]), place)
                self._rows[number] = deeds.rows(place / "data")
        return [self._rows[number] for number in (words, words + 1) if number in self._rows]


def lay(tree: Tree, place: Path) -> None:
    """Put what may lie on a disk into a folder."""
    shutil.rmtree(place, ignore_errors=True)
    tree.write(place)


@cache
def _first() -> Path:
    place = Path(tempfile.mkdtemp(dir=MEMORY))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return deeds.prepared(place / "first")


@cache
def _rehearsed(number: int) -> Rehearsed:
    return rehearse(deeds.ALL[number], _first())


def some(count: int) -> Sequence[Rehearsed]:
    """So many deeds, all of them where there are no more."""
    return [_rehearsed(number) for number in range(min(count, len(deeds.ALL)))]


def rehearse(deed: Deed, first: Path) -> Rehearsed:
    """Do a deed and write down what it does to the disk."""
    place = first.with_name("rehearsal")
    folder = copied(first, place, deed)
    start = Tree.read(place)
    course = disk.course(start, place, work.recorded(place, partial(deed.do, folder)))
    _need_whole(course, place)
    return Rehearsed(deed, course, first)


def _need_whole(course: Course, place: Path) -> None:
    """The calls that were seen are all there were: they lead to what lies on the disk."""
    there, told = (
        {path: bytes(content) for path, content in tree.walk() if content and not path.endswith(_NOT_RECORDED)}
        for tree in (Tree.read(place), course.after(len(course.changes)))
    )
    assert there == told, [path for path, _ in there.items() ^ told.items()]
