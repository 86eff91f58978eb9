"""A notice at the lower edge of a window that goes by itself and never takes the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

_STEP = 4
"""Pixels by which a notice looks higher for a place."""
_STAYS = 6000
"""Milliseconds until a notice goes."""


class Toast(QFrame):
    """One line of text, perhaps with one button; a new one takes the place of the former."""

    def __init__(self, window: QWidget, text: str, action_text: str, action: Callable[[], None] | None) -> None:
        super().__init__(window)
        self.setObjectName("toast")
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(QLabel(text))
        if action is not None:
            button = QPushButton(action_text)
            button.setFlat(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self.close)
            button.clicked.connect(action)
            row.addWidget(button)
        window.installEventFilter(self)
        QTimer.singleShot(_STAYS, self, self.close)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    @classmethod
    def show_over(cls, window: QWidget, text: str, action_text: str, action: Callable[[], None] | None) -> None:
        """Show a notice over a window in place of any that stands there."""
        for former in window.findChildren(cls, options=Qt.FindChildOption.FindDirectChildrenOnly):
            former.close()
        notice = cls(window, text, action_text, action)
        notice.adjustSize()
        notice._settle(window)
        notice.show()
        notice.raise_()

    def _settle(self, window: QWidget) -> None:
        """At the lower edge, or as far above it as no button lies below the notice."""
        self.resize(self.sizeHint())
        place = QRect(QPoint((window.width() - self.width()) // 2, 0), self.size())
        buttons = [_within(each, window) for each in window.findChildren(QAbstractButton) if self._covers(each, window)]
        for bottom in range(window.height(), self.height(), -_STEP):
            place.moveBottom(bottom - 1)
            if not any(place.intersects(each) for each in buttons):
                break
        self.move(place.topLeft())

    def _covers(self, button: QAbstractButton, window: QWidget) -> bool:
        """Whether a button could lie below: one of this window that is seen, and not the notice's own."""
        return button.isVisible() and button.window() is window and not self.isAncestorOf(button)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower edge while the window changes its size."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self._settle(watched)
        return False


def _within(widget: QWidget, window: QWidget) -> QRect:
    """Where a widget stands in its window."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
