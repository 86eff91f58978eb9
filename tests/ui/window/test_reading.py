"""The window where nothing can be written, and the login where somebody else writes or the data file is damaged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.kit import style
from ui.session import Session
from ui.window import damage
from ui.window.banner import Banner
from ui.window.login import Login
from ui.window.main_window import MainWindow
from unionapp import subjects
from unionapp.store import connection, editing, fallback
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests.support import OPERATOR, PASSWORD, make_store
from tests.ui.conftest import Recorder

WHY = fallback.reason("“会计”正在使用（电脑“PC-2”，从 2026-03-04 05:06 起）")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed folder with a union, a backup, and another union."""
    made = make_store(tmp_path / "data")
    editing.save(made.journal, UNIONS, Union(name="甲工会"))
    made.backup()
    editing.save(made.journal, UNIONS, Union(name="乙工会"))
    made.close()
    return tmp_path / "data"


def opened(folder: Path, why: str = "") -> Store:
    return Store.open(folder, subjects.KINDS, OPERATOR, PASSWORD, subjects.OPTIONS, why)


@pytest.fixture
def writer(folder: Path) -> Iterator[Store]:
    """Somebody else at work in the folder."""
    store = opened(folder)
    yield store
    store.close()


@pytest.fixture
def reader(writer: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A session that reads beside her."""
    store = opened(writer.folder, WHY).enter()
    monkeypatch.setattr(tasks.desk, "leave", store.database.close)
    yield Session(store, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    store.close()


def login_with_password(qtbot: QtBot, folder: Path) -> Login:
    login = Login(folder)
    qtbot.addWidget(login)
    login.password.setText(PASSWORD)
    return login


def test_the_banner_says_why_and_the_way_back_comes_when_the_other_one_has_closed(
    qtbot: QtBot, reader: Session, writer: Store
) -> None:
    window = MainWindow(reader)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    banner = window.banner
    assert banner.words.text() == WHY
    assert banner.isVisible() and not banner.write.isVisible()
    told: list[frozenset[str]] = []
    reader.changed.connect(told.append)
    banner.look()
    assert told == []
    with writer.active():
        editing.save(writer.journal, UNIONS, Union(name="丙工会"))
    banner.look()
    assert len(told) == 1 and "union_org" in told[0]
    writer.close()
    banner.look()
    assert banner.words.text() == "对方已关闭，现在可以录入。"
    with qtbot.waitSignal(window.closed):
        banner.write.click()
    assert banner.fresh is not None and not banner.fresh.read_only
    banner.fresh.close()


def test_what_cannot_be_written_is_refused_with_the_words_of_the_banner(
    qtbot: QtBot, reader: Session, door: Recorder
) -> None:
    window = MainWindow(reader)
    qtbot.addWidget(window)
    window.back_up()
    qtbot.waitUntil(tasks.desk.at_rest)
    window.steps.undo()
    qtbot.waitUntil(tasks.desk.at_rest)
    assert door.texts("warn") == [f"{WHY}这一步没有保存。"] * 2
    window.close()


def test_a_way_back_that_is_taken_again_meanwhile_is_said(
    qtbot: QtBot, reader: Session, writer: Store, door: Recorder
) -> None:
    banner = Banner(reader)
    qtbot.addWidget(banner)
    banner.reopen()
    assert banner.fresh is None
    assert "打开（从" in door.texts("warn")[0]


def test_where_all_can_be_written_there_is_no_banner(qtbot: QtBot, town: Session) -> None:
    banner = Banner(town)
    qtbot.addWidget(banner)
    assert banner.isHidden()


@pytest.mark.parametrize("wanted", [True, False])
def test_who_comes_second_is_asked_whether_to_read(
    qtbot: QtBot, folder: Path, writer: Store, door: Recorder, wanted: bool
) -> None:
    login = login_with_password(qtbot, folder)
    door.answers.append(wanted)
    login.open()
    assert f"“{OPERATOR}”正在使用" in door.texts("ask")[0]
    assert (login.store is not None) == wanted
    if login.store is not None:
        assert login.store.read_only.startswith(f"只读：“{OPERATOR}”正在使用")
        login.store.close()


def spoil(folder: Path) -> bytes:
    """Damage a page near the end of the data file."""
    file = folder / connection.FILE
    content = bytearray(file.read_bytes())
    content[-3 * 4096 + 100] ^= 1
    file.write_bytes(content)
    return bytes(content)


@pytest.mark.parametrize("way", [damage.RESTORE, damage.RESCUE])
def test_a_damaged_file_is_set_aside_and_replaced_by_what_the_clerk_chose(
    qtbot: QtBot, folder: Path, door: Recorder, way: str
) -> None:
    left = spoil(folder)
    login = login_with_password(qtbot, folder)
    door.answers.append(way)
    login.open()
    qtbot.waitUntil(lambda: bool(door.texts("tell")))
    assert "会退回其后的 1 步" in door.texts("choose")[0]
    (kept,) = folder.glob("replaced-*")
    assert (kept / connection.FILE).read_bytes() == left
    store = opened(folder)
    store.close()


def test_a_damaged_file_is_left_alone_where_the_clerk_says_so(qtbot: QtBot, folder: Path, door: Recorder) -> None:
    left = spoil(folder)
    login = login_with_password(qtbot, folder)
    door.answers.append(damage.NOTHING)
    login.open()
    qtbot.waitUntil(lambda: bool(door.texts("choose")))
    qtbot.waitUntil(tasks.desk.at_rest)
    assert (folder / connection.FILE).read_bytes() == left
    assert "已损坏" in login.message.text()


def test_the_banner_is_whole_at_the_smallest_screen_and_the_largest_letters(qtbot: QtBot, reader: Session) -> None:
    window = MainWindow(reader)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    for words in window.banner.findChildren(QLabel):
        assert words.height() >= words.heightForWidth(words.width())
    assert style.letters(window, 1) > 0
    window.close()
