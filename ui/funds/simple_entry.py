"""收钱、付钱: one entry by its everyday matter; the program makes the debit and the credit of it and shows them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from unionapp.errors import Problem, Refused, Trouble
from unionapp.store import connection, editing, rows
from unionapp.subjects.funds.books import chart, projects
from unionapp.subjects.funds.books.chart import Chart
from unionapp.subjects.funds.books.models import Book, Matter, Project
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers import entry_templates as everyday
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.subjects.funds.vouchers.records import VOUCHER_LINES, VOUCHERS
from unionapp.values import money
from unionapp.values.periods import Month

from ui.cases.problems import ProblemList
from ui.funds.accounts import AccountEdit, MatterEdit, note_use
from ui.funds.chosen import Chosen
from ui.kit import messages, style, undoing
from ui.kit.actions import Action, ActionBar
from ui.kit.fields import OfferEdit
from ui.kit.forms import Asked, FieldForm
from ui.kit.plain import label
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.records.writing import goes_on
from ui.session import Session

WAYS: Mapping[str, tuple[str, tuple[str, ...]]] = {"in": ("收钱", ("in",)), "out": ("付钱", ("out", "move"))}
"""The title of each way and the matters (code table money-way) offered in it."""
_OF_VOUCHER = ("handler", "payee", "payee_account", "approved_on", "people", "taking_part", "reason")
_RARE = ("project", "party", *_OF_VOUCHER)
_STAYING = frozenset({"day", "money", "papers", "handler", "approved_on"})
"""What holds for the next entry too."""
_PAUSE = 200
"""Milliseconds after the last key until the rules are asked."""
_DAY, _ACCOUNT = "funds/day", "funds/money"


class SimpleEntry(QDialog):
    """Asks for matter and amount; all else is proposed."""

    written = Signal(str)
    """An entry was written down: what it says."""

    def __init__(self, parent: QWidget | None, session: Session, book: Book, way: str) -> None:
        super().__init__(parent)
        self.session = session
        self.way = way
        self.chosen = Chosen.of(session)
        self.book = book
        self.count = 0
        """How many entries were written down since the dialog stands."""
        self.form = FieldForm(session, self._asked())
        self.matter = self.form.edits["matter"]
        self.more = QCheckBox("更多：项目、经办人、收款人和账号、人数、审批日期")
        self.area = QScrollArea()
        self.entries = told_table("分录", ("方向", "科目", "金额"), ("金额",))
        self.problems = ProblemList()
        self.said = label("", "faint")
        self._projects = projects.unfinished(book)
        self._own_words = ""
        """The summary that the program proposed; another one is the clerk's own."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.check)
        self.setWindowTitle(f"{WAYS[way][0]}　{self.book.name}")
        self._lay_out()
        self._connect()
        self.begin()

    def _asked(self) -> list[Asked]:
        own, of = self.book, VOUCHERS.fields
        known = chart.read(own)
        held = [*known.numbers("bank"), *known.numbers("cash")]
        kept = str(self.session.remembered.value(f"{_ACCOUNT}/{own.uid}", ""))
        matter = MatterEdit(self.session, own, WAYS[self.way][1])
        account = AccountEdit(known, VOUCHER_LINES.fields["account"], held)
        where = "收到哪个账户" if self.way == "in" else "从哪个账户付"
        asked = [
            Asked("matter", matter.field, "事项", required=True, edit=matter),
            Asked("amount", VOUCHER_LINES.fields["debit"], "金额（元）", required=True),
            Asked("summary", VOUCHER_LINES.fields["summary"], required=True),
            Asked("day", of["day"], required=True, value=self._day()),
            Asked(
                "money", account.field, where, kept if kept in held else held[0] if held else None, True, None, account
            ),
            Asked("papers", of["papers"], "附单据（张）", 1),
            Asked("project", VOUCHER_LINES.fields["project"]),
            Asked("party", VOUCHER_LINES.fields["party"]),
        ]
        return asked + [Asked(name, of[name]) for name in _OF_VOUCHER]

    def _day(self) -> date:
        """The day used last, where it lies in the chosen month."""
        kept = str(self.session.remembered.value(_DAY, ""))
        last = date.fromisoformat(kept) if kept else None
        return last if last is not None and Month.of(last) == self.chosen.month else self.chosen.open_day()

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
        row.addWidget(label("回车到下一项", "faint"), 1)
        another = Action(
            "write-next",
            "记下并再记一笔",
            self.write_and_next,
            "Ctrl+Return",
            main=True,
            also="Ctrl+Enter",
            face="记下并再记一笔（Ctrl+回车）",
        )
        close = Action("write", "记下并关闭", self.write_and_close, "Ctrl+S", face="记下并关闭（Ctrl+S）")
        self.tools = ActionBar(self, row, (another, close, Action("leave", "关闭", self.reject, face="关闭（Esc）")))
        return row

    def _connect(self) -> None:
        assert isinstance(self.matter, OfferEdit)
        self.matter.offers.chosen.connect(self._matter_chosen)
        amount = self.form.edits["amount"]
        self.matter.offers.line.list.activated.connect(lambda: amount.setFocus())
        self.form.edited.connect(self._edited)
        self.more.toggled.connect(self._show_rows)

    def begin(self) -> None:
        """Be ready for the next entry; day, account and who handled it stay."""
        for name in self.form.edits.keys() - _STAYING:
            self.form.edits[name].set_value(None)
        self.form.edits["papers"].set_value(1)
        self._own_words = ""
        self.form.show_problems(())
        self.problems.show_problems(())
        self.entries.show_rows(())
        self._show_rows()
        self.matter.setFocus()

    def values(self) -> dict[str, Any]:
        """What was filled in, as far as it can be read."""
        found, _ = self.form.read()
        return found

    def lines(self, values: Mapping[str, Any]) -> list[VoucherLine]:
        """The entries that come of it; Refused in words."""
        try:
            return everyday.derive(
                values["matter"],
                values.get("amount") or 0,
                values.get("money") or "",
                values.get("day") or self.chosen.open_day(),
                values.get("summary") or "",
                project=rows.find(Project, values.get("project")),
                party=values.get("party") or "",
            )
        except ValueError as error:
            raise Refused([Problem("amount", str(error))]) from error

    def voucher(self, values: Mapping[str, Any]) -> Voucher:
        """The voucher that the entries stand on."""
        given = {name: values[name] for name in ("day", "summary", *_OF_VOUCHER) if values.get(name) not in (None, "")}
        return Voucher(book=self.book, papers=values.get("papers") or 0, **given)

    def check(self) -> None:
        """Show the entries, and what the rules say of them."""
        self._pause.stop()
        values = self.values()
        if values.get("matter") is None or not values.get("amount"):
            self.entries.show_rows(())
            self.problems.show_problems(())
            return
        try:
            lines = self.lines(values)
        except Refused as refused:
            self.problems.show_problems(refused.problems)
            return
        known = chart.read(self.book)
        self.entries.show_rows([Told(at, _shown(line, known)) for at, line in enumerate(lines)])
        self.problems.show_problems(doubts(self.voucher(values), lines))

    def write(self) -> bool:
        """Write the entry down as a draft; what refuses it is shown under its field."""
        try:
            values = self.form.values()
            lines = self.lines(values)
            with connection.in_words(self.session.folder / connection.FILE):
                vouchers.save(self.session.store.journal, self.voucher(values), lines)
        except Refused as refused:
            self.form.show_problems(refused.problems)
            self.form.focus_first(refused.problems)
            return False
        except Trouble as trouble:
            messages.report(self, trouble)
            return False
        self._remember(values)
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

    def reject(self) -> None:
        """Close; asks where something typed would be lost."""
        values = self.values()
        typed = values.get("matter") is not None or values.get("amount")
        if not typed or messages.leave(self, "这一笔还没有记下，不保存就会丢掉。", self.write):
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field, and presses a button."""
        if not goes_on(self, event, self.area):
            super().keyPressEvent(event)

    def _edited(self) -> None:
        self._pause.start()

    def _matter_chosen(self) -> None:
        """The summary and what is asked besides follow from the matter."""
        matter = self.values().get("matter")
        summary = self.form.edits["summary"]
        if matter is not None and summary.value() in ("", self._own_words):
            self._own_words = matter.words or matter.name
            summary.set_value(self._own_words)
        self._show_rows()
        self._pause.start()

    def _show_rows(self) -> None:
        wanted = needed(self.values().get("matter"), self._projects)
        for name in _RARE:
            self.form.show_row(name, self.more.isChecked() or name in wanted)

    def _remember(self, values: Mapping[str, Any]) -> None:
        self.session.remembered.setValue(_DAY, values["day"].isoformat())
        self.session.remembered.setValue(f"{_ACCOUNT}/{self.book.uid}", values["money"])
        note_use(self.session, values["matter"])


def needed(matter: Matter | None, projects: Sequence[Project]) -> frozenset[str]:
    """What must be asked besides for a matter: the project of earmarked money, the other side of a debt, the heads."""
    if matter is None:
        return frozenset()
    found = set()
    accounts = {part for project in projects for part in re.split(r"[、,，;；\s]+", project.accounts) if part}
    if matter.source == "higher-earmarked" or matter.account.startswith(tuple(accounts)):
        found.add("project")
    if matter.account.startswith(("135", "215", "221")):
        found.add("party")
    if matter.limit:
        found.add("people")
    return frozenset(found)


def doubts(voucher: Voucher, lines: Sequence[VoucherLine]) -> list[Problem]:
    """What is wrong or doubtful with a voucher: its own checks, the rules of spending, the budget; each said once."""
    voucher.lines = list(lines)
    return list({problem.message: problem for problem in editing.check(VOUCHERS, voucher)}.values())


def _shown(line: VoucherLine, known: Chart) -> tuple[str, str, str]:
    side, amount = ("借", line.debit) if line.debit else ("贷", line.credit)
    return (side, f"{line.account} {known.name(line.account)}", money.show(amount or 0))
