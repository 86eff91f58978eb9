"""What a read spreadsheet looks like, and how much of one may be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Cell = str | int | float | bool | date | None
"""A cell's value. `datetime` is a `date` too; a number of 16 digits and more comes as text, as stored, and one shown
as percent as the text shown: 50%."""


class Uncomputed(str):
    """A formula without a stored result, or one that shows an error: an empty text that is known again."""

    __slots__ = ()


class Unclear(str):
    """What stands in the place of a cell that says too little to be read: a sentence that says why."""

    __slots__ = ()


Mark = str
"""What is known of a cell besides its value: "percent", "time", "uncomputed", the zeros that its digits are filled up
to ("000000"), or the error that it shows ("#N/A")."""
RemarkSort = Literal["error", "uncomputed", "cut", "digits"]


class Remark(NamedTuple):
    """A cell that came with less than was meant: its row as in `SheetRow`, its column from 0, and what is left.

    "error": it shows #N/A or the like, "uncomputed": a formula without a result, "cut": a text as long as a program
    that cuts leaves it, "digits": a number of more digits than a spreadsheet keeps.
    """

    row: int
    column: int
    sort: RemarkSort
    shown: str = ""


@dataclass
class Asides:
    """What a file says of one sheet besides the values of its cells: marks by row (from 1) and column (from 0).

    `rows` and `columns`, counted alike, are hidden; where `filtered` is set, rows are so by a filter.
    """

    marks: dict[int, dict[int, Mark]] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    filtered: bool = False


class Hidden(NamedTuple):
    """What a sheet holds that is not seen in Excel: rows as in `SheetRow`, columns from 0, and other sheets by name."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    filtered: bool = False
    sheets: tuple[str, ...] = ()


NOTHING_HIDDEN = Hidden()


MEBIBYTE = 1024 * 1024
MOST_REMARKS = 10_000


@dataclass(frozen=True)
class Limits:
    """How much a file may take before reading is given up.

    `file`, `unpacked`, `part` (one part of a packed file that is neither sheet nor texts) and `memory` are bytes,
    `cells` counts the rectangle from A1 to the last filled cell, twice what 100,000 members take. `memory` bounds the
    reading process; an allocation that the system refuses ends that process alone.
    """

    file: int = 50 * MEBIBYTE
    unpacked: int = 300 * MEBIBYTE
    part: int = 20 * MEBIBYTE
    memory: int = 768 * MEBIBYTE
    cells: int = 4_000_000
    seconds: float = 180.0


class SheetRow(NamedTuple):
    """One row that is not blank: its number as Excel shows it (from 1), and its cells from column A on."""

    number: int
    cells: tuple[Cell, ...]


_APART = 10_000_000
"""More than any sheet has rows."""


class PartNumber(int):
    """The number of a row of a further part, where parts of a sheet stand side by side: 3（右）.

    It counts apart from the row's own number, which the left part bears.
    """

    row: int
    words: str

    def __new__(cls, row: int, part: int, parts: int) -> PartNumber:
        """Of the row and the part, counted from 0, of so many."""
        made = super().__new__(cls, row + part * _APART)
        made.row, made.words = row, f"{row}（{'右' if parts == _TWO else f'第{part + 1}栏'}）"
        return made

    def __str__(self) -> str:
        return self.words

    def __format__(self, spec: str) -> str:
        return format(self.words, spec)


_TWO = 2


def row_of(number: int) -> int:
    """The number of a row as Excel shows it, whichever part of the row is meant."""
    return number.row if isinstance(number, PartNumber) else number


class Merged(NamedTuple):
    """A merged range, its ends included: rows numbered as in `SheetRow`, columns as indexes into `SheetRow.cells`."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass
class FlatSheet:
    """A sheet of a file that is text (a web page, XML): its cells by row (from 1) and column (from 0), sparse."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    asides: Asides = field(default_factory=Asides)
    seen: bool = True

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Fill a cell; one that holds nothing leaves no trace."""
        if cell is not None and cell != "":
            self.rows.setdefault(row, {})[column] = cell

    @property
    def height(self) -> int:
        """The number of the last row."""
        return max(self.rows, default=0)

    @property
    def width(self) -> int:
        """How many columns there are, from column A on."""
        return max((max(cells) + 1 for cells in self.rows.values()), default=0)


@dataclass(frozen=True)
class Spreadsheet:
    """A spreadsheet as read: the names of its visible sheets, and the rows of the chosen one.

    All rows are equally long. Blank rows are left out; the others keep their numbers. Hidden rows are among them, and
    `hidden` names them; `remarks` are the cells that came with less than was meant, at most `MOST_REMARKS` of them.
    """

    sheets: tuple[str, ...]
    sheet: str
    rows: list[SheetRow]
    merged: tuple[Merged, ...] = ()
    hidden: Hidden = NOTHING_HIDDEN
    remarks: tuple[Remark, ...] = ()

    @property
    def width(self) -> int:
        """How many columns there are, from column A on."""
        return len(self.rows[0].cells) if self.rows else 0


def filled_down(book: Spreadsheet) -> list[SheetRow]:
    """The rows with the value of every vertically merged cell repeated in the rows that it covers."""
    places = {row.number: place for place, row in enumerate(book.rows)}
    rows = list(book.rows)
    for merged in book.merged:
        top = places.get(merged.first_row)
        if top is None or merged.first_column >= book.width or rows[top].cells[merged.first_column] is None:
            continue
        value = rows[top].cells[merged.first_column]
        for place in range(top + 1, len(rows)):
            if rows[place].number > merged.last_row:
                break
            rows[place] = _with_cell(rows[place], merged.first_column, value)
    return rows


def _with_cell(row: SheetRow, column: int, value: Cell) -> SheetRow:
    """The row with one cell replaced."""
    return row._replace(cells=(*row.cells[:column], value, *row.cells[column + 1 :]))
