"""What a file says of cells besides their values, as a plan takes it: hidden rows, errors, texts and numbers cut."""

from __future__ import annotations

from collections.abc import Sequence

from unionapp.errors import Problem
from unionapp.exchange.book import Remark, SheetRow, Spreadsheet, Unclear, row_of
from unionapp.exchange.headings import Layout
from unionapp.exchange.outcome import PlanRow
from unionapp.exchange.questions import SKIP, Asking

ERROR = "这一格是错误值 {shown}，没有内容可读"
CUT = "这一格正好 {length} 个字，可能是原来的程序截断的，请核对后面是否缺字。"
DIGITS = "这个数超过 15 位，表格存不下，后面的数字可能不对，请按原件核对。"
HIDDEN, FILTERED = "隐藏的行", "筛选时没有显示的行"


def legible(book: Spreadsheet, rows: Sequence[SheetRow]) -> list[SheetRow]:
    """The rows with a sentence in the place of each cell that shows an error."""
    errors: dict[int, dict[int, str]] = {}
    for remark in book.remarks:
        if remark.sort == "error":
            errors.setdefault(remark.row, {})[remark.column] = ERROR.format(shown=remark.shown)
    return [_with(row, errors[row.number]) if row.number in errors else row for row in rows] if errors else list(rows)


def _with(row: SheetRow, told: dict[int, str]) -> SheetRow:
    cells = [Unclear(told[place]) if place in told else cell for place, cell in enumerate(row.cells)]
    return SheetRow(row.number, tuple(cells))


def without_hidden(
    book: Spreadsheet, rows: Sequence[SheetRow], layout: Layout, asking: Asking
) -> tuple[list[SheetRow], list[int]]:
    """The rows that are read, and the numbers of the hidden ones among them that shall be left out."""
    hidden = [row.number for row in rows[layout.last + 1 :] if row.number in book.hidden.rows]
    if not hidden or asking.hidden(FILTERED if book.hidden.filtered else HIDDEN, hidden) != SKIP:
        return list(rows), []
    left_out = frozenset(hidden)
    return [row for row in rows if row.number not in left_out], hidden


def doubt(book: Spreadsheet, layout: Layout, settled: Sequence[PlanRow]) -> None:
    """Note at the rows which of their cells came with less than was meant."""
    told: dict[int, list[Remark]] = {}
    for remark in book.remarks:
        if remark.sort in ("cut", "digits") and remark.column in layout.columns:
            told.setdefault(remark.row, []).append(remark)
    for row in settled if told else ():
        for remark in told.get(row_of(row.number), ()):
            message = DIGITS if remark.sort == "digits" else CUT.format(length=len(remark.shown))
            row.problems.append(Problem(layout.columns[remark.column], message, level="warning", rule="noted"))
