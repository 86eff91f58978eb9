"""At whatever pace a clerk types, and whatever is stored or read between two keys, the lines say what was typed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import ui
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from ui.cases.kept_grid import KeptGrid
from ui.grid.lines_grid import GridColumn, LinesGrid
from ui.session import Session
from unionapp.records.fields import Money, Number, Text
from unionapp.store import editing

from tests.ui.funds.till import ENTER
from tests.ui.grid.grids import EVERY, KEPT, SORTS, Sheet

TAB, DOWN, UP = Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Up
MOMENTS = ("before", "amid", "after", "always", "0.1", "0.45", "0.9", "2")
"""When the program does what it does by itself: at a place between the keys, or at so many seconds a line."""
STORED, READ = 0.4, 0.25
"""Seconds from the last change until a grid stores, and from a step until the page reads anew."""


class Meanwhile:
    """Lets the program do what it does by itself at chosen moments between the keys, never by waiting."""

    def __init__(self, sheet: Sheet, session: Session, moment: str) -> None:
        self.sheet, self.moment = sheet, moment
        self.now, self.stores, self.reads = 0.0, float("inf"), float("inf")
        self.pace = float(moment) if moment[0].isdigit() else 0.0
        sheet.grid.edited.connect(self._changed)
        sheet.grid.table.selectionModel().currentRowChanged.connect(self._changed)
        session.changed.connect(self._stepped)
        if isinstance(sheet.grid, KeptGrid):
            sheet.grid._pause.setInterval(10_000_000)

    def _changed(self, *given: object) -> None:
        self.stores = self.now + STORED

    def _stepped(self, *given: object) -> None:
        self.reads = self.now + READ

    def at(self, moment: str) -> None:
        """Between two keys: before a cell is typed in, amid its text, after the cursor has moved on."""
        if self.moment in (moment, "always"):
            for run in self.sheet.moments:
                run()

    def passes(self, seconds: float) -> None:
        """Time goes by, and what is due in it is done in its order."""
        self.now += seconds
        while self.pace and self.sheet.moments and min(self.stores, self.reads) <= self.now:
            store, *read = self.sheet.moments
            if self.stores <= self.reads:
                self.stores = float("inf")
                store()
            else:
                self.reads = float("inf")
                for run in read:
                    run()


def begin(qtbot: QtBot, sheet: Sheet) -> None:
    """The cursor in the first cell."""
    sheet.grid.setFocus()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    QApplication.processEvents()


def type_lines(sheet: Sheet, meanwhile: Meanwhile, count: int, end: Qt.Key) -> dict[tuple[int, str], Any]:
    """Type so many lines cell by cell over what stands in them; what each cell should say."""
    typed: dict[tuple[int, str], Any] = {}
    table, columns = sheet.grid.table, sheet.grid.model.columns
    for row in range(count):
        while table.currentIndex().row() == row:
            column = columns[table.currentIndex().column()]
            text = sheet.text(column, row)
            rest = meanwhile.pace / (len(columns) * (len(text) + 1))
            meanwhile.at("before")
            for place, letter in enumerate(text):
                meanwhile.passes(rest)
                sheet.keys.type(letter)
                if place == (len(text) - 1) // 2:
                    meanwhile.at("amid")
            if text:
                typed[row, column.name] = sheet.value(column, row)
            ends = (row == count - 1 and sheet.grid.table.next_place(row, table.currentIndex().column(), 1)) is None
            meanwhile.passes(rest)
            sheet.keys.press(end)
            meanwhile.at("after")
            assert sheet.grid.isAncestorOf(QApplication.focusWidget()), "the cursor left the grid"
            if ends:
                break
    return typed


def _field(sheet: Sheet, column: GridColumn) -> Any:
    return sheet.grid.kind.fields[column.name]


def said(sheet: Sheet) -> dict[tuple[int, str], Any]:
    """What the lines say, in the file where they keep themselves."""
    grid = sheet.grid
    if isinstance(grid, KeptGrid):
        grid.keep()
        assert grid.pending() == 0
        stored = editing.stored(grid.kind, [line.id for line in grid.model.filled()])
        rows: list[Any] = [stored[line.id] for line in grid.model.filled()]
    else:
        rows = [line.__data__ for line in grid.lines()]
    return {(row, column.name): each.get(column.name) for row, each in enumerate(rows) for column in grid.model.columns}


def every_grid(sort: type[LinesGrid]) -> set[type[LinesGrid]]:
    """The grids of a sort of which no others are made."""
    made = sort.__subclasses__()
    return {each for sub in made for each in every_grid(sub)} if made else {sort}


def test_every_grid_of_the_program_is_tried() -> None:
    assert every_grid(LinesGrid) - set(SORTS.values()) == set()
    used = [Path(file).read_text(encoding="utf-8").count(" = KeptGrid(") for file in Path(ui.__path__[0]).rglob("*.py")]
    assert sum(used) == list(SORTS.values()).count(KeptGrid)


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("name", KEPT)
def test_what_is_typed_is_stored_whatever_is_stored_or_read_between_the_keys(
    qtbot: QtBot, town: Session, name: str, moment: str
) -> None:
    sheet = KEPT[name](qtbot, town)
    begin(qtbot, sheet)
    assert isinstance(sheet.grid, KeptGrid)
    typed = type_lines(sheet, Meanwhile(sheet, town, moment), 3, ENTER)
    assert {key: value for key, value in said(sheet).items() if key in typed} == typed


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("name", KEPT)
def test_a_column_is_typed_over_with_the_down_key_at_any_pace(
    qtbot: QtBot, town: Session, name: str, moment: str
) -> None:
    sheet = KEPT[name](qtbot, town)
    begin(qtbot, sheet)
    model = sheet.grid.model
    plain = {Text, Money, Number}
    place, column = next(
        (at, each) for at, each in enumerate(model.columns) if not each.fixed and type(_field(sheet, each)) in plain
    )
    sheet.grid.table.setCurrentIndex(model.index(0, place))
    meanwhile, rows = Meanwhile(sheet, town, moment), [*range(len(model.rows)), *range(len(model.rows))]
    for row in rows:
        if row == 0:
            sheet.grid.table.setCurrentIndex(model.index(0, place))
        text = sheet.text(column, row)
        meanwhile.at("before")
        for at, letter in enumerate(text):
            meanwhile.passes(meanwhile.pace / (len(text) + 1))
            sheet.keys.type(letter)
            if at == 0:
                meanwhile.at("amid")
        meanwhile.passes(meanwhile.pace / (len(text) + 1))
        sheet.keys.press(DOWN)
        meanwhile.at("after")
    found = said(sheet)
    assert [found[row, column.name] for row in rows] == [sheet.value(column, row) for row in rows]


@pytest.mark.parametrize("name", EVERY)
def test_tab_goes_on_like_enter_and_never_out_of_the_grid(qtbot: QtBot, town: Session, name: str) -> None:
    sheet = EVERY[name](qtbot, town)
    assert type(sheet.grid) is SORTS[name]
    begin(qtbot, sheet)
    typed = type_lines(sheet, Meanwhile(sheet, town, "always"), 2, TAB)
    assert {key: value for key, value in said(sheet).items() if key in typed} == typed


def cell(sheet: Sheet) -> QLineEdit:
    """The line of the open cell, in which the cursor is."""
    QApplication.processEvents()
    found = QApplication.focusWidget()
    assert isinstance(found, QLineEdit) and sheet.grid.table.isAncestorOf(found)
    return found


def by_mouse(sheet: Sheet, row: int, place: int) -> None:
    """A click into a cell."""
    table = sheet.grid.table
    where = table.visualRect(sheet.grid.model.index(row, place)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)


def by_key(key: Qt.Key, row: int, place: int) -> Callable[[Sheet, int, int], None]:
    """A key in a cell so many rows and places away."""

    def enter(sheet: Sheet, at_row: int, at_place: int) -> None:
        away = sheet.grid.model.index(at_row + row, at_place + place)
        if not away.isValid() or sheet.grid.model.columns[away.column()].fixed:
            return by_mouse(sheet, at_row, at_place)
        sheet.grid.table.setCurrentIndex(away)
        sheet.keys.press(key)
        if sheet.grid.table.currentIndex() != sheet.grid.model.index(at_row, at_place):
            by_mouse(sheet, at_row, at_place)
        return None

    return enter


def by_escape(sheet: Sheet, row: int, place: int) -> None:
    """Something typed and taken back; the cell opens again."""
    sheet.grid.table.setCurrentIndex(sheet.grid.model.index(row, place))
    sheet.keys.type("9").press(Qt.Key.Key_Escape)
    if sheet.grid.cells.is_typed_in():
        sheet.keys.press(Qt.Key.Key_Escape)


def by_coming_back(sheet: Sheet, row: int, place: int) -> None:
    """The cursor leaves the grid and comes back by a click into the open cell."""
    sheet.grid.table.setCurrentIndex(sheet.grid.model.index(row, place))
    line = cell(sheet)
    line.deselect()
    line.clearFocus()
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(3, line.height() // 2))


WAYS = {
    "mouse": by_mouse,
    "tab": by_key(TAB, 0, -1),
    "enter": by_key(ENTER, 0, -1),
    "backtab": by_key(Qt.Key.Key_Backtab, 0, 1),
    "down": by_key(DOWN, -1, 0),
    "up": by_key(UP, 1, 0),
    "escape": by_escape,
    "back": by_coming_back,
}


@pytest.mark.parametrize("name", EVERY)
def test_what_stands_in_a_cell_is_selected_whichever_way_the_cursor_comes(
    qtbot: QtBot, town: Session, name: str
) -> None:
    sheet = EVERY[name](qtbot, town)
    begin(qtbot, sheet)
    model = sheet.grid.model
    row = min(1, len(model.rows) - 1)
    places = [place for place, column in enumerate(model.columns) if not column.fixed]
    for way, place in product(WAYS, places):
        WAYS[way](sheet, row, place)
        assert sheet.grid.table.currentIndex() == model.index(row, place)
        line = cell(sheet)
        assert line.selectedText() == line.text(), (way, model.columns[place].name)
        for run in sheet.moments:
            run()
        assert cell(sheet).selectedText() == cell(sheet).text(), (way, model.columns[place].name)
