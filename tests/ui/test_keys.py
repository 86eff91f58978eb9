"""One rule for keys in all that is filled in, and manners that hold for every button and every dropped list."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from ui import app
from ui.kit.actions import ActionBar
from ui.kit.fields import ChoiceEdit
from ui.kit.forms import Asked, FieldForm, FormDialog
from ui.kit.leaving import FilledDialog
from ui.kit.manners import DEAD, Manners
from ui.members.change import DeedDialog
from ui.records.changing import ChangingDialog
from ui.records.editor import Editor
from ui.records.record_page import RecordPage
from ui.session import Session
from ui.window.main_window import MainWindow
from unionapp.errors import Problem, Refused
from unionapp.records import fields
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.records import UNIONS

from tests.ui.test_drafts import TYPED, seen
from tests.ui.township import settle

CTRL = Qt.KeyboardModifier.ControlModifier
SAVING = ((Qt.Key.Key_S, CTRL), (Qt.Key.Key_Return, CTRL), (Qt.Key.Key_Enter, CTRL))


def form(session: Session) -> FormDialog:
    """A dialog of three fields."""
    asked = (
        Asked("name", fields.Text("名称"), required=True),
        Asked("number", fields.Number("人数")),
        Asked("day", fields.Date("日期"), required=True),
    )
    return FormDialog(None, "登记", "填好三栏。", FieldForm(session, asked), "保存")


def leaves(widget: Any) -> None:
    """Nothing is asked when the test closes it."""
    widget.hide()


@pytest.fixture
def manners(qapp: QApplication) -> Any:
    """The manners of the program, with a clock that the test turns."""
    clock = [0.0]
    made = Manners(qapp, lambda: clock[0])
    qapp.installEventFilter(made)
    yield clock
    qapp.removeEventFilter(made)


def test_enter_goes_from_field_to_field_and_at_last_presses_the_button(qtbot: QtBot, town: Session) -> None:
    dialog, done = seen(qtbot, form(town)), []
    dialog.act = done.append
    dialog.activateWindow()
    passed = []
    for _ in dialog.form.edits:
        focused = QApplication.focusWidget()
        assert isinstance(focused, QLineEdit)
        passed.append(focused.accessibleName())
        if not focused.text():
            QTest.keyClicks(focused, "3")
        QTest.keyClick(focused, Qt.Key.Key_Return)
        assert not done
    assert passed == ["名称", "人数", "日期"]
    assert QApplication.focusWidget() is dialog.button
    QTest.keyClick(dialog.button, Qt.Key.Key_Return)
    assert len(done) == 1 and not dialog.isVisible()


@pytest.mark.parametrize(("key", "with_"), SAVING)
def test_the_keys_that_save_do_so_from_any_field_of_a_dialog(
    qtbot: QtBot, town: Session, key: Qt.Key, with_: Qt.KeyboardModifier
) -> None:
    dialog, done = seen(qtbot, form(town)), []
    dialog.act = done.append
    dialog.form.edits["name"].retype("一")
    QTest.keyClick(dialog.form.edits["number"].inner, key, with_)
    assert [values["name"] for values in done] == ["一"]


DIALOGS = [where for where in TYPED if where not in ("editor", "voucher", "budget", "ballot", "counter")]


@pytest.mark.parametrize("where", DIALOGS)
def test_enter_in_the_first_field_of_no_dialog_saves_or_closes_it(where: str, qtbot: QtBot, town: Session) -> None:
    dialog = seen(qtbot, TYPED[where][0](town))
    before = town.store.journal.steps(1)
    line = next(each for each in dialog.findChildren(QLineEdit) if each.isVisible())
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert dialog.isVisible() and town.store.journal.steps(1) == before


def test_every_dialog_that_is_filled_in_is_of_the_one_sort() -> None:
    sorts = {type(each) for each in ()} | set(all_of(FilledDialog))
    assert {FormDialog, DeedDialog, ChangingDialog} <= sorts
    for each in sorts:
        assert each.keyPressEvent is FilledDialog.keyPressEvent, f"{each} has keys of its own"


def all_of(sort: type) -> list[type]:
    """All classes made of one."""
    return [found for each in sort.__subclasses__() for found in (each, *all_of(each))]


def test_esc_shuts_a_dropped_list_first_and_the_editor_stays(qtbot: QtBot, town: Session, manners: Any) -> None:
    page = seen(qtbot, RecordPage(town, UNIONS))
    page.new()
    editor = page.currentWidget()
    assert isinstance(editor, Editor)
    page.activateWindow()
    edit = next(cell.edit for cell in editor.form.cells.values() if isinstance(cell.edit, ChoiceEdit))
    edit.setFocus()
    line = edit.offers.line
    QTest.keyClick(line, Qt.Key.Key_Down)
    popup = line.list.popup()
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible() and page.currentWidget() is editor
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert page.currentWidget() is page.list


def test_esc_shuts_the_calendar_first(qtbot: QtBot, town: Session, manners: Any) -> None:
    dialog = seen(qtbot, form(town))
    edit = dialog.form.edits["day"]
    edit.open_calendar()
    calendar = edit._calendar
    assert calendar is not None and calendar.isVisible()
    QTest.keyClick(calendar, Qt.Key.Key_Escape)
    assert not calendar.isVisible() and dialog.isVisible()


def test_a_button_that_has_just_appeared_hears_no_mouse_for_a_moment(qtbot: QtBot, manners: list[float]) -> None:
    window, heard = QWidget(), []
    column, first, second = QVBoxLayout(window), QPushButton("封存结果"), QPushButton("启封")
    for button in (first, second):
        column.addWidget(button)
        button.clicked.connect(lambda checked=False, button=button: heard.append(button.text()))
    second.hide()
    seen(qtbot, window)
    manners[0] = 10.0
    QTest.mouseClick(first, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    first.hide()
    second.show()
    manners[0] += DEAD / 2
    QTest.mouseClick(second, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    QTest.mouseDClick(second, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert heard == ["封存结果"]
    manners[0] += DEAD
    QTest.mouseClick(second, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert heard == ["封存结果", "启封"]


def test_the_program_has_these_manners() -> None:
    assert Manners.__name__ in app.make_application.__code__.co_names


def refuse(values: Any) -> None:
    """What the rules say when the button is pressed."""
    raise Refused([Problem("number", "人数太多。"), Problem("", "名单还没有交。")])


def test_what_is_said_of_a_field_goes_when_it_is_mended(qtbot: QtBot, town: Session) -> None:
    dialog = seen(qtbot, form(town))
    dialog.form.edits["number"].retype("三个")
    dialog.accept()
    assert dialog.form.problems("name") and dialog.form.problems("number")
    dialog.form.edits["number"].retype("4个")
    assert dialog.form.problems("number"), "not mended yet"
    dialog.form.edits["number"].retype("4")
    assert not dialog.form.problems("number") and dialog.form.problems("name")
    dialog.form.edits["name"].retype("一")
    assert not dialog.form.problems("name")


def test_what_the_rules_said_goes_when_the_field_is_changed(qtbot: QtBot, town: Session) -> None:
    dialog = seen(qtbot, form(town))
    dialog.act = refuse
    dialog.form.edits["name"].retype("一")
    dialog.accept()
    assert dialog.form.problems("number") and dialog.form.problems("")
    dialog.form.edits["number"].retype("5")
    assert not dialog.form.problems("number") and not dialog.form.problems("")


def test_a_day_that_must_be_given_is_today_in_every_dialog(qtbot: QtBot, town: Session) -> None:
    dialog = seen(qtbot, form(town))
    assert dialog.form.edits["day"].value() is not None and not dialog.typed()


def test_a_click_on_no_button_of_any_page_takes_the_cursor_out_of_the_list(qtbot: QtBot, town: Session) -> None:
    window = MainWindow(town)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    for view in window.body.views:
        for entry in view.tab.entries:
            for spec in entry.pages:
                window.body.show_page(spec.key)
    taking = {
        button.text()
        for bar in window.findChildren(ActionBar)
        for button in bar.owner.findChildren(QPushButton)
        if button in bar._buttons.values() and button.focusPolicy() & Qt.FocusPolicy.ClickFocus
    }
    assert taking == set()


def test_after_a_deed_the_cursor_is_back_in_the_list(qtbot: QtBot, town: Session) -> None:
    settle(town, 2)
    page = seen(qtbot, RecordPage(town, MEMBERS))
    page.activateWindow()
    page.list.table.setFocus()
    page.list.table.selectRow(0)
    qtbot.mouseClick(page.list.tools.button("remove"), Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is page.list.table
