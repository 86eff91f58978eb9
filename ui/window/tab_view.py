"""One tab: the narrow list of its entries on the left, the page on the right; pages are made when first wanted."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.page_spec import PageSpec, Tab
from ui.session import Session
from ui.window import narrowing
from ui.window.entry_list import EntryList
from ui.window.parted_page import PartedPage


class TabView(QWidget):
    """The pages of one tab."""

    turned = Signal()
    """The clerk made the lists of all tabs narrow, or wide again."""

    def __init__(self, session: Session, tab: Tab) -> None:
        super().__init__()
        self.tab = tab
        self._session = session
        self._made: dict[str, QWidget] = {}
        self.list = EntryList(tab, session.remembered)
        self.stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side())
        row.addWidget(self.stack, 1)
        self.list.wanted.connect(self._show)
        self.list.entered.connect(self._enter)
        self.fit()

    def fit(self) -> None:
        """Make the list as wide as the size of text and the clerk want it."""
        self.list.fit()
        narrow = narrowing.is_narrow(self._session.remembered)
        self.narrow.setText("»" if narrow else "« 收起")
        self.narrow.setToolTip("展开左边的栏目" if narrow else "收起左边的栏目，给右边让地方")

    def _side(self) -> QWidget:
        """The list and, below it, what makes it narrow."""
        side = QWidget()
        side.setObjectName("side")
        self.narrow = QPushButton("« 收起")
        self.narrow.setFlat(True)
        self.narrow.setAccessibleName("收起或展开左边的栏目")
        self.narrow.clicked.connect(self._turn)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.narrow)
        side.setVisible(len(self.tab.entries) > 1)
        return side

    def _turn(self) -> None:
        narrowing.turn(self._session.remembered)
        self.turned.emit()

    @property
    def entry(self) -> PageSpec:
        """The entry in front, or the one that will be."""
        chosen = self.list.chosen()
        return next((entry for entry in self.tab.entries if entry.key == chosen), self.tab.entries[0])

    @property
    def spec(self) -> PageSpec:
        """The page in front, or the one that will be."""
        shown = self.stack.currentWidget()
        return shown.spec if isinstance(shown, PartedPage) else self.entry.pages[0]

    @property
    def front(self) -> QWidget:
        """The page in front."""
        shown = self.stack.currentWidget()
        return shown.front if isinstance(shown, PartedPage) else shown

    def made(self) -> Iterator[QWidget]:
        """The pages that exist already, those within an entry one by one."""
        for each in self._made.values():
            yield from each.made() if isinstance(each, PartedPage) else (each,)

    def heading(self) -> str:
        """What the page in front is called: its entry, and the part of it."""
        return self.entry.title + (f" · {self.spec.title}" if self.entry.parts else "")

    def made_of(self, key: str) -> QWidget | None:
        """The page of a key where it exists already."""
        for of_entry, each in self._made.items():
            if isinstance(each, PartedPage) and (part := each.made_of(key)) is not None:
                return part
            if of_entry == key and not isinstance(each, PartedPage):
                return each
        return None

    def begin(self, focused: bool) -> None:
        """Show the first page where none was shown yet; `focused` puts the cursor into the page."""
        if not self.list.chosen():
            self.list.choose(self.tab.entries[0].key)
        if focused:
            self._enter()

    def page(self, spec: PageSpec) -> QWidget:
        """Bring a page to the front."""
        entry = next(each for each in self.tab.entries if spec in each.pages)
        self.list.choose(entry.key)
        shown = self.stack.currentWidget()
        if isinstance(shown, PartedPage):
            shown.go(spec.key)
        return self.front

    def _show(self, key: str) -> None:
        if key not in self._made:
            entry = self.entry
            made = PartedPage(self._session, entry) if entry.parts else entry.make(self._session)
            self._made[key] = made
            self.stack.addWidget(made)
        self.stack.setCurrentWidget(self._made[key])

    def _enter(self) -> None:
        _first(self.front).setFocus()


def _first(page: QWidget) -> QWidget:
    """Where the cursor was on a page, else its first part that takes the focus, in the order of the tab key."""
    last = page.focusWidget()
    if last is not None and last.isVisibleTo(page):
        return last
    part = page.nextInFocusChain()
    while part is not None and part is not page:
        takes = part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled()
        if takes and page.isAncestorOf(part) and part.isVisibleTo(page):
            return part
        part = part.nextInFocusChain()
    return page
