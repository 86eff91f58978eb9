"""Sheets that stand side by side to save paper: 序号 姓名 金额, and the same headings again to the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from unionapp.exchange.book import Cell, PartNumber, SheetRow
from unionapp.exchange.headings import Layout
from unionapp.records.heads import normal

SIDE_BY_SIDE = "表格左右并排了 {count} 栏，都已读入（先左后右）。"


def repeats_after(layout: Layout) -> tuple[int, int]:
    """After how many columns the headings begin again, and how often they stand there; (0, 1) where they do not.

    They do where at least two, and half of all columns that are read, come again at one distance, right of them all.
    """
    heads = [normal(text) for text in layout.headings]
    again = set(layout.repeated)
    shifts = Counter(right - left for left in layout.columns for right in again if heads[right] == heads[left])
    read = [place for place, text in enumerate(heads) if text and place in layout.columns]
    for shift in sorted(shifts):
        many = shifts[shift]
        if many >= 2 and many * 2 >= len(read) and shift > max(read) - min(read):
            return shift, _times(heads, min(read), shift)
    return 0, 1


def _times(heads: Sequence[str], first: int, shift: int) -> int:
    """How often a heading stands at this distance from the one before."""
    times = 1
    while first + times * shift < len(heads) and heads[first + times * shift] == heads[first]:
        times += 1
    return times


def below_one_another(rows: Sequence[SheetRow], layout: Layout) -> tuple[Sequence[SheetRow], str]:
    """The rows with the parts of a sheet one below the other, each row with its number; what is to be told of it."""
    shift, times = repeats_after(layout)
    if not shift:
        return rows, ""
    first = _first(layout, shift)
    top, body = rows[: layout.last + 1], rows[layout.last + 1 :]
    parts = [_row(row, first, shift, times, part) for part in range(times) for row in body]
    filled = [row for row in parts if any(cell is not None for cell in row.cells)]
    return [*top, *filled], SIDE_BY_SIDE.format(count=times)


def _first(layout: Layout, shift: int) -> int:
    """The first column of the left part: that of 序号 too, which no field takes."""
    heads = [normal(text) for text in layout.headings]
    first = min(layout.columns)
    while first > 0 and heads[first - 1] and heads[first - 1] == heads[first - 1 + shift]:
        first -= 1
    return first


def _row(row: SheetRow, first: int, shift: int, times: int, part: int) -> SheetRow:
    number = PartNumber(row.number, part, times) if part else row.number
    return row._replace(number=number, cells=_part(row.cells, first, shift, times, part))


def _part(cells: Sequence[Cell], first: int, shift: int, times: int, part: int) -> tuple[Cell, ...]:
    """The cells of one part where the left one stands; what stands right of all parts holds for the left one alone."""
    own = cells[first + part * shift : first + (part + 1) * shift]
    own = (*own, *(None,) * (shift - len(own)))
    if part == 0:
        beside = (*cells[:first], *own, *(None,) * (shift * (times - 1)), *cells[first + shift * times :])
    else:
        beside = (*(None,) * first, *own, *(None,) * (len(cells) - first - shift))
    return tuple(beside[: len(cells)])
