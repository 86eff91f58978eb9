"""Cells of a spreadsheet put into lines, by the names above them where they have any."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from unionapp.records import formats
from unionapp.records.record import Row

from ui.grid.columns import GridColumn
from ui.grid.lines_model import LinesModel


def clipboard_is_table() -> bool:
    """Whether several cells lie in the clipboard."""
    text = QGuiApplication.clipboard().text().rstrip("\r\n")
    return "\t" in text or "\n" in text


def paste(model: LinesModel[Row], row: int, place: int, text: str) -> int:
    """Put the cells of a spreadsheet into the lines from a cell on; how many lines were taken.

    Where the first row names our columns, the cells go by their names.
    """
    cells = _cells(text)
    named = _by_heading(model, cells[0]) if cells else []
    columns = named or list[GridColumn | None](model.columns[place:])
    body = cells[1:] if named else cells
    for offset, given in enumerate(body):
        if row + offset == len(model.rows):
            model.insert(row + offset)
        for column, raw in zip(columns, given, strict=False):
            if column is not None and not column.fixed and raw.strip():
                put(model, row + offset, column, raw)
    return len(body)


def has_headings(model: LinesModel[Row], text: str) -> bool:
    """Whether the first row of some cells names our columns."""
    cells = _cells(text)
    return bool(cells and _by_heading(model, cells[0]))


def _by_heading(model: LinesModel[Row], cells: Sequence[str]) -> list[GridColumn | None]:
    """The columns that a row of headings names; empty where it is no row of headings."""
    fields = model.kind.fields
    known = {
        word: column
        for column in model.columns
        for word in (column.title, fields[column.name].label, *fields[column.name].headings)
        if word
    }
    found = [known.get(each.strip()) for each in cells]
    return found if any(found) else []


def put(model: LinesModel[Row], row: int, column: GridColumn, raw: str) -> None:
    """Put a text into a cell; what cannot be read stands there until it is mended."""
    try:
        value = column.read(raw) if column.read else formats.parse(model.kind.fields[column.name], raw)
    except ValueError as error:
        model.leave_unread(row, column.name, raw, str(error))
    else:
        model.take(row, column.name, value)


def _cells(text: str) -> list[list[str]]:
    """The rows of cells that a spreadsheet put into the clipboard; empty ones left out."""
    return [each for each in csv.reader(io.StringIO(text), delimiter="\t") if any(map(str.strip, each))]
