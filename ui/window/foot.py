"""The foot of the window: what the list in front says of its rows, what is wrong with the data's safety, the backup."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from ui.kit import style
from ui.kit.one_line import OneLine

_HIGH = 28
"""Pixels that it is high at 100 %."""


class Foot(QStatusBar):
    """One strip for all pages; `safety` says when the last backup was made."""

    def __init__(self, sign: QWidget) -> None:
        super().__init__()
        self.rows = OneLine()
        self.rows.setAccessibleName("行数与合计")
        self.safety = QLabel()
        self._speaker: object = None
        self.setSizeGripEnabled(False)
        self.addWidget(self.rows, 1)
        self.addPermanentWidget(sign)
        self.addPermanentWidget(self.safety)
        self.setFixedHeight(round(_HIGH * style.scale() / 100))

    def changeEvent(self, event: QEvent) -> None:
        """It grows with the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setFixedHeight(round(_HIGH * style.scale() / 100))

    def say(self, speaker: object, words: str) -> None:
        """Show what a list says of itself; who has gone takes only its own words away."""
        if words or speaker is self._speaker:
            self._speaker = speaker
            self.rows.say(words)
