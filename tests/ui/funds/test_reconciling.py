"""Reconciling with the bank: suggestions by keys, several for one, taking back, the foot, finishing, importing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.exchange.import_headings import HeadingsStep
from ui.exchange.importing import ImportDialog
from ui.funds.chosen import ChosenPeriod
from ui.funds.reconciling_page import ReconcilingPage
from ui.printing.print_dialog import PrintDialog
from ui.session import Session
from unionapp.subjects.funds.banking.models import BankLine, Reconciliation
from unionapp.subjects.funds.banking.records import BANK_LINES
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.vouchers import actions as vouchers

from tests.ui.buttons import button
from tests.ui.conftest import Recorder
from tests.ui.funds.till import MONTH, draft, keep_book
from tests.ui.hall import fill, opened
from tests.ui.township import put

SPACE, ENTER, DOWN = Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Down


def post(town: Session, book: Book, *days_and_amounts: tuple[int, int]) -> None:
    """Posted dues on days of the month."""
    made = [draft(town, book, day, fen) for day, fen in days_and_amounts]
    vouchers.approve(town.store.journal, made)
    vouchers.post(town.store.journal, book, made)


def line(book: Book, day: int, fen: int, **values: Any) -> BankLine:
    """Money that came in by the bank's statement."""
    return BankLine(book=book.id, account="102", day=date(MONTH.year, MONTH.month, day), income=fen, **values)


def page_of(qtbot: QtBot, town: Session) -> ReconcilingPage:
    """The page as it stands, read."""
    page = ReconcilingPage(town)
    qtbot.addWidget(page)
    page.resize(1238, 660)
    with qtbot.waitExposed(page):
        page.show()
    settled(qtbot, page)
    return page


def settled(qtbot: QtBot, page: ReconcilingPage) -> None:
    """Wait until the page shows what the file says."""
    qtbot.waitUntil(lambda: tasks.desk.at_rest() and (page.found is not None or page.chosen.book is None))


@pytest.fixture
def book(town: Session) -> Book:
    """The chosen book, with 10,000 yuan in the bank."""
    return keep_book(town)


def test_without_a_book_the_page_says_what_to_do_first(qtbot: QtBot, town: Session) -> None:
    page = page_of(qtbot, town)
    assert "先建账套" in page.state.text()
    assert not button(page, "导入对账单").isEnabled()


def test_a_suggestion_says_why_and_space_accepts_it(qtbot: QtBot, town: Session, book: Book, door: Recorder) -> None:
    post(town, book, (3, 10_000), (9, 20_000))
    put(town, BANK_LINES, line(book, 4, 10_000, balance=1_010_000), line(book, 9, 20_000, balance=1_030_000))
    page = page_of(qtbot, town)
    assert page.pairs.which.button(0).text() == "建议 2 组"
    assert page.pairs.table.lines[0].values[-1].startswith("金额相同，同一天")
    assert page.pairs.table.lines[1].values[-1].startswith("金额相同，相差 1 天")
    QTest.keyClick(page.pairs.table, SPACE)
    settled(qtbot, page)
    qtbot.waitUntil(lambda: len(page.found.suggested) == 1 if page.found else False)
    QTest.keyClick(page.pairs.table, ENTER)
    qtbot.waitUntil(lambda: page.sides.heads["lines"].text() == "对账单里没有对上的 0 笔")
    assert BankLine.select().where(BankLine.group != "").count() == 2
    assert page.balances.verdict.text() == "✓ 两边相等，没有未达账项"


def test_all_suggestions_are_one_step_that_is_taken_back(
    qtbot: QtBot, town: Session, book: Book, door: Recorder
) -> None:
    post(town, book, (3, 10_000), (9, 20_000))
    put(town, BANK_LINES, line(book, 3, 10_000), line(book, 9, 20_000))
    page = page_of(qtbot, town)
    button(page, "全部采用").click()
    assert door.texts("toast")[-1] == "已对上 2 组"
    town.store.journal.undo()
    qtbot.waitUntil(lambda: page.pairs.which.button(0).text() == "建议 2 组")


