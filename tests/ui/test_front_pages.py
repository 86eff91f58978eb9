"""The front pages in the window: first in their tabs, drawn without waiting, every figure and bar opens its rows."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from ui.elections.start import StartDialog
from ui.figures.front_page import FrontBody, FrontPage, drawn
from ui.kit.charts import Bars, Columns, Pairs, Pyramid, ShareBars
from ui.members.front_page import front_page
from ui.session import Session
from ui.tabs import TABS
from ui.window.main_window import MainWindow
from unionapp.office import matters
from unionapp.office.fronts.front import Bar, Fact, FactList, FrontView, Picture
from unionapp.records.lead import Lead
from unionapp.records.search import Condition
from unionapp.subjects import TITLES
from unionapp.subjects.elections.models import Term
from unionapp.subjects.elections.records import TERMS
from unionapp.subjects.unions.models import Union

from tests.ui.hall import opened
from tests.ui.township import MILL, put, settle

ROWS = Lead("members", "女会员", (Condition("sex", "=", "2"),))
PICTURE = Picture("会员按性别", "人", (Bar("男", (3,), Lead("members")), Bar("女", (2,), ROWS)))


@pytest.fixture
def page(qtbot: QtBot, town: Session) -> FrontPage:
    """The front page of members, looked at once."""
    settle(town, 3)
    made = front_page(town)
    qtbot.addWidget(made)
    made.resize(1198, 690)
    made.show()
    qtbot.waitUntil(lambda: made.body is not None)
    return made


def show(page: FrontPage, view: FrontView) -> FrontBody:
    """Show something else."""
    page.seen.done()
    page.show_view("青山乡总工会", view)
    assert page.body is not None
    return page.body


def test_every_tab_of_a_subject_begins_with_its_front_page() -> None:
    titles = {*TITLES.values()} - {"劳动关系"}
    begun = {tab.title: tab.entries[0].title for tab in TABS if tab.title in titles}
    assert begun == dict.fromkeys(titles, "首页")


def test_the_front_page_says_how_many_members_there_are(page: FrontPage) -> None:
    body = page.body
    assert body is not None
    assert ("在籍会员", "3 人") in [(each.fact.label, each.fact.text) for each in body.facts]


def test_a_figure_opens_its_rows(qtbot: QtBot, town: Session, page: FrontPage) -> None:
    body = show(page, FrontView((Fact("女会员", "2 人", ROWS),)))
    with qtbot.waitSignal(town.rows_wanted) as wanted:
        qtbot.mouseClick(body.facts[0], Qt.MouseButton.LeftButton)
    assert wanted.args == ["members", "女会员", ROWS.where]


def test_a_bar_opens_its_rows_by_the_keyboard_too(qtbot: QtBot, town: Session, page: FrontPage) -> None:
    (chart,) = show(page, FrontView(pictures=(PICTURE,))).charts
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    with qtbot.waitSignal(town.rows_wanted) as wanted:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert wanted.args == ["members", "女会员", ROWS.where]


def test_a_line_of_a_list_is_pressed_as_a_whole(qtbot: QtBot, town: Session, page: FrontPage) -> None:
    line = Fact("面粉厂工会第2届", "2026-11-30", Lead("elections", record=7))
    (row,) = show(page, FrontView(lists=(FactList("正在办的", (line,), "没有"),))).rows
    with qtbot.waitSignal(town.record_wanted) as wanted:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert wanted.args == ["elections", 7]


def test_a_list_without_lines_says_so(page: FrontPage) -> None:
    body = show(page, FrontView(lists=(FactList("正在办的", (), "没有正在办的选举。"),)))
    assert "没有正在办的选举。" in [each.text() for each in body.findChildren(QLabel)]


def test_steps_that_follow_one_another_are_pressed_too(qtbot: QtBot, town: Session, page: FrontPage) -> None:
    steps = (Fact("草稿", "0 张", ROWS, "good"), Fact("结账", "可以办", Lead("closing")))
    body = show(page, FrontView(course=FactList("2026年9月的账", steps, "")))
    with qtbot.waitSignal(town.page_wanted) as wanted:
        body.facts[1].click()
    assert wanted.args == ["closing"]


def test_what_has_not_changed_stays_on_the_screen(page: FrontPage) -> None:
    first = show(page, FrontView((Fact("女会员", "2 人", ROWS),)))
    assert show(page, FrontView((Fact("女会员", "2 人", ROWS),))) is first
    assert show(page, FrontView((Fact("女会员", "3 人", ROWS),))) is not first


def test_a_picture_without_figures_is_not_drawn(page: FrontPage) -> None:
    nothing = Picture("会员按群体", "人", ())
    assert len(show(page, FrontView(pictures=(nothing, PICTURE))).charts) == 1


def test_every_shape_is_drawn_by_its_diagram() -> None:
    two = (Bar("1月", (3, 2)),)
    shapes = {"bars": Bars, "columns": Columns, "pairs": Pairs, "pyramid": Pyramid, "shares": ShareBars}
    for shape, sort in shapes.items():
        chart = drawn(Picture("图", "人", two, shape, ("男", "女")), lambda at: None)  # type: ignore[arg-type]
        assert type(chart) is sort
        chart.deleteLater()


def test_a_deed_is_begun_on_its_page(qtbot: QtBot, town: Session, page: FrontPage) -> None:
    with qtbot.waitSignals([town.page_wanted, town.deed_wanted]):
        page.tools.command("members-new").trigger()


def test_the_window_begins_a_deed_for_the_row_that_was_asked_for(qtbot: QtBot, town: Session) -> None:
    people = settle(town, 3)
    window = MainWindow(town)
    qtbot.addWidget(window)
    window.show()
    where = (Condition("id", "=", people[1].id),)
    town.follow(Lead("members", "一位", where, deed="edit"))
    page = window.body.view.front
    assert [each.words for each in page.list.bar.filters()] == ["一位"]
    assert page.currentWidget().row_id == people[1].id
    town.follow(Lead("members", deed="new"))
    assert page.currentWidget().row_id is None


def test_an_empty_chair_leads_to_the_by_election_of_its_union(qtbot: QtBot, town: Session) -> None:
    mill = Union.get(Union.name == MILL)
    term = Term(union=mill, number=1, elected=date(2024, 1, 1), years=5, chair_vacant=date(2026, 1, 5))
    put(town, TERMS, term)
    window = MainWindow(town)
    qtbot.addWidget(window)
    window.show()
    (matter,) = [each for each in matters.due(date(2026, 3, 1)) if each.key == "chair-vacant"]
    town.follow(matter.lead)
    dialog: StartDialog = opened(window, StartDialog)
    values, _ = dialog.form.read()
    assert (values["union"], values["sort"]) == (mill.id, "by-election")


def test_the_page_of_an_empty_folder_says_what_to_do_first(qtbot: QtBot, town: Session) -> None:
    made = front_page(town)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.body is not None)
    assert made.body is not None and "导入花名册" in made.body.view.empty
    assert str(date.today().year) in made.when.text()
