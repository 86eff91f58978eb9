"""现金日记账, 银行存款日记账, 总账, 明细账: account books with 承前页 and 过次页 (《会计基础工作规范》第56至63条)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Literal

from unionapp.errors import Refused
from unionapp.paper.document import Band, Document, LedgerEntry, Listing, ListingColumn, Title
from unionapp.paper.document import LedgerPages as AccountBook
from unionapp.paper.paper import PrintRequest, Question
from unionapp.records import fields
from unionapp.store.store import Store
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.account_groups import CASH, first_level
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.books.states import MoneyAccount
from unionapp.subjects.funds.pages import (
    WIDE,
    Binding,
    amount,
    binding,
    bound,
    days,
    filled,
    months,
    period_words,
    printed_by,
    when,
)
from unionapp.subjects.funds.statements import ledgers, turnover
from unionapp.subjects.funds.statements.ledgers import Ledger, LedgerRow
from unionapp.subjects.funds.statements.statements import When, unit_of
from unionapp.values.periods import Month

ACCOUNT = Question(
    "account", fields.Text("科目编号", help="只印这个科目（连同下级）；空着就印有发生额或余额的全部科目")
)
OTHERS = 3
"""So many accounts of the other side are named, further ones only hinted at."""


@dataclass(frozen=True)
class AccountLedger:
    """The ledger of one account, with what stands over it."""

    name: str
    ledger: Ledger


@dataclass(frozen=True)
class Books:
    """The ledgers of some accounts in one period, with what they need to be drawn."""

    title: str
    front: Binding
    unit: str
    period: When
    foot: str
    accounts: Sequence[AccountLedger]
    known: chart.Chart
    bank: bool = False


def _books(store: Store, book: Book, request: PrintRequest, title: str, keeper: str, found: Sequence[Ledger]) -> Books:
    known, period = chart.read(book), when(request)
    accounts = [AccountLedger(f"{each.account} {known.name(each.account)}", each) for each in found]
    foot = f"{keeper}\t会计主管：{book.accountant}\t{printed_by(store)}"
    keeps = keeper.partition("：")[2]
    return Books(title, binding(book, title, period, keeps), unit_of(book), period, foot, accounts, known)


def _named(known: chart.Chart, request: PrintRequest, start: str = "") -> str:
    """The account that is asked for, empty for all; Refused where there is none such."""
    number = request.words.get("account", "").strip()
    if number and (known.account(number) is None or not number.startswith(start)):
        sort = f"“{known.name(start)}”下" if start else "科目表里"
        raise Refused(f"{sort}没有编号为“{number}”的科目。请核对科目编号。")
    return number


def gather_journal(store: Store, book: Book, request: PrintRequest, title: str, top: str) -> Books:
    """The journals of cash or of the bank: one for each account that takes entries, if anything stands in it."""
    known = chart.read(book)
    first, last = days(book, when(request))
    turnover.need_begun(book, months(book, when(request))[1])
    number = _named(known, request, top)
    sort = MoneyAccount.CASH if top == CASH else MoneyAccount.BANK
    numbers = [number] if number else [each for each in known.numbers(sort) if each.startswith(top)]
    told = _told(book, when(request))
    used = [each for each in numbers if any(one.startswith(each) for one in told)]
    # Cash is summed up every day; of the bank every line shows what is left (101、102 科目说明).
    kept = ledgers.journal if top == CASH else ledgers.subsidiary
    made = [kept(book, each, first, last) for each in used or numbers[:1] or [top]]
    return _books(store, book, request, title, f"出纳：{book.cashier}", made)


def _told(book: Book, period: When) -> set[str]:
    """The accounts in which anything was entered or stood by the end of a period."""
    last = months(book, period)[1]
    sums = turnover.read(book, Month(last.year, 1), last)
    return {key[0] for key in turnover.opening(book, last.year)} | {row.account for row in sums}


def draw_journal(facts: Books, bank: bool) -> Document:
    """The journal of each account, one after another."""
    parts = [(each.name, _journal(facts, each, bank)) for each in facts.accounts]
    return bound(facts.front, WIDE, parts)


def _journal(facts: Books, account: AccountLedger, bank: bool) -> Document:
    year = f"{account.ledger.first.year}年"
    columns = (
        ListingColumn("月", 2.2, "center", group=year),
        ListingColumn("日", 2.2, "center", group=year),
        ListingColumn("凭证字号", 5.5, "center"),
        ListingColumn("摘　　要", 17.0),
        *((ListingColumn("结算方式\n及票据号", 8.0),) if bank else ()),
        ListingColumn("对方科目", 13.0),
        ListingColumn("收入（借方）", 9.0, kind="number"),
        ListingColumn("支出（贷方）", 9.0, kind="number"),
        ListingColumn("借或贷", 2.6, "center"),
        ListingColumn("结　　余", 9.0, kind="number"),
    )
    shift = 6 if bank else 5
    book = AccountBook(
        columns,
        map(partial(_journal_entry, facts.known, bank), account.ledger),
        carry=(shift, shift + 1),
        latest=(shift + 2, shift + 3),
        label=3,
        size=9.5,
        row_mm=6.5,
    )
    return _document(facts, account.name, book)


def _document(facts: Books, account: str, book: AccountBook | Listing) -> Document:
    header = f"单位：{facts.unit}\t{account}\t{period_words(facts.period)}　单位：元"
    return Document(facts.title, (Title(facts.title), book), WIDE, header=header, closing=facts.foot, repeat_title=True)


def _journal_entry(known: chart.Chart, bank: bool, row: LedgerRow) -> LedgerEntry:
    entry = row.sort == "entry"
    cells = (
        str(row.day.month),
        str(row.day.day),
        row.number,
        row.summary,
        *((row.settlement,) if bank else ()),
        others(known, row.others),
        *_sides(row),
        ledgers.side(row.balance),
        amount(abs(row.balance)),
    )
    return LedgerEntry(cells, (row.debit, row.credit) if entry else (), row.sort == "month", _rule(row))


def _sides(row: LedgerRow) -> tuple[str, str]:
    """Debit and credit; sums show nought where nothing was entered."""
    if row.sort in ("opening", "next"):
        return "", ""
    return (filled(row.debit), filled(row.credit)) if row.sort == "entry" else (amount(row.debit), amount(row.credit))


def _rule(row: LedgerRow) -> Literal["", "single", "double"]:
    """通栏红线: single under the month, double under the year (《会计基础工作规范》第63条)."""
    if row.sort == "year" and row.day.month == 12:
        return "double"
    return "single" if row.sort in ("month", "year") else ""


def others(known: chart.Chart, numbers: Sequence[str]) -> str:
    """The names of the accounts on the other side, further ones hinted at."""
    named = "、".join(known.name(each) for each in numbers[:OTHERS])
    return named + ("等" if len(numbers) > OTHERS else "")


def gather_subsidiary(store: Store, book: Book, request: PrintRequest) -> Books:
    """The subsidiary ledger of one account, or of every account that takes entries and has any."""
    known, period = chart.read(book), when(request)
    first, last = days(book, period)
    turnover.need_begun(book, months(book, period)[1])
    number = _named(known, request)
    numbers = [number] if number else sorted(_told(book, period)) or [CASH]
    made = [ledgers.subsidiary(book, each, first, last) for each in numbers]
    return _books(store, book, request, "明细账", f"记账：{book.accountant}", made)


def draw_subsidiary(facts: Books) -> Document:
    """The ledger of each account, one after another."""
    parts = [(each.name, _subsidiary(facts, each)) for each in facts.accounts]
    return bound(facts.front, WIDE, parts)


def _subsidiary(facts: Books, account: AccountLedger) -> Document:
    columns = (
        ListingColumn("日期", 7.0, "center"),
        ListingColumn("凭证字号", 5.5, "center"),
        ListingColumn("摘　　要", 20.0),
        ListingColumn("对方科目", 14.0),
        ListingColumn("借方", 9.0, kind="number"),
        ListingColumn("贷方", 9.0, kind="number"),
        ListingColumn("方向", 2.6, "center"),
        ListingColumn("余额", 9.0, kind="number"),
    )
    entries = map(partial(_subsidiary_entry, facts.known), account.ledger)
    book = AccountBook(columns, entries, carry=(4, 5), latest=(6, 7), label=2, size=9.5, row_mm=6.5)
    return _document(facts, account.name, book)


def _subsidiary_entry(known: chart.Chart, row: LedgerRow) -> LedgerEntry:
    names, balance = others(known, row.others), (ledgers.side(row.balance), amount(abs(row.balance)))
    cells = (row.day.isoformat(), row.number, row.summary, names, *_sides(row), *balance)
    return LedgerEntry(cells, (row.debit, row.credit) if row.sort == "entry" else (), row.sort == "month", _rule(row))


@dataclass(frozen=True)
class General:
    """The general ledger of some months."""

    unit: str
    period: When
    foot: str
    accounts: Sequence[tuple[str, Sequence[LedgerRow]]]


def gather_general(store: Store, book: Book, request: PrintRequest) -> General:
    """Every first-level account that anything stood in, with its months."""
    known, period = chart.read(book), when(request)
    first, last = months(book, period)
    turnover.need_begun(book, last)
    number = _named(known, request)
    found = [
        (f"{top} {known.name(top)}", rows) for top, rows in ledgers.general(book, first, last, first_level(number))
    ]
    foot = f"记账：{book.accountant}\t会计主管：{book.accountant}\t{printed_by(store)}"
    return General(unit_of(book), period, foot, found)


def draw_general(facts: General) -> Document:
    """One table: a band for each account, two lines for each of its months."""
    columns = (
        ListingColumn("期间", 8.0, "center"),
        ListingColumn("摘　　要", 12.0),
        ListingColumn("借方", 11.0, kind="number"),
        ListingColumn("贷方", 11.0, kind="number"),
        ListingColumn("方向", 4.0, "center"),
        ListingColumn("余额", 11.0, kind="number"),
    )
    rows: Iterable[Sequence[str] | Band] = chain.from_iterable(
        _general_rows(name, rows) for name, rows in facts.accounts
    )
    header = f"单位：{facts.unit}\t{period_words(facts.period)}\t单位：元"
    return Document(
        "总账",
        (Title("总　　账"), Listing(columns, rows, size=9.5, row_mm=6.5)),
        WIDE,
        header=header,
        closing=facts.foot,
        repeat_title=True,
    )


def _general_rows(name: str, rows: Sequence[LedgerRow]) -> Iterator[Sequence[str] | Band]:
    yield Band(name)
    for row in rows:
        balance = (ledgers.side(row.balance), amount(abs(row.balance)))
        yield (f"{row.day:%Y%m}", row.summary, *_sides(row), *balance)
