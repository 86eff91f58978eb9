"""How wide the columns of a table are: what is of one length as wide as that, texts by what stands in them."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QFontMetrics
from unionapp.records import fields
from unionapp.records.fields import RecordField

from ui.kit.row_look import PAD
from ui.kit.widths import Wanted

_SAME: tuple[tuple[type[Any], int], ...] = (
    (fields.Date, 10),
    (fields.MonthText, 7),
    (fields.IdNumber, 18),
    (fields.CreditCodeText, 18),
    (fields.Phone, 12),
    (fields.YesNo, 3),
)
"""What is of one length, and how many digits of room it takes."""
_FIGURES = (fields.Money, fields.Number, fields.Percent)
_WORD = 4
"""Chinese characters of a code that have room, though none so long is shown now."""
_KEPT = 8
"""Chinese characters that a code keeps in a narrow window."""
_LEAST = 12
"""Chinese characters that a column of names or texts keeps in a narrow window."""
_SHORT = 10
"""Chinese characters up to which texts gain nothing from a wider column: names of persons."""
LOOKED_AT = 200
"""So many rows, from the first, say how wide a column should be whose contents differ in length."""


def letters(metrics: QFontMetrics, count: int) -> int:
    """The width of so many Chinese characters in a cell with its margins."""
    return metrics.horizontalAdvance("汉") * count + 2 * PAD


def heading_width(field: RecordField, metrics: QFontMetrics) -> int:
    """The width at which the heading of a column is seen whole, its arrow of order too."""
    return metrics.horizontalAdvance(field.label) + metrics.horizontalAdvance("汉") + 2 * PAD


def same_width(field: RecordField, metrics: QFontMetrics) -> int:
    """The width of a column whose contents are of one length; 0 where its texts must be looked at."""
    digits = next((width for sort, width in _SAME if isinstance(field, sort)), 0)
    room = metrics.horizontalAdvance("0") * digits + 2 * PAD + 2
    return max(heading_width(field, metrics), room) if digits else 0


def wanted(field: RecordField, widest: int, metrics: QFontMetrics) -> Wanted:
    """How wide a column should be of which the widest text is known, in pixels; figures and codes do not grow."""
    width = same_width(field, metrics) or max(heading_width(field, metrics), widest + 2 * PAD + 2)
    if isinstance(field, _FIGURES) or same_width(field, metrics):
        return Wanted(width, width)
    if isinstance(field, fields.Choice) and not isinstance(field, fields.Choices):
        longest = max([metrics.horizontalAdvance(code.label) for code in field.codes.codes] + [0])
        width = max(width, min(longest + 2 * PAD + 2, letters(metrics, _WORD)))
        return Wanted(width, min(width, max(heading_width(field, metrics), letters(metrics, _KEPT))))
    return Wanted(width, min(width, letters(metrics, _LEAST)), width > letters(metrics, _SHORT))
