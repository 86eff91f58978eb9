"""收钱、付钱: one entry by its everyday matter; the program makes the debit and the credit of it and shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from unionapp.errors import Problem, Refused, Trouble
from unionapp.store import connection, editing
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.chart import Chart
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.books.states import MoneyWay
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.values import money

from ui.cases.problems import ProblemList
from ui.funds.entry_form import EntryForm
from ui.kit import messages, style, undoing
from ui.kit.actions import Action, ActionBar
from ui.kit.leaving import FilledDialog
from ui.kit.plain import label
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.session import Session

_TITLES: Mapping[str, str] = {MoneyWay.IN: "收钱", MoneyWay.OUT: "付钱"}
_PAUSE = 200
"""Milliseconds after the last key until the rules are asked."""


class SimpleEntry(FilledDialog):
    """Asks for matter and amount; all else is proposed."""

    written = Signal(str)
    """An entry was written down: what it says."""

    def __init__(self, parent: QWidget | None, session: Session, book: Book, way: str) -> None:
        super().__init__(parent, session)
        self.way = way
        self.book = book
        self.count = 0
        """How many entries were written down since the dialog stands."""
        self.form = EntryForm(session, book, way)
        self.more = QCheckBox("更多：项目、经办人、收款人和账号、人数、审批日期")
        self.area = QScrollArea()
        self.entries = told_table("分录", ("方向", "科目", "金额"), ("金额",))
        self.problems = ProblemList()
        self.said = label("", "faint")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.check)
        self.setWindowTitle(f"{_TITLES[way]}　{self.book.name}")
        self._lay_out()
        self.form.edited.connect(self._pause.start)
        self.more.toggled.connect(self.form.show_rare)
        self.begin()

    def _lay_out(self) -> None:
        left, right = QWidget(), QVBoxLayout()
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addWidget(self.form)
        inside.addWidget(self.more)
        inside.addStretch()
        area = self.area
        area.setWidget(left)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        right.addWidget(label("程序据此记的分录", "heading"))
        right.addWidget(self.entries, 1)
        right.addWidget(self.problems)
        self.entries.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.entries.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        sides = QHBoxLayout()
        sides.addWidget(area, 5)
        sides.addLayout(right, 5)
        column = QVBoxLayout(self)
        column.addLayout(sides, 1)
        column.addWidget(self.said)
        column.addLayout(self._buttons())
        room = self.screen().availableGeometry()
        self.resize(min(style.letters(self, 78), room.width() - 40), min(style.letters(self, 36), room.height() - 80))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label("回车到下一项　Ctrl+回车 再记一笔　Ctrl+S 记下并关闭　Esc 关闭", "faint"), 1)
        another = Action(
            "write-next",
            "记下并再记一笔",
            self.write_and_next,
            "Ctrl+Return",
            main=True,
            also="Ctrl+Enter",
        )
        close = Action("write", "记下并关闭", self.write_and_close, "Ctrl+S")
        self.tools = ActionBar(self, row, (another, close, Action("leave", "关闭", self.reject)))
        return row

    def begin(self) -> None:
        """Be ready for the next entry; day, account and who handled it stay."""
        self.problems.show_problems(())
        self.entries.show_rows(())
        self.form.begin()

    def check(self) -> None:
        """Show the entries, and what the rules say of them."""
        self._pause.stop()
        values, _ = self.form.read()
        if values.get("matter") is None or not values.get("amount"):
            self.entries.show_rows(())
            self.problems.show_problems(())
            return
        try:
            lines = self.form.lines(values)
        except Refused as refused:
            self.problems.show_problems(refused.problems)
            return
        known = chart.read(self.book)
        self.entries.show_rows([Told(at, _shown(line, known)) for at, line in enumerate(lines)])
        self.problems.show_problems(doubts(self.form.voucher(values), lines))

    def write(self) -> bool:
        """Write the entry down as a draft; what refuses it is shown under its field."""
        try:
            values = self.form.values()
            lines = self.form.lines(values)
            with connection.in_words(self.session.folder / connection.FILE):
                vouchers.save(self.session.store.journal, self.form.voucher(values), lines)
        except Refused as refused:
            self.form.show_problems(refused.problems)
            self.form.focus_first(refused.problems)
            return False
        except Trouble as trouble:
            messages.report(self, trouble)
            return False
        self.form.remember(values)
        self.count += 1
        words = f"已记下：{values['day']} {values['summary']} {money.show(values['amount'])} 元"
        self.said.setText(f"✓ {words}　（本次已记 {self.count} 笔，都是草稿，可以改）")
        self.written.emit(words)
        undoing.offer(self.parentWidget(), self.session, words)
        return True

    def write_and_next(self) -> None:
        """Write it down and be ready for the next one."""
        if self.write():
            self.begin()

    def write_and_close(self) -> None:
        """Write it down and close."""
        if self.write():
            self.accept()

    def about(self) -> str:
        """The book."""
        return str(self.book.uid)

    def typed(self) -> bool:
        """Whether an entry was begun."""
        values, _ = self.form.read()
        return values.get("matter") is not None or bool(values.get("amount"))

    def keeping(self) -> Callable[[], bool]:
        """The entry can be written down on leaving."""
        return self.write


def doubts(voucher: Voucher, lines: Sequence[VoucherLine]) -> list[Problem]:
    """What is wrong or doubtful with a voucher: its own checks, the rules of spending, the budget; each said once."""
    voucher.lines = list(lines)
    return list({problem.message: problem for problem in editing.check(VOUCHERS, voucher)}.values())


def _shown(line: VoucherLine, known: Chart) -> tuple[str, str, str]:
    side, amount = ("借", line.debit) if line.debit else ("贷", line.credit)
    return (side, f"{line.account} {known.name(line.account)}", money.show(amount or 0))
