"""收钱、付钱 by keys: matter, amount, done; what the program makes of it is seen before it is written."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.funds.chosen import ChosenPeriod
from ui.funds.simple_entry import SimpleEntry
from ui.session import Session
from unionapp.subjects.funds.books.models import Book, Project
from unionapp.subjects.funds.books.records import PROJECTS
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers.models import Voucher

from tests.ui.conftest import Recorder
from tests.ui.funds.till import ENTER, Keys, keep_book, shown
from tests.ui.township import put

MOST_KEYS = 5
"""Keys besides the digits of the amount and F7, which opens the dialog: three letters, Enter, Ctrl+Enter."""


@pytest.fixture
def book(town: Session) -> Book:
    """The chosen book."""
    return keep_book(town)


def begin(qtbot: QtBot, town: Session, book: Book, way: str) -> tuple[SimpleEntry, Keys]:
    dialog = SimpleEntry(None, town, book, way)
    keys = shown(qtbot, dialog, SimpleEntry.begin)
    dialog.begin()
    return dialog, keys


def entries(voucher: Voucher) -> list[tuple[str, int | None, int | None]]:
    return [(line.account, line.debit, line.credit) for line in vouchers.lines(voucher)]


def test_an_everyday_payment_takes_few_keys(qtbot: QtBot, town: Session, book: Book) -> None:
    dialog, keys = begin(qtbot, town, book, "out")
    keys.type("bgf").press(ENTER).type("1200")
    keys.press(ENTER, ctrl=True)
    made = Voucher.get()
    assert entries(made) == [("50504", 120_000, None), ("102", None, 120_000)]
    assert (made.state, made.day, made.papers) == ("draft", date(2026, 3, 31), 1)
    assert keys.count - len("1200") == MOST_KEYS
    assert dialog.count == 1 and dialog.isVisible()


def test_the_next_entry_keeps_the_day_and_begins_at_the_matter(qtbot: QtBot, town: Session, book: Book) -> None:
    dialog, keys = begin(qtbot, town, book, "in")
    dialog.form.edits["day"].set_value(date(2026, 3, 5))
    keys.type("401").press(ENTER).type("50").press(ENTER, ctrl=True)
    assert dialog.form.matter.isAncestorOf(QApplication.focusWidget() or dialog)
    keys.type("401").press(ENTER).type("60").press(ENTER, ctrl=True)
    assert [(row.day, row.total) for row in Voucher.select().order_by(Voucher.id)] == [
        (date(2026, 3, 5), 5_000),
        (date(2026, 3, 5), 6_000),
    ]


def test_the_matter_used_last_is_offered_first(qtbot: QtBot, town: Session, book: Book) -> None:
    _, keys = begin(qtbot, town, book, "in")
    keys.type("408").press(ENTER).type("3").press(ENTER, ctrl=True)
    used = Voucher.get().summary
    again, keys = begin(qtbot, town, book, "in")
    keys.press(Qt.Key.Key_Down).press(ENTER)
    assert again.form.edits["summary"].value() == used


def test_a_contribution_is_shown_divided_before_it_is_written(qtbot: QtBot, town: Session, book: Book) -> None:
    dialog, keys = begin(qtbot, town, book, "in")
    keys.type("qydw").press(ENTER).type("100.01")
    dialog.check()
    shown_rows = [
        [dialog.entries.rows.text(row, place) for place in range(3)] for row in range(dialog.entries.rows.rowCount())
    ]
    assert shown_rows == [
        ["借", "102 银行存款", "100.01"],
        ["贷", "402 拨缴经费收入", "60.01"],
        ["贷", "211 应付上级经费", "40.00"],
    ]
    assert Voucher.select().count() == 0


def test_the_summary_follows_the_matter_until_the_clerk_writes_her_own(qtbot: QtBot, town: Session, book: Book) -> None:
    dialog, keys = begin(qtbot, town, book, "in")
    keys.type("401").press(ENTER)
    summary = dialog.form.edits["summary"]
    assert summary.value() == "收会员会费"
    summary.set_value("own words")
    dialog.form.matter.setFocus()
    keys.type("408").press(ENTER)
    assert summary.value() == "own words"


def test_what_is_missing_is_said_under_its_field_and_nothing_is_written(
    qtbot: QtBot, town: Session, book: Book
) -> None:
    dialog, keys = begin(qtbot, town, book, "in")
    keys.type("401").press(ENTER).press(ENTER, ctrl=True)
    assert "还没有填" in dialog.form.problems("amount")
    keys.type("0.1+0.2").press(ENTER, ctrl=True)
    assert "看不懂" in dialog.form.problems("amount")
    assert Voucher.select().count() == 0


def test_a_large_amount_is_kept_to_the_fen(qtbot: QtBot, town: Session, book: Book) -> None:
    _, keys = begin(qtbot, town, book, "in")
    keys.type("401").press(ENTER).type("9999999999.99").press(ENTER, ctrl=True)
    assert Voucher.get().total == 999_999_999_999


def test_what_a_matter_needs_besides_is_asked_for_of_itself(qtbot: QtBot, town: Session, book: Book) -> None:
    dialog, keys = begin(qtbot, town, book, "in")
    assert not dialog.form.edits["party"].isVisible()
    keys.type("215").press(ENTER)
    assert dialog.form.edits["party"].isVisible()
    dialog.more.setChecked(True)
    assert dialog.form.edits["handler"].isVisible()


def test_the_project_is_asked_for_where_one_is_meant_for_the_account(qtbot: QtBot, town: Session, book: Book) -> None:
    put(town, PROJECTS, Project(book=book, name="送温暖", earmarked=True, accounts="50404、50405"))
    dialog, keys = begin(qtbot, town, book, "out")
    keys.type("50504").press(ENTER)
    assert not dialog.form.edits["project"].isVisible()
    dialog.begin()
    keys.type("50405").press(ENTER)
    assert dialog.form.edits["project"].isVisible()


def test_escape_asks_only_where_something_was_typed(qtbot: QtBot, town: Session, book: Book, door: Recorder) -> None:
    dialog, keys = begin(qtbot, town, book, "in")
    keys.type("401").press(ENTER)
    door.answers.append("继续填写")
    keys.press(Qt.Key.Key_Escape)
    assert dialog.isVisible() and len(door.texts("choose")) == 1
    dialog.begin()
    keys.press(Qt.Key.Key_Escape)
    assert not dialog.isVisible() and len(door.texts("choose")) == 1


def test_the_notice_takes_the_entry_back(qtbot: QtBot, town: Session, book: Book, door: Recorder) -> None:
    _, keys = begin(qtbot, town, book, "in")
    keys.type("401").press(ENTER).type("5").press(ENTER, ctrl=True)
    door.offered["撤销"]()
    qtbot.waitUntil(lambda: Voucher.select().count() == 0)
    assert ChosenPeriod.of(town).book == book
