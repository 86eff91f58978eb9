"""What was changed on another page is shown by those who show it, when they are looked at again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.activities.figures_page import ActivityFiguresPage
from ui.elections.elections_page import PracticePage
from ui.funds.books_pages import openings_page
from ui.funds.chosen import BookBar, ChosenPeriod
from ui.funds.closing_page import ClosingPage
from ui.funds.reconciling_page import ReconcilingPage
from ui.funds.statements_page import StatementsPage
from ui.office.journal_page import JournalPage
from ui.office.operators_page import OperatorsPage
from ui.records.record_view import RecordView
from ui.session import Session
from unionapp.store import editing, system
from unionapp.subjects.elections.counting import practice
from unionapp.subjects.funds.books.models import Book, Opening
from unionapp.subjects.funds.books.records import BOOKS, OPENINGS
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests.ui.activities.occasion import hold
from tests.ui.funds.till import draft, keep_book
from tests.ui.opened import open_page
from tests.ui.township import MILL, put, settle

Back = Callable[[QWidget, Callable[[], object]], None]


@pytest.fixture
def elsewhere(qtbot: QtBot) -> Back:
    """Shows a page, does something while it is hidden, and comes back to it."""

    def gone(page: QWidget, do: Callable[[], object]) -> None:
        qtbot.addWidget(page)
        page.show()
        qtbot.waitUntil(tasks.desk.at_rest)
        page.hide()
        do()
        page.show()

    return gone


def test_a_list_shows_a_new_record_and_the_new_name_of_what_it_links_to(
    qtbot: QtBot, town: Session, elsewhere: Back
) -> None:
    page = open_page(qtbot, town, MEMBERS)
    elsewhere(page, lambda: settle(town, 2))
    assert page.list.table.rows.rowCount() == 2
    mill = Union.get(Union.name == MILL)
    mill.name = "青山乡新造纸厂工会"
    elsewhere(page, lambda: put(town, UNIONS, mill))
    assert page.list.table.rows.text(0, "union") == "青山乡新造纸厂工会"


def test_the_page_of_a_record_shows_its_new_name(town: Session, elsewhere: Back) -> None:
    settle(town, 1)
    one = Member.get()
    page = RecordView(town, MEMBERS, one.id)
    one.name = "赵新名"
    elsewhere(page, lambda: put(town, MEMBERS, one))
    assert page.title.text().startswith("赵新名")


def test_the_bar_of_a_book_counts_the_vouchers_and_follows_the_name(town: Session, elsewhere: Back) -> None:
    book = keep_book(town)
    bar = BookBar(town)
    assert "没有凭证" in bar.state.text()
    elsewhere(bar, lambda: draft(town, book, 5))
    assert "1 张草稿" in bar.state.text()
    renamed = Book.get_by_id(book.id)
    renamed.name = "青山乡总工会新账"
    elsewhere(bar, lambda: put(town, BOOKS, renamed))
    assert bar.book.currentText() == "青山乡总工会新账"


def test_the_opening_balances_are_summed_anew(town: Session, elsewhere: Back) -> None:
    book = keep_book(town)
    page = openings_page(town)
    more = Opening(book=book, year=2026, account="101", debit=5_000)
    elsewhere(page, lambda: put(town, OPENINGS, more))
    assert "10,050.00" in page.sums.text()


@pytest.mark.parametrize("sort", [StatementsPage, ClosingPage, ReconcilingPage])
def test_pages_of_a_book_begin_with_the_first_book(
    qtbot: QtBot, town: Session, elsewhere: Back, sort: type[QWidget]
) -> None:
    page = sort(town)  # type: ignore[call-arg]
    elsewhere(page, lambda: keep_book(town))
    qtbot.waitUntil(lambda: not page.seen.waiting and tasks.desk.at_rest())  # type: ignore[attr-defined]
    assert ChosenPeriod.of(town).book is not None
    table = page.sides.entries if isinstance(page, ReconcilingPage) else page.table  # type: ignore[attr-defined]
    assert table.isEnabled() and (table.lines or isinstance(page, ReconcilingPage))


def test_figures_are_counted_anew(qtbot: QtBot, town: Session, elsewhere: Back) -> None:
    page = ActivityFiguresPage(town)
    elsewhere(page, lambda: hold(town, day=date.today()))
    qtbot.waitUntil(lambda: bool(page.table.lines))


def test_practice_is_listed(town: Session, elsewhere: Back) -> None:
    page = PracticePage(town)
    elsewhere(page, lambda: practice.practice(town.store.journal))
    assert page.table.rows.rowCount() == 1


def test_the_log_lists_what_only_was_looked_at(qtbot: QtBot, town: Session, elsewhere: Back) -> None:
    page = JournalPage(town)
    elsewhere(page, lambda: town.store.journal.note("查看了名册"))
    qtbot.waitUntil(lambda: not page.seen.waiting)
    assert page.table.rows.text(0, 2) == "查看了名册"


def test_the_operators_are_listed_with_their_remarks(town: Session, elsewhere: Back) -> None:
    page = OperatorsPage(town)
    one = system.Operator.get()
    one.remark = "组织委员"
    elsewhere(page, lambda: editing.save(town.store.journal, system.OPERATORS, one))
    assert page.table.rows.text(0, 4) == "组织委员"
