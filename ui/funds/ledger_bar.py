"""Which ledger is asked for: its sort, its account and its months, each chosen by typing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.account_groups import BANK, CASH
from unionapp.values.periods import Month

from ui.funds.accounts import account_offer, account_offers
from ui.funds.chosen import ChosenPeriod
from ui.funds.looking import SORTS, View
from ui.kit import style
from ui.kit.choosing import Offer, OfferLine
from ui.kit.flow import FlowLayout
from ui.printing.asking import MonthSpin

_USUAL = {"cash": CASH, "bank": BANK, "subsidiary": CASH}
"""The ledgers of a single account, and the one that they begin with."""


class LedgerBar(QWidget):
    """The fields that say which ledger of the chosen book is shown; `row` has room for what can be done with it."""

    changed = Signal()
    """The clerk asks for another ledger."""

    def __init__(self, chosen: ChosenPeriod) -> None:
        super().__init__()
        self.chosen = chosen
        self._accounts: tuple[str, ...] = ()
        self.sort = QComboBox()
        self.account = OfferLine(self._offers, "科目")
        self.first, self.last = MonthSpin(chosen.month), MonthSpin(chosen.month)
        self.row = FlowLayout(self)
        for key, words in SORTS.items():
            self.sort.addItem(words, key)
        for widget, name in ((self.sort, "账簿"), (self.first, "从哪个月"), (self.last, "到哪个月")):
            widget.setAccessibleName(name)
        self.account.line.setPlaceholderText("输入科目编号、名称")
        for part in (self.sort, self.account, self.first, QLabel("至"), self.last):
            self.row.addWidget(part)
        self.setFocusProxy(self.sort)
        self.sort.activated.connect(self._sort_chosen)
        self.account.chosen.connect(self._account_chosen)
        self.first.changed.connect(lambda: self._months_chosen(self.first))
        self.last.changed.connect(lambda: self._months_chosen(self.last))
        self._account_for_sort()

    @property
    def view(self) -> View:
        """What the fields ask for."""
        return View(self.sort.currentData(), self.first.value(), self.last.value(), self._accounts)

    @property
    def lacks_account(self) -> bool:
        """Whether the ledger is one of a single account and none is chosen."""
        return self.sort.currentData() in _USUAL and not self._accounts

    def fit(self) -> None:
        """Numbers with their names, and months, stand whole."""
        self.account.setMinimumWidth(style.letters(self, 13))
        for spin in (self.first, self.last):
            spin.setFixedWidth(style.letters(self, 12))

    def set_view(self, view: View) -> None:
        """Ask for a ledger, without telling anybody."""
        self.sort.setCurrentIndex(self.sort.findData(view.sort))
        single = view.accounts[0] if len(view.accounts) == 1 else ""
        self.account.set_offer(account_offer(chart.read(self.chosen.book), single))
        self._accounts = view.accounts
        self._show_account()
        self._set_months(view.first, view.last)

    def follow(self) -> None:
        """Ask for the chosen book and month, without telling anybody."""
        self._set_months(self.chosen.month, self.chosen.month)
        self._account_for_sort()

    def ask_month(self) -> None:
        """Ask for the chosen month alone."""
        self._set_months(self.chosen.month, self.chosen.month)
        self.changed.emit()

    def ask_year(self) -> None:
        """Ask for the whole year of the chosen month."""
        self._set_months(Month(self.chosen.month.year, 1), Month(self.chosen.month.year, 12))
        self.changed.emit()

    def _offers(self, text: str) -> list[Offer]:
        known = chart.read(self.chosen.book)
        money = self.sort.currentData() if self.sort.currentData() in ("cash", "bank") else ""
        numbers = [each.number for each in known if each.used and money in ("", each.money)]
        return account_offers(known, text, numbers)

    def _set_months(self, first: Month, last: Month) -> None:
        begun = books.since(self.chosen.book) if self.chosen.book is not None else first
        self.first.set_value(max(first, begun))
        self.last.set_value(max(last, begun))

    def _sort_chosen(self) -> None:
        self._account_for_sort()
        self.changed.emit()

    def _account_for_sort(self) -> None:
        """A journal begins with the account it usually is of; another keeps what is chosen where it fits."""
        sort, known = self.sort.currentData(), chart.read(self.chosen.book)
        if sort in ("balance", "general"):
            self.account.set_offer(None)
        elif sort in ("cash", "bank") or self.account.offer is None:
            self.account.set_offer(account_offer(known, _USUAL[sort]))
        self._accounts = (self.account.offer.value,) if self.account.offer is not None else ()
        self._show_account()

    def _account_chosen(self) -> None:
        self._accounts = (self.account.offer.value,) if self.account.offer is not None else ()
        self.changed.emit()

    def _show_account(self) -> None:
        self.account.setVisible(self.sort.currentData() != "balance")

    def _months_chosen(self, moved: MonthSpin) -> None:
        """The last month is not before the first."""
        if self.last.value() < self.first.value():
            other = self.first if moved is self.last else self.last
            other.set_value(moved.value())
        self.changed.emit()
