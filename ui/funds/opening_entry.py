"""录入期初: the balances that a book begins with, one line for every account that can have one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from unionapp.errors import Problem, Refused, Trouble
from unionapp.store import connection
from unionapp.subjects.funds.books import actions, chart, openings
from unionapp.subjects.funds.books.account_groups import is_carryover, is_debt
from unionapp.subjects.funds.books.chart import Chart
from unionapp.subjects.funds.books.models import Book, Opening
from unionapp.subjects.funds.books.records import OPENINGS
from unionapp.subjects.funds.books.states import AccountType

from ui.cases.problems import ProblemList
from ui.funds.entries_grid import TwoSides, account_column
from ui.grid import pasting
from ui.grid.lines_grid import GridColumn
from ui.kit import messages, style
from ui.kit.actions import Action, ActionBar
from ui.kit.leaving import FilledDialog
from ui.kit.plain import label
from ui.session import Session

_BALANCES = (AccountType.ASSET, AccountType.LIABILITY, AccountType.NET)
_ABOUT = (
    "填启用时各科目的余额（元），没有余额的空着。回车到下一个金额；“=”补平差额；可以从 Excel 复制后按 Ctrl+V 粘贴。"
    "借贷两边要相等，不相等也可以先保存，记账以前改平。"
)


class OpeningsGrid(TwoSides[Opening]):
    """Balances; Enter goes from amount to amount on the side that an account has."""

    def __init__(self, session: Session, book: Book, year: int) -> None:
        self.book = book
        columns = (
            account_column(lambda: chart.read(book), 22),
            GridColumn("debit", 9, summed=True),
            GridColumn("credit", 9, summed=True),
            GridColumn("project", 9),
            GridColumn("party", 9),
        )
        super().__init__(session, OPENINGS, columns, lambda: Opening(book=book, year=year))

    @property
    def known(self) -> Chart:
        """The accounts that the book may use."""
        return chart.read(self.book)

    def skips(self, line: Opening, name: str) -> bool:
        """The cells that an account seldom needs."""
        account = self.known.account(line.account) if line.account else None
        if account is None:
            return False
        if name == "account":
            return True
        if name in ("debit", "credit"):
            return bool(account.side != name and not line.__data__.get(name))
        return not is_debt(line.account) if name == "party" else not is_carryover(line.account)

    def paste(self) -> None:
        """Rows with accounts go to the lines of these accounts; a mere column of amounts goes down from the cell."""
        place = self.table.currentIndex().column()
        text = QGuiApplication.clipboard().text()
        if not pasting.has_headings(self.model, text) and self.model.columns[place].name != "account":
            super().paste()
            return
        self.table.close_cell()
        self.model.insert(len(self.model.rows))
        first = len(self.model.rows) - 1
        pasting.paste(self.model, first, 0, text)
        pasted = {line.account for line in self.model.rows[first:]}
        for row in reversed(range(first)):
            line = self.model.rows[row]
            if line.account in pasted and not (line.debit or line.credit):
                self.model.drop(row)
        self.table.go(len(self.model.rows) - 1, 1)


class OpeningEntry(FilledDialog):
    """All opening balances of a book and a year, saved as one step."""

    written = Signal(str)

    def __init__(self, parent: QWidget | None, session: Session, book: Book, year: int) -> None:
        super().__init__(parent, session)
        self.book = book
        self.stored = openings.of_year(book, year)
        self.setWindowTitle(f"录入期初余额　{book.name}　{year} 年")
        self.grid = OpeningsGrid(session, book, year)
        self.problems = ProblemList()
        self.grid.show_lines(_with_empty(self.stored, book, year))
        self._lay_out()
        self._was = self.grid.table.stands()
        self.grid.setFocus()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addStretch()
        save = Action("save", "保存", self.save, "Ctrl+S", main=True)
        self.tools = ActionBar(self, row, (save, Action("leave", "取消", self.reject)))
        column = QVBoxLayout(self)
        column.addWidget(label(_ABOUT, "faint"))
        column.addWidget(self.grid, 1)
        column.addWidget(self.problems)
        column.addLayout(row)
        room = self.screen().availableGeometry()
        self.resize(min(style.letters(self, 74), room.width() - 40), min(style.letters(self, 46), room.height() - 80))

    def save(self) -> None:
        """Write all of them and close, unless something must be mended first."""
        if self.write():
            self.accept()

    def agree(self) -> None:
        """The keys that save."""
        self.save()

    def write(self) -> bool:
        """Write all of them; False, with what must be mended shown, where they were not."""
        try:
            with connection.in_words(self.session.folder / connection.FILE):
                self._write()
        except Refused as refused:
            self.problems.show_problems([Problem("", str(each), each.article) for each in refused.problems])
            self.grid.show_problems(refused.problems)
            return False
        except Trouble as trouble:
            messages.report(self, trouble)
            return False
        self._was = self.grid.table.stands()
        return True

    def _write(self) -> None:
        actions.enter_openings(self.session.store.journal, self.stored, self.grid.lines(), self.grid.problems())
        self.written.emit(f"已保存期初余额：{self.grid.foot_words()}")

    def about(self) -> str:
        """The book."""
        return str(self.book.uid)

    def typed(self) -> bool:
        """Whether a balance was typed; what is typed in the open cell counts."""
        return self.grid.table.stands() != self._was

    def keeping(self) -> Callable[[], bool]:
        """The balances can be saved on leaving."""
        return self.write


def _with_empty(stored: list[Opening], book: Book, year: int) -> list[Opening]:
    """The stored balances, and an empty line for every account that may have one; income and spending within a year."""
    known = chart.read(book)
    types = _BALANCES if book.since.endswith("-01") else (*_BALANCES, AccountType.INCOME, AccountType.EXPENSE)
    there = {line.account for line in stored}
    wanted = [number for number in known.numbers() if number not in there and _type(known, number) in types]
    made = [Opening(book=book, year=year, account=number, account_name=known.name(number)) for number in wanted]
    return sorted([*stored, *made], key=lambda line: str(line.account))


def _type(known: Chart, number: str) -> str:
    account = known.account(number)
    return str(account.type) if account is not None else ""
