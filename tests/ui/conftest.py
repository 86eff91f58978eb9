"""What holds for every test of the window: no box is shown, and what would have been said is recorded."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from ui import tasks
from ui.kit import messages
from ui.kit.leaving import FilledDialog
from ui.session import Session
from ui.window import sweeping
from ui.window.main_window import MainWindow

from tests.support import cheap_keys
from tests.ui.township import open_town

__all__ = ["cheap_keys", "door", "town"]


@dataclass
class Recorder:
    """Stands in the place of the door: keeps what was said, and answers as the test has laid down."""

    said: list[tuple[str, str]] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)
    """What is answered next to a question or a dialog; a question without an answer fails the test."""
    can_open: bool = True
    """Whether the system has a program for a file."""
    offered: dict[str, Callable[[], None]] = field(default_factory=dict)
    """The buttons on notices, by their text."""

    def texts(self, sort: str) -> list[str]:
        """What was said in one way: tell, warn, ask, toast, bug, or the name of a dialog."""
        return [text for way, text in self.said if way == sort]

    def tell(self, parent: Any, text: str) -> None:
        self.said.append(("tell", text))

    def warn(self, parent: Any, text: str, details: str = "") -> None:
        self.said.append(("warn", text))

    def ask(self, parent: Any, text: str, yes: str, no: str) -> bool:
        self.said.append(("ask", text))
        return bool(self.answers.pop(0))

    def choose(self, parent: Any, text: str, answers: Sequence[str], cancel: str) -> int | None:
        """Answered by the word on a button, or as the door answers: by its place, None for the cancel."""
        self.said.append(("choose", text))
        given: str | int | None = self.answers.pop(0)
        if isinstance(given, str):
            return None if given == cancel else list(answers).index(given)
        return given

    def ask_text(self, parent: Any, title: str, label: str, secret: bool) -> str | None:
        self.said.append(("ask_text", label))
        answer: str | None = self.answers.pop(0)
        return answer

    def choose_file(self, parent: Any, title: str, patterns: str) -> Path | None:
        return self._path("choose_file", title)

    def choose_files(self, parent: Any, title: str, patterns: str) -> list[Path]:
        self.said.append(("choose_files", title))
        answer: list[Path] = self.answers.pop(0)
        return answer

    def open_file(self, path: Path) -> bool:
        self.said.append(("open_file", str(path)))
        return self.can_open

    def save_file(self, parent: Any, title: str, name: str, patterns: str) -> Path | None:
        return self._path("save_file", title)

    def choose_folder(self, parent: Any, title: str) -> Path | None:
        return self._path("choose_folder", title)

    def toast(self, parent: Any, text: str, action_text: str, action: Callable[[], None] | None) -> None:
        self.said.append(("toast", text))
        if action is not None:
            self.offered[action_text] = action

    def bug(self, parent: Any, report: str) -> None:
        self.said.append(("bug", report))

    def _path(self, way: str, title: str) -> Path | None:
        self.said.append((way, title))
        answer: Path | None = self.answers.pop(0)
        return answer


class Shut:
    """The door between two tests: a box shown there would wait for ever."""

    def __getattr__(self, way: str) -> Any:
        raise AssertionError(f"{way}: said when the test was over")


messages.door = Shut()  # type: ignore[assignment]


@pytest.fixture(autouse=True)
def door(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """The recorder in the place of the door."""
    recorder = Recorder()
    monkeypatch.setattr(messages, "door", recorder)
    return recorder


@pytest.fixture(autouse=True)
def no_progress_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a progress dialog appears hangs on no machine's speed: a test that wants one says so."""
    monkeypatch.setattr(tasks, "DELAY", 60_000)


@pytest.fixture(autouse=True)
def swept_by_the_gui_thread() -> Iterator[None]:
    """As in the program, no widget is destroyed by the worker's thread."""
    gc.disable()
    yield
    sweeping.sweep()
    gc.enable()


@pytest.fixture(autouse=True)
def clipboard_of_its_own(qapp: QApplication) -> Iterator[None]:
    """What was copied goes with the test; left to the end of the process, it would be destroyed after Python."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(autouse=True)
def same_look_for_all(qapp: QApplication) -> Iterator[None]:
    """A test that dresses the application leaves it as it was."""
    font, palette, sheet = qapp.font(), qapp.palette(), qapp.styleSheet()
    yield
    if qapp.styleSheet() != sheet:
        qapp.setStyleSheet(sheet)
        qapp.setPalette(palette)
        qapp.setFont(font)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """An open session over a township with three unions; the worker leaves its connection as in the program."""
    session = open_town(tmp_path)
    monkeypatch.setattr(tasks.desk, "leave", session.store.database.close)
    yield session
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # type: ignore[arg-type]
    session.store.close()


@pytest.fixture
def session(town: Session) -> Session:
    """The same by its other name."""
    return town


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Generator[None, None, None]:
    """Before anything is closed, the worker has left the data.

    A dialog that a test leaves open with something typed is hidden, since closing it would ask; a window makes no copy
    at closing, which would go on after the test.
    """
    tasks.desk.drain()
    for widget in QApplication.topLevelWidgets() if QApplication.instance() is not None else ():
        if isinstance(widget, FilledDialog):
            widget.hide()
        elif isinstance(widget, MainWindow):
            widget._copied = True
    return (yield)


@pytest.fixture(autouse=True)
def nothing_stays_in_the_way() -> Iterator[None]:
    """A dialog that a test leaves open is hidden after it: pages wait for modal dialogs before they read anew."""
    yield
    while QApplication.instance() is not None and (left := QApplication.activeModalWidget()) is not None:
        assert left.isVisible(), f"{left} is hidden and still bars the way"
        left.hide()
