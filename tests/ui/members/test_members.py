"""Members: change of membership, looking back, merging, enrolling and correcting, each as one step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.kit.field_edit import LineEdit
from ui.kit.fields import FewCodes
from ui.kit.forms import FormDialog
from ui.members import members_page as page_of
from ui.members.change import ChangeDialog, allowed_types, open_change
from ui.members.merge import MergeDialog
from ui.members.roster import RosterDialog
from ui.records.record_page import RecordPage
from ui.session import Session
from unionapp.paper.paper import PrintRequest
from unionapp.subjects.members.models import Application, Member, MembershipChange
from unionapp.subjects.members.records import APPLICATIONS, MEMBERS
from unionapp.subjects.members.states import ChangeType
from unionapp.subjects.unions.models import Union

from tests.ui.conftest import Recorder
from tests.ui.township import DAIRY, MILL, MORNING, member, number, open_town, put, settle


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """An open township."""
    made = open_town(tmp_path)
    monkeypatch.setattr(tasks.desk, "leave", made.store.database.close)
    yield made
    made.store.close()


def shown(qtbot: QtBot, page: RecordPage) -> RecordPage:
    """The page in a window."""
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.list.ask()
    return page


def dialog(page: RecordPage, sort: type[QWidget]) -> QWidget:
    """The dialog that the page has open."""
    (found,) = page.findChildren(sort)
    assert isinstance(found, QWidget)
    return found


def asks(page: RecordPage) -> ChangeDialog:
    """The open dialog for a change of membership."""
    found = dialog(page, ChangeDialog)
    assert isinstance(found, ChangeDialog)
    return found


def choose(form_edit: QWidget, code: str) -> None:
    """Choose a code as the clerk does."""
    assert isinstance(form_edit, FewCodes)
    form_edit.box.setCurrentIndex(form_edit.box.findData(code))


def test_fifty_members_change_as_one_step_and_back(qtbot: QtBot, session: Session, door: Recorder) -> None:
    settle(session, 50)
    page = shown(qtbot, page_of.members_page(session))
    page.list.table.selectAll()
    page_of.change_membership(page)
    asking = asks(page)
    choose(asking.form.edits["type"], ChangeType.KEEP)
    asking.judge()
    assert asking.apply.text() == "办理（50 人）"
    with qtbot.waitSignal(tasks.desk.idle):
        asking.accept()
    assert {row.status for row in Member.select()} == {"kept"}
    assert door.texts("toast") == ["已办理50 名会员保留"]
    with qtbot.waitSignal(tasks.desk.idle):
        door.offered["撤销"]()
    assert {row.status for row in Member.select()} == {"in"}
    assert MembershipChange.select().count() == 50


def test_a_change_is_made_by_keyboard_alone(qtbot: QtBot, session: Session) -> None:
    settle(session, 1)
    page = shown(qtbot, page_of.members_page(session))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.list.table.setFocus()
    page.list.table.selectAll()
    qtbot.keyClick(page.list.table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    asking = asks(page)
    kind = asking.form.edits["type"]
    assert isinstance(kind, FewCodes)
    down = kind.box.findData(ChangeType.EXPEL) + 1
    for _ in range(down):
        qtbot.keyClick(kind.box, Qt.Key.Key_Down)
    assert kind.value() == ChangeType.EXPEL
    with qtbot.waitSignal(tasks.desk.idle):
        qtbot.keyClick(asking, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert Member.get().status == "expelled"


def test_who_cannot_change_is_said_and_can_be_left_out(qtbot: QtBot, session: Session) -> None:
    put(session, MEMBERS, member("王一", 1), member("李二", 2, change_date=date(2024, 5, 1)))
    page = shown(qtbot, page_of.members_page(session))
    page.list.table.selectAll()
    page_of.change_membership(page)
    asking = asks(page)
    choose(asking.form.edits["type"], ChangeType.LEAVE)
    asking.form.edits["date"].set_value(date(2023, 1, 1))
    asking.judge()
    assert not asking.apply.isEnabled()
    assert [bool(text) for text in asking.people.problems.values()] == [False, True]
    assert "早于上一次会籍变动日期 2024-05-01" in list(asking.people.problems.values())[1]
    qtbot.mouseClick(asking.drop, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(tasks.desk.idle):
        asking.accept()
    assert {row.name: row.status for row in Member.select()} == {"王一": "out", "李二": "in"}


def test_only_types_that_fit_everybody_are_offered(qtbot: QtBot, session: Session) -> None:
    kept = member("王一", 1)
    kept.status = "kept"
    there = member("李二", 2)
    there.status = "in"
    assert ChangeType.RETURN in allowed_types([kept]) and ChangeType.KEEP in allowed_types([there])
    assert not {ChangeType.RETURN, ChangeType.KEEP} & set(allowed_types([kept, there]))


def test_without_a_fitting_type_nothing_opens(session: Session, door: Recorder) -> None:
    dead = member("王一", 1)
    dead.status = "dead"
    assert open_change(None, session, [dead]) is None
    assert "没有一种变动" in door.texts("warn")[0]


def test_arriving_asks_for_the_union(qtbot: QtBot, session: Session) -> None:
    settle(session, 1)
    page = shown(qtbot, page_of.members_page(session))
    page.list.table.selectAll()
    page_of.change_membership(page)
    asking = asks(page)
    choose(asking.form.edits["type"], ChangeType.ARRIVE)
    asking.accept()
    assert Member.get().union.name == MILL
    asking.form.edits["union"].set_value(Union.get(Union.name == DAIRY))
    asking.judge()
    with qtbot.waitSignal(tasks.desk.idle):
        asking.accept()
    assert Member.get().union.name == DAIRY


def test_the_reason_follows_from_the_type_until_the_clerk_chooses(qtbot: QtBot, session: Session) -> None:
    settle(session, 1)
    page = shown(qtbot, page_of.members_page(session))
    page.list.table.selectAll()
    page_of.change_membership(page)
    asking = asks(page)
    choose(asking.form.edits["type"], ChangeType.RETIRE)
    assert asking.form.edits["reason"].value() == "7"
    asking.form.edits["reason"].set_value("99")
    asking.form.edits["reason"].edited.emit()
    choose(asking.form.edits["type"], ChangeType.DIE)
    assert asking.form.edits["reason"].value() == "99"


def test_the_roster_of_a_past_day_counts_by_state(qtbot: QtBot, session: Session) -> None:
    people = settle(session, 3)
    left = MembershipChange(member=people[0], type=ChangeType.LEAVE, date=date(2022, 1, 1), union=people[0].union)
    put(session, session.kind("membership-changes"), left)
    page = shown(qtbot, page_of.members_page(session))
    with qtbot.waitSignal(tasks.desk.idle):
        page_of.look_back(page)
    looking = dialog(page, RosterDialog)
    assert isinstance(looking, RosterDialog)
    assert [button.text() for button in looking.states.buttons()] == ["在册 2", "在籍 2", "已转出 1"]
    looking.form.edits["day"].set_value(date(2021, 1, 1))
    with qtbot.waitSignal(tasks.desk.idle):
        looking.look_up()
    assert looking.table.rows.rowCount() == 3
    masked = looking.table.rows.index(0, 3).data()
    assert "*" in masked or "＊" in masked


def test_the_roster_of_that_day_goes_to_the_printer(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(session, 1)
    printed: list[tuple[str, PrintRequest]] = []
    monkeypatch.setattr(page_of, "print_paper", lambda session, page, paper, wish: printed.append((paper.id, wish)))
    page = shown(qtbot, page_of.members_page(session))
    with qtbot.waitSignal(tasks.desk.idle):
        page_of.look_back(page)
    looking = dialog(page, RosterDialog)
    assert isinstance(looking, RosterDialog)
    mill = Union.get(Union.name == MILL)
    looking.form.edits["day"].set_value(date(2021, 1, 1))
    looking.form.edits["union"].set_value(mill)
    with qtbot.waitSignal(tasks.desk.idle):
        looking.look_up()
    qtbot.mouseClick(looking.paper, Qt.MouseButton.LeftButton)
    ((paper, wish),) = printed
    assert (paper, wish.day, wish.union) == ("member-roster", date(2021, 1, 1), mill)


def test_a_day_that_cannot_be_read_is_said_under_it(qtbot: QtBot, session: Session) -> None:
    settle(session, 1)
    page = shown(qtbot, page_of.members_page(session))
    with qtbot.waitSignal(tasks.desk.idle):
        page_of.look_back(page)
    looking = dialog(page, RosterDialog)
    assert isinstance(looking, RosterDialog)
    line = looking.form.edits["day"]
    assert isinstance(line, LineEdit)
    line.line.setText("那天")
    looking.look_up()
    assert "那天" in looking.form.problems("day") and not tasks.busy()


def test_members_in_different_states_are_counted_beside_the_types(qtbot: QtBot, session: Session) -> None:
    put(session, MEMBERS, member("王一", 1), member("李二", 2, change_type=ChangeType.WITHDRAW))
    page = shown(qtbot, page_of.members_page(session))
    page.list.table.selectAll()
    page_of.change_membership(page)
    texts = [label.text() for label in asks(page).findChildren(QLabel)]
    assert any("在籍 1 人、已退会 1 人" in text for text in texts)


def test_the_pages_offer_what_belongs_to_them(session: Session, qtbot: QtBot) -> None:
    def words(page: RecordPage) -> list[str]:
        qtbot.addWidget(page)
        return [action.words for action in page.handed_in]

    assert words(page_of.members_page(session)) == [
        "会籍变动",
        "导入",
        "打印",
        "打印表格",
        "导出",
        "下载模板",
        "查重合并",
        "查看某日名册",
    ]
    assert words(page_of.applications_page(session))[0] == "批准入会"
    assert words(page_of.changes_page(session))[0] == "更正"
    assert "导入" not in words(page_of.changes_page(session))


def test_merging_keeps_the_chosen_values_and_can_be_taken_back(qtbot: QtBot, session: Session, door: Recorder) -> None:
    put(
        session,
        MEMBERS,
        member("王一", 1, employer="面粉厂"),
        member("王一", 1, id_number="", birth=date(1980, 1, 1), position="车间主任"),
    )
    page = shown(qtbot, page_of.members_page(session))
    with qtbot.waitSignal(tasks.desk.idle):
        page_of.merge_duplicates(page)
    merging = dialog(page, MergeDialog)
    assert isinstance(merging, MergeDialog) and merging.sides is not None
    assert {"employer", "position"} <= set(merging.sides.chosen())
    merging.accept()
    (left,) = Member.select()
    assert (left.employer, left.position, left.id_number) == ("面粉厂", "车间主任", number(1))
    assert MembershipChange.select().where(MembershipChange.member == left.id).count() == 2
    door.answers = ["不是同一个人"]
    with qtbot.waitSignal(tasks.desk.idle):
        door.offered["撤销"]()
    assert Member.select().count() == 2 and "的两条记录" in door.texts("ask_text")[0]


def test_two_selected_members_are_merged_whatever_their_names(qtbot: QtBot, session: Session) -> None:
    put(session, MEMBERS, member("王一", 1), member("王义", 2, id_number=""))
    page = shown(qtbot, page_of.members_page(session))
    page.list.table.selectAll()
    page_of.merge_duplicates(page)
    merging = dialog(page, MergeDialog)
    assert isinstance(merging, MergeDialog) and merging.sides is not None
    other = merging.sides.chosen()["name"] != merging.sides.keep.name
    merging.sides._groups["name"].button(int(not other)).setChecked(True)
    wanted = merging.sides.chosen()["name"]
    merging.accept()
    assert [row.name for row in Member.select()] == [wanted]


def test_where_nobody_is_twice_that_is_said(qtbot: QtBot, session: Session, door: Recorder) -> None:
    settle(session, 3)
    page = shown(qtbot, page_of.members_page(session))
    with qtbot.waitSignal(tasks.desk.idle):
        page_of.merge_duplicates(page)
    assert "没有发现" in door.texts("tell")[0]


def applied(session: Session) -> Application:
    """A stored application."""
    union = Union.get(Union.name == MILL)
    made = Application(name="赵六", id_number=number(9), mobile="15400000009", union=union, received=date(2024, 3, 1))
    put(session, APPLICATIONS, made)
    return made


def form_of(page: RecordPage) -> FormDialog:
    """The open form."""
    found = dialog(page, FormDialog)
    assert isinstance(found, FormDialog)
    return found


def test_an_approved_applicant_becomes_a_member(qtbot: QtBot, session: Session, door: Recorder) -> None:
    applied(session)
    page = shown(qtbot, page_of.applications_page(session))
    page.list.table.selectAll()
    page_of.enrol(page)
    form = form_of(page)
    form.form.edits["decided"].set_value(date(2024, 3, 20))
    form.form.edits["card"].set_value("6300001")
    form.accept()
    made = Member.get()
    assert (made.name, made.joined, made.card, made.union.name) == ("赵六", date(2024, 3, 20), "6300001", MILL)
    assert Application.get().state == "approved"
    with qtbot.waitSignal(tasks.desk.idle):
        door.offered["撤销"]()
    assert Member.select().count() == 0 and Application.get().member is None


def test_an_approval_before_the_application_is_refused_in_place(qtbot: QtBot, session: Session) -> None:
    applied(session)
    page = shown(qtbot, page_of.applications_page(session))
    page.list.table.selectAll()
    page_of.enrol(page)
    form = form_of(page)
    form.form.edits["decided"].set_value(date(2024, 2, 1))
    form.accept()
    assert form.isVisible() and Member.select().count() == 0
    assert "批准日期早于收到日期。" in form.form.problems("decided")


def test_an_application_is_approved_once(qtbot: QtBot, session: Session, door: Recorder) -> None:
    with session.store.journal.step("录入"):
        settle(session, 1)
        made = applied(session)
        made.member = Member.get()
        put(session, APPLICATIONS, made)
    page = shown(qtbot, page_of.applications_page(session))
    page.list.table.selectAll()
    page_of.enrol(page)
    assert "不能重复办理" in door.texts("warn")[0]


def test_a_corrected_change_takes_the_place_of_the_wrong_one(qtbot: QtBot, session: Session) -> None:
    settle(session, 1)
    page = shown(qtbot, page_of.changes_page(session))
    page.list.table.selectAll()
    page_of.correct(page)
    form = form_of(page)
    assert form.form.edits["date"].value() == MORNING
    form.accept()
    assert "没有要更正的" in form.form.problems("")
    form.form.edits["date"].set_value(date(2020, 2, 1))
    form.accept()
    assert Member.get().change_date == date(2020, 2, 1)
    assert MembershipChange.select().count() == 2


def test_a_change_is_corrected_once(qtbot: QtBot, session: Session, door: Recorder) -> None:
    settle(session, 1)
    first = MembershipChange.get()
    put(
        session,
        session.kind("membership-changes"),
        MembershipChange(member=first.member, type="1", date=date(2020, 3, 1), replaces=first),
    )
    page = shown(qtbot, page_of.changes_page(session))
    page.list.table.go_to(first.id)
    page_of.correct(page)
    assert "已经更正过" in door.texts("warn")[0]
