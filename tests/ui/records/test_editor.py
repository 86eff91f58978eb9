"""The editor of every kind: what follows is filled in, problems stand under their fields, saving is one step."""

from __future__ import annotations

from datetime import date

import peewee
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from ui.records.editor import Editor
from ui.session import Session
from unionapp.records.kind import Kind
from unionapp.store import editing
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests.ui.conftest import Recorder
from tests.ui.opened import cheap_keys
from tests.ui.township import MILL, TOWN, member, number, put

__all__ = ["cheap_keys"]


def opened(qtbot: QtBot, session: Session, kind: Kind, row_id: int | None = None) -> Editor:
    made = Editor(session, kind, row_id)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.start()
    return made


def type_into(editor: Editor, qtbot: QtBot, name: str, text: str) -> None:
    edit = editor.form.cells[name].edit
    assert edit is not None
    edit.setFocus()
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(focused, text)


def said(editor: Editor, name: str) -> str:
    return editor.form.cells[name].problems.text()


def test_the_first_field_has_the_cursor_and_enter_goes_on(qtbot: QtBot, session: Session) -> None:
    editor = opened(qtbot, session, MEMBERS)
    assert editor.form.focused() == "name"
    for expected in ("sex", "birth", "nation"):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        assert editor.form.focused() == expected


def test_an_id_number_fills_in_sex_and_birth_for_all_to_see(qtbot: QtBot, session: Session) -> None:
    editor = opened(qtbot, session, MEMBERS)
    type_into(editor, qtbot, "id_number", number(3, date(1991, 5, 6)))
    qtbot.waitUntil(lambda: editor.form.cells["birth"].value() == date(1991, 5, 6))
    assert editor.form.cells["sex"].value() == "1"


def test_what_followed_from_a_mistyped_number_follows_anew_from_the_right_one(qtbot: QtBot, session: Session) -> None:
    editor = opened(qtbot, session, MEMBERS)
    type_into(editor, qtbot, "id_number", number(3, date(1991, 5, 6)))
    editor.check()
    type_into(editor, qtbot, "id_number", number(4, date(1988, 1, 2)))
    editor.check()
    assert editor.form.cells["birth"].value() == date(1988, 1, 2)
    assert editor.form.cells["sex"].value() == "2"
    assert said(editor, "birth") == ""


def test_what_the_clerk_typed_is_not_overwritten_by_what_follows(qtbot: QtBot, session: Session) -> None:
    editor = opened(qtbot, session, MEMBERS)
    type_into(editor, qtbot, "birth", "1991.5.7")
    type_into(editor, qtbot, "id_number", number(3, date(1991, 5, 6)))
    editor.check()
    assert editor.form.cells["birth"].value() == date(1991, 5, 7)
    assert said(editor, "birth").startswith("错误：与证件号码不符")


def test_a_problem_stands_under_its_field_soon_after_typing_stops(qtbot: QtBot, session: Session) -> None:
    editor = opened(qtbot, session, MEMBERS)
    type_into(editor, qtbot, "id_number", "63990119800101")
    qtbot.waitUntil(lambda: said(editor, "id_number").startswith("错误："))


def test_the_article_is_one_click_away(qtbot: QtBot, session: Session) -> None:
    editor = opened(qtbot, session, MEMBERS)
    type_into(editor, qtbot, "id_number", number(3, date(1991, 5, 6)))
    type_into(editor, qtbot, "birth", "1991-5-7")
    editor.check()
    lines = editor.form.cells["birth"].problems
    (button,) = lines.findChildren(QPushButton)
    button.click()
    assert "依据：GB 11643-1999" in [label.text().split("\n")[-1] for label in lines.findChildren(QLabel)]


def test_a_new_form_does_not_complain_of_what_was_not_come_to_yet(qtbot: QtBot, session: Session) -> None:
    editor = opened(qtbot, session, MEMBERS)
    type_into(editor, qtbot, "name", "Li")
    editor.check()
    assert all(not said(editor, name) for name in editor.form.cells)
    type_into(editor, qtbot, "sex", "")
    assert said(editor, "union") == ""
    editor.save()
    assert said(editor, "union") == "错误：“所属工会”还没有填。"
    assert editor.form.focused() == "union"
    assert Member.select().count() == 0


def test_a_text_that_cannot_be_read_is_said_and_not_saved(qtbot: QtBot, session: Session) -> None:
    editor = opened(qtbot, session, UNIONS, Union.get(Union.name == MILL).id)
    type_into(editor, qtbot, "founded", "2020-13-1")
    type_into(editor, qtbot, "employees", "many")
    editor.save()
    assert "不存在" in said(editor, "founded")
    assert "不是整数" in said(editor, "employees")
    assert editor.form.focused() == "founded"
    assert Union.get(Union.name == MILL).founded is None


