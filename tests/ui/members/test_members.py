"""Members: change of membership, looking back, merging, enrolling and correcting, each as one step."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.kit.field_edit import LineEdit
from ui.kit.forms import FormDialog
from ui.members import members_page as page_of
from ui.members.merge import MergeDialog
from ui.members.roster import RosterDialog
from ui.records.record_page import RecordPage
from ui.session import Session
from unionapp.paper.paper import PrintRequest
from unionapp.subjects.members.models import Member, MembershipChange
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.members.states import ChangeType
from unionapp.subjects.unions.models import Union

from tests.ui.conftest import Recorder
from tests.ui.members.desk import dialog, shown
from tests.ui.township import MILL, MORNING, member, number, put, settle


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


def test_the_pages_offer_what_belongs_to_them(session: Session, qtbot: QtBot) -> None:
    def words(page: RecordPage) -> list[str]:
        qtbot.addWidget(page)
        return [action.words for action in page.handed_in]

    assert words(page_of.members_page(session)) == [
        "会籍变动",
        "集体入会…",
        "查重合并",
        "查看某日名册",
        "打印",
        "打印表格",
        "导入…",
        "导出…",
        "下载模板…",
    ]
    assert words(page_of.applications_page(session))[0] == "批准入会"
    assert words(page_of.changes_page(session))[0] == "更正"
    assert "导入…" not in words(page_of.changes_page(session))


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


def form_of(page: RecordPage) -> FormDialog:
    """The open form."""
    found = dialog(page, FormDialog)
    assert isinstance(found, FormDialog)
    return found


def test_a_corrected_change_takes_the_place_of_the_wrong_one(qtbot: QtBot, session: Session) -> None:
    settle(session, 1)
    page = shown(qtbot, page_of.changes_page(session))
    page.list.table.selectAll()
    page_of.correct_change(page)
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
    page_of.correct_change(page)
    assert "已经更正过" in door.texts("warn")[0]
