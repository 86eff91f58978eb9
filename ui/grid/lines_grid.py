"""The lines of a record typed in a grid, by the keyboard alone: the cursor always stands in a cell ready to type.

Enter and Tab go on and make a new line at the end, taking what is marked where a list is open; F4 or typing lists what
can be chosen; the arrows go from line to line, and in a list from offer to offer (where a list may be dropped, down
drops it); Ctrl+D takes the line above; "=" puts in the amount that is missing; cells copied from a spreadsheet are
pasted with Ctrl+V. What stands in a cell is selected whichever way the cursor comes, so that typing replaces it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from unionapp.errors import Problem
from unionapp.records.kind import Kind
from unionapp.records.record import Row
from unionapp.values import money

from ui.grid import pasting
from ui.grid.cells import Cells
from ui.grid.columns import GridColumn
from ui.grid.kept_table import KeptTable
from ui.grid.line_deeds import LineDeeds
from ui.grid.lines_model import LinesModel
from ui.kit.flow import FlowLayout
from ui.session import Session

__all__ = ["GridColumn", "LinesGrid"]


class LinesGrid(QWidget, Generic[Row]):
    """Lines of a kind; what follows from a cell, and the amount that is missing, is for who makes more of it to say."""

    edited = Signal()
    """The clerk changed something."""
    finished = Signal()
    """Enter on an empty last line: the clerk is done with the lines."""

    def __init__(self, session: Session, kind: Kind, columns: Sequence[GridColumn], made: Callable[[], Row]) -> None:
        super().__init__()
        self.session = session
        self.kind = kind
        self.model = LinesModel[Row](kind, columns, made, self)
        self.table = KeptTable(self.model, self.skips)
        self.line_deeds = LineDeeds(self.table)
        self.cells = Cells(self, self)
        self.foot = QLabel()
        self.buttons = QWidget()
        self._lay_out()
        self.setFocusProxy(self.table)
        self.table.ended.connect(self.finished)
        self.model.put.connect(self._changed)
        self.show_lines(())

    def _lay_out(self) -> None:
        table = self.table
        table.setItemDelegate(self.cells)
        table.setAccessibleName(f"{self.kind.title}：逐行填写")
        table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.horizontalHeader().setHighlightSections(False)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.foot.setAccessibleName("合计")
        row = FlowLayout(self.buttons)
        for text, key, run in self.deeds():
            button = QPushButton(f"{text} {key}".strip())
            button.setAccessibleName(text)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(run)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(table, 1)
        column.addWidget(self.foot)
        column.addWidget(self.buttons)

    def deeds(self) -> list[tuple[str, str, Callable[[], object]]]:
        """What can be done with lines: words, key, deed."""
        return [
            ("插一行", "Ctrl+Insert", self.line_deeds.insert),
            ("删一行", "Ctrl+Delete", self.line_deeds.drop),
            ("抄上一行", "Ctrl+D", self.line_deeds.copy_above),
        ]

    def settled(self, line: Row, name: str) -> None:
        """Fill what follows from a value that was put into a line."""

    def skips(self, line: Row, name: str) -> bool:
        """Whether Enter passes over a cell."""
        return False

    def missing(self, line: Row, name: str) -> int | None:
        """The amount in fen that "=" puts into a cell, None where there is none."""
        return None

    def foot_words(self) -> str:
        """What stands below the lines."""
        known = self.kind.fields
        return "　".join(f"{known[name].label}合计 {money.show(total)}" for name, total in self.model.sums().items())

    def show_lines(self, lines: Sequence[Row]) -> None:
        """Show these lines in place of the former ones."""
        self.table.close_cell()
        self.model.show_lines(lines)
        self.shown()

    def shown(self) -> None:
        """Say what follows from all the lines, now that others are shown."""
        self.foot.setText(self.foot_words())
        self.table.fit()

    def lines(self) -> list[Row]:
        """The lines in which something stands, what is being typed included."""
        self.table.settle()
        return self.model.filled()

    def problems(self) -> list[Problem]:
        """What could not be read."""
        return self.model.problems()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the lines that problems speak of; their words stand elsewhere."""
        self.model.show_marks(problems)

    def balance(self) -> None:
        """Put the missing amount into this cell."""
        index = self.table.currentIndex()
        if not index.isValid():
            return
        name, line = self.model.columns[index.column()].name, self.model.rows[index.row()]
        amount = self.missing(line, name)
        if amount is not None:
            self.table.close_cell()
            self.model.take(index.row(), name, amount)
            self.table.go(index.row(), index.column())

    def paste(self) -> None:
        """Put the cells of the clipboard into the lines from this cell on."""
        index = self.table.currentIndex()
        row, place = max(0, index.row()), max(0, index.column())
        self.table.close_cell()
        taken = pasting.paste(self.model, row, place, QGuiApplication.clipboard().text())
        self.table.go(max(0, row + taken - 1), place)

    def _changed(self, line: Row, name: str) -> None:
        self.settled(line, name)
        self.foot.setText(self.foot_words())
        self.edited.emit()