def test_one_of_the_bank_for_several_of_the_journal_is_ticked_by_space(
    qtbot: QtBot, town: Session, book: Book, door: Recorder
) -> None:
    post(town, book, *((day, 10_000 + day) for day in range(1, 7)))
    total = sum(10_000 + day for day in range(1, 7))
    put(town, BANK_LINES, line(book, 28, total, balance=1_000_000 + total))
    page = page_of(qtbot, town)
    assert not page.found or not page.found.suggested
    QTest.keyClick(page.sides.lines, SPACE)
    for _ in range(5):
        QTest.keyClick(page.sides.entries, SPACE)
        QTest.keyClick(page.sides.entries, DOWN)
    assert "✕ 相差 100.06 元" in page.sums.text()
    QTest.keyClick(page.sides.entries, ENTER)
    assert "两边金额不等" in door.texts("warn")[-1]
    QTest.keyClick(page.sides.entries, SPACE)
    assert page.sums.text().endswith("✓ 相等")
    QTest.keyClick(page.sides.entries, ENTER)
    qtbot.waitUntil(lambda: page.pairs.which.button(1).text() == "已对上 1 组")
    assert page.sides.heads["entries"].text() == "日记账里没有对上的 0 笔"


def test_what_was_matched_is_listed_and_taken_back(qtbot: QtBot, town: Session, book: Book) -> None:
    post(town, book, (3, 10_000))
    put(town, BANK_LINES, line(book, 3, 10_000))
    page = page_of(qtbot, town)
    page.accept_all()
    qtbot.waitUntil(lambda: page.pairs.which.button(1).text() == "已对上 1 组")
    page.pairs.which.button(1).click()
    QTest.keyClick(page.pairs.table, SPACE)
    qtbot.waitUntil(lambda: page.pairs.which.button(0).text() == "建议 1 组")
    assert BankLine.get().entry is None


def test_the_foot_tells_what_each_side_lacks(qtbot: QtBot, town: Session, book: Book) -> None:
    post(town, book, (3, 10_000))
    put(town, BANK_LINES, line(book, 30, 555, summary="利息", balance=1_000_555))
    page = page_of(qtbot, town)
    known = page.balances.adjustment
    assert known is not None and known.agrees
    assert known.journal_adjusted == known.statement_adjusted == 1_010_555
    assert page.balances.verdict.text() == "✓ 调节后两边相等，未达账项 2 笔"
    page.balances.typed.set_value(1_000_000)
    page.balances.typed.edited.emit()
    assert page.balances.verdict.text().startswith("✕ 调节后两边相差 5.55 元")


def test_finishing_writes_the_result_and_asks_why_where_it_does_not_agree(
    qtbot: QtBot, town: Session, book: Book, door: Recorder
) -> None:
    post(town, book, (3, 10_000))
    page = page_of(qtbot, town)
    button(page, "完成对账").click()
    assert "对账单余额" in door.texts("warn")[-1]
    page.balances.typed.set_value(1_000_000)
    button(page, "完成对账").click()
    fill(opened(page), by="李四")
    done = Reconciliation.get()
    assert (done.statement, done.journal, done.open_items, done.balanced, done.by) == (
        1_000_000,
        1_010_000,
        1,
        True,
        "李四",
    )
    qtbot.waitUntil(lambda: page.state.text().startswith("✓ 本月已于"))
    page.balances.typed.set_value(999_000)
    button(page, "完成对账").click()
    asked = opened(page)
    asked.accept()
    assert "还没有填" in asked.form.problems("remark")
    fill(asked, remark="银行少计，已联系")
    assert Reconciliation.select().count() == 1 and not Reconciliation.get().balanced


def test_an_imported_statement_belongs_to_the_book_and_account_shown(
    qtbot: QtBot, town: Session, book: Book, door: Recorder, tmp_path: Any
) -> None:
    keep_book(town, "青山乡机关工会")
    ChosenPeriod.of(town).go(book.id, MONTH)
    page = page_of(qtbot, town)
    file = tmp_path / "对账单.csv"
    file.write_text("交易日期,摘要,收入金额,支出金额,余额\n2026-03-05,利息,1.23,,10001.23\n", encoding="utf-8")
    door.answers.append(file)
    button(page, "导入对账单").click()
    qtbot.waitUntil(lambda: bool(page.findChildren(ImportDialog)))
    (dialog,) = page.findChildren(ImportDialog)
    (said,) = dialog.findChildren(HeadingsStep)[0].constants.values()
    assert said.value() == book.id
    for _ in range(2):
        dialog.go_on()
        qtbot.waitUntil(lambda: not tasks.busy())
    made = BankLine.get()
    assert (made.book, made.account, made.income, made.balance) == (book, "102", 123, 1_000_123)


def test_the_paper_is_that_of_the_month_and_account_shown(qtbot: QtBot, town: Session, book: Book) -> None:
    post(town, book, (3, 10_000))
    page = page_of(qtbot, town)
    button(page, "打印余额调节表").click()
    shown = opened(page, PrintDialog)
    assert shown.windowTitle().startswith("打印")
    shown.reject()
