"""Which movements of bank and journal look like one and the same: by amount, days between, reference and party."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

FAR = 31
"""Days between the two sides beyond which nothing is suggested."""
MOST_OF_A_GROUP = 4
"""So many entries at most are tried together for one line."""
FEW = 14
"""Only so many entries near a line are tried in groups, so that the search ends."""


@dataclass(frozen=True)
class BankMovement:
    """One movement of the bank account as one of the sides has it; fen, received positive."""

    id: int
    day: date
    fen: int
    words: str
    reference: str
    party: str
    label: str = ""


@dataclass(frozen=True)
class Match:
    """A suggestion: lines of the statement and entries of the journal that are one movement, and how sure it is."""

    lines: tuple[int, ...]
    entries: tuple[int, ...]
    score: int


def pair(lines: Sequence[BankMovement], journal: Sequence[BankMovement]) -> list[Match]:
    """Suggestions of which lines and entries are one: single pairs first, then one line for several entries and the
    other way round. Every line and entry is used once at most, and both sides of a suggestion come to the same."""
    scored = sorted(
        (
            (-likeness(line, entry), abs((line.day - entry.day).days), line.id, entry.id)
            for line in lines
            for entry in _of_amount(journal, line)
        ),
    )
    used_lines: set[int] = set()
    used_entries: set[int] = set()
    found = []
    for score, _, line_id, entry_id in scored:
        if line_id not in used_lines and entry_id not in used_entries:
            used_lines.add(line_id)
            used_entries.add(entry_id)
            found.append(Match((line_id,), (entry_id,), -score))
    left = [line for line in lines if line.id not in used_lines]
    rest = [entry for entry in journal if entry.id not in used_entries]
    return found + _groups(left, rest)


def _of_amount(journal: Sequence[BankMovement], line: BankMovement) -> Iterable[BankMovement]:
    return (each for each in journal if each.fen == line.fen and abs((each.day - line.day).days) <= FAR)


def likeness(line: BankMovement, entry: BankMovement) -> int:
    """How like two items of the same amount are, up to 100: by days between them, reference and party."""
    points = 60 - min(50, 2 * abs((line.day - entry.day).days))
    return max(points + sum(_POINTS[word] for word in resemblance(line, entry)), 0)


_REFERENCE, _PARTY = "流水号相同", "对方相同"
_POINTS = {_REFERENCE: 25, _PARTY: 15}


def resemblance(line: BankMovement, entry: BankMovement) -> list[str]:
    """What besides amount and day speaks for two items being one, in words."""
    same = {
        _REFERENCE: bool(_digits(line.reference) & _digits(entry.reference + entry.words)),
        _PARTY: _same_party(line, entry),
    }
    return [word for word, holds in same.items() if holds]


def _digits(words: str) -> set[str]:
    return set(re.findall(r"\d{4,}", words))


def _same_party(line: BankMovement, entry: BankMovement) -> bool:
    names = [name for name in (line.party, entry.party) if len(name) >= 2]
    if line.party and entry.party:
        return line.party in entry.party or entry.party in line.party
    return any(name in line.words + entry.words for name in names)


def _groups(lines: list[BankMovement], journal: list[BankMovement]) -> list[Match]:
    """One line that is several entries, then one entry that is several lines."""
    found: list[Match] = []
    for line in list(lines):
        parts = _adding_up(line, journal)
        if parts:
            found.append(Match((line.id,), tuple(each.id for each in parts), 40))
            lines.remove(line)
            journal[:] = [each for each in journal if each not in parts]
    for entry in list(journal):
        parts = _adding_up(entry, lines)
        if parts:
            found.append(Match(tuple(each.id for each in parts), (entry.id,), 40))
            lines[:] = [each for each in lines if each not in parts]
    return found


def _adding_up(one: BankMovement, others: Sequence[BankMovement]) -> tuple[BankMovement, ...]:
    """The fewest of the nearest others, on the same side, that come to the same as one."""
    near = [each for each in others if each.fen * one.fen > 0 and abs((each.day - one.day).days) <= FAR]
    near = sorted(near, key=lambda each: (abs((each.day - one.day).days), each.id))[:FEW]
    for size in range(2, MOST_OF_A_GROUP + 1):
        for parts in combinations(near, size):
            if sum(each.fen for each in parts) == one.fen:
                return parts
    return ()
