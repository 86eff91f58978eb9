"""Own accounts, opening balances, entries that lead to their voucher."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from ui.funds import books_pages as fund_books
from ui.funds.opening_entry import OpeningEntry
from ui.session import Session
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.models import Account, Book, Opening

from tests.ui.conftest import Recorder
from tests.ui.funds.till import ENTER, draft, keep_book, shown
from tests.ui.hall import opened


@pytest.fixture
def book(town: Session) -> Book:
    """The chosen book, 10,000 yuan in the bank."""
    return keep_book(town)


def test_an_own_account_gets_the_next_number_below_its_account(qtbot: QtBot, town: Session, book: Book) -> None:
    page = fund_books.accounts_page(town)
    shown(qtbot, page)
    page.list.table.go_to(Account.get(Account.number == "101").id)
    fund_books.add_below(page)
    dialog = opened(page)
    assert dialog.form.edits["number"].value() == "10101"
    assert not dialog.form.edits["bank"].isVisible()
    dialog.form.edits["name"].set_value("备用金")
    dialog.accept()
    made = Account.get(Account.number == "10101")
    assert (made.upper, made.money, made.locked) == ("101", "cash", False)
    assert fund_books.next_number(chart.read(), "101") == "10102"


def test_an_account_that_has_a_balance_is_not_divided(qtbot: QtBot, town: Session, book: Book) -> None:
    page = fund_books.accounts_page(town)
    shown(qtbot, page)
    page.list.table.go_to(Account.get(Account.number == "102").id)
    fund_books.add_below(page)
    dialog = opened(page)
    dialog.form.edits["name"].set_value("基本户")
    dialog.accept()
    assert dialog.isVisible() and "已有分录或余额" in dialog.form.problems("number")


def entry(qtbot: QtBot, town: Session, book: Book) -> OpeningEntry:
    dialog = OpeningEntry(None, town, book, 2026)
    shown(qtbot, dialog, lambda each: setattr(each, "_was", each.grid.table.stands()))
    dialog.grid.setFocus()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    return dialog


def test_enter_goes_from_amount_to_amount_on_the_side_of_each_account(qtbot: QtBot, town: Session, book: Book) -> None:
    dialog = entry(qtbot, town, book)
    rows, columns = dialog.grid.model.rows, dialog.grid.model.columns
    seen = []
    for _ in rows:
        at = dialog.grid.table.currentIndex()
        line = rows[at.row()]
        if columns[at.column()].name in ("debit", "credit"):
            seen.append((line.account, columns[at.column()].name))
        dialog.grid.table.step(1)
    assert ("101", "debit") in seen and ("163", "credit") in seen and ("211", "credit") in seen
    assert ("163", "debit") not in seen and ("101", "credit") not in seen


def test_balances_are_typed_saved_and_taken_back_as_one_step(qtbot: QtBot, town: Session, book: Book) -> None:
    dialog = entry(qtbot, town, book)
    QTest.keyClicks(QApplication.focusWidget(), "500")
    QTest.keyClick(QApplication.focusWidget(), ENTER)
    assert "✕ 借贷不平：借方多 500.00 元" in dialog.grid.foot.text()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    assert {(row.account, row.debit) for row in Opening.select()} == {
        ("101", 50_000),
        ("102", 1_000_000),
        ("32205", None),
    }
    town.store.journal.undo()
    assert Opening.select().count() == 2


def test_balances_of_another_program_go_to_the_lines_of_their_accounts(qtbot: QtBot, town: Session, book: Book) -> None:
    QGuiApplication.clipboard().setText("科目编号\t借方余额\t往来单位\n135\t12.50\t甲\n135\t7.50\t乙\n101\t1\t\n")
    dialog = entry(qtbot, town, book)
    dialog.grid.paste()
    dialog.save()
    kept = Opening.select().where(Opening.account.in_(("135", "101")))
    assert {(row.account, row.debit, row.party) for row in kept} == {
        ("135", 1250, "甲"),
        ("135", 750, "乙"),
        ("101", 100, ""),
    }


def test_an_account_that_nobody_knows_is_told_with_its_line(qtbot: QtBot, town: Session, book: Book) -> None:
    QGuiApplication.clipboard().setText("科目编号\t借方余额\n999\t1\n")
    dialog = entry(qtbot, town, book)
    dialog.grid.paste()
    dialog.save()
    assert dialog.isVisible() and "“999”" in dialog.problems.text()


def test_the_difference_always_stands_on_the_page(qtbot: QtBot, town: Session, book: Book, door: Recorder) -> None:
    page = fund_books.openings_page(town)
    shown(qtbot, page)
    assert page.sums.text().endswith("✓ 借贷相等")
    with town.store.journal.step("改"):
        Opening.update(debit=999_999).where(Opening.account == "102").execute()
    qtbot.waitUntil(lambda: page.sums.text().endswith("✕ 借贷不平：贷方多 0.01 元"))


def test_an_entry_leads_to_its_voucher(qtbot: QtBot, town: Session, book: Book) -> None:
    row = draft(town, book, 3)
    page = fund_books.lines_page(town)
    shown(qtbot, page)
    wanted: list[tuple[str, int]] = []
    town.record_wanted.connect(lambda key, number: wanted.append((key, number)))
    page.list.table.go_to(page.list.table.rows.ids[0])
    QTest.keyClick(page.list.table, ENTER)
    assert wanted == [("vouchers", row.id)]
