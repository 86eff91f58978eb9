"""The head of the page of a case: the next step in a sentence, figures, what is wrong with its articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from unionapp.errors import Problem

from ui.cases.problems import ProblemList
from ui.kit.actions import Action, ActionBar
from ui.kit.plain import label

_LEVELS = (("error", "处有误"), ("warning", "处请核对"), ("info", "条提示"))


@dataclass(frozen=True)
class Overview:
    """What the head of a case says, gathered off the GUI thread; `next_key` names what comes next, "" for nothing."""

    next: str
    next_key: str
    problems: tuple[Problem, ...]
    figures: tuple[str, ...] = ()


class CaseHead(QWidget):
    """Says what comes next; the problems are unfolded by a button that counts them."""

    def __init__(self, go: str, go_on: Callable[[], object]) -> None:
        super().__init__()
        self.next = label("正在读取……", "heading")
        self.figures = label("", "faint")
        self.more = QPushButton()
        self.more.setCheckable(True)
        self.more.hide()
        self.problems = ProblemList()
        self._found: Sequence[Problem] = ()
        line = QHBoxLayout()
        line.addWidget(self.next, 1)
        line.addWidget(self.more)
        self.tools = ActionBar(self, line, (Action("go-on", go, go_on),))
        self.go = self.tools.button("go-on")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self.figures)
        column.addWidget(self.problems)
        self.more.toggled.connect(self._unfold)

    def enable(self, there: bool) -> None:
        """Let the buttons be pressed while there is a record."""
        self.tools.allow({"go-on": there})
        self.more.setEnabled(there)

    def show_found(self, found: Overview) -> None:
        """Show what was found."""
        self._found = found.problems
        self.next.setText(found.next)
        self.tools.show({"go-on": bool(found.next_key)})
        self.figures.setText("　".join(found.figures))
        self.figures.setVisible(bool(found.figures))
        counts = [(sum(each.level == level for each in found.problems), words) for level, words in _LEVELS]
        said = "，".join(f"{number} {words}" for number, words in counts if number)
        mark = "✕" if counts[0][0] else "⚠" if counts[1][0] else "ⓘ"
        self.more.setText(f"{mark} {said}" if said else "✓ 没有发现问题")
        self.more.setEnabled(bool(said))
        self.more.show()
        self._unfold()

    def _unfold(self) -> None:
        self.problems.show_problems(self._found if self.more.isChecked() else ())
