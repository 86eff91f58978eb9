"""The button inside a field: it drops the list of a choice, or opens the calendar of a day."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLineEdit, QToolButton

from ui.kit import style

_WIDE = 28
"""Pixels of the button at 100 %; the style sheet keeps the text of the line off it."""
_FRAME = 2


class FieldButton(QToolButton):
    """Stands at the right edge within a line, as high as it; the keyboard never stops on it."""

    def __init__(self, line: QLineEdit, role: str, name: str, press: Callable[[], None]) -> None:
        super().__init__(line)
        self._line = line
        self.setProperty("role", role)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(name)
        self.clicked.connect(press)
        line.setProperty("inner", True)
        line.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the line."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        line, wide = self._line, style.pixels(_WIDE)
        self.setGeometry(line.width() - wide - _FRAME, _FRAME, wide, line.height() - 2 * _FRAME)
