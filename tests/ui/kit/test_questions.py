"""Questions: one kind, with a cancel, and Enter, Esc and × never do what is asked about."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from ui.kit import messages
from ui.kit.fields import FewCodes
from ui.kit.forms import Asked, FieldForm, FormDialog
from ui.members.merge import MergeDialog
from ui.session import Session
from unionapp.records import fields
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import CADRES, MEMBERS

from tests.ui.conftest import Recorder
from tests.ui.township import settle

UI = Path(messages.__file__).parent
REAL = messages.Door()
Press = Callable[[QMessageBox], None]


def enter(box: QMessageBox) -> None:
    QTest.keyClick(QApplication.focusWidget() or box, Qt.Key.Key_Return)


def escape(box: QMessageBox) -> None:
    QTest.keyClick(QApplication.focusWidget() or box, Qt.Key.Key_Escape)


def close(box: QMessageBox) -> None:
    box.close()


def by_tab(word: str) -> Press:
    """Go to a button by Tab and press Enter, as a clerk without a mouse."""

    def press(box: QMessageBox) -> None:
        for _ in box.buttons():
            focused = QApplication.focusWidget()
            if focused is not None and getattr(focused, "text", str)() == word:
                break
            QTest.keyClick(focused or box, Qt.Key.Key_Tab)
        enter(box)

    return press


HARMLESS = pytest.mark.parametrize("press", [enter, escape, close])


def asked(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, press: Press, ask: Callable[[], Any]) -> Any:
    """What a real box answers when it is pressed so."""
    monkeypatch.setattr(messages, "door", REAL)

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox) and box.isVisible() and QApplication.focusWidget() is not None:
            press(box)
        else:
            QTimer.singleShot(0, look)

    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    QTimer.singleShot(0, look)
    return ask()


@HARMLESS
def test_enter_esc_and_closing_never_agree(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, press: Press) -> None:
    assert (
        asked(qtbot, monkeypatch, press, lambda: messages.ask(None, "结账以后不能反结账。", "结账", "先不结")) is False
    )


@HARMLESS
def test_enter_esc_and_closing_choose_nothing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, press: Press) -> None:
    words = "有 17 张可以审核。要审核全部，还是只这一张？"
    assert asked(qtbot, monkeypatch, press, lambda: messages.choose(None, words, ["全部 17 张", "只这一张"])) is None


@HARMLESS
def test_enter_esc_and_closing_go_on_writing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, press: Press) -> None:
    saved: list[bool] = []
    leave = lambda: messages.leave(None, "还没有保存。", lambda: saved.append(True) or True)  # noqa: E731
    assert asked(qtbot, monkeypatch, press, leave) is False and not saved


@pytest.mark.parametrize(("word", "answer"), [("全部 17 张", 0), ("只这一张", 1), ("取消", None)])
def test_every_answer_is_reached_without_a_mouse(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, word: str, answer: int | None
) -> None:
    found = asked(qtbot, monkeypatch, by_tab(word), lambda: messages.choose(None, "？", ["全部 17 张", "只这一张"]))
    assert found == answer


@pytest.mark.parametrize(
    ("word", "could", "left"), [("保存", True, True), ("保存", False, False), ("不保存", False, True)]
)
def test_leaving_saves_and_stays_where_it_could_not(door: Recorder, word: str, could: bool, left: bool) -> None:
    saved: list[str] = []

    def save() -> bool:
        saved.append("saved")
        return could

    door.answers = [word]
    assert messages.leave(None, "还没有保存。", save) is left
    assert bool(saved) is (word == "保存")


def test_saving_is_offered_only_where_it_is_possible(door: Recorder) -> None:
    door.answers = ["保存"]
    with pytest.raises(ValueError, match="保存"):
        messages.leave(None, "有一行没有填好。")
    door.answers = ["不保存"]
    assert messages.leave(None, "有一行没有填好。")


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda path: str(path.relative_to(UI)))
def test_nobody_but_the_door_builds_a_box_or_asks_about_leaving_otherwise(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    if path != UI / "messages.py":
        assert not names & {"QMessageBox", "QErrorMessage", "QInputDialog"}
        assert not texts & {"不保存", "不保存，离开", "继续填写"}


def dialog(qtbot: QtBot, session: Session, action: str = "保存") -> FormDialog:
    """A small form in which nothing was typed yet."""
    post, table = CADRES.fields["post"], CADRES.fields["post"].codes
    few = FewCodes(post, [code.key for code in table.codes[:3]])
    asked = [Asked("text", fields.Text("内容"), value="原有的", required=True), Asked("post", post, edit=few)]
    asked.append(Asked("union", MEMBERS.fields["union"]))
    made = FormDialog(None, "登记走访", "请填写。", FieldForm(session, asked), action)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def test_esc_leaves_a_dialog_in_which_nothing_was_typed(qtbot: QtBot, town: Session, door: Recorder) -> None:
    made = dialog(qtbot, town)
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible() and door.said == []


@pytest.mark.parametrize("leave", ["esc", "close"])
def test_what_was_typed_in_a_dialog_is_asked_about(qtbot: QtBot, town: Session, door: Recorder, leave: str) -> None:
    made = dialog(qtbot, town)
    QTest.keyClicks(made.form.edits["text"].inner, "abc")
    door.answers = ["继续填写", "不保存"]
    for shown in (True, False):
        if leave == "esc":
            QTest.keyClick(made, Qt.Key.Key_Escape)
        else:
            made.close()
        assert made.isVisible() is shown
    assert len(door.texts("choose")) == 2


def test_a_dialog_saves_on_leaving_unless_something_must_be_mended(qtbot: QtBot, town: Session, door: Recorder) -> None:
    made = dialog(qtbot, town)
    kept: list[Any] = []
    made.act = lambda values: kept.append(values["text"])
    text = made.form.edits["text"].inner
    made.form.edits["text"].set_value("")
    QTest.keyClick(text, Qt.Key.Key_Space)
    door.answers = ["保存", "保存"]
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert made.isVisible() and "还没有填" in made.form.problems("text") and not kept
    QTest.keyClicks(text, "visited")
    with qtbot.waitSignal(made.accepted):
        QTest.keyClick(made, Qt.Key.Key_Escape)
    assert kept == ["visited"]


def test_leaving_offers_no_deed_but_saving(qtbot: QtBot, town: Session, door: Recorder) -> None:
    made = dialog(qtbot, town, "启封")
    QTest.keyClicks(made.form.edits["text"].inner, "abc")
    door.answers = ["保存"]
    with pytest.raises(ValueError, match="保存"):
        made.reject()
    door.answers = ["不保存"]
    made.reject()
    assert not made.isVisible()


def test_esc_first_shuts_an_open_list(qtbot: QtBot, town: Session, door: Recorder) -> None:
    made = dialog(qtbot, town)
    box = made.findChild(QComboBox)
    assert isinstance(box, QComboBox)
    box.showPopup()
    QTest.keyClick(box.view(), Qt.Key.Key_Escape)
    assert made.isVisible() and not box.view().isVisible()
    line = made.form.edits["union"].inner.focusProxy() or made.form.edits["union"].inner
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Down)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert made.isVisible() and QApplication.activePopupWidget() is None and door.said == []


def test_enter_in_the_list_of_doubles_merges_nobody(qtbot: QtBot, town: Session) -> None:
    one, other = settle(town, 2)
    made = MergeDialog(None, town, [(one, other)])
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    QTest.keyClick(made.list, Qt.Key.Key_Return)
    assert Member.select().count() == 2
