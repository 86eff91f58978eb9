"""The pages of all tabs, one of them in front, and the way to any of them, to a record and to a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget
from unionapp.errors import Refused
from unionapp.later import later
from unionapp.records.search import Condition
from unionapp.store.drafts import Unsaved
from unionapp.store.option_changes import SETTINGS

from ui import tabs
from ui.kit import messages
from ui.kit.actions import ActionBar
from ui.kit.leaving import MayLeave
from ui.records.conditions import Filter
from ui.records.writing import OPENED
from ui.session import Session
from ui.window.tab_view import TabView

if TYPE_CHECKING:
    from ui.office import papers_page, settings_page
    from ui.records import record_page
else:
    papers_page = later("ui.office.papers_page")
    settings_page = later("ui.office.settings_page")
    record_page = later("ui.records.record_page")

_GONE = "{called}已经不在了（被删除，或新增它的那一步已撤销），上次填的内容没有地方可放，仍替您留着。"
_OTHER_NAMES = {"backup": "backups", "periods": "closing"}
"""Pages for which reminders ask under another key."""


class Pages(QStackedWidget):
    """Follows the tabs above, and goes where the session wants to."""

    def __init__(self, session: Session, bar: QTabBar) -> None:
        super().__init__()
        self.bar = bar
        self._session = session
        self._journal = session.store.journal
        session.drafts.front = lambda: self.view.spec.key
        self.views = [TabView(session, tab) for tab in tabs.readable()]
        for view in self.views:
            self.addWidget(view)
            view.turned.connect(self.fit)
        bar.currentChanged.connect(self.show_tab)
        session.page_wanted.connect(self.show_wanted)
        session.record_wanted.connect(self.show_record)
        session.rows_wanted.connect(self.show_rows)
        session.deed_wanted.connect(self.begin_deed)

    @property
    def view(self) -> TabView:
        """The tab in front."""
        return self.views[self.currentIndex()]

    def fit(self) -> None:
        """Make the lists on the left as wide as the size of text and the clerk want them."""
        for view in self.views:
            view.fit()

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

    def show_setting(self, title: str) -> None:
        """Show a setting on the page of settings."""
        page = self.show_page(SETTINGS.key)
        if isinstance(page, settings_page.SettingsPage):
            page.search.setText(title)

    def do(self, key: str, action: str) -> None:
        """Go to a page and do what it calls so; what needs a row first is said."""
        page = self.show_page(key)
        bars = page.findChildren(ActionBar) if page is not None else []
        found = next((command for bar in bars for command in bar.commands(action) if command.isVisible()), None)
        if found is None or found.isEnabled():
            QTimer.singleShot(0, found.trigger if found is not None else self.view.setFocus)
        else:
            words = found.text().rstrip("…")
            messages.toast(self, found.statusTip() or f"先在这里选中要办的一条，再点“{words}”")

    def may_leave(self) -> bool:
        """Whether all pages may go; asks where something typed would be lost."""
        pages = [page for view in self.views for page in view.made() if isinstance(page, MayLeave)]
        return all(page.may_leave() for page in pages)

    def take_up(self, draft: Unsaved) -> None:
        """Open what a draft was typed in, which takes it up; of a dialog the page that it stood over."""
        self._session.drafts.wanted.add(draft.id)
        sort, key, row, *_ = [*draft.place.split("/"), "", ""]
        page = self.show_page(key if sort == OPENED else draft.page)
        if sort == OPENED and isinstance(page, record_page.RecordPage):
            if row and not page.list.records([int(row)]):
                messages.warn(self, _GONE.format(called=draft.called))
            elif row:
                page.edit(int(row))
            else:
                page.new()
        elif sort != "counter":
            messages.toast(self, f"请在这里再打开{draft.called}，上次填的内容会自动恢复")
