"""What the keys do wherever fields are filled in: Enter goes on to the next one, Ctrl+S and Ctrl+Enter save."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QScrollArea, QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CTRL = Qt.KeyboardModifier.ControlModifier


def goes_on(widget: QWidget, event: QKeyEvent, seen_in: QScrollArea | None = None) -> bool:
    """Whether Enter was pressed and did what it does in forms: it presses a button, else goes on to the next field,
    which is scrolled into sight; in a text of several lines it begins a new one."""
    focused = QApplication.focusWidget()
    if event.key() not in ENTER or isinstance(focused, QPlainTextEdit):
        return False
    if isinstance(focused, QAbstractButton):
        focused.click()
        return True
    widget.focusNextChild()
    now = QApplication.focusWidget()
    if seen_in is not None and now is not None and seen_in.isAncestorOf(now):
        seen_in.ensureWidgetVisible(now)
    return True


def saves(event: QKeyEvent) -> bool:
    """Whether the keys that save were pressed."""
    return bool(event.modifiers() & _CTRL) and event.key() in (*ENTER, Qt.Key.Key_S)
