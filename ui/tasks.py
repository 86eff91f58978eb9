"""Work off the GUI thread: one worker, progress after half a second with a stop button, one thing at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from queue import SimpleQueue
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget
from unionapp.errors import Stopped
from unionapp.work import Progress

from ui.kit import messages, style
from ui.session import Work

Result = TypeVar("Result")

DELAY = 500
"""Milliseconds before the progress dialog appears."""
_PACE = 0.05
"""Seconds between two reports of progress that reach the screen."""
_INPUT = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.KeyPress,
        QEvent.Type.Shortcut,
        QEvent.Type.ShortcutOverride,
    }
)


class ProgressDialog(QDialog):
    """How far a piece of work is, and the button that stops it."""

    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(style.letters(self, 30))
        self.what = QLabel(title)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.stop = QPushButton("停止")
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self.what)
        column.addWidget(self.bar)
        column.addWidget(self.stop, alignment=Qt.AlignmentFlag.AlignRight)

    def advance(self, done: int, total: int, what: str) -> None:
        """Show how far the work is; total 0 means unknown."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if what:
            self.what.setText(what)

    def reject(self) -> None:
        """Esc and the close button mean stop; the dialog goes when the work has ended."""
        self.stop.setEnabled(False)
        self.what.setText("正在停止……")
        self.stop_wanted.emit()


class Job:
    """One piece of work on its way.

    The worker's thread does it, and of Qt only rings the desk's bell; what it was given is let go of on the GUI
    thread, since the last one to hold a widget destroys it, and Qt allows that to its own thread only.
    """

    def __init__(self, title: str, work: Work, handle: Callable[[Job], None], report: Callable[[], object]) -> None:
        self.title = title
        self.result: Any = None
        self.failure: BaseException | None = None
        self.latest = (0, 0, "")
        """What the work reported last."""
        self._work, self._handle, self._report = work, handle, report
        self._stopping = False
        self._reported = 0.0

    def stop(self) -> None:
        """Make the work end at its next report of progress."""
        self._stopping = True

    def progress(self, done: int, total: int, what: str) -> None:
        """What the work calls, on the worker's thread."""
        if self._stopping:
            raise Stopped
        now = time.monotonic()
        if now - self._reported >= _PACE or done == total:
            self._reported = now
            self.latest = (done, total, what)
            self._report()

    def go(self, leave: Callable[[], None]) -> None:
        """Do the work on the worker's thread, then `leave` it (close its connection); keep what came of it."""
        try:
            try:
                self.result = self._work(self.progress)
            finally:
                leave()
        except BaseException as error:  # noqa: BLE001 - kept for the GUI thread, which shows it
            self.failure = error

    def hand_over(self) -> None:
        """Give what came of it to who waits for it, on the GUI thread, and let go of everything."""
        handle, self._handle, self._work = self._handle, _nobody, _no_work
        handle(self)
        self.result = self.failure = None

    def drop(self) -> None:
        """Let go of everything, and of what came of it: who waited for it is gone."""
        self._handle, self._work, self.result, self.failure = _nobody, _no_work, None, None


