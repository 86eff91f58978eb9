"""The papers of funds: vouchers, account books, statements, and what goes with spending."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from unionapp.paper.document import Document
from unionapp.paper.paper import Paper, PrintRequest, Question, Sort
from unionapp.records.kind import Kind
from unionapp.store.store import Store
from unionapp.subjects.funds.books.account_groups import BANK, CASH
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.pages import BOOK, WHOLE, T, drawn, of_book
from unionapp.subjects.funds.spending import papers as spending
from unionapp.subjects.funds.statements import ledger_papers as ledgers
from unionapp.subjects.funds.statements import monthly_papers as monthly
from unionapp.subjects.funds.statements import papers as statements
from unionapp.subjects.funds.statements import statements as reckoning
from unionapp.subjects.funds.statements.ledger_papers import ACCOUNT
from unionapp.subjects.funds.vouchers import papers as vouchers
from unionapp.subjects.funds.vouchers.records import VOUCHERS


def _paper(
    id: str,
    title: str,
    sort: Sort,
    gather: Callable[[Store, Book, PrintRequest], T],
    draw: Callable[[T], Document],
    asks: tuple[Question, ...] = (BOOK, WHOLE),
    of: Kind | None = None,
    help: str = "",
) -> Paper:
    """A paper of one book and a month of it, or the whole year."""
    return Paper(id, title, sort, of_book(gather), drawn(title, draw), of=of, takes=("month",), asks=asks, help=help)


_BOOKS: tuple[Paper, ...] = (
    _paper(
        "cash-journal",
        "现金日记账",
        "book",
        partial(ledgers.gather_journal, title="现金日记账", top=CASH),
        partial(ledgers.draw_journal, bank=False),
        (BOOK, WHOLE, ACCOUNT),
    ),
    _paper(
        "bank-journal",
        "银行存款日记账",
        "book",
        partial(ledgers.gather_journal, title="银行存款日记账", top=BANK),
        partial(ledgers.draw_journal, bank=True),
        (BOOK, WHOLE, ACCOUNT),
    ),
    _paper("general-ledger", "总账", "book", ledgers.gather_general, ledgers.draw_general, (BOOK, WHOLE, ACCOUNT)),
    _paper(
        "subsidiary-ledger",
        "明细账",
        "book",
        ledgers.gather_subsidiary,
        ledgers.draw_subsidiary,
        (BOOK, WHOLE, ACCOUNT),
    ),
    _paper("monthly-ledger", monthly.TITLE, "book", monthly.gather(public=False), monthly.draw, (BOOK,)),
    _paper(
        "monthly-ledger-public",
        monthly.PUBLIC_TITLE,
        "book",
        monthly.gather(public=True),
        monthly.draw,
        (BOOK,),
        help="贴出来的一份：隐去证件号、卡号、电话、住址和经办人。",
    ),
)
_STATEMENTS: tuple[Paper, ...] = (
    _paper(
        "balance-sheet",
        "资产负债表",
        "form",
        statements.gather(reckoning.balance_sheet),
        statements.draw_balance_sheet,
    ),
    _paper(
        "income-expenditure",
        "收入支出表",
        "form",
        statements.gather(reckoning.income_expenditure),
        statements.draw_income_expenditure,
    ),
    _paper(
        "trial-balance",
        "科目余额表",
        "book",
        statements.gather(reckoning.trial_balance),
        statements.draw_trial_balance,
    ),
)
PAPERS: tuple[Paper, ...] = (
    _paper("voucher", "记账凭证", "list", vouchers.gather, vouchers.draw, of=VOUCHERS),
    _paper("voucher-cover", "记账凭证封面", "form", vouchers.gather_cover, vouchers.draw_cover, (BOOK,), VOUCHERS),
    *_BOOKS,
    *_STATEMENTS,
    *spending.PAPERS,
)
