"""The lines of one record as the rows of a table, which come, go and change their places while they are typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from unionapp.records.kind import Kind
from unionapp.records.record import Row

from ui.grid.columns import GridColumn
from ui.grid.unread import Unread

Index = QModelIndex | QPersistentModelIndex
NONE = QModelIndex()


class LineRows(QAbstractTableModel, Generic[Row]):
    """The lines, the last of them perhaps still empty."""

    put = Signal(object, str)
    """The clerk put another value into a line: the line, the field."""

    def __init__(self, kind: Kind, columns: Sequence[GridColumn], made: Callable[[], Row], parent: QObject) -> None:
        super().__init__(parent)
        self.kind = kind
        self.columns = tuple(columns)
        self.made = made
        """Makes an empty line."""
        self.rows: list[Row] = []
        self.unread = Unread()
        self.marks: dict[int, str] = {}
        """The mark of each row that a problem speaks of."""

    def show_lines(self, lines: Sequence[Row]) -> None:
        """Show these lines in place of the former ones, and an empty one where there are none."""
        self.beginResetModel()
        self.rows = list(lines) or [self.made()]
        self.unread.clear()
        self.marks.clear()
        self.endResetModel()

    def arrange(self, lines: Sequence[Row]) -> None:
        """Show these lines in place of the former ones line by line: one that stays keeps its cursor and open cell."""
        lines = list(lines) or [self.made()]
        wanted = {id(line) for line in lines}
        for row in reversed(range(len(self.rows))):
            if id(self.rows[row]) not in wanted:
                self._remove(row)
        for row, line in enumerate(lines):
            at = next((each for each in range(row, len(self.rows)) if self.rows[each] is line), None)
            if at is None:
                self.beginInsertRows(NONE, row, row)
                self.rows.insert(row, line)
                self.endInsertRows()
            elif at != row:
                self.beginMoveRows(NONE, at, at, NONE, row)
                self.rows.insert(row, self.rows.pop(at))
                self.endMoveRows()
        self.marks.clear()
        self.tell_all()

    def tell_all(self) -> None:
        """Say that any of the lines may say something else now."""
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))

    def filled(self) -> list[Row]:
        """The lines in which something stands."""
        return [line for line in self.rows if not self.is_empty(line)]

    def is_empty(self, line: Row) -> bool:
        """Whether nothing was typed into a line; what stands there by itself was not."""
        for column in self.columns:
            if not (column.fixed or column.carried):
                value, usual = line.__data__.get(column.name), self.kind.fields[column.name].default
                if (value and value != usual) or self.unread.text(line, column.name) is not None:
                    return False
        return True

    def insert(self, row: int) -> None:
        """A new line before a row; it carries over what is carried from the line above."""
        self.beginInsertRows(NONE, row, row)
        line = self.made()
        for column in self.columns if row else ():
            if column.carried:
                setattr(line, column.name, self.rows[row - 1].__data__.get(column.name))
        self.rows.insert(row, line)
        self.endInsertRows()

    def drop(self, row: int) -> None:
        """Take a line away; one line always stays."""
        self._remove(row)
        if not self.rows:
            self.insert(0)
        self.put.emit(self.rows[min(row, len(self.rows) - 1)], "")

    def _remove(self, row: int) -> None:
        self.beginRemoveRows(NONE, row, row)
        gone = self.rows.pop(row)
        self.unread.forget(gone)
        self.endRemoveRows()

    def rowCount(self, parent: Index = NONE) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NONE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells are typed into unless their column is only shown."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain if self.columns[index.column()].fixed else plain | Qt.ItemFlag.ItemIsEditable
