"""Logging in, and the ways out when password or data are missing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot
from ui.window.login import Login, RecoveryDialog
from ui.window.passwords import CAPS_HINT, PasswordEdit, caps_label, strength
from ui.window.recovery_code import CodeDialog
from ui.window.restoring import RestoreDialog
from ui.window.unlock import Unlock
from ui.window.used_folders import UsedFolders
from unionapp import subjects
from unionapp.store import admission
from unionapp.store.connection import FILE
from unionapp.store.keys import KeyRing
from unionapp.store.store import Store

from tests.support import OPERATOR, PASSWORD, make_store, open_store
from tests.ui.answers import answer, answer_restore
from tests.ui.conftest import Recorder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder, closed."""
    make_store(tmp_path / "data").close()
    return tmp_path / "data"


@pytest.fixture
def login(qtbot: QtBot, folder: Path) -> Login:
    """The login over that folder."""
    made = Login(folder)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_right_password_opens_the_data(qtbot: QtBot, login: Login) -> None:
    login.password.setText(PASSWORD)
    qtbot.keyClick(login.password, Qt.Key.Key_Return)
    assert login.store is not None and login.store.operator == OPERATOR
    login.store.close()


def test_a_wrong_password_says_so_and_stays(qtbot: QtBot, login: Login) -> None:
    login.password.setText("wrong")
    qtbot.keyClick(login.password, Qt.Key.Key_Return)
    assert login.store is None and login.isVisible() and "密码不对" in login.message.text()


def test_every_operator_may_be_chosen(qtbot: QtBot, folder: Path) -> None:
    store = open_store(folder)
    admission.admit(store, "李四", "other-1-long")
    store.close()
    login = Login(folder)
    qtbot.addWidget(login)
    assert [login.operator.itemText(at) for at in range(login.operator.count())] == [OPERATOR, "李四"]
    login.operator.setCurrentText("李四")
    login.password.setText("other-1-long")
    login.open()
    assert login.store is not None and login.store.operator == "李四"
    login.store.close()


def test_the_recovery_code_gives_a_new_password(qtbot: QtBot, tmp_path: Path) -> None:
    store, code = Store.create(tmp_path / "data", subjects.KINDS, OPERATOR, PASSWORD, subjects.OPTIONS)
    store.close()
    login = Login(tmp_path / "data")
    dialog = RecoveryDialog(login, tmp_path / "data", [OPERATOR])
    qtbot.addWidget(login)
    dialog.code.setText("AAAAA" + code[5:])
    dialog.new.first.setText("fresh-2026")
    dialog.reset()
    assert "不一样" in dialog.message.text()
    dialog.new.second.setText("fresh-2026")
    dialog.reset()
    assert "恢复码不对" in dialog.message.text()
    dialog.code.setText(code.replace("-", "").lower())
    shown: list[str] = []
    answer(CodeDialog, lambda made: (shown.append(made.page.code.text()), made.accept()))
    dialog.reset()
    assert shown != [code] and KeyRing.read(tmp_path / "data").unlock_by_code(shown[0])
    assert dialog.result() == RecoveryDialog.DialogCode.Accepted
    open_store(tmp_path / "data", password="fresh-2026").close()


def test_damaged_data_are_restored_from_a_backup(qtbot: QtBot, login: Login, folder: Path, door: Recorder) -> None:
    store = open_store(folder)
    file = store.backup(folder.parent / "stick.unionbak")
    store.close()
    (folder / FILE).write_bytes(b"broken" * 1000)
    login.password.setText(PASSWORD)
    door.answers = [None]
    login.open()
    assert login.store is None and "从备份恢复" in login.message.text()
    qtbot.waitUntil(lambda: not door.answers)
    door.answers = [file, True]
    answer_restore(PASSWORD)
    login.restore()
    qtbot.waitUntil(lambda: bool(door.texts("tell")))
    login.password.setText(PASSWORD)
    login.open()
    assert login.store is not None
    login.store.close()


def test_a_folder_without_data_is_not_taken(login: Login, folder: Path, door: Recorder) -> None:
    door.answers = [folder.parent]
    login.choose_folder()
    assert login.folder == folder and "没有本程序的数据" in login.message.text()


def test_the_lock_opens_for_the_password_alone(qtbot: QtBot, folder: Path) -> None:
    lock = Unlock(folder, OPERATOR)
    qtbot.addWidget(lock)
    lock.show()
    qtbot.keyClick(lock, Qt.Key.Key_Escape)
    lock.password.setText("wrong")
    lock.open()
    assert lock.isVisible() and "密码不对" in lock.message.text()
    lock.password.setText(PASSWORD)
    lock.open()
    assert not lock.isVisible()


