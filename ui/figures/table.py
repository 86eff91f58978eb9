"""A table of figures that is no table of a kind: ledgers, statements, the months of a year.

Its rows are values under our field types, so that they are shown, copied, printed and written to a sheet alike; a row's
text is made when it is painted, so that 25,000 rows scroll like twenty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from unionapp.exchange.sheet import Column, ColumnKind, Sheet
from unionapp.records import fields, formats

from ui.exchange.copying import clip
from ui.kit import style
from ui.kit.plain import dress
from ui.records.columns import is_figure

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_APART = "\u2002"
"""Keeps a figure at the right edge apart from the text of the next column."""
_PAD = 20


@dataclass(frozen=True)
class Head:
    """A column: the field type that shows its values under its label, and its least width in Chinese characters."""

    field: Any
    letters: int
    stretch: bool = False
    """Whether it takes the room that is left."""


@dataclass(frozen=True)
class Line:
    """A row: one value per column, whether it is a sum, and what it leads to."""

    values: Sequence[Any]
    strong: bool = False
    leads: Any = None
    strong_at: frozenset[int] = frozenset()
    """Columns that are bold where the row as a whole is not: halves of a two-sided form."""


class FigureModel(QAbstractTableModel):
    """Lines under heads."""

    def __init__(self) -> None:
        super().__init__()
        self.heads: Sequence[Head] = ()
        self.lines: Sequence[Line] = ()
        self._strong = QFont()

    def show_lines(self, heads: Sequence[Head], lines: Sequence[Line], font: QFont) -> None:
        """Show other lines under other heads; sums stand in bold of this font."""
        self.beginResetModel()
        self.heads, self.lines = tuple(heads), lines
        self._strong = QFont(font)
        self._strong.setBold(True)
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NONE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.heads)

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        return formats.show(self.heads[column].field, self.lines[row].values[column])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, its side and its weight."""
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            figure = role == Qt.ItemDataRole.DisplayRole and is_figure(self.heads[column].field)
            return f"{self.text(row, column)}{_APART}" if figure else self.text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if is_figure(self.heads[column].field) else _LEFT
        line = self.lines[row]
        return self._strong if role == Qt.ItemDataRole.FontRole and (line.strong or column in line.strong_at) else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The label of a column, the number of a row."""
        if orientation == Qt.Orientation.Vertical or section >= len(self.heads):
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if is_figure(self.heads[section].field) else _LEFT
        return self.heads[section].field.label if role == Qt.ItemDataRole.DisplayRole else None


class FigureTable(QTableView):
    """Lines of figures; opens and copies by mouse and by keyboard."""

    opened = Signal(int, int)
    """The clerk wants to know what stands behind a cell: its row and column."""

    def __init__(self, name: str, by_cell: bool = False) -> None:
        super().__init__()
        self.figures = FigureModel()
        self.setModel(self.figures)
        self.setAccessibleName(name)
        dress(self)
        if by_cell:
            self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
            self.setShowGrid(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()

    def show_lines(self, heads: Sequence[Head], lines: Sequence[Line]) -> None:
        """Show other lines; the cursor stays in its row where there still is one."""
        row, column = max(0, self.currentIndex().row()), max(0, self.currentIndex().column())
        same = tuple(heads) == tuple(self.figures.heads)
        self.figures.show_lines(heads, lines, self.font())
        if not same:
            self.fit()
        if lines:
            self.setCurrentIndex(self.figures.index(min(row, len(lines) - 1), min(column, len(heads) - 1)))

    def line(self) -> Line | None:
        """The line with the cursor."""
        row = self.currentIndex().row()
        return self.figures.lines[row] if 0 <= row < len(self.figures.lines) else None

    def copy(self) -> None:
        """Copy the selected rows with their headings, all of them where none is, ready for a spreadsheet."""
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        chosen = rows if len(rows) > 1 else range(len(self.figures.lines))
        places = range(len(self.figures.heads))
        texts = [[self.figures.text(row, column) for column in places] for row in chosen]
        QGuiApplication.clipboard().setMimeData(clip([head.field for head in self.figures.heads], texts))

    def fit(self) -> None:
        """Give every column its width; those that stretch share what is left."""
        heads = self.figures.heads
        widths = [self._width(head) for head in heads]
        left = self.viewport().width() - sum(widths)
        stretching = [place for place, head in enumerate(heads) if head.stretch]
        for place in stretching:
            widths[place] += max(0, left // len(stretching))
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width)

    def _width(self, head: Head) -> int:
        label = self.horizontalHeader().fontMetrics().horizontalAdvance(head.field.label)
        return max(style.letters(self, head.letters), round(label * 1.15)) + _PAD

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens what stands behind the cell, Ctrl+C copies."""
        at = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at.isValid():
            self.opened.emit(at.row(), at.column())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens it too."""
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(at.row(), at.column())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns make use of a wide window."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Rows and columns grow with the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "figures"):
            self.figures.show_lines(self.figures.heads, self.figures.lines, self.font())
            self._fit_rows()
            self.fit()

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(int(self.fontMetrics().height() * 1.55))


def sheet(title: str, heads: Sequence[Head], lines: Sequence[Line], above: Sequence[str] = ()) -> Sheet:
    """Lines as a sheet of a workbook, with lines of text above the headings."""
    columns = tuple(Column(head.field.label, _kind(head.field)) for head in heads)
    return Sheet(title, columns, [tuple(_cell(value) for value in line.values) for line in lines], (), tuple(above))


def _kind(field: Any) -> ColumnKind:
    if isinstance(field, fields.Money):
        return "money"
    return "date" if isinstance(field, fields.Date) else "number" if isinstance(field, fields.Number) else "text"


def _cell(value: Any) -> Any:
    return None if value == "" else value
