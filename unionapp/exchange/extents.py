"""How far the filled cells of a sheet reach, told in one pass over its file before the library spreads them out.

That library keeps a place for every cell between the first and the last: two cells far apart in a file of 1 KB take
gigabytes. Read here piece by piece; what cannot be followed is left to the bound of memory (`confining`).
Runs in the child process that reads a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any, NamedTuple
from xml.parsers import expat

MOST_OF_ONE = 16 * 1024 * 1024
"""Bytes that one row or one text may have in its file: an Excel cell holds 32,767 characters at most."""

BLOCK = 1024 * 1024
"""Bytes of a part that are read at once; in small pieces one long tag takes hours."""
_TAG = 256
"""Bytes of the block before in which a tag that was cut begins."""
_ROOT = re.compile(rb"<(\w{1,9}:)?(?:worksheet|sst)[\s>]")
_PLACE = rb"c\s(?:[^>]*?\s)?r=[\"']([A-Z]{1,3})(\d{1,9})[\"'][^>]*(?<!/)>"
_CELL = rb"c(?:\s[^>]*)?(?<!/)>"
_ROW = rb"row(?:\s(?:[^>]*?\s)?r=[\"'](\d{1,9})[\"'])?(?=[\s>/])"
_TEXT = rb"si(?=[\s>/])"


class Extent(NamedTuple):
    """Rows and columns from A1 to the last filled cell."""

    height: int
    width: int


class TooMuch(ValueError):
    """One row or one text of a file is longer than any can be."""


def of_xlsx_part(stream: IO[bytes], most: int) -> Extent:
    """How far the cells of a sheet's part reach, perhaps a little too far where they do not say where they stand.

    Reading ends once there are over `most` cells. Raises TooMuch.
    """
    rows = height = width = 0
    for block, prefix in _blocks(stream, _ROW):
        places = _found(prefix + _PLACE, block)
        numbers = _found(prefix + _ROW, block)
        rows += len(numbers)
        height = max(height, max((int(number) for number in {number for _, number in places}), default=0))
        width = max(width, max(map(_column, {letters for letters, _ in places}), default=0))
        if len(_found(prefix + _CELL, block)) > len(places):
            height = max(height, rows, *(int(number or 0) for number in numbers))
            width = max(width, *(len(_found(prefix + _CELL, row)) for row in block.split(prefix + b"row")))
        if height * width > most:
            break
    return Extent(height, width)


def check_texts(stream: IO[bytes]) -> None:
    """Raise TooMuch where one of the shared texts of a workbook is longer than any can be."""
    for _ in _blocks(stream, _TEXT):
        pass


def _found(pattern: bytes, block: bytes) -> list[Any]:
    """What a pattern finds; those of one file are compiled once (`re` keeps them)."""
    return re.findall(pattern, block)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _blocks(stream: IO[bytes], begin: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The stream in blocks that each begin with an element and hold it whole, and how its tags begin: `<x:`.

    Raises TooMuch.
    """
    kept, prefix = b"", b""
    while block := stream.read(BLOCK):
        kept += block
        root = None if prefix else _ROOT.search(kept)
        if root is not None:
            prefix = b"<" + (root[1] or b"")
        tail = max(0, len(kept) - len(block) - _TAG)
        starts = [tail + each.start() for each in re.finditer(prefix + begin, kept[tail:])]
        if prefix and starts and starts[-1]:
            yield kept[: starts[-1]], prefix
            kept = kept[starts[-1] :]
        if len(kept) > MOST_OF_ONE:
            raise TooMuch
    yield kept, prefix or b"<"


def of_ods(stream: IO[bytes], most: int) -> dict[str, Extent]:
    """How far the filled cells of each sheet of a content.xml reach; reading ends once one has over `most` cells.

    Raises TooMuch, and expat's error where the file is none.
    """
    scan = _Tables()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.CharacterDataHandler = scan.start, scan.text
    while block := stream.read(BLOCK):
        parser.Parse(block)
        if any(each.height * each.width > most for each in scan.found.values()):
            break
    return scan.found


class _Tables:
    """Counts through the rows and cells of all tables, of which one may stand for many."""

    def __init__(self) -> None:
        self.found: dict[str, Extent] = {}
        self._name = ""
        self._row = self._column = self._length = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == "table:table":
            self._name, self._row = attributes.get("table:name", ""), 0
            self.found[self._name] = Extent(0, 0)
        elif tag == "table:table-row":
            self._row += int(attributes.get("table:number-rows-repeated", "1"))
            self._column = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._length = 0
            self._column += int(attributes.get("table:number-columns-repeated", "1"))
            if "office:value-type" in attributes or "table:formula" in attributes:
                self._reach()

    def text(self, data: str) -> None:
        """Text within an element."""
        self._length += len(data)
        if self._length > MOST_OF_ONE:
            raise TooMuch

    def _reach(self) -> None:
        before = self.found.get(self._name, Extent(0, 0))
        self.found[self._name] = Extent(max(before.height, self._row), max(before.width, self._column))
