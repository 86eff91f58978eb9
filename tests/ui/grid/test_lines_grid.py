"""The grid of entries: by keys alone, with what is missing, pasted, wrong."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from ui.funds.entries_grid import EntriesGrid
from ui.session import Session
from unionapp.errors import Problem
from unionapp.subjects.funds.vouchers.models import VoucherLine

from tests.ui.funds.till import ENTER, Keys, keep_book, shown


@pytest.fixture
def grid(qtbot: QtBot, town: Session) -> EntriesGrid:
    """An empty grid."""
    return EntriesGrid(town, keep_book(town))


def begin(qtbot: QtBot, grid: EntriesGrid) -> Keys:
    """The cursor in the first cell."""
    keys = shown(qtbot, grid)
    grid.setFocus()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    return keys


def said(grid: EntriesGrid) -> list[tuple[str, str, int | None, int | None]]:
    return [(line.summary, line.account, line.debit, line.credit) for line in grid.lines()]


def test_two_entries_by_keys_with_the_balance_filled_in(qtbot: QtBot, grid: EntriesGrid) -> None:
    keys = begin(qtbot, grid)
    keys.type("ball").press(ENTER).type("wthd").press(ENTER).type("300").press(ENTER)
    keys.press(ENTER).press(ENTER)
    keys.press(ENTER).type("102").press(ENTER).press(ENTER).type("=")
    assert said(grid) == [("ball", "50102", 30_000, None), ("ball", "102", None, 30_000)]
    assert grid.foot.text().endswith("✓ 借贷相等")


def test_the_difference_is_said_until_both_sides_are_equal(grid: EntriesGrid) -> None:
    grid.show_lines([VoucherLine(summary="a", account="102", debit=10), VoucherLine(account="401", credit=30)])
    assert grid.foot.text().endswith("✕ 借贷不平：贷方多 0.20 元")


def test_a_list_is_dropped_by_f4_and_enter_takes_from_it(qtbot: QtBot, grid: EntriesGrid) -> None:
    keys = begin(qtbot, grid)
    keys.press(ENTER).press(Qt.Key.Key_F4).press(ENTER)
    assert grid.model.rows[0].account == "101"


def test_the_line_above_is_copied(qtbot: QtBot, grid: EntriesGrid) -> None:
    grid.show_lines([VoucherLine(summary="a", account="102", debit=10), VoucherLine()])
    keys = begin(qtbot, grid)
    keys.press(Qt.Key.Key_Down).press(Qt.Key.Key_D, ctrl=True)
    assert said(grid) == [("a", "102", 10, None)] * 2


def test_lines_are_inserted_and_removed_by_keys(qtbot: QtBot, grid: EntriesGrid) -> None:
    grid.show_lines([VoucherLine(summary="a", account="102", debit=10), VoucherLine(summary="b", account="401")])
    keys = begin(qtbot, grid)
    keys.press(Qt.Key.Key_Insert, ctrl=True)
    assert [line.summary for line in grid.model.rows] == ["", "a", "b"]
    keys.press(Qt.Key.Key_Delete, ctrl=True).press(Qt.Key.Key_Delete, ctrl=True)
    assert [line.summary for line in grid.model.rows] == ["b"]


def test_enter_on_an_empty_last_line_is_the_end(qtbot: QtBot, grid: EntriesGrid) -> None:
    grid.show_lines([VoucherLine(summary="a", account="102", debit=10)])
    ends: list[bool] = []
    grid.finished.connect(lambda: ends.append(True))
    keys = begin(qtbot, grid)
    for _ in range(20):
        if not ends:
            keys.press(ENTER)
    assert ends and len(grid.lines()) == 1


def test_cells_of_a_spreadsheet_go_by_their_headings(qtbot: QtBot, grid: EntriesGrid) -> None:
    QGuiApplication.clipboard().setText(
        "借方金额\t科目名称\t会计科目\t摘要\r\n\t\t银行存款\t买球\r\n1,200.50\t\t50102\t买球\r\n"
    )
    keys = begin(qtbot, grid)
    keys.press(Qt.Key.Key_V, ctrl=True)
    assert said(grid) == [("买球", "102", None, None), ("买球", "50102", 120_050, None)]


def test_what_cannot_be_read_stays_and_is_told_with_its_line(qtbot: QtBot, grid: EntriesGrid) -> None:
    QGuiApplication.clipboard().setText("a\t102\t0.1+0.2\nb\t没有的科目\t5\n")
    keys = begin(qtbot, grid)
    keys.press(Qt.Key.Key_V, ctrl=True)
    assert [(each.field, each.line) for each in grid.problems()] == [("debit", 1), ("account", 2)]
    assert grid.model.text(0, grid.model.columns[2]) == "0.1+0.2"
    keys.press(Qt.Key.Key_Up)
    grid.table.setCurrentIndex(grid.model.index(0, 2))
    keys.type("0.30").press(ENTER)
    assert [each.line for each in grid.problems()] == [2]


def test_a_line_with_a_problem_is_marked_by_more_than_colour(grid: EntriesGrid) -> None:
    grid.show_lines([VoucherLine(), VoucherLine(summary="a", account="102", debit=10)])
    grid.show_problems([Problem("debit", "x", line=1)])
    marks = [grid.model.headerData(row, Qt.Orientation.Vertical) for row in (0, 1)]
    assert marks == ["1", "✕ 2"]


def test_escape_takes_back_what_was_typed_in_the_cell(qtbot: QtBot, grid: EntriesGrid) -> None:
    grid.show_lines([VoucherLine(summary="a", account="102", debit=10)])
    keys = begin(qtbot, grid)
    keys.type("zzz").press(Qt.Key.Key_Escape)
    assert said(grid) == [("a", "102", 10, None)]
