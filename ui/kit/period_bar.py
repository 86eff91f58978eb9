"""The one bar for a month or another period: a step back, which it is, a step on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.kit import style
from ui.kit.actions import Action, ActionBar

_WIDE = 7
"""Characters that have room between the steps, so that these stay under the mouse."""


class PeriodBar(QWidget):
    """‹ 2026年11月 ›; `step` goes so many periods on, or back; the keys are heard while `owner` is seen."""

    def __init__(self, owner: QWidget, step: Callable[[int], object], noun: str = "月") -> None:
        super().__init__()
        self._words = QLabel()
        self._words.setProperty("role", "heading")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        back = Action("period-back", f"上一{noun}", lambda: step(-1), "Alt+Left", face="‹")
        on = Action("period-on", f"下一{noun}", lambda: step(1), "Alt+Right", face="›")
        self.back = ActionBar(owner, row, (back,)).button(back.id)
        row.addWidget(self._words)
        self.on = ActionBar(owner, row, (on,)).button(on.id)

    def text(self) -> str:
        """The period as it stands there."""
        return self._words.text()

    def say(self, words: str) -> None:
        """Show another period."""
        self._words.setMinimumWidth(style.letters(self, _WIDE))
        self._words.setText(words)
        self._words.setAccessibleName(f"时间：{words}")
