"""Rows with a box to tick before each: by Space, by a click; typing goes where one looks for a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem
from unionapp.records import fields

from ui.figures.table import FigureTable, Head, Line

Row = tuple[Any, Sequence[Any], bool]
"""What a row stands for, its values, and whether it is ticked."""


class _Box(QStyledItemDelegate):
    """Draws 是 and 否 as a box."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """The box in place of the word, which is still read aloud."""
        super().initStyleOption(option, index)
        ticked = option.text == "是"  # type: ignore[attr-defined]
        option.text = ""  # type: ignore[attr-defined]
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator  # type: ignore[attr-defined]
        option.checkState = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked  # type: ignore[attr-defined]


class TickTable(FigureTable):
    """A table of figures whose rows are ticked; Enter and a double click open as in every table."""

    ticked = Signal(list, bool)
    """The clerk ticked these (what the rows stand for), or took their ticks away."""
    typed = Signal(str)
    """The clerk typed a letter."""

    def __init__(self, name: str, word: str, heads: Sequence[Head], anywhere: bool = False) -> None:
        """`word` heads the ticks; with `anywhere` a click on any cell of a row ticks it."""
        super().__init__(name)
        self._heads = (Head(fields.YesNo(word), max(2, len(word))), *heads)
        self._anywhere = anywhere
        self.setItemDelegateForColumn(0, _Box(self))
        if anywhere:
            self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.show_rows(())

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows, the cursor as far as may be on the row where it was."""
        current = self.current()
        self.show_lines(self._heads, [Line([tick, *values], leads=key) for key, values, tick in rows])
        if current is not None:
            self.go_to(current)

    def keys(self, ticked: bool | None = None) -> list[Any]:
        """What the rows stand for, of all, of the ticked or of the others."""
        return [line.leads for line in self.figures.lines if ticked in (None, line.values[0])]

    def selected(self) -> list[Any]:
        """What the selected rows stand for, from the top."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.figures.lines[row].leads for row in rows]

    def current(self) -> Any | None:
        """What the row with the cursor stands for."""
        line = self.line()
        return line.leads if line is not None else None

    def go_to(self, key: Any) -> None:
        """Put the cursor on a row, where it is shown."""
        keys = self.keys()
        if key in keys:
            self.setCurrentIndex(self.figures.index(keys.index(key), 0))

    def tick(self, keys: Iterable[Any], on: bool = True) -> None:
        """Tick rows, or take their ticks away, without telling anybody."""
        wanted = set(keys)
        for line in self.figures.lines:
            if line.leads in wanted:
                line.values[0] = on  # type: ignore[index]
        if self.figures.lines:
            last = self.figures.index(len(self.figures.lines) - 1, 0)
            self.figures.dataChanged.emit(self.figures.index(0, 0), last)

    def toggle(self) -> None:
        """Tick the selected rows; where the one with the cursor is ticked, take their ticks away."""
        line, keys = self.line(), self.selected()
        if line is not None:
            keys = keys or [line.leads]
            on = not line.values[0]
            self.tick(keys, on)
            self.ticked.emit(keys, on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; letters are for whoever looks for a row."""
        if event.key() == Qt.Key.Key_Space:
            self.toggle()
        elif event.text().strip() and event.text().isprintable() and not _held(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a box ticks the row."""
        super().mousePressEvent(event)
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and event.button() == Qt.MouseButton.LeftButton and (self._anywhere or at.column() == 0):
            self.setCurrentIndex(at)
            self.toggle()


def _held(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier))


def words_head(label: str, letters: int, stretch: bool = False) -> Head:
    """A column of words."""
    return Head(fields.Text(label), letters, stretch)


def money_head(label: str, letters: int = 7) -> Head:
    """A column of amounts."""
    return Head(fields.Money(label), letters)


def day_head(label: str) -> Head:
    """A column of days."""
    return Head(fields.Date(label), 5)
