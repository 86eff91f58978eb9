"""Work off the GUI thread: its result, its failure, its stop."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from ui import tasks
from unionapp.errors import Refused
from unionapp.work import Progress

from tests.ui.conftest import Recorder


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window before which the work is done."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Holds a work until the test opens it."""
    event = threading.Event()
    yield event
    event.set()


def test_the_result_comes_back_on_the_gui_thread(qtbot: QtBot, window: QWidget) -> None:
    seen: list[tuple[object, bool]] = []
    here = threading.current_thread()

    def work(progress: Progress) -> bool:
        progress(1, 2, "一半")
        return threading.current_thread() is not here

    with qtbot.waitSignal(tasks.desk.idle):
        tasks.run(window, "计算", work, lambda off: seen.append((off, threading.current_thread() is here)))
    assert seen == [(True, True)] and not tasks.busy()


def test_a_failure_is_reported_and_nothing_follows(qtbot: QtBot, window: QWidget, door: Recorder) -> None:
    def work(progress: Progress) -> None:
        raise Refused("这一行不能导入。")

    followed: list[object] = []
    with qtbot.waitSignal(tasks.desk.idle):
        tasks.run(window, "导入", work, followed.append)
    assert door.texts("warn") == ["这一行不能导入。"] and followed == []


def test_a_failure_in_what_follows_is_reported(qtbot: QtBot, window: QWidget, door: Recorder) -> None:
    def follow(result: object) -> None:
        raise Refused("没有可以显示的内容。")

    with qtbot.waitSignal(tasks.desk.idle):
        tasks.run(window, "统计", lambda progress: 1, follow)
    assert door.texts("warn") == ["没有可以显示的内容。"]


def test_stop_ends_the_work_at_its_next_report(
    qtbot: QtBot, window: QWidget, door: Recorder, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "DELAY", 0)

    def work(progress: Progress) -> None:
        progress(1, 3, "第 1 行")
        gate.wait(10)
        progress(2, 3, "第 2 行")

    with qtbot.waitSignal(tasks.desk.idle):
        tasks.run(window, "导入", work, lambda _: pytest.fail("a stopped work has no result"))
        qtbot.waitUntil(lambda: bool(window.findChildren(tasks.ProgressDialog)))
        (dialog,) = window.findChildren(tasks.ProgressDialog)
        qtbot.waitUntil(lambda: dialog.what.text() == "第 1 行")
        qtbot.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
        gate.set()
    assert door.texts("toast") == ["已停止，没有改动"]


def test_a_second_work_waits_for_the_first(
    qtbot: QtBot, window: QWidget, door: Recorder, gate: threading.Event
) -> None:
    with qtbot.waitSignal(tasks.desk.idle):
        tasks.run(window, "备份", lambda progress: gate.wait(10), lambda _: None)
        tasks.run(window, "导入", lambda progress: 1, lambda _: pytest.fail("it was refused"))
        gate.set()
    assert door.texts("toast") == ["备份还没有完成，请稍等"]


def test_clicks_go_nowhere_while_the_work_is_not_yet_shown(
    qtbot: QtBot, window: QWidget, gate: threading.Event
) -> None:
    button = QPushButton("导入", window)
    button.show()
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    with qtbot.waitSignal(tasks.desk.idle):
        tasks.run(window, "备份", lambda progress: gate.wait(10), lambda _: None)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        gate.set()
    assert pressed == []
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [1]


def test_the_thread_is_left_clean_after_each_work(
    qtbot: QtBot, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[str] = []
    monkeypatch.setattr(tasks.desk, "leave", lambda: left.append(threading.current_thread().name))
    with qtbot.waitSignal(tasks.desk.idle):
        tasks.run(window, "统计", lambda progress: 1, lambda _: None)
    assert len(left) == 1 and left[0].startswith("work")


def test_a_look_holds_nobody_up(qtbot: QtBot, window: QWidget) -> None:
    seen: list[tuple[int, bool]] = []
    here = threading.current_thread()
    tasks.desk.look(window, lambda progress: 5, lambda got: seen.append((got, threading.current_thread() is here)))
    assert not tasks.busy()
    qtbot.waitUntil(lambda: seen == [(5, True)])


def test_a_look_for_a_page_that_is_gone_is_dropped(qtbot: QtBot) -> None:
    page = QWidget()
    started, goes_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> int:
        started.set()
        goes_on.wait(10)
        return 5

    seen: list[object] = []
    tasks.desk.look(page, work, seen.append)
    assert started.wait(5)
    shiboken6.delete(page)
    goes_on.set()
    tasks.desk.drain()
    qtbot.waitUntil(lambda: not tasks.desk._looking)
    assert seen == []


def test_a_look_that_is_drained_stops(qtbot: QtBot, window: QWidget, door: Recorder, gate: threading.Event) -> None:
    started = threading.Event()

    def work(progress: Progress) -> int:
        started.set()
        gate.wait(10)
        progress(1, 2, "")
        return 5

    seen: list[object] = []
    tasks.desk.look(window, work, seen.append)
    assert started.wait(5)
    (job,) = tasks.desk._looking
    job.stop()
    gate.set()
    tasks.desk.drain()
    qtbot.waitUntil(lambda: not tasks.desk._looking)
    assert seen == [] and door.said == []


def test_what_is_ready_but_not_handed_over_is_dropped_by_a_drain(qtbot: QtBot, window: QWidget, door: Recorder) -> None:
    def follow(result: object) -> None:
        raise ZeroDivisionError

    tasks.run(window, "统计", lambda progress: 1, follow)
    tasks.desk.look(window, lambda progress: 1, follow)
    tasks.desk.drain()
    QApplication.processEvents()
    assert tasks.desk.at_rest() and door.said == []
    assert not tasks.busy() and QApplication.overrideCursor() is None


def test_a_look_that_fails_is_reported(qtbot: QtBot, window: QWidget, door: Recorder) -> None:
    def work(progress: Progress) -> None:
        raise Refused("没有可以统计的内容。")

    tasks.desk.look(window, work, lambda result: pytest.fail("nothing came of it"))
    qtbot.waitUntil(lambda: door.texts("warn") == ["没有可以统计的内容。"])
