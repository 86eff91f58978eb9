"""What stands in place of a table while a record is written, and what Enter does in a form."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QScrollArea, QWidget

from ui.kit.actions import Action


class Writing(QWidget):
    """What stands in place of the table while a record is written."""

    saved = Signal(str)
    """It was saved; the text says what was done."""
    left = Signal()
    """The clerk is done here."""
    next_wanted = Signal()
    """It was saved and the clerk wants to add another one."""

    @property
    def row_id(self) -> int | None:
        """The id of the record, None while it is new."""
        raise NotImplementedError

    def start(self) -> None:
        """Put the cursor where the writing begins."""
        raise NotImplementedError

    def may_leave(self) -> bool:
        """Whether it may go; asks where something typed would be lost."""
        raise NotImplementedError

    def data_changed(self) -> None:
        """Somebody (undo, another action) changed the data."""
        raise NotImplementedError

    def write(self) -> bool:
        """Save what was written; False, with what must be mended shown, where it was not."""
        raise NotImplementedError

    def leave(self) -> None:
        """Go back, unless the clerk thinks better of it."""
        if self.may_leave():
            self.left.emit()

    def save(self) -> None:
        """Save and go back, unless something must be mended first."""
        if self.write():
            self.left.emit()

    def save_and_next(self) -> None:
        """Save and begin another one."""
        if self.write():
            self.next_wanted.emit()

    def save_action(self) -> Action:
        """保存."""
        return Action("save", "保存", self.save, "Ctrl+S", main=True)

    def leave_action(self) -> Action:
        """返回."""
        return Action("leave", "返回", self.leave, "Esc")


def goes_on(widget: QWidget, event: QKeyEvent, seen_in: QScrollArea | None = None) -> bool:
    """Whether Enter was pressed and did what it does in forms: it presses a button, else goes on to the next field,
    which is scrolled into sight; in a text of several lines it begins a new one."""
    focused = QApplication.focusWidget()
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or isinstance(focused, QPlainTextEdit):
        return False
    if isinstance(focused, QAbstractButton):
        focused.click()
        return True
    widget.focusNextChild()
    now = QApplication.focusWidget()
    if seen_in is not None and now is not None and seen_in.isAncestorOf(now):
        seen_in.ensureWidgetVisible(now)
    return True
