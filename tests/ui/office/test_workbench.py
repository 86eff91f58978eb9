"""What must be done, and the first steps of an empty data folder."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from ui.office import workbench_page as workbench
from ui.office.workbench_page import RowButton, Workbench, WorkbenchView
from ui.session import Session
from unionapp.office.reminders import Reminder
from unionapp.subjects.members.models import Application
from unionapp.subjects.members.records import APPLICATIONS
from unionapp.subjects.unions.models import Union

from tests.ui.funds.kept_year import entry, post
from tests.ui.funds.till import keep_book
from tests.ui.township import MILL, put, settle


@pytest.fixture
def page(qtbot: QtBot, town: Session) -> Workbench:
    """The workbench on the screen."""
    made = Workbench(town)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    qtbot.waitUntil(lambda: bool(made._rows))
    return made


def rows(page: Workbench) -> list[RowButton]:
    """The things to do that are shown."""
    return [row for row in page.todo.findChildren(RowButton) if row.isVisibleTo(page)]


def test_an_overdue_application_opens_its_record(qtbot: QtBot, town: Session, page: Workbench) -> None:
    late = date.today() - timedelta(60)
    union = Union.get(Union.name == MILL)
    put(town, APPLICATIONS, Application(name="王小明", union=union, received=late, due=late, state="received"))
    qtbot.waitUntil(lambda: any("王小明" in row.accessibleName() for row in rows(page)))
    (row,) = [row for row in rows(page) if "王小明" in row.accessibleName()]
    assert row.accessibleName().startswith("已逾期")
    with qtbot.waitSignal(town.record_wanted) as wanted:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert wanted.args == ["applications", Application.get().id]


def test_a_reminder_of_many_records_opens_their_page(qtbot: QtBot, town: Session, page: Workbench) -> None:
    page.show_found(
        WorkbenchView([Reminder("note", None, "29 名会员没有登记证件号码。", "members", 0, "")], (), (), (), ())
    )
    (row,) = rows(page)
    with qtbot.waitSignal(town.page_wanted) as wanted:
        row.click()
    assert wanted.args == ["members"]


def test_an_empty_folder_says_what_to_do_first(qtbot: QtBot, town: Session, page: Workbench) -> None:
    buttons = [each for each in page.steps.findChildren(QPushButton) if each.isVisibleTo(page)]
    assert len(buttons) == 5 and "✓" in buttons[0].text() and "✓" not in buttons[1].text()
    with qtbot.waitSignal(town.page_wanted) as wanted:
        buttons[1].click()
    assert wanted.args == ["members"]


def test_the_first_steps_go_when_the_work_has_begun(qtbot: QtBot, town: Session, page: Workbench) -> None:
    settle(town, 3)
    qtbot.waitUntil(lambda: not page.steps.isVisible())
    assert list(page.states.figures) == [("在籍", 3)] and page.pictures[0].isVisible()


def test_many_reminders_are_shown_in_part_and_the_rest_is_counted(page: Workbench) -> None:
    many = [Reminder("note", None, f"第 {n} 件", "members", 0, "") for n in range(workbench._MOST + 4)]
    page.show_found(WorkbenchView(many, (), (), (), ()))
    assert len(rows(page)) == workbench._MOST
    assert any("另有 4 件" in each.text() for each in page.todo.findChildren(QLabel))


def test_nothing_to_do_is_said(page: Workbench) -> None:
    page.show_found(WorkbenchView((), (), (), (), ()))
    assert any("没有到期" in each.text() for each in page.todo.findChildren(QLabel))


def test_the_article_stands_behind_its_reminder(page: Workbench) -> None:
    page.show_found(
        WorkbenchView([Reminder("soon", None, "证书到期。", "unions", 1, "《办法》第二十七条")], (), (), (), ())
    )
    (row,) = rows(page)
    assert "第二十七条" in row.toolTip() and "第二十七条" in row.accessibleDescription()


def test_what_came_and_went_in_the_own_book_is_drawn(qtbot: QtBot, town: Session, page: Workbench) -> None:
    assert not any(card.isVisible() for card in page.funds.cards.values())
    book = keep_book(town)
    post(town, book, entry(town, book, date(2026, 1, 8), "会员会费", 20_000))
    found = workbench.look(date(2026, 3, 1))
    page.show_found(found)
    assert found.funds is not None and next(iter(found.funds.months)) == ("1", 200, 0)
    assert page.funds.cards[page.funds.months].isVisible()
    assert not page.funds.cards[page.funds.used].isVisible()
