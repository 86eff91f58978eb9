"""服务统计 in the window: families, campaigns and people served, drawn, checked with sign lists, open to their rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from ui.records.record_page import RecordPage
from ui.service.figures_page import ServiceFiguresPage
from ui.session import Session
from ui.window.main_window import MainWindow
from unionapp.exchange import workbook
from unionapp.store import editing
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.books.records import BOOKS
from unionapp.subjects.service import actions
from unionapp.subjects.service.campaigns import actions as aid
from unionapp.subjects.service.campaigns.models import AidCampaign, AidStandard
from unionapp.subjects.service.campaigns.records import AID_CAMPAIGNS, AID_STANDARDS
from unionapp.subjects.service.households.models import Allowance, Household
from unionapp.subjects.service.households.records import ALLOWANCES, HOUSEHOLDS
from unionapp.subjects.service.places.models import ServicePlace
from unionapp.subjects.service.places.records import PLACES
from unionapp.subjects.unions.models import Union

from tests.ui.conftest import Recorder
from tests.ui.funds.till import shown
from tests.ui.township import DAIRY, MILL, TOWN, number

DEEP, RELATIVE = "深度困难", "相对困难"
GRADE, CAUSE, UNION, CAMPAIGN, PLACE, MONTH, ITEM = range(7)


def save(session: Session, kind: Any, record: Any) -> Any:
    """Save and give back."""
    editing.save(session.store.journal, kind, record)
    return record


def family(session: Session, serial: int, union: str, income: int) -> Any:
    """A family of two on file since June 2025."""
    filed = {"published_from": date(2025, 6, 2), "published_to": date(2025, 6, 9), "filed_on": date(2025, 6, 10)}
    given = {"income": income, "people": 2, "cause": "9", "assessed_on": date(2025, 6, 1), **filed}
    made = Household(
        name=f"贺{'甲乙丙'[serial]}", id_number=number(serial), union=Union.get(Union.name == union), **given
    )
    return save(session, HOUSEHOLDS, made)


@pytest.fixture
def page(qtbot: QtBot, town: Session, door: Recorder) -> ServiceFiguresPage:
    """Three families, one campaign handed out to them, six people served in two months."""
    save(town, ALLOWANCES, Allowance(region="本地", since=date(2025, 1, 1), amount=800_00))
    for serial, (union, income) in enumerate(((MILL, 18_000_00), (MILL, 30_000_00), (DAIRY, 18_000_00))):
        family(town, serial, union, income)
    whole = Union.get(Union.name == TOWN)
    book = save(town, BOOKS, Book(name="青山乡总工会", union=whole, since="2026-01"))
    warmth = AidCampaign(type="warmth", year=2026, title="送温暖", union=whole, book=book)
    save(town, AID_CAMPAIGNS, warmth)
    save(town, AID_STANDARDS, AidStandard(campaign=warmth, amount=500_00))
    aid.choose(town.store.journal, warmth, aid.candidates(warmth, aid.WantedRecipients()))
    aid.hand_out(town.store.journal, warmth, date(2026, 1, 20))
    place = save(town, PLACES, ServicePlace(name="青山乡职工服务站", union=whole, type="station"))
    actions.serve(town.store.journal, place, "advice", "赵来客", date(2026, 3, 2), people=4)
    actions.serve(town.store.journal, place, "join", "钱外地", date(2026, 3, 3), sort="elsewhere")
    actions.serve(town.store.journal, place, "advice", "孙来客", date(2026, 4, 1))
    made = ServiceFiguresPage(town)
    made.show_year(2026)
    shown(qtbot, made)
    return made


def counted(qtbot: QtBot, made: ServiceFiguresPage, way: int) -> list[list[object]]:
    """What the table says once it was counted that way."""
    made.found = None
    made.ways.button(way).click()
    qtbot.waitUntil(lambda: made.found is not None)
    return [list(line.values) for line in made.table.lines]


def test_families_are_counted_by_class_and_union_with_their_sum(qtbot: QtBot, page: ServiceFiguresPage) -> None:
    assert counted(qtbot, page, GRADE) == [[DEEP, 2, 2, 0, 0, 0], [RELATIVE, 1, 1, 0, 0, 0], ["合计", 3, 3, 0, 0, 0]]
    assert "在册困难家庭 3 户" in page.summary.text()
    assert [row[:2] for row in counted(qtbot, page, UNION)] == [[MILL, 2], [DAIRY, 1], ["合计", 3]]
    assert page.chart.figures == ((MILL, 2), (DAIRY, 1))


def test_campaigns_agree_with_their_sign_lists(qtbot: QtBot, page: ServiceFiguresPage) -> None:
    row = [3, 3, 0, 0, 1_500_00]
    assert counted(qtbot, page, CAMPAIGN) == [["送温暖", *row], ["合计", *row]]
    assert "核对一致：1,500.00 元" in page.more.text()
    page.picture.setCurrentText("救助人次")
    assert page.chart.figures == (("送温暖", 3),)


def test_people_served_are_counted_by_place_month_and_item(qtbot: QtBot, page: ServiceFiguresPage) -> None:
    assert counted(qtbot, page, PLACE)[-1] == ["合计", 0, 1, 5, 6]
    assert counted(qtbot, page, MONTH) == [["2026-03", 0, 1, 4, 5], ["2026-04", 0, 0, 1, 1], ["合计", 0, 1, 5, 6]]
    assert page.chart.figures == (("2026-03", 5), ("2026-04", 1))
    assert [row[0] for row in counted(qtbot, page, ITEM)] == ["咨询", "入会", "合计"]


def test_only_one_union_is_counted_where_it_is_asked_for(qtbot: QtBot, page: ServiceFiguresPage) -> None:
    page.union.choose(Union.get(Union.name == DAIRY).id)
    assert counted(qtbot, page, GRADE)[-1][:2] == ["合计", 1]
    assert counted(qtbot, page, CAMPAIGN) == [] and "还没有帮扶活动" in page.summary.text()
    assert counted(qtbot, page, PLACE) == [] and "还没有服务登记" in page.summary.text()
    page.show_year(2024)
    assert counted(qtbot, page, CAUSE) == [] and "没有在册的困难家庭" in page.summary.text()


@pytest.mark.parametrize(
    ("way", "row", "kind", "rows"),
    [
        (GRADE, 0, "households", 2),
        (GRADE, 2, "households", 3),
        (CAMPAIGN, 0, "aid-campaigns", 1),
        (MONTH, 0, "service-log", 2),
        (ITEM, 2, "service-log", 3),
    ],
)
def test_a_line_opens_the_list_of_what_it_counts(
    qtbot: QtBot, town: Session, page: ServiceFiguresPage, way: int, row: int, kind: str, rows: int
) -> None:
    counted(qtbot, page, way)
    window = MainWindow(town)
    qtbot.addWidget(window)
    page.open(row)
    listed = window.body.show_page(kind)
    assert isinstance(listed, RecordPage) and listed.list.table.rows.rowCount() == rows


def test_the_figures_are_exported_as_they_are_shown(
    qtbot: QtBot, page: ServiceFiguresPage, door: Recorder, tmp_path: Path
) -> None:
    counted(qtbot, page, GRADE)
    path = tmp_path / "统计.xlsx"
    door.answers = [path]
    page.export()
    qtbot.waitUntil(lambda: any("已导出" in text for text in door.texts("toast")))
    words = [cell for row in workbook.read(path).rows for cell in row.cells]
    assert DEEP in words and "合计" in words
