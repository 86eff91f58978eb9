"""Rows with a box to tick before each: by Space, by a click; typing goes where one looks for a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem
from unionapp.exchange.sheet import Value
from unionapp.records import fields

from ui.figures.table import FigureRow, FigureTable, Head
from ui.kit.row_look import RowLook

Row = tuple[int, Sequence[Value], bool]
"""What a row stands for, its values, and whether it is ticked."""


class _Box(RowLook):
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
        super().__init__(name, key=lambda line: line.leads)
        self._ticks = (Head(fields.YesNo(word), max(2, len(word))), *heads)
        self._anywhere = anywhere
        self.setItemDelegateForColumn(0, _Box(self))
        if anywhere:
            self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.show_ticks(())

    def show_ticks(self, rows: Iterable[Row]) -> None:
        """Show other rows, the cursor as far as may be on the row where it was."""
        self.show_lines(self._ticks, [FigureRow([tick, *values], leads=key) for key, values, tick in rows])

    def ticks(self) -> list[int]:
        """What the ticked rows stand for."""
        return [line.leads for line in self.lines if line.values[0]]

    def tick(self, keys: Iterable[int], on: bool = True) -> None:
        """Tick rows, or take their ticks away, without telling anybody."""
        wanted = set(keys)
        for line in self.lines:
            if line.leads in wanted:
                line.values[0] = on  # type: ignore[index]
        self.rows.refresh()

    def toggle(self) -> None:
        """Tick the selected rows; where the one with the cursor is ticked, take their ticks away."""
        line = self.row()
        if line is not None:
            keys = [each.leads for each in self.selected()] or [line.leads]
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
