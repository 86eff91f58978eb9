"""Drawing an account book: every page ends with 过次页, every further page begins with 承前页.

《会计基础工作规范》第60条（八）: both rows carry the sums and the balance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from unionapp.paper.document import LedgerEntry, LedgerPages
from unionapp.paper.listing import SAMPLE
from unionapp.paper.pen import MM
from unionapp.paper.sheet import PageSpace
from unionapp.paper.table import Table, TableRow

BROUGHT, OVER = "承前页", "过次页"


def fen(amount: int) -> str:
    """An amount of fen as it stands in a money column."""
    yuan, rest = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{yuan:,}.{rest:02d}"


class Carry:
    """The running sums of a book and the last texts of its balance columns."""

    def __init__(self, book: LedgerPages) -> None:
        self.book = book
        self.sums = list(book.opening) or [0] * len(book.carry)
        self.texts = [""] * len(book.latest)

    def add(self, entry: LedgerEntry) -> None:
        """Takes an entry into the sums."""
        if entry.restart:
            self.sums = [0] * len(self.sums)
        else:
            for place, amount in enumerate(entry.amounts):
                self.sums[place] += amount
        self.texts = [entry.cells[place] for place in self.book.latest]

    def row(self, word: str) -> list[str]:
        """The 承前页 or 过次页 row as it stands now."""
        cells = [""] * len(self.book.columns)
        cells[self.book.label] = word
        for place, total in zip(self.book.carry, self.sums, strict=True):
            cells[place] = fen(total)
        for place, text in zip(self.book.latest, self.texts, strict=True):
            cells[place] = text
        return cells


def draw_book(sheet: PageSpace, book: LedgerPages) -> None:
    """Draws the whole book from here on."""
    entries = iter(book.entries)
    sample = list(islice(entries, SAMPLE))
    wide = Carry(book)
    for entry in sample:
        wide.add(LedgerEntry(entry.cells, entry.amounts))
    rows: list[Sequence[str]] = [entry.cells for entry in sample]
    table = Table(sheet, book.columns, [*rows, wide.row(BROUGHT)], book.size, book.row_mm * MM)
    _Pages(sheet, book, table).draw(chain(sample, entries))


class _Pages:
    """The pages of one book while they are being filled."""

    def __init__(self, sheet: PageSpace, book: LedgerPages, table: Table) -> None:
        self.sheet, self.table = sheet, table
        self.carry = Carry(book)

    def draw(self, entries: Iterable[LedgerEntry]) -> None:
        if self.sheet.room < self.table.head_height + 4 * self.table.row_height and not self.sheet.fresh:
            self.sheet.next_page()
        self.table.start()
        for entry, last in with_last(entries):
            self._put(self.table.measure(entry.cells), last)
            if entry.rule:
                self.table.red_line(entry.rule == "double")
            self.carry.add(entry)
        self.table.finish()

    def _put(self, row: TableRow, last: bool) -> None:
        """Draws a row where it and 过次页 fit; the very last row needs no 过次页 under it."""
        room = self.sheet.room
        if row.height + 3 * self.table.row_height <= room or row.height + self._below(last) <= room:
            self.table.draw(row)
            return
        if row.height <= self._page():
            self._turn()
            self.table.draw(row)
            return
        for number, piece in enumerate(self.table.pieces(row, room - self._below(False), self._page())):
            if number:
                self._turn()
            self.table.draw(piece)

    def _below(self, last: bool) -> float:
        return 0.0 if last else self._over().height

    def _page(self) -> float:
        """Height between 承前页 and 过次页 of a further page."""
        return self.sheet.page_room - self.table.head_height - 2 * self._over().height

    def _over(self) -> TableRow:
        return self.table.measure(self.carry.row(OVER))

    def _turn(self) -> None:
        self.table.draw(self._over())
        self.table.finish()
        self.sheet.next_page()
        self.table.start()
        self.table.draw(self.table.measure(self.carry.row(BROUGHT)))


def with_last(entries: Iterable[LedgerEntry]) -> Iterator[tuple[LedgerEntry, bool]]:
    """Each entry, and whether it is the last."""
    found = iter(entries)
    try:
        held = next(found)
    except StopIteration:
        return
    for entry in found:
        yield held, False
        held = entry
    yield held, True
