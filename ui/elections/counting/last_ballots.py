"""刚录入的选票: all ballots of an entry, the newest above; any of them is opened by a double click to be put right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.models import Round
from unionapp.subjects.elections.record_rules import lines

from ui.elections.counting.draft import described, verdict


class LastBallots(QListWidget):
    """Lists the ballots of one entry of a vote, the void ones marked."""

    wanted = Signal(int)
    """The ballot at this place is to be put right."""

    def __init__(self, round: Round, entry: int) -> None:
        super().__init__()
        self.round = round
        self.entry = entry
        self.setAccessibleName("刚录入的选票")
        self.setToolTip("双击一张，照原票改正")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.itemDoubleClicked.connect(lambda item: self.wanted.emit(item.data(Qt.ItemDataRole.UserRole)))

    def refresh(self) -> None:
        """List them anew."""
        self.clear()
        for place, (marks, written) in reversed(list(enumerate(counting.sheets(self.round, self.entry), 1))):
            item = QListWidgetItem(self.said(place, marks, written))
            item.setData(Qt.ItemDataRole.UserRole, place)
            self.addItem(item)

    def said(self, place: int, marks: str, written: str) -> str:
        """A ballot on one line."""
        names = lines(self.round.names)
        valid, _ = verdict(marks, written, names, self.round.seats)
        return f"第 {place} 张　{described(marks, written, names)}{'' if valid else '　⚠ 无效票'}"
