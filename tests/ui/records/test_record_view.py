"""A record's own page: its fields, its history in words, what hangs on it, and what it says when it is gone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from ui.kit.actions import Action
from ui.records.history import HistoryTree, happenings
from ui.records.record_page import RecordPage
from ui.records.related import RelatedTable, related
from ui.session import Session
from unionapp.store import editing
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests.ui.opened import cheap_keys, editor, open_page, view
from tests.ui.township import DAIRY, MILL, TOWN, member, put, settle

__all__ = ["cheap_keys"]


def changed(session: Session, **values: object) -> Member:
    person = Member.get()
    for name, value in values.items():
        setattr(person, name, value)
    editing.save(session.store.journal, MEMBERS, person)
    return person


def test_the_history_says_old_and_new_in_words(session: Session) -> None:
    put(session, MEMBERS, member("安宁", 1))
    person = changed(session, nation="01", mobile="15400000009")
    newest, *_, first = happenings(session.store.journal, MEMBERS, person.id)
    assert newest.step.words == "修改会员“安宁”"
    assert set(newest.changes) == {"民族：（空） → 汉族", "移动电话：15400000001 → 15400000009"}
    assert first.changes == ("登记",)


def test_the_history_names_the_unions_that_links_lead_to(session: Session) -> None:
    mill, dairy = (Union.get(Union.name == name) for name in (MILL, DAIRY))
    mill.parent = dairy
    editing.save(session.store.journal, UNIONS, mill)
    (newest, _) = happenings(session.store.journal, UNIONS, mill.id)
    assert newest.changes == (f"上级工会：{TOWN} → {DAIRY}",)


def test_taking_back_stands_in_the_history_too(session: Session) -> None:
    put(session, MEMBERS, member("安宁", 1))
    person = changed(session, nation="01")
    session.store.journal.undo()
    newest = happenings(session.store.journal, MEMBERS, person.id)[0]
    assert newest.step.words == "撤销：修改会员“安宁”"
    assert newest.changes == ("民族：汉族 → （空）",)


def test_what_hangs_on_a_record_is_counted_by_kind_and_link(session: Session) -> None:
    settle(session, 3)
    mill = Union.get(Union.name == MILL)
    headings = [each.heading for each in related(session, UNIONS, mill.id)]
    assert "会员名册 3" in headings
    assert "会籍变动（变动后所属工会） 3" in headings


def test_what_hangs_on_a_record_is_one_key_away(qtbot: QtBot, session: Session) -> None:
    settle(session, 2)
    mill = Union.get(Union.name == MILL)
    page = open_page(qtbot, session, UNIONS)
    page.show_record(mill.id)
    tabs = view(page).tabs
    tabs.setCurrentIndex([tabs.tabText(n) for n in range(tabs.count())].index("会员名册 2"))
    table = tabs.currentWidget().findChild(RelatedTable)
    table.selectRow(0)
    with qtbot.waitSignal(session.record_wanted) as wanted:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert wanted.args == ["members", table.current_id()]


def test_a_link_leads_to_the_record_it_names(qtbot: QtBot, session: Session) -> None:
    settle(session, 1)
    page = open_page(qtbot, session, MEMBERS)
    page.show_record(Member.get().id)
    (link,) = [label for label in view(page).findChildren(QLabel) if f">{MILL}<" in label.text()]
    with qtbot.waitSignal(session.record_wanted) as wanted:
        link.linkActivated.emit("open")
    assert wanted.args == ["unions", Union.get(Union.name == MILL).id]


def test_the_record_is_edited_from_its_page_by_f2(qtbot: QtBot, session: Session) -> None:
    settle(session, 1)
    page = open_page(qtbot, session, MEMBERS)
    page.show_record(Member.get().id)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    assert editor(page).row_id == Member.get().id


def test_a_change_is_seen_on_the_open_page_and_the_tab_stays(qtbot: QtBot, session: Session) -> None:
    put(session, MEMBERS, member("安宁", 1))
    page = open_page(qtbot, session, MEMBERS)
    page.show_record(Member.get().id)
    view(page).tabs.setCurrentIndex(1)
    changed(session, name="安静")
    assert view(page).title.text() == "安静"
    assert view(page).tabs.currentIndex() == 1
    tree = view(page).tabs.currentWidget().findChild(HistoryTree)
    assert tree.topLevelItemCount() == 2


def test_a_record_that_is_gone_says_so_and_offers_nothing(qtbot: QtBot, session: Session) -> None:
    put(session, MEMBERS, member("安宁", 1))
    page = open_page(qtbot, session, MEMBERS)
    page.show_record(Member.get().id)
    session.store.journal.undo()
    assert "已经不在了" in view(page).title.text()
    enabled = [button.text() for button in view(page).findChildren(QPushButton) if button.isEnabled()]
    assert enabled == ["← 返回"]
    assert page.selected() == []


def test_actions_of_the_page_work_on_the_open_record(qtbot: QtBot, session: Session) -> None:
    settle(session, 3)
    seen: list[list[str]] = []

    def actions(page: RecordPage) -> tuple[Action, ...]:
        printing = Action("print", "打印…", lambda: seen.append([each.name for each in page.selected()]), needs="some")
        return (printing, Action("import", "导入…", lambda: None))

    page = open_page(qtbot, session, MEMBERS, actions)
    page.show_record(Member.get(Member.name == "王二甲").id)
    buttons = {button.text(): button for button in view(page).findChildren(QPushButton)}
    assert "导入…" not in buttons
    buttons["打印…"].click()
    assert seen == [["王二甲"]]


def test_removing_from_the_record_leads_back_to_the_table(qtbot: QtBot, session: Session) -> None:
    settle(session, 2)
    page = open_page(qtbot, session, MEMBERS)
    page.show_record(Member.get().id)
    view(page).tools.command("remove").trigger()
    assert page.currentWidget() is page.list
    assert page.list.table.rows.rowCount() == 1


def test_how_a_record_stands_is_said_beside_its_title_and_not_again_below(qtbot: QtBot, session: Session) -> None:
    put(session, MEMBERS, member("安宁", 1))
    page = open_page(qtbot, session, MEMBERS)
    page.show_record(Member.get().id)
    shown = view(page)
    assert shown.top.state.text() == MEMBERS.shown(Member.get(), "status") != ""
    assert shown.top.state.text() not in shown.facts.text() and " · " in shown.facts.text()
