"""Rows under declared columns as a model: what each column says of a row, on which side, in what colour and weight."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from ui.kit import style
from ui.kit.row_look import LEVEL

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_SIDES = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignCenter,
}


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: its title, what it says of a row, where it stands, how wide it is and by what it sorts."""

    title: str
    text: Callable[[Row], str]
    align: Literal["left", "right", "center"] = "left"
    """Figures stand at the right; the title stands as the texts below it."""
    width: int = 0
    """The least width in Chinese characters; 0 for as wide as its texts."""
    stretch: bool = False
    """Whether it takes the room that columns with widths leave."""
    sort_key: Callable[[Row], Any] | None = None
    """By what a click on the title sorts; None where it does not."""
    level: Callable[[Row], str] | None = None
    """How a row stands (good, warning, error or nothing): the colour of the text."""
    strong: Callable[[Row], bool] | None = None
    """Whether the text is bold: sums."""


class TextModel(QAbstractTableModel, Generic[Row]):
    """Rows under columns; a text is made when it is painted, so that 25,000 rows scroll like twenty."""

    def __init__(self, columns: Sequence[Column[Row]] = ()) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.shown: Sequence[Row] = ()
        """The rows in the order in which they are shown."""
        self.sorted_by: tuple[int, bool] | None = None
        """The column that sorts the rows, and whether they fall; None for the order in which they were given."""
        self._given: Sequence[Row] = ()

    def set_rows(self, rows: Sequence[Row], columns: Sequence[Column[Row]] | None = None) -> None:
        """Show other rows, perhaps under other columns."""
        self.beginResetModel()
        self._given = rows
        if columns is not None:
            self.columns, self.sorted_by = tuple(columns), None
        self.shown = self._ordered()
        self.endResetModel()

    def sort_by(self, place: int) -> None:
        """Sort by a column that sorts: rising, at the second call falling, then as the rows were given."""
        if self.columns[place].sort_key is not None:
            rising, falling = (place, False), (place, True)
            self.sorted_by = falling if self.sorted_by == rising else None if self.sorted_by == falling else rising
            self.set_rows(self._given)

    def refresh(self) -> None:
        """Make the texts of the same rows anew."""
        if self.shown and self.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.shown) - 1, len(self.columns) - 1))

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        return self.columns[column].text(self.shown[row])

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = _NONE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell, its side, colour and weight."""
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _SIDES[column.align]
        if role not in _ROLES:
            return None
        row = self.shown[index.row()]
        if role == LEVEL:
            return column.level(row) if column.level is not None else None
        if role == Qt.ItemDataRole.ForegroundRole:
            level = column.level(row) if column.level is not None else ""
            return style.colour(level) if level else below_nought(column.text(row), column.align == "right")
        if role == Qt.ItemDataRole.FontRole:
            return _bold() if column.strong is not None and column.strong(row) else None
        return column.text(row)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title of a column, the number of a row."""
        if orientation == Qt.Orientation.Vertical or section >= len(self.columns):
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _SIDES[self.columns[section].align]
        return self.columns[section].title if role == Qt.ItemDataRole.DisplayRole else None

    def _ordered(self) -> Sequence[Row]:
        key = self.columns[self.sorted_by[0]].sort_key if self.sorted_by is not None else None
        if self.sorted_by is None or key is None:
            return self._given
        return sorted(self._given, key=key, reverse=self.sorted_by[1])


_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.FontRole,
        LEVEL,
    }
)


def below_nought(text: str, figure: bool) -> QColor | None:
    """The colour of a figure with a minus before it; None where it has the usual one."""
    return style.colour("error") if figure and text.startswith("-") else None


def _bold() -> QFont:
    """Bold and nothing else, so that family and size are those of the table."""
    font = QFont()
    font.setBold(True)
    return font


@dataclass(frozen=True)
class Told:
    """A row that was put into words already: what names it, its texts, and how it stands."""

    key: Hashable
    texts: Sequence[str]
    level: str = ""


def told_columns(titles: Sequence[str], figures: Sequence[str] = ()) -> list[Column[Told]]:
    """The columns of rows in words."""
    return [_told(title, place, title in figures) for place, title in enumerate(titles)]


def _told(title: str, place: int, figure: bool) -> Column[Told]:
    level = (lambda row: row.level) if place == 0 else None
    return Column(title, lambda row: row.texts[place], "right" if figure else "left", level=level)
