"""What is doubtful about the vouchers about to be approved, and one line for each that says why it is right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from unionapp.errors import Problem
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.funds.vouchers.records import VOUCHERS

from ui.cases.problems import line_of
from ui.kit.leaving import FilledDialog
from ui.kit.plain import Card, label
from ui.kit.sizes import fit
from ui.session import Session

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ABOUT = (
    "下面 {doubtful} 张凭证有疑点。有误的先取消，改好再审核；确实可以列支的，逐张写明理由——"
    "理由记在凭证上，打印在凭证里，供经审查看。没有写理由的留作草稿。"
)


class DoubtsDialog(FilledDialog):
    """Every doubtful voucher with its doubts and a line for the reason; leaving it approves nothing.

    The doubtful ones without a reason are left out; the buttons say how many are approved.
    """

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        vouchers: Sequence[Voucher],
        doubts: Mapping[Voucher, Sequence[Problem]],
    ) -> None:
        super().__init__(parent, session)
        self.setWindowTitle("审核：有疑点的凭证")
        self.act: Callable[[Sequence[Voucher], Mapping[int, str]], object] = lambda meant, reasons: None
        """Approves these vouchers with these reasons by their ids."""
        self.reasons: dict[int, QLineEdit] = {}
        self._vouchers = vouchers
        self._doubtful = {each.id for each in doubts}
        self.approve, self.plain, self.leave = QPushButton(), QPushButton(), QPushButton("取消")
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(label(_ABOUT.format(doubtful=len(doubts))))
        column.addWidget(self._scrolled(doubts), 1)
        column.addWidget(self._foot())
        self.leave.setDefault(True)  # once it stands in the dialog, else the box makes the first one the default
        self._count()
        fit(self, 64, 42)
        next(iter(self.reasons.values())).setFocus()

    def _scrolled(self, doubts: Mapping[Voucher, Sequence[Problem]]) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        for voucher, problems in doubts.items():
            column.addWidget(self._card(voucher, problems))
        column.addStretch()
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("有疑点的凭证")
        self._area = area
        return area

    def _card(self, voucher: Voucher, problems: Sequence[Problem]) -> Card:
        card = Card(f"{voucher.label}　{VOUCHERS.shown(voucher, 'total')} 元")
        for problem in problems:
            card.column.addWidget(line_of(problem))
        line = QLineEdit()
        line.setPlaceholderText("理由：为什么仍然可以列支")
        line.setAccessibleName(f"{voucher.label}的疑点说明")
        line.textChanged.connect(self._count)
        line.installEventFilter(self)
        card.column.addWidget(line)
        self.reasons[voucher.id] = line
        return card

    def _foot(self) -> QWidget:
        self.note = QLabel()
        self.note.setProperty("role", "faint")
        box = QDialogButtonBox()
        box.addButton(self.approve, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self.plain, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(self.leave, QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        box.accepted.connect(lambda: self._do(self.given()))
        self.plain.clicked.connect(lambda: self._do({}))
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.note)
        column.addWidget(box)
        return foot

    def agree(self) -> None:
        """The keys that save approve those with a reason."""
        self.approve.click()

    def given(self) -> dict[int, str]:
        """The reasons that were written, by the ids of the vouchers."""
        return {number: text for number, line in self.reasons.items() if (text := line.text().strip())}

    def about(self) -> str:
        """The doubtful vouchers."""
        return " ".join(str(number) for number in self.reasons)

    def typed(self) -> bool:
        """Whether a reason was written."""
        return bool(self.given())

    def _meant(self, given: Mapping[int, str]) -> list[Voucher]:
        """The vouchers that nobody doubts and those with a reason, in their order."""
        return [each for each in self._vouchers if each.id not in self._doubtful or each.id in given]

    def _count(self) -> None:
        """The buttons say what they do."""
        given, plain = self.given(), len(self._meant({}))
        self.approve.setText(f"审核 {len(self._meant(given)):,} 张")
        self.approve.setEnabled(bool(given))
        self.plain.setText(f"只审核没有疑点的 {plain:,} 张")
        self.plain.setVisible(plain > 0)
        left = len(self._doubtful) - len(given)
        self.note.setText(f"还有 {left:,} 张没有写理由，留作草稿。" if left else "有疑点的都写了理由。")

    def _do(self, given: Mapping[int, str]) -> None:
        self.accept()
        self.act(self._meant(given), given)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a line goes to the next one that is still empty, at last to the button; a line come to is seen."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QLineEdit):
            for seen in filter(None, (watched.parentWidget(), watched)):
                self._area.ensureWidgetVisible(seen)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            self._go_on(watched)
            return True
        return super().eventFilter(watched, event)

    def _go_on(self, line: QObject) -> None:
        lines = list(self.reasons.values())
        at = next((place for place, each in enumerate(lines) if each is line), 0)
        empty = [each for each in (*lines[at + 1 :], *lines[: at + 1]) if not each.text().strip()]
        (empty[0] if empty else self.approve).setFocus()
