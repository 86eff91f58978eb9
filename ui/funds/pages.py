"""The pages of 经费: what is done every day, every month, every year, and what is set up once."""

from __future__ import annotations

from unionapp.subjects.funds.assets.records import ASSETS
from unionapp.subjects.funds.banking.records import BANK_LINES, CASH_COUNTS, RECONCILIATIONS
from unionapp.subjects.funds.books.records import ACCOUNTS, BOOKS, MATTERS, OPENINGS, PERIODS, PROJECTS
from unionapp.subjects.funds.budgeting.records import BUDGET_LINES, BUDGETS
from unionapp.subjects.funds.handouts.records import HANDOUT_LINES, HANDOUTS, LIMITS
from unionapp.subjects.funds.income.records import CONTRIBUTIONS, DUES
from unionapp.subjects.funds.records import KINDS
from unionapp.subjects.funds.vouchers.records import VOUCHER_LINES, VOUCHER_PAPERS, VOUCHERS

from ui.page_spec import SETTINGS, of_kind, page, parted, whole

DAILY, MONTHLY, YEARLY = "每天", "每月", "每年"
_OF_BOOK = "ui.funds.records_page:book_records_page"

_DAILY = (
    parted(
        "记账",
        page(VOUCHERS.key, "凭证", "ui.funds.vouchers_page:vouchers_page"),
        of_kind(VOUCHER_LINES, "ui.funds.books_pages:lines_page", title="全部分录"),
        of_kind(VOUCHER_PAPERS, title="全部原始凭证"),
        group=DAILY,
    ),
    parted(
        "慰问发放",
        page(HANDOUTS.key, "各次发放", "ui.funds.handouts_page:handouts_page"),
        of_kind(HANDOUT_LINES, title="全部名单"),
        group=DAILY,
    ),
    of_kind(DUES, "ui.funds.dues_page:dues_page", group=DAILY),
    of_kind(CONTRIBUTIONS, "ui.funds.dues_page:contributions_page", group=DAILY),
)
_MONTHLY = (
    parted(
        "银行对账",
        page("reconciling", "对账", "ui.funds.reconciling_page:ReconcilingPage"),
        of_kind(BANK_LINES, shared=_OF_BOOK, title="对账单"),
        of_kind(RECONCILIATIONS, shared=_OF_BOOK, title="对账记录"),
        group=MONTHLY,
    ),
    of_kind(CASH_COUNTS, shared=_OF_BOOK, group=MONTHLY),
    page("ledgers", "账簿", "ui.funds.ledgers_page:LedgersPage", group=MONTHLY),
    page("statements", "报表", "ui.funds.statements_page:StatementsPage", group=MONTHLY),
    parted(
        "结账",
        page("closing", "结账与存档", "ui.funds.closing_page:ClosingPage"),
        of_kind(PERIODS, title="已结账的月份"),
        group=MONTHLY,
    ),
)
_YEARLY = (
    parted(
        "预算",
        page(BUDGETS.key, "各年预算", "ui.funds.budgets_page:budgets_page"),
        of_kind(BUDGET_LINES, title="全部明细"),
        group=YEARLY,
    ),
    of_kind(PROJECTS, group=YEARLY),
    of_kind(ASSETS, group=YEARLY),
)
_SET_UP = (
    of_kind(BOOKS, group=SETTINGS),
    of_kind(OPENINGS, "ui.funds.books_pages:openings_page", group=SETTINGS),
    of_kind(ACCOUNTS, "ui.funds.books_pages:accounts_page", group=SETTINGS),
    of_kind(MATTERS, group=SETTINGS),
    of_kind(LIMITS, group=SETTINGS),
)
_FRONT = page("funds-front", "首页", "ui.funds.front_page:front_page")
PAGES = whole((_FRONT, *_DAILY, *_MONTHLY, *_YEARLY, *_SET_UP), KINDS)
