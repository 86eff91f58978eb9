"""The name of a filter, which stays before its value once one is chosen: 会籍状态：在籍."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui.kit import style
from ui.kit.choosing import OfferLine

_LEAST, _MOST = 6, 16
"""Characters that a filter is wide."""
_BESIDE = 52
"""Pixels beside the words: the margins and the arrow."""
_CROSS = 2
"""Characters that the cross takes which empties it."""


class FilterName(QLabel):
    """Stands within the line of a filter while something is chosen there, and makes it as wide as both together."""

    def __init__(self, owner: OfferLine) -> None:
        super().__init__(owner.line)
        self.owner = owner
        self._label = owner.line.placeholderText().removeprefix("是否")
        self.setProperty("role", "faint")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def set(self) -> bool:
        """Whether something is chosen."""
        return self.owner.offer is not None and bool(self.owner.line.text())

    def fit(self) -> None:
        """Show the name where something is chosen, and give the line the room that its words take."""
        line, measure = self.owner.line, self.owner.fontMetrics()
        self.setText(f"{self._label}：" if self.set else "")
        named = measure.horizontalAdvance(self.text())
        line.setTextMargins(named, 0, 0, 0)
        words = named + measure.horizontalAdvance(line.text() if self.set else self._label)
        least, most = style.letters(self.owner, _LEAST), style.letters(self.owner, _MOST)
        cross = style.letters(self.owner, _CROSS)
        self.owner.setFixedWidth(max(least, min(words, most)) + cross + _BESIDE)
        self.setGeometry(8, 0, named + 2, line.height())
        self.setVisible(self.set)
        if line.property("filtering") != self.set:
            line.setProperty("filtering", self.set)
            line.style().polish(line)
