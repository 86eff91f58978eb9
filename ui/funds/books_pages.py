"""What books are kept in: own accounts below the regulation's, opening balances, entries that lead to their voucher."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout
from unionapp.records.kind import Kind
from unionapp.records.search import Condition
from unionapp.store import editing, rows
from unionapp.subjects.funds.books import chart, openings
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.chart import Chart
from unionapp.subjects.funds.books.models import Account, Opening
from unionapp.subjects.funds.books.records import ACCOUNTS, OPENINGS
from unionapp.subjects.funds.books.states import MoneyAccount
from unionapp.subjects.funds.vouchers.models import VoucherLine
from unionapp.subjects.funds.vouchers.records import VOUCHER_LINES

from ui.cases.asking import opened
from ui.exchange.page import page_of
from ui.funds.chosen import BookBar, ChosenPeriod
from ui.funds.entries_grid import two_sides
from ui.funds.opening_entry import OpeningEntry
from ui.funds.voucher_deeds import book_of
from ui.kit import undoing
from ui.kit.actions import Action
from ui.kit.forms import Asked, FieldForm, FormDialog
from ui.kit.seen import Watch, tables_of
from ui.records.record_page import ActionsOf, RecordPage
from ui.session import Session

_ASKED = ("number", "name", "bank", "bank_number", "book", "approved", "note")
_ABOUT = "在“{}”下增设一个明细科目。编号接着已有的往下排；类别和余额方向同上级科目。"


def accounts_page(session: Session) -> RecordPage:
    """会计科目."""
    return page_of(
        session, ACCOUNTS, lambda page: (Action("add-below", "增设明细", lambda: add_below(page), "Ctrl+M", "one"),)
    )


def add_below(page: RecordPage) -> None:
    """Ask for an account below the chosen one and save it."""
    above: Account = page.selected()[0]
    number = next_number(chart.read(), above.number)
    form = FieldForm(page.session, [_asked(name, number) for name in _ASKED])
    for name in ("bank", "bank_number"):
        form.show_row(name, above.money == MoneyAccount.BANK)
    dialog = FormDialog(page, "增设明细科目", _ABOUT.format(above.label), form, "增设")

    def act(values: Mapping[str, object]) -> None:
        made = Account(type=above.type, side=above.side, money=above.money, **values)
        editing.save(page.session.store.journal, ACCOUNTS, made)
        undoing.offer(page, page.session, f"已增设“{made.label}”")

    dialog.act = act
    opened(dialog)
    form.edits["name"].setFocus()


def _asked(name: str, number: str) -> Asked:
    value = number if name == "number" else None
    return Asked(name, ACCOUNTS.fields[name], value=value, required=name in ("number", "name"))


def next_number(known: Chart, above: str) -> str:
    """The number after the last account below one, which continues it by two digits."""
    last = max((int(number) for number in known.children(above)), default=int(above) * 100)
    return str(last + 1)


def openings_page(session: Session) -> OpeningsPage:
    """期初余额."""
    page = page_of(session, OPENINGS, _of_openings, OpeningsPage)
    assert isinstance(page, OpeningsPage)
    return page


def _of_openings(page: RecordPage) -> Sequence[Action]:
    return (Action("enter", "录入期初", lambda: enter_openings(page), "F6"),)


class OpeningsPage(RecordPage):
    """The opening balances of the chosen book; whether both sides are equal always stands below."""

    def __init__(self, session: Session, kind: Kind, actions: ActionsOf | None = None) -> None:
        super().__init__(session, kind, actions)
        self.chosen = ChosenPeriod.of(self.session)
        self.bar = BookBar(self.session)
        self.sums = QLabel()
        self.sums.setAccessibleName("期初余额借贷合计")
        self.list.first_steps = self.list.tools.commands("enter", "import")
        column = self.list.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, self.bar)
        column.addWidget(self.sums)
        self.list.bar.leave_out("book")
        self.seen = Watch(self, self.session, tables_of(OPENINGS), self._sum_up, None)
        self.chosen.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        book = self.chosen.book
        self.list.given = (Condition("book", "=", book.id if book is not None else 0),)
        self.list.seen.again()
        self.seen.again()

    def _sum_up(self) -> None:
        """Both sides of every year."""
        rows: list[Opening] = []
        if self.chosen.book is not None:
            rows += openings.of_book(self.chosen.book)
        said = []
        for year in sorted({row.year for row in rows}):
            of_year = [row for row in rows if row.year == year]
            sides = two_sides(sum(row.debit or 0 for row in of_year), sum(row.credit or 0 for row in of_year))
            said.append(f"{year} 年：{sides}")
        self.sums.setText("\n".join(said) or "还没有期初余额。")


def enter_openings(page: RecordPage) -> None:
    """Enter the opening balances of the chosen book in the year in which it begins."""
    book = book_of(page)
    dialog = opened(OpeningEntry(page, page.session, book, books.since(book).year))
    dialog.written.connect(lambda words: undoing.offer(page, page.session, words))


def lines_page(session: Session) -> EntriesPage:
    """凭证分录."""
    page = page_of(session, VOUCHER_LINES, sort=EntriesPage)
    assert isinstance(page, EntriesPage)
    return page


class EntriesPage(RecordPage):
    """All entries; one that is opened shows its voucher."""

    def show_record(self, row_id: int) -> None:
        """Open the voucher of an entry."""
        found = rows.find(VoucherLine, row_id)
        if found is not None:
            self.session.record_wanted.emit("vouchers", found.voucher_id)
