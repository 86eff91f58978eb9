"""How wide the columns of a table are: what is of one length as wide as that, texts by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QFontMetrics
from unionapp.records import fields
from unionapp.records.fields import RecordField

from ui.kit.row_look import PAD

_WIDTHS: tuple[tuple[type[Any], int], ...] = (
    (fields.Date, 10),
    (fields.MonthText, 7),
    (fields.IdNumber, 18),
    (fields.CreditCodeText, 18),
    (fields.Phone, 12),
    (fields.Money, 12),
    (fields.Percent, 7),
    (fields.Number, 6),
    (fields.YesNo, 3),
)
"""How many digits of room what is of one length takes."""
_LONGEST_WORD = 12
"""Chinese characters of a code that are always seen."""
_LEAST = 12
"""Chinese characters that a name or a text keeps in a narrow window."""
_SHORT = 10
"""Chinese characters up to which texts gain nothing from a wider column: names of persons."""
LOOKED_AT = 200
"""So many rows, from the first, say how wide a column of texts should be."""


@dataclass(frozen=True)
class Wanted:
    """How wide a column should be, in pixels, how narrow it may become, and whether it uses more room than that."""

    width: int
    least: int
    grows: bool = False


def letters(metrics: QFontMetrics, count: int) -> int:
    """The width of so many Chinese characters in a cell with its margins."""
    return metrics.horizontalAdvance("汉") * count + 2 * PAD


def heading_width(field: RecordField, metrics: QFontMetrics) -> int:
    """The width at which the heading of a column is seen whole, its arrow of order too."""
    return metrics.horizontalAdvance(field.label) + metrics.horizontalAdvance("汉") + 2 * PAD


def fixed_width(field: RecordField, metrics: QFontMetrics) -> int:
    """The width of a column whose contents are of one length; 0 where its texts must be looked at."""
    heading = heading_width(field, metrics)
    if isinstance(field, fields.Choice):
        longest = max([metrics.horizontalAdvance(code.label) for code in field.codes.codes] + [0])
        return max(heading, min(longest + 2 * PAD + 2, letters(metrics, _LONGEST_WORD)))
    digits = next((width for sort, width in _WIDTHS if isinstance(field, sort)), 0)
    return max(heading, metrics.horizontalAdvance("0") * digits + 2 * PAD + 2) if digits else 0


def wanted(field: RecordField, widest: int, metrics: QFontMetrics) -> Wanted:
    """How wide a column should be of which the widest text is known, in pixels."""
    fixed = fixed_width(field, metrics)
    if fixed:
        return Wanted(fixed, fixed)
    width = max(heading_width(field, metrics), widest + 2 * PAD + 2)
    return Wanted(width, min(width, letters(metrics, _LEAST)), width > letters(metrics, _SHORT))


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
