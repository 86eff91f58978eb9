"""The rows of a table: an array of ids, and the records of the pages that are looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from unionapp.records import access, fields, search
from unionapp.records.fields import RecordField
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import rows as stored

from ui.kit.text_model import below_nought
from ui.records.columns import is_figure

Index = QModelIndex | QPersistentModelIndex

_PAGE = 32
_PAGES = 48
"""At most so many pages of so many records are kept: some 1,500 records, whatever the table holds."""
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_ROLES = Qt.ItemDataRole
_DISPLAY, _TIP, _COLOUR, _SIDE = (
    int(role) for role in (_ROLES.DisplayRole, _ROLES.ToolTipRole, _ROLES.ForegroundRole, _ROLES.TextAlignmentRole)
)
_NONE = QModelIndex()


class RecordModel(QAbstractTableModel):
    """A table over the answer to a query; a row's text is made when it is painted."""

    def __init__(self, kind: Kind, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.ids: array[int] = array("q")
        self.names: tuple[str, ...] = kind.columns
        self._sides = self._sides_of(kind.columns)
        self.mask = True
        self._query = search.Query()
        self._pages: OrderedDict[int, list[tuple[Record, dict[str, str]] | None]] = OrderedDict()

    @property
    def query(self) -> search.Query:
        """What is asked now."""
        return self._query

    def ask(self, query: search.Query) -> None:
        """Ask anew, and show the answer from its first row on."""
        self._query = query
        found = search.ids(self.kind, query)
        self.beginResetModel()
        self.ids = found
        self._pages.clear()
        self.endResetModel()

    def show_columns(self, names: Sequence[str]) -> None:
        """Show other columns of the same rows."""
        self.beginResetModel()
        self.names = tuple(names)
        self._sides = self._sides_of(names)
        self.endResetModel()

    def set_mask(self, mask: bool) -> None:
        """Hide private parts, or show them."""
        self.mask = mask
        self._pages.clear()
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, len(self.names) - 1))

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many rows answer."""
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = _NONE) -> int:
        """How many columns are shown."""
        return 0 if parent.isValid() else len(self.names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell, and on which side it stands."""
        column = index.column()
        if role in (_DISPLAY, _TIP):
            return self.text(index.row(), self.names[column])
        if role == _COLOUR and self._sides[column] == _RIGHT:
            return below_nought(self.text(index.row(), self.names[column]), True)
        return self._sides[column] if role == _SIDE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The label of a column, the number of a row."""
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == _DISPLAY else None
        if section >= len(self.names):
            return None
        if role == _DISPLAY:
            return self.kind.fields[self.names[section]].label
        return self._sides[section] if role == _SIDE else None

    def record(self, row: int) -> Record | None:
        """The record of a row, its links fetched; None where it is gone since the question was asked."""
        entry = self._entry(row)
        return entry[0] if entry else None

    def text(self, row: int, name: str) -> str:
        """The text of one field of a row as the table shows it."""
        entry = self._entry(row)
        if entry is None:
            return ""
        record, texts = entry
        if name not in texts:
            texts[name] = self.kind.shown(record, name, self.mask).replace("\n", " ")
        return texts[name]

    def sums(self, rows: Sequence[int] | None = None) -> dict[str, int]:
        """The sums in fen of the money columns that are shown, over some rows or over all that answer."""
        names = [name for name in self.names if _is_summed(self.kind.fields[name], self.mask)]
        if not names:
            return {}
        return stored.sums(self.kind, names, self._query if rows is None else [self.ids[row] for row in rows])

    def _sides_of(self, names: Sequence[str]) -> tuple[int, ...]:
        return tuple(_RIGHT if is_figure(self.kind.fields[name]) else _LEFT for name in names)

    def _entry(self, row: int) -> tuple[Record, dict[str, str]] | None:
        page = row // _PAGE
        if page in self._pages:
            self._pages.move_to_end(page)
        else:
            self._pages[page] = self._fetched(page)
            if len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        entries = self._pages[page]
        return entries[row % _PAGE] if row % _PAGE < len(entries) else None

    def _fetched(self, page: int) -> list[tuple[Record, dict[str, str]] | None]:
        wanted = self.ids[page * _PAGE : (page + 1) * _PAGE]
        found = {record.id: record for record in search.rows(self.kind, wanted)}
        return [(found[row], {}) if row in found else None for row in wanted]


def _is_summed(field: RecordField, mask: bool) -> bool:
    """Whether a column has a sum: money that adds up, unless it is hidden."""
    return isinstance(field, fields.Money) and field.adds and not (mask and field.private) and access.may_see(field)
