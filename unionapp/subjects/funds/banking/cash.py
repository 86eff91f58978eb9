"""The cash box: counted by denomination, its balance by the books, and its days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from unionapp.errors import Problem
from unionapp.records.rules import not_negative
from unionapp.subjects.funds.banking.models import CashCount
from unionapp.subjects.funds.books.account_groups import CASH, is_cash
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.statements import turnover
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.values import money
from unionapp.values.periods import Month, year_first

DENOMINATIONS: dict[str, int] = {f"n{fen}": fen for fen in (10000, 5000, 2000, 1000, 500, 100, 50, 10)}
"""The fields of a count and what one piece of each is worth in fen."""

_BALANCE = """
SELECT coalesce(sum(coalesce(l.debit, 0) - coalesce(l.credit, 0)), 0)
FROM voucher_line AS l JOIN voucher AS v ON v.id = l.voucher_id
WHERE v.book_id = ? AND v.state = 'posted' AND v.day BETWEEN ? AND ?
  AND l.account >= ? AND l.account < ?
"""
_DAYS = """
SELECT v.day,
  sum(CASE WHEN l.account LIKE '101%' THEN coalesce(l.debit, 0) ELSE 0 END),
  sum(CASE WHEN l.account LIKE '101%' THEN coalesce(l.credit, 0) ELSE 0 END),
  sum(CASE WHEN l.account LIKE '102%' THEN coalesce(l.debit, 0) ELSE 0 END),
  sum(CASE WHEN l.account LIKE '102%' THEN coalesce(l.credit, 0) ELSE 0 END)
FROM voucher_line AS l JOIN voucher AS v ON v.id = l.voucher_id
WHERE v.book_id = ? AND v.state = 'posted' AND v.day BETWEEN ? AND ?
  AND (l.account LIKE '101%' OR l.account LIKE '102%')
GROUP BY v.id HAVING sum(l.account LIKE '101%') > 0 ORDER BY v.day, v.id
"""


@dataclass(frozen=True)
class Day:
    """A day of the cash box in fen: taken in from others, paid to others, brought to the bank, left at its end."""

    day: date
    income: int
    spent: int
    banked: int
    balance: int


def counted(count: CashCount) -> int:
    """What the pieces of a count are worth."""
    return sum((getattr(count, name) or 0) * fen for name, fen in DENOMINATIONS.items())


def balance(book: Book, account: str, day: date) -> int:
    """What an account and those below it hold at the end of a day by the posted vouchers, debit positive."""
    brought = sum(fen for key, fen in turnover.opening(book, day.year).items() if key[0].startswith(account))
    bounds = (book.id, year_first(day.year).isoformat(), day.isoformat(), account, account + ":")
    return brought + int(Voucher._meta.database.execute_sql(_BALANCE, bounds).fetchone()[0])


def days(book: Book, month: Month) -> list[Day]:
    """The days of a month on which something moved in the cash box."""
    left = balance(book, CASH, month.previous().last()) if month.month > 1 else _carried(book, month.year)
    bounds = (book.id, month.first().isoformat(), month.last().isoformat())
    rows = Voucher._meta.database.execute_sql(_DAYS, bounds).fetchall()
    found = []
    for day, group in groupby(rows, key=lambda row: row[0]):
        income = spent = banked = 0
        for _, into, out, bank_in, bank_out in group:
            moved_in, moved_out = min(into, bank_out), min(out, bank_in)
            income += into - moved_in
            spent += out - moved_out
            banked += moved_out
            left += into - out
        found.append(Day(date.fromisoformat(day), income, spent, banked, left))
    return found


def _carried(book: Book, year: int) -> int:
    return sum(fen for key, fen in turnover.opening(book, year).items() if is_cash(key[0]))


def reckon(count: CashCount) -> None:
    """The counted sum follows from the pieces, that of the books from the day."""
    count.counted = counted(count)
    if count.day and count.book_id:
        count.journal = balance(count.book, CASH, count.day)


pieces_are_whole = not_negative(*DENOMINATIONS, rule="pieces")


def difference_is_explained(count: CashCount) -> list[Problem]:
    """What lies in the box is what the books say, or the reason is written down."""
    difference = (count.counted or 0) - (count.journal or 0)
    if not difference or count.reason.strip():
        return []
    word = "长款" if difference > 0 else "短款"
    message = f"{word} {money.show(abs(difference))} 元，请查明并写明原因和处理（先记入 182 待处理财产损溢）。"
    return [Problem("reason", message, "《工会会计制度》182 科目", "warning", "cash-difference")]
