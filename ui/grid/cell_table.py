"""The table of the cells of a grid of lines: how the cursor comes into it and goes on, and how its columns share the
width."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QTableView
from unionapp.records.record import Row

from ui.grid.lines_model import LinesModel
from ui.kit import style
from ui.kit.field_edit import FieldEdit

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
_LEAST = 3
"""So many lines high the grid always is, its headings counted."""


class CellTable(QTableView, Generic[Row]):
    """The cells, and the cursor, which always stands in a cell ready to type."""

    ended = Signal()
    """On from the last cell: the clerk is done with the lines."""

    def __init__(self, lines: LinesModel[Row], skips: Callable[[Row, str], bool]) -> None:
        super().__init__()
        self.lines = lines
        self.skips = skips
        """Whether going on passes over a cell."""
        self.grows = True
        """Whether lines are added and removed here."""
        self.open: FieldEdit | None = None
        """What edits the cell that is typed in."""
        self.setModel(lines)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab goes from cell to cell, from one that is only shown too, and never out of the grid."""
        if self.hasFocus() and self.isVisible() and self.currentIndex().isValid():
            self.step(1 if forwards else -1)
            return True
        return super().focusNextPrevChild(forwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from a cell that is only shown."""
        if event.key() in ENTER and not event.modifiers() & CTRL and self.currentIndex().isValid():
            self.step(-1 if event.modifiers() & SHIFT else 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming in means typing in a cell, once the focus has settled; Qt itself would take the first cell."""
        if self.currentIndex().isValid():
            super().focusInEvent(event)
        QTimer.singleShot(0, self, self._entered)

    def _entered(self) -> None:
        if self.hasFocus():
            self.begin()

    def begin(self) -> None:
        """Type in the cell with the cursor, at first in the first one."""
        current = self.currentIndex()
        if not current.isValid():
            self.go(0, self.next_place(0, -1, 1) or 0)
        elif self.lines.columns[current.column()].fixed:
            self.setFocus()
        elif self.open is None or not self.open.isVisible():
            self.edit(current)
        else:
            self.open.setFocus()

    def settle(self) -> None:
        """Take what is typed in the open cell."""
        edit = self.open
        if edit is not None and self.indexWidget(self.currentIndex()) is edit:
            self.commitData(edit)

    def close_cell(self) -> None:
        """Leave the open cell without taking what is typed."""
        edit, self.open = self.open, None
        if edit is not None and self.indexWidget(self.currentIndex()) is edit:
            self.closeEditor(edit, QAbstractItemDelegate.EndEditHint.NoHint)

    def step(self, by: int) -> None:
        """Go on to the next cell that is typed into, or back; a new line follows the last, where the lines grow."""
        self.settle()
        row, place = self.currentIndex().row(), self.currentIndex().column()
        found = self.next_place(row, place, by)
        if found is not None:
            self.go(row, found)
        elif by < 0:
            back = self.next_place(row - 1, len(self.lines.columns), -1) if row else None
            if back is not None:
                self.go(row - 1, back)
        elif row == len(self.lines.rows) - 1 and (not self.grows or self.lines.is_empty(self.lines.rows[row])):
            self.ended.emit()
        else:
            if row == len(self.lines.rows) - 1:
                self.lines.insert(row + 1)
            self.go(row + 1, self.next_place(row + 1, -1, 1) or 0)

    def up_or_down(self, by: int) -> None:
        """Go to the same cell of the next line, or of the one before."""
        row = self.currentIndex().row() + by
        if 0 <= row < len(self.lines.rows):
            self.go(row, self.currentIndex().column())

    def next_place(self, row: int, place: int, by: int) -> int | None:
        """The next column of a row that is typed into."""
        line = self.lines.rows[row]
        place += by
        while 0 <= place < len(self.lines.columns):
            column = self.lines.columns[place]
            if not column.fixed and not (by > 0 and self.skips(line, column.name)):
                return place
            place += by
        return None

    def go(self, row: int, place: int) -> None:
        """Put the cursor into a cell, ready to type."""
        index = self.lines.index(row, place)
        if self.currentIndex() == index:
            self.begin()
        else:
            self.setCurrentIndex(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the width."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give every column its share, none less than it needs."""
        letter = style.letters(self, 1)
        whole = sum(column.wide for column in self.lines.columns)
        free = max(0, self.viewport().width() - whole * letter)
        for place, column in enumerate(self.lines.columns):
            self.setColumnWidth(place, column.wide * letter + free * column.wide // whole)
        high = int(self.fontMetrics().height() * 1.6)
        self.verticalHeader().setDefaultSectionSize(high)
        self.setMinimumHeight(high * _LEAST)

    def sizeHint(self) -> QSize:
        """Some six lines."""
        return QSize(style.letters(self, 50), int(self.fontMetrics().height() * 1.6) * 7)
