"""Tables of balances as programs write them: all accounts with their sums, most of them without any balance."""

from __future__ import annotations

import re
from collections.abc import Sequence

from unionapp.exchange.book import SheetRow
from unionapp.exchange.directory import as_text
from unionapp.exchange.headings import Layout
from unionapp.exchange.parsing import SILENT
from unionapp.exchange.running import fen
from unionapp.records.heads import AMOUNT, SIDE
from unionapp.records.kind import Kind
from unionapp.values.text import half_width

TAKEN_FROM = "期初余额取自“{headings}”，请核对是不是启用账套时的余额。"
_LEADING_NUMBER = re.compile(r"^[\[(]?\s*(\d[\d\s.\-—_/\\]*)")
_SIGNS = re.compile(r"\D")
_ANOTHER_TIME = re.compile("年初|期末|累计|上年")


def without_sums(
    kind: Kind, rows: Sequence[SheetRow], layout: Layout, as_read: Layout
) -> tuple[Sequence[SheetRow], tuple[int, ...]]:
    """The rows without the sums of others and, in a table of all accounts, those without a balance; their numbers.

    `as_read` is the layout of the sheet as it lies: one with two rows of headings, or with a column for the side, is
    such a table.
    """
    body = rows[layout.last + 1 :]
    numbers = [_number(row, kind, layout) for row in body]
    starts = {number[:length] for number in numbers for length in range(1, len(number))}
    left_out = {place for place, number in enumerate(numbers) if number and number in starts}
    if left_out or as_read.first != as_read.last or SIDE in as_read.columns.values():
        left_out |= {place for place, row in enumerate(body) if numbers[place] and not _has_amount(row, kind, layout)}
    if not left_out:
        return rows, ()
    kept = [row for place, row in enumerate(body) if place not in left_out]
    return [*rows[: layout.last + 1], *kept], tuple(body[place].number for place in sorted(left_out))


def _number(row: SheetRow, kind: Kind, layout: Layout) -> str:
    """The digits of the account's number in a row, in its own column or before the name."""
    for place, name in layout.columns.items():
        if name.startswith(kind.summed):
            found = _LEADING_NUMBER.match(half_width(as_text(row.cells[place])).strip())
            if found:
                return _SIGNS.sub("", found[1])
    return ""


def _has_amount(row: SheetRow, kind: Kind, layout: Layout) -> bool:
    cells = [row.cells[place] for place, name in layout.columns.items() if name in kind.amounts]
    return any(fen(cell) != 0 and as_text(cell).strip() not in SILENT for cell in cells)


def sources(kind: Kind, layout: Layout) -> list[str]:
    """Which columns stand for the opening balances, where their headings speak of another time."""
    used = {*kind.amounts, AMOUNT}
    heads = [layout.headings[place].replace("\n", " ") for place, name in layout.columns.items() if name in used]
    other = list(dict.fromkeys(text for text in heads if _ANOTHER_TIME.search(text)))
    return [TAKEN_FROM.format(headings="、".join(other))] if other else []
