"""The cells of a grid of lines: what edits them, and the keys heard in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from unionapp.records.kind import Kind

from ui.grid.lines_model import LinesModel
from ui.kit.fields import FieldEdit, OfferEdit, editor_for
from ui.session import Session

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Why the focus goes and comes while the cell is neither left nor entered."""
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Said = tuple[bool, object]
"""What a cell says: whether it can be read, and its value or its text."""


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
        self._list: QAbstractItemView | None = None
        self._was = ""
        self._shown: Said | None = None
        """What the line said when the cell was last filled; None while it is new."""
        self._read: Said | None = None
        """What was read in the cell just after."""
        self._clicked = False

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
        self._list = None
        if isinstance(edit, OfferEdit):
            self._list = edit.offers.line.list.popup()
            self._list.installEventFilter(self)
            edit.offers.line.list.activated.connect(self._taken)
        self.open, self._line, self._shown = edit, line, None
        return edit

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """What stands in the cell, or the text that could not be read; what is being typed in it stays untouched."""
        assert isinstance(editor, FieldEdit) and self._line is not None
        name = self.grid.model.columns[index.column()].name
        typed = self.grid.model.typed(index.row(), name)
        said: Said = (typed is None, self.grid.model.rows[index.row()].__data__.get(name) if typed is None else typed)
        if self._shown is not None and (said == self._shown or self.is_typed_in()):  # the cell has been open before
            return
        if typed is None:
            editor.set_value(said[1])
        else:
            self._line.setText(typed)
        self._filled(editor, said)
        if self._line.hasFocus():
            self._line.selectAll()

    def is_open(self) -> bool:
        """Whether a cell stands open to be typed in."""
        return self.open is not None and self.open.isVisible()

    def is_typed_in(self) -> bool:
        """Whether something was typed in the open cell that is not taken into its line yet."""
        return self.open is not None and self.is_open() and _said(self.open, self._text()) != self._read

    def _text(self) -> str:
        return self._line.text() if self._line is not None else ""

    def _filled(self, editor: FieldEdit, said: Said) -> None:
        self._was, self._shown, self._read = self._text(), said, _said(editor, self._text())

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
        text = self._line.text()
        try:
            value = editor.value()
        except ValueError as error:
            self._filled(editor, (False, text))
            self.grid.model.leave_unread(index.row(), name, text, str(error))
        else:
            self._filled(editor, (True, value))
            self.grid.model.take(index.row(), name, value)

    def destroyEditor(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """No cell is open any more; the next one opens anew."""
        if self._line is not None and editor.isAncestorOf(self._line):
            self._line.removeEventFilter(self)
            self.open = self._line = self._list = None
        super().destroyEditor(editor, index)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Over the whole cell."""
        editor.setGeometry(option.rect)  # type: ignore[attr-defined]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the grid; Esc takes back what was typed in the cell, and else leaves it alone."""
        if watched is self._line:
            return self._heard(event)
        if watched is self._list:
            return self._heard_in_list(event)
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self._untouched():
            return False
        return super().eventFilter(watched, event)

    def _untouched(self) -> bool:
        return self._line is None or self._line.text() == self._was

    def _taken(self) -> None:
        """A line of the list was clicked."""
        if self._list is not None:
            self._list.hide()
        self.grid.step(1)

    def _heard_in_list(self, event: QEvent) -> bool:
        """Enter and Tab take what is marked in the list and go on at once, so that the next key finds the next cell.

        The list hands its keys to the line past every filter; there Tab would leave the grid.
        """
        if not isinstance(event, QKeyEvent) or self._list is None or not isinstance(self.open, OfferEdit):
            return False
        back = event.key() == Qt.Key.Key_Backtab or (event.key() in ENTER and bool(event.modifiers() & SHIFT))
        if not back and (event.key() not in ENTER or event.modifiers() & CTRL):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            marked = self._list.currentIndex()
            self._list.hide()
            if marked.isValid() and not back:
                self.open.offers.take(marked)
            self.grid.step(-1 if back else 1)
        return True

    def _heard(self, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            if event.reason() not in _STAYS:
                self._came_or_went(event)
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._released()
        if not isinstance(event, QKeyEvent):
            return False
        deed = self._deed(event)
        if deed is None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            deed()
        return True

    def _came_or_went(self, event: QFocusEvent) -> None:
        """Whoever comes into a cell replaces what stands there by typing; what was typed is taken on leaving."""
        if event.type() == QEvent.Type.FocusOut:
            self.grid.settle()
        elif event.type() == QEvent.Type.FocusIn and self._line is not None:
            self._line.selectAll()
            self._clicked = event.reason() == Qt.FocusReason.MouseFocusReason

    def _released(self) -> None:
        """The click that came into an open cell has put the cursor between its letters; a second one may."""
        if self._clicked and self._line is not None and not self._line.hasSelectedText():
            self._line.selectAll()
        self._clicked = False

    def _deed(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does here; None leaves it to the cell."""
        key, held, grid = event.key(), event.modifiers(), self.grid
        if key == Qt.Key.Key_Backtab or (key in ENTER and held & SHIFT):
            return lambda: grid.step(-1)
        if key in ENTER and not held & CTRL:
            return lambda: grid.step(1)
        if key == Qt.Key.Key_Up or (key == Qt.Key.Key_Down and not isinstance(self.open, OfferEdit)):
            return lambda: grid.up_or_down(-1 if key == Qt.Key.Key_Up else 1)
        if event.matches(QKeySequence.StandardKey.Paste) and grid.clipboard_is_table():
            return grid.paste
        if held & CTRL:
            return {Qt.Key.Key_D: grid.copy_above, Qt.Key.Key_Delete: grid.drop, Qt.Key.Key_Insert: grid.insert}.get(
                Qt.Key(key)
            )
        return grid.balance if event.text() in ("=", "＝") and grid.may_balance() else None


def _said(edit: FieldEdit, text: str) -> Said:
    """What an open cell says: a value, or a text that cannot be read."""
    try:
        return (True, edit.value())
    except ValueError:
        return (False, text)