class Desk(QObject):
    """The one worker and what lies before it."""

    idle = Signal()
    """The work has ended and its outcome was handed over."""
    _moved = Signal()
    """The worker tells how far it is."""
    _rung = Signal()
    """A work is done; it rings once for each, after everything that the work itself told."""

    def __init__(self) -> None:
        super().__init__()
        self._moved.connect(self._show_how_far, Qt.ConnectionType.QueuedConnection)
        self._rung.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        self.leave: Callable[[], None] = _nothing
        """Called on the worker's thread after each work: closes the connection that the work opened."""
        self._thread = ThreadPoolExecutor(1, "work")
        self._finished: SimpleQueue[Job] = SimpleQueue()
        self._job: Job | None = None
        self._parent: QWidget | None = None
        self._dialog: ProgressDialog | None = None
        self._done: Callable[[Any], object] = _forget
        self._looking: set[Job] = set()

    @property
    def title(self) -> str:
        """What is being done now; empty when nothing is."""
        return self._job.title if self._job else ""

    def run(
        self, parent: QWidget | None, title: str, work: Callable[[Progress], Result], done: Callable[[Result], object]
    ) -> None:
        """Start a work; refused with a notice while another one runs."""
        if self._job is not None:
            messages.toast(parent, f"{self.title}还没有完成，请稍等")
            return
        self._parent, self._done = parent, done
        job = self._job = Job(title, work, self._ended, self._moved.emit)
        self._hold(True)
        QTimer.singleShot(DELAY, self, lambda: self.show_progress() if self._job is job else None)
        self._thread.submit(copy_context().run, self._do, job, self.leave)

    def look(self, parent: QWidget, work: Callable[[Progress], Result], done: Callable[[Result], object]) -> None:
        """Read something on the worker's thread while the clerk goes on; what comes of it is dropped with `parent`."""

        def handle(job: Job) -> None:
            self._looking.discard(job)
            if shiboken6.isValid(parent) and not isinstance(job.failure, Stopped):
                _tell(parent, done, job)

        job = Job("", work, handle, _nothing)
        self._looking.add(job)
        self._thread.submit(copy_context().run, self._do, job, self.leave)

    def at_rest(self) -> bool:
        """Whether neither work nor a look is on its way."""
        return self._job is None and not self._looking

    def drain(self) -> None:
        """Wait until the worker's thread has left the data; whatever came of it is dropped, nobody is told."""
        for job in self._looking:
            job.stop()
        self._thread.submit(_nothing).result()
        while not self._finished.empty():
            self._finished.get().drop()
        self._looking.clear()
        self._leave_off()

    def show_progress(self) -> None:
        """Show the progress dialog, unless the work has ended or it stands already."""
        if self._job is None or self._dialog is not None:
            return
        self._hold(False)
        self._dialog = ProgressDialog(self._living_parent(), self._job.title)
        self._dialog.stop_wanted.connect(self._job.stop)
        self._dialog.advance(*self._job.latest)
        self._dialog.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Until the progress dialog stands, keys and clicks go nowhere: the data are at work."""
        return event.type() in _INPUT

    def _hold(self, held: bool) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.removeEventFilter(self)
            application.restoreOverrideCursor()
            if held:
                application.installEventFilter(self)
                application.setOverrideCursor(Qt.CursorShape.BusyCursor)

    def _do(self, job: Job, leave: Callable[[], None]) -> None:
        """On the worker's thread."""
        job.go(leave)
        self._finished.put(job)
        self._rung.emit()

    def _show_how_far(self) -> None:
        if self._job is not None and self._dialog is not None:
            self._dialog.advance(*self._job.latest)

    def _answer(self) -> None:
        """Hand over the work that rang: the changes that it made were told before, those of the next were not yet."""
        if not self._finished.empty():
            self._finished.get().hand_over()

    def _ended(self, job: Job) -> None:
        parent, done = self._living_parent(), self._done
        self._leave_off()
        _tell(parent, done, job)
        if self._job is None:
            self.idle.emit()

    def _leave_off(self) -> None:
        """Take the progress dialog and the hold on keys away: no work is on its way."""
        self._hold(False)
        if self._dialog is not None:
            self._dialog.done(0)
            self._dialog.deleteLater()
        self._job, self._dialog, self._parent, self._done = None, None, None, _forget

    def _living_parent(self) -> QWidget | None:
        return self._parent if self._parent is not None and shiboken6.isValid(self._parent) else None


def _tell(parent: QWidget | None, done: Callable[[Any], object], job: Job) -> None:
    try:
        if job.failure is not None:
            messages.report(parent, job.failure)
        else:
            done(job.result)
    except Exception as error:  # noqa: BLE001 - a fault in what follows is shown like any other
        messages.report(parent, error)


def _nothing() -> None:
    """Leave the worker's thread as it is; tell nobody how far it is."""


def _nobody(job: Job) -> None:
    """Nobody waits for it any more."""


def _no_work(progress: Progress) -> None:
    """Done already."""


def _forget(result: object) -> None:
    """Take no notice of a result."""


desk = Desk()
"""The one worker of the program."""


def run(
    parent: QWidget | None, title: str, work: Callable[[Progress], Result], done: Callable[[Result], object]
) -> None:
    """Do `work(progress)` on the worker's thread with a connection of its own, then `done(result)` on the GUI thread.

    A failure goes to `messages.report`; a stop takes back the running step.
    """
    desk.run(parent, title, work, done)


def look(parent: QWidget, work: Callable[[Progress], Result], done: Callable[[Result], object]) -> None:
    """Read `work(progress)` on the worker's thread without holding up the clerk, then `done(result)` here."""
    desk.look(parent, work, done)


def busy() -> bool:
    """Whether work is on its way."""
    return bool(desk.title)
