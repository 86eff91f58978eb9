"""Both entries of a count beside one another: the sheets that were entered otherwise the second time."""

from __future__ import annotations

from dataclasses import dataclass

from unionapp.subjects.elections.counting.votes import SECOND, sheets
from unionapp.subjects.elections.models import Round
from unionapp.subjects.elections.record_rules import VOID, lines


@dataclass(frozen=True)
class Difference:
    """Where the two entries of a sheet are unlike; None where an entry has no such sheet."""

    place: int
    first: tuple[str, str] | None
    second: tuple[str, str] | None


def compare(round: Round) -> list[Difference]:
    """The sheets that the second, blind entry has otherwise than the first, by their place."""
    first, second = sheets(round), sheets(round, SECOND)
    found = []
    for number in range(max(len(first), len(second))):
        one = first[number] if number < len(first) else None
        other = second[number] if number < len(second) else None
        if one is None or other is None or _meaning(one) != _meaning(other):
            found.append(Difference(number + 1, one, other))
    return found


def _meaning(sheet: tuple[str, str]) -> tuple[str, frozenset[str]]:
    marks, written = sheet
    return marks, frozenset() if marks == VOID else frozenset(lines(written))
