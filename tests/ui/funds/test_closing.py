"""结账: the months of a year, what stands in the way, closing a month and a year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.funds.chosen import ChosenPeriod
from ui.funds.closing_page import ClosingPage
from ui.session import Session
from ui.window.main_window import MainWindow
from unionapp.store import editing
from unionapp.subjects.funds.assets import actions as assets
from unionapp.subjects.funds.assets.models import Asset
from unionapp.subjects.funds.assets.records import ASSETS
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.models import Book, Opening, Period
from unionapp.subjects.funds.closing import actions as closing
from unionapp.values.periods import Month, months_of

from tests.ui.buttons import button
from tests.ui.conftest import Recorder
from tests.ui.funds.kept_year import entry, spend
from tests.ui.funds.till import shown

JANUARY = Month(2026, 1)
LATER = date(2027, 1, 4)


def read(qtbot: QtBot, page: ClosingPage) -> None:
    """Wait until the months are shown as they are."""
    qtbot.waitUntil(lambda: not page.seen.waiting and tasks.desk.at_rest())


@pytest.fixture
def book(town: Session) -> Book:
    """A book with three posted vouchers."""
    return spend(town)


@pytest.fixture
def page(qtbot: QtBot, town: Session, book: Book) -> ClosingPage:
    """The page over it."""
    made = ClosingPage(town, lambda: LATER)
    shown(qtbot, made)
    read(qtbot, made)
    return made


def row(page: ClosingPage, at: int) -> list[str]:
    return [page.table.rows.text(at, column) for column in range(page.table.rows.columnCount())]


def test_every_month_says_how_far_it_is(page: ClosingPage) -> None:
    assert len(page.table.lines) == 12
    assert row(page, 0) == ["2026-01", "1", "", "", "0.00", "10,200.00", "未对账", "未结账"]
    assert row(page, 1) == ["2026-02", "", "", "", "", "", "", ""]


def test_drafts_are_counted_as_they_wait(qtbot: QtBot, town: Session, book: Book, page: ClosingPage) -> None:
    entry(town, book, date(2026, 2, 3), "会员会费", 100)
    qtbot.waitUntil(lambda: row(page, 1)[1:3] == ["1", "1"])


def test_a_bank_not_reconciled_must_be_accounted_for(page: ClosingPage) -> None:
    assert page.todo.heading.text() == "下一步：2026年1月结账"
    assert "还没有对账" in page.todo.rows[0].accessibleName()
    assert not page.tools.button("close-month").isEnabled() and page.reason.isVisible()
    page.reason.setText("对账单未到")
    assert page.tools.button("close-month").isEnabled()


def test_a_month_is_closed_by_keys_after_one_sentence(
    qtbot: QtBot, book: Book, page: ClosingPage, door: Recorder
) -> None:
    door.answers.append(True)
    page.reason.setFocus()
    qtbot.keyClicks(page.reason, "wait")
    page.tools.button("close-month").setFocus()
    qtbot.keyClick(page.tools.button("close-month"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: books.is_closed(book.id, str(JANUARY)))
    qtbot.waitUntil(lambda: row(page, 0)[6:] == ["未对账，已说明", f"✓ 已结账 {LATER}"])
    assert Period.get().unreconciled == "wait" and "不能反结账" in door.texts("ask")[0]
    assert page.todo.heading.text() == "下一步：2026年2月结账" and page.reason.text() == ""


def test_a_month_that_is_not_over_cannot_be_closed_and_the_page_says_from_when(
    qtbot: QtBot, town: Session, book: Book
) -> None:
    made = ClosingPage(town, lambda: date(2026, 1, 30))
    shown(qtbot, made)
    read(qtbot, made)
    assert "2026-01-31 起才能结账" in made.todo.rows[0].accessibleName()
    made.reason.setText("对账单未到")
    assert not made.tools.button("close-month").isEnabled()


def test_a_month_without_a_voucher_is_asked_about_once_more(
    qtbot: QtBot, town: Session, book: Book, page: ClosingPage, door: Recorder
) -> None:
    closing.close_month(town.store.journal, book, JANUARY, "没有对账单", LATER)
    qtbot.waitUntil(lambda: page.todo.heading.text() == "下一步：2026年2月结账")
    page.reason.setText("2 月没有收支，对账单未到")
    door.answers.append(False)
    page.tools.button("close-month").click()
    assert "2026年2月一张凭证也没有" in door.texts("ask")[-1] and not books.is_closed(book.id, "2026-02")
    door.answers += [True, True]
    page.tools.button("close-month").click()
    qtbot.waitUntil(lambda: books.is_closed(book.id, "2026-02"))


def test_who_thinks_better_of_it_has_closed_nothing(qtbot: QtBot, page: ClosingPage, door: Recorder) -> None:
    door.answers.append(False)
    page.reason.setText("x")
    page.tools.button("close-month").click()
    assert not Period.select().exists()


def test_a_finding_leads_where_it_is_put_right(qtbot: QtBot, town: Session, page: ClosingPage) -> None:
    with qtbot.waitSignal(town.page_wanted) as wanted:
        page.todo.rows[0].click()
    assert wanted.args == ["reconciling"] and ChosenPeriod.of(town).month == JANUARY


def test_depreciation_that_is_missing_is_drafted_by_a_click(
    qtbot: QtBot, town: Session, book: Book, page: ClosingPage, door: Recorder
) -> None:
    card = Asset(book=book, number="1", name="电脑", sort="computer", since=JANUARY.first(), cost=720_000, years=6)
    with town.store.journal.step("资产"):
        editing.put(ASSETS, [card])
    page.seen.again()
    qtbot.waitUntil(lambda: any("折旧 100.00 元" in row.accessibleName() for row in page.todo.rows))
    row = next(row for row in page.todo.rows if "折旧" in row.accessibleName())
    with qtbot.waitSignal(town.page_wanted) as wanted:
        row.click()
    assert wanted.args == ["vouchers"] and assets.due(book, JANUARY) == 0
    assert "折旧凭证" in door.texts("toast")[-1]


def test_a_month_opens_its_vouchers(qtbot: QtBot, town: Session, page: ClosingPage) -> None:
    page.table.setCurrentIndex(page.table.rows.index(0, 0))
    with qtbot.waitSignal(town.page_wanted) as wanted:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted.args == ["vouchers"] and ChosenPeriod.of(town).month == JANUARY


def test_after_twelve_months_comes_the_year(
    qtbot: QtBot, town: Session, book: Book, page: ClosingPage, door: Recorder
) -> None:
    for month in months_of(2026):
        closing.close_month(town.store.journal, book, month, "没有对账单", LATER)
    qtbot.waitUntil(lambda: page.todo.heading.text() == "下一步：2026年度年终结账")
    read(qtbot, page)
    assert page.tools.button("close-year").isVisible() and not page.tools.button("close-month").isVisible()
    door.answers.append(True)
    page.tools.button("close-year").click()
    qtbot.waitUntil(lambda: books.is_year_closed(book.id, 2026))
    qtbot.waitUntil(lambda: page.todo.heading.text() == "下一步：2027年1月结账")
    assert row(page, 12)[7] == f"✓ 已年结 {LATER}"
    assert {each.account for each in Opening.select().where(Opening.year == 2027)} == {"102", "32205"}


def test_a_year_is_kept_in_a_folder_of_its_own(qtbot: QtBot, page: ClosingPage, door: Recorder, tmp_path: Path) -> None:
    door.answers.append(tmp_path)
    button(page, "存档").click()
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=60_000)
    (made,) = [each for each in tmp_path.iterdir() if "2026年会计档案" in each.name]
    assert list(made.rglob("*.pdf")) and "已存档" in door.texts("toast")[-1]


def test_without_a_book_the_page_says_what_to_do(qtbot: QtBot, town: Session) -> None:
    made = ClosingPage(town)
    shown(qtbot, made)
    read(qtbot, made)
    assert "建一套账" in made.todo.state.text() and not made.tools.button("close-month").isEnabled()


def test_what_reminds_of_months_to_close_leads_here(qtbot: QtBot, town: Session, book: Book) -> None:
    window = MainWindow(town)
    qtbot.addWidget(window)
    town.page_wanted.emit("periods")
    assert isinstance(window.body.view.front, ClosingPage)
    qtbot.waitUntil(lambda: tasks.desk.at_rest())
