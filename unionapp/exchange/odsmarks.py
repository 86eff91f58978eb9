"""Which cells of an .ods show percent, an error or no result, and what is hidden (OpenDocument 1.3 part 3, 19.385).

Numbers filled up with zeros are read from the styles by which cells show them.
"""

from __future__ import annotations

from typing import IO
from xml.parsers import expat

from unionapp.exchange import numberforms
from unionapp.exchange.book import Asides, Mark
from unionapp.exchange.extents import BLOCK

MOST_REPEATED = 10_000
"""Marked cells, and hidden rows, that one description may stand for; more are stray formats over an empty sheet."""
MOST_COLUMNS = 16_384


def of_sheet(stream: IO[bytes], sheet: str) -> Asides:
    """What is told of one sheet of a content.xml besides its values."""
    scan = _Tables(sheet)
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = scan.start, scan.end
    parser.CharacterDataHandler = scan.text
    while block := stream.read(BLOCK):
        parser.Parse(block)
    parser.Parse(b"", True)
    return scan.found


class _Tables:
    """Counts through the rows and cells, of which one may stand for many."""

    def __init__(self, sheet: str) -> None:
        self.found = Asides()
        self._sheet = sheet
        self._within = False
        self._row = self._repeated = self._column = self._declared = 0
        self._error: list[str] | None = None
        self._styles: dict[str, Mark] = {}
        self._style = ""
        self._zeros: dict[str, Mark] = {}
        self._default: dict[int, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == "table:table":
            self._within = attributes.get("table:name") == self._sheet
        elif not self._within:
            self._in_styles(tag, attributes)
        elif tag == "table:table-column":
            self._column_declared(attributes)
        elif tag == "table:table-row":
            self._row_begins(attributes)
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "table:table":
            self._within = False
        elif tag == "table:table-cell" and self._error is not None:
            shown = "".join(self._error).strip()
            self._mark(shown if shown.startswith("#") else "#N/A", 1)
            self._error = None

    def text(self, data: str) -> None:
        """Text within an element."""
        if self._error is not None:
            self._error.append(data)

    def _in_styles(self, tag: str, attributes: dict[str, str]) -> None:
        """Which styles of cells fill numbers up with zeros."""
        if tag.startswith("number:") and tag.endswith("-style"):
            self._style = attributes.get("style:name", "") if tag == "number:number-style" else ""
        elif tag == "number:number" and self._style:
            digits = int(attributes.get("number:min-integer-digits", "1"))
            whole = attributes.get("number:decimal-places", "0") == "0"
            if 1 < digits <= numberforms.MOST_ZEROS and whole:
                self._zeros[self._style] = "0" * digits
        elif tag == "number:text":
            self._zeros.pop(self._style, None)
        elif tag == "style:style" and attributes.get("style:data-style-name") in self._zeros:
            self._styles[attributes.get("style:name", "")] = self._zeros[attributes["style:data-style-name"]]

    def _column_declared(self, attributes: dict[str, str]) -> None:
        count = int(attributes.get("table:number-columns-repeated", "1"))
        places = range(self._declared, self._declared + min(count, MOST_COLUMNS))
        self._declared += count
        self._default.update(dict.fromkeys(places, attributes.get("table:default-cell-style-name", "")))
        if attributes.get("table:visibility", "visible") != "visible":
            self.found.columns.update(places)

    def _row_begins(self, attributes: dict[str, str]) -> None:
        self._row += self._repeated or 1
        self._repeated, self._column = int(attributes.get("table:number-rows-repeated", "1")), 0
        seen = attributes.get("table:visibility", "visible")
        if seen != "visible" and self._repeated <= MOST_REPEATED:
            self.found.rows.update(range(self._row, self._row + self._repeated))
            self.found.filtered = self.found.filtered or seen == "filter"

    def _cell(self, attributes: dict[str, str]) -> None:
        width = int(attributes.get("table:number-columns-repeated", "1"))
        self._error = [] if attributes.get("calcext:value-type") == "error" else None
        self._column += width
        if self._error is None:
            style = attributes.get("table:style-name", self._default.get(self._column - width, ""))
            mark = _mark(attributes) or (self._styles.get(style) if _is_number(attributes) else None)
            if mark is not None:
                self._mark(mark, width)

    def _mark(self, mark: Mark, width: int) -> None:
        """Mark the cells that end where the last one does."""
        if width * self._repeated <= MOST_REPEATED:
            marks = dict.fromkeys(range(self._column - width, self._column), mark)
            for row in range(self._row, self._row + self._repeated):
                self.found.marks.setdefault(row, {}).update(marks)


def _is_number(attributes: dict[str, str]) -> bool:
    return attributes.get("office:value-type") == "float"


def _mark(attributes: dict[str, str]) -> Mark | None:
    kind = attributes.get("office:value-type", "")
    if kind in ("percentage", "time"):
        return "percent" if kind == "percentage" else "time"
    return "uncomputed" if attributes.get("table:formula") and not kind else None
