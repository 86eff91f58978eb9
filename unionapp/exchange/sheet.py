"""What is written into a spreadsheet: sheets, their columns, and the shape of every kind of column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

TITLE_LENGTH = 31
GUIDE_SHEET, NOTES_SHEET = "填写说明", "说明"
"""The sheets that we add beside the rows."""
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")

ColumnKind = Literal["text", "number", "money", "date", "month"]
Value = str | int | float | date | None
"""What a cell may be given: money as an int of fen, a month as "2024-03" or any date in it."""


@dataclass(frozen=True)
class SheetColumn:
    """One column: its heading, what it holds, and what the clerk may enter.

    `width` counts Latin characters, 0 fits it to the contents; `note` is shown at the heading.
    """

    heading: str
    kind: ColumnKind = "text"
    width: int = 0
    note: str = ""
    choices: Sequence[str] | None = None
    required: bool = False
    hidden: bool = False
    """Whether Excel shows it only when asked: what only the program reads again."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: lines above the headings (title, unit, period), the rows, and remarks for a sheet of their own."""

    title: str
    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[Value]] = ()
    notes: Sequence[str] = ()
    title_lines: Sequence[str] = ()


def display_width(text: str) -> int:
    """The width of the longest line in Latin characters; a Chinese character takes two."""
    return max((sum(1 if char < "\u1100" else 2 for char in line) for line in text.splitlines()), default=0)


def free_title(wanted: str, taken: set[str]) -> str:
    """A sheet name that the file format allows and that is not yet taken; it is entered among the taken ones."""
    base = _NOT_IN_TITLES.sub("", wanted).strip("' ")[:TITLE_LENGTH] or "表"
    title, number = base, 1
    while title.casefold() in taken:
        number += 1
        ending = f"({number})"
        title = base[: TITLE_LENGTH - len(ending)] + ending
    taken.add(title.casefold())
    return title
