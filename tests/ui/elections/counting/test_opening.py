"""The questions before a count: who is due depends on who elects."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from ui.elections.counting.opening import ask_for_round
from ui.session import Session
from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting.actions import Sheets
from unionapp.subjects.elections.models import Round
from unionapp.subjects.elections.records import ELECTIONS

from tests.ui.hall import PEOPLE, begin, fill, stand


def elected(town: Session, *chairs: str) -> Any:
    """The chair's body of an election whose assembly of forty has elected 丁一, 王二, 李三, with these candidates."""
    election = begin(town)
    election.due, election.present = PEOPLE, PEOPLE - 2
    editing.save(town.store.journal, ELECTIONS, election)
    committee = stand(town, election, "丁一", "王二", "李三", "张四")
    journal = town.store.journal
    opened = counting.open_round(
        journal, committee, "formal", Sheets(4, 4, 4, 4), on_ballot=("丁一", "王二", "李三", "张四"), seats=3
    )
    for _ in range(4):
        counting.cast(journal, opened, "ooox")
    counting.freeze(journal, opened)
    return stand(town, election, *chairs, key="chair")


def test_a_committee_s_session_is_preset_with_its_members(qtbot: QtBot, town: Session) -> None:
    chair, window, made = elected(town, "丁一"), QWidget(), list[Any]()
    qtbot.addWidget(window)
    asked = ask_for_round(window, town, chair, made.append)
    assert (asked.form.edits["due"].value(), asked.form.edits["present"].value()) == (3, 3)
    asked.form.edits["due"].set_value(PEOPLE)
    for name in ("present", "issued", "returned"):
        asked.form.edits[name].set_value(PEOPLE)
    asked.accept()
    assert not asked.isHidden() and "应是当选的委员 3 人" in asked.form.problems("due")
    fill(asked, due=3, present=3, issued=3, returned=3)
    assert [(each.due, each.names) for each in made] == [(3, "丁一")]


def test_who_lost_the_seat_is_refused_before_anything_is_asked(qtbot: QtBot, town: Session) -> None:
    chair, window = elected(town, "张四"), QWidget()
    qtbot.addWidget(window)
    with pytest.raises(Refused, match=r"张四没有当选工会委员会委员.*丁一、王二、李三"):
        ask_for_round(window, town, chair, lambda made: None)
    assert Round.select().count() == 1


def test_the_assembly_s_own_vote_is_preset_with_the_assembly(qtbot: QtBot, town: Session) -> None:
    chair, window = elected(town, "丁一"), QWidget()
    qtbot.addWidget(window)
    audit = stand(town, chair.election, "周六", key="audit")
    asked = ask_for_round(window, town, audit, lambda made: None)
    assert asked.form.edits["due"].value() == PEOPLE and asked.form.edits["present"].value() == PEOPLE - 2
