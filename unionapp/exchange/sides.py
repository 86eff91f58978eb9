"""Sheets with one column of amounts and another, or a sign, that says on which side each stands.

A bank writes 借 for what it takes from the customer, a book for what it puts on the debit side; where a sheet carries a
running balance, that decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from unionapp.exchange import running
from unionapp.exchange.book import Cell, SheetRow, Unclear
from unionapp.exchange.directory import as_text
from unionapp.exchange.headings import Layout, pair
from unionapp.exchange.parsing import SILENT
from unionapp.exchange.running import Amounts, fen
from unionapp.records.heads import AMOUNT, SIDE
from unionapp.records.kind import Kind
from unionapp.values import money
from unionapp.values.text import figure

FIRST, SECOND = 0, 1
"""The two sides, in the order of `Kind.amounts`: income and spending, debit and credit."""
_IN = "收 收入 收款 收方 收到 已收入 进 进账 入 入账 存 存入 存款 转入 汇入 来账 往来入账 贷 贷方 贷记 c cr credit +"
_OUT = "支 支出 付 付款 付方 支付 已支出 出 出账 取 支取 取款 转出 汇出 往账 借 借方 借记 d dr debit -"
_MONEY = {word: side for side, words in enumerate((_IN, _OUT)) for word in words.split()}
_BOOKS = {
    word: side for side, words in enumerate(("借 借方 d dr debit", "贷 贷方 c cr credit")) for word in words.split()
}
_OF_BANKS = frozenset(["借", "借方", "借记", "d", "dr", "debit", "贷", "贷方", "贷记", "c", "cr", "credit"])
"""Words of book-keeping, which a bank may mean from its own side or from the customer's."""
_LEVEL = frozenset(("平", "0"))

NOT_SAID = "“{word}”看不出是{first}还是{second}，这一行的金额没有读。请填在“{first}”或“{second}”一栏。"
NO_SIDE = "金额没有正负号，也没有写是{first}还是{second}，这一行的金额没有读。请填在“{first}”或“{second}”一栏。"
TURNED = "按余额核对，本表的“借”是{first}、“贷”是{second}，已按此读。"


@dataclass(frozen=True)
class Parted:
    """A sheet whose amounts stand in a column of each side, and what is to be told of how they got there."""

    rows: Sequence[SheetRow]
    layout: Layout
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Entry:
    """What a row says of its amount: the cell, its figure in fen, the word for its side, the balance after it."""

    cell: Cell
    figure: int | None
    word: str
    balance: int | None


def parted(kind: Kind, rows: Sequence[SheetRow], layout: Layout) -> Parted:
    """The sheet with the one amount of each row in the column of its side; unchanged where it has both columns."""
    sides, places = pair(kind), {name: index for index, name in layout.columns.items()}
    if sides is None or AMOUNT not in places or any(name in places for name in sides):
        return Parted(rows, layout)
    body = rows[layout.last + 1 :]
    entries = [_entry(row, places) for row in body]
    known, turned = _words(kind, entries)
    labels = kind.on_sheet[sides[0]].label, kind.on_sheet[sides[1]].label
    side_of = _decided(kind, entries, known, SIDE in places)
    signs = _signs_say_sides(entries, side_of)
    told = [_cells(entry, side, labels, signs) for entry, side in zip(entries, side_of, strict=True)]
    wide = [row._replace(cells=(*row.cells, None, None)) for row in rows[: layout.last + 1]]
    wide += [row._replace(cells=(*row.cells, *cells)) for row, cells in zip(body, told, strict=True)]
    remarks = (TURNED.format(first=labels[0], second=labels[1]),) if turned else ()
    return Parted(wide, _widened(kind, layout, sides, len(rows[0].cells)), remarks)


def _entry(row: SheetRow, places: dict[str, int]) -> _Entry:
    cell = row.cells[places[AMOUNT]]
    word = figure(as_text(row.cells[places[SIDE]])).lower() if SIDE in places else ""
    balance = fen(row.cells[places["balance"]]) if "balance" in places else None
    return _Entry(cell, fen(cell), word, balance)


def _widened(kind: Kind, layout: Layout, sides: tuple[str, str], width: int) -> Layout:
    """The layout with the two columns of the sides behind all others, in the place of the one amount."""
    columns = {index: name for index, name in layout.columns.items() if name not in (AMOUNT, SIDE)}
    columns |= {width: sides[0], width + 1: sides[1]}
    filling = ("",) * (width - len(layout.headings))
    labels = (kind.on_sheet[name].label for name in sides)
    return replace(layout, columns=columns, headings=(*layout.headings, *filling, *labels))


def _words(kind: Kind, entries: Sequence[_Entry]) -> tuple[dict[str, int], bool]:
    """Which side each word means, and whether those of book-keeping had to be turned round to follow the balance."""
    if _of_books(kind):
        return _BOOKS, False
    turned = {word: 1 - side if word in _OF_BANKS else side for word, side in _MONEY.items()}
    if not any(entry.word in _OF_BANKS for entry in entries):
        return _MONEY, False
    usual, other = (running.followed(_amounts(entries, words)) for words in (_MONEY, turned))
    return (turned, True) if other > usual else (_MONEY, False)


def _of_books(kind: Kind) -> bool:
    return (kind if kind.lines is None else kind.lines.kind).sides != "money"


def _amounts(entries: Iterable[_Entry], words: dict[str, int]) -> list[Amounts]:
    found = []
    for entry in entries:
        side, amount = words.get(entry.word), entry.figure or 0
        found.append(Amounts(amount if side == FIRST else 0, amount if side == SECOND else 0, entry.balance))
    return found


Side = Callable[[_Entry], int | None]


def _decided(kind: Kind, entries: Sequence[_Entry], words: dict[str, int], has_word: bool) -> list[int | None]:
    """The side of each row: what its word says, else its sign, else what the balance says."""
    if has_word:
        return [words.get(entry.word) for entry in entries]
    if _of_books(kind):
        return [None for _ in entries]
    if any((entry.figure or 0) < 0 or as_text(entry.cell).strip().startswith("+") for entry in entries):
        return [SECOND if (entry.figure or 0) < 0 else FIRST for entry in entries]
    moves = running.moves([entry.balance for entry in entries], [entry.figure or 0 for entry in entries])
    return [None if move is None else FIRST if move > 0 else SECOND for move in moves]


def _signs_say_sides(entries: Sequence[_Entry], sides: Sequence[int | None]) -> bool:
    """Whether a minus only repeats the side, which it does where all that goes out has one."""
    out = [entry.figure for entry, side in zip(entries, sides, strict=True) if side == SECOND and entry.figure]
    return bool(out) and all(figure < 0 for figure in out)


def _cells(entry: _Entry, side: int | None, labels: tuple[str, str], signs: bool) -> tuple[Cell, Cell]:
    """The cells of the two columns of the sides, without the sign that says the side."""
    if as_text(entry.cell).strip() in SILENT or entry.word in _LEVEL:
        return None, None
    if side is None:
        words = {"word": entry.word, "first": labels[0], "second": labels[1]}
        return Unclear((NOT_SAID if entry.word else NO_SIDE).format(**words)), None
    cell: Cell = money.plain(abs(entry.figure)) if signs and (entry.figure or 0) < 0 and entry.figure else entry.cell
    return (cell, None) if side == FIRST else (None, cell)
