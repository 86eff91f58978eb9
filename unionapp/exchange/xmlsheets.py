"""Workbooks that are one file of XML (XML Spreadsheet 2003), which many systems of offices write and call .xls."""

from __future__ import annotations

import re
from datetime import datetime
from xml.parsers import expat

from unionapp.errors import Trouble
from unionapp.exchange import bounds, forms, marks, numberforms, plain
from unionapp.exchange.book import Cell, FlatSheet, Mark, Merged

_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_HEAD = 4096
_PERCENT = "Percent"
"""The name of the number format 0.00%."""
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_FIRST_DAY = datetime(1899, 12, 31)


def is_one(text: str) -> bool:
    """Whether a text is an XML Spreadsheet."""
    head = text[:_HEAD]
    return _SPREADSHEET in head and re.search(r"<(?:\w+:)?Workbook[\s>]", head) is not None


def read(text: str) -> list[FlatSheet]:
    """The sheets of a workbook. Raises Trouble for a damaged one."""
    scan = _Sheets()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = scan.start, scan.end
    parser.CharacterDataHandler = scan.text
    try:
        parser.Parse(text.lstrip("\ufeff \t\r\n"), True)
    except (expat.ExpatError, ValueError, OverflowError) as error:
        raise Trouble(forms.DAMAGED) from error
    return scan.pages


class _Sheets:
    """Gathers the cells of all sheets, and the formats of styles."""

    def __init__(self) -> None:
        self.pages: list[FlatSheet] = []
        self._styles: dict[str, Mark] = {}
        self._style = ""
        self._row = self._column = self._next_column = 0
        self._cell: dict[str, str] = {}
        self._kind = ""
        self._text: list[str] | None = None
        self._visible: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = _local(tag)
        own = {_local(key): value for key, value in attributes.items()}
        if name == "Worksheet":
            self.pages.append(FlatSheet(own.get("Name", "")))
            self._row = self._next_column = 0
        elif name == "Style":
            self._style = own.get("ID", "")
        elif name == "NumberFormat":
            self._format(own.get("Format", ""))
        elif name == "Visible":
            self._visible = []
        elif self.pages:
            self._in_sheet(name, own)

    def end(self, tag: str) -> None:
        """An element ends."""
        name = _local(tag)
        if name == "Visible" and self._visible is not None and self.pages:
            self.pages[-1].seen = not "".join(self._visible).strip().startswith("SheetHidden")
            self._visible = None
        elif name == "Data" and self._text is not None:
            self._put("".join(self._text))
            self._text = None

    def text(self, data: str) -> None:
        """Text within an element."""
        for gathered in (self._text, self._visible):
            if gathered is not None:
                gathered.append(data)

    def _format(self, code: str) -> None:
        mark = "percent" if code == _PERCENT else numberforms.mark(code)
        if mark:
            self._styles[self._style] = mark

    def _in_sheet(self, name: str, own: dict[str, str]) -> None:
        page = self.pages[-1]
        if name == "Column":
            first = int(own.get("Index", self._next_column + 1)) - 1
            self._next_column = first + 1 + min(int(own.get("Span", "0")), _LAST_COLUMN)
            page.asides.columns.update(range(first, self._next_column) if own.get("Hidden") == "1" else ())
        elif name == "Row":
            self._row = _within(int(own.get("Index", self._row + 1)), _LAST_ROW)
            self._column = -1
            span = min(int(own.get("Span", "0")), _LAST_ROW)
            page.asides.rows.update(range(self._row, self._row + span + 1) if own.get("Hidden") == "1" else ())
        elif name == "Cell":
            self._cell_begins(page, own)
        elif name == "Data":
            self._kind, self._text = own.get("Type", "String"), []
        elif name == "AutoFilterColumn" and own.get("Type", "All") != "All":
            page.asides.filtered = True

    def _cell_begins(self, page: FlatSheet, own: dict[str, str]) -> None:
        column = int(own["Index"]) - 1 if "Index" in own else self._column + 1
        wide, high = int(own.get("MergeAcross", "0")), int(own.get("MergeDown", "0"))
        if wide or high:
            page.merged.append(Merged(self._row, column, self._row + high, column + wide))
        self._cell = {**own, "Column": str(_within(column, _LAST_COLUMN))}
        self._column = column + wide

    def _put(self, text: str) -> None:
        page, column = self.pages[-1], int(self._cell.get("Column", "0"))
        mark = text if self._kind == "Error" else self._styles.get(self._cell.get("StyleID", ""))
        if self._kind in ("Error", "Number") and mark:
            page.asides.marks.setdefault(self._row, {})[column] = mark
        page.put(self._row, column, _read(self._kind, text))


def _read(kind: str, text: str) -> Cell:
    """The value of a cell."""
    if kind == "Number":
        return plain.cell(float(text))
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "Error":
        return marks.shown(None, text)
    if kind == "DateTime":
        moment = datetime.fromisoformat(text.strip())
        return plain.cell(moment.time() if moment.date() == _FIRST_DAY.date() else moment)
    return text


def _within(number: int, most: int) -> int:
    """A row or column that a sheet can have; Trouble for another."""
    if number > most:
        raise Trouble(bounds.TOO_LARGE)
    return number


def _local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]
