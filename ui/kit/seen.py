"""A page reads anew what changed while it is seen; hidden, it waits until it is looked at again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.session import Session


class Seen:
    """Mixed into a page, before the widget that it is: `watch` says what reads it anew."""

    watched: Watch | None = None

    def watch(self, session: Session, read: Callable[[], None], pause: int = 0) -> Watch:
        """Have `read` called when the page is shown after a change, and `pause` milliseconds after one while seen."""
        assert isinstance(self, QWidget)
        self.watched = Watch(self, session, read, pause)
        return self.watched

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read after the page is painted, so that it comes up at once."""
        super().showEvent(event)  # type: ignore[misc]
        if self.watched is not None:
            self.watched.shown()


class Watch(QObject):
    """Whether what a page shows still holds."""

    def __init__(self, page: QWidget, session: Session, read: Callable[[], None], pause: int) -> None:
        super().__init__(page)
        self._page = page
        self._read = read
        self._pause = pause
        self._stale = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.now)
        session.changed.connect(self.again)

    @property
    def waiting(self) -> bool:
        """Whether it is about to be read."""
        return self._timer.isActive()

    def now(self) -> None:
        """Read, and be up to date."""
        self.done()
        self._read()

    def done(self) -> None:
        """It was read already."""
        self._timer.stop()
        self._stale = False

    def again(self) -> None:
        """What is shown holds no longer."""
        self._stale = True
        if self._page.isVisible():
            self.later()

    def later(self) -> None:
        """Read when nothing has changed for the pause."""
        self._timer.start(self._pause)

    def shown(self) -> None:
        """The page came to the front."""
        if self._stale:
            self._timer.start(0)
