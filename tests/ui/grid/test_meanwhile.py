"""What others change and what is undone while the cursor stands in a grid: shown beside the open cell, not under it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from ui.activities.contest_part import ContestPart
from ui.activities.money_part import MoneyPart
from ui.session import Session
from unionapp.subjects.activities import actions
from unionapp.subjects.activities.models.activities import ActivityCost
from unionapp.subjects.activities.models.people import EventResult
from unionapp.subjects.activities.records import COSTS, RESULTS
from unionapp.subjects.members.models import Member

from tests.ui.activities.occasion import hold
from tests.ui.funds.till import ENTER, shown
from tests.ui.grid.grids import KEPT, Sheet
from tests.ui.grid.test_pace import by_mouse
from tests.ui.township import member, put


@pytest.fixture
def sheet(qtbot: QtBot, town: Session) -> Sheet:
    """Two lines of money, the cursor in what the second one is for."""
    made = KEPT["costs"](qtbot, town)
    made.grid.setFocus()
    go(made, 1, "item")
    return made


def go(sheet: Sheet, row: int, name: str) -> None:
    """The cursor into a cell."""
    place = next(at for at, column in enumerate(sheet.grid.model.columns) if column.name == name)
    sheet.grid.table.setCurrentIndex(sheet.grid.model.index(row, place))


def read(sheet: Sheet) -> None:
    """The page is read anew."""
    sheet.moments[1]()


def cell() -> QLineEdit:
    """The line with the cursor."""
    found = QApplication.focusWidget()
    assert isinstance(found, QLineEdit)
    return found


def items(sheet: Sheet) -> list[str]:
    return [line.item for line in sheet.grid.model.rows]


def test_lines_added_changed_and_removed_elsewhere_leave_the_cell_that_is_typed_in(town: Session, sheet: Sheet) -> None:
    first, second = ActivityCost.select().order_by(ActivityCost.id)
    line, _ = cell(), sheet.keys.type("ne")
    first.item = "changed"
    put(town, COSTS, first, ActivityCost(activity=first.activity_id, item="added"))
    read(sheet)
    assert items(sheet) == ["changed", "乙", "added"] and cell() is line and line.text() == "ne"
    town.store.journal.undo()
    with town.store.journal.step("删"):
        ActivityCost.delete().where(ActivityCost.id == first.id).execute()
    read(sheet)
    assert items(sheet) == ["乙"] and cell() is line
    sheet.keys.type("w").press(ENTER)
    sheet.grid.table.settle()
    assert items(sheet) == ["new"] and second.id == sheet.grid.model.rows[0].id


def test_what_is_undone_under_the_cursor_is_shown_selected(town: Session, sheet: Sheet) -> None:
    line = cell()
    second = sheet.grid.model.rows[1]
    with town.store.journal.step("改"):
        ActivityCost.update(item="other").where(ActivityCost.id == second.id).execute()
    read(sheet)
    assert line.text() == line.selectedText() == "other"
    town.store.journal.undo()
    read(sheet)
    assert cell() is line and line.text() == line.selectedText() == "乙"


def test_a_line_undone_while_it_is_typed_in_is_a_new_line_again(town: Session, sheet: Sheet) -> None:
    sheet.keys.type("new")
    with town.store.journal.step("删"):
        ActivityCost.delete().where(ActivityCost.item == "乙").execute()
    read(sheet)
    assert cell().text() == "new"
    sheet.keys.press(ENTER)
    sheet.moments[0]()
    go(sheet, 0, "item")
    sheet.moments[0]()
    assert [each.item for each in ActivityCost.select().order_by(ActivityCost.id)] == ["甲", "new"]


def test_a_line_gone_elsewhere_leaves_the_cursor_in_the_grid(town: Session, sheet: Sheet) -> None:
    with town.store.journal.step("删"):
        ActivityCost.delete().where(ActivityCost.item == "乙").execute()
    read(sheet)
    assert items(sheet) == ["甲"] and sheet.grid.table.isAncestorOf(cell())
    assert cell().selectedText() == cell().text() == "甲"


def test_all_lines_gone_elsewhere_leave_an_empty_one_to_type_in(town: Session, sheet: Sheet) -> None:
    with town.store.journal.step("删"):
        ActivityCost.delete().execute()
    read(sheet)
    assert items(sheet) == [""] and sheet.grid.table.isAncestorOf(cell())


def test_a_removed_line_does_not_come_back_before_its_removal_is_stored(town: Session, sheet: Sheet) -> None:
    sheet.keys.press(Qt.Key.Key_Delete, ctrl=True)
    put(town, COSTS, ActivityCost(activity=ActivityCost.get().activity_id, item="added"))
    read(sheet)
    assert items(sheet) == ["甲", "added"]
    sheet.moments[0]()
    assert [each.item for each in ActivityCost.select().order_by(ActivityCost.id)] == ["甲", "added"]


def test_a_line_that_is_emptied_is_not_removed_while_the_cursor_is_in_it(qtbot: QtBot, town: Session) -> None:
    sheet = KEPT["events"](qtbot, town)
    sheet.grid.setFocus()
    for name in ("unit", "referee", "title"):
        go(sheet, 0, name)
        sheet.keys.press(Qt.Key.Key_Delete)
    sheet.grid.table.settle()
    line = sheet.grid.model.rows[0]
    assert sheet.grid.model.is_empty(line)
    for run in sheet.moments:
        run()
    sheet.keys.type("again").press(ENTER)
    go(sheet, 1, "title")
    for run in sheet.moments:
        run()
    assert [each.title for each in type(line).select().order_by(type(line).id)] == ["again", "乙"]


def test_a_line_that_waits_takes_over_what_was_changed_elsewhere_in_its_other_cells(
    qtbot: QtBot, town: Session
) -> None:
    sheet = KEPT["scores"](qtbot, town)
    sheet.grid.setFocus()
    go(sheet, 0, "score")
    sheet.keys.type("95").press(ENTER)
    with town.store.journal.step("评奖"):
        EventResult.update(level="first").where(EventResult.id == sheet.grid.model.rows[0].id).execute()
    read(sheet)
    go(sheet, 1, "score")
    sheet.moments[0]()
    found: Any = EventResult.get_by_id(sheet.grid.model.rows[0].id)
    assert (found.score, found.level) == ("95", "first")


def test_somebody_put_on_the_list_elsewhere_leaves_the_scores_open(qtbot: QtBot, town: Session) -> None:
    sheet = KEPT["scores"](qtbot, town)
    part = sheet.grid.window()
    assert isinstance(part, ContestPart)
    sheet.grid.setFocus()
    go(sheet, 0, "score")
    line, _ = cell(), sheet.keys.type("9")
    put(town, town.kind("members"), member("王新来", 91))
    actions.enlist(town.store.journal, part.record, list(Member.select().where(Member.name == "王新来")))
    read(sheet)
    assert part.scores is sheet.grid and cell() is line and line.text() == "9"
    assert [each.name for each in part.scores.people][-1] == "王新来"


def test_from_a_cell_that_is_only_shown_tab_and_enter_go_on(qtbot: QtBot, town: Session) -> None:
    sheet = KEPT["scores"](qtbot, town)
    sheet.grid.setFocus()
    go(sheet, 1, "score")
    for key in (Qt.Key.Key_Tab, ENTER):
        by_mouse(sheet, 0, 0)
        qtbot.waitUntil(lambda: sheet.grid.table.open is None)
        read(sheet)
        put(town, RESULTS, EventResult.get_by_id(sheet.grid.model.rows[1].id))
        read(sheet)
        sheet.keys.press(key)
        assert cell().selectedText() == "王一甲"


def test_new_lines_stay_where_they_are_typed_while_others_are_stored(qtbot: QtBot, town: Session) -> None:
    part = MoneyPart(town, hold(town))
    keys = shown(qtbot, part)
    part.grid.setFocus()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    put(town, COSTS, ActivityCost(activity=part.record.id, item="added"))
    line = cell()
    part.show_case(part.record)
    assert cell() is line and [each.item for each in part.grid.model.rows] == ["added", ""]
    keys.press(ENTER).type("mine").press(ENTER)
    assert [each.item for each in part.grid.model.rows] == ["added", "mine"]
