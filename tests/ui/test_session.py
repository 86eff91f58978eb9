"""The open data folder as the window knows it."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot
from ui import tasks
from ui.session import Session
from unionapp.subjects.unions.models import Union
from unionapp.work import Progress

from tests.ui.township import MILL, UNIONS, settle


def test_a_step_on_the_worker_is_told_on_the_gui_thread(qtbot: QtBot, town: Session) -> None:
    here = threading.current_thread()
    heard: list[bool] = []
    town.changed.connect(lambda: heard.append(threading.current_thread() is here))
    with qtbot.waitSignals([tasks.desk.idle, town.changed]):
        tasks.run(None, "录入", lambda progress: settle(town, 1), lambda _: None)
    assert heard == [True]


def test_what_a_work_changed_is_told_before_the_work_is_done(qtbot: QtBot, town: Session) -> None:
    heard: list[str] = []
    town.changed.connect(lambda _: heard.append("changed"))

    def work(progress: Progress) -> None:
        progress(1, 2, "第 1 人")
        settle(town, 1)

    tasks.run(None, "录入", work, lambda _: heard.append("done"))
    tasks.desk._thread.submit(int).result()  # all of it has happened before the window hears of anything
    qtbot.waitUntil(lambda: "done" in heard)
    assert heard == ["changed", "done"]


def test_a_record_is_asked_for_by_kind_and_number(qtbot: QtBot, town: Session) -> None:
    mill = Union.get(Union.name == MILL)
    with qtbot.waitSignal(town.record_wanted) as wanted:
        town.show(UNIONS, mill)
    assert wanted.args == ["unions", mill.id]
