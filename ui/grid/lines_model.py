"""The lines of one record as a table that is typed into: what stands in each cell, and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from unionapp.errors import Problem
from unionapp.records import formats
from unionapp.records.fields import RecordField
from unionapp.records.record import Row

from ui.grid.columns import GridColumn
from ui.grid.line_rows import Index, LineRows
from ui.records.columns import is_figure

_DISPLAY = Qt.ItemDataRole.DisplayRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MARKS = {"error": "✕", "warning": "⚠"}


class LinesModel(LineRows[Row]):
    """Takes what is typed into the lines, and says what they are worth."""

    def problems(self) -> list[Problem]:
        """What could not be read, with its line among those filled."""
        return self.unread.problems(self.filled())

    def show_marks(self, problems: Sequence[Problem]) -> None:
        """Mark the lines that problems speak of."""
        places = [row for row, line in enumerate(self.rows) if not self.is_empty(line)]
        self.marks = {}
        for level in ("warning", "error"):
            for each in problems:
                if each.level == level and 0 < each.line <= len(places):
                    self.marks[places[each.line - 1]] = _MARKS[level]
        if self.rows:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.rows) - 1)

    def take(self, row: int, name: str, value: object) -> None:
        """Put a value into a line."""
        line = self.rows[row]
        if self.unread.mended(line, name) or line.__data__.get(name) != value:
            setattr(line, name, value)
            self.tell(line, name)

    def leave_unread(self, row: int, name: str, text: str, message: str) -> None:
        """Keep a text that cannot be read until it is mended."""
        line = self.rows[row]
        setattr(line, name, self.made().__data__.get(name))
        self.unread.keep(line, name, text, message)
        self.tell(line, name)

    def tell(self, line: Row, name: str) -> None:
        """Say that a line was changed, and show all of it anew."""
        self.put.emit(line, name)
        row = next(at for at, each in enumerate(self.rows) if each is line)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def copy_above(self, row: int) -> None:
        """Put into a line what the line above it says."""
        if row:
            above, line = self.rows[row - 1], self.rows[row]
            for column in self.columns:
                setattr(line, column.name, above.__data__.get(column.name))
                self.unread.mended(line, column.name)
                self.tell(line, column.name)

    def sums(self) -> dict[str, int]:
        """The sums in fen of the summed columns."""
        return {
            column.name: sum(line.__data__.get(column.name) or 0 for line in self.rows)
            for column in self.columns
            if column.summed
        }

    def data(self, index: Index, role: int = _DISPLAY) -> str | Qt.AlignmentFlag | None:
        """The text of a cell, and on which side it stands."""
        if role in (_DISPLAY, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text(index.row(), self.columns[index.column()])
        return _side(self._field(index.column())) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _field(self, place: int) -> RecordField:
        field: RecordField = self.kind.fields[self.columns[place].name]
        return field

    def text(self, row: int, column: GridColumn) -> str:
        """What stands in a cell."""
        line = self.rows[row]
        typed = self.unread.text(line, column.name)
        if typed is not None:
            return typed
        if column.shown is not None:
            return column.shown(line)
        return formats.show(self.kind.fields[column.name], getattr(line, column.name))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> str | Qt.AlignmentFlag | None:
        """The label of a column; the number of a line with the mark of a problem in it."""
        if orientation == Qt.Orientation.Vertical:
            mark = self.marks.get(section)
            return (f"{mark} {section + 1}" if mark else str(section + 1)) if role == _DISPLAY else None
        if role == _DISPLAY:
            return self.columns[section].title or self._field(section).label
        return _side(self._field(section)) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _side(field: RecordField) -> Qt.AlignmentFlag:
    return _RIGHT if is_figure(field) else _LEFT
