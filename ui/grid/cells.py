"""The cells of a grid of lines: what edits them, and the keys heard in them."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.grid.cell_keys import CellKeys, ListKeys, deed_of
from ui.kit.field_edit import FieldEdit
from ui.kit.fields import OfferEdit, editor_for

_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Why the focus goes and comes while the cell is neither left nor entered."""
Said = tuple[bool, object]
"""What a cell says: whether it can be read, and its value or its text."""


class Cells(QStyledItemDelegate):
    """Edits a cell with the widget of its field, and hears the keys in it."""

    def __init__(self, grid: CellKeys, parent: QObject) -> None:
        super().__init__(parent)
        self.grid = grid
        self._line: QLineEdit | None = None
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
        if isinstance(edit, OfferEdit):
            ListKeys(self.grid.table, edit)
        self.grid.table.open, self._line, self._shown = edit, line, None
        return edit

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """What stands in the cell, or the text that could not be read; what is being typed in it stays untouched."""
        assert isinstance(editor, FieldEdit) and self._line is not None
        line, name = self.grid.model.rows[index.row()], self.grid.model.columns[index.column()].name
        typed = self.grid.model.unread.text(line, name)
        said: Said = (typed is None, line.__data__.get(name) if typed is None else typed)
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
        return self.grid.table.open is not None and self.grid.table.open.isVisible()

    def is_typed_in(self) -> bool:
        """Whether something was typed in the open cell that is not taken into its line yet."""
        edit = self.grid.table.open
        return edit is not None and edit.isVisible() and _said(edit, self._text()) != self._read

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
            self.grid.table.open = self._line = None
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
        untouched = self._line is None or self._line.text() == self._was
        if untouched and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            return False
        return super().eventFilter(watched, event)

    def _heard(self, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            if event.reason() not in _STAYS:
                self._came_or_went(event)
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._released()
        if not isinstance(event, QKeyEvent):
            return False
        deed = deed_of(event, self.grid)
        if deed is None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            deed()
        return True

    def _came_or_went(self, event: QFocusEvent) -> None:
        """Whoever comes into a cell replaces what stands there by typing; what was typed is taken on leaving."""
        if event.type() == QEvent.Type.FocusOut:
            self.grid.table.settle()
        elif event.type() == QEvent.Type.FocusIn and self._line is not None:
            self._line.selectAll()
            self._clicked = event.reason() == Qt.FocusReason.MouseFocusReason

    def _released(self) -> None:
        """The click that came into an open cell has put the cursor between its letters; a second one may."""
        if self._clicked and self._line is not None and not self._line.hasSelectedText():
            self._line.selectAll()
        self._clicked = False


def _said(edit: FieldEdit, text: str) -> Said:
    """What an open cell says: a value, or a text that cannot be read."""
    try:
        return (True, edit.value())
    except ValueError:
        return (False, text)
