"""The sign in the window's foot, and the weekly check while nobody works."""

from __future__ import annotations

from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.session import Session
from ui.window.health_sign import HealthSign
from ui.window.main_window import MainWindow
from unionapp.office import full_check
from unionapp.work import Progress


def test_the_sign_is_seen_while_something_is_bad_and_leads_to_the_page(qtbot: QtBot, town: Session) -> None:
    sign = HealthSign(town)
    qtbot.addWidget(sign)
    assert not sign.isVisible()
    sign.look()
    qtbot.waitUntil(sign.isVisible)
    assert sign.text() == "⚠ 本机备份不好，点这里看"
    with qtbot.waitSignal(town.page_wanted) as wanted:
        sign.click()
    assert wanted.args == ["health"]
    town.store.backup()
    sign.look()
    qtbot.waitUntil(lambda: not sign.isVisible())


def test_everything_is_checked_while_nobody_works_and_once_a_week(
    qtbot: QtBot, town: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = MainWindow(town)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.weekly.done):
        window.weekly.begin()
    assert full_check.last(town.folder, datetime.now()) is not None
    qtbot.waitUntil(tasks.desk.at_rest)
    monkeypatch.setattr(tasks, "look", None)
    window.weekly.begin()


def test_the_first_touch_stops_the_check(qtbot: QtBot, town: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    window = MainWindow(town)
    qtbot.addWidget(window)
    run = full_check.run

    def touched(store: object, now: datetime, progress: Progress) -> full_check.FullCheck:
        window.weekly._stopping = True
        return run(town.store, now, progress)

    monkeypatch.setattr(full_check, "run", touched)
    window.weekly.begin()
    qtbot.waitUntil(tasks.desk.at_rest)
    assert full_check.last(town.folder, datetime.now()) is None
    monkeypatch.setattr(full_check, "run", run)
    window.watch.touched.emit()
    with qtbot.waitSignal(window.weekly.done):
        window.weekly.begin()
