"""What the window holds: its tabs, and the pages of each, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget
from unionapp.records.kind import Kind
from unionapp.store import own
from unionapp.subjects.members import records as members
from unionapp.subjects.unions import records as unions

from ui.exchange import page_of
from ui.pages import backups, journal_page, operators, papers_page, workbench
from ui.pages import members as member_pages
from ui.record_page import RecordPage
from ui.session import Session


@dataclass(frozen=True)
class PageSpec:
    """One page: its key (a kind's where it shows a kind), its title, how it is made, and what F1 says."""

    key: str
    title: str
    factory: Callable[[Session], QWidget]
    help: str = ""


@dataclass(frozen=True)
class Tab:
    """A tab and its pages."""

    title: str
    pages: tuple[PageSpec, ...]


def of_kind(kind: Kind, factory: Callable[[Session], QWidget] | None = None) -> PageSpec:
    """The page of a kind: search, table, editor, import, export and papers; `factory` makes one with more actions."""
    return PageSpec(kind.key, kind.title, factory or (lambda session: page_of(session, kind)), kind.help)


_MEMBER_PAGES: Mapping[str, Callable[[Session], QWidget]] = {
    "members": member_pages.members_page,
    "applications": member_pages.applications_page,
    "membership-changes": member_pages.changes_page,
}

WORKBENCH = PageSpec("workbench", "工作台", workbench.Workbench, "要办的事按轻重排列，点一下就打开那条记录。")
PAPERS = PageSpec("papers", papers_page.TITLE, papers_page.PapersPage, papers_page.HELP)
BACKUPS = PageSpec("backups", "备份与恢复", backups.BackupsPage, backups.HELP)
OPERATORS = PageSpec("operators", "操作员与密码", operators.OperatorsPage, operators.HELP)
JOURNAL = PageSpec("journal", "操作日志", journal_page.JournalPage, journal_page.HELP)
SETTINGS = of_kind(own.SETTINGS, lambda session: RecordPage(session, own.SETTINGS, rows_fixed=True))

TABS: tuple[Tab, ...] = (
    Tab("工作台", (WORKBENCH,)),
    Tab("会员", tuple(of_kind(kind, _MEMBER_PAGES.get(kind.key)) for kind in members.KINDS)),
    Tab("组织建设", tuple(of_kind(kind) for kind in unions.KINDS)),
    Tab("资料与设置", (PAPERS, BACKUPS, OPERATORS, JOURNAL, SETTINGS, of_kind(own.CODES))),
)
