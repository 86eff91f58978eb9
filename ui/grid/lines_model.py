"""The lines of one record as a table that is typed into: what stands in each cell, and what could not be read."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from unionapp.errors import Problem
from unionapp.records import formats
from unionapp.records.kind import Kind
from unionapp.values import money

from ui.kit.fields import FieldEdit
from ui.records.columns import is_figure

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MARKS = {"error": "✕", "warning": "⚠"}


@dataclass(frozen=True)
class Column:
    """A column of the grid: one field of a line."""

    name: str
    wide: int = 8
    """Its share of the width, and its least width, in characters."""
    edit: Callable[[], FieldEdit] | None = None
    """Makes what edits a cell; None leaves it to the field's type."""
    shown: Callable[[Any], str] | None = None
    """What stands in a cell; None shows the value of the field."""
    read: Callable[[str], Any] | None = None
    """Reads a pasted text; None leaves it to the field's type. ValueError in words."""
    fixed: bool = False
    """Only shown."""
    summed: bool = False
    title: str = ""
    """Its heading where that is another than the label of the field."""
    carried: bool = False
    """A new line takes it over from the line above; by itself it makes no line."""


class LinesModel(QAbstractTableModel):
    """The lines, the last of them perhaps still empty."""

    put = Signal(object, str)
    """The clerk put another value into a line: the line, the field."""

    def __init__(self, kind: Kind, columns: Sequence[Column], made: Callable[[], Any], parent: QObject) -> None:
        super().__init__(parent)
        self.kind = kind
        self.columns = tuple(columns)
        self.rows: list[Any] = []
        self._made = made
        self._unread: dict[tuple[int, str], tuple[str, str]] = {}
        self._marks: dict[int, str] = {}

    def show_lines(self, lines: Sequence[Any]) -> None:
        """Show these lines in place of the former ones, and an empty one where there are none."""
        self.beginResetModel()
        self.rows = list(lines) or [self._made()]
        self._unread.clear()
        self._marks.clear()
        self.endResetModel()

    def arrange(self, lines: Sequence[Any]) -> None:
        """Show these lines in place of the former ones line by line: one that stays keeps its cursor and open cell."""
        lines = list(lines) or [self._made()]
        wanted = {id(line) for line in lines}
        for row in reversed(range(len(self.rows))):
            if id(self.rows[row]) not in wanted:
                self._remove(row)
        for row, line in enumerate(lines):
            at = next((each for each in range(row, len(self.rows)) if self.rows[each] is line), None)
            if at is None:
                self.beginInsertRows(_NONE, row, row)
                self.rows.insert(row, line)
                self.endInsertRows()
            elif at != row:
                self.beginMoveRows(_NONE, at, at, _NONE, row)
                self.rows.insert(row, self.rows.pop(at))
                self.endMoveRows()
        self._marks.clear()
        self.tell_all()

    def tell_all(self) -> None:
        """Say that any of the lines may say something else now."""
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))

    def filled(self) -> list[Any]:
        """The lines in which something stands."""
        return [line for line in self.rows if not self.is_empty(line)]

    def is_empty(self, line: Any) -> bool:
        """Whether nothing was typed into a line; what stands there by itself was not."""
        typed = [each.name for each in self.columns if not (each.fixed or each.carried)]
        return not any(self._is_typed(line, name) or (id(line), name) in self._unread for name in typed)

    def _is_typed(self, line: Any, name: str) -> bool:
        value = line.__data__.get(name)
        return bool(value) and value != self.kind.fields[name].default

    def problems(self) -> list[Problem]:
        """What could not be read, with its line among those filled."""
        places = {id(line): place for place, line in enumerate(self.filled(), 1)}
        return [
            Problem(name, message, line=places[line])
            for (line, name), (_, message) in self._unread.items()
            if line in places
        ]

    def show_marks(self, problems: Sequence[Problem]) -> None:
        """Mark the lines that problems speak of."""
        places = [row for row, line in enumerate(self.rows) if not self.is_empty(line)]
        self._marks = {}
        for level in ("warning", "error"):
            for each in problems:
                if each.level == level and 0 < each.line <= len(places):
                    self._marks[places[each.line - 1]] = _MARKS[level]
        if self.rows:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.rows) - 1)

    def take(self, row: int, name: str, value: Any) -> None:
        """Put a value into a line."""
        line = self.rows[row]
        known = self._unread.pop((id(line), name), None)
        if known is not None or line.__data__.get(name) != value:
            setattr(line, name, value)
            self.tell(line, name)

    def leave_unread(self, row: int, name: str, text: str, message: str) -> None:
        """Keep a text that cannot be read until it is mended."""
        line = self.rows[row]
        setattr(line, name, self._made().__data__.get(name))
        self._unread[id(line), name] = (text, message)
        self.tell(line, name)

    def tell(self, line: Any, name: str) -> None:
        """Say that a line was changed, and show all of it anew."""
        self.put.emit(line, name)
        row = next(at for at, each in enumerate(self.rows) if each is line)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def typed(self, row: int, name: str) -> str | None:
        """A text that could not be read, None where all is well."""
        found = self._unread.get((id(self.rows[row]), name))
        return found[0] if found else None

    def insert(self, row: int) -> None:
        """A new line before a row; it carries over what is carried from the line above."""
        self.beginInsertRows(_NONE, row, row)
        line = self._made()
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
        self.beginRemoveRows(_NONE, row, row)
        gone = self.rows.pop(row)
        self._unread = {key: kept for key, kept in self._unread.items() if key[0] != id(gone)}
        self.endRemoveRows()

    def copy_above(self, row: int) -> None:
        """Put into a line what the line above it says."""
        if row:
            above, line = self.rows[row - 1], self.rows[row]
            for column in self.columns:
                setattr(line, column.name, above.__data__.get(column.name))
                self._unread.pop((id(line), column.name), None)
                self.tell(line, column.name)

    def paste(self, row: int, place: int, text: str) -> int:
        """Put the cells of a spreadsheet into the lines from a cell on; how many lines were taken.

        Where the first row names our columns, the cells go by their names.
        """
        cells = _cells(text)
        named = self._by_heading(cells[0]) if cells else []
        columns = named or list[Column | None](self.columns[place:])
        body = cells[1:] if named else cells
        for offset, given in enumerate(body):
            if row + offset == len(self.rows):
                self.insert(row + offset)
            for column, raw in zip(columns, given, strict=False):
                if column is not None and not column.fixed and raw.strip():
                    self._read(row + offset, column, raw)
        return len(body)

    def has_headings(self, text: str) -> bool:
        """Whether the first row of some cells names our columns."""
        cells = _cells(text)
        return bool(cells and self._by_heading(cells[0]))

    def _by_heading(self, cells: Sequence[str]) -> list[Column | None]:
        """The columns that a row of headings names; empty where it is no row of headings."""
        known = {
            word: column
            for column in self.columns
            for word in (column.title, self.kind.fields[column.name].label, *self.kind.fields[column.name].headings)
            if word
        }
        found = [known.get(each.strip()) for each in cells]
        return found if any(found) else []

    def _read(self, row: int, column: Column, raw: str) -> None:
        try:
            value = column.read(raw) if column.read else formats.parse(self.kind.fields[column.name], raw)
        except ValueError as error:
            self.leave_unread(row, column.name, raw, str(error))
        else:
            self.take(row, column.name, value)

    def sums(self) -> dict[str, int]:
        """The sums in fen of the summed columns."""
        return {
            column.name: sum(line.__data__.get(column.name) or 0 for line in self.rows)
            for column in self.columns
            if column.summed
        }

    def sum_words(self) -> str:
        """The sums in words."""
        fields = self.kind.fields
        return "　".join(f"{fields[name].label}合计 {money.show(total)}" for name, total in self.sums().items())

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells are typed into unless their column is only shown."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain if self.columns[index.column()].fixed else plain | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, and on which side it stands."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text(index.row(), self.columns[index.column()])
        return self._side(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def text(self, row: int, column: Column) -> str:
        """What stands in a cell."""
        line = self.rows[row]
        typed = self.typed(row, column.name)
        if typed is not None:
            return typed
        if column.shown is not None:
            return column.shown(line)
        return formats.show(self.kind.fields[column.name], getattr(line, column.name))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The label of a column; the number of a line with the mark of a problem in it."""
        if orientation == Qt.Orientation.Vertical:
            mark = self._marks.get(section)
            return (f"{mark} {section + 1}" if mark else str(section + 1)) if role == _DISPLAY else None
        if role == _DISPLAY:
            return self.columns[section].title or self.kind.fields[self.columns[section].name].label
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, place: int) -> Qt.AlignmentFlag:
        return _RIGHT if is_figure(self.kind.fields[self.columns[place].name]) else _LEFT


def _cells(text: str) -> list[list[str]]:
    """The rows of cells that a spreadsheet put into the clipboard; empty ones left out."""
    return [each for each in csv.reader(io.StringIO(text), delimiter="\t") if any(map(str.strip, each))]


_DISPLAY = Qt.ItemDataRole.DisplayRole
