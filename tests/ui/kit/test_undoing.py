"""The notice after a deed takes back that deed and no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.kit import undoing
from ui.session import Session
from unionapp.store import fences
from unionapp.subjects.members.models import Member

from tests.ui.conftest import Recorder
from tests.ui.township import open_town, settle


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """An open township."""
    made = open_town(tmp_path)
    monkeypatch.setattr(tasks.desk, "leave", made.store.database.close)
    yield made
    made.store.close()


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
    door.answers = [False]
    undoing.undo(None, session, step)
    assert "再用“审核”" in door.texts("ask")[0] and step.title in door.texts("ask")[0]
    assert Member.select().count() == 1


def test_without_a_step_there_is_no_button(session: Session, door: Recorder) -> None:
    session.store.journal.undo()
    undoing.offer(None, session, "没有变化")
    assert door.offered == {}
