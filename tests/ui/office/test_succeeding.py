"""移交给接交人: name and password are asked, the code is shown, a copy made, and stepping down asked last."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from ui.office import succeeding
from ui.office.health_page import HealthPage
from ui.office.succeeding import SuccessorDialog
from ui.session import Session
from ui.window.recovery_code import CodeDialog
from unionapp.store import backup, system

from tests.support import OPERATOR
from tests.ui.conftest import Recorder

NEXT, HERS = "周接手", "river-boat-31"


def filled(dialog: SuccessorDialog) -> int:
    """What the successor types, once without a name."""
    dialog.agree()
    assert "姓名" in dialog.message.text()
    dialog.name.setText(NEXT)
    dialog.new.first.setText(HERS)
    dialog.new.second.setText(HERS)
    dialog.agree()
    return dialog.result()


@pytest.mark.parametrize("leaves", [False, True])
def test_a_successor_is_let_in_and_the_former_asked_whether_she_leaves(
    qtbot: QtBot, town: Session, door: Recorder, monkeypatch: pytest.MonkeyPatch, leaves: bool
) -> None:
    page = HealthPage(town)
    qtbot.addWidget(page)
    shown: list[str] = []
    monkeypatch.setattr(SuccessorDialog, "exec", filled)
    monkeypatch.setattr(CodeDialog, "exec", lambda dialog: shown.append("code"))
    door.answers = [leaves]
    closed: list[bool] = []
    town.closing_wanted.connect(lambda: closed.append(True))
    succeeding.begin(page, town)
    qtbot.waitUntil(lambda: not door.answers)
    assert shown == ["code"] and len(backup.listing(town.folder)) == 1
    assert "admin" in system.rights_of(NEXT)
    assert ("admin" in system.rights_of(OPERATOR)) is not leaves
    assert bool(closed) is leaves
