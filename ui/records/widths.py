"""How wide the columns of a table are: what is of one length as wide as that, texts by what stands in them."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QFontMetrics
from unionapp.records import fields
from unionapp.records.fields import RecordField

from ui.kit.row_look import PAD
from ui.kit.widths import LEAST, SHORT, Wanted

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
_WORD = 6
"""Chinese characters that a code keeps in a narrow window."""
LOOKED_AT = 200
"""So many rows, from the first, say how wide a column of texts should be."""


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
    if fixed and isinstance(field, fields.Choice):
        return Wanted(fixed, min(fixed, max(heading_width(field, metrics), letters(metrics, _WORD))))
    if fixed:
        return Wanted(fixed, fixed)
    width = max(heading_width(field, metrics), widest + 2 * PAD + 2)
    return Wanted(width, min(width, letters(metrics, LEAST)), width > letters(metrics, SHORT))
