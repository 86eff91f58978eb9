"""Starting: input method, language, the login that comes again, faults that nobody caught."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot
from ui import app, tasks
from ui.kit.manners import Manners
from ui.office.backups_page import BackupsPage
from ui.office.operators_page import OperatorsPage
from ui.window.login import Login
from ui.window.main_window import MainWindow
from unionapp.errors import Trouble
from unionapp.paths import DEMO_FOLDER, default_data_folder
from unionapp.store import admission, backup, connection, renewal
from unionapp.subjects.unions.models import Union

from tests.conftest import ExpectLog
from tests.store import scenes
from tests.support import OPERATOR, PASSWORD, make_store, open_store
from tests.ui.answers import answer, answer_restore
from tests.ui.conftest import Recorder


@pytest.mark.parametrize(
    ("given", "chosen"),
    [
        ({"XMODIFIERS": "@im=fcitx"}, "ibus"),
        ({"GTK_IM_MODULE": "fcitx5"}, "ibus"),
        ({"QT_IM_MODULE": "fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=fcitx"}, "compose"),
        ({"XMODIFIERS": "@im=ibus"}, None),
        ({}, None),
    ],
)
def test_fcitx_is_spoken_to_by_ibus_unless_something_else_is_chosen(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], chosen: str | None
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(app.shutil, "which", lambda name: None)
    environment = dict(given)
    app.choose_input_method(environment)
    assert environment.get("QT_IM_MODULE") == chosen


def test_an_installed_fcitx_counts_as_running(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(app.shutil, "which", lambda name: f"/usr/bin/{name}" if name == "fcitx5" else None)
    environment: dict[str, str] = {}
    app.choose_input_method(environment)
    assert environment == {"QT_IM_MODULE": "ibus"}


def test_qts_own_buttons_speak_chinese(qapp: QApplication, qtbot: QtBot) -> None:
    app.speak_chinese(qapp)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Save)
    qtbot.addWidget(box)
    assert [button.text().partition("(")[0] for button in box.buttons()] == ["保存", "取消"]


def test_the_folder_used_last_is_opened_again(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    assert app.last_folder(settings) == default_data_folder()
    settings.setValue("folder", str(tmp_path / "data"))
    assert app.last_folder(settings) == default_data_folder()
    make_store(tmp_path / "data").close()
    assert app.last_folder(settings) == tmp_path / "data"
    assert DEMO_FOLDER not in str(default_data_folder())


def test_the_log_in_the_data_folder_holds_faults_without_data(
    tmp_path: Path, door: Recorder, expected_log: ExpectLog
) -> None:
    expected_log("ValueError")
    handler = app.keep_log(tmp_path)
    data = "王小明"
    try:
        raise ValueError(data)
    except ValueError as error:
        app._fault(ValueError, error, error.__traceback__)
    logging.getLogger().removeHandler(handler)
    handler.close()
    text = (tmp_path / "program.log").read_text("utf-8")
    assert "ValueError" in text and data not in text and len(door.texts("bug")) == 1


def test_a_fault_on_another_thread_is_logged(
    monkeypatch: pytest.MonkeyPatch, expected_log: ExpectLog, door: Recorder
) -> None:
    expected_log("ZeroDivisionError")
    monkeypatch.setattr(threading, "excepthook", app._fault_of_thread)
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    assert door.said == []


def test_a_renewed_key_brings_the_window_again_without_a_login(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, door: Recorder
) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    store = make_store(tmp_path / "data")
    admission.admit(store, "李四", "other-12")
    key, seen = store.key, []

    def dismiss() -> None:
        (window,) = [each for each in qapp.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
        page = window.body.show_page("operators")
        assert isinstance(page, OperatorsPage)
        page.table.selectRow(1)
        door.answers = [True]
        QTimer.singleShot(0, leave)
        page.dismiss()

    def leave() -> None:
        found = [each for each in qapp.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
        fresh = [window for window in found if window.session.store is not store]
        if not fresh:
            QTimer.singleShot(20, leave)
            return
        seen.append(fresh[0].session.store.key)
        fresh[0].close()

    QTimer.singleShot(0, dismiss)
    assert app.attend(qapp, store, settings) is None
    assert seen and seen[0] != key and "数据钥匙已更换" in door.texts("tell")[0]


def test_a_restore_closes_the_data_and_brings_the_login_again(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, door: Recorder
) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    store = make_store(tmp_path / "data")
    file = store.backup()
    with store.journal.step("录入工会"):
        Union.insert(name="青山乡总工会", uid="0" * 32).execute()

    def restore() -> None:
        (window,) = [each for each in qapp.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
        page = window.body.show_page("backups")
        assert isinstance(page, BackupsPage)
        door.answers = [True]
        answer_restore(PASSWORD)
        page.restore()

    QTimer.singleShot(0, restore)
    assert app.attend(qapp, store, settings) == tmp_path / "data"
    assert not tasks.busy() and "另存在" in door.texts("tell")[0]
    answer(Login, log_in)
    opened = app.enter(tmp_path / "data", settings)
    assert opened is not None and file in backup.listing(opened.folder)
    with opened.active():
        assert Union.select().count() == 0
    opened.close()


def log_in(dialog: Login) -> None:
    """Type the password and enter."""
    dialog.password.setText(PASSWORD)
    dialog.open()


def test_a_restore_that_was_cut_off_leads_to_the_login_and_not_to_the_first_start(qtbot: QtBot, tmp_path: Path) -> None:
    scene = scenes.make(tmp_path)
    with scenes.dying(4, lambda name, args: name == "replace"), pytest.raises(scenes.Death):
        scene.restore()
    assert not (scene.folder / connection.FILE).exists()
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("folder", str(scene.folder))
    assert app.last_folder(settings) == scene.folder
    answer(Login, log_in)
    opened = app.enter(scene.folder, settings)
    assert opened is not None
    with opened.active():
        assert opened.journal.steps(1)[0].title.startswith("恢复备份“甲.unionbak”")
    opened.close()


def test_leaving_the_login_opens_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    make_store(tmp_path / "data").close()
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    answer(Login, lambda dialog: dialog.reject())
    assert app.enter(tmp_path / "data", settings) is None


def test_the_window_closes_and_lets_others_in(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    store = make_store(tmp_path / "data")

    def close() -> None:
        (window,) = [each for each in qapp.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
        window.close()

    QTimer.singleShot(0, close)
    assert app.attend(qapp, store, settings) is None
    answer(Login, log_in)
    opened = app.enter(tmp_path / "data", settings)
    assert opened is not None and opened.operator == OPERATOR
    opened.close()


def test_return_presses_the_button_that_has_the_focus(qtbot: QtBot) -> None:
    dialog = QDialog()
    pressed: list[str] = []
    column = QVBoxLayout(dialog)
    for text, main in (("次要", False), ("主要", True)):
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setDefault(main)
        button.clicked.connect(lambda _=False, text=text: pressed.append(text))
        button.installEventFilter(Manners(dialog))
        column.addWidget(button)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    first = dialog.findChildren(QPushButton)[0]
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert pressed == ["次要"]


def test_the_first_login_after_a_handing_over_renews_the_key_and_a_failure_leaves_the_former(
    qtbot: QtBot, tmp_path: Path, door: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_store(tmp_path / "data")
    admission.hand_over(store, "李四", "other-12")
    assert app.taken_over(store) is store
    admission.step_down(store)
    store.close()
    successor = open_store(tmp_path / "data", "李四", "other-12")

    def fail(*given: object, **named: object) -> bytes:
        raise Trouble("磁盘已满。")

    with monkeypatch.context() as patch:
        patch.setattr(renewal, "renew", fail)
        again = app.taken_over(successor)
    assert again is not None and again.key == store.key and "磁盘已满" in door.texts("warn")[0]
    fresh = app.taken_over(again)
    assert fresh is not None and fresh.key != store.key and "数据钥匙已更换" in door.texts("tell")[0]
    fresh.close()
