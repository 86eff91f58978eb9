"""What stands against closing a month or a year on a day, and what should be looked at before.

《工会会计制度》财会〔2021〕7号; 财会〔2024〕12号 第24条.
"""

from __future__ import annotations

from datetime import date, timedelta

from unionapp.errors import Problem
from unionapp.subjects.funds import thresholds
from unionapp.subjects.funds.assets import actions as assets
from unionapp.subjects.funds.banking import reconciling
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books import closing_transfers as carrying
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.account_groups import is_pending
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.closing.moves import carried, positions_of
from unionapp.subjects.funds.statements import turnover
from unionapp.subjects.funds.vouchers import chain, overdrawn, register
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.values import money
from unionapp.values.periods import Month, months_of, year_last

CLOSING = "《会计软件基本功能和服务规范》财会〔2024〕12号 第24条"
YEAR_END = "《工会会计制度》附录1 321、322 科目"
WEAR = "《工会会计制度》第35条"
DEPRECIATION = "depreciation"
"""The rule that asks for the month's depreciation."""
EMPTY = "empty"
"""The rule that asks about a month without any voucher."""
_NAMED = 3
"""Vouchers named in a sentence that counts them."""


def ready_to_close(book: Book, month: Month, today: date, explanation: str = "") -> list[Problem]:
    """What stands against closing a month today; `explanation` says why a bank account was not reconciled, or why
    there is no voucher."""
    if books.is_closed(book.id, str(month)):
        return [_error(f"{month.chinese()}已经结账。", "closed")]
    return [
        *_over(f"{month.chinese()}", closable_from(month), today),
        *_in_turn(book, month),
        *_not_empty(book, month, explanation),
        *_worn(book, month),
        *_all_posted(book, month),
        *books.opening_problems(book, month.year),
        *chain.gaps(book, str(month)),
        *overdrawn.in_month(book, month),
        *_reconciled(book, month, explanation),
    ]


def closable_from(month: Month) -> date:
    """The first day on which a month may be closed: its last, or so many days before as the settings allow."""
    return month.last() - timedelta(min(max(thresholds.EARLY.value or 0, 0), thresholds.EARLIEST))


def _over(what: str, first: date, today: date) -> list[Problem]:
    """What is closed is over: no more is booked in it, and closing cannot be taken back."""
    if today >= first:
        return []
    return [_error(f"{what}还没有结束，{first} 起才能结账；结早了，以后的收支就记不进去了。", "early")]


def _not_empty(book: Book, month: Month, explanation: str) -> list[Problem]:
    """A month without any voucher may have been forgotten: it is said why there is none."""
    kept = Voucher.select().where(Voucher.book == book.id, Voucher.month == str(month)).exists()
    if kept or month < books.since(book) or explanation.strip():
        return []
    words = f"{month.chinese()}一张凭证也没有。漏记的请先补上；确实没有收支的，在结账时说明。"
    return [_error(words, EMPTY)]


def _error(words: str, rule: str, article: str = CLOSING) -> Problem:
    return Problem("", words, article, rule=rule)


def _in_turn(book: Book, month: Month) -> list[Problem]:
    """Months are closed one after the other, and a year begins after the one before was closed."""
    first = books.since(book)
    if month < first:
        return [_error(f"账套从{first.chinese()}启用，没有更早的月份可结。", "since")]
    if month == first:
        return []
    if month.month == 1 and not books.is_year_closed(book.id, month.year - 1):
        return [_error(f"{month.year - 1}年还没有年结，请先年结，再结{month.chinese()}的账。", "turn")]
    if month.month > 1 and not books.is_closed(book.id, str(month.previous())):
        return [_error(f"{month.previous().chinese()}还没有结账，请按月份先后结账。", "turn")]
    return []


def _worn(book: Book, month: Month) -> list[Problem]:
    """Fixed assets are written off month by month (《工会会计制度》第35条)."""
    fen = assets.due(book, month)
    if not fen:
        return []
    words = f"{month.chinese()}应提固定资产折旧 {money.show(fen)} 元，还没有提。请先提折旧，再审核、记账。"
    return [_error(words, DEPRECIATION, WEAR)]


def _all_posted(book: Book, month: Month) -> list[Problem]:
    left = register.waiting(book, month)
    if not left:
        return []
    named = "、".join(each.label for each in left[:_NAMED])
    more = "等" if len(left) > _NAMED else ""
    return [_error(f"{month.chinese()}还有 {len(left)} 张凭证没有记账：{named}{more}。请先审核、记账。", "unposted")]


def _reconciled(book: Book, month: Month, explanation: str) -> list[Problem]:
    """Every bank account is reconciled each month (《工会会计制度》第29条), or it is said why not."""
    known = chart.read(book)
    left = "、".join(f"{number} {known.name(number)}" for number in reconciling.unreconciled(book, month))
    if not left or explanation.strip():
        return []
    return [_error(f"{left}还没有对账。请先做银行对账，或在结账时说明原因。", "unreconciled", overdrawn.DAILY)]


def ready_to_close_year(book: Book, year: int, today: date) -> list[Problem]:
    """What stands against closing a year today, and what the clerk should look at before."""
    if books.is_year_closed(book.id, year):
        return [_error(f"{year}年已经年结。", "closed")]
    first = books.since(book)
    if year < first.year:
        return [_error(f"账套从{first.chinese()}启用，没有更早的年度可结。", "since")]
    if early := _over(f"{year}年", year_last(year), today):
        return early
    left = [month for month in months_of(year) if month >= first and not books.is_closed(book.id, str(month))]
    if left:
        return [_error(f"{'、'.join(month.chinese() for month in left)}还没有结账，请先逐月结账。", "turn")]
    return [*books.opening_problems(book, year), *_to_look_at(book, year)]


def _to_look_at(book: Book, year: int) -> list[Problem]:
    """Assets awaiting a decision, and finished projects with money left: warnings."""
    positions = positions_of(book, year)
    found = []
    pending = sum(fen for (account, _), fen in positions.items() if is_pending(account))
    if pending:
        words = f"“182 待处理财产损溢”还有余额 {money.show(pending)}，年末一般应处理完毕。"
        found.append(Problem("", words, "《工会会计制度》附录1 182 科目", "warning", "pending"))
    left = carried(positions, turnover.projects(book))
    for project in turnover.projects(book).values():
        over = -left.get((carrying.RELEASES, project.id), 0)
        if project.closed and project.earmarked and over:
            words = (
                f"项目“{project.name}”已完成，还有结转 {money.show(over)}；符合结余性质的，年结时可转入“工会资金结余”。"
            )
            found.append(Problem("", words, YEAR_END, "warning", "finished"))
    return found
