"""One entry of a tab that holds several pages, each in a tab of its own and made when it is first wanted."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from ui.page_spec import PageSpec
from ui.session import Session


class PartedPage(QTabWidget):
    """The parts of an entry; a record or an editor that is open in one of them has the room for itself."""

    def __init__(self, session: Session, entry: PageSpec) -> None:
        super().__init__()
        self._session = session
        self._parts = entry.parts
        self._made: dict[str, QWidget] = {}
        self.setObjectName("parts")
        self.setAccessibleName(entry.title)
        self.tabBar().setAccessibleName(f"{entry.title}的各部分")
        for part in self._parts:
            self.addTab(_room(), part.title)
        self.currentChanged.connect(self._fill)
        self._fill()

    @property
    def spec(self) -> PageSpec:
        """The part in front."""
        return self._parts[self.currentIndex()]

    @property
    def front(self) -> QWidget:
        """The page of the part in front."""
        return self._made[self.spec.key]

    def made(self) -> Iterator[QWidget]:
        """The pages that exist already."""
        return iter(self._made.values())

    def go(self, key: str) -> None:
        """Bring the part of that key to the front."""
        self.setCurrentIndex([part.key for part in self._parts].index(key))

    def _fill(self) -> None:
        """Make the page of the part in front where it is not there yet."""
        if self.spec.key not in self._made:
            page = self.spec.make(self._session)
            self._made[self.spec.key] = page
            layout = self.currentWidget().layout()
            assert layout is not None
            layout.addWidget(page)
            if isinstance(page, QStackedWidget):
                page.currentChanged.connect(self._make_room)
        self._make_room()

    def _make_room(self) -> None:
        """The tabs would stand above those of an open record, some of the same name."""
        opened = isinstance(self.front, QStackedWidget) and self.front.currentIndex() > 0
        self.tabBar().setVisible(not opened)


def _room() -> QWidget:
    """The place of a part that is not made yet."""
    room = QWidget()
    QVBoxLayout(room).setContentsMargins(0, 0, 0, 0)
    return room
