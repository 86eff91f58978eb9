"""A clerk's month by the keyboard alone: twenty entries, approve, post, reconcile, close, print the ledger."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.funds.chosen import ChosenPeriod
from ui.funds.closing_page import ClosingPage
from ui.funds.ledgers_page import LedgersPage
from ui.funds.reconciling_page import ReconcilingPage
from ui.funds.simple_entry import SimpleEntry
from ui.funds.vouchers_page import vouchers_page
from ui.printing.print_dialog import PrintDialog
from ui.session import Session
from unionapp.subjects.funds.banking.models import BankLine, Reconciliation
from unionapp.subjects.funds.banking.records import BANK_LINES
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.vouchers import chain
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.values.periods import Month

from tests.ui.conftest import Recorder
from tests.ui.funds.till import ENTER, Keys, keep_book, shown
from tests.ui.hall import fill, opened
from tests.ui.township import put

_JANUARY = Month(2026, 1)
_IN, _OUT = 10, 10
_CTRL = Qt.KeyboardModifier.ControlModifier


def press(
    qtbot: QtBot, widget: QWidget, key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """A key where the cursor is on a page."""
    widget.window().activateWindow()
    widget.setFocus()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is widget.window() and QApplication.focusWidget() is not None)
    QTest.keyClick(QApplication.focusWidget() or widget, key, with_)


def enter(qtbot: QtBot, page: Any, key: Qt.Key, matter: str, amounts: list[int]) -> int:
    """Everyday entries one after the other in the same form; how many keys they took."""
    press(qtbot, page.list.table, key)
    dialog = opened(page, SimpleEntry)
    keys = Keys(qtbot, dialog)
    for amount in amounts:
        keys.type(matter).press(ENTER).type(str(amount)).press(ENTER, ctrl=True)
    assert dialog.count == len(amounts)
    keys.press(Qt.Key.Key_Escape)
    return keys.count


def test_a_month_from_twenty_entries_to_the_printed_ledger(qtbot: QtBot, town: Session, door: Recorder) -> None:
    book = keep_book(town)
    ChosenPeriod.of(town).go(book.id, _JANUARY)
    page = vouchers_page(town)
    shown(qtbot, page)
    count = enter(qtbot, page, Qt.Key.Key_F6, "401", [100 + each for each in range(_IN)])
    count += enter(qtbot, page, Qt.Key.Key_F7, "bgf", [10 + each for each in range(_OUT)])
    digits = 3 * _IN + 2 * _OUT
    assert (count - digits) / (_IN + _OUT) <= 5.1
    assert Voucher.select().count() == _IN + _OUT

    door.answers += [0, 0, True]
    press(qtbot, page.list.table, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: not tasks.busy())
    press(qtbot, page.list.table, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: not tasks.busy())
    assert sorted(each.number for each in Voucher.select()) == list(range(1, _IN + _OUT + 1))

    bank = 1_000_000 + 100 * sum(100 + each for each in range(_IN)) - 100 * sum(10 + each for each in range(_OUT))
    lines = [("income", 100 + each) for each in range(_IN)] + [("spending", 10 + each) for each in range(_OUT)]
    day = date(2026, 1, 31)
    put(town, BANK_LINES, *(BankLine(book=book.id, account="102", day=day, **{way: 100 * yuan}) for way, yuan in lines))
    desk = ReconcilingPage(town)
    shown(qtbot, desk)
    qtbot.waitUntil(lambda: tasks.desk.at_rest() and desk.found is not None)
    press(qtbot, desk.pairs, Qt.Key.Key_A, _CTRL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: BankLine.select().where(BankLine.entry.is_null()).count() == 0)
    desk.balances.typed.setFocus()
    QTest.keyClicks(desk.balances.typed.line, f"{bank // 100}")
    press(qtbot, desk.pairs, Qt.Key.Key_S, _CTRL)
    fill(opened(desk), by="吴出纳")
    qtbot.waitUntil(lambda: Reconciliation.select().count() == 1)
    assert Reconciliation.get().journal == bank

    closing = ClosingPage(town, lambda: date(2026, 2, 3))
    shown(qtbot, closing)
    qtbot.waitUntil(lambda: not closing.seen.waiting and tasks.desk.at_rest())
    if closing.reason.isVisible():
        QTest.keyClicks(closing.reason, "statement not yet here")
    door.answers.append(True)
    press(qtbot, closing.tools.button("close-month"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: books.is_closed(book.id, str(_JANUARY)))
    assert chain.verify(book) == []

    ledger = LedgersPage(town)
    shown(qtbot, ledger)
    qtbot.waitUntil(lambda: not ledger.seen.waiting and tasks.desk.at_rest())
    press(qtbot, ledger, Qt.Key.Key_P, _CTRL)
    assert opened(ledger.window(), PrintDialog).isVisible()
