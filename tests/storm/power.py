"""Power cuts: what a deed did to the disk is cut off anywhere, with every loss that a disk may bring, and opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from random import Random

from tests.storm import deeds, rehearsal
from tests.storm.rehearsal import Rehearsed
from tests.storm.scene import Result, passing_place


def run(count: int, seed: int) -> Result:
    """So many power cuts, spread over all deeds."""
    return cut(rehearsal.some(count), count, seed)


def cut(tried: Sequence[Rehearsed], count: int, seed: int) -> Result:
    """So many power cuts, spread over these deeds."""
    random, result = Random(seed), Result()
    answers: defaultdict[str, dict[tuple[bytes, int], str]] = defaultdict(dict)
    with passing_place() as place:
        for number in range(count):
            each = tried[number % len(tried)]
            call = each.course.cut(random)
            words, tree = len(each.course.told(call)), each.course.after(call, random)
            mark = tree.digest(), words
            if mark not in answers[each.deed.name]:
                rehearsal.lay(tree, place / "one")
                answers[each.deed.name][mark] = _wrong(each, each.course.told(call), place / "one")
            wrong = answers[each.deed.name][mark]
            result.tried += 1
            result.failures += [f"{each.deed.name} {call} of {len(each.course.changes)}: {wrong}"] if wrong else []
    calls = ", ".join(f"{each.deed.name} {len(each.course.changes)}" for each in tried)
    result.remarks = f"{sum(map(len, answers.values()))} different disks; {calls}"
    return result


def _wrong(rehearsed: Rehearsed, said: list[str], place: Path) -> str:
    """What is not as it must be of what lies on the disk."""
    found = deeds.found(place / "data", rehearsed.deed, said)
    allowed = rehearsed.allowed(len(said), place)
    return "neither before nor after" if allowed and not found.wrong and found.rows not in allowed else found.wrong
