"""The other sheets of a file that could be imported too, so that they are offered one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from unionapp.errors import Refused, Trouble
from unionapp.exchange import workbook
from unionapp.exchange.book import Spreadsheet
from unionapp.exchange.closingrows import ClosingRows, is_no_record
from unionapp.exchange.headings import Layout
from unionapp.exchange.plan import understood
from unionapp.exchange.sheet import GUIDE_SHEET, NOTES_SHEET
from unionapp.records.kind import Kind
from unionapp.store.store import Store
from unionapp.work import Progress, silent

_OURS = (GUIDE_SHEET, NOTES_SHEET)
MOST = 20
"""Sheets that are looked into."""


@dataclass(frozen=True)
class OtherSheet:
    """A sheet with understood headings: its name, how many rows stand below them, and which fields they name."""

    name: str
    rows: int
    fields: tuple[str, ...]


def other_sheets(
    store: Store, kind: Kind, path: Path, book: Spreadsheet, progress: Progress = silent
) -> list[OtherSheet]:
    """The sheets besides the one read that have headings of the kind and rows below them, in their order.

    One that is blank or cannot be read is passed over. Raises Stopped.
    """
    found = []
    names = [name for name in book.sheets if name != book.sheet and not name.startswith(_OURS)]
    for name in names[:MOST]:
        try:
            other = workbook.read(path, name, progress=progress)
            layout = understood(store, kind, other)
        except (Refused, Trouble):
            continue
        rows = _records(kind, other, layout)
        if rows and any(each in layout.columns.values() for each, _ in kind.required):
            found.append(OtherSheet(name, rows, tuple(layout.columns.values())))
    return found


def _records(kind: Kind, book: Spreadsheet, layout: Layout) -> int:
    """How many rows below the headings are records."""
    closing = ClosingRows(kind, layout)
    return sum(not is_no_record(closing, layout, row) for row in book.rows[layout.last + 1 :])
