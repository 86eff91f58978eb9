"""How the columns of a table share its width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Wanted:
    """How wide a column should be, in pixels, how narrow it may become, and whether it uses more room than that."""

    width: int
    least: int
    grows: bool = False


def shared(columns: Sequence[Wanted], room: int) -> list[int]:
    """The widths of columns within a room: what is spare goes to those that use it, what is missing comes from them.

    The first column of names or texts, which says what the row is, keeps twice as much as the others.
    """
    spare = room - sum(column.width for column in columns)
    if spare < 0:
        return _narrowed(columns, room)
    growing = sum(column.width for column in columns if column.grows)
    return [column.width + (spare * column.width // growing if column.grows else 0) for column in columns]


def _narrowed(columns: Sequence[Wanted], room: int) -> list[int]:
    """All columns under the highest level at which they fit, none under its least width."""
    first = next((place for place, column in enumerate(columns) if column.least < column.width), 0)

    def under(level: int) -> list[int]:
        shares = [level * (2 if place == first else 1) for place in range(len(columns))]
        return [max(column.least, min(column.width, share)) for column, share in zip(columns, shares, strict=True)]

    low, high = 0, max(column.width for column in columns)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if sum(under(middle)) <= room else (low, middle - 1)
    return under(low)
