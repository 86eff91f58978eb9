"""会籍变动: the menu in the clerk's words, what each of it asks, and those whom it does not fit."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.kit import actions as kit_actions
from ui.members import change, many
from ui.members.change import DeedDialog, offer_deeds, open_deed
from ui.members.members_page import members_page
from ui.records.record_page import RecordPage
from ui.records.record_view import RecordView
from ui.session import Session
from unionapp.errors import Refused
from unionapp.paper.paper import PrintRequest
from unionapp.subjects.members import deeds
from unionapp.subjects.members.models import Member, MembershipChange
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union

from tests.ui.conftest import Recorder
from tests.ui.members.desk import dialog, shown
from tests.ui.township import DAIRY, MILL, MORNING, member, put, settle

Printed = list[tuple[str, PrintRequest]]


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Printed:
    """What was sent to the preview."""
    found: Printed = []
    monkeypatch.setattr(many, "print_paper", lambda session, parent, paper, wish: found.append((paper.id, wish)))
    return found


def all_of(qtbot: QtBot, session: Session) -> RecordPage:
    """The page of members, all of them chosen."""
    page = shown(qtbot, members_page(session))
    page.list.table.selectAll()
    return page


def do(qtbot: QtBot, asking: DeedDialog) -> None:
    """Press the button."""
    with qtbot.waitSignal(tasks.desk.idle):
        asking.accept()


def test_fifty_members_change_as_one_step_and_back(qtbot: QtBot, session: Session, door: Recorder) -> None:
    settle(session, 50)
    asking = open_deed(all_of(qtbot, session), deeds.WITHDRAW)
    assert asking.button.text() == "办理（50 人）"
    do(qtbot, asking)
    assert {row.status for row in Member.select()} == {"withdrawn"}
    assert {row.change_reason for row in Member.select()} == {"5"}
    assert door.texts("toast") == ["已办理 50 名会员退会"]
    with qtbot.waitSignal(tasks.desk.idle):
        door.offered["撤销"]()
    assert {row.status for row in Member.select()} == {"in"}
    assert MembershipChange.select().count() == 50


def test_a_move_with_its_paper_takes_the_union_and_one_key(
    qtbot: QtBot, session: Session, door: Recorder, printed: Printed
) -> None:
    settle(session, 1)
    page = all_of(qtbot, session)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.list.table.setFocus()
    asking = open_deed(page, deeds.MOVE)
    union = asking.form.edits["union"]
    assert asking.focusWidget() is union.inner or union.isAncestorOf(asking.focusWidget())
    union.set_value(Union.get(Union.name == DAIRY))
    assert asking.print.isChecked()
    do(qtbot, asking)
    moved = Member.get()
    assert (moved.union.name, moved.joined, moved.change_date) == (DAIRY, MORNING, date.today())
    ((paper, wish),) = printed
    assert (paper, wish.record.id, wish.record.union.name) == ("member-transfer", moved.id, DAIRY)


def test_the_menu_opens_by_key_with_what_fits_everybody(qtbot: QtBot, session: Session) -> None:
    settle(session, 2)
    page = all_of(qtbot, session)
    menu = offer_deeds(page)
    assert [each.text() for each in menu.actions()][:3] == ["调到本乡另一个工会…", "转到外地…", "退休…"]
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert dialog(page, DeedDialog).deed is deeds.MOVE


def test_each_change_is_found_by_its_words(qtbot: QtBot, session: Session, door: Recorder) -> None:
    settle(session, 1)
    page = all_of(qtbot, session)
    commands = {each.text(): each for each in kit_actions.in_sight(page.window())}
    commands["退休"].trigger()
    assert dialog(page, DeedDialog).deed is deeds.RETIRE
    page.list.table.clearSelection()
    commands["去世"].trigger()
    assert door.texts("warn") == ["请先在名册里选中会员。"]


def test_who_cannot_is_named_and_left_as_she_is(qtbot: QtBot, session: Session) -> None:
    put(session, MEMBERS, member("王一", 1), member("李二", 2, change_date=date(2024, 5, 1)))
    asking = open_deed(all_of(qtbot, session), deeds.LEAVE)
    asking.form.edits["date"].set_value(date(2023, 1, 1))
    asking.judge()
    assert asking.button.text() == "办理（1 人）"
    assert "1 人不能办理" in asking.hint.text()
    (why,) = asking.hindered.values()
    assert "早于上一次会籍变动日期 2024-05-01" in why
    do(qtbot, asking)
    assert {row.name: row.status for row in Member.select()} == {"王一": "out", "李二": "in"}


def test_who_has_left_is_not_moved_within_the_township(qtbot: QtBot, session: Session) -> None:
    put(session, MEMBERS, member("王一", 1), member("李二", 2, change_type="4"))
    asking = open_deed(all_of(qtbot, session), deeds.MOVE)
    asking.form.edits["union"].set_value(Union.get(Union.name == DAIRY))
    asking.judge()
    assert list(asking.hindered.values()) == ["现在是“已转出”，不能办理。"]


def test_a_change_that_does_not_fit_the_only_one_is_said_beside_it(qtbot: QtBot, session: Session) -> None:
    settle(session, 1)
    asking = open_deed(all_of(qtbot, session), deeds.MOVE)
    asking.form.edits["union"].set_value(Union.get(Union.name == MILL))
    asking.accept()
    assert asking.isVisible() and "不用调动" in asking.hint.text()
    assert MembershipChange.select().count() == 1


def test_a_move_asks_for_the_union(qtbot: QtBot, session: Session) -> None:
    settle(session, 1)
    asking = open_deed(all_of(qtbot, session), deeds.MOVE)
    asking.accept()
    assert "还没有填" in asking.form.problems("union") and Member.get().union.name == MILL


def test_retiring_young_is_asked_about_and_the_harmless_answer_changes_nothing(
    qtbot: QtBot, session: Session, door: Recorder
) -> None:
    put(session, MEMBERS, member("王一", 1, sex="1", birth=date(1998, 5, 4), id_number=""))
    asking = open_deed(all_of(qtbot, session), deeds.RETIRE)
    door.answers = [False]
    asking.accept()
    assert "1998年5月4日出生" in door.texts("ask")[0] and "2058年5月4日" in door.texts("ask")[0]
    assert asking.isVisible() and Member.get().status == "in"
    door.answers = [True]
    do(qtbot, asking)
    assert (Member.get().status, Member.get().change_reason) == ("kept", "7")


def test_forms_that_are_signed_before_are_printed_before(qtbot: QtBot, session: Session, printed: Printed) -> None:
    settle(session, 2)
    asking = open_deed(all_of(qtbot, session), deeds.WITHDRAW)
    assert not asking.print.isChecked() and "签字" in asking.before.text()
    asking.before.click()
    ((paper, wish),) = printed
    assert (paper, len(wish.chosen)) == ("member-withdrawal", 2)
    assert asking.isVisible() and {each.status for each in Member.select()} == {"in"}
    asking.reject()


def test_where_no_change_fits_them_all_that_is_said(qtbot: QtBot, session: Session) -> None:
    put(session, MEMBERS, member("王一", 1, change_type="8"))
    page = all_of(qtbot, session)
    with pytest.raises(Refused, match="没有一种变动"):
        offer_deeds(page)
    with pytest.raises(Refused, match="不能办理“退休”"):
        open_deed(page, deeds.RETIRE)


def test_the_page_of_a_member_has_the_menu_too(qtbot: QtBot, session: Session) -> None:
    settle(session, 1)
    page = shown(qtbot, members_page(session))
    page.show_record(Member.get().id)
    (view,) = page.findChildren(RecordView)
    view.tools.command(change.CHANGE).trigger()
    (menu,) = [each for each in page.findChildren(QMenu) if each.isVisible()]
    button = view.tools.button(change.CHANGE)
    below = button.mapToGlobal(button.rect().bottomLeft() + QPoint(0, 1))
    assert menu.pos().y() == below.y() and menu.pos().x() <= below.x()  # as far right as the screen reaches
    menu.close()
    assert open_deed(page, deeds.KEEP).records[0].id == Member.get().id


def test_what_was_typed_is_not_lost_by_leaving(qtbot: QtBot, session: Session, door: Recorder) -> None:
    settle(session, 1)
    asking = open_deed(all_of(qtbot, session), deeds.LEAVE)
    asking.form.edits["counterpart"].set_value("外县工会")
    door.answers = [None]
    asking.reject()
    assert asking.isVisible()
