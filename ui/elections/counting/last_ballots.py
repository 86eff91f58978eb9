"""刚录入的选票: the ballots entered last, the newest above."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.models import Round
from unionapp.subjects.elections.record_rules import lines

from ui.elections.counting.draft import described, verdict

_LAST = 8
"""Ballots shown of those entered last."""


class LastBallots(QListWidget):
    """Lists the last ballots of one entry of a vote, the void ones marked."""

    def __init__(self, round: Round, entry: int) -> None:
        super().__init__()
        self.round = round
        self.entry = entry
        self.setAccessibleName("刚录入的选票")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def refresh(self) -> None:
        """List them anew."""
        self.clear()
        names = lines(self.round.names)
        sheets = list(enumerate(counting.sheets(self.round, self.entry), 1))
        for place, (marks, written) in reversed(sheets[-_LAST:]):
            valid, _ = verdict(marks, written, names, self.round.seats)
            void = "" if valid else "　⚠ 无效票"
            self.addItem(f"第 {place} 张　{described(marks, written, names)}{void}")
