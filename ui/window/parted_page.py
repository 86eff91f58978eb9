"""One entry of a tab that holds several pages, each in a tab of its own and made when it is first wanted."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui.page_spec import PageSpec
from ui.session import Session


class PartedPage(QWidget):
    """The parts of an entry; a record or an editor that is open in one of them has the room for itself."""

    def __init__(self, session: Session, entry: PageSpec) -> None:
        super().__init__()
        self._session = session
        self._parts = entry.parts
        self._made: dict[str, QWidget] = {}
        self.setAccessibleName(entry.title)
        self.bar = QTabBar()
        self.bar.setObjectName("parts")
        self.bar.setAccessibleName(f"{entry.title}的各部分")
        self.bar.setExpanding(False)
        for part in self._parts:
            self.bar.addTab(part.title)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        self.bar.currentChanged.connect(self._show)
        self._show()

    @property
    def spec(self) -> PageSpec:
        """The part in front."""
        return self._parts[self.bar.currentIndex()]

    @property
    def front(self) -> QWidget:
        """The page of the part in front."""
        return self._made[self.spec.key]

    def made(self) -> Iterator[QWidget]:
        """The pages that exist already."""
        return iter(self._made.values())

    def made_of(self, key: str) -> QWidget | None:
        """The page of a part where it exists already."""
        return self._made.get(key)

    def go(self, key: str) -> None:
        """Bring the part of that key to the front."""
        self.bar.setCurrentIndex([part.key for part in self._parts].index(key))

    def _show(self) -> None:
        """Show the page of the part in front, which is made where it is not there yet."""
        if self.spec.key not in self._made:
            page = self.spec.make(self._session)
            self._made[self.spec.key] = page
            self._stack.addWidget(page)
            if isinstance(page, QStackedWidget):
                page.currentChanged.connect(self._make_room)
        self._stack.setCurrentWidget(self.front)
        self._make_room()

    def _make_room(self) -> None:
        """The tabs would stand above those of an open record, some of the same name."""
        opened = isinstance(self.front, QStackedWidget) and self.front.currentIndex() > 0
        self.bar.setVisible(not opened)
