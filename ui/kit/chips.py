"""A row of buttons of which one is down: what a list is filtered by, each with how many it shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ui.kit.flow import FlowLayout


class Chips(QWidget):
    """Buttons of which one is down: the words to filter by, each with its number."""

    def __init__(self, name: str, changed: Callable[[], object]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.chosen = ""
        """The words of the button that is down, empty for the first."""
        self._changed = changed
        self._row = FlowLayout(self)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}

    def offer(self, counted: Sequence[tuple[str, int]]) -> None:
        """Offer these words; the chosen one stays down while it is there, else the first."""
        if [words for words, _ in counted] != list(self.buttons):
            self._make([words for words, _ in counted])
        for words, number in counted:
            self.buttons[words].setText(f"{words} {number}")
        if self.chosen not in self.buttons:
            self.chosen = counted[0][0]
        with QSignalBlocker(self._group):
            self.buttons[self.chosen].setChecked(True)

    def choose(self, words: str) -> None:
        """Press a button."""
        self.buttons[words].click()

    def _make(self, offered: Sequence[str]) -> None:
        for button in self.buttons.values():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = {words: self._button(words) for words in offered}

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._press(words))
        self._group.addButton(button)
        self._row.addWidget(button)
        button.show()
        return button

    def _press(self, words: str) -> None:
        self.chosen = words
        self._changed()
