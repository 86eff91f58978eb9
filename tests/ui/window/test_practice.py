"""The practice township: one click away, told from real data, left again, and begun anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui import app
from ui.session import Session
from ui.window.login import Login
from ui.window.main_window import MainWindow
from ui.window.used_folders import UsedFolders
from unionapp.office import practising
from unionapp.store import practice
from unionapp.subjects.unions.models import Union

from tests.support import PASSWORD, make_store
from tests.ui.answers import answer
from tests.ui.conftest import Recorder


@pytest.fixture(autouse=True)
def small(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """The practice township is a small one; as in the program, no closed window ends the application."""
    monkeypatch.setattr(practising, "SIZE", "small")
    qapp.setQuitOnLastWindowClosed(False)


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    """The choices of a clerk."""
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder of real data."""
    make_store(tmp_path / "data").close()
    return tmp_path / "data"


def windows(qapp: QApplication) -> Iterator[MainWindow]:
    """The main windows that are seen."""
    return (each for each in qapp.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible())


def test_practising_is_one_click_from_the_login_and_leads_back(
    qtbot: QtBot, qapp: QApplication, home: Path, settings: QSettings
) -> None:
    answer(Login, lambda dialog: dialog.practise())
    opened = app.enter(home, settings)
    assert opened is not None and opened.folder == practising.place(home) and practice.is_practice(opened.folder)
    app.note_use(opened, settings)
    assert settings.value("folder") is None and not UsedFolders(settings).known()
    seen: list[bool] = []

    def leave() -> None:
        (window,) = windows(qapp)
        seen.append(window.practice.isVisible())
        window.practice.tools.command("leave-practice").trigger()

    QTimer.singleShot(0, leave)
    assert app.attend(qapp, opened, settings) == home and seen == [True]


def test_practice_begins_anew_only_where_it_is_practice(
    qtbot: QtBot, qapp: QApplication, home: Path, settings: QSettings, door: Recorder
) -> None:
    opened = app.practise(practising.place(home))
    assert opened is not None
    folder, door.answers = opened.folder, [True]
    with opened.active(), opened.journal.step("登记工会"):
        unions = Union.select().count()
        Union.insert(name="青山乡总工会", uid="0" * 32).execute()

    QTimer.singleShot(0, lambda: next(windows(qapp)).practice.tools.command("begin-practice-anew").trigger())
    assert app.attend(qapp, opened, settings) == folder and not (folder / "union.db").exists()
    practising.begin_anew(home)
    assert (home / "union.db").exists()
    fresh = app.enter(folder, settings)
    assert fresh is not None
    with fresh.active():
        assert Union.select().count() == unions
    fresh.close()


def test_the_real_window_leads_to_practice_and_shows_no_strip(
    qtbot: QtBot, qapp: QApplication, home: Path, settings: QSettings
) -> None:
    answer(Login, lambda dialog: (dialog.password.setText(PASSWORD), dialog.open()))
    opened = app.enter(home, settings)
    assert opened is not None
    seen: list[bool] = []

    def go() -> None:
        (window,) = windows(qapp)
        seen.append(window.practice.isVisible())
        window.header.keys.command("practise").trigger()

    QTimer.singleShot(0, go)
    assert app.attend(qapp, opened, settings) == practising.place(home) and seen == [False]


def test_who_is_in_practice_already_is_told_so(qtbot: QtBot, town: Session, door: Recorder) -> None:
    practice.set_apart(town.folder)
    window = MainWindow(town)
    qtbot.addWidget(window)
    window.header.keys.command("practise").trigger()
    assert door.texts("toast") == ["现在就在练习乡镇里"] and town.next_folder is None
