"""账簿: journals, subsidiary ledgers and the general ledger of a book, read line by line for screen and paper alike.

Ledgers are made of posted vouchers alone and cannot be written (财会〔2024〕12号 第22条). They hold every posted line,
those of closing vouchers too, so that the totals of a month are those of the entries above them. Amounts are fen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.account_groups import first_level, is_fund, is_paired
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.statements import turnover
from unionapp.subjects.funds.vouchers.models import Voucher, word_label
from unionapp.subjects.funds.vouchers.states import VoucherState
from unionapp.values.periods import Month, months_between, year_first, year_last

Sort = Literal["opening", "entry", "day", "month", "year", "next"]
_LINES = """
SELECT v.id, l.id, v.day, v.word, v.number, l.summary, l.account, coalesce(l.debit, 0), coalesce(l.credit, 0),
       l.settlement, l.project_id, l.party, l.source, v.handler, v.papers
FROM voucher AS v JOIN voucher_line AS l ON l.voucher_id = v.id
WHERE v.book_id = ? AND v.day BETWEEN ? AND ? AND v.state IN ({states})
  AND EXISTS (SELECT 1 FROM voucher_line AS m WHERE m.voucher_id = v.id AND {own})
ORDER BY v.day, v.word, v.number, v.id, l.place
"""
_BEFORE = """
SELECT v.month = ?, sum(coalesce(m.debit, 0)), sum(coalesce(m.credit, 0))
FROM voucher AS v JOIN voucher_line AS m ON m.voucher_id = v.id
WHERE v.book_id = ? AND v.day >= ? AND v.day < ? AND v.state IN ({states}) AND {own} GROUP BY 1
"""
_LATEST = "SELECT max(month) FROM voucher WHERE book_id = ? AND day BETWEEN ? AND ? AND state IN ({states})"
CARRIED_IN, BEGUN, CARRIED_ON = "上年结转", "期初余额", "结转下年"
"""《会计基础工作规范》第63条: what the first and last lines of a year are called."""


class LedgerRow(NamedTuple):
    """A line of a ledger: an entry, or what is summed up after a day, a month or the year so far."""

    sort: Sort
    day: date
    summary: str
    debit: int
    credit: int
    balance: int
    """What stands in the account after it, debit positive."""
    number: str = ""
    """凭证字号: 记-12."""
    account: str = ""
    others: tuple[str, ...] = ()
    """对方科目: the accounts on the other side of the voucher."""
    settlement: str = ""
    project: int | None = None
    party: str = ""
    source: str = ""
    handler: str = ""
    papers: int = 0
    voucher: int = 0
    line: int = 0


class _Line(NamedTuple):
    """A line of a voucher as `_LINES` reads it."""

    voucher: int
    id: int
    day: str
    word: str
    number: int | None
    summary: str
    account: str
    debit: int
    credit: int
    settlement: str
    project: int | None
    party: str
    source: str
    handler: str
    papers: int | None


def side(balance: int) -> str:
    """方向 of a balance: 借, 贷, or 平 where there is none (《会计基础工作规范》第60条七)."""
    return "借" if balance > 0 else "贷" if balance < 0 else "平"


@dataclass(frozen=True)
class Ledger:
    """The lines of an account (and of all below it) within days; each time it is iterated it reads anew."""

    book: Book
    account: str
    first: date
    last: date
    daily: bool = False
    """Whether every day is summed up, as the cash journal must be."""
    include_unposted: bool = False

    @property
    def opening(self) -> int:
        """What stood in the account before the first day."""
        debit, credit = self._before(self.first)[0]
        return self._begun(self.first.year) + debit - credit

    def __iter__(self) -> Iterator[LedgerRow]:
        for year in range(self.first.year, self.last.year + 1):
            first, last = max(self.first, year_first(year)), min(self.last, year_last(year))
            yield from _Running(replace(self, first=first, last=last)).rows()

    def entries(self) -> Iterator[LedgerRow]:
        """The entries alone."""
        return (row for row in self if row.sort == "entry")

    def _begun(self, year: int) -> int:
        begun = turnover.opening(self.book, year, include_unposted=self.include_unposted)
        return sum(amount for (number, _, _), amount in begun.items() if number.startswith(self.account))

    def _states(self) -> str:
        states = tuple(VoucherState) if self.include_unposted else (VoucherState.POSTED,)
        return ", ".join(f"'{state}'" for state in states)

    def _run(self, statement: str, *values: object) -> Any:
        own = "m.account >= ? AND m.account < ?"
        return Voucher._meta.database.execute_sql(statement.format(states=self._states(), own=own), values)

    def _own(self) -> tuple[str, str]:
        """The bounds of the numbers of the account and all that continue it."""
        return self.account, self.account + ":"

    def _before(self, day: date) -> tuple[tuple[int, int], tuple[int, int]]:
        """Debit and credit of the year before a day, and of the month of that day before it."""
        values = (str(Month.of(day)), self.book.id, year_first(day.year).isoformat(), day.isoformat(), *self._own())
        parts = {bool(now): (debit, credit) for now, debit, credit in self._run(_BEFORE, *values)}
        month = parts.get(True, (0, 0))
        rest = parts.get(False, (0, 0))
        return (month[0] + rest[0], month[1] + rest[1]), month

    def vouchers(self) -> Iterator[list[LedgerRow]]:
        """All lines of each voucher that touches the account, in order; their balance is not found."""
        return ([_entry(line) for line in lines] for lines in self._vouchers())

    def _vouchers(self) -> Iterator[list[_Line]]:
        rows = self._run(_LINES, self.book.id, self.first.isoformat(), self.last.isoformat(), *self._own())
        return (list(map(_Line._make, lines)) for _, lines in groupby(rows, itemgetter(0)))

    def touched(self) -> Iterator[LedgerRow]:
        """The entries, their balance still to be found."""
        start = self.account
        for lines in self._vouchers():
            for line in lines:
                if line.account.startswith(start):
                    yield _entry(line, _others(line, lines, start))

    def _latest(self) -> Month:
        """The last month that has anything to say: later ones of the period are not listed."""
        statement = _LATEST.format(states=self._states())
        values = (self.book.id, self.first.isoformat(), self.last.isoformat())
        (found,) = Voucher._meta.database.execute_sql(statement, values).fetchone()
        return Month(int(found[:4]), int(found[5:])) if found else Month.of(self.first)


def _entry(line: _Line, others: tuple[str, ...] = ()) -> LedgerRow:
    return LedgerRow(
        "entry",
        date.fromisoformat(line.day),
        line.summary,
        line.debit,
        line.credit,
        0,
        f"{word_label(line.word)}-{line.number}" if line.number else "未记账",
        line.account,
        others,
        line.settlement,
        line.project,
        line.party,
        line.source,
        line.handler,
        line.papers or 0,
        line.voucher,
        line.id,
    )


def _others(line: _Line, lines: list[_Line], start: str) -> tuple[str, ...]:
    """The accounts on the other side of a line, each once; any others where none stands on the other side."""
    rest = [each for each in lines if not each.account.startswith(start)]
    paired = not is_paired(line.account) and any(is_fund(each.account) for each in rest)
    near = [each for each in rest if not is_paired(each.account)] if paired else rest
    found = [each.account for each in near if (each.credit if line.debit else each.debit)]
    return tuple(dict.fromkeys(found or (each.account for each in near)))


class _Running:
    """One year of a ledger while its balance and sums run."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.balance = ledger.opening
        year, month = ledger._before(ledger.first)
        self.year, self.month, self.day = list(year), list(month), [0, 0]

    def rows(self) -> Iterator[LedgerRow]:
        """Opening, entries with their sums, and what ends the year."""
        ledger = self.ledger
        first = ledger.first
        new_year = first == year_first(first.year) and first.year > books.since(ledger.book).year
        yield LedgerRow("opening", first, CARRIED_IN if new_year else BEGUN, 0, 0, self.balance)
        months = iter(months_between(Month.of(first), max(ledger._latest(), Month.of(first))))
        month = next(months)
        for day, entries in groupby(ledger.touched(), itemgetter(1)):
            while month < Month.of(day):
                yield from self._end_month(month)
                month = next(months)
            yield from self._day(day, entries)
        yield from self._end_month(month)
        for later in months:
            yield from self._end_month(later)
        if ledger.last == year_last(first.year) and books.is_year_closed(ledger.book.id, first.year):
            yield LedgerRow("next", ledger.last, CARRIED_ON, 0, 0, self.balance)

    def _day(self, day: date, entries: Iterable[LedgerRow]) -> Iterator[LedgerRow]:
        self.day = [0, 0]
        for entry in entries:
            self.balance += entry.debit - entry.credit
            for sums in (self.day, self.month, self.year):
                sums[0] += entry.debit
                sums[1] += entry.credit
            yield entry._replace(balance=self.balance)
        if self.ledger.daily:
            yield LedgerRow("day", day, "本日合计", self.day[0], self.day[1], self.balance)

    def _end_month(self, month: Month) -> Iterator[LedgerRow]:
        day = min(month.last(), self.ledger.last)
        yield LedgerRow("month", day, "本月合计", self.month[0], self.month[1], self.balance)
        yield LedgerRow("year", day, "本年累计", self.year[0], self.year[1], self.balance)
        self.month = [0, 0]


