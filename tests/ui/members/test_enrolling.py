"""批准入会: one applicant or many, as one step; what is missing is asked about, who cannot is left out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.members import many
from ui.members.enrolling import EnrolDialog, enrol
from ui.members.members_page import applications_page
from ui.session import Session
from unionapp.paper.paper import PrintRequest
from unionapp.subjects.members.models import Application, Member
from unionapp.subjects.members.records import APPLICATIONS
from unionapp.subjects.unions.models import Union

from tests.ui.conftest import Recorder
from tests.ui.members.desk import shown
from tests.ui.township import MILL, member, number, put, settle

DAY = date(2024, 3, 20)


def applied(session: Session, serial: int = 9, **values: Any) -> Application:
    """A stored application."""
    union = Union.get(Union.name == MILL)
    told = {"id_number": number(serial), "mobile": f"154{serial:08}", "received": date(2024, 3, 1)}
    made = Application(**{"name": f"赵{'一二三四五六七八九十'[serial % 10]}", "union": union, **told, **values})
    put(session, APPLICATIONS, made)
    return made


def approving(qtbot: QtBot, session: Session, day: date = DAY) -> EnrolDialog:
    """The dialog over all applications."""
    page = shown(qtbot, applications_page(session))
    page.list.table.selectAll()
    asking = enrol(page)
    asking.form.edits["decided"].set_value(day)
    asking.judge()
    return asking


def test_an_approved_applicant_becomes_a_member(qtbot: QtBot, session: Session, door: Recorder) -> None:
    applied(session)
    asking = approving(qtbot, session)
    asking.form.edits["card"].set_value("6300001")
    with qtbot.waitSignal(tasks.desk.idle):
        asking.accept()
    made = Member.get()
    assert (made.name, made.joined, made.card, made.union.name) == ("赵十", DAY, "6300001", MILL)
    assert Application.get().state == "approved"
    with qtbot.waitSignal(tasks.desk.idle):
        door.offered["撤销"]()
    assert Member.select().count() == 0 and Application.get().member is None


def test_twenty_applicants_are_approved_in_one_step(
    qtbot: QtBot, session: Session, door: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[tuple[str, PrintRequest]] = []
    monkeypatch.setattr(many, "print_paper", lambda session, parent, paper, wish: printed.append((paper.id, wish)))
    for serial in range(1, 21):
        applied(session, serial)
    asking = approving(qtbot, session)
    assert asking.button.text() == "办理（20 人）" and "card" not in asking.form.edits
    asking.print.setChecked(True)
    with qtbot.waitSignal(tasks.desk.idle):
        asking.accept()
    assert {(each.joined, each.status) for each in Member.select()} == {(DAY, "in")}
    assert door.texts("toast") == ["已批准 20 人入会，并列入会员名册"]
    ((paper, wish),) = printed
    assert paper == "group-join-roster" and {each.name for each in wish.chosen} == {each.name for each in Member}
    with qtbot.waitSignal(tasks.desk.idle):
        door.offered["撤销"]()
    assert Member.select().count() == 0


def test_who_cannot_join_is_named_and_left_out(qtbot: QtBot, session: Session) -> None:
    settle(session, 1)
    applied(session, 1, name="已在册")
    applied(session, 2, received=date(2024, 4, 1))
    applied(session, 3)
    applied(session, 4, id_number=number(3))
    asking = approving(qtbot, session)
    names = {each.id: each.name for each in asking.records}
    said = {names[key]: why for key, why in asking.hindered.items()}
    assert "不能重复登记" in said["已在册"] and "早于收到日期" in said["赵三"] and "相同" in said["赵四"]
    assert asking.button.text() == "办理（1 人）"
    with qtbot.waitSignal(tasks.desk.idle):
        asking.accept()
    assert [each.name for each in Member.select().order_by(Member.id)][1:] == ["赵五"]


def test_an_applicant_without_a_number_or_a_phone_is_asked_about(
    qtbot: QtBot, session: Session, door: Recorder
) -> None:
    applied(session, id_number="", mobile="")
    asking = approving(qtbot, session)
    door.answers = [False]
    asking.accept()
    assert "没有填证件号码、性别、移动电话" in door.texts("ask")[0]
    assert asking.isVisible() and Member.select().count() == 0


def test_an_approval_before_the_application_is_refused_in_place(qtbot: QtBot, session: Session) -> None:
    applied(session)
    asking = approving(qtbot, session, date(2024, 2, 1))
    asking.accept()
    assert asking.isVisible() and Member.select().count() == 0
    assert "批准日期早于收到日期。" in asking.hint.text()


def test_an_application_is_approved_once(qtbot: QtBot, session: Session) -> None:
    put(session, session.kind("members"), member("王一", 1))
    made = applied(session)
    made.member = Member.get()
    put(session, APPLICATIONS, made)
    asking = approving(qtbot, session)
    asking.accept()
    assert "不能重复办理" in asking.hint.text() and Member.select().count() == 1
