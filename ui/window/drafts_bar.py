"""What was typed and not saved when the program ended last, in one line above the pages."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton
from unionapp.store.drafts import Unsaved

from ui.kit import messages
from ui.kit.keeping import when
from ui.session import Session

_NAMED = 3
"""So many are named."""


class DraftsBar(QFrame):
    """Names what was left, the newest first, and offers to go on with that; hidden where nothing was left."""

    wanted = Signal(object)
    """The clerk wants to go on with this draft."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setObjectName("banner")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.go_on, self.later, self.drop = QPushButton("接着填"), QPushButton("以后再说"), QPushButton("不要了")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(self.words, 1)
        for button in (self.go_on, self.later, self.drop):
            row.addWidget(button)
        self.go_on.clicked.connect(lambda: self.wanted.emit(self._found()[0]))
        self.later.clicked.connect(self.hide)
        self.drop.clicked.connect(self._drop)
        session.drafts.changed.connect(self._follow)
        self._follow()

    def _found(self) -> list[Unsaved]:
        return list(self.session.drafts.left.values())[::-1]

    def _follow(self) -> None:
        """Name what is left."""
        found = self._found()
        named = "，".join(f"{each.called}（{when(each)}）" for each in found[:_NAMED])
        more = f"等 {len(found)} 项" if len(found) > _NAMED else ""
        self.words.setText(f"上次没有保存的内容：{named}{more}。都替您留着。")
        first = found[0].called if found else ""
        for button in (self.go_on, self.drop):
            button.setAccessibleName(f"{button.text()}：{first}")
            button.setToolTip(first)
        self.setVisible(bool(found))

    def _drop(self) -> None:
        draft = self._found()[0]
        self.session.drafts.drop(draft)
        messages.toast(self, f"已去掉：{draft.called}", "放回", lambda: self.session.drafts.put_back(draft))
