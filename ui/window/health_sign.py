"""The small sign that something is wrong with the safety of the data, and the weekly check while nobody works."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QToolButton, QWidget
from unionapp.errors import Stopped
from unionapp.office import full_check, health
from unionapp.work import Progress

from ui import tasks
from ui.session import Session
from ui.window.locking import IdleWatch

_PAUSE = 5000
"""Milliseconds after the last change until it is looked how safe the data are."""
_IDLE = 180_000
"""Milliseconds without a touch until the weekly check may begin."""


class HealthSign(QToolButton):
    """Seen only while something is bad; leads to the page that says what."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("level", "error")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(lambda: session.page_wanted.emit("health"))
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._look_again)
        session.changed.connect(lambda tables: self._timer.start())
        self._timer.start()
        self.hide()

    def _look_again(self) -> None:
        if self.window().isVisible():  # a window that was closed asks its data nothing
            self.look()

    def look(self) -> None:
        """Ask how safe the data are, off the GUI thread; while they are at work, a little later."""
        if tasks.busy():
            self._timer.start()
            return
        store = self._session.store
        tasks.look(self, lambda progress: health.state(store, datetime.now()), self.show_lines)

    def show_lines(self, lines: Sequence[health.Line]) -> None:
        """Be seen where one of them is bad."""
        bad = [line for line in lines if line.state == "bad"]
        words = f"⚠ {bad[0].title}不好" + (f"等 {len(bad)} 项" if len(bad) > 1 else "") + "，点这里看" if bad else ""
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip("\n".join(line.words for line in bad))
        self.setVisible(bool(bad))


class WeeklyCheck(QObject):
    """Checks everything when nobody has touched the window for some minutes and the last check is a week old.

    The first touch stops it; it begins anew at the next rest.
    """

    done = Signal()
    """A check has come to its end."""

    def __init__(self, window: QWidget, session: Session, watch: IdleWatch) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._stopping = False
        self._timer = QTimer(self, singleShot=True, interval=_IDLE)
        self._timer.timeout.connect(self.begin)
        watch.touched.connect(self.put_off)
        self._timer.start()

    def put_off(self) -> None:
        """Stop what is under way, and wait for the next rest."""
        self._stopping = True
        self._timer.start()

    def begin(self) -> None:
        """Check, where it is due and nothing else is at work."""
        store = self._session.store
        self._timer.start()
        if store.read_only or not tasks.desk.at_rest() or not full_check.is_due(store.folder, datetime.now()):
            return
        self._stopping = False
        tasks.look(self._window, self._check, lambda found: self.done.emit())

    def _check(self, progress: Progress) -> full_check.FullCheck:
        def stoppable(done: int, total: int, what: str) -> None:
            if self._stopping:
                raise Stopped
            progress(done, total, what)

        return full_check.run(self._session.store, datetime.now(), stoppable)
