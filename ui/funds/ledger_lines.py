"""The lines of each sort of ledger as a table shows them, read from the core off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from unionapp.records import fields
from unionapp.records.fields import RecordField
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.statements import forms, ledgers, statements
from unionapp.subjects.funds.statements.ledgers import LedgerRow
from unionapp.values import money
from unionapp.values.periods import Month
from unionapp.work import Progress, silent

from ui.figures.table import FigureRow, Head
from ui.funds.looking import SORTS, Sort, View
from ui.funds.statement_lines import short

_PIECE = 2000
_OTHERS = 2
"""So many accounts on the other side are named; more are counted."""


@dataclass(frozen=True)
class LedgerView:
    """A ledger ready to be shown: its title, whose and of when, its columns and lines, and the line of sums below."""

    view: View
    title: str
    unit: str
    period: str
    heads: Sequence[Head]
    lines: Sequence[FigureRow]
    foot: str

    @property
    def above(self) -> tuple[str, ...]:
        """What stands over a printed or exported table."""
        return (self.title, f"编制单位：{self.unit}　{self.period}　单位：元")


def period_words(view: View) -> str:
    """2026年3月, or 2026年1月至3月."""
    if view.first == view.last:
        return view.first.chinese()
    if view.first.year == view.last.year:
        return f"{view.first.chinese()}至{view.last.month}月"
    return f"{view.first.chinese()}至{view.last.chinese()}"


def read(book: Book, view: View, progress: Progress = silent) -> LedgerView:
    """The ledger that is wanted; Refused in words where there is none."""
    return _READERS[view.sort](book, view, progress)


def _head(label: str, letters: int, sort: Callable[[str], RecordField] = fields.Text, stretch: bool = False) -> Head:
    return Head(sort(label), letters, stretch)


def _entry_heads(debit: str, credit: str, bank: bool) -> list[Head]:
    return [
        _head("日期", 6, fields.Date),
        _head("凭证号", 4),
        _head("摘要", 11, stretch=True),
        *([_head("结算方式及票号", 7)] if bank else []),
        _head("对方科目", 10, stretch=True),
        _head(debit, 7, fields.Money),
        _head(credit, 7, fields.Money),
        _head("方向", 2),
        _head("余额", 7, fields.Money),
    ]


def _entries(book: Book, view: View, progress: Progress) -> LedgerView:
    """A journal or a subsidiary ledger."""
    account, known = view.accounts[0], chart.read(book)
    kept = view.sort in ("cash", "bank")
    made = ledgers.journal if kept else ledgers.subsidiary
    ledger = made(book, account, view.first.first(), view.last.last())
    words = ("收入", "支出") if kept else ("借方", "贷方")
    heads = _entry_heads(*words, bank=view.sort == "bank")
    counted = _Counted()
    lines = [_entry_line(row, known, view.sort == "bank") for row in counted.watch(ledger, progress)]
    title = f"{SORTS[view.sort]}　{account} {known.name(account)}"
    return LedgerView(view, title, statements.unit_of(book), period_words(view), heads, lines, counted.words(*words))


class _Counted:
    """Entries as they pass, and their sums."""

    def __init__(self) -> None:
        self.entries, self.debit, self.credit, self.balance = 0, 0, 0, 0

    def watch(self, ledger: ledgers.Ledger, progress: Progress) -> Iterator[LedgerRow]:
        """The rows, counted; a journal shows no sums of the day but where several entries make one."""
        for place, row in enumerate(ledger):
            if place % _PIECE == 0:
                progress(place, 0, "正在读账")
            if row.sort == "entry":
                self.entries += 1
                self.debit += row.debit
                self.credit += row.credit
            self.balance = row.balance
            yield row

    def words(self, debit: str, credit: str) -> str:
        """How many entries, their sums, and what is left."""
        sums = f"{debit}合计 {money.show(self.debit)}，{credit}合计 {money.show(self.credit)}"
        return f"共 {self.entries:,} 笔，{sums}，期末余额 {money.show(self.balance)} 元"


def _entry_line(row: LedgerRow, known: chart.Chart, bank: bool) -> FigureRow:
    entry = row.sort == "entry"
    values = (
        row.day,
        row.number,
        row.summary,
        *([row.settlement] if bank else []),
        _others(row, known),
        _amount(row.debit, entry or row.sort == "opening"),
        _amount(row.credit, entry or row.sort == "opening"),
        ledgers.side(row.balance),
        abs(row.balance) or None,
    )
    return FigureRow(values, not entry, row.voucher or None)


def _amount(fen: int, blank: bool) -> int | None:
    """An amount; nought stays empty where it would say nothing."""
    return None if blank and not fen else fen


def _others(row: LedgerRow, known: chart.Chart) -> str:
    named = "、".join(known.name(number) for number in row.others[:_OTHERS])
    return named if len(row.others) <= _OTHERS else f"{named}等 {len(row.others)} 个"


def _general(book: Book, view: View, progress: Progress) -> LedgerView:
    known = chart.read(book)
    heads = [
        _head("科目", 12, stretch=True),
        _head("月份", 5, fields.MonthText),
        _head("摘要", 6),
        _head("借方", 8, fields.Money),
        _head("贷方", 8, fields.Money),
        _head("方向", 2),
        _head("余额", 8, fields.Money),
    ]
    accounts = list(ledgers.general(book, view.first, view.last, *view.accounts[:1]))
    lines = [
        _general_line(view, number, f"{number} {known.name(number)}", row) for number, rows in accounts for row in rows
    ]
    foot = f"共 {len(accounts)} 个科目"
    return LedgerView(view, "总账", statements.unit_of(book), period_words(view), heads, lines, foot)


def _general_line(view: View, number: str, name: str, row: LedgerRow) -> FigureRow:
    month = Month.of(row.day)
    first = Month(month.year, 1) if row.sort == "year" else month
    opening = row.sort == "opening"
    values = (
        name,
        str(month),
        row.summary,
        _amount(row.debit, opening),
        _amount(row.credit, opening),
        ledgers.side(row.balance),
        abs(row.balance) or None,
    )
    return FigureRow(values, row.sort == "year", View("subsidiary", max(first, view.first), month, (number,)))


def _balance(book: Book, view: View, progress: Progress) -> LedgerView:
    month = view.last
    statement = statements.trial_balance(book, month)
    heads = [_head("科目编号", 4), _head("科目名称", 9, stretch=True)]
    heads += [_head(short(label), 6, fields.Money) for label in statement.columns]
    wanted = [line for line in statement.lines if not view.accounts or line.key.startswith(view.accounts)]
    lines = [_balance_line(view, line) for line in wanted]
    foot = f"共 {sum(line.key != 'total' for line in wanted)} 个科目"
    return LedgerView(replace(view, first=month), "科目余额表", statement.unit, statement.period, heads, lines, foot)


def _balance_line(view: View, line: forms.StatementLine) -> FigureRow:
    number = "" if line.key == "total" else line.key
    leads = View("subsidiary", view.last, view.last, (number,)) if number else None
    return FigureRow((number, line.label, *(value or None for value in line.values)), line.strong, leads)


_READERS: Mapping[Sort, Callable[[Book, View, Progress], LedgerView]] = {
    "cash": _entries,
    "bank": _entries,
    "general": _general,
    "subsidiary": _entries,
    "balance": _balance,
}
