"""One tab: the narrow list of its pages on the left, the page on the right; pages are made when first wanted."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from ui.session import Session
from ui.tabs import PageSpec, Tab


class TabView(QWidget):
    """The pages of one tab."""

    page_shown = Signal(str)
    """Another page came to the front: its key."""

    def __init__(self, session: Session, tab: Tab) -> None:
        super().__init__()
        self.tab = tab
        self._session = session
        self._made: dict[str, QWidget] = {}
        self.list = QListWidget()
        self.list.setObjectName("kinds")
        self.list.setAccessibleName(f"{tab.title}的台账")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for spec in tab.pages:
            self.list.addItem(QListWidgetItem(spec.title))
        self.stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        self.list.setVisible(len(tab.pages) > 1)
        self.list.currentRowChanged.connect(self._show_row)
        self.fit()

    @property
    def spec(self) -> PageSpec:
        """The page in front, or the one that will be."""
        return self.tab.pages[max(0, self.list.currentRow())]

    def made(self) -> Iterator[QWidget]:
        """The pages that exist already."""
        return iter(self._made.values())

    def made_of(self, key: str) -> QWidget | None:
        """The page of a key where it exists already."""
        return self._made.get(key)

    def fit(self) -> None:
        """Make the list just wide enough for its titles."""
        widest = max(self.list.fontMetrics().horizontalAdvance(spec.title) for spec in self.tab.pages)
        self.list.setFixedWidth(widest + 44)

    def begin(self, focused: bool) -> None:
        """Show the first page where none was shown yet; `focused` puts the cursor into the page."""
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        if focused:
            _first(self.stack.currentWidget()).setFocus()

    def page(self, key: str) -> QWidget:
        """Bring the page of a key to the front."""
        self.list.setCurrentRow(next(at for at, spec in enumerate(self.tab.pages) if spec.key == key))
        return self.stack.currentWidget()

    def _show_row(self, row: int) -> None:
        if row < 0:
            return
        spec = self.tab.pages[row]
        if spec.key not in self._made:
            page = spec.factory(self._session)
            page.setAccessibleName(page.accessibleName() or spec.title)
            self._made[spec.key] = page
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(self._made[spec.key])
        self.page_shown.emit(spec.key)


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
