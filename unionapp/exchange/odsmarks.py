"""Which cells of an .ods show percent or are formulas without a result (OpenDocument 1.3 part 3, 19.385, 19.642)."""

from __future__ import annotations

from typing import IO
from xml.parsers import expat

from unionapp.exchange.book import Mark, Marks

MOST_REPEATED = 10_000
"""Marked cells that one description may stand for; more are stray formats over an empty sheet."""


def of_sheet(stream: IO[bytes], sheet: str) -> Marks:
    """The marked cells of one sheet of a content.xml."""
    scan = _Tables(sheet)
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = scan.start, scan.end
    parser.ParseFile(stream)
    return scan.marks


class _Tables:
    """Counts through the rows and cells, of which one may stand for many."""

    def __init__(self, sheet: str) -> None:
        self.marks: dict[int, dict[int, Mark]] = {}
        self._sheet = sheet
        self._within = False
        self._row = self._repeated = self._column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == "table:table":
            self._within = attributes.get("table:name") == self._sheet
        elif not self._within:
            return
        elif tag == "table:table-row":
            self._row += self._repeated or 1
            self._repeated, self._column = int(attributes.get("table:number-rows-repeated", "1")), 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            width = int(attributes.get("table:number-columns-repeated", "1"))
            mark = _mark(attributes)
            if mark is not None and width * self._repeated <= MOST_REPEATED:
                for row in range(self._row, self._row + self._repeated):
                    self.marks.setdefault(row, {}).update(
                        dict.fromkeys(range(self._column, self._column + width), mark)
                    )
            self._column += width

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "table:table":
            self._within = False


def _mark(attributes: dict[str, str]) -> Mark | None:
    kind = attributes.get("office:value-type", "")
    if kind == "percentage":
        return "percent"
    return "uncomputed" if attributes.get("table:formula") and not kind else None
