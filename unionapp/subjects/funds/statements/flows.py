"""What money came and went, voucher by voucher and for what: the rows of 月度经费收支台账, and figures for pictures.

All cash and bank accounts are taken together, so that moving money between them is neither income nor spending.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from unionapp.subjects.funds.books.account_groups import INCOME, SPENDING, first_level, is_fund, is_money, is_paired
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.budgeting import execution as budgets
from unionapp.subjects.funds.statements import turnover
from unionapp.subjects.funds.statements.forms import FLOWS, reckoned
from unionapp.subjects.funds.statements.ledgers import Ledger, LedgerRow
from unionapp.values.periods import Month, months_between

MONEY = "10"
"""What the numbers of 库存现金 (101) and 银行存款 (102) begin with, and of no other account."""


@dataclass(frozen=True)
class Flow:
    """Money that came (`income`) or went (`spending`) for one account, in fen, and what was left after it."""

    row: LedgerRow
    """The entry it is told by, whose account is what the money was for."""
    income: int
    spending: int
    balance: int


def money(book: Book, month: Month) -> Ledger:
    """The ledger of all money of a month."""
    return Ledger(book, MONEY, month.first(), month.last())


def of_month(book: Book, month: Month) -> Iterator[Flow]:
    """What came and went in a month, in the order of the vouchers."""
    ledger = money(book, month)
    balance = ledger.opening
    for entries in ledger.vouchers():
        for row, income, spending in _flows(entries):
            balance += income - spending
            yield Flow(row, income, spending, balance)


def _flows(entries: list[LedgerRow]) -> list[tuple[LedgerRow, int, int]]:
    """The entries that say what the money of a voucher was for; where they do not add up to it, the money's own."""
    own = [row for row in entries if is_money(row.account)]
    others = [row for row in entries if not is_money(row.account)]
    if any(is_fund(row.account) for row in others):
        others = [row for row in others if not is_paired(row.account)]
    if sum(row.credit - row.debit for row in others) == sum(row.debit - row.credit for row in own):
        return [(row, row.credit, row.debit) for row in others]
    return [(row, row.debit, row.credit) for row in own]


@dataclass(frozen=True)
class Purpose:
    """What came in or was spent under a first-level account: in a month, in the year so far, and the year's budget."""

    account: str
    label: str
    month: int
    year: int
    budget: int

    @property
    def rate(self) -> int | None:
        """执行率 in hundredths of a percent, None without a budget."""
        return budgets.round_share(self.year, self.budget)


def by_purpose(book: Book, month: Month, side: str) -> list[Purpose]:
    """Income ("4") or spending ("5") by first-level account, those with nothing in them and no budget left out."""
    sums = turnover.read(book, Month(month.year, 1), month)
    here, so_far = (_signed(sums, first, month) for first in (month, Month(month.year, 1)))
    plan = _planned(book, month.year)
    found = []
    for item in FLOWS:
        if item.key.startswith(side):
            label = item.label.strip().partition("）")[2]
            figures = (reckoned(item, here), reckoned(item, so_far), plan.get(item.key, 0))
            if any(figures):
                found.append(Purpose(item.key, label, *figures))
    return found


def by_month(book: Book, year: int) -> list[tuple[Month, int, int]]:
    """Income and spending of each month of a year."""
    months = months_between(Month(year, 1), Month(year, 12))
    sums = turnover.read(book, months[0], months[-1])
    found = []
    for month in months:
        signed = _signed(sums, month, month)
        found.append((month, -turnover.total(signed, INCOME), turnover.total(signed, SPENDING)))
    return found


def _signed(sums: turnover.Sums, first: Month, last: Month) -> dict[str, int]:
    return {account: debit - credit for account, (debit, credit) in sums.turnover(first, last).items()}


def _planned(book: Book, year: int) -> dict[str, int]:
    """What the budget in force has for each first-level account; lines within other lines are not counted twice."""
    budget = budgets.in_force(book, year)
    lines = budgets.lines_of(budget) if budget is not None else []
    keys = [(line.account, line.project_id) for line in lines]
    found: dict[str, int] = {}
    for line, key in zip(lines, keys, strict=True):
        if not budgets.inner(key, keys):
            top = first_level(line.account)
            found[top] = found.get(top, 0) + (line.amount or 0)
    return found
