"""The pages of all tabs, one of them in front, and the way to any of them, to a record and to a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget
from unionapp.errors import Refused
from unionapp.later import later
from unionapp.records.search import Condition

from ui import tabs
from ui.kit import messages
from ui.records.conditions import Filter
from ui.session import Session
from ui.window.tab_view import TabView

if TYPE_CHECKING:
    from ui.office import papers_page
    from ui.records import record_page
else:
    papers_page = later("ui.office.papers_page")
    record_page = later("ui.records.record_page")

_OTHER_NAMES = {"backup": "backups", "periods": "closing"}
"""Pages for which reminders ask under another key."""


class Pages(QStackedWidget):
    """Follows the tabs above, and goes where the session wants to."""

    def __init__(self, session: Session, bar: QTabBar) -> None:
        super().__init__()
        self.bar = bar
        self._journal = session.store.journal
        self.views = [TabView(session, tab) for tab in tabs.readable()]
        for view in self.views:
            self.addWidget(view)
        bar.currentChanged.connect(self.show_tab)
        session.page_wanted.connect(self.show_wanted)
        session.record_wanted.connect(self.show_record)
        session.rows_wanted.connect(self.show_rows)
        session.deed_wanted.connect(self.begin_deed)

    @property
    def view(self) -> TabView:
        """The tab in front."""
        return self.views[self.currentIndex()]

    def show_tab(self, at: int) -> None:
        """Bring a tab to the front."""
        self.bar.setCurrentIndex(at)
        self.setCurrentIndex(at)
        self.views[at].begin(focused=not self.bar.hasFocus())

    def show_page(self, key: str) -> QWidget | None:
        """Bring a page to the front; None where no tab holds it, or the operator may not read it, which is said."""
        for at, view in enumerate(self.views):
            spec = view.tab.showing(key)
            if spec is not None:
                page = view.page(spec)
                self.show_tab(at)
                return page
        self._refuse(key)
        return None

    def _refuse(self, key: str) -> None:
        """Say that a page there is takes a right, and note that it was wanted."""
        spec = next((spec for tab in tabs.TABS if (spec := tab.showing(key)) is not None), None)
        try:
            if spec is not None:
                self._journal.need(spec.reading, f"查看{spec.title}")
        except Refused as refused:
            messages.report(self, refused)

    def show_wanted(self, key: str) -> None:
        """Bring the page to the front that is meant by a key."""
        self.show_page(_OTHER_NAMES.get(key, key))

    def show_record(self, key: str, row: int) -> None:
        """Open a record on the page of its kind; without a row the page alone."""
        page = self.show_page(key)
        if row and isinstance(page, record_page.RecordPage):
            page.show_of(key, row)

    def show_rows(self, key: str, words: str, conditions: tuple[Condition, ...]) -> None:
        """Show some records in the list of their kind, the first one chosen."""
        page = self.show_page(key)
        if isinstance(page, record_page.RecordPage):
            page.show_only(Filter(words, conditions))
            for first in page.list.table.rows.ids[:1]:
                page.list.table.go_to(first)

    def begin_deed(self, key: str, deed: str) -> None:
        """Begin something on the page of a kind, for the rows chosen there."""
        page = self.show_page(key)
        if isinstance(page, record_page.RecordPage):
            page.list.tools.command(deed).trigger()

    def show_paper(self, title: str) -> None:
        """Show a paper on the page of papers."""
        page = self.show_page("papers")
        if isinstance(page, papers_page.PapersPage):
            page.search.setText(title)

    def may_leave(self) -> bool:
        """Whether all pages may go; asks where something typed would be lost."""
        pages = [page for view in self.views for page in view.made() if isinstance(page, record_page.RecordPage)]
        return all(page.may_leave() for page in pages)
