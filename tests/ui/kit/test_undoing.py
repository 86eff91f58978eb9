"""The notice after a deed takes back that deed and no other."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.kit import undoing
from ui.session import Session
from ui.window.steps import Steps
from unionapp.store import editing, fences, journal
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS

from tests.ui.conftest import Recorder
from tests.ui.township import member, settle


def test_the_button_takes_back_what_was_done(qtbot: QtBot, session: Session, door: Recorder) -> None:
    settle(session, 2)
    undoing.offer(None, session, "已录入 2 人")
    with qtbot.waitSignal(tasks.desk.idle):
        door.offered["撤销"]()
    assert Member.select().count() == 0
    assert door.texts("toast") == ["已录入 2 人", "已撤销：录入"]


def test_nothing_is_taken_back_where_more_was_done_since(session: Session, door: Recorder) -> None:
    settle(session, 1)
    undoing.offer(None, session, "已录入 1 人")
    with session.store.journal.step("改名"):
        Member.update(employer="面粉厂").execute()
    door.offered["撤销"]()
    assert Member.select().count() == 1
    assert "逐步撤销" in door.texts("warn")[0]


def test_what_has_a_way_of_its_own_is_offered_without_a_button(session: Session, door: Recorder) -> None:
    with session.store.journal.step("封存计票", fences.UNSEAL):
        Member.update(employer="面粉厂").execute()
    settle(session, 1)
    undoing.offer(None, session, "已录入 1 人")
    assert "撤销" in door.offered
    door.offered.clear()
    with session.store.journal.step("封存计票", fences.UNSEAL):
        Member.update(employer="面粉厂").execute()
    undoing.offer(None, session, "已封存")
    assert door.offered == {}


def test_a_way_back_is_said_without_a_button_that_would_take_back_something_earlier(
    session: Session, door: Recorder
) -> None:
    settle(session, 1)
    with session.store.journal.step("撤销审核", fences.UNAPPROVED):
        Member.update(employer="面粉厂").execute()
    undoing.offer(None, session, "已撤销审核")
    assert door.offered == {}
    step = session.store.journal.undoable
    assert step is not None
    door.answers = ["  "]
    undoing.undo(None, session, step)
    asked = door.texts("ask_text")[0]
    assert "再用“审核”" in asked and step.title in asked
    assert Member.select().count() == 1


def test_a_fence_says_what_would_be_lost_and_takes_a_reason_which_stays_in_the_log(
    qtbot: QtBot, session: Session, door: Recorder
) -> None:
    with session.store.journal.step("导入会员“名单.xlsx”", fences.FENCE):
        editing.put(MEMBERS, [member("王五", 1)])
    door.answers = [None, "导错了文件"]
    steps = Steps(QWidget(), session)
    steps.undo()
    assert Member.select().count() == 1 and "会员名册 1 条" in door.texts("ask_text")[0]
    with qtbot.waitSignal(tasks.desk.idle):
        steps.undo()
    assert Member.select().count() == 0
    assert session.store.journal.steps(1)[0].title.endswith("（导错了文件）")


GRAVE = (journal.SEAL, fences.FENCE, *fences.FORTH, *fences.FORTH.values())
"""The sorts of all that undo stops at: seals (posting, closing, a restore, an upgrade), imports, and what has ways of
its own with the steps that are those ways."""


@pytest.mark.parametrize("sort", GRAVE)
def test_six_times_undo_and_enter_after_a_grave_deed_take_nothing_back(
    session: Session, door: Recorder, sort: str
) -> None:
    with session.store.journal.step("办了一件大事", sort):
        editing.put(MEMBERS, [member("王五", 1)])
    last = session.store.journal.steps(1)[0]
    steps = Steps(QWidget(), session)
    for _ in range(6):
        door.answers = [None]
        steps.undo()
    assert session.store.journal.steps(1)[0] == last and Member.select().count() == 1
    assert [text for way, text in door.said if way in ("warn", "ask_text", "toast")]


def test_a_backup_is_no_step_that_undo_takes_back(qtbot: QtBot, session: Session) -> None:
    settle(session, 1)
    before = session.store.journal.undoable
    session.store.backup()
    assert session.store.journal.undoable == before


def test_without_a_step_there_is_no_button(session: Session, door: Recorder) -> None:
    session.store.journal.undo()
    undoing.offer(None, session, "没有变化")
    assert door.offered == {}
