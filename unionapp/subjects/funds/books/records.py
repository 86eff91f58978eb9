"""Kinds of what books are kept in: sets of books, accounts, everyday matters, projects, opening balances, periods."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from unionapp.records.kind import Kind, Making, SavedRow
from unionapp.records.record import Record
from unionapp.store import editing
from unionapp.subjects.funds.books import account_words, chart
from unionapp.subjects.funds.books import rules as book_checks
from unionapp.subjects.funds.books.account_words import NEW_DETAIL
from unionapp.subjects.funds.books.models import Account, Book, Matter, Opening, Period, Project
from unionapp.subjects.funds.handouts.records import LIMITS


def chart_is_laid(saved: Sequence[SavedRow]) -> None:
    """With the first book come the accounts, the everyday matters and the local limits that ship."""
    by_model: dict[type[Record], Kind] = {Account: ACCOUNTS, Matter: MATTERS, LIMITS.model: LIMITS}
    for model, rows in chart.install():
        editing.put(by_model[model], rows, follow=False)


BOOKS = Kind(
    key="books",
    model=Book,
    title="账套",
    noun="账套",
    sole=True,
    right="books",
    columns=("name", "union", "sort", "since", "chair", "accountant", "cashier", "active"),
    sections={
        "账套": ("name", "union", "sort", "since", "standard", "active"),
        "签章": ("chair", "head", "accountant", "cashier", "auditor"),
        "规则": ("region", "title", "cash_limit"),
        "备注": ("remark",),
    },
    identity=("name",),
    search=("name",),
    filters=("union", "sort", "active"),
    order=("id",),
    fixed=("since",),
    moves=(book_checks.used_books_keep_their_beginning,),
    after=chart_is_laid,
    empty="还没有账套。点“新增”为本级工会建一套账，科目表随即配好；机关工会、代管的工会各建一套。",
    help="每个独立核算的工会一套账，互不相混。启用月份以前的余额在“期初余额”里录入。",
)

ACCOUNTS = Kind(
    key="accounts",
    model=Account,
    title="会计科目",
    noun="科目",
    right="books",
    columns=("number", "name", "type", "side", "money", "grassroots", "used", "locked"),
    sections={
        "科目": ("number", "name", "upper", "type", "side", "used", "grassroots", "locked"),
        "银行与账套": ("money", "bank", "bank_number", "book"),
        "说明": ("approved", "note"),
    },
    identity=("number",),
    search=("number", "name"),
    filters=("type", "used", "grassroots", "money"),
    order=("number",),
    fixed=("locked", "grassroots"),
    complete=book_checks.follow_account,
    rules=(book_checks.number_continues_the_chart,),
    moves=(book_checks.locked_accounts_stay,),
    after=book_checks.accounts_were_saved,
    removing=book_checks.only_own_accounts_go,
    empty="建立账套时，《工会会计制度》的科目表会自动配好。",
    help="《工会会计制度》（2021）的科目。一级科目不得增减改名；明细科目可在允许的科目下增设，编号接着上级科目往下排。",
)


def _detail_of(row: Any, book: int | None) -> Account | None:
    named = bool(row.account and row.account_name)
    return account_words.detail(chart.read(book), row.account, row.account_name) if named else None


def opening_detail(book_of: Callable[[Any], int | None]) -> Making:
    """How an import opens the detail account that a row names below one of the chart; `book_of` tells a row's books."""

    def words(row: Any) -> str:
        account = _detail_of(row, book_of(row))
        return f"{account.number} {account.name}" if account is not None else ""

    def make(row: Any) -> None:
        account = _detail_of(row, book_of(row))
        if account is not None:
            editing.put(ACCOUNTS, [account])

    return Making(words, make)


MATTERS = Kind(
    key="matters",
    model=Matter,
    title="经济事项",
    noun="事项",
    right="books",
    columns=("name", "way", "account", "pattern", "source", "limit", "used"),
    sections={
        "事项": ("name", "way", "account", "pattern", "words", "used"),
        "归类": ("nature", "economy", "source", "limit", "basis"),
    },
    identity=("name", "way"),
    search=("name", "account"),
    filters=("way", "used"),
    order=("way", "account", "id"),
    rules=(book_checks.matter_leads_to_an_account, book_checks.moving_matters_transfer),
    empty="建立账套时，常用的收支事项会自动配好。",
    help="收钱、付钱时用的通俗说法，例如“会费”“端午节慰问品”；程序按它找到科目，生成借贷分录。",
)

PROJECTS = Kind(
    key="projects",
    model=Project,
    title="项目",
    noun="项目",
    right="books",
    columns=("name", "book", "earmarked", "source", "amount", "since", "until", "closed"),
    sections={
        "项目": ("book", "name", "code", "earmarked", "source", "amount", "document"),
        "使用": ("accounts", "since", "until", "leader", "closed", "remark"),
    },
    identity=("book", "name"),
    search=("name", "code", "document"),
    filters=("book", "earmarked", "closed"),
    order=("closed", "-id"),
    rules=(book_checks.project_ends_after_it_begins,),
    moves=(book_checks.project_stays_in_its_book,),
    empty="还没有项目。上级下达的专项资金（帮扶、送温暖等）在这里登记，收支时选用，专款专用。",
    help="专项资金和本级项目。标为“专项”的，年末转入“工会资金结转”，结余要在期限内用完。",
)

OPENINGS = Kind(
    key="openings",
    model=Opening,
    title="期初余额",
    noun="期初余额",
    right="books",
    columns=("book", "year", "account", "account_name", "debit", "credit", "project", "party"),
    sections={"期初余额": ("book", "year", "account", "account_name", "debit", "credit", "project", "party")},
    sheet=("account", "account_name", "debit", "credit", "year"),
    identity=("book", "year", "account", "project", "party"),
    loose=("project", "party"),
    amounts=("debit", "credit"),
    sides="balance",
    summed="account",
    making={NEW_DETAIL: opening_detail(lambda row: row.book_id)},
    search=("account", "account_name"),
    filters=("book", "year"),
    order=("book", "-year", "account"),
    complete=book_checks.follow_opening,
    worded=("account", "account_name"),
    rules=(
        book_checks.opening_account_takes_entries,
        book_checks.opening_has_one_side,
        book_checks.opening_of_money_is_there,
        book_checks.opening_is_of_the_first_year,
        book_checks.opening_precedes_closing,
    ),
    moves=(book_checks.opening_stays_once_closed,),
    after=book_checks.openings_were_saved,
    removing=book_checks.only_open_openings_go,
    empty="还没有期初余额。启用账套时录入或从 Excel 导入各科目的余额，借贷必须相等；以后各年由年结自动结转。",
    help="账套启用时各科目的余额（元）。年度中间启用的，填启用月份月初的余额。以后每年的期初由上年结转，不用再录。",
)

PERIODS = Kind(
    key="periods",
    model=Period,
    title="会计期间",
    noun="结账",
    right="books",
    columns=("book", "year", "month", "day", "by", "vouchers", "last"),
    sections={"结账": ("book", "year", "month", "day", "by", "vouchers", "last", "unreconciled", "chain")},
    identity=("book", "year", "month"),
    loose=("month",),
    filters=("book", "year"),
    order=("-year", "-month"),
    by_hand=False,
    append_only=True,
    empty="还没有结过账。每月凭证全部记账、对好银行账以后，在“结账”里结账。",
    help="已结账的月份和年度。结账以后不再接受这个月的凭证，也不能反结账；错误在以后的月份更正。",
)

KINDS: tuple[Kind, ...] = (BOOKS, ACCOUNTS, MATTERS, PROJECTS, OPENINGS, PERIODS)
