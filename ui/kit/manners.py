"""Manners of the whole window that hold for every widget, in one place: the application is told of them once."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

DEAD = 0.5
"""Seconds for which a button that has just appeared hears no mouse: the click was meant for what stood there before."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_APPEARED = "appeared"
_HEARD = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.Show)
_CLICKS = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class Manners(QObject):
    """Return presses the button that has the focus, Esc first shuts what is dropped down, and a button that has just
    appeared under the mouse is dead for a moment."""

    def __init__(self, parent: QObject, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._now = now

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hears every event of the application, so the sort is asked first."""
        sort = event.type()
        if sort in _CLICKS:
            return isinstance(watched, QPushButton) and self._is_fresh(watched)
        if sort not in _HEARD:
            return False
        if sort == QEvent.Type.Show:
            if isinstance(watched, QPushButton):
                watched.setProperty(_APPEARED, self._now())
            return False
        assert isinstance(event, QKeyEvent)
        if sort == QEvent.Type.ShortcutOverride:
            return _shuts(event)
        return isinstance(watched, QPushButton) and _presses(watched, event)

    def _is_fresh(self, button: QAbstractButton) -> bool:
        appeared = button.property(_APPEARED)
        return appeared is not None and self._now() - float(appeared) < DEAD


def _shuts(event: QKeyEvent) -> bool:
    """Whether Esc was pressed while a list or a calendar is dropped: then it is a key of that, and no shortcut."""
    if event.key() != Qt.Key.Key_Escape or QApplication.activePopupWidget() is None:
        return False
    event.accept()
    return True


def _presses(button: QPushButton, event: QKeyEvent) -> bool:
    if not button.hasFocus() or event.key() not in _ENTER:
        return False
    button.click()
    return True
