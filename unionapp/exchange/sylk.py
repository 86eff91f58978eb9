"""Two old forms of sheets as text: SYLK (begins with ID;P) and DIF (begins with TABLE)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionapp.errors import Trouble
from unionapp.exchange import bounds, plain
from unionapp.exchange.book import Cell, FlatSheet

MAGIC = b"ID;P"
NAME, DIF_NAME = "SYLK", "DIF"
_DIF = re.compile(rb"\ATABLE\r?\n0,1\r?\n")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_HELD = "\x00"
"""Stands for a doubled semicolon, which is one, while a record is cut."""


def is_dif(head: bytes) -> bool:
    """Whether a file that begins so is DIF."""
    return _DIF.match(head) is not None


def read(text: str) -> FlatSheet:
    """The sheet of a SYLK file."""
    page = FlatSheet(NAME)
    row = column = 1
    for line in text.splitlines():
        line, quoted, text = line.partition(';K"')
        kind, *parts = line.replace(";;", _HELD).split(";")
        if kind not in ("C", "F"):
            continue
        said = {part[:1]: part[1:].replace(_HELD, ";") for part in parts if part}
        row, column = _number(said.get("Y"), row, _LAST_ROW), _number(said.get("X"), column, _LAST_COLUMN)
        if kind == "C" and (quoted or "K" in said):
            page.put(row, column - 1, _text(text) if quoted else _value(said["K"]))
    return page


def _number(text: str | None, before: int, most: int) -> int:
    """A row or column, the one before where none is said."""
    number = int(text) if text is not None and text.isdecimal() else before
    if number > most:
        raise Trouble(bounds.TOO_LARGE)
    return number


def _text(text: str) -> str:
    """A text up to the quote that ends it; quotes and semicolons within it stand twice, the latter not always."""
    return text.rpartition('"')[0].replace('""', '"').replace(";;", ";")


def _value(text: str) -> Cell:
    """The value of a cell that is no text."""
    if text in ("TRUE", "FALSE"):
        return text == "TRUE"
    return _figure(text)


def _figure(text: str) -> Cell:
    try:
        return plain.cell(float(text))
    except (ValueError, OverflowError):
        return text or None


def read_dif(text: str) -> FlatSheet:
    """The sheet of a DIF file: each value is two lines, its sort with a number, and a text."""
    page = FlatSheet(DIF_NAME)
    row = column = 0
    for sort, number, words in _pairs(text):
        if sort == "-1" and words == "BOT":
            row, column = row + 1, 0
        elif sort == "-1":
            break
        elif row:
            page.put(row, column, _figure(number) if sort == "0" else words.strip('"').replace('""', '"'))
            column += 1
    return page


def _pairs(text: str) -> Iterator[tuple[str, str, str]]:
    """The values of the part with data."""
    lines = text.partition("\nDATA")[2].splitlines()[3:]
    for first, second in zip(lines[::2], lines[1::2], strict=False):
        sort, _, number = first.partition(",")
        yield sort.strip(), number.strip(), second.strip()