def test_ctrl_s_saves_as_one_step_with_the_forms_of_dates_that_clerks_type(qtbot: QtBot, session: Session) -> None:
    editor = opened(qtbot, session, UNIONS, Union.get(Union.name == MILL).id)
    type_into(editor, qtbot, "founded", "2020.1.2")
    with qtbot.waitSignals([editor.saved, editor.left]):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert Union.get(Union.name == MILL).founded == date(2020, 1, 2)
    assert session.store.journal.undoable is not None
    session.store.journal.undo()
    assert Union.get(Union.name == MILL).founded is None


def test_fixed_fields_of_a_stored_record_are_shown_and_not_edited(qtbot: QtBot, session: Session) -> None:
    put(session, MEMBERS, member("安宁", 1))
    stored = opened(qtbot, session, MEMBERS, Member.get().id)
    assert stored.form.cells["union"].edit is None
    assert any(MILL in label.text() for label in stored.form.cells["union"].findChildren(QLabel))
    assert any("会籍变动" in label.text() for label in stored.findChildren(QLabel))
    assert opened(qtbot, session, MEMBERS).form.cells["union"].edit is not None


def test_an_untouched_form_may_be_left_and_a_touched_one_asks(qtbot: QtBot, session: Session, door: Recorder) -> None:
    put(session, MEMBERS, member("安宁", 1, employer="面粉厂"))
    editor = opened(qtbot, session, MEMBERS, Member.get().id)
    editor.check()
    assert editor.may_leave()
    type_into(editor, qtbot, "employer", "dairy")
    door.answers[:] = ["继续填写"]
    assert not editor.may_leave()


def test_what_only_followed_is_nothing_to_lose(qtbot: QtBot, session: Session) -> None:
    editor = opened(qtbot, session, MEMBERS)
    editor.check()
    assert editor.may_leave()


def test_a_change_from_elsewhere_is_taken_over_where_the_clerk_typed_nothing(qtbot: QtBot, session: Session) -> None:
    mill = Union.get(Union.name == MILL)
    editor = opened(qtbot, session, UNIONS, mill.id)
    type_into(editor, qtbot, "chair", "Wang")
    with session.store.journal.step("别处改动"):
        Union.update(bank="农商行", chair="李某").where(Union.id == mill.id).execute()
    editor.data_changed()
    assert editor.form.cells["bank"].value() == "农商行"
    editor.save()
    found = Union.get_by_id(mill.id)
    assert (found.bank, found.chair) == ("农商行", "Wang")


def test_a_record_taken_away_meanwhile_is_not_brought_back_by_saving(qtbot: QtBot, session: Session) -> None:
    with session.store.journal.step("新增"):
        fresh = Union(name="临时工会", parent=Union.get(Union.name == TOWN))
        fresh.derive()
        fresh.save()
    editor = opened(qtbot, session, UNIONS, fresh.id)
    type_into(editor, qtbot, "chair", "Wang")
    session.store.journal.undo()
    editor.data_changed()
    assert "已经不在了" in editor.general.text()
    editor.save()
    assert "没有保存" in editor.general.text()
    assert not Union.select().where(Union.id == fresh.id).exists()


@pytest.mark.parametrize("twin", [MILL])
def test_the_same_identity_twice_is_refused_under_its_field(qtbot: QtBot, session: Session, twin: str) -> None:
    editor = opened(qtbot, session, UNIONS)
    cell = editor.form.cells["name"]
    cell.show_value(twin)
    editor.save()
    assert "不能重复登记" in said(editor, "name")
    assert Union.select().where(Union.name == twin).count() == 1


def test_half_a_word_of_a_choice_is_no_error_before_the_field_is_left(qtbot: QtBot, session: Session) -> None:
    editor = opened(qtbot, session, MEMBERS)
    type_into(editor, qtbot, "nation", "h")
    editor.check()
    assert said(editor, "nation") == ""
    edit = editor.form.cells["name"].edit
    assert edit is not None
    edit.setFocus()
    editor.check()
    assert "好几个" in said(editor, "nation")


def test_the_title_says_whose_record_is_edited(qtbot: QtBot, session: Session) -> None:
    editor = opened(qtbot, session, UNIONS, Union.get(Union.name == MILL).id)
    assert f"编辑工会：{MILL}" in [label.text() for label in editor.findChildren(QLabel)]


def test_a_full_disk_is_said_in_words_and_what_was_typed_stays(
    qtbot: QtBot, session: Session, door: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*given: object) -> None:
        raise peewee.OperationalError("database or disk is full")

    monkeypatch.setattr(editing, "put", full)
    editor = opened(qtbot, session, UNIONS, Union.get(Union.name == MILL).id)
    type_into(editor, qtbot, "chair", "Wang")
    with qtbot.assertNotEmitted(editor.left):
        editor.save()
    assert "磁盘已满" in door.texts("warn")[0]
    assert editor.form.cells["chair"].value() == "Wang"
    assert Union.get(Union.name == MILL).chair == ""
