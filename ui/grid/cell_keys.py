"""The keys that are heard in the cells of a grid of lines, and in the list that a cell drops."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from unionapp.records import fields
from unionapp.records.kind import Kind

from ui.grid.cell_table import CTRL, ENTER, SHIFT, CellTable
from ui.grid.line_deeds import LineDeeds
from ui.grid.lines_model import LinesModel
from ui.grid.pasting import clipboard_is_table
from ui.kit.fields import OfferEdit
from ui.session import Session


class CellKeys(Protocol):
    """What the keys in a cell reach."""

    session: Session
    kind: Kind
    model: LinesModel[Any]
    line_deeds: LineDeeds[Any]

    @property
    def table(self) -> CellTable[Any]: ...
    def balance(self) -> None: ...
    def paste(self) -> None: ...


class ListKeys(QObject):
    """Enter and Tab take what is marked in a list and go on at once, so that the next key finds the next cell.

    The list hands its keys to the line past every filter; there Tab would leave the grid.
    """

    def __init__(self, table: CellTable[Any], edit: OfferEdit) -> None:
        super().__init__(edit)
        self._table = table
        self._edit = edit
        self._list = edit.offers.line.list.popup()
        self._list.installEventFilter(self)
        edit.offers.line.list.activated.connect(self._taken)

    def _taken(self) -> None:
        """A line of the list was clicked."""
        self._list.hide()
        self._table.step(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that leave the cell; all others are the list's own."""
        if watched is not self._list or not isinstance(event, QKeyEvent) or self._table.open is not self._edit:
            return False
        back = event.key() == Qt.Key.Key_Backtab or (event.key() in ENTER and bool(event.modifiers() & SHIFT))
        if not back and (event.key() not in ENTER or event.modifiers() & CTRL):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            marked = self._list.currentIndex()
            self._list.hide()
            if marked.isValid() and not back:
                self._edit.offers.take(marked)
            self._table.step(-1 if back else 1)
        return True


def deed_of(event: QKeyEvent, grid: CellKeys) -> Callable[[], object] | None:
    """What a key does in a cell; None leaves it to the cell."""
    key, held, table, deeds = event.key(), event.modifiers(), grid.table, grid.line_deeds
    if key == Qt.Key.Key_Backtab or (key in ENTER and held & SHIFT):
        return lambda: table.step(-1)
    if key in ENTER and not held & CTRL:
        return lambda: table.step(1)
    if key == Qt.Key.Key_Up or (key == Qt.Key.Key_Down and not isinstance(table.open, OfferEdit)):
        return lambda: table.up_or_down(-1 if key == Qt.Key.Key_Up else 1)
    if event.matches(QKeySequence.StandardKey.Paste) and clipboard_is_table():
        return grid.paste
    if held & CTRL:
        return {Qt.Key.Key_D: deeds.copy_above, Qt.Key.Key_Delete: deeds.drop, Qt.Key.Key_Insert: deeds.insert}.get(
            Qt.Key(key)
        )
    return grid.balance if event.text() in ("=", "＝") and _holds_money(grid) else None


def _holds_money(grid: CellKeys) -> bool:
    """Whether the cell with the cursor holds an amount."""
    place = grid.table.currentIndex().column()
    return place >= 0 and isinstance(grid.kind.fields[grid.model.columns[place].name], fields.Money)
