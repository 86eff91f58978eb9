"""How far each month of a year is, what comes next, and what stands in its way: read at once for the page 结账."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import peewee
from unionapp.errors import Problem
from unionapp.records import fields
from unionapp.subjects.funds.banking import matching as bank
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.models import Period, Project
from unionapp.subjects.funds.closing import actions as closing
from unionapp.subjects.funds.statements import turnover
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.values.periods import Month, months_of

from ui.figures.table import Head, Line

HEADS: Sequence[Head] = (
    Head(fields.Month("月份"), 5),
    Head(fields.Number("凭证"), 3),
    Head(fields.Number("草稿（待审）"), 5),
    Head(fields.Number("待记账"), 4),
    Head(fields.Money("现金余额"), 7),
    Head(fields.Money("银行余额"), 8),
    Head(fields.Text("银行对账"), 6),
    Head(fields.Text("结账"), 9, stretch=True),
)
_COUNTED = ("draft", "approved")


@dataclass(frozen=True)
class Next:
    """What is to be closed next: a month, or (without one) a year; and what stands against it."""

    year: int
    month: Month | None
    problems: Sequence[Problem]
    leftover: Sequence[Any] = ()
    """Finished projects with earmarked money, which a year's end may set free."""

    @property
    def words(self) -> str:
        """2026年9月, 2025年度."""
        return self.month.chinese() if self.month is not None else f"{self.year}年度"


@dataclass(frozen=True)
class States:
    """The months of a year as lines, and what is next."""

    lines: Sequence[Line]
    next: Next


def read(book: Any, year: int, today: date) -> States:
    """The twelve months of a year of a book, those before it began left out, and what can be closed today."""
    months = [month for month in months_of(year) if month >= books.since(book)]
    counts = _counts(book, year)
    closed = {each.month: each for each in Period.select().where(Period.book == book.id, Period.year == year)}
    money = _money(book, months) if months else {}
    lines = [_line(book, month, counts, closed.get(str(month)), money[month]) for month in months]
    if "" in closed:
        lines.append(_year_line(closed[""]))
    return States(lines, next_of(book, today))


def next_of(book: Any, today: date) -> Next:
    """The first month or year that is not closed yet, and what stands against it."""
    last = Period.select(peewee.fn.MAX(Period.month)).where(Period.book == book.id, Period.month != "").scalar()
    month = Month(int(last[:4]), int(last[5:])) if last else None
    if month is not None and month.month == 12 and not books.is_year_closed(book.id, month.year):
        finished = Project.select().where(Project.book == book.id, Project.closed, Project.earmarked)
        problems = closing.ready_to_close_year(book, month.year, today)
        over = any(each.rule == "finished" for each in problems)
        return Next(month.year, None, problems, list(finished) if over else ())
    coming = month.next() if month is not None else books.since(book)
    return Next(coming.year, coming, closing.ready_to_close(book, coming, today))


def _counts(book: Any, year: int) -> dict[tuple[str, str], int]:
    """Vouchers by month and state."""
    count = peewee.fn.COUNT(Voucher.id)
    within = (Voucher.book == book.id) & Voucher.month.startswith(f"{year}-") & (Voucher.sort != "closing")
    rows = Voucher.select(Voucher.month, Voucher.state, count).where(within).group_by(Voucher.month, Voucher.state)
    return {(month, state): number for month, state, number in rows.tuples()}


def _money(book: Any, months: Sequence[Month]) -> dict[Month, tuple[int, int]]:
    """Cash and bank at the end of each month, by the posted vouchers."""
    begun = turnover.opening(book, months[0].year)
    sums = turnover.read(book, Month(months[0].year, 1), months[-1])
    found = {}
    for month in months:
        before = [row for row in sums if row.month <= str(month)]
        amounts = turnover.standing(book, begun, before, carried=False)
        found[month] = turnover.total(amounts, "101"), turnover.total(amounts, "102")
    return found


def _line(book: Any, month: Month, counts: dict[tuple[str, str], int], period: Any, money: tuple[int, int]) -> Line:
    draft, approved = (counts.get((str(month), state), 0) for state in _COUNTED)
    posted = counts.get((str(month), "posted"), 0)
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
    return Line(values, leads=month)


def _bank_words(book: Any, month: Month, vouchers: int, period: Any) -> str:
    if not vouchers:
        return ""
    if period is not None and period.unreconciled:
        return "未对账，已说明"
    return "未对账" if bank.unreconciled(book, month) else "✓ 已对账"


def _year_line(period: Any) -> Line:
    return Line((f"{period.year}年度", period.vouchers, None, None, None, None, "", f"✓ 已年结 {period.day}"), True)
