"""After wrong passwords the window counts the seconds down; the eye shows what is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from ui.window.login import Login, RecoveryDialog
from ui.window.passwords import PasswordEdit
from ui.window.unlock import Unlock
from unionapp.store import guessing

from tests.support import OPERATOR, PASSWORD, make_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder, closed."""
    make_store(tmp_path / "data").close()
    return tmp_path / "data"


def test_the_login_counts_down_after_wrong_passwords(
    qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    login = Login(folder)
    qtbot.addWidget(login)
    login.password.setText("wrong-password")
    for _ in range(3):
        assert login.enter.isEnabled()
        login.open()
    assert not login.enter.isEnabled() and "请在 5 秒后再试" in login.message.text()
    others = Unlock(folder, OPERATOR), RecoveryDialog(login, folder, [OPERATOR])
    for each in others:
        qtbot.addWidget(each)
        assert "秒后再试" in each.message.text()
    monkeypatch.setattr(guessing, "wait", lambda folder: 2)
    login.patience.look()
    assert "请在 2 秒后再试" in login.message.text() and not login.enter.isEnabled()
    monkeypatch.setattr(guessing, "wait", lambda folder: 0)
    login.patience.look()
    assert login.enter.isEnabled() and login.message.text() == "现在可以再试一次。"
    login.password.setText(PASSWORD)
    login.open()
    assert login.store is not None
    login.store.close()


def test_the_eye_shows_what_is_typed_and_hides_it_again(qtbot: QtBot) -> None:
    edit = PasswordEdit("密码")
    qtbot.addWidget(edit)
    edit.setText("kangle2026")
    assert edit.displayText() != "kangle2026" and edit.eye.text() == "显示密码"
    edit.eye.trigger()
    assert edit.displayText() == "kangle2026" and edit.eye.text() == "隐藏密码"
    edit.eye.trigger()
    assert edit.displayText() != "kangle2026"
