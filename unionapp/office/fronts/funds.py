"""经费首页: what there is, what came and went this month, how much of the budget is used, and how far the month is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from unionapp.office.fronts.front import Bar, Fact, FactList, FrontView, Picture, waiting
from unionapp.records.lead import Lead
from unionapp.records.search import Condition
from unionapp.subjects.funds.banking import reconciling
from unionapp.subjects.funds.books import periods
from unionapp.subjects.funds.books.account_groups import BANK, CASH, SPENDING
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.budgeting import execution
from unionapp.subjects.funds.statements import flows, turnover
from unionapp.subjects.funds.vouchers import register
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.subjects.funds.vouchers.states import VoucherState
from unionapp.values import money
from unionapp.values.periods import Month

_YUAN = 100


def look(today: date) -> FrontView:
    """The figures of the own union's book as they stand."""
    book = periods.own()
    if book is None:
        return FrontView(empty="还没有账套。在“设置”下的“账套”里建一套账，填好期初余额，就可以记账。")
    month = max(Month.of(today), periods.since(book))
    months = flows.by_month(book, month.year)
    facts = (*_money(book, month), *_of_month(book, month, months), *_budget(book, month))
    purposes = [each for each in flows.by_purpose(book, month, SPENDING) if each.year or each.budget]
    spent = [
        Bar(each.label, (each.year // _YUAN,), Lead("budget-lines" if each.budget else "statements"))
        for each in purposes
        if each.year
    ]
    used = [Bar(each.label, (each.year, each.budget), Lead("budgets")) for each in purposes if each.budget]
    pictures = (
        Picture(
            f"{month.year}年各月收支",
            "元",
            [
                Bar(f"{each.month}月", (came // _YUAN, went // _YUAN), _vouchers(book, each))
                for each, came, went in months
            ],
            "pairs",
            ("收入", "支出"),
        ),
        Picture(f"{month.year}年支出按用途", "元", spent),
        Picture(f"{month.year}年预算执行", "%", used, "shares"),
    )
    return FrontView(facts, _course(book, today), (waiting(today, "funds"),), pictures)


def _money(book: Book, month: Month) -> Iterator[Fact]:
    """Cash and bank at the end of the month, as far as posted."""
    standing = turnover.balances(book, month)
    cash, bank = turnover.total(standing, CASH), turnover.total(standing, BANK)
    limit = book.cash_limit
    over = limit is not None and cash > limit
    yield Fact("库存现金", f"{money.show(cash)} 元", Lead("ledgers"), "warning" if over else "")
    if over:
        yield Fact("库存现金限额", f"{money.show(limit or 0)} 元", Lead("books", record=book.id), "warning")
    yield Fact("银行存款", f"{money.show(bank)} 元", Lead("ledgers"))


def _of_month(book: Book, month: Month, months: list[tuple[Month, int, int]]) -> Iterator[Fact]:
    """What came in and was spent in the month, as far as posted."""
    came, went = next((came, went) for each, came, went in months if each == month)
    lead = _vouchers(book, month)
    yield Fact(f"{month.month}月收入", f"{money.show(came)} 元", lead)
    yield Fact(f"{month.month}月支出", f"{money.show(went)} 元", lead)


def _budget(book: Book, month: Month) -> Iterator[Fact]:
    """How much of the year's planned spending is used."""
    whole = execution.execution(book, month.year, month)[-1:]
    for row in whole:
        if row.amount:
            share = (row.rate or 0) // 100
            yield Fact("支出预算已用", f"{share}%", Lead("budgets"), "warning" if share > 100 else "")


def _vouchers(book: Book, month: Month) -> Lead:
    where = (Condition("book", "=", book.id), Condition("month", "=", str(month)))
    return Lead(VOUCHERS.key, f"{month.chinese()}的凭证", where)


def _course(book: Book, today: date) -> FactList:
    """How far the month is that is closed next: drafts, then those approved, then the bank, then the closing."""
    last = periods.last_closed(book)
    if last is not None and last.month == 12 and not periods.is_year_closed(book.id, last.year):
        return FactList(f"{last.year}年度", [Fact("年终结账", "各月都已结账", Lead("closing"), "warning")], "")
    month = last.next() if last is not None else periods.since(book)
    counts = register.count_of_month(book, month)
    steps = [
        _step(book, month, "草稿", VoucherState.DRAFT, counts),
        _step(book, month, "待记账", VoucherState.APPROVED, counts),
        _bank(book, month),
        _close(month, today),
    ]
    return FactList(f"{month.chinese()}的账", steps, "")


def _step(book: Book, month: Month, words: str, state: str, counts: dict[str, int]) -> Fact:
    number = counts.get(state, 0)
    where = (Condition("book", "=", book.id), Condition("month", "=", str(month)), Condition("state", "=", state))
    lead = Lead(VOUCHERS.key, f"{month.chinese()} {words}", where)
    return Fact(words, f"{number} 张", lead, "warning" if number else "good")


def _bank(book: Book, month: Month) -> Fact:
    waiting = reconciling.unreconciled(book, month)
    text = f"{len(waiting)} 个账户没对" if waiting else "已对好"
    return Fact("对账", text, Lead("reconciling"), "warning" if waiting else "good")


def _close(month: Month, today: date) -> Fact:
    over = month < Month.of(today)
    return Fact("结账", "可以办" if over else f"{month.last().month}月{month.last().day}日以后", Lead("closing"))
