"""个人信息: a person is chosen, what would go is seen, and only a reason erases it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot
from ui.office.privacy_page import PrivacyPage
from ui.session import Session
from unionapp.store.erasing import NAMELESS
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS

from tests import support
from tests.ui.conftest import Recorder


def test_a_person_is_erased_after_what_goes_was_shown_and_a_reason_given(
    qtbot: QtBot, town: Session, door: Recorder
) -> None:
    member = support.saved(town.store, MEMBERS, 1, name="孙小小", mobile="13800001111")
    page = PrivacyPage(town)
    qtbot.addWidget(page)
    page.refresh()
    assert page.table.rows.rowCount() == 0
    page.choices[0].choose(member.id)
    page.refresh()
    assert page.table.rows.text(0, 2) == "删除"
    door.answers = [False]
    page.erase()
    assert Member.get_by_id(member.id).mobile == "13800001111"
    door.answers = [True, "本人申请"]
    page.erase()
    qtbot.waitUntil(lambda: Member.get_by_id(member.id).mobile == "")
    assert Member.get_by_id(member.id).name != NAMELESS
