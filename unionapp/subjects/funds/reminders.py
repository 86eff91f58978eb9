"""What is due in funds: months to close, vouchers to post, dues in arrears, projects past their day, old debts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import peewee

from unionapp.records import search
from unionapp.records.duty import Duty
from unionapp.records.search import Condition
from unionapp.subjects.funds import thresholds
from unionapp.subjects.funds.banking import reconciling
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.models import Book, Project
from unionapp.subjects.funds.income import dues
from unionapp.subjects.funds.spending import ageing, book_rules
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.subjects.funds.vouchers.states import VoucherState
from unionapp.subjects.members import rules as member_rules
from unionapp.values.periods import Month, add_days, months_between
from unionapp.values.present import present

CLOSING = f"{thresholds.SYSTEM_2021}第6条：月度结账"
POSTING = "财会〔2024〕12号第24条：结账前凭证全部记账"
RECONCILING = f"{thresholds.SYSTEM_2021}第29条：每月至少对账一次"
EARMARKED = f"{thresholds.SYSTEM_2021}第22条：专款专用"


def all_due(today: date) -> list[Duty]:
    """Everything of funds that is due, book by book."""
    found = []
    for book in books.active():
        for part in (_unclosed, _unposted, _unreconciled, _arrears, _projects, _debts):
            found += list(part(book, today))
    return found


def _unclosed(book: Book, today: date) -> Iterator[Duty]:
    """Past months that have vouchers, or lie before one that has, and are not closed: one line for all of them.

    A month is closed within the next one.
    """
    rows = Voucher.select(peewee.fn.MIN(Voucher.month)).where(Voucher.book == book.id, Voucher.month != "")
    if not rows.scalar():
        return
    last = Month.of(today).previous()
    waiting = [each for each in months_between(books.since(book), last) if not books.is_closed(book.id, str(each))]
    if waiting:
        span = waiting[0].chinese() if len(waiting) == 1 else f"{waiting[0].chinese()}至{waiting[-1].chinese()}"
        text = f"{book.name}：{span}还没有结账。"
        yield Duty("closing", "periods", 0, waiting[0].next().last(), text, CLOSING, len(waiting) > 1)


def _unposted(book: Book, today: date) -> Iterator[Duty]:
    """How many vouchers of past months wait to be approved or posted."""
    month = str(Month.of(today))
    where = (
        Condition("book", "=", book.id),
        Condition("state", "in", (VoucherState.DRAFT, VoucherState.APPROVED)),
        Condition("month", "!=", ""),
        Condition("month", "<", month),
    )
    number = search.count(VOUCHERS, search.Query(where=where))
    if number:
        text = f"{book.name}：以前月份还有 {number} 张凭证没有记账。"
        yield Duty("unposted", "vouchers", 0, None, text, POSTING, True, number, where)


def _unreconciled(book: Book, today: date) -> Iterator[Duty]:
    """The bank accounts of last month that nobody reconciled; there is time until the end of this one."""
    month = Month.of(today).previous()
    if month < books.since(book) or books.is_closed(book.id, str(month)):
        return
    for number in reconciling.unreconciled(book, month):
        text = f"{book.name}：{month.chinese()}银行存款 {number} 还没有对账。"
        yield Duty("reconciling", "reconciliations", 0, month.next().last(), text, RECONCILING, False)


def _arrears(book: Book, today: date) -> Iterator[Duty]:
    """How many members have not paid dues for months on end."""
    found = dues.arrears(book, today)
    if found:
        months = member_rules.BEHIND_MONTHS
        text = f"{book.name}：{len(found)} 名会员已连续 {months.value} 个月以上没有交会费。"
        members = tuple(each.member.id for each in found)
        where = (Condition("book", "=", book.id), Condition("member", "in", members), Condition("paid", "empty"))
        yield Duty("arrears", "dues", 0, None, text, months.source, False, len(found), where)


def _projects(book: Book, today: date) -> Iterator[Duty]:
    """Projects whose money was to be used by a day that has passed or is near."""
    soon = add_days(today, thresholds.PROJECT_DAYS.value)
    where = (Project.book == book.id) & (Project.until <= soon) & (Project.closed.is_null() | ~Project.closed)
    for each in Project.select().where(where).order_by(Project.until):
        late = present(each.until) < today
        words = f"已于 {each.until} 到期" if late else f"应在 {each.until} 前用完"
        text = f"{book.name}：项目“{each.name}”的资金{words}。"
        yield Duty("projects", "projects", each.id, each.until, text, EARMARKED, late)


def _debts(book: Book, today: date) -> Iterator[Duty]:
    """What has been owed for longer than the settings allow: one line for each."""
    for each in ageing.open_items(book, today):
        for problem in book_rules.aged(each.kind, each.party, each.fen, each.since, today):
            where = (Condition("account", "=", each.account), Condition("party", "=", each.party))
            text = f"{book.name}：{problem.message}"
            yield Duty("debts", "voucher-lines", 0, None, text, problem.article, False, 1, where)
