"""Circular garbage goes on the GUI thread, never on the worker's."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.window import sweeping
from unionapp.exchange.pause import without_collection
from unionapp.work import Progress


class Circle:
    """Holds itself, and notes on which thread it goes."""

    def __init__(self, gone: list[threading.Thread]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: gone.append(threading.current_thread()))


@pytest.fixture
def eager() -> Iterator[None]:
    """Python would collect at once, were it allowed to."""
    kept = gc.get_threshold()
    gc.collect()
    gc.set_threshold(1, 1, 1)
    yield
    gc.set_threshold(*kept)


@pytest.mark.usefixtures("eager")
def test_the_worker_makes_garbage_and_the_gui_thread_collects_it(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "PACE", 0)
    owner, gone = QObject(), list[threading.Thread]()

    def work(progress: Progress) -> int:
        for _ in range(1000):
            Circle(gone)
        return len(gone)

    found: list[int] = []
    page = QWidget()
    qtbot.addWidget(page)
    tasks.look(page, work, found.append)
    qtbot.waitUntil(lambda: found == [0])
    sweeping.Sweeper(owner)
    qtbot.waitUntil(lambda: len(gone) == 1000)
    assert set(gone) == {threading.current_thread()}


@pytest.mark.usefixtures("eager")
def test_nothing_is_collected_while_very_many_records_are_made() -> None:
    gone: list[threading.Thread] = []
    with without_collection():
        Circle(gone)
        sweeping.sweep()
        assert gone == []
    sweeping.sweep()
    assert len(gone) == 1


def test_what_a_work_was_given_is_let_go_of_on_the_gui_thread(qtbot: QtBot) -> None:
    gone: list[threading.Thread] = []

    class Given:
        """Stands for a widget that only the work and what follows it hold."""

        def work(self, progress: Progress) -> int:
            return 1

        def done(self, result: int) -> None:
            pass

    def start() -> None:
        given = Given()
        weakref.finalize(given, lambda: gone.append(threading.current_thread()))
        tasks.look(page, given.work, given.done)

    page = QWidget()
    qtbot.addWidget(page)
    for _ in range(200):
        start()
    qtbot.waitUntil(lambda: len(gone) == 200)
    assert set(gone) == {threading.current_thread()}
