"""双联调度 in the window: who has reported, what is late, problems from raised to solved, by keys."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui.printing.print_dialog import PrintDialog
from ui.relations.links_page import LinksPage
from ui.session import Session
from unionapp.store import editing
from unionapp.subjects.relations.models import LinkPair, LinkReport, LinkVisit
from unionapp.subjects.relations.records import LINK_PAIRS, LINK_REPORTS, LINK_VISITS
from unionapp.subjects.unions.models import Union
from unionapp.values.periods import Month

from tests.ui.buttons import button
from tests.ui.conftest import Recorder
from tests.ui.funds.till import Keys, shown
from tests.ui.hall import fill, opened
from tests.ui.township import DAIRY, MILL

MAY = Month(2026, 5)


def pair(session: Session, name: str, union: str) -> Any:
    """A cadre linked to a union since the beginning of 2026."""
    made = LinkPair(name=name, union=Union.get(Union.name == union), since=date(2026, 1, 1))
    editing.save(session.store.journal, LINK_PAIRS, made)
    return made


def report(session: Session, of: Any, month: Month, day: date) -> None:
    """What was done in a month."""
    made = LinkReport(pair=of, month=str(month), day=day, work="走访企业")
    editing.save(session.store.journal, LINK_REPORTS, made)


@pytest.fixture
def pairs(town: Session) -> tuple[Any, Any]:
    """Two pairs: the first has reported April to June, the second only April, and late."""
    first, second = pair(town, "钟联甲", MILL), pair(town, "贺联乙", DAIRY)
    for month in MAY.quarter().months():
        report(town, first, month, month.next().first())
    report(town, second, Month(2026, 4), date(2026, 5, 20))
    return first, second


def board(qtbot: QtBot, session: Session, quarter: bool = False) -> tuple[LinksPage, Keys]:
    """The page with May, or its quarter, read."""
    page = LinksPage(session)
    page.show_month(MAY, quarter)
    keys = shown(qtbot, page)
    qtbot.waitUntil(lambda: page.title.text() != "" and bool(page.found.lines))
    page.table.setFocus()
    return page, keys


def rows(page: LinksPage) -> list[list[str]]:
    """What the sheet says."""
    return [list(row.texts) for row in page.table.rows.shown]


def test_who_is_late_stands_first(qtbot: QtBot, town: Session, pairs: Any) -> None:
    page, _ = board(qtbot, town)
    assert [row[:2] for row in rows(page)] == [["✕ 逾期没报", "贺联乙"], ["✓ 已报 2026-06-01", "钟联甲"]]
    assert "2 对结对，1 对还没有报齐，其中 1 对逾期" in page.said.text()


def test_a_quarter_says_which_months_are_missing(qtbot: QtBot, town: Session, pairs: Any) -> None:
    page, _ = board(qtbot, town, quarter=True)
    assert page.title.text() == "2026年第2季度"
    assert rows(page)[0][0] == "✕ 缺5月、6月"
    page.title.on.click()
    assert page.month == Month(2026, 8)


def test_a_missing_report_is_written_with_a_key(qtbot: QtBot, town: Session, pairs: Any, door: Recorder) -> None:
    page, keys = board(qtbot, town)
    keys.press(Qt.Key.Key_F7)
    fill(opened(page), work="走访两次", day=date(2026, 6, 3))
    qtbot.waitUntil(lambda: "月汇报都交了" in page.said.text())
    assert LinkReport.select().where(LinkReport.pair == pairs[1].id, LinkReport.month == "2026-05").count() == 1
    assert rows(page)[0][0] == "✓ 已报 2026-06-03"


def test_a_problem_is_raised_and_solved_by_keys(qtbot: QtBot, town: Session, pairs: Any, door: Recorder) -> None:
    page, keys = board(qtbot, town)
    keys.press(Qt.Key.Key_F8)
    today = date.today()
    fill(opened(page), day=today, problem="缺少饮水设备", due=today - timedelta(1))
    qtbot.waitUntil(lambda: page.problems.rows.rowCount() == 1)
    assert page.waiting.text() == "还有 1 个问题没有解决，其中 1 个超过期限"
    page.problems.setFocus()
    keys.press(Qt.Key.Key_F9)
    fill(opened(page), how="已经安装")
    qtbot.waitUntil(lambda: page.problems.rows.rowCount() == 0)
    assert LinkVisit.get().solved_on == today and page.waiting.text() == "反映的问题都解决了。"


def test_what_was_done_is_taken_back(qtbot: QtBot, town: Session, pairs: Any, door: Recorder) -> None:
    made = LinkVisit(pair=pairs[0], day=date(2026, 5, 4), problem="缺少饮水设备")
    editing.save(town.store.journal, LINK_VISITS, made)
    page, _ = board(qtbot, town)
    assert page.problems.rows.rowCount() == 1
    town.store.journal.undo()
    qtbot.waitUntil(lambda: page.problems.rows.rowCount() == 0)


def test_without_a_choice_or_a_pair_the_page_says_what_to_do(qtbot: QtBot, town: Session, door: Recorder) -> None:
    page = LinksPage(town)
    shown(qtbot, page)
    qtbot.waitUntil(lambda: "新增结对" in page.said.text())
    button(page, "登记汇报").click()
    button(page, "登记解决").click()
    assert door.texts("warn") == ["请先在上面选中一对。", "请先在下面选中一个问题。"]


def test_the_sheets_are_previewed_for_the_month(qtbot: QtBot, town: Session, pairs: Any) -> None:
    page, _ = board(qtbot, town)
    button(page, "打印季调度表").click()
    assert opened(page.window(), PrintDialog).isVisible()
