"""The upper half of 银行对账: what is suggested to be one movement, or what was matched, by two buttons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from unionapp.subjects.funds.banking.pairing import BankMovement

from ui.figures.table import FigureRow, FigureTable
from ui.funds.bank_look import BankView, Pair, why
from ui.funds.open_sides import AMOUNTS, amounts
from ui.funds.tick_table import words_head
from ui.kit.plain import label

_HEADS = (*AMOUNTS, words_head("对账单", 16, True), words_head("日记账", 16, True), words_head("为什么", 14))


class _Table(FigureTable):
    """Space does what Enter does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space takes the row with the cursor."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row(), 0)
        else:
            super().keyPressEvent(event)


class PairsPanel(QWidget):
    """Lists pairs of lines and entries; `taken` says that the clerk means the one with the cursor."""

    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._found: BankView | None = None
        self.which = QButtonGroup(self)
        self.hint = label("", "faint")
        self.table = _Table("建议与已对上")
        self.table.setMinimumHeight(self.fontMetrics().height() * 4)
        row = QHBoxLayout()
        for place, text in enumerate(("建议", "已对上")):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setChecked(place == 0)
            self.which.addButton(button, place)
            row.addWidget(button)
        row.addWidget(self.hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.which.idToggled.connect(lambda place, on: self._show() if on else None)
        self.table.opened.connect(lambda row, column: self.taken.emit())

    @property
    def matched(self) -> bool:
        """Whether what was matched is listed in place of the suggestions."""
        return bool(self.which.checkedId())

    @property
    def chosen(self) -> Pair | None:
        """The pair with the cursor."""
        line = self.table.row()
        return line.leads if line is not None and isinstance(line.leads, Pair) else None

    def show_found(self, found: BankView) -> None:
        """Show the pairs of an account in a month."""
        self._found = found
        self.which.button(0).setText(f"建议 {len(found.suggested)} 组")
        self.which.button(1).setText(f"已对上 {len(found.matched)} 组")
        self._show()

    def _show(self) -> None:
        pairs: Sequence[Pair] = ()
        if self._found is not None:
            pairs = self._found.matched if self.matched else self._found.suggested
        told = "空格或回车取消对账。" if self.matched else "空格或回车采用这一组，下箭头到下一组。"
        none = "本月还没有对上的。" if self.matched else "没有建议了：剩下的在下面勾选，或留作未达账项。"
        self.hint.setText(told if pairs else none)
        self.table.show_lines(_HEADS, [FigureRow((*amounts(each.fen), *_told(each)), leads=each) for each in pairs])


def _told(pair: Pair) -> tuple[str, str, str]:
    return (_items(pair.lines), _items(pair.entries), why(pair))


def _items(items: Iterable[BankMovement]) -> str:
    return "；".join(f"{item.day:%m-%d} {item.words or item.party or item.label}" for item in items)
