"""Locking the window after nobody touched it for a while; what was typed stays behind the curtain."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from ui.session import Session
from ui.window.unlock import Unlock

MINUTES = (0, 5, 10, 15, 30, 60)
"""What the clerk may choose; 0 never locks."""
USUAL = 15
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


def minutes(settings: QSettings) -> int:
    """After how many minutes the window locks; 0 never."""
    chosen = str(settings.value("lock/minutes", USUAL))
    return int(chosen) if chosen.isdecimal() and int(chosen) in MINUTES else USUAL


class IdleWatch(QObject):
    """Says when no key and no mouse was touched for the chosen time in any of our windows."""

    idle = Signal()
    touched = Signal()
    """A key or the mouse was touched."""

    def __init__(self, parent: QObject, settings: QSettings) -> None:
        super().__init__(parent)
        self._settings = settings
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
        self.restart()

    def restart(self) -> None:
        """Count from now; the time may have been chosen anew."""
        wait = minutes(self._settings)
        if wait:
            self._timer.start(wait * 60_000)
        else:
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every touch counts from anew; nothing is kept from the window."""
        if event.type() in _TOUCHES:
            self.restart()
            self.touched.emit()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)


class Curtain(QWidget):
    """Covers one window wholly."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("curtain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False


def lock(session: Session, why: str = "已锁定。") -> None:
    """Cover every window until the operator gives the password."""
    windows = [window for window in QApplication.topLevelWidgets() if window.isVisible() and window.isWindow()]
    curtains = [Curtain(window) for window in windows]
    Unlock(session.folder, session.store.operator, why).exec()
    for curtain in curtains:
        curtain.hide()
        curtain.deleteLater()
