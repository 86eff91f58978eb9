"""Programs that are ended by `kill -9` before one of their calls to the disk, and what the next start finds."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from tests.storm import deeds, work
from tests.storm.deed import Deed, copied
from tests.storm.scene import Result, passing_place

_BY_CLOCK = 4
"""Every so many kills one comes at any moment instead of before a call."""


@dataclass
class _Course:
    """How a deed goes when nothing cuts it off, and at which of its calls it is still to be killed."""

    calls: int
    seconds: float
    order: list[int] = field(default_factory=list)

    def next(self, random: Random) -> int:
        """A call at which it was not killed yet, until it was at all."""
        self.order = self.order or random.sample(range(1, self.calls + 1), self.calls)
        return self.order.pop()


def run(count: int, seed: int) -> Result:
    """So many kills, spread over all deeds: at each of their calls in turn, and at any moment."""
    random, result = Random(seed), Result()
    courses: dict[str, _Course] = {}
    with passing_place() as place:
        first = deeds.prepared(place / "first")
        for number in range(count):
            deed = deeds.ALL[number % len(deeds.ALL)]
            if deed.name not in courses:
                courses[deed.name] = _course(first, place / "count", deed)
            course, folder = courses[deed.name], copied(first, place / "one", deed)
            act = partial(deed.do, folder)
            if number // len(deeds.ALL) % _BY_CLOCK == _BY_CLOCK - 1:
                seconds = random.uniform(0.0001, course.seconds)
                said, where = work.killed_after(seconds, act), f"{seconds:.4f} s"
            else:
                fatal = course.next(random)
                said, where = work.killed_at(fatal, folder.parent, act), f"{fatal}"
            wrong = deeds.found(folder, deed, said).wrong
            result.tried += 1
            result.failures += [f"{deed.name} {where} of {course.calls}: {wrong}"] if wrong else []
    result.remarks = ", ".join(f"{name} {course.calls}" for name, course in courses.items())
    return result


def _course(first: Path, to: Path, deed: Deed) -> _Course:
    folder = copied(first, to, deed)
    began = time.monotonic()
    done = work.recorded(folder.parent, partial(deed.do, folder))
    return _Course(sum(call.name != "say" for call in done), time.monotonic() - began)
