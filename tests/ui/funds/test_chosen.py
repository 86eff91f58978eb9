"""The book and month of all funds pages: remembered, followed, said in words."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot
from ui.funds.chosen import BookBar, ChosenPeriod, state_words
from ui.session import Session
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.values.periods import Month

from tests.ui.funds.till import MONTH, draft, keep_book


def test_without_a_book_the_bar_leads_to_making_one(qtbot: QtBot, town: Session) -> None:
    bar = BookBar(town)
    qtbot.addWidget(bar)
    wanted: list[str] = []
    town.page_wanted.connect(wanted.append)
    bar.begin.click()
    assert wanted == ["books"]
    assert "还没有账套" in bar.state.text()


def test_a_first_book_is_chosen_at_once_on_every_bar(qtbot: QtBot, town: Session) -> None:
    bar = BookBar(town)
    qtbot.addWidget(bar)
    bar.show()
    book = keep_book(town)
    assert ChosenPeriod.of(town).book == book
    assert bar.book.currentText() == book.name
    assert bar.month.text() == "2026年3月"


def test_the_month_steps_and_never_before_the_book_begins(qtbot: QtBot, town: Session) -> None:
    keep_book(town)
    bar = BookBar(town)
    qtbot.addWidget(bar)
    bar.month.on.click()
    assert ChosenPeriod.of(town).month == MONTH.next()
    for _ in range(9):
        bar.month.back.click()
    assert ChosenPeriod.of(town).month == Month(2026, 1)


def test_book_and_month_are_remembered_for_the_next_session(town: Session) -> None:
    keep_book(town)
    second = keep_book(town, "青山乡机关工会")
    assert ChosenPeriod.of(town).book == second
    again = Session(town.store, town.remembered)
    assert ChosenPeriod.of(again).book == second
    assert ChosenPeriod.of(again).month == MONTH


def test_the_first_look_is_at_the_last_month_with_vouchers_to_post(town: Session) -> None:
    book = keep_book(town)
    draft(town, book, 2)
    town.remembered.clear()
    assert ChosenPeriod.of(Session(town.store, town.remembered)).month == MONTH
    town.remembered.setValue("funds/book", "another folder's")
    town.remembered.setValue("funds/month", "2031-01")
    assert ChosenPeriod.of(Session(town.store, town.remembered)).month == MONTH


def test_the_state_of_a_month_is_said_in_words(town: Session) -> None:
    book = keep_book(town)
    assert state_words(book, MONTH) == "没有凭证，未结账"
    rows = [draft(town, book, day) for day in (2, 3, 4)]
    vouchers.approve(town.store.journal, rows[:1])
    assert state_words(book, MONTH) == "2 张草稿、1 张待记账，未结账"


def test_the_proposed_day_lies_in_the_chosen_month(town: Session) -> None:
    keep_book(town)
    assert ChosenPeriod.of(town).open_day() == date(2026, 3, 31)
