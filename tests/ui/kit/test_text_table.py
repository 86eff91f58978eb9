"""Rows to read under declared columns."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import ui
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from ui.kit import style
from ui.kit.text_model import Column, Told
from ui.kit.text_table import TextTable, told_table

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SIDE = Qt.ItemDataRole.TextAlignmentRole
_ACROSS = Qt.Orientation.Horizontal


@dataclass(frozen=True)
class Prize:
    name: str
    worth: int


PRIZES = [Prize("毛巾", 9), Prize("水杯", 30), Prize("=书包", 120)]
COLUMNS = (
    Column[Prize]("物品", lambda prize: prize.name, level=lambda prize: "error" if prize.worth > 100 else ""),
    Column[Prize]("单价", lambda prize: str(prize.worth), "right", sort_key=lambda prize: prize.worth),
)


@pytest.fixture
def table(qtbot: QtBot) -> TextTable[Prize]:
    made = TextTable("奖品", COLUMNS, key=lambda prize: prize.name, empty="还没有奖品。")
    qtbot.addWidget(made)
    made.resize(400, 120)
    made.show()
    made.show_rows(PRIZES)
    return made


def names(table: TextTable[Prize]) -> Sequence[str]:
    return [prize.name for prize in table.rows.shown]


def test_titles_stand_as_the_texts_below_them_and_figures_at_the_right(table: TextTable[Prize]) -> None:
    rows = table.rows
    assert [rows.headerData(place, _ACROSS) for place in range(2)] == ["物品", "单价"]
    assert [rows.headerData(place, _ACROSS, _SIDE) for place in range(2)] == [_LEFT, _RIGHT]
    assert [rows.index(0, place).data(_SIDE) for place in range(2)] == [_LEFT, _RIGHT]
    assert rows.index(2, 0).data(Qt.ItemDataRole.ForegroundRole) == QColor(style.colour("error"))
    assert rows.index(0, 0).data(Qt.ItemDataRole.ForegroundRole) is None
    assert table.accessibleName() == "奖品"


def inked(image: QImage, over: QRect, ground: str) -> tuple[int, int]:
    """The first and the last column of pixels within a part of a picture that hold something dark."""
    back = style.colour(ground).lightness() - 120
    dark = [
        x
        for x in range(over.left() + 1, over.right() - 1)
        if any(image.pixelColor(x, y).lightness() < back for y in range(over.top() + 4, over.bottom() - 4))
    ]
    return dark[0] - over.left(), over.right() - dark[-1]


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_headings_and_cells_stand_on_one_line_with_room_on_both_sides(
    qtbot: QtBot, qapp: QApplication, scale: int
) -> None:
    style.apply(qapp, style.Look(scale, "light"))
    same = [Column[str]("同", lambda text: "同", width=6), Column[str]("8", lambda text: "8", "right", 6)]
    table = TextTable("对齐", same)
    qtbot.addWidget(table)
    table.resize(600, 300)
    table.show()
    table.show_rows(["行"])
    table.clearSelection()
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    head, cells = table.horizontalHeader().grab().toImage(), table.viewport().grab().toImage()
    for place, end in ((0, 0), (1, 1)):
        left, wide = table.columnViewportPosition(place), table.columnWidth(place)
        heading = inked(head, QRect(left, 0, wide, head.height()), "window")[end]
        cell = inked(cells, QRect(left, 0, wide, table.rowHeight(0)), "base")[end]
        assert abs(heading - cell) <= 1 and cell >= 8


def test_a_figure_below_nought_is_red_and_keeps_its_minus(qtbot: QtBot) -> None:
    table = TextTable("收支", [Column[str]("金额", lambda text: text, "right"), Column[str]("摘要", lambda text: text)])
    qtbot.addWidget(table)
    table.show_rows(["-1,070.00", "8,630.00"])
    role = Qt.ItemDataRole.ForegroundRole
    assert table.rows.index(0, 0).data(role) == style.colour("error") and table.rows.text(0, 0) == "-1,070.00"
    assert table.rows.index(1, 0).data(role) is None and table.rows.index(0, 1).data(role) is None


def test_the_chosen_row_is_blue_with_a_bar_where_the_keyboard_is_else_grey(qtbot: QtBot, qapp: QApplication) -> None:
    style.apply(qapp, style.Look(100, "light"))
    page, line = QWidget(), QLineEdit()
    table = TextTable("奖品", COLUMNS)
    column = QVBoxLayout(page)
    column.addWidget(table)
    column.addWidget(line)
    qtbot.addWidget(page)
    page.resize(400, 200)
    page.show()
    table.show_rows(PRIZES)
    table.choose(0)
    high = table.rowHeight(0) // 2
    for widget, bar, ground in ((table, "link", "chosen"), (line, "hover", "hover")):
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)
        image = table.viewport().grab().toImage()
        assert image.pixelColor(1, high) == style.colour(bar)
        assert image.pixelColor(table.columnWidth(0) - 3, high) == style.colour(ground)


def test_a_state_stands_on_a_chip_and_a_long_text_is_only_coloured(qtbot: QtBot, qapp: QApplication) -> None:
    style.apply(qapp, style.Look(100, "light"))
    table = told_table("要办的事", ["状态"])
    qtbot.addWidget(table)
    table.resize(400, 200)
    table.show()
    table.show_rows([Told(0, ["先"]), Told(1, ["逾期"], "error"), Told(2, ["早已超过了规定的那个期限"], "error")])
    image = table.viewport().grab().toImage()
    at = [table.rowViewportPosition(row) + table.rowHeight(row) // 2 for row in range(3)]
    chipped = [image.pixelColor(5, y) == style.colour("error_back") for y in at]
    assert chipped == [False, True, False]


def test_a_sum_is_bold_under_a_line(qtbot: QtBot, qapp: QApplication) -> None:
    style.apply(qapp, style.Look(100, "light"))
    column = Column[str]("金额", lambda text: text, "right", strong=lambda text: text == "3.00")
    table = TextTable("收支", [column])
    qtbot.addWidget(table)
    table.resize(300, 200)
    table.show()
    table.show_rows(["1.00", "2.00", "3.00"])
    image = table.viewport().grab().toImage()
    lines = [image.pixelColor(4, table.rowViewportPosition(row)) == style.colour("faint") for row in range(3)]
    assert lines == [False, False, True]


def test_the_chosen_row_stays_chosen_where_it_moved_to(qtbot: QtBot, table: TextTable[Prize]) -> None:
    assert table.chosen() == "毛巾"
    assert table.choose("水杯")
    with qtbot.assertNotEmitted(table.chosen_changed):
        table.show_rows([PRIZES[2], PRIZES[0], PRIZES[1]])
    assert (table.row(), table.currentIndex().row()) == (PRIZES[1], 2)
    assert [prize.name for prize in table.selected()] == ["水杯"]


def test_where_the_chosen_row_is_gone_the_next_one_is_chosen(table: TextTable[Prize]) -> None:
    table.choose("水杯")
    table.show_rows([PRIZES[0], PRIZES[2]])
    assert table.chosen() == "=书包"
    table.show_rows([])
    assert table.chosen() is None and table.row() is None and not table.choose("水杯")


def test_several_selected_rows_stay_selected(table: TextTable[Prize]) -> None:
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.selectAll()
    table.show_rows([PRIZES[1], Prize("钢笔", 20), PRIZES[0]])
    assert [prize.name for prize in table.selected()] == ["水杯", "毛巾"]


def test_what_is_looked_at_stays_in_sight(table: TextTable[Prize]) -> None:
    many = [Prize(f"物品{number}", number) for number in range(200)]
    table.show_rows(many)
    table.choose("物品150")
    top = table.verticalScrollBar().value()
    assert top > 0
    table.show_rows(many)
    assert table.verticalScrollBar().value() == top


def test_choosing_another_row_is_told(qtbot: QtBot, table: TextTable[Prize]) -> None:
    with qtbot.waitSignal(table.chosen_changed):
        table.selectRow(2)


def test_enter_and_a_double_click_open(qtbot: QtBot, table: TextTable[Prize]) -> None:
    found: list[tuple[int, int]] = []
    table.opened.connect(lambda row, column: found.append((row, column)))
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    place = table.visualRect(table.rows.index(0, 1)).center()
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert found == [(1, 0), (0, 1)]


def test_rows_are_copied_for_a_spreadsheet(qtbot: QtBot, table: TextTable[Prize]) -> None:
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None and data.text() == "物品\t单价\n毛巾\t9\n水杯\t30\n'=书包\t120\n"
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.selectAll()
    table.show_rows([PRIZES[0], Prize("钢笔", 20), PRIZES[1]])
    table.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None and data.text() == "物品\t单价\n毛巾\t9\n水杯\t30\n"


def test_an_empty_table_says_what_is_missing(table: TextTable[Prize]) -> None:
    full = table.grab().toImage()
    assert table.accessibleDescription() == ""
    table.show_rows([])
    said, table.empty = table.grab().toImage(), ""
    blank = table.grab().toImage()
    assert table.accessibleDescription() == "还没有奖品。"
    assert said != blank and said != full


def test_a_column_that_sorts_rises_falls_and_lets_go(table: TextTable[Prize]) -> None:
    table.show_rows([PRIZES[1], PRIZES[2], PRIZES[0]])
    table.choose("水杯")
    found = []
    for _ in range(3):
        table.horizontalHeader().sectionClicked.emit(1)
        found.append([prize.worth for prize in table.rows.shown])
    assert found == [[9, 30, 120], [120, 30, 9], [30, 120, 9]]
    table.horizontalHeader().sectionClicked.emit(0)
    assert names(table) == ["水杯", "=书包", "毛巾"] and table.chosen() == "水杯"


def test_columns_take_the_width_they_declare_and_share_the_rest(qtbot: QtBot) -> None:
    made = TextTable("宽", [Column[str]("甲", str, width=4), Column[str]("乙", str, width=4, stretch=True)], wrap=False)
    qtbot.addWidget(made)
    made.resize(600, 100)
    made.show()
    made.show_rows(["一"])
    assert made.columnWidth(0) >= style.letters(made, 4)
    assert made.columnWidth(0) + made.columnWidth(1) == made.viewport().width()


def told(qtbot: QtBot, qapp: QApplication, titles: Sequence[str], texts: Sequence[str], wide: int) -> TextTable[Told]:
    style.apply(qapp, style.Look(100, "light"))
    table = told_table("双联调度", titles, [title for title in titles if title.startswith("数")])
    qtbot.addWidget(table)
    table.resize(wide, 240)
    table.show()
    table.show_rows([Told(0, texts), Told(1, texts)])
    return table


def test_spare_room_goes_to_the_longest_texts_and_not_to_the_last_column(qtbot: QtBot, qapp: QApplication) -> None:
    texts = ["逾期没报", "青石镇丰华面粉加工有限公司工会", "0", "1"]
    table = told(qtbot, qapp, ["汇报", "联系对象", "数走访", "数解决"], texts, 900)
    widths = [table.columnWidth(place) for place in range(4)]
    assert sum(widths) == pytest.approx(table.viewport().width(), abs=2)
    assert widths[1] > 500 and max(widths[0], widths[2], widths[3]) < 150


def test_long_texts_take_several_lines_before_a_bar_appears(qtbot: QtBot, qapp: QApplication) -> None:
    table = told(qtbot, qapp, ["操作员", "操作"], ["演示员", "修改会员资料和会籍变动的说明" * 4], 400)
    assert not table.horizontalScrollBar().maximum()
    assert table.rowHeight(0) > 2 * table.fontMetrics().height()


def test_a_row_of_one_line_is_as_high_as_in_every_list(qtbot: QtBot, qapp: QApplication) -> None:
    table = told(qtbot, qapp, ["操作员", "操作"], ["演示员", "登记会员"], 400)
    assert table.rowHeight(0) == int(table.fontMetrics().height() * 1.55)


def test_rows_in_words_stand_under_their_titles(qtbot: QtBot) -> None:
    made = told_table("奖", ("名次", "人数"), ("人数",), empty="没有")
    qtbot.addWidget(made)
    assert [made.rows.headerData(place, _ACROSS, _SIDE) for place in range(2)] == [_LEFT, _RIGHT]


MODELS_OF_THEIR_OWN = {
    "kit/text_model.py": "the one model of lists",
    "records/row_model.py": "100,000 records, read page by page from a search",
    "grid/line_rows.py": "lines that are typed",
}
WIDGETS_OF_THEIR_OWN = {
    "exchange/import_headings.py": "a box to choose from in every row",
    "elections/counting/totals.py": "sums that are typed",
    "records/history.py": "a tree: steps, and below each what it changed",
}
_MODELS = {"QAbstractTableModel", "QAbstractItemModel", "QStandardItemModel"}
_WIDGETS = {"QTableWidget", "QTreeWidget"}


def _naming(names: set[str]) -> set[str]:
    """The modules of the window that import one of these to derive from it or to make it."""
    folder, found = Path(ui.__file__ or "").parent, set()
    for path in folder.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        bases = {base.id for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for base in _named(node.bases)}
        calls = {each.id for node in ast.walk(tree) if isinstance(node, ast.Call) for each in _named([node.func])}
        if names & (bases | calls):
            found.add(path.relative_to(folder).as_posix())
    return found


def _named(nodes: Sequence[ast.expr]) -> list[ast.Name]:
    return [node for node in nodes if isinstance(node, ast.Name)]


def test_every_list_to_read_stands_on_the_one_model() -> None:
    assert _naming(_MODELS) == set(MODELS_OF_THEIR_OWN)
    assert _naming(_WIDGETS) == set(WIDGETS_OF_THEIR_OWN)
