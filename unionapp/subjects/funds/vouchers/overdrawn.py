"""Cash and bank below nought: nobody pays out of an empty box, so posting, closing and checking all ask here.

《工会会计制度》财会〔2021〕7号 第29条: 库存现金、银行存款日记账逐日逐笔登记，日清月结.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.errors import Level, Problem
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.models import Book, Opening
from unionapp.subjects.funds.books.states import MoneyAccount
from unionapp.subjects.funds.statements import turnover
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.values import money
from unionapp.values.periods import Month, year_first
from unionapp.values.present import present

DAILY = "《工会会计制度》第29条"
_LEVELS: Mapping[str, Level] = {MoneyAccount.CASH: "error", MoneyAccount.BANK: "warning"}
"""A cash box cannot hold less than nothing; a bank account may be overdrawn, which is only doubtful."""
_MOVED = """
SELECT v.day, sum(coalesce(l.debit, 0) - coalesce(l.credit, 0))
FROM voucher_line AS l JOIN voucher AS v ON v.id = l.voucher_id
WHERE v.book_id = ? AND v.state = 'posted' AND v.day >= ? AND l.account = ?
GROUP BY v.day
"""


@dataclass(frozen=True)
class Low:
    """An account that stands below nought at the end of a day, in fen, and the voucher to be posted that takes it."""

    account: str
    day: date
    fen: int
    voucher: Voucher | None = None


def in_month(book: Book, month: Month) -> list[Problem]:
    """The first day of a month on which an account of cash or bank stands below nought by the posted vouchers."""
    return [
        _said(book, account, sort, low)
        for account, sort in _accounts(book)
        if (low := next((low for low in _lows(book, account, month.year) if Month.of(low.day) == month), None))
    ]


def of_book(book: Book, year: int) -> Iterator[Problem]:
    """The first such day of every month from a year on, account by account."""
    for account, sort in _accounts(book):
        months: dict[Month, Low] = {}
        for low in _lows(book, account, year):
            months.setdefault(Month.of(low.day), low)
        yield from (_said(book, account, sort, low) for low in months.values())


def _said(book: Book, account: str, sort: str, low: Low) -> Problem:
    name = f"{account} {chart.read(book).name(account)}"
    words = f"{low.day} “{name}”余额为 {money.show(low.fen)}，不能为负，请核对凭证的先后和金额。"
    return Problem("", words, DAILY, _LEVELS[sort], "negative")


def by_posting(book: Book, found: Sequence[Voucher], lines: Mapping[int, Sequence[VoucherLine]]) -> list[Problem]:
    """What accounts the vouchers would take below nought that are to be posted in this order, or lower than they are.

    `lines` are the lines of the vouchers by their ids. Cash is an error, the bank a doubt.
    """
    if not found:
        return []
    year = min(each.day for each in found).year
    problems = []
    for account, sort in _accounts(book):
        moved = [(each, _moved(lines.get(each.id, ()), account)) for each in found]
        if any(fen < 0 for _, fen in moved):
            low = next(_taken(book, account, year, [(each, fen) for each, fen in moved if fen]), None)
            problems += [_refused(book, sort, low)] if low is not None else []
    return problems


def _refused(book: Book, sort: str, low: Low) -> Problem:
    name = f"{low.account} {chart.read(book).name(low.account)}"
    words = f"“{present(low.voucher).label}”记账以后，{low.day} “{name}”余额为 {money.show(low.fen)} 元"
    if sort == MoneyAccount.CASH:
        words += (
            "，现金不能为负，没有记账。请先登记并审核那天以前收到或从银行提取现金的凭证，一起记账；"
            "日期、金额或付款方式填错的，撤销审核后更正。"
        )
    else:
        words += "，是透支。请核对是否还有收款没有登记，或日期、金额有误。"
    return Problem("", words, DAILY, _LEVELS[sort], "negative")


def _accounts(book: Book) -> list[tuple[str, str]]:
    """The accounts of cash and bank that take entries, each with which of the two it is."""
    known = chart.read(book)
    return [(number, sort) for sort in _LEVELS for number in known.numbers(sort)]


def _moved(lines: Sequence[VoucherLine], account: str) -> int:
    return sum((line.debit or 0) - (line.credit or 0) for line in lines if line.account == account)


def _lows(book: Book, account: str, year: int) -> Iterator[Low]:
    """The days from a year on at whose end an account stands below nought."""
    for day, before, _, _ in _days(book, account, year, ()):
        if before < 0:
            yield Low(account, day, before)


def _taken(book: Book, account: str, year: int, moved: Sequence[tuple[Voucher, int]]) -> Iterator[Low]:
    """The days at whose end vouchers to be posted leave an account below nought and lower than it was without them.

    Named is the one that takes it there: on that day, else the last one before it that pays.
    """
    for day, before, after, voucher in _days(book, account, year, moved):
        if after < 0 and after < before:
            yield Low(account, day, after, voucher)


def _days(
    book: Book, account: str, year: int, moved: Sequence[tuple[Voucher, int]]
) -> Iterator[tuple[date, int, int, Voucher | None]]:
    """The days from a year on on which an account moves: what stands in it at the end of each without and with the
    vouchers to be posted, and which of those first took it below nought on that day, else the last one that paid."""
    posted = _posted_by_day(book, account, year)
    waiting: dict[date, list[tuple[Voucher, int]]] = {}
    for voucher, fen in moved:
        waiting.setdefault(voucher.day, []).append((voucher, fen))
    begun = {row for (row,) in Opening.select(Opening.year).where(Opening.book == book.id).distinct().tuples()}
    before = after = _opened(book, account, year)
    payer: Voucher | None = None
    for day in sorted({*posted, *waiting}):
        if day.year != year:
            year = day.year
            before, after = (_opened(book, account, year),) * 2 if year in begun else (before, after)
        before, after = before + posted[day], after + posted[day]
        culprit = None
        for voucher, fen in waiting.get(day, ()):
            after += fen
            payer = voucher if fen < 0 else payer
            culprit = culprit or (voucher if fen < 0 and after < 0 else None)
        yield day, before, after, culprit or payer


def _posted_by_day(book: Book, account: str, year: int) -> Counter[date]:
    """Signed fen that posted vouchers move in an account, by day, from a year on."""
    bounds = (book.id, year_first(year).isoformat(), account)
    rows = Voucher._meta.database.execute_sql(_MOVED, bounds).fetchall()
    return Counter({date.fromisoformat(day): int(fen) for day, fen in rows})


def _opened(book: Book, account: str, year: int) -> int:
    return sum(fen for key, fen in turnover.opening(book, year).items() if key[0] == account)
