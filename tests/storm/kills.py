"""Programs that are ended by `kill -9` before one of their calls to the disk, and what the next start finds."""

from __future__ import annotations

from functools import partial
from random import Random

from tests.storm import deeds, rehearsal, work
from tests.storm.scene import Result, passing_place

_BY_CLOCK = 4
"""Every so many kills one comes at any moment instead of before a call."""
_LONGEST = 0.3
"""Seconds within which most deeds are done."""


def run(count: int, seed: int) -> Result:
    """So many kills, spread over all deeds: at each of their calls in turn, and at any moment."""
    random, result = Random(seed), Result()
    tried = rehearsal.some(count)
    order: dict[str, list[int]] = {}
    with passing_place() as place:
        for number in range(count):
            each = tried[number % len(tried)]
            folder = each.copied(place / "one")
            act = partial(each.deed.do, folder)
            if number // len(tried) % _BY_CLOCK == _BY_CLOCK - 1:
                seconds = random.uniform(0.0001, _LONGEST)
                said, where = work.killed_after(seconds, act), f"{seconds:.4f} s"
            else:
                left = order.get(each.deed.name) or random.sample(range(1, each.calls + 1), each.calls)
                order[each.deed.name] = left
                fatal = left.pop()
                said, where = work.killed_at(fatal, folder.parent, act), f"{fatal} of {each.calls}"
            wrong = deeds.found(folder, each.deed, said).wrong
            result.tried += 1
            result.failures += [f"{each.deed.name} {where}: {wrong}"] if wrong else []
    result.remarks = ", ".join(f"{each.deed.name} {each.calls}" for each in tried)
    return result
