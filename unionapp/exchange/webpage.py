"""The tables of a web page, all of them one below the other on one sheet, as Excel opens such a file."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from unionapp.errors import Trouble
from unionapp.exchange import bounds
from unionapp.exchange.book import FlatSheet, Merged

NAME = "网页"
MOST_CELLS = 4_000_000
_MOST_COLUMNS, _MOST_ROWS = 16_384, 1_048_576
_UNSEEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_SHEET_NAME = re.compile(r"<x:Name>(.*?)</x:Name>", re.IGNORECASE | re.DOTALL)
_NOT_READ = ("script", "style", "title", "xml")


def read(text: str) -> list[FlatSheet]:
    """The sheet of a page, one without rows where it holds no table. Raises Trouble for too many cells."""
    names = _SHEET_NAME.findall(text)
    page = FlatSheet(unescape(names[0]).strip() if len(names) == 1 else NAME)
    tables = _Tables(page)
    tables.feed(text)
    tables.close()
    tables.finish()
    return [page]


class _Tables(HTMLParser):
    """Fills a page from the tables of a text; a table within a cell gives rows of its own."""

    def __init__(self, page: FlatSheet) -> None:
        super().__init__()
        self._page = page
        self._row = self._column = self._tables = self._cells = 0
        self._spans: dict[int, int] = {}
        self._cell: list[str] | None = None
        self._begin = (0, 0)
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        if tag == "table":
            self._table_begins()
        elif tag == "tr" and self._tables:
            self._row_begins({name: value or "" for name, value in attrs})
        elif tag in ("td", "th") and self._tables:
            self._cell_begins({name: value or "" for name, value in attrs})
        elif tag in ("br", "p", "div") and self._cell:
            self._cell.append("\n")
        elif tag in _NOT_READ:
            self._silent += 1

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if tag in _NOT_READ:
            self._silent = max(0, self._silent - 1)
        elif tag in ("td", "th", "tr", "table"):
            self.finish()
        if tag == "table" and self._tables:
            self._tables -= 1
            self._spans.clear()
            self._row += 1

    def handle_data(self, data: str) -> None:
        """Text within an element."""
        if self._cell is not None and not self._silent:
            self._cell.append(re.sub(r"\s+", " ", data))

    def finish(self) -> None:
        """Put the cell that is being read into its place."""
        if self._cell is None:
            return
        lines = "".join(self._cell).replace("\xa0", " ").split("\n")
        text = "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
        self._page.put(*self._begin, text)
        self._cell = None

    def _table_begins(self) -> None:
        self.finish()
        self._tables += 1
        self._spans.clear()

    def _row_begins(self, attributes: dict[str, str]) -> None:
        self.finish()
        self._row += 1
        self._column = 0
        self._spans = {column: left - 1 for column, left in self._spans.items() if left > 1}
        if _UNSEEN.search(attributes.get("style", "")) or "hidden" in attributes:
            self._page.asides.rows.add(self._row)

    def _cell_begins(self, attributes: dict[str, str]) -> None:
        self.finish()
        while self._column in self._spans:
            self._column += 1
        wide = _count(attributes.get("colspan", ""), _MOST_COLUMNS)
        high = _count(attributes.get("rowspan", ""), _MOST_ROWS)
        self._begin, self._cell = (max(self._row, 1), self._column), []
        if wide > 1 or high > 1:
            row, column = self._begin
            self._page.merged.append(Merged(row, column, row + high - 1, column + wide - 1))
        if high > 1:
            self._spans.update(dict.fromkeys(range(self._column, self._column + wide), high))
        self._column += wide
        self._cells += 1
        if self._cells > MOST_CELLS or self._column > _MOST_COLUMNS:
            raise Trouble(bounds.TOO_LARGE)


def _count(text: str, most: int) -> int:
    """How many rows or columns a cell takes."""
    return min(max(int(text), 1), most) if text.strip().isdecimal() else 1
