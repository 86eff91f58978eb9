"""The lines of a record typed in a grid, by the keyboard alone: the cursor always stands in a cell ready to type.

Enter and Tab go on and make a new line at the end, taking what is marked where a list is open; F4 or typing lists what
can be chosen; the arrows go from line to line, and in a list from offer to offer (where a list may be dropped, down
drops it); Ctrl+D takes the line above; "=" puts in the amount that is missing; cells copied from a spreadsheet are
pasted with Ctrl+V. What stands in a cell is selected whichever way the cursor comes, so that typing replaces it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from unionapp.errors import Problem
from unionapp.records import fields
from unionapp.records.kind import Kind

from ui.grid.cell_table import CellTable
from ui.grid.cells import Cells
from ui.grid.lines_model import Column, LinesModel
from ui.kit.flow import FlowLayout
from ui.session import Session

__all__ = ["Column", "LinesGrid"]

_NO_HINT = QAbstractItemDelegate.EndEditHint.NoHint


class LinesGrid(QWidget):
    """Lines of a kind; what follows from a cell, and the amount that is missing, is for who makes more of it to say."""

    edited = Signal()
    """The clerk changed something."""
    finished = Signal()
    """Enter on an empty last line: the clerk is done with the lines."""

    def __init__(self, session: Session, kind: Kind, columns: Sequence[Column], made: Callable[[], Any]) -> None:
        super().__init__()
        self.session = session
        self.kind = kind
        self.model = LinesModel(kind, columns, made, self)
        self.cells = Cells(self, self)
        self.table = CellTable()
        self.foot = QLabel()
        self.buttons = QWidget()
        self._lay_out()
        self.setFocusProxy(self.table)
        self.table.entered.connect(self._entered)
        self.table.stepped.connect(self.step)
        self.model.put.connect(self._changed)
        self.show_lines(())

    def _lay_out(self) -> None:
        table = self.table
        table.setModel(self.model)
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
            ("插一行", "Ctrl+Insert", self.insert),
            ("删一行", "Ctrl+Delete", self.drop),
            ("抄上一行", "Ctrl+D", self.copy_above),
        ]

    def settled(self, line: Any, name: str) -> None:
        """Fill what follows from a value that was put into a line."""

    def skips(self, line: Any, name: str) -> bool:
        """Whether Enter passes over a cell."""
        return False

    def missing(self, line: Any, name: str) -> int | None:
        """The amount in fen that "=" puts into a cell, None where there is none."""
        return None

    def foot_words(self) -> str:
        """What stands below the lines."""
        return self.model.sum_words()

    def show_lines(self, lines: Sequence[Any]) -> None:
        """Show these lines in place of the former ones."""
        self.close_cell()
        self.model.show_lines(lines)
        self.shown()

    def arrange(self, lines: Sequence[Any]) -> None:
        """Show these lines in place of the former ones; the open cell stays open while its line is among them."""
        self.model.arrange(lines)
        self.shown()

    def shown(self) -> None:
        """Say what follows from all the lines, now that others are shown."""
        self.foot.setText(self.foot_words())
        self.table.fit()

    def lines(self) -> list[Any]:
        """The lines in which something stands, what is being typed included."""
        self.settle()
        return self.model.filled()

    def problems(self) -> list[Problem]:
        """What could not be read."""
        return self.model.problems()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the lines that problems speak of; their words stand elsewhere."""
        self.model.show_marks(problems)

    def begin(self) -> None:
        """Type in the cell with the cursor, at first in the first one."""
        current = self.table.currentIndex()
        if not current.isValid():
            self._go(0, self._next_place(0, -1, 1) or 0)
        elif self.model.columns[current.column()].fixed:
            self.table.setFocus()
        elif self.cells.open is None or not self.cells.open.isVisible():
            self.table.edit(current)
        else:
            self.cells.open.setFocus()

    def settle(self) -> None:
        """Take what is typed in the open cell."""
        edit = self.cells.open
        if edit is not None and self.table.indexWidget(self.table.currentIndex()) is edit:
            self.table.commitData(edit)

    def close_cell(self) -> None:
        """Leave the open cell without taking what is typed."""
        edit, self.cells.open = self.cells.open, None
        if edit is not None and self.table.indexWidget(self.table.currentIndex()) is edit:
            self.table.closeEditor(edit, _NO_HINT)

    def step(self, by: int) -> None:
        """Go on to the next cell that is typed into, or back; a new line follows the last."""
        self.settle()
        row, place = self.table.currentIndex().row(), self.table.currentIndex().column()
        found = self._next_place(row, place, by)
        if found is not None:
            self._go(row, found)
        elif by < 0:
            back = self._next_place(row - 1, len(self.model.columns), -1) if row else None
            if back is not None:
                self._go(row - 1, back)
        elif row == len(self.model.rows) - 1 and self.model.is_empty(self.model.rows[row]):
            self.finished.emit()
        else:
            if row == len(self.model.rows) - 1:
                self.model.insert(row + 1)
            self._go(row + 1, self._next_place(row + 1, -1, 1) or 0)

    def up_or_down(self, by: int) -> None:
        """Go to the same cell of the next line, or of the one before."""
        row = self.table.currentIndex().row() + by
        if 0 <= row < len(self.model.rows):
            self._go(row, self.table.currentIndex().column())

    def insert(self) -> None:
        """A new line before this one."""
        row = max(0, self.table.currentIndex().row())
        self.settle()
        self.model.insert(row)
        self._go(row, self._next_place(row, -1, 1) or 0)

    def drop(self) -> None:
        """Take this line away."""
        row, place = self.table.currentIndex().row(), self.table.currentIndex().column()
        if row >= 0:
            self.close_cell()
            self.model.drop(row)
            self._go(min(row, len(self.model.rows) - 1), place)

    def copy_above(self) -> None:
        """Put into this line what the line above says."""
        row, place = self.table.currentIndex().row(), self.table.currentIndex().column()
        if row > 0:
            self.close_cell()
            self.model.copy_above(row)
            self._go(row, place)

    def may_balance(self) -> bool:
        """Whether "=" means an amount in this cell."""
        place = self.table.currentIndex().column()
        return place >= 0 and isinstance(self.kind.fields[self.model.columns[place].name], fields.Money)

    def balance(self) -> None:
        """Put the missing amount into this cell."""
        index = self.table.currentIndex()
        if not index.isValid() or not self.may_balance():
            return
        name, line = self.model.columns[index.column()].name, self.model.rows[index.row()]
        amount = self.missing(line, name)
        if amount is not None:
            self.close_cell()
            self.model.take(index.row(), name, amount)
            self._go(index.row(), index.column())

    def clipboard_is_table(self) -> bool:
        """Whether several cells lie in the clipboard."""
        text = QGuiApplication.clipboard().text().rstrip("\r\n")
        return "\t" in text or "\n" in text

    def paste(self) -> None:
        """Put the cells of the clipboard into the lines from this cell on."""
        index = self.table.currentIndex()
        row, place = max(0, index.row()), max(0, index.column())
        self.close_cell()
        taken = self.model.paste(row, place, QGuiApplication.clipboard().text())
        self._go(max(0, row + taken - 1), place)

    def _entered(self) -> None:
        if self.table.hasFocus():
            self.begin()

    def _next_place(self, row: int, place: int, by: int) -> int | None:
        """The next column of a row that is typed into."""
        line = self.model.rows[row]
        place += by
        while 0 <= place < len(self.model.columns):
            column = self.model.columns[place]
            if not column.fixed and not (by > 0 and self.skips(line, column.name)):
                return place
            place += by
        return None

    def _go(self, row: int, place: int) -> None:
        """Put the cursor into a cell, ready to type."""
        index = self.model.index(row, place)
        if self.table.currentIndex() == index:
            self.begin()
        else:
            self.table.setCurrentIndex(index)

    def _changed(self, line: Any, name: str) -> None:
        self.settled(line, name)
        self.foot.setText(self.foot_words())
        self.edited.emit()
