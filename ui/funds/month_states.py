"""How far each month of a year is, what comes next, and what stands in its way: read at once for the page 结账."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.records import fields
from unionapp.subjects.funds.banking import reconciling
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.account_groups import BANK, CASH
from unionapp.subjects.funds.books.models import Book, Period
from unionapp.subjects.funds.closing.coming import Next, next_of
from unionapp.subjects.funds.statements import turnover
from unionapp.subjects.funds.vouchers import register
from unionapp.subjects.funds.vouchers.states import VoucherState
from unionapp.values.periods import Month, months_of

from ui.figures.table import FigureRow, Head

HEADS: Sequence[Head] = (
    Head(fields.MonthText("月份"), 5),
    Head(fields.Number("凭证"), 3),
    Head(fields.Number("草稿（待审）"), 5),
    Head(fields.Number("待记账"), 4),
    Head(fields.Money("现金余额"), 7),
    Head(fields.Money("银行余额"), 8),
    Head(fields.Text("银行对账"), 6),
    Head(fields.Text("结账"), 9, stretch=True),
)
_COUNTED = (VoucherState.DRAFT, VoucherState.APPROVED)


@dataclass(frozen=True)
class States:
    """The months of a year as lines, and what is next."""

    lines: Sequence[FigureRow]
    next: Next


def read(book: Book, year: int, today: date) -> States:
    """The twelve months of a year of a book, those before it began left out, and what can be closed today."""
    months = [month for month in months_of(year) if month >= books.since(book)]
    counts = register.count_of_year(book, year)
    closed = books.closed_in(book, year)
    money = _money(book, months) if months else {}
    lines = [_line(book, month, counts, closed.get(str(month)), money[month]) for month in months]
    if "" in closed:
        lines.append(_year_line(closed[""]))
    return States(lines, next_of(book, today))


def _money(book: Book, months: Sequence[Month]) -> dict[Month, tuple[int, int]]:
    """Cash and bank at the end of each month, by the posted vouchers."""
    begun = turnover.opening(book, months[0].year)
    sums = turnover.read(book, Month(months[0].year, 1), months[-1])
    found = {}
    for month in months:
        before = [row for row in sums if row.month <= str(month)]
        amounts = turnover.standing(book, begun, before, carried=False)
        found[month] = turnover.total(amounts, CASH), turnover.total(amounts, BANK)
    return found


def _line(
    book: Book, month: Month, counts: dict[tuple[str, str], int], period: Period | None, money: tuple[int, int]
) -> FigureRow:
    draft, approved = (counts.get((str(month), state), 0) for state in _COUNTED)
    posted = counts.get((str(month), VoucherState.POSTED), 0)
    every = draft + approved + posted
    values = (
        str(month),
        every or None,
        draft or None,
        approved or None,
        *(money if every or period is not None else (None, None)),
        _bank_words(book, month, every, period),
        f"✓ 已结账 {period.day}" if period is not None else "未结账" if every else "",
    )
    return FigureRow(values, leads=month)


def _bank_words(book: Book, month: Month, vouchers: int, period: Period | None) -> str:
    if not vouchers:
        return ""
    if period is not None and period.unreconciled:
        return "未对账，已说明"
    return "未对账" if reconciling.unreconciled(book, month) else "✓ 已对账"


def _year_line(period: Period) -> FigureRow:
    return FigureRow(
        (f"{period.year}年度", period.vouchers, None, None, None, None, "", f"✓ 已年结 {period.day}"), True
    )
