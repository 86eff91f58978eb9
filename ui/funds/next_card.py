"""下一步: what is closed next, and what still stands in its way, each line one step from where it is put right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from unionapp.errors import Problem, errors_only
from unionapp.subjects.funds.closing.coming import Next

from ui.kit.plain import Card, label
from ui.kit.row_button import RowButton

_NO_BOOK = "还没有账套。先在“账套”里建一套账，再记账；每月记完账在这里结账。"
_WORDS = {"error": "要办", "warning": "请核对", "info": "提示"}


class NextCard(Card):
    """The findings about what comes next, as buttons."""

    chosen = Signal(str)
    """The clerk wants to put right what a rule found."""

    def __init__(self) -> None:
        super().__init__("下一步")
        self.rows: list[RowButton] = []
        self.state = label("")
        self.column.addWidget(self.state)

    def show_next(self, coming: Next | None) -> None:
        """Show what comes next; None where there is no book."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows.clear()
        self.heading.setText(f"下一步：{coming.words}{'结账' if coming.month else '年终结账'}" if coming else "下一步")
        problems = coming.problems if coming is not None else ()
        for problem in problems:
            self._add(problem)
        self.state.setText(_NO_BOOK if coming is None else _state(coming, problems))

    def _add(self, problem: Problem) -> None:
        row = RowButton(_WORDS[problem.level], problem.level, problem.message, problem.article)
        row.clicked.connect(lambda: self.chosen.emit(problem.rule))
        self.column.addWidget(row)
        self.rows.append(row)


def _state(coming: Next, problems: Sequence[Problem]) -> str:
    """Whether it can be closed, in words."""
    if not problems and coming.month is None:
        return "✓ 各月都已结账，可以年终结账。"
    if not problems:
        return "✓ 凭证都已记账，没有断号，现金不为负，银行已对账，可以结账。"
    return "下面的办好以后就可以结账：" if errors_only(problems) else "可以结账；下面的请先看一看："
