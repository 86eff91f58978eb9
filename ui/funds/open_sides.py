"""The lower half of 银行对账: what is still open, the journal on the left and the bank's statement on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from unionapp.exchange.sheet import Value
from unionapp.subjects.funds.banking.pairing import BankMovement
from unionapp.values import money

from ui.funds.bank_look import BankView
from ui.funds.tick_table import TickTable, day_head, money_head, words_head
from ui.kit.plain import label

AMOUNTS = (money_head("收入", 6), money_head("支出", 6))
"""The columns of what was received and what was paid."""
_HEADS = (day_head("日期"), *AMOUNTS, words_head("摘要", 8, True), words_head("号码", 5))


class OpenSides(QSplitter):
    """Both sides to tick; what is ticked on the two may be one movement."""

    ticked = Signal()
    """Others are ticked."""
    meant = Signal()
    """Enter or a double click: what is ticked is one movement."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._found: BankView | None = None
        self.entries = TickTable("日记账里还没有对上的", "勾", _HEADS, anywhere=True)
        self.lines = TickTable("对账单里还没有对上的", "勾", _HEADS, anywhere=True)
        self.heads = {"entries": label("", "heading"), "lines": label("", "heading")}
        for key, table in (("entries", self.entries), ("lines", self.lines)):
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(self.heads[key])
            column.addWidget(table, 1)
            table.setMinimumHeight(self.fontMetrics().height() * 4)
            self.addWidget(side)
            table.ticked.connect(lambda keys, on: self.ticked.emit())
            table.opened.connect(lambda row, column: self.meant.emit())
        self.setChildrenCollapsible(False)

    def show_found(self, found: BankView) -> None:
        """Show what is open of an account in a month; what was ticked stays so."""
        self._found = found
        ticked = {id(table): set(table.ticks()) for table in (self.entries, self.lines)}
        for table, items in ((self.entries, found.entries), (self.lines, found.lines)):
            table.show_ticks((item.id, _side(item), item.id in ticked[id(table)]) for item in items)
        self.heads["entries"].setText(f"日记账里没有对上的 {len(found.entries)} 笔")
        self.heads["lines"].setText(f"对账单里没有对上的 {len(found.lines)} 笔")

    def sums(self) -> str:
        """What is ticked on each side, and whether it is the same; nothing before anything is shown."""
        if self._found is None:
            return ""
        left = sum(self._found.of_entry[key].fen for key in self.entries.ticks())
        right = sum(self._found.of_line[key].fen for key in self.lines.ticks())
        counts = [len(table.ticks()) for table in (self.entries, self.lines)]
        apart = f"✕ 相差 {money.show(abs(left - right))} 元" if left != right else "✓ 相等" if all(counts) else ""
        return (
            f"日记账勾选 {counts[0]} 笔 {money.show(left)} 元　"
            f"对账单勾选 {counts[1]} 笔 {money.show(right)} 元　{apart}"
        )


def _side(item: BankMovement) -> tuple[Value, ...]:
    words = "　".join(filter(None, (item.words, item.party if item.party not in item.words else "")))
    return (item.day, *amounts(item.fen), words, item.label or item.reference)


def amounts(fen: int) -> tuple[int | None, int | None]:
    """Received or paid, as the two columns say it."""
    return (fen, None) if fen > 0 else (None, -fen)
