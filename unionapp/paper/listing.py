"""Drawing a table over many pages: rows come one by one, the heading is repeated, the totals end it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from unionapp.paper.document import Band, Listing
from unionapp.paper.pen import MM
from unionapp.paper.sheet import PageSpace
from unionapp.paper.table import Table, TableRow

SAMPLE = 300
"""So many rows decide the widths of the columns."""


def draw_listing(sheet: PageSpace, listing: Listing) -> None:
    """Draws the whole listing from here on."""
    rows = iter(listing.rows)
    sample = list(islice(rows, SAMPLE))
    plain = [row for row in sample if not isinstance(row, Band)]
    if listing.totals is not None:
        plain.append(list(listing.totals))
    table = Table(sheet, listing.columns, plain, listing.size, listing.row_mm * MM)
    if sheet.room < table.head_height + 2 * table.row_height and not sheet.fresh:
        sheet.next_page()
    table.start()
    for row in chain(sample, rows):
        if isinstance(row, Band):
            _room_for(sheet, table, table.row_height * 2)
            table.band(row.text)
        else:
            _put(sheet, table, table.measure(row))
    if listing.totals is not None:
        _put(sheet, table, table.measure(listing.totals, bold=True))
    table.finish()


def _put(sheet: PageSpace, table: Table, row: TableRow) -> None:
    if row.height <= sheet.room:
        table.draw(row)
        return
    further = sheet.page_room - table.head_height
    if row.height <= further:
        _turn(sheet, table)
        table.draw(row)
        return
    if sheet.room < 3 * table.row_height:
        _turn(sheet, table)
    for number, piece in enumerate(table.pieces(row, sheet.room, further)):
        if number:
            _turn(sheet, table)
        table.draw(piece)


def _room_for(sheet: PageSpace, table: Table, height: float) -> None:
    if height > sheet.room:
        _turn(sheet, table)


def _turn(sheet: PageSpace, table: Table) -> None:
    table.finish()
    sheet.next_page()
    table.start()


def numbered(rows: Iterable[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """The rows with 序号 before them."""
    return ((str(number), *row) for number, row in enumerate(rows, 1))
