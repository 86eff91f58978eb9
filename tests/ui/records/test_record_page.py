"""The page of a kind, worked by keyboard alone: find, open, add, change, remove, take back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from ui.kit.actions import Action
from ui.records.record_page import RecordPage
from ui.session import Session
from unionapp.records import search
from unionapp.store import option_changes
from unionapp.subjects.members import rules
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS, MEMBERSHIP_CHANGES
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests.ui.conftest import Recorder
from tests.ui.opened import cheap_keys, editor, open_page, view
from tests.ui.township import DAIRY, MILL, member, number, put, settle

__all__ = ["cheap_keys"]


def names(page: RecordPage) -> list[str]:
    table = page.list.table
    return [table.rows.text(row, "name") for row in range(table.rows.rowCount())]


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifier)


CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(("typed", "found"), [("王五甲", ["王五甲"]), ("wsj", ["王三甲"]), ("000002", ["王二甲"])])
def test_each_letter_typed_narrows_the_rows(qtbot: QtBot, session: Session, typed: str, found: list[str]) -> None:
    settle(session, 9)
    page = open_page(qtbot, session, MEMBERS)
    assert page.list.table.rows.rowCount() == 9
    page.list.search.setFocus()
    for letter in typed:
        page.list.search.insert(letter)
    assert set(found) <= set(names(page))
    assert len(names(page)) < 9


def test_escape_empties_the_search(qtbot: QtBot, session: Session) -> None:
    settle(session, 3)
    page = open_page(qtbot, session, MEMBERS)
    page.list.search.setFocus()
    page.list.search.insert("zzz")
    assert page.list.body.currentWidget() is page.list.nothing
    press(qtbot, Qt.Key.Key_Escape)
    assert page.list.body.currentWidget() is page.list.table
    assert page.list.said == "共 3 条"


def test_an_empty_page_says_what_to_do_first_and_offers_it(qtbot: QtBot, session: Session) -> None:
    done: list[str] = []
    page = open_page(qtbot, session, MEMBERS, lambda page: (Action("import", "导入…", lambda: done.append("导入")),))
    assert page.list.nothing.words.text() == MEMBERS.empty
    buttons = {button.text(): button for button in page.list.nothing.findChildren(QPushButton)}
    assert list(buttons) == ["新增", "导入…"]
    buttons["导入…"].click()
    assert done == ["导入"]
    buttons["新增"].click()
    assert editor(page).row_id is None


def test_a_record_is_found_opened_and_left_by_keyboard(qtbot: QtBot, session: Session) -> None:
    settle(session, 4)
    page = open_page(qtbot, session, MEMBERS)
    qtbot.keyClick(page.list, Qt.Key.Key_F, CTRL)
    for letter in "wsj":
        press(qtbot, Qt.Key(ord(letter.upper())))
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    assert view(page).title.text() == "王三甲"
    press(qtbot, Qt.Key.Key_Escape)
    assert page.currentWidget() is page.list
    assert page.list.search.text() == "wsj"
    assert page.list.table.hasFocus()


def test_a_member_is_entered_by_keyboard_and_taken_back_by_the_notice(
    qtbot: QtBot, session: Session, door: Recorder
) -> None:
    page = open_page(qtbot, session, UNIONS)
    page.list.table.setFocus()
    press(qtbot, Qt.Key.Key_N, CTRL)
    qtbot.keyClicks(QApplication.focusWidget(), "New")
    press(qtbot, Qt.Key.Key_S, CTRL)
    assert Union.select().where(Union.name == "New").count() == 1
    assert page.currentWidget() is page.list
    assert door.texts("toast") == ["已新增工会"]
    assert page.list.table.rows.kind.model.get_by_id(page.list.table.current_id()).name == "New"


def test_saving_and_going_on_opens_an_empty_form(qtbot: QtBot, session: Session) -> None:
    page = open_page(qtbot, session, UNIONS)
    page.new()
    first = editor(page)
    qtbot.keyClicks(QApplication.focusWidget(), "First")
    first.save_and_next()
    second = editor(page)
    assert second is not first
    assert second.row_id is None
    assert second.form.cells["name"].value() == ""
    assert Union.select().where(Union.name == "First").exists()


def test_what_was_filtered_is_filled_into_a_new_record(qtbot: QtBot, session: Session) -> None:
    page = open_page(qtbot, session, MEMBERS)
    line = page.list.bar.quick["union"]
    line.line.setText(DAIRY)
    line.settle()
    page.new()
    assert editor(page).form.cells["union"].value() == Union.get(Union.name == DAIRY).id


def test_delete_removes_without_asking_and_can_be_taken_back(qtbot: QtBot, session: Session, door: Recorder) -> None:
    settle(session, 3)
    page = open_page(qtbot, session, MEMBERS)
    page.list.table.setFocus()
    page.list.table.selectAll()
    press(qtbot, Qt.Key.Key_Delete)
    assert Member.select().count() == 0
    assert door.texts("choose") == []
    assert door.texts("toast") == ["已删除 3 条"]
    session.store.journal.undo()
    assert len(names(page)) == 3


def test_delete_in_the_search_field_removes_a_letter_and_no_record(qtbot: QtBot, session: Session) -> None:
    settle(session, 2)
    page = open_page(qtbot, session, MEMBERS)
    page.list.table.selectRow(0)
    page.list.search.setFocus()
    page.list.search.setText("w")
    page.list.search.setCursorPosition(0)
    press(qtbot, Qt.Key.Key_Delete)
    assert page.list.search.text() == ""
    assert Member.select().count() == 2


def test_what_others_use_is_not_removed_and_the_reason_is_said(qtbot: QtBot, session: Session, door: Recorder) -> None:
    settle(session, 1)
    page = open_page(qtbot, session, UNIONS)
    page.remove([Union.get(Union.name == MILL).id])
    assert Union.select().where(Union.name == MILL).exists()
    assert "还有别的记录用到" in door.texts("warn")[0]


def test_many_rows_are_removed_off_the_gui_thread(qtbot: QtBot, session: Session, door: Recorder) -> None:
    put(session, MEMBERS, *(member(f"张{n}", n, mobile="") for n in range(501)))
    page = open_page(qtbot, session, MEMBERS)
    page.remove(list(page.list.table.rows.ids))
    qtbot.waitUntil(lambda: door.texts("toast") == ["已删除 501 条"])
    assert Member.select().count() == 0


def test_rows_that_are_only_added_offer_no_change_and_no_removal(qtbot: QtBot, session: Session) -> None:
    settle(session, 1)
    page = open_page(qtbot, session, MEMBERSHIP_CHANGES)
    assert not page.list.tools.commands("edit", "remove")
    page.edit(page.list.table.rows.ids[0])
    assert page.currentWidget() is page.list


def test_a_kind_without_words_of_its_own_is_searched_by_whom_it_concerns(qtbot: QtBot, session: Session) -> None:
    settle(session, 3)
    page = open_page(qtbot, session, MEMBERSHIP_CHANGES)
    page.list.search.setText("王二甲")
    assert [record.member.name for record in search.rows(MEMBERSHIP_CHANGES, page.list.table.rows.ids)] == ["王二甲"]


def test_actions_wait_for_the_rows_they_need(qtbot: QtBot, session: Session) -> None:
    settle(session, 2)
    seen: list[int] = []

    def actions(page: RecordPage) -> tuple[Action, ...]:
        printing = Action("print", "打印…", lambda: seen.append(len(page.selected())), needs="some")
        return (printing, Action("correct", "更正", lambda: seen.append(-1), needs="one"))

    page = open_page(qtbot, session, MEMBERS, actions)
    (printing,), (mending,) = page.list.tools.commands("print"), page.list.tools.commands("correct")
    assert not printing.isEnabled()
    page.list.table.selectAll()
    assert printing.isEnabled()
    assert not mending.isEnabled()
    printing.trigger()
    assert seen == [2]


def test_a_change_elsewhere_is_seen_at_once(qtbot: QtBot, session: Session) -> None:
    settle(session, 2)
    page = open_page(qtbot, session, MEMBERS)
    page.list.table.selectRow(1)
    chosen = page.list.table.current_id()
    put(session, MEMBERS, member("李新", 77))
    assert len(names(page)) == 3
    assert page.list.table.current_id() == chosen


def test_leaving_an_editor_asks_only_when_something_would_be_lost(
    qtbot: QtBot, session: Session, door: Recorder
) -> None:
    page = open_page(qtbot, session, UNIONS)
    page.new()
    press(qtbot, Qt.Key.Key_Escape)
    assert page.currentWidget() is page.list
    page.new()
    qtbot.keyClicks(QApplication.focusWidget(), "Mine")
    door.answers[:] = ["继续填写", "不保存"]
    press(qtbot, Qt.Key.Key_Escape)
    assert editor(page).form.cells["name"].value() == "Mine"
    press(qtbot, Qt.Key.Key_Escape)
    assert page.currentWidget() is page.list
    assert len(door.texts("choose")) == 2


def test_numbers_are_masked_until_asked_for_and_that_is_written_down(qtbot: QtBot, session: Session) -> None:
    (person,) = settle(session, 1)
    page = open_page(qtbot, session, MEMBERS)
    rows = page.list.table.rows
    assert "*" in rows.text(0, "id_number")
    assert "*" in rows.text(0, "mobile")
    page.list.unmask.trigger()
    assert rows.text(0, "id_number") == person.id_number
    assert session.store.journal.steps(1)[0].title == "查看会员名册的完整号码"
    page.list.unmask.trigger()
    assert "*" in rows.text(0, "id_number")


def test_from_the_editor_the_way_leads_back_to_the_open_record(qtbot: QtBot, session: Session) -> None:
    settle(session, 1)
    page = open_page(qtbot, session, MEMBERS)
    page.show_record(Member.get().id)
    press(qtbot, Qt.Key.Key_F2)
    qtbot.keyClicks(QApplication.focusWidget(), "X")
    press(qtbot, Qt.Key.Key_S, CTRL)
    assert view(page).title.text() == "X王一甲"
    press(qtbot, Qt.Key.Key_E, CTRL)
    press(qtbot, Qt.Key.Key_Escape)
    assert view(page).row_id == Member.get().id
    press(qtbot, Qt.Key.Key_Escape)
    assert page.currentWidget() is page.list


def test_a_doubt_that_remains_is_said_when_a_record_was_saved(qtbot: QtBot, session: Session, door: Recorder) -> None:
    put(session, MEMBERS, member("安宁", 1))
    page = open_page(qtbot, session, MEMBERS)
    page.new()
    for name, value in (("name", "安宁"), ("id_number", number(2)), ("union", Union.get(Union.name == MILL).id)):
        edit = editor(page).form.cells[name].edit
        assert edit is not None
        edit.set_value(value)
    editor(page).save()
    assert Member.select().count() == 2
    assert "请核对：" in door.texts("toast")[0]
    assert "同一个人" in door.texts("toast")[0]


def test_where_rows_are_fixed_they_are_only_changed(qtbot: QtBot, session: Session) -> None:
    option_changes.change(session.store.journal, rules.YOUNGEST, "18")
    page = RecordPage(session, option_changes.SETTINGS, rows_fixed=True)
    qtbot.addWidget(page)
    page.show()
    assert [action.text() for action in page.list.tools.commands("new", "edit", "remove")] == ["编辑"]
    page.show_record(page.list.table.rows.ids[0])
    assert "删除" not in [button.text() for button in view(page).findChildren(QPushButton)]


def test_tabs_that_give_the_focus_to_a_page_give_it_to_what_is_open(qtbot: QtBot, session: Session) -> None:
    settle(session, 1)
    page = open_page(qtbot, session, MEMBERS)
    page.setFocus()
    assert page.list.search.hasFocus()
    page.edit(Member.get().id)
    page.setFocus()
    assert editor(page).form.focused() == "name"


def test_all_rows_can_be_chosen_whatever_their_number(qtbot: QtBot, session: Session) -> None:
    put(session, MEMBERS, *(member(f"张{n}", n % 999, mobile="", id_number="") for n in range(6000)))
    page = open_page(qtbot, session, MEMBERS)
    page.list.table.selectAll()
    assert page.list.said == "共 6,000 条　选中 6,000 条"
    assert len(page.selected()) == 6000


def test_larger_text_makes_the_search_field_and_the_filters_wider(qtbot: QtBot, session: Session) -> None:
    page = open_page(qtbot, session, MEMBERS)
    lines = (page.list.search, page.list.bar.quick["union"])
    before = [line.width() for line in lines]
    font = page.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    page.setFont(font)
    assert all(line.minimumWidth() > width for line, width in zip(lines, before, strict=True))
