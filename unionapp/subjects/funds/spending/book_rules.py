"""What audits ask of a book at the end of a month, as warnings: its vouchers, its cash box, what has long been owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from unionapp.errors import Problem
from unionapp.records import search
from unionapp.subjects.funds import thresholds
from unionapp.subjects.funds.banking import cash
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.spending import ageing, rules
from unionapp.subjects.funds.spending.rules import doubt
from unionapp.subjects.funds.vouchers import register
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine, VoucherPaper
from unionapp.values import money
from unionapp.values.periods import Month, add_years


def of_book(book: Book, month: Month) -> list[Problem]:
    """What the rules say of a book at the end of a month: its vouchers, its cash box, what has long been owed."""
    return [*_of_vouchers(book, month), *_of_cash(book, month), *_of_debts(book, month.last())]


def _of_vouchers(book: Book, month: Month) -> list[Problem]:
    vouchers = list(
        Voucher.select().where((Voucher.book == book.id) & (Voucher.month == str(month))).order_by(Voucher.id)
    )
    lines = register.by_voucher(VoucherLine, vouchers)
    papers = register.by_voucher(VoucherPaper, vouchers)
    search.fetch_link([line for several in lines.values() for line in several], VoucherLine.project)
    for each in vouchers:
        each.book = book
    return [
        replace(problem, message=f"{each.label}：{problem.message}")
        for each in vouchers
        for problem in rules.of_voucher(each, lines.get(each.id, []), papers.get(each.id, []))
    ]


def _of_cash(book: Book, month: Month) -> list[Problem]:
    found = []
    for each in cash.days(book, month):
        if each.income > each.banked and each.spent > 0:
            message = f"{each.day} 收到现金 {money.show(each.income)} 元没有全部送存银行，当日又支出现金，可能是坐支。"
            found.append(doubt("", message, f"{thresholds.CASH_RULES}：不得坐支", "spent-from-income"))
        if book.cash_limit and each.balance > book.cash_limit:
            message = f"{each.day} 库存现金 {money.show(each.balance)} 元，超过限额 {money.show(book.cash_limit)} 元。"
            found.append(doubt("", message, f"{thresholds.CASH_RULES}：库存现金限额", "cash-limit"))
    return found


def _of_debts(book: Book, today: date) -> list[Problem]:
    return [
        problem
        for each in ageing.open_items(book, today)
        for problem in aged(each.kind, each.party, each.fen, each.since, today)
    ]


def aged(kind: str, party: str, fen: int, since: date, today: date) -> list[Problem]:
    """What is owed to or by somebody for longer than the years that the settings name."""
    if today < add_years(since, thresholds.OLD.value):
        return []
    whose = f"“{party}”" if party else "（未写往来单位）"
    old = kind == "其他应收款" and today >= add_years(since, thresholds.VERY_OLD.value)
    ending = "逾期三年以上的报批核销。" if old else "请清理。"
    article = thresholds.VERY_OLD.source if old else thresholds.OLD.source
    return [doubt("", f"{kind}{whose} {money.show(fen)} 元，自 {since} 起挂账。{ending}", article, "aged")]
