"""The head of the page of a case: the next step in a sentence, figures, what is wrong with its articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from unionapp.errors import Problem

from ui.cases.problems import ProblemList
from ui.kit.actions import Action, ActionBar
from ui.kit.one_line import OneLine
from ui.kit.plain import label
from ui.records.record_head import APART

_LEVELS = (("error", "处有误"), ("warning", "处请核对"), ("info", "条提示"))


@dataclass(frozen=True)
class Overview:
    """What the head of a case says, gathered off the GUI thread; `next_key` names what comes next, "" for nothing."""

    next: str
    next_key: str
    problems: tuple[Problem, ...]
    figures: tuple[str, ...] = ()
    late: bool = False
    """Whether what comes next should have been done already."""


class CaseHead(QWidget):
    """Says what comes next; the problems are unfolded by a button that counts them."""

    def __init__(self, go: str, go_on: Callable[[], object]) -> None:
        super().__init__()
        self.next = OneLine("next")
        self.next.say("正在读取……")
        self.figures = OneLine("faint")
        self.more = QPushButton()
        self.more.setProperty("role", "note")
        self.more.setCheckable(True)
        self.more.hide()
        self.whole = label("")
        self.whole.hide()
        self.problems = ProblemList()
        self._found: Sequence[Problem] = ()
        self.band = QFrame()
        self.band.setObjectName("next")
        line = QHBoxLayout(self.band)
        line.setContentsMargins(12, 2, 8, 2)
        line.addWidget(self.next)
        self.tools = ActionBar(self, line, (Action("go-on", go, go_on),))
        self.go = self.tools.button("go-on")
        line.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.band)
        column.addWidget(self.whole)
        column.addWidget(self.problems)
        self.more.toggled.connect(self._unfold)

    def enable(self, there: bool) -> None:
        """Let the buttons be pressed while there is a record."""
        self.tools.allow({"go-on": there})
        self.more.setEnabled(there)

    def weigh(self, part: int) -> None:
        """The first part shows the next step with a main button of its own; above the others it is the one here."""
        self.go.setProperty("main", part > 0)
        self.go.style().polish(self.go)

    def show_found(self, found: Overview) -> None:
        """Show what was found."""
        self._found = found.problems
        self.next.say(found.next)
        self.band.setProperty("level", "error" if found.late else "warning" if found.next_key else "good")
        self.band.style().polish(self.band)
        self.tools.show({"go-on": bool(found.next_key)})
        self.figures.say(APART.join(("", *found.figures)) if found.figures else "")
        counts = [(sum(each.level == level for each in found.problems), words) for level, words in _LEVELS]
        said = "，".join(f"{number} {words}" for number, words in counts if number)
        mark = "✕" if counts[0][0] else "⚠" if counts[1][0] else "ⓘ"
        self.more.setText(f"{mark} {said}" if said else "✓ 没有发现问题")
        self.more.show()
        self._unfold()

    def _unfold(self) -> None:
        """Show what is wrong, and whole what the lines above may have no room for."""
        self.whole.setText("\n".join((self.next.text(), self.figures.text().removeprefix(APART))).strip())
        self.whole.setVisible(self.more.isChecked())
        self.problems.show_problems(self._found if self.more.isChecked() else ())
