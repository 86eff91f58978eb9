"""活动统计 in the window: counted by every way, drawn, printed, exported, each line open to its activities."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from ui.activities.figures_page import ActivityFiguresPage
from ui.printing.print_dialog import PrintDialog
from ui.records.record_page import RecordPage
from ui.session import Session
from ui.window.main_window import MainWindow
from unionapp.exchange import workbook
from unionapp.subjects.activities.models.activities import ActivityCost
from unionapp.subjects.activities.records import COSTS
from unionapp.subjects.unions.models import Union

from tests.ui.activities.occasion import came, hold
from tests.ui.conftest import Recorder
from tests.ui.funds.till import ENTER, Keys, shown
from tests.ui.hall import opened
from tests.ui.township import DAIRY, put

CULTURE, COOLING = "文体活动", "送清凉"


@pytest.fixture
def page(qtbot: QtBot, town: Session) -> ActivityFiguresPage:
    """Two activities of 2026 and one of 2025, counted."""
    held = hold(town, 3)
    came(town, held, 2)
    put(town, COSTS, ActivityCost(activity=held.id, item="横幅", planned_amount=6_000, amount=5_000))
    hold(town, title="送清凉", type="cooling", day=date(2026, 7, 1), counted_people=40)
    hold(town, title="旧事", day=date(2025, 7, 1), counted_people=7)
    made = ActivityFiguresPage(town)
    made.show_year(2026)
    shown(qtbot, made)
    counted(qtbot, made)
    return made


def counted(qtbot: QtBot, made: ActivityFiguresPage, way: int = 0) -> list[list[object]]:
    """What the table says once it was counted that way."""
    made.found = None
    made.ways.button(way).click()
    qtbot.waitUntil(lambda: made.found is not None)
    return [list(line.values) for line in made.table.lines]


def test_activities_people_and_money_are_counted_by_type_with_their_sum(
    qtbot: QtBot, page: ActivityFiguresPage
) -> None:
    assert counted(qtbot, page) == [
        [CULTURE, 1, 2, 2, 0, 0, 6_000, 5_000],
        [COOLING, 1, 40, 0, 40, 0, 0, 0],
        ["合计", 2, 42, 2, 40, 0, 6_000, 5_000],
    ]
    assert "活动 2 次　参加 42 人次　实际经费 50.00 元" in page.summary.text()
    assert page.chart.figures == ((CULTURE, 2), (COOLING, 40))


def test_every_way_counts_and_shared_ways_are_not_added_up(qtbot: QtBot, page: ActivityFiguresPage) -> None:
    rows = {way: counted(qtbot, page, way) for way in range(5)}
    assert [row[1] for row in rows[1]] == [1, 1, 2] and rows[1][-1][0] == "合计"
    assert rows[2][-1][1] == 2
    assert [len(row) for row in rows[4]] == [6] and rows[4][0][2] == 2


def test_the_picture_follows_what_is_chosen(page: ActivityFiguresPage) -> None:
    page.picture.setCurrentText("实际经费（元）")
    assert page.chart.figures == ((CULTURE, 50),)


def test_another_union_or_year_is_counted_anew(qtbot: QtBot, page: ActivityFiguresPage) -> None:
    page.show_year(2025)
    assert [row[2] for row in counted(qtbot, page)] == [7, 7]
    page.union.choose(Union.get(Union.name == DAIRY).id)
    assert counted(qtbot, page) == [] and "还没有活动" in page.summary.text()
    page.first.line.setText("何时")  # type: ignore[attr-defined]
    page.look()
    assert "请写好起止日期" in page.summary.text()


def test_figures_are_printed_and_exported_as_they_are_shown(
    qtbot: QtBot, page: ActivityFiguresPage, door: Recorder, tmp_path: Path
) -> None:
    page.print()
    assert opened(page, PrintDialog).isVisible()
    out = tmp_path / "统计.xlsx"
    door.answers.append(out)
    page.export()
    qtbot.waitUntil(lambda: any("已导出" in text for text in door.texts("toast")))
    texts = [cell for row in workbook.read(out).rows for cell in row.cells]
    assert CULTURE in texts and "合计" in texts


def test_a_line_opens_the_activities_behind_it(qtbot: QtBot, town: Session, page: ActivityFiguresPage) -> None:
    window = MainWindow(town)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    page.activateWindow()
    for way, row, count in ((0, 1, 1), (0, 2, 2), (4, 0, 1)):
        counted(qtbot, page, way)
        page.open(row)
        listed = window.body.show_page("activities")
        assert isinstance(listed, RecordPage) and listed.list.table.rows.rowCount() == count
        assert "2026-01-01" in listed.filter_words()


def test_enter_opens_the_line_with_the_cursor(qtbot: QtBot, town: Session, page: ActivityFiguresPage) -> None:
    page.table.setFocus()
    qtbot.waitUntil(page.table.hasFocus)
    with qtbot.waitSignal(town.rows_wanted) as wanted:
        Keys(qtbot, page).press(ENTER)
    assert wanted.args is not None and wanted.args[0] == "activities"


def test_a_bar_opens_what_its_line_opens(page: ActivityFiguresPage, qtbot: QtBot, town: Session) -> None:
    with qtbot.waitSignal(town.rows_wanted) as wanted:
        page.chart.open(1)
    assert wanted.args is not None and COOLING in wanted.args[1] and page.table.currentIndex().row() == 1
