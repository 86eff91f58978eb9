"""Dialogs fit the smallest screen with large letters, however much is said in them, and show their buttons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from ui.kit import messages, style
from ui.kit.grouping import grouped
from ui.kit.messages import Door, ScrolledText
from ui.kit.sizes import most_high
from ui.session import Session
from unionapp.errors import Problem, Refused

from tests.ui.conftest import Recorder
from tests.ui.test_drafts import TYPED, seen
from tests.ui.test_keys import DIALOGS, form

SCREEN = (1366 - 40, 768 - 60)
"""The smallest screen, less frame and taskbar."""
MANY = [f"王{number}：超过标准，请写明理由。" for number in range(1000)]
PLAIN = [f"第 {number} 行看不懂“{number}”。" for number in range(1000)]


@pytest.fixture(params=[100, 150])
def large(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[int]:
    """Letters of that size, dark ones where they are large."""
    style.apply(qapp, style.Look(request.param, "dark" if request.param > 100 else "light"))
    yield request.param
    style.apply(qapp, style.Look())


def in_sight(dialog: QWidget, button: QPushButton) -> bool:
    """Whether a whole button is seen in its dialog."""
    place = button.mapTo(dialog, button.rect().bottomRight())
    return button.isVisible() and dialog.rect().contains(place)


@pytest.mark.parametrize("where", DIALOGS)
def test_every_dialog_that_is_filled_in_fits_the_smallest_screen(
    where: str, qtbot: QtBot, town: Session, large: int
) -> None:
    dialog = seen(qtbot, TYPED[where][0](town))
    least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
    assert (least.width() <= SCREEN[0], least.height() <= SCREEN[1]) == (True, True), least
    assert dialog.height() <= max(most_high(dialog), least.height())


@pytest.mark.parametrize("said", [MANY, PLAIN])
def test_a_thousand_messages_leave_the_buttons_of_a_dialog_in_sight(
    qtbot: QtBot, town: Session, large: int, said: list[str]
) -> None:
    dialog = seen(qtbot, form(town))

    def refuse(values: Any) -> None:
        raise Refused([Problem("number", said[0]), *(Problem("", each) for each in said)])

    dialog.act = refuse
    dialog.form.edits["name"].retype("一")
    dialog.accept()
    QApplication.processEvents()
    assert dialog.isVisible() and dialog.height() <= most_high(dialog)
    assert in_sight(dialog, dialog.button)


def shown_by(report: Any) -> QDialog:
    """The box that a deed shows, after it was looked at."""
    found: list[QDialog] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QDialog)
        found.append(box)
        assert box.height() <= max(box.screen().availableGeometry().height(), 300)
        buttons = [each for each in box.findChildren(QPushButton) if each.text()]
        assert buttons and all(in_sight(box, each) for each in buttons)
        box.accept()

    QTimer.singleShot(0, look)
    report()
    return found[0]


def test_a_thousand_refusals_scroll_in_their_box(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, large: int) -> None:
    monkeypatch.setattr(messages, "door", Door())
    parent = QWidget()
    qtbot.addWidget(parent)
    box = shown_by(lambda: messages.report(parent, Refused([Problem("", each) for each in PLAIN])))
    assert isinstance(box, ScrolledText) and PLAIN[-1] in box.view.toPlainText()


def test_what_is_said_of_many_alike_is_said_once(door: Recorder) -> None:
    messages.report(None, Refused([Problem("", each) for each in MANY]))
    assert door.texts("warn") == ["1,000 人：超过标准，请写明理由。（王0、王1、王2、王3、王4 等）"]


def test_other_sentences_stay_as_they_are() -> None:
    said = ["借贷不平。", "张三：没有证件号", "李四：没有证件号", "借贷不平。", "本页说明很长的一句话里：也有冒号"]
    assert grouped(said) == ["借贷不平。", "2 人：没有证件号（张三、李四）", "本页说明很长的一句话里：也有冒号"]
    assert grouped(["张三：没有证件号"]) == ["张三：没有证件号"]


@pytest.mark.parametrize(
    ("whom", "word"), [("张三 李四", "人"), ("第1行 第2行", "行"), ("青山乡面粉厂工会 青山乡乳业工会", "处")]
)
def test_they_are_counted_by_the_word_for_them(whom: str, word: str) -> None:
    assert grouped([f"{each}：没有填" for each in whom.split()])[0].startswith(f"2 {word}：没有填")
