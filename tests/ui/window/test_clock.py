"""A clock that stands before the last use is asked about before anybody logs in, and noted once she has."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from ui.session import Session
from ui.window import clock
from unionapp.office import safekeeping
from unionapp.store.connection import FILE

from tests.support import make_store
from tests.ui.conftest import Recorder

USED = datetime(2026, 11, 27, 9, 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder that was written to last on that day."""
    make_store(tmp_path / "data").close()
    for path in (tmp_path / "data").iterdir():
        os.utime(path, (USED.timestamp(), USED.timestamp()))
    return tmp_path / "data"


def test_a_clock_that_goes_on_asks_nothing(folder: Path, door: Recorder) -> None:
    assert safekeeping.last_use(folder) == USED
    for now in (USED, USED - timedelta(hours=1), USED + timedelta(days=300)):
        assert clock.agreed(folder, now) is False
    assert clock.agreed(folder / "none", USED) is False and door.said == []


@pytest.mark.parametrize("now", [datetime(2025, 11, 1), datetime(2028, 1, 1)])
def test_a_strange_clock_is_asked_about_and_leaving_is_the_harmless_answer(
    folder: Path, door: Recorder, now: datetime
) -> None:
    door.answers = [False, True]
    assert clock.agreed(folder, now) is None
    assert clock.agreed(folder, now) is True
    assert "2026-11-27 09:00" in door.texts("ask")[0] and f"{now:%Y-%m-%d}" in door.texts("ask")[0]


def test_what_the_log_says_otherwise_is_noted_and_said_once(qtbot: QtBot, town: Session, door: Recorder) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    clock.note(window, town.store, datetime(2001, 1, 1), asked=True)
    assert door.texts("warn") == [] and "电脑日期比日志早" in town.store.journal.steps(1)[0].title
    clock.note(window, town.store, datetime(2001, 1, 1), asked=False)
    assert "电脑日期可能不对" in door.texts("warn")[0]
    door.said.clear()
    clock.note(window, town.store, datetime.now(), asked=False)
    assert door.texts("warn") == [] and (town.folder / FILE).exists()
