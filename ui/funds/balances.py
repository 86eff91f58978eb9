"""余额调节表 at the foot of the page: both balances, what each side lacks, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel
from unionapp.records import fields
from unionapp.subjects.funds.banking.pairing import BankMovement
from unionapp.subjects.funds.banking.reconciling import Adjustment
from unionapp.values import money

from ui.funds.bank_look import BankView
from ui.kit import style
from ui.kit.field_edit import LineEdit
from ui.kit.plain import label

_STATEMENT = fields.Money("对账单余额", help="对账单月末余额；对账单带余额的自动填好")
_WIDE = 7
"""Characters in which a balance of millions can be read whole."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ROWS = (
    ("日记账余额", "＋ 银行已收、单位未收", "－ 银行已付、单位未付", "＝ 调节后日记账"),
    ("对账单余额", "＋ 单位已收、银行未收", "－ 单位已付、银行未付", "＝ 调节后对账单"),
)


class BalanceRows(QFrame):
    """Two rows, one for each side; the balance of the statement may be typed."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.found: BankView | None = None
        self.typed = LineEdit(_STATEMENT)
        self.typed.line.setAlignment(_RIGHT)
        self.verdict = label("", "heading")
        self.verdict.setAccessibleName("余额调节结果")
        self._figures: dict[tuple[int, int], QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 6, 10, 6)
        grid.setVerticalSpacing(4)
        for row, words in enumerate(_ROWS):
            for place, text in enumerate(words):
                grid.addWidget(label(text, "faint"), row, 2 * place)
                figure = self.typed if (row, place) == (1, 0) else self._figure(row, place, text)
                grid.addWidget(figure, row, 2 * place + 1)
        grid.addWidget(self.verdict, 2, 0, 1, 8)
        for place in range(1, 8, 2):
            grid.setColumnStretch(place, 1)
        self.typed.edited.connect(self._typed)

    def show_found(self, found: BankView) -> None:
        """Show an account; a balance typed before stays while the same account and month are shown."""
        same = self.found is not None and (self.found.account, self.found.month) == (found.account, found.month)
        kept = self.found is not None and same and self.found.stated == found.stated
        self.found = found
        self.typed.setMinimumWidth(style.letters(self, _WIDE))
        if not kept:
            self.typed.set_value(found.stated)
        self._show()

    @property
    def balance(self) -> int | None:
        """The balance of the statement, None where it is not known or cannot be read."""
        try:
            value: int | None = self.typed.value()
        except ValueError:
            return None
        return value

    @property
    def adjustment(self) -> Adjustment | None:
        """What the two sides come to; None while the balance of the statement is not known."""
        if self.found is None or self.balance is None:
            return None
        return Adjustment(self.balance, self.found.journal, tuple(self.found.lines), tuple(self.found.entries))

    def _figure(self, row: int, place: int, words: str) -> QLabel:
        figure = QLabel()
        figure.setAlignment(_RIGHT)
        figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        figure.setAccessibleName(words.lstrip("＋－＝ "))
        self._figures[row, place] = figure
        return figure

    def _typed(self) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        found, known = self.found, self.adjustment
        if found is None:
            return
        for row, items in enumerate((found.lines, found.entries)):
            self._say(row, 1, _sum(items, 1))
            self._say(row, 2, -_sum(items, -1))
        self._say(0, 0, found.journal)
        self._say(0, 3, found.journal + sum(item.fen for item in found.lines))
        self._say(1, 3, None if known is None else known.statement_adjusted)
        self.verdict.setText(_verdict(known))

    def _say(self, row: int, place: int, fen: int | None) -> None:
        self._figures[row, place].setText("—" if fen is None else money.show(fen))


def _sum(items: Iterable[BankMovement], sign: int) -> int:
    return sum(item.fen for item in items if item.fen * sign > 0)


def _verdict(known: Adjustment | None) -> str:
    if known is None:
        return "请填对账单的月末余额。"
    if known.agrees:
        waiting = len(known.bank_only) + len(known.journal_only)
        return f"✓ 调节后两边相等，未达账项 {waiting} 笔" if waiting else "✓ 两边相等，没有未达账项"
    apart = money.show(abs(known.journal_adjusted - known.statement_adjusted))
    return f"✕ 调节后两边相差 {apart} 元：请核对上面没有对上的各笔，以及对账单余额。"
