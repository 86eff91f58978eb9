"""The buttons of a bar of actions in their row: what makes something new, what is done with rows, what leads out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QPushButton, QWidget

from ui.kit.flow import FlowLayout

FIRST, ROWS, OUT = range(3)
"""The groups of buttons from left to right."""
MORE = "更多"
_APART = 5
"""Pixels that a line between two groups takes, beside the gap of the row."""
Row = FlowLayout | QBoxLayout


class ActionRow:
    """Puts buttons where they belong; where something leads out, the groups stand apart with a line between them."""

    def __init__(self, row: Row) -> None:
        self._row = row
        self._placed: list[tuple[float, QWidget]] = []
        """What stands in the row, by its place among the groups."""
        self._menus: dict[str, tuple[QPushButton, QMenu]] = {}
        self._lines: list[QFrame] = []

    def put(self, button: QPushButton, group: int) -> None:
        """Add a button at the end of its group."""
        self._insert(button, group)
        if group >= OUT and not self._lines:
            self._lines = [_line(), _line()]
            for before, line in enumerate(self._lines):
                self._insert(line, before + 0.5)
        self.settle()

    def menu(self, words: str) -> QMenu:
        """The menu of that name, whose button stands last: 导入导出, 更多."""
        if words not in self._menus:
            button = QPushButton(f"{words} ▾")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(f"{words}操作" if words == MORE else words)
            button.setProperty("role", "menu")
            button.setAutoDefault(False)
            self._menus[words] = button, QMenu(button)
            button.setMenu(self._menus[words][1])
            self.put(button, OUT + 1 + (words == MORE))
        return self._menus[words][1]

    def has_menu(self, words: str) -> bool:
        """Whether there is a menu of that name already."""
        return words in self._menus

    def settle(self) -> None:
        """A line stands where there are buttons on both sides of it; a menu rests where nothing in it can be done."""
        for button, menu in self._menus.values():
            button.setEnabled(not menu.actions() or any(each.isEnabled() for each in menu.actions()))
        seen = [place for place, widget in self._placed if widget not in self._lines and not _put_away(widget)]
        for before, line in enumerate(self._lines):
            after = [place for place in seen if place > before]
            line.setVisible(before in seen and bool(after))

    def _insert(self, widget: QWidget, place: float) -> None:
        at = sum(each <= place for each, _ in self._placed)
        if at:
            index = self._row.indexOf(self._placed[at - 1][1]) + 1
        else:
            index = self._row.indexOf(self._placed[0][1]) if self._placed else self._row.count()
        self._row.insertWidget(index, widget)
        self._placed.insert(at, (place, widget))


def _put_away(widget: QWidget) -> bool:
    """Whether it was hidden on purpose; one that is not laid out yet counts as hidden too."""
    return widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)


def _line() -> QFrame:
    """What stands between two groups."""
    line = QFrame()
    line.setObjectName("between")
    line.setFixedSize(_APART, round(line.fontMetrics().height() * 1.3))
    return line
