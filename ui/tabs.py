"""What the window holds: its tabs, and the pages of each, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from unionapp.later import later
from unionapp.records.kind import Kind
from unionapp.store import own
from unionapp.subjects.activities import records as activities
from unionapp.subjects.elections import records as elections
from unionapp.subjects.funds import records as funds
from unionapp.subjects.members import records as members
from unionapp.subjects.relations import records as relations
from unionapp.subjects.service import records as service
from unionapp.subjects.service.campaigns import records as service_campaigns
from unionapp.subjects.service.households import records as service_families
from unionapp.subjects.unions import records as unions

from ui.office import workbench_page as workbench
from ui.session import Session

if TYPE_CHECKING:
    from ui.activities import activities_page as activity_pages
    from ui.activities import figures_page as activity_figures
    from ui.activities import took
    from ui.elections import elections_page as election_pages
    from ui.exchange import page as exchange
    from ui.funds import books_pages as fund_books
    from ui.funds import budgets_page as budget_pages
    from ui.funds import closing_page as closing
    from ui.funds import dues_page as due_pages
    from ui.funds import handouts_page as handouts
    from ui.funds import ledgers_page as ledgers
    from ui.funds import reconciling_page as reconciling
    from ui.funds import records_page
    from ui.funds import statements_page as statements
    from ui.funds import vouchers_page as voucher_pages
    from ui.members import members_page as member_pages
    from ui.office import backups_page as backups
    from ui.office import journal_page, papers_page
    from ui.office import operators_page as operators
    from ui.records import record_page
    from ui.relations import links_page as links
    from ui.service import campaigns_page as campaigns
    from ui.service import counter_page as service_counter
    from ui.service import figures_page as service_figures
    from ui.service import households_page as households
else:
    exchange, record_page = later("ui.exchange.page"), later("ui.records.record_page")
    backups, journal_page = later("ui.office.backups_page"), later("ui.office.journal_page")
    operators, papers_page = later("ui.office.operators_page"), later("ui.office.papers_page")
    member_pages = later("ui.members.members_page")
    activity_pages, activity_figures = later("ui.activities.activities_page"), later("ui.activities.figures_page")
    took = later("ui.activities.took")
    election_pages = later("ui.elections.elections_page")
    voucher_pages, fund_books = later("ui.funds.vouchers_page"), later("ui.funds.books_pages")
    ledgers, statements, closing = (
        later("ui.funds.ledgers_page"),
        later("ui.funds.statements_page"),
        later("ui.funds.closing_page"),
    )
    budget_pages, due_pages = later("ui.funds.budgets_page"), later("ui.funds.dues_page")
    records_page = later("ui.funds.records_page")
    service_counter, service_figures = later("ui.service.counter_page"), later("ui.service.figures_page")
    links, households = later("ui.relations.links_page"), later("ui.service.households_page")
    campaigns = later("ui.service.campaigns_page")
    reconciling, handouts = later("ui.funds.reconciling_page"), later("ui.funds.handouts_page")


@dataclass(frozen=True)
class PageSpec:
    """One page: its key (a kind's where it shows a kind), its title, how it is made, and what F1 says."""

    key: str
    title: str
    factory: Callable[[Session], QWidget]
    help: Callable[[], str] = str
    holds: tuple[str, ...] = ()
    """Further kinds whose records are shown here, within what they belong to."""


@dataclass(frozen=True)
class Tab:
    """A tab and its pages."""

    title: str
    pages: tuple[PageSpec, ...]


def of_kind(kind: Kind, factory: Callable[[Session], QWidget] | None = None) -> PageSpec:
    """The page of a kind: search, table, editor, import, export and papers; `factory` makes one with more actions."""
    return PageSpec(
        kind.key, kind.title, factory or (lambda session: exchange.page_of(session, kind)), lambda: kind.help
    )


_MEMBER_PAGES: Mapping[str, Callable[[Session], QWidget]] = {
    "members": lambda session: member_pages.members_page(session),
    "applications": lambda session: member_pages.applications_page(session),
    "membership-changes": lambda session: member_pages.changes_page(session),
}

WORKBENCH = PageSpec("workbench", "工作台", workbench.Workbench, lambda: "要办的事按轻重排列，点一下就打开那条记录。")
PAPERS = PageSpec("papers", "打印表格", lambda session: papers_page.PapersPage(session), lambda: papers_page.HELP)
BACKUPS = PageSpec("backups", "备份与恢复", lambda session: backups.BackupsPage(session), lambda: backups.HELP)
OPERATORS = PageSpec(
    "operators", "操作员与密码", lambda session: operators.OperatorsPage(session), lambda: operators.HELP
)
JOURNAL = PageSpec("journal", "操作日志", lambda session: journal_page.JournalPage(session), lambda: journal_page.HELP)
SETTINGS = of_kind(own.SETTINGS, lambda session: record_page.RecordPage(session, own.SETTINGS, rows_fixed=True))

ELECTIONS = (
    PageSpec("terms", "届期一览", lambda session: election_pages.terms_page(session), lambda: elections.TERMS.help),
    PageSpec(
        "elections",
        "换届选举",
        lambda session: election_pages.elections_page(session),
        lambda: elections.ELECTIONS.help,
        ("election-steps", "bodies", "rounds", "ballots", "nominations"),
    ),
    *(of_kind(kind) for kind in (elections.DELEGATES, elections.CANDIDATES, elections.CONSTITUENCIES)),
    of_kind(elections.TERM_CHANGES),
    PageSpec("practice", "练习计票", lambda session: election_pages.PracticePage(session), lambda: election_pages.HELP),
)

ACTIVITIES = (
    PageSpec(
        "activities",
        "活动台账",
        lambda session: activity_pages.activities_page(session),
        lambda: activities.ACTIVITIES.help,
        ("activity-events", "activity-prizes", "activity-results", "activity-lessons", "activity-photos"),
    ),
    PageSpec(
        "activity-figures",
        "活动统计",
        lambda session: activity_figures.ActivityFiguresPage(session),
        lambda: activity_figures.HELP,
    ),
    of_kind(activities.PROPOSALS, lambda session: activity_pages.proposals_page(session)),
    of_kind(activities.PARTICIPANTS, lambda session: activity_pages.participants_page(session)),
    of_kind(activities.COSTS, lambda session: activity_pages.costs_page(session)),
)

_FUND_KINDS: Mapping[str, Kind] = {kind.key: kind for kind in funds.KINDS}
_FUND_PAGES: Mapping[str, Callable[[Session], QWidget]] = {
    "vouchers": lambda session: voucher_pages.vouchers_page(session),
    "accounts": lambda session: fund_books.accounts_page(session),
    "openings": lambda session: fund_books.openings_page(session),
    "voucher-lines": lambda session: fund_books.lines_page(session),
    "reconciliations": lambda session: records_page.book_records_page(session, _FUND_KINDS["reconciliations"]),
    "bank-lines": lambda session: records_page.book_records_page(session, _FUND_KINDS["bank-lines"]),
    "cash-counts": lambda session: records_page.book_records_page(session, _FUND_KINDS["cash-counts"]),
    "budgets": lambda session: budget_pages.budgets_page(session),
    "dues": lambda session: due_pages.dues_page(session),
    "contributions": lambda session: due_pages.contributions_page(session),
    "handouts": lambda session: handouts.handouts_page(session),
}
"""Pages of kinds of funds that do more than a table with an editor."""


def _funds(*keys: str) -> tuple[PageSpec, ...]:
    return tuple(of_kind(_FUND_KINDS[key], _FUND_PAGES.get(key)) for key in keys)


FUNDS = (
    PageSpec("vouchers", "记账", _FUND_PAGES["vouchers"], lambda: voucher_pages.HELP),
    PageSpec("ledgers", "账簿", lambda session: ledgers.LedgersPage(session), lambda: ledgers.HELP),
    PageSpec("statements", "报表", lambda session: statements.StatementsPage(session), lambda: statements.HELP),
    PageSpec("closing", "结账", lambda session: closing.ClosingPage(session), lambda: closing.HELP, ("periods",)),
    PageSpec(
        "reconciling", "与银行对账", lambda session: reconciling.ReconcilingPage(session), lambda: reconciling.HELP
    ),
    PageSpec(
        "reconciliations", "对账记录", _FUND_PAGES["reconciliations"], lambda: _FUND_KINDS["reconciliations"].help
    ),
    *_funds("bank-lines", "cash-counts", "budgets", "handouts", "dues", "contributions"),
    *_funds("projects", "assets", "books", "openings", "accounts", "matters", "limits"),
    *_funds("voucher-lines", "voucher-papers", "budget-lines", "handout-lines", "periods"),
)

_UNION_PAGES: Mapping[str, Callable[[Session], QWidget]] = {
    "unions": lambda session: exchange.page_of(session, unions.UNIONS, sort=took.TookPage),
}

_SERVICE_PAGES: Mapping[str, PageSpec] = {
    "aid-campaigns": of_kind(service_campaigns.AID_CAMPAIGNS, lambda session: campaigns.campaigns_page(session)),
    "households": of_kind(service_families.HOUSEHOLDS, lambda session: households.households_page(session)),
    "link-board": PageSpec("link-board", "双联调度", lambda session: links.LinksPage(session), lambda: links.HELP),
    "service-figures": PageSpec(
        "service-figures",
        "服务统计",
        lambda session: service_figures.ServiceFiguresPage(session),
        lambda: service_figures.HELP,
    ),
    "service-counter": PageSpec(
        "service-counter",
        "服务登记台",
        lambda session: service_counter.CounterPage(session),
        lambda: service_counter.HELP,
    ),
}
"""Pages of service that do more than a table with an editor."""
_SERVICE_ORDER = (
    *("households", "aid-campaigns", "service-counter", "service-log", "places"),
    *("service-figures", "link-board", "link-pairs", "link-visits", "link-reports", "stay-logs"),
    *("allowances", "family-members", "household-papers", "hardship-consents", "aid-plans", "aid-measures", "visits"),
    *("household-reviews", "aid-standards", "aid-recipients", "student-aids", "medical-aids", "aid-sites", "job-fairs"),
    "place-assessments",
)
"""What is opened every day first, what hangs on it after."""
_SERVICE_KINDS: Mapping[str, Kind] = {kind.key: kind for kind in (*service.KINDS, *relations.KINDS)}


def _service(*keys: str) -> tuple[PageSpec, ...]:
    return tuple(_SERVICE_PAGES.get(key) or of_kind(_SERVICE_KINDS[key]) for key in keys)


TABS: tuple[Tab, ...] = (
    Tab("工作台", (WORKBENCH,)),
    Tab("会员", tuple(of_kind(kind, _MEMBER_PAGES.get(kind.key)) for kind in members.KINDS)),
    Tab("换届选举", ELECTIONS),
    Tab("活动", ACTIVITIES),
    Tab("经费", FUNDS),
    Tab("组织建设", tuple(of_kind(kind, _UNION_PAGES.get(kind.key)) for kind in unions.KINDS)),
    Tab("职工服务", _service(*_SERVICE_ORDER)),
    Tab("资料与设置", (PAPERS, BACKUPS, OPERATORS, JOURNAL, SETTINGS, of_kind(own.CODES), of_kind(own.CHARACTERS))),
)
