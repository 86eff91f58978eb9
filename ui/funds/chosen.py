"""The book and the month that all pages of funds speak of, and the bar in which the clerk chooses them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.models import Book, Period
from unionapp.subjects.funds.vouchers import register
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.funds.vouchers.states import VoucherState
from unionapp.values import periods
from unionapp.values.periods import Month

from ui.kit import style
from ui.kit.period_bar import PeriodBar
from ui.kit.seen import Watch, tables_of
from ui.session import Session

_BOOK, _MONTH = "funds/book", "funds/month"
_STATES = (
    (VoucherState.DRAFT, "{} 张草稿"),
    (VoucherState.APPROVED, "{} 张待记账"),
    (VoucherState.POSTED, "{} 张已记账"),
)


class ChosenPeriod(QObject):
    """One per session: every page follows it, so that a change on one page is seen on all."""

    changed = Signal()
    """Another book or another month is spoken of."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.books: list[Book] = []
        """The books in use, the first made first."""
        self.book: Book | None = None
        """The chosen book, None while there is none."""
        self.month = Month.of(date.today())
        """The chosen month."""
        self._read_books()
        self.month = max(self._beginning(), self._first())
        session.changed.connect(self._follow)

    @classmethod
    def of(cls, session: Session) -> ChosenPeriod:
        """The one of a session, made when it is first asked for."""
        return session.findChild(cls) or cls(session)

    def go(self, book: int | None = None, month: Month | None = None) -> None:
        """Speak of another book or month; what is not given stays."""
        wanted = next((each for each in self.books if each.id == book), self.book)
        former = (self.book.id if self.book is not None else None, self.month)
        self.book = wanted
        self.month = max(month or self.month, self._first())
        if (wanted.id if wanted is not None else None, self.month) != former:
            self._remember()
            self.changed.emit()

    def step(self, by: int) -> None:
        """So many months later, or earlier; not before the book begins."""
        self.go(month=Month.of(periods.add_months(self.month.first(), by)))

    def closed(self) -> bool:
        """Whether the month is closed."""
        return self.book is not None and books.is_closed(self.book.id, str(self.month))

    def open_day(self) -> date:
        """Today where it lies in the month, else the month's last day: the day that an entry is proposed for."""
        today = date.today()
        return today if Month.of(today) == self.month else self.month.last()

    def _first(self) -> Month:
        """The month from which the book is kept here."""
        since = self.book.since if self.book is not None else ""
        return periods.parse_month(since) if since else Month(1900, 1)

    def _beginning(self) -> Month:
        """The month of this book that was left, else its last with vouchers that are not posted, else today's."""
        if self.book is not None and self._session.remembered.value(_BOOK) == self.book.uid:
            with suppress(ValueError):
                return periods.parse_month(str(self._session.remembered.value(_MONTH, "")))
        waiting = register.last_waiting(self.book) if self.book is not None else None
        return waiting or Month.of(date.today())

    def _remember(self) -> None:
        self._session.remembered.setValue(_MONTH, str(self.month))
        if self.book is not None:
            self._session.remembered.setValue(_BOOK, self.book.uid)

    def _read_books(self) -> None:
        """Read the books anew; one that is gone gives way to the first."""
        self.books = [*books.active()]
        kept = self.book.uid if self.book is not None else str(self._session.remembered.value(_BOOK, ""))
        found = [each for each in self.books if each.uid == kept] or self.books
        self.book = found[0] if found else None
        self.month = max(self.month, self._first())

    def _follow(self) -> None:
        former = [(each.id, each.name, each.since) for each in self.books]
        self._read_books()
        if former != [(each.id, each.name, each.since) for each in self.books]:
            self.changed.emit()


def state_words(book: Book, month: Month) -> str:
    """How far a month is, in words: 2 张草稿、5 张待记账，未结账."""
    counted = register.count_of_month(book, month)
    said = "、".join(words.format(f"{counted[state]:,}") for state, words in _STATES if counted.get(state))
    return f"{said or '没有凭证'}，{'已结账' if books.is_closed(book.id, str(month)) else '未结账'}"


class BookBar(QWidget):
    """The book, the month with a step back and a step on, and how far the month is."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.chosen = ChosenPeriod.of(session)
        self.book = QComboBox()
        self.book.setAccessibleName("账套")
        self.month = PeriodBar(self, self.chosen.step)
        self.state = QLabel()
        self.state.setProperty("role", "faint")
        self.state.setAccessibleName("本月凭证")
        self.begin = QPushButton("去建账套")
        self.begin.clicked.connect(lambda: session.page_wanted.emit("books"))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.addWidget(self.book)
        self.row.addWidget(self.month)
        self.row.addWidget(self.state)
        self.row.addWidget(self.begin)
        self.row.addStretch()
        self.setFocusProxy(self.book)
        self.book.activated.connect(lambda at: self.chosen.go(book=self.book.itemData(at)))
        self.seen = Watch(self, session, tables_of(Book, Period, Voucher), self.refresh, None)
        self.chosen.changed.connect(self.seen.again)
        self.seen.now()

    def refresh(self) -> None:
        """Show what is chosen, and count anew."""
        chosen = self.chosen
        self.book.blockSignals(True)
        self.book.clear()
        for each in chosen.books:
            self.book.addItem(each.name, each.id)
        self.book.setCurrentIndex(self.book.findData(chosen.book.id) if chosen.book is not None else -1)
        self.book.blockSignals(False)
        self.book.setMaximumWidth(style.letters(self, 20))
        self.month.say(chosen.month.chinese())
        there = chosen.book is not None
        for widget in (self.book, self.month):
            widget.setVisible(there)
        self.begin.setVisible(not there)
        none = "还没有账套，先建一套账才能记账。"
        self.state.setText(none if chosen.book is None else state_words(chosen.book, chosen.month))
