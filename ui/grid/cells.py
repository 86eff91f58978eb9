"""The cells of a grid of lines: what edits them, the keys heard in them, and how they share the width."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget
from unionapp.records.kind import Kind

from ui import style
from ui.fields import FieldEdit, OfferEdit, editor_for
from ui.grid.lines_model import LinesModel
from ui.session import Session

_LEAST = 3
"""So many lines high the grid always is, its headings counted."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Grid(Protocol):
    """What the keys in a cell do."""

    session: Session
    kind: Kind
    model: LinesModel

    def settle(self) -> None: ...
    def step(self, by: int) -> None: ...
    def up_or_down(self, by: int) -> None: ...
    def insert(self) -> None: ...
    def drop(self) -> None: ...
    def copy_above(self) -> None: ...
    def may_balance(self) -> bool: ...
    def balance(self) -> None: ...
    def clipboard_is_table(self) -> bool: ...
    def paste(self) -> None: ...


class Cells(QStyledItemDelegate):
    """Edits a cell with the widget of its field, and hears the keys in it."""

    def __init__(self, grid: Grid, parent: QObject) -> None:
        super().__init__(parent)
        self.grid = grid
        self.open: FieldEdit | None = None
        self._line: QLineEdit | None = None
        self._was = ""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """The widget of the field, its line as flat as the cell."""
        column = self.grid.model.columns[index.column()]
        edit = column.edit() if column.edit else editor_for(self.grid.kind.fields[column.name], self.grid.session)
        edit.setParent(parent)
        edit.setAutoFillBackground(True)
        line = edit.findChild(QLineEdit)
        assert line is not None, column.name
        line.setProperty("role", "cell")
        line.installEventFilter(self)
        edit.setFocusProxy(line)
        if isinstance(edit, OfferEdit):
            edit.offers.line.list.activated.connect(lambda: QTimer.singleShot(0, self, lambda: self.grid.step(1)))
        self.open, self._line = edit, line
        return edit

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """What stands in the cell, or the text that could not be read."""
        assert isinstance(editor, FieldEdit) and self._line is not None
        name = self.grid.model.columns[index.column()].name
        typed = self.grid.model.typed(index.row(), name)
        if typed is None:
            editor.set_value(self.grid.model.rows[index.row()].__data__.get(name))
        else:
            self._line.setText(typed)
        self._was = self._line.text()

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """What was typed goes into the line."""
        assert isinstance(editor, FieldEdit) and self._line is not None
        name = self.grid.model.columns[index.column()].name
        if isinstance(editor, OfferEdit):
            editor.offers.settle()
        elif self._line.text() == self._was:
            return
        try:
            value = editor.value()
        except ValueError as error:
            self.grid.model.leave_unread(index.row(), name, self._line.text(), str(error))
        else:
            self.grid.model.take(index.row(), name, value)
        self._was = self._line.text()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Over the whole cell."""
        editor.setGeometry(option.rect)  # type: ignore[attr-defined]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the grid; Esc takes back what was typed in the cell, and else leaves it alone."""
        if watched is self._line:
            return self._heard(event)
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self._untouched():
            return False
        return super().eventFilter(watched, event)

    def _untouched(self) -> bool:
        return self._line is None or self._line.text() == self._was

    def _heard(self, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
                self.grid.settle()
            return False
        if not isinstance(event, QKeyEvent):
            return False
        deed = self._deed(event)
        if deed is None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            deed()
        return True

    def _deed(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does here; None leaves it to the cell."""
        key, held, grid = event.key(), event.modifiers(), self.grid
        if key == Qt.Key.Key_Backtab or (key in _ENTER and held & _SHIFT):
            return lambda: grid.step(-1)
        if key in _ENTER and not held & _CTRL:
            return lambda: grid.step(1)
        if key == Qt.Key.Key_Up or (key == Qt.Key.Key_Down and not isinstance(self.open, OfferEdit)):
            return lambda: grid.up_or_down(-1 if key == Qt.Key.Key_Up else 1)
        if event.matches(QKeySequence.StandardKey.Paste) and grid.clipboard_is_table():
            return grid.paste
        if held & _CTRL:
            return {Qt.Key.Key_D: grid.copy_above, Qt.Key.Key_Delete: grid.drop, Qt.Key.Key_Insert: grid.insert}.get(
                Qt.Key(key)
            )
        return grid.balance if event.text() in ("=", "＝") and grid.may_balance() else None


class CellTable(QTableView):
    """The cells."""

    entered = Signal()
    """The cursor came into the table."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming in means typing in a cell, once the focus has settled; Qt itself would take the first cell."""
        if self.currentIndex().isValid():
            super().focusInEvent(event)
        QTimer.singleShot(0, self, self.entered.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the width."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give every column its share, none less than it needs."""
        model = self.model()
        if not isinstance(model, LinesModel):
            return
        letter = style.letters(self, 1)
        whole = sum(column.wide for column in model.columns)
        free = max(0, self.viewport().width() - whole * letter)
        for place, column in enumerate(model.columns):
            self.setColumnWidth(place, column.wide * letter + free * column.wide // whole)
        high = int(self.fontMetrics().height() * 1.75)
        self.verticalHeader().setDefaultSectionSize(high)
        self.setMinimumHeight(high * _LEAST)

    def sizeHint(self) -> QSize:
        """Some six lines."""
        return QSize(style.letters(self, 50), int(self.fontMetrics().height() * 1.75) * 7)
