"""What can be done on a page: buttons in a row, the rarer things in a menu, all with their keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLayout, QMenu, QPushButton, QWidget

_BUTTONS = 8
"""So many stand in the row; what comes after them stands in the menu."""


class Tools:
    """The actions of one page; `owner` hears their keys, `row` holds their buttons."""

    def __init__(self, owner: QWidget, row: QLayout) -> None:
        self._owner = owner
        self._row = row
        self._actions: list[tuple[QAction, str]] = []
        self._buttons = 0
        self.more = QPushButton("更多")
        self.more.setAccessibleName("更多操作")
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)
        row.addWidget(self.more)

    def add(
        self,
        text: str,
        key: str,
        run: Callable[[], None],
        needs: str = "none",
        main: bool = False,
        also: str = "",
        rare: bool = False,
    ) -> None:
        """Add something that can be done with none, one or some of the rows."""
        action = QAction(text, self._owner)
        action.setShortcuts([QKeySequence(each) for each in (key, also) if each])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: run())
        self._owner.addAction(action)
        self._actions.append((action, needs))
        if rare or self._buttons >= _BUTTONS:
            self._menu.addAction(action)
        else:
            self._add_button(action, main)

    def _add_button(self, action: QAction, main: bool) -> None:
        button = QPushButton(action.text())
        button.setAccessibleName(action.text())
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{action.text()}（{keys}）" if keys else action.text())
        button.setProperty("main", main)
        button.clicked.connect(action.trigger)
        action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
        self._row.removeWidget(self.more)
        self._row.addWidget(button)
        self._row.addWidget(self.more)
        self._buttons += 1

    def enable(self, chosen: int) -> None:
        """Allow what can be done with so many chosen rows."""
        for action, needs in self._actions:
            action.setEnabled(needs == "none" or (needs == "one" and chosen == 1) or (needs == "some" and chosen > 0))

    def fill(self, menu: QMenu) -> None:
        """Put everything that can be done now into a menu."""
        for action, _ in self._actions:
            if action.isEnabled():
                menu.addAction(action)

    def shown(self, *texts: str) -> Sequence[QAction]:
        """The actions of these texts, as far as the page has them."""
        return [action for action, _ in self._actions if action.text().rstrip("….") in texts]