def test_locked_capitals_are_pointed_out(qtbot: QtBot) -> None:
    edit = PasswordEdit("密码")
    hint = caps_label(edit)
    qtbot.addWidget(edit)
    edit.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier, "A"))
    assert hint.text() == ""
    edit.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "A"))
    assert hint.text() == CAPS_HINT and edit.text() == "AA"
    edit.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"))
    assert hint.text() == ""


@pytest.mark.parametrize(
    ("password", "level"),
    [
        ("", ""),
        ("abc", "error"),
        ("11111111", "error"),
        ("abcdefgh", "error"),
        ("26091873", "warning"),
        ("kangle2026", "good"),
    ],
)
def test_the_strength_of_a_password_is_judged(password: str, level: str) -> None:
    assert strength(password)[0] == level


def test_a_restore_over_data_that_open_asks_for_leave_of_these_data(
    qtbot: QtBot, login: Login, folder: Path, door: Recorder
) -> None:
    stranger = make_store(folder.parent / "own", "王五", "stranger-1")
    file = stranger.backup(folder.parent / "own.unionbak")
    stranger.close()
    door.answers = [file, True]
    said: list[str] = []

    def act(dialog: RestoreDialog) -> None:
        dialog.password.setText("stranger-1")
        dialog.check()
        qtbot.waitUntil(lambda: "没有名为“王五”的操作员" in dialog.message.text())
        said.append(dialog.message.text())
        dialog.present.operator.setCurrentIndex(1)
        dialog.present.secret.setText("AAAAA")
        dialog.check()
        qtbot.waitUntil(lambda: "恢复码不对" in dialog.message.text())
        dialog.present.operator.setCurrentIndex(0)
        dialog.present.secret.setText(PASSWORD)
        dialog.check()

    answer(RestoreDialog, act)
    login.restore()
    qtbot.waitUntil(lambda: bool(door.texts("tell")))
    assert "现有数据没有动" in said[0] and "恢复码" in said[0]
    assert login.operator.currentText() == "王五"


def test_where_only_the_keys_are_lost_they_are_fetched_and_nothing_else_changes(
    qtbot: QtBot, folder: Path, tmp_path: Path, door: Recorder
) -> None:
    store = open_store(folder)
    file = store.backup(tmp_path / "甲.unionbak")
    store.close()
    (folder / "keys.json").write_text("{")
    login = Login(folder)
    qtbot.addWidget(login)
    login.show()
    door.answers = [file]

    def fetch(dialog: RestoreDialog) -> None:
        assert dialog.fetch.isVisible() and dialog.fetch.isDefault()
        dialog.password.setText(PASSWORD)
        dialog.fetch.click()

    answer(RestoreDialog, fetch)
    login.restore()
    qtbot.waitUntil(lambda: bool(door.texts("tell")))
    assert "已取回钥匙" in door.texts("tell")[0] and not list(folder.glob("replaced-*"))
    open_store(folder).close()


def test_while_the_keys_are_sound_the_whole_backup_is_what_is_offered(
    qtbot: QtBot, login: Login, folder: Path, tmp_path: Path, door: Recorder
) -> None:
    store = open_store(folder)
    file = store.backup(tmp_path / "甲.unionbak")
    store.close()
    door.answers = [file]
    seen: list[bool] = []

    def look(dialog: RestoreDialog) -> None:
        seen.append(dialog.fetch.isVisible())
        dialog.reject()

    answer(RestoreDialog, look)
    login.restore()
    assert seen == [False]


def test_the_login_says_whose_data_these_are_and_offers_those_used_before(
    qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    used = UsedFolders(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    make_store(tmp_path / "other").close()
    used.note(folder, "青石镇总工会", datetime(2026, 11, 26, 17, 5))
    alone = Login(folder, used)
    qtbot.addWidget(alone)
    alone.show()
    assert alone.union.text() == "青石镇总工会" and "2026-11-26 17:05" in alone.place.text()
    assert not alone.places.isVisible()
    used.note(tmp_path / "gone", "没有的工会", datetime(2026, 11, 27))
    used.note(tmp_path / "other", "柳湾乡总工会", datetime(2026, 11, 27))
    login = Login(folder, used)
    qtbot.addWidget(login)
    login.show()
    assert login.places.isVisible() and login.places.count() == 2 and login.places.currentData() == str(folder)
    login.places.setCurrentIndex(0)
    login.places.activated.emit(0)
    assert login.folder == tmp_path / "other" and login.union.text() == "柳湾乡总工会"
