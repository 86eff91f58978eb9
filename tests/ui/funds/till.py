"""A book with a chart, opening balances and a few drafts, and the keys a clerk presses on its pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from ui.funds.chosen import ChosenPeriod
from ui.kit.choosing import OfferLine
from ui.session import Session
from unionapp.store import editing
from unionapp.subjects.funds.books.models import Book, Matter, Opening
from unionapp.subjects.funds.books.records import BOOKS, OPENINGS
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers import entry_templates as everyday
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.unions.models import Union
from unionapp.values.periods import Month

from tests.ui.township import TOWN

MONTH = Month(2026, 3)
_CTRL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return


def keep_book(session: Session, name: str = "青山乡总工会") -> Book:
    """A book from January 2026 with 10,000 yuan in the bank; March is chosen."""
    book = Book(name=name, union=Union.get(Union.name == TOWN), since="2026-01", accountant="周会计", cashier="吴出纳")
    editing.save(session.store.journal, BOOKS, book)
    balances = [("102", "debit"), ("32205", "credit")]
    with session.store.journal.step("期初"):
        rows = [Opening(book=book, year=2026, account=number, **{side: 1_000_000}) for number, side in balances]
        editing.put(OPENINGS, rows)
    ChosenPeriod.of(session).go(book.id, MONTH)
    return book


def draft(session: Session, book: Book, day: int, fen: int = 10_000) -> Voucher:
    """A draft of money in for dues."""
    matter = Matter.get(Matter.account == "401", Matter.way == "in")
    made = Voucher(book=book, day=date(MONTH.year, MONTH.month, day), papers=1)
    vouchers.save(session.store.journal, made, everyday.derive(matter, fen, "102", made.day, ""))
    return made


class Keys:
    """Presses keys where the cursor is, and counts them."""

    def __init__(self, qtbot: QtBot, window: QWidget) -> None:
        self.qtbot = qtbot
        self.window = window
        self.count = 0

    def type(self, text: str) -> Keys:
        """Type a text."""
        for letter in text:
            QTest.keyClicks(self._target(), letter)
            self.count += 1
        return self

    def compose(self, text: str) -> Keys:
        """Write Chinese as an input method hands it over; its keys are not counted."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self._target(), event)
        return self

    def press(self, key: Qt.Key, ctrl: bool = False) -> Keys:
        """Press one key, into the list of offers where one is dropped."""
        QTest.keyClick(self._target(), key, _CTRL if ctrl else Qt.KeyboardModifier.NoModifier)
        self.count += 1
        QApplication.processEvents()
        return self

    def _target(self) -> Any:
        QApplication.processEvents()
        if QApplication.activeWindow() is None:  # without a window manager nobody gets the focus back from a list
            self.window.window().activateWindow()
            self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        popup = next((each for each in self._lists() if each.isVisible()), None)
        focused = QApplication.focusWidget()
        assert focused is not None, "the cursor is nowhere"
        return popup if popup is not None else focused

    def _lists(self) -> list[QWidget]:
        return [each.line.list.popup() for each in self.window.findChildren(OfferLine)]


def shown(qtbot: QtBot, widget: QWidget, before_close: Callable[[Any], object] | None = None) -> Keys:
    """A widget as it stands in front of the clerk."""
    qtbot.addWidget(widget, before_close_func=before_close)
    widget.resize(1240, 700)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is widget.window())
    return Keys(qtbot, widget)
