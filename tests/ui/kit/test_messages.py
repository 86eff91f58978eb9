"""Failures become sentences in one place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from ui.kit import messages
from ui.kit.toast import Toast
from unionapp.errors import Problem, Refused, Stopped, Trouble

from tests.conftest import ExpectLog
from tests.ui.conftest import Recorder


def test_a_refusal_lists_every_problem(door: Recorder) -> None:
    messages.report(None, Refused([Problem("name", "姓名不能空着。"), Problem("birth", "出生日期晚于今天。")]))
    (text,) = door.texts("warn")
    assert "姓名不能空着。" in text and "出生日期晚于今天。" in text


def test_a_refusal_with_one_problem_is_that_sentence(door: Recorder) -> None:
    messages.report(None, Refused("没有可以撤销的操作。"))
    assert door.texts("warn") == ["没有可以撤销的操作。"]


def test_a_trouble_is_told_as_it_is(door: Recorder) -> None:
    messages.report(None, Trouble("磁盘已满。"))
    assert door.texts("warn") == ["磁盘已满。"]


def test_a_stop_is_only_noticed_in_passing(door: Recorder) -> None:
    messages.report(None, Stopped())
    assert door.said == [("toast", "已停止，没有改动")]


def test_a_bug_is_reported_without_the_unions_data(door: Recorder, expected_log: ExpectLog) -> None:
    expected_log("KeyError")
    data = "王小明 110105194912310021"
    try:
        raise KeyError(data)
    except KeyError as error:
        messages.report(None, error)
    (report,) = door.texts("bug")
    assert "test_messages.py" in report and "KeyError" in report
    assert "王小明" not in report.split("KeyError: ")[-1] and "1949" not in report


@pytest.mark.parametrize(("pressed", "meant"), [("全部", 0), ("只这一张", 1), ("取消", None)])
def test_a_question_of_several_answers_does_nothing_by_enter_or_esc(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, pressed: str, meant: int | None
) -> None:
    shown: list[tuple[Any, Any]] = []

    def shows(box: QMessageBox) -> int:
        shown.append((box.defaultButton().text(), box.escapeButton().text()))
        next(each for each in box.buttons() if each.text() == pressed).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", shows)
    assert messages.Door().choose(None, "全部还是一张？", ("全部", "只这一张"), "取消") == meant
    assert shown == [("取消", "取消")]


def test_a_notice_takes_the_place_of_the_former(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    pressed: list[str] = []
    real = messages.Door()
    real.toast(window, "已保存", "", None)
    real.toast(window, "已删除", "撤销", lambda: pressed.append("撤销"))
    notices = [notice for notice in window.findChildren(Toast) if notice.isVisible()]
    assert [notice.findChild(QLabel).text() for notice in notices] == ["已删除"]
    button = notices[0].findChild(QPushButton)
    assert isinstance(button, QPushButton)
    button.click()
    assert pressed == ["撤销"] and not notices[0].isVisible()


def test_a_file_saved_without_suffix_gets_the_proposed_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "名册"), ""))
    assert messages.Door().save_file(None, "导出", "会员.xlsx", "表格 (*.xlsx)") == tmp_path / "名册.xlsx"


def test_leaving_a_file_dialog_chooses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    assert messages.Door().choose_file(None, "导入", "表格 (*.xlsx)") is None


def test_a_notice_never_lies_on_a_button(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    low = QPushButton("保存", window)
    low.setGeometry(200, 350, 200, 40)
    window.show()
    messages.Door().toast(window, "已保存", "撤销", lambda: None)
    (notice,) = window.findChildren(Toast)
    assert not notice.geometry().intersects(low.geometry()) and notice.geometry().bottom() < 350
    window.resize(600, 300)
    assert notice.geometry().bottom() == 299
