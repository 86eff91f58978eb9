"""录入合计: the sums of a vote that was counted by hand, checked while they are typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from unionapp.errors import Refused, Trouble
from unionapp.subjects.elections import thresholds
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting import count as tally
from unionapp.subjects.elections.models import Round
from unionapp.subjects.elections.record_rules import lines

from ui.kit import style
from ui.kit.forms import ProblemsBox
from ui.kit.leaving import FilledDialog
from ui.kit.plain import label
from ui.session import Session

_MARKS = ("for", "against", "abstain")
_HEADINGS = ("候选人", "赞成", "不赞成", "弃权（空着自动算）")
_PAUSE = 200
"""Milliseconds after the last key until the sums are checked."""


class SumsTable(QTableWidget):
    """The table of names and sums."""

    def stands(self) -> list[list[str]]:
        """All sums as they were typed."""
        return [[self.text(row, column) for column in range(1, len(_HEADINGS))] for row in range(self.rowCount())]

    def retype(self, said: object) -> None:
        """Put sums back."""
        for row, sums in enumerate(said if isinstance(said, list) else ()):
            for column, text in enumerate(sums, 1):
                if (item := self.item(row, column)) is not None:
                    item.setText(text)

    def text(self, row: int, column: int) -> str:
        """What stands in a cell."""
        item = self.item(row, column)
        return str(item.text()).strip() if item is not None else ""


class TotalsDialog(FilledDialog):
    """A table of names and sums; those written in on lines below."""

    entered = Signal()
    """The sums are on disk."""

    def __init__(self, parent: QWidget | None, session: Session, round: Round) -> None:
        super().__init__(parent, session)
        self.round = round
        self.valid = QLineEdit()
        self.invalid = QLineEdit("0")
        self.written = QLineEdit()
        self.problems = ProblemsBox()
        self.button = QPushButton("保存合计")
        self.table = self._make_table(lines(round.names))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.check)
        self.setWindowTitle(f"录入票数合计 · {round.label}")
        self._lay_out()
        self._was = self._said()
        self.accepted.connect(self.entered)

    def _make_table(self, names: list[str]) -> SumsTable:
        table = SumsTable(len(names), len(_HEADINGS))
        table.setHorizontalHeaderLabels(list(_HEADINGS))
        table.setAccessibleName("各候选人的票数")
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for row, name in enumerate(names):
            fixed = QTableWidgetItem(name)
            fixed.setFlags(Qt.ItemFlag.ItemIsEnabled)
            table.setItem(row, 0, fixed)
            for column in range(1, len(_HEADINGS)):
                table.setItem(row, column, QTableWidgetItem(""))
        return table

    def _lay_out(self) -> None:
        heading = f"收回选票 {self.round.returned} 张，应选 {self.round.seats} 名。"
        top = QHBoxLayout()
        for text, line in (("有效票", self.valid), ("无效票", self.invalid)):
            line.setAccessibleName(text)
            line.setMaximumWidth(style.letters(self, 6))
            buddy = QLabel(text)
            buddy.setBuddy(line)
            top.addWidget(buddy)
            top.addWidget(line)
        top.addStretch()
        self.written.setPlaceholderText("如 赵大山 3、孙小海 1")
        self.written.setAccessibleName("另选他人的姓名和票数")
        close = QPushButton("取消")
        self.button.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.button)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(label(heading))
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(label("另选他人（姓名 票数，用顿号隔开）"))
        column.addWidget(self.written)
        column.addWidget(self.problems)
        column.addLayout(buttons)
        self.button.clicked.connect(self.accept)
        close.clicked.connect(self.reject)
        self.table.itemChanged.connect(lambda: self._pause.start())
        for line in (self.valid, self.invalid, self.written):
            line.textEdited.connect(lambda: self._pause.start())
        self.resize(style.letters(self, 46), style.letters(self, 34))

    def totals(self) -> Mapping[str, object]:
        """The sums in the form of the command `count`; Refused in words where one is no number."""
        valid = _whole("有效票", self.valid.text())
        votes = {}
        for row, name in enumerate(lines(self.round.names)):
            made = {mark: self._cell(row, 1 + at, name) for at, mark in enumerate(_MARKS)}
            if not self.table.text(row, 3):
                made["abstain"] = max(0, valid - made["for"] - made["against"])
            votes[name] = made
        invalid = _whole("无效票", self.invalid.text())
        return {"valid": valid, "invalid": invalid, "votes": votes, "write_ins": _written(self.written.text())}

    def check(self) -> None:
        """Say what the sums cannot be."""
        try:
            limited = bool(thresholds.WRITE_INS.value)
            counted = tally.from_totals(counting.poll_of(self.round), self.totals(), limited)
        except Refused as refused:
            self.problems.show_problems(refused.problems)
            return
        poll = counting.poll_of(self.round)
        self.problems.show_problems(tally.result(poll, counted).problems)

    def about(self) -> str:
        """The vote."""
        return str(self.round.uid)

    def typed(self) -> bool:
        """Whether sums were typed."""
        return self._said() != self._was

    def keeping(self) -> Callable[[], bool]:
        """The sums can be kept on leaving."""
        return self.keep

    def accept(self) -> None:
        """Keep the sums and close."""
        if self.keep():
            super().accept()

    def keep(self) -> bool:
        """Keep the sums; what refuses them is said in place."""
        try:
            counting.enter_totals(self.session.store.journal, self.round, self.totals())
        except Refused as refused:
            self.problems.show_problems(refused.problems)
            return False
        except Trouble as trouble:
            self.problems.setText(str(trouble))
            self.problems.show()
            return False
        return True

    def _said(self) -> list[str]:
        return [self.valid.text(), self.invalid.text(), self.written.text(), *chain(*self.table.stands())]

    def _cell(self, row: int, column: int, name: str) -> int:
        return _whole(f"{name}的{_HEADINGS[column][:3]}", self.table.text(row, column) or "0")


def _whole(what: str, text: str) -> int:
    if not text.strip().isdecimal():
        raise Refused(f"{what}“{text}”应是不小于 0 的整数。")
    return int(text)


def _written(text: str) -> dict[str, int]:
    """Names written in with their votes: 姓名 票数、姓名 票数."""
    found: dict[str, int] = {}
    for part in lines(text):
        name = part.rstrip("0123456789 　票")
        number = part[len(name) :].strip(" 　票")
        if not name or not number:
            raise Refused(f"“{part}”看不懂。请写成：姓名 票数，如 赵大山 3。")
        found[name] = found.get(name, 0) + int(number)
    return found