def journal(book: Book, account: str, first: date, last: date, *, include_unposted: bool = False) -> Ledger:
    """日记账 of a money account: entry by entry, every day and month summed up (《工会会计制度》第29条)."""
    return Ledger(book, account, first, last, daily=True, include_unposted=include_unposted)


def subsidiary(book: Book, account: str, first: date, last: date, *, include_unposted: bool = False) -> Ledger:
    """明细账 of an account: entry by entry, every month summed up, those without entries too."""
    return Ledger(book, account, first, last, include_unposted=include_unposted)


def general(book: Book, first: Month, last: Month, account: str = "") -> Iterator[tuple[str, list[LedgerRow]]]:
    """总账: each first-level account with its opening and, for every month, 本月合计 and 本年累计.

    The months are of one year; accounts that nothing stands or stood in are left out.
    """
    whole = Ledger(book, account, first.first(), last.last())
    months = months_between(first, max(whole._latest(), first))
    begun = turnover.opening(book, first.year)
    sums = list(turnover.read(book, Month(first.year, 1), last))
    tops = {first_level(number) for number in (*(key[0] for key in begun), *(row.account for row in sums))}
    for top in sorted(top for top in tops if top.startswith(account)):
        opened = sum(amount for (number, _, _), amount in begun.items() if number.startswith(top))
        rows = [row for row in sums if row.account.startswith(top)]
        if opened or rows:
            yield top, _general_rows(book, opened, rows, months)


def _general_rows(book: Book, opened: int, rows: list[turnover.Sum], months: tuple[Month, ...]) -> list[LedgerRow]:
    first = months[0]
    before = [row for row in rows if row.month < str(first)]
    balance = opened + sum(row.signed for row in before)
    year = [sum(row.debit for row in before), sum(row.credit for row in before)]
    new_year = first.month == 1 and first.year > books.since(book).year
    found = [LedgerRow("opening", first.first(), CARRIED_IN if new_year else BEGUN, 0, 0, balance)]
    for month in months:
        here = [row for row in rows if row.month == str(month)]
        debit, credit = sum(row.debit for row in here), sum(row.credit for row in here)
        balance += debit - credit
        year = [year[0] + debit, year[1] + credit]
        found.append(LedgerRow("month", month.last(), "本月合计", debit, credit, balance))
        found.append(LedgerRow("year", month.last(), "本年累计", year[0], year[1], balance))
    return found
