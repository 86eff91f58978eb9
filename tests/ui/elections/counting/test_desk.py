"""Counting at the keyboard: each ballot on disk at once, corrected, gone on with after a break, entered twice."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.elections.counting import board
from ui.elections.counting.board import CountingBoard
from ui.elections.counting.desk import CountingDesk, open_desk
from ui.session import Session
from unionapp import subjects
from unionapp.store.store import Store
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting import count, practice
from unionapp.subjects.elections.counting.actions import SECOND, Sheets
from unionapp.subjects.elections.models import BallotRow, Round
from unionapp.subjects.elections.record_rules import lines

from tests.ui.conftest import Recorder
from tests.ui.hall import PEOPLE, open_count

KEYS = {"o": "{n}", "x": "{n}-", "b": "{n}{n}{n}", "-": ""}


def desk(qtbot: QtBot, session: Session, round: Any, entry: int = 1) -> CountingDesk:
    """An open desk."""
    made = CountingDesk(None, session, round, entry)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.panel.setFocus()
    return made


def key_in(made: CountingDesk, marks: str, written: str = "") -> None:
    """Key in one ballot as a counter does, and file it."""
    if marks == "!":
        QTest.keyClicks(made.panel, ".")
    else:
        QTest.keyClicks(made.panel, "".join(KEYS[mark].format(n=place + 1) for place, mark in enumerate(marks)))
    for name in lines(written):
        QTest.keyClicks(made.panel, "*")
        made.panel.name.setText(name)
        QTest.keyClick(made.panel.name, Qt.Key.Key_Return)
    QTest.keyClick(made.panel, Qt.Key.Key_Return)


def test_forty_ballots_by_keys_give_the_result_of_the_count(qtbot: QtBot, town: Session) -> None:
    round = open_count(town)
    made = desk(qtbot, town, round)
    for sheet in practice.SHEETS:
        key_in(made, sheet.marks, sheet.written)
    names = tuple(lines(round.names))
    poll = count.Poll("committee", 3, PEOPLE, PEOPLE, PEOPLE, PEOPLE, names)
    ballots = [counting.ballot_of(sheet.marks, sheet.written, names) for sheet in practice.SHEETS if sheet.marks != "!"]
    expected = count.tally(poll, ballots)
    expected.invalid += sum(sheet.marks == "!" for sheet in practice.SHEETS)
    found = counting.result(round)
    assert found.tally.votes == expected.votes
    assert (found.tally.valid, found.tally.invalid) == (expected.valid, expected.invalid)
    assert found.code == count.result(poll, expected).code
    assert made.status.text().startswith("✓ 全部录完")


def test_a_new_desk_on_the_stored_data_goes_on_where_the_count_stopped(
    qtbot: QtBot, town: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    round = open_count(town)
    made = desk(qtbot, town, round)
    for _ in range(7):
        key_in(made, "ooo--")
    QTest.keyClicks(made.panel, "45")
    folder = town.folder
    town.store.close()
    store = Store.open(folder, subjects.KINDS, "张三", "demo", subjects.OPTIONS).enter()
    monkeypatch.setattr(tasks.desk, "leave", store.database.close)
    again = desk(qtbot, Session(store, town.remembered), Round.get_by_id(round.id))
    assert again.entered == 7
    assert again.panel.draft.marks == "-----"
    assert "请录第 8 张" in again.status.text()
    key_in(again, "-o---")
    assert counting.sheets(round)[-1] == ("-o---", "")
    store.close()


def test_the_last_ballot_is_taken_out_and_keyed_in_anew_on_an_empty_desk(qtbot: QtBot, town: Session) -> None:
    made = desk(qtbot, town, open_count(town))
    key_in(made, "oo---")
    key_in(made, "---oo", "赵大山")
    made.take_back()
    assert made.entered == 1
    assert (made.panel.draft.marks, made.panel.draft.written) == ("-----", "")
    assert "○ 4 5" in made.status.text() and "赵大山" in made.status.text()
    QTest.keyClicks(made.panel, "5")
    QTest.keyClick(made.panel, Qt.Key.Key_Return)
    assert counting.sheets(made.round) == [("oo---", ""), ("----o", "")]


def test_any_ballot_is_opened_by_a_double_click_and_put_right(qtbot: QtBot, town: Session) -> None:
    made = desk(qtbot, town, open_count(town))
    for marks in ("oo---", "---oo", "ooo--"):
        key_in(made, marks)
    made.last.itemDoubleClicked.emit(made.last.item(2))
    assert "改正第 1 张" in made.status.text() and made.panel.draft.marks == "-----"
    QTest.keyClicks(made.panel, "3")
    QTest.keyClick(made.panel, Qt.Key.Key_Return)
    assert counting.sheets(made.round) == [("--o--", ""), ("---oo", ""), ("ooo--", "")]
    assert "第 1 张已改正" in made.status.text() and not made.mending


def test_a_ballot_opened_by_mistake_is_left_as_it_is(qtbot: QtBot, town: Session) -> None:
    made = desk(qtbot, town, open_count(town))
    key_in(made, "oo---")
    made.mend(1)
    assert made.buttons["不改了"].isVisible() and not made.buttons["撤回上一张"].isEnabled()
    made.buttons["不改了"].click()
    key_in(made, "---oo")
    assert counting.sheets(made.round) == [("oo---", ""), ("---oo", "")]


def test_nothing_is_taken_back_where_nothing_was_entered(qtbot: QtBot, town: Session) -> None:
    made = desk(qtbot, town, open_count(town))
    made.take_back()
    assert made.status.text() == "还没有录入选票。"


def test_more_ballots_than_came_back_are_refused_and_stay_on_the_screen(qtbot: QtBot, town: Session) -> None:
    round = open_count(town, Sheets(PEOPLE, PEOPLE, PEOPLE, 1))
    made = desk(qtbot, town, round)
    key_in(made, "o----")
    key_in(made, "oo---")
    assert "收回的 1 张选票已经录完" in made.status.text()
    assert made.panel.draft.marks == "oo---"
    assert made.entered == 1


def test_too_many_names_show_at_once_as_void(qtbot: QtBot, town: Session) -> None:
    made = desk(qtbot, town, open_count(town))
    QTest.keyClicks(made.panel, "1234")
    assert made.panel.words.text().startswith("⚠ 无效票")
    QTest.keyClick(made.panel, Qt.Key.Key_Backspace)
    assert made.panel.words.text().startswith("✓ 有效票：赞成 3 名")
    QTest.keyClick(made.panel, Qt.Key.Key_Escape)
    assert made.panel.words.text().startswith("✓ 空白票")
    assert not made.isHidden()


def test_a_click_marks_the_name_under_it(qtbot: QtBot, town: Session) -> None:
    made = desk(qtbot, town, open_count(town))
    sheet = made.panel.sheet
    qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=sheet.cell(2).center().toPoint())  # type: ignore[no-untyped-call]
    assert made.panel.draft.marks == "--o--"


def test_the_board_shows_each_ballot_as_it_is_filed(qtbot: QtBot, town: Session) -> None:
    made = desk(qtbot, town, open_count(town))
    made.show_board()
    shown = made.board
    assert isinstance(shown, CountingBoard)
    qtbot.addWidget(shown)
    for marks in ("ooo--", "oo---", "oooo-", "o-x--"):
        key_in(made, marks)
    facts = shown.facts
    assert (facts.called, facts.returned, facts.invalid, facts.need) == (4, PEOPLE, 1, 21)
    assert {line.name: line.votes for line in facts.lines} == {"丁一": 3, "王二": 2, "李三": 1, "张四": 0, "陈五": 0}
    made.close()
    assert made.board is None


def test_who_has_more_than_half_is_marked_on_the_board(qtbot: QtBot, town: Session) -> None:
    round = open_count(town)
    for _ in range(20):
        counting.cast(town.store.journal, round, "o----")
    assert not any(line.over for line in board.facts(round).lines)
    counting.cast(town.store.journal, round, "o----")
    assert [line.name for line in board.facts(round).lines if line.over] == ["丁一"]


def test_the_second_entry_shows_nothing_of_the_first(qtbot: QtBot, town: Session) -> None:
    round = open_count(town)
    counting.cast(town.store.journal, round, "ooo--")
    made = desk(qtbot, town, round, SECOND)
    assert made.entered == 0 and made.last.count() == 0
    assert not made.votes.figures and "投影唱票板" not in made.buttons
    key_in(made, "oo---")
    assert counting.sheets(round, SECOND) == [("oo---", "")]
    assert counting.sheets(round) == [("ooo--", "")]


def test_a_learner_is_told_at_once_what_was_wrong(qtbot: QtBot, town: Session) -> None:
    made = desk(qtbot, town, practice.practice(town.store.journal))
    assert made.task.text().startswith("练习第 1 张：空白票")
    key_in(made, "o----")
    assert made.status.text().startswith("⚠ 应录成：空白票")
    made.take_back()
    made.panel.begin()
    key_in(made, "-----")
    assert made.status.text().startswith("✓ 录对了")


def test_the_desk_is_left_only_when_all_ballots_are_in(qtbot: QtBot, town: Session) -> None:
    made = desk(qtbot, town, open_count(town, Sheets(PEOPLE, PEOPLE, PEOPLE, 2)))
    key_in(made, "o----")
    made.finish()
    assert "还有 1 张没有录入" in made.status.text()
    key_in(made, "o----")
    with qtbot.waitSignal(made.finish_wanted):
        QTest.keyClick(made, Qt.Key.Key_F12)


def test_a_frozen_count_has_no_desk(town: Session, door: Recorder) -> None:
    round = open_count(town, Sheets(PEOPLE, PEOPLE, PEOPLE, 1))
    counting.cast(town.store.journal, round, "o----")
    counting.freeze(town.store.journal, round)
    assert open_desk(None, town, round) is None
    assert "已经封存" in door.texts("warn")[0]


def test_no_ballot_says_whose_it_is(qtbot: QtBot, town: Session) -> None:
    made = desk(qtbot, town, open_count(town))
    key_in(made, "o----")
    assert set(BallotRow._meta.fields) == {"id", "uid", "round", "entry", "place", "marks", "written"}
