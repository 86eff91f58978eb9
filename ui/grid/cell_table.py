"""The table of the cells of a grid of lines: how the cursor comes into it and goes on, and how its columns share the
width."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTableView

from ui.grid.cells import CTRL, ENTER, SHIFT
from ui.grid.lines_model import LinesModel
from ui.kit import style

_LEAST = 3
"""So many lines high the grid always is, its headings counted."""


class CellTable(QTableView):
    """The cells."""

    entered = Signal()
    """The cursor came into the table."""
    stepped = Signal(int)
    """Tab or Enter where no cell is open: on (1) or back (-1)."""

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab goes from cell to cell, from one that is only shown too, and never out of the grid."""
        if self.hasFocus() and self.isVisible() and self.currentIndex().isValid():
            self.stepped.emit(1 if forwards else -1)
            return True
        return super().focusNextPrevChild(forwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from a cell that is only shown."""
        if event.key() in ENTER and not event.modifiers() & CTRL and self.currentIndex().isValid():
            self.stepped.emit(-1 if event.modifiers() & SHIFT else 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming in means typing in a cell, once the focus has settled; Qt itself would take the first cell."""
        if self.currentIndex().isValid():
            super().focusInEvent(event)
        QTimer.singleShot(0, self, self.entered.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the width."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give every column its share, none less than it needs."""
        model = self.model()
        if not isinstance(model, LinesModel):
            return
        letter = style.letters(self, 1)
        whole = sum(column.wide for column in model.columns)
        free = max(0, self.viewport().width() - whole * letter)
        for place, column in enumerate(model.columns):
            self.setColumnWidth(place, column.wide * letter + free * column.wide // whole)
        high = int(self.fontMetrics().height() * 1.75)
        self.verticalHeader().setDefaultSectionSize(high)
        self.setMinimumHeight(high * _LEAST)

    def sizeHint(self) -> QSize:
        """Some six lines."""
        return QSize(style.letters(self, 50), int(self.fontMetrics().height() * 1.75) * 7)
