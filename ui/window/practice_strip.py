"""What stands above the pages of a practice township: that nothing here is real, and the ways out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel
from unionapp.office import practising
from unionapp.store import practice

from ui.kit import messages
from ui.kit.actions import Action, ActionBar
from ui.session import Session

_WORDS = "练习：这里的人和数都是虚构的，可以放心改、放心删；打印的表格上都有“练习”字样。"
_ANEW = "练习乡镇会恢复成第一天的样子，您在练习里做过的都不留。本单位的数据不受影响。"


class PracticeStrip(QFrame):
    """Hidden over real data."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setObjectName("banner")
        words = QLabel(_WORDS)
        words.setProperty("level", "warning")
        words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(words, 1)
        self.tools = ActionBar(
            self,
            row,
            (
                Action("begin-practice-anew", "重新开始练习…", self._anew),
                Action("leave-practice", "回到本单位的数据", lambda: self._go(session.folder.parent)),
            ),
        )
        self.setVisible(practice.is_practice(session.folder))

    def practise(self) -> None:
        """Close the data, and open the practice township that belongs to them."""
        if practice.is_practice(self.session.folder):
            messages.toast(self, "现在就在练习乡镇里")
        else:
            self._go(practising.place(self.session.folder))

    def _anew(self) -> None:
        if messages.ask(self, _ANEW, "重新开始", "取消"):
            self.session.begun_anew = True
            self._go(self.session.folder)

    def _go(self, folder: Path) -> None:
        self.session.next_folder = folder
        self.session.closing_wanted.emit()
