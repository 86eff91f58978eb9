"""The questions of an import: one line for each cause, its answer in a drop-down, its rows one click away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget
from unionapp.exchange.questions import LEAVE, SAME, SKIP, TAKE, Inquiry
from unionapp.records import fields, formats
from unionapp.records.kind import Kind
from unionapp.store import rows as stored

from ui.cases.asking import ask_and_do
from ui.kit import style
from ui.kit.forms import Asked
from ui.kit.plain import empty, label
from ui.session import Session

WORDS = {
    SKIP: "这些行不导入",
    LEAVE: "先导入，这一格空着，列入待补",
    TAKE: "是另一个人，照样导入",
    SAME: "就是登记的那一位，用表中的补充",
}
"""The answers as the clerk reads them; others are words of the register."""
_SEEN = {TAKE: "照样导入", SKIP: "不导入"}
_OTHER = "选别的…"
_MOST_LINES = 5
_WIDE = 22


class QuestionsPanel(QWidget):
    """What is asked, in the order of weight; hidden where nothing is."""

    answered = Signal(str, str)
    """The clerk answered a cause."""
    rows_wanted = Signal(list)
    """The clerk wants to see the rows of these numbers."""

    def __init__(self, session: Session, kind: Kind) -> None:
        super().__init__()
        self._session = session
        self._kind = kind
        self.combos: dict[str, QComboBox] = {}
        self.heading = label("", "heading")
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._area = QScrollArea()
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName("要回答的问题")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        column.addWidget(self._area)

    def show_questions(self, questions: Sequence[Inquiry], answers: Mapping[str, str]) -> None:
        """Show the questions with what is answered now."""
        empty(self._grid)
        self.combos.clear()
        self.setVisible(bool(questions))
        waiting = sum(self._answer(each, answers) == SKIP for each in questions)
        self.heading.setText(
            f"{len(questions)} 个问题，每个回答一次，对所有这样的行都算数"
            + (f"；还有 {waiting} 个的行暂不导入" if waiting else "")
        )
        for at, question in enumerate(questions):
            self._add(at, question, self._answer(question, answers))
        line = self.fontMetrics().height() * 2
        self._area.setFixedHeight(min(len(questions), _MOST_LINES) * (line + 4))

    def _answer(self, question: Inquiry, answers: Mapping[str, str]) -> str:
        return answers.get(question.cause, question.answer)

    def _add(self, at: int, question: Inquiry, answer: str) -> None:
        text = label(_asked(question))
        text.setToolTip(question.message)
        rows = QPushButton(f"{len(question.rows)} 行")
        rows.setAutoDefault(False)
        rows.setToolTip("在下面列出这些行")
        rows.setAccessibleName(f"{question.cause}：看 {len(question.rows)} 行")
        rows.clicked.connect(lambda: self.rows_wanted.emit(question.rows))
        combo = QComboBox()
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.setMinimumWidth(style.letters(self, _WIDE))
        combo.setAccessibleName(question.cause)
        for each in dict.fromkeys((*question.choices, answer)):
            combo.addItem(_SEEN[each] if question.sort == "hidden" else WORDS.get(each, each), each)
        if question.sort in ("word", "whole"):
            combo.addItem(_OTHER, _OTHER)
        combo.setCurrentIndex(combo.findData(answer))
        combo.activated.connect(lambda _: self._chosen(question, combo, answer))
        self.combos[question.cause] = combo
        for place, part in enumerate((text, rows, combo)):
            self._grid.addWidget(part, at, place)

    def _chosen(self, question: Inquiry, combo: QComboBox, before: str) -> None:
        answer = str(combo.currentData())
        if answer != _OTHER:
            self.answered.emit(question.cause, answer)
            return
        combo.setCurrentIndex(combo.findData(before))
        field = self._kind.on_sheet[question.name]
        about = f"“{question.word}”是：" if question.word else f"表中没有写“{field.label}”的行，都填："
        asked = Asked("value", field, required=True)
        ask_and_do(self, self._session, "确定", about, [asked], lambda value: self._take(question, field, value))

    def _take(self, question: Inquiry, field: fields.RecordField, value: object) -> None:
        if isinstance(field, fields.Link) and isinstance(value, int):
            value = stored.get(field.rel_model, value)
        self.answered.emit(question.cause, formats.show(field, value))


def _asked(question: Inquiry) -> str:
    """A question with some of what was written."""
    samples = "、".join(list(question.samples)[:3])
    return f"{question.cause}　（{samples}）" if question.sort == "cell" and samples else question.cause
