"""Problems in words with their articles, most grave first."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from unionapp.errors import Problem

from ui.kit import style
from ui.kit.plain import empty

_WORDS = {"error": "✕ 有误", "warning": "⚠ 请核对", "info": "ⓘ 提示"}
_ORDER = {"error": 0, "warning": 1, "info": 2}
_LINES = 6
"""Lines shown at once; more are scrolled to."""


class ProblemList(QScrollArea):
    """Each problem with a word for how grave it is and, below it, where it comes from."""

    def __init__(self) -> None:
        super().__init__()
        self.problems: Sequence[Problem] = ()
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setAccessibleName("问题和依据")
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these in place of the former ones."""
        self.problems = sorted(problems, key=lambda each: _ORDER[each.level])
        empty(self._column)
        for problem in self.problems:
            self._column.addWidget(line_of(problem))
        line = self.fontMetrics().height() + 6
        self.setMaximumHeight(line * 2 * min(_LINES, max(1, len(self.problems))))
        self.setMinimumHeight(min(self.maximumHeight(), line * 2))
        self.setVisible(bool(self.problems))

    def text(self) -> str:
        """All problems in words."""
        return "\n".join(problem.message for problem in self.problems)


def line_of(problem: Problem) -> QLabel:
    """One problem as a line of words with its article."""
    colour = style.colour({"error": "error", "warning": "warning"}.get(problem.level, "text")).name()
    source = f'　<span style="color:{style.colour("faint").name()}">依据：{escape(problem.article)}</span>'
    words = escape(problem.message) + (source if problem.article else "")
    shown = QLabel(f'<b style="color:{colour}">{_WORDS[problem.level]}</b>　{words}')
    shown.setWordWrap(True)
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    shown.setAccessibleName(f"{_WORDS[problem.level]}：{problem.message} {problem.article}")
    return shown
