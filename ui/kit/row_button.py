"""One line that is pressed as a whole: a word for how pressing it is, what it says, and where that comes from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from ui.kit.plain import label


class RowButton(QPushButton):
    """One thing to do as a button over the whole line: a word for how pressing it is, the text, and its article."""

    def __init__(self, word: str, level: str, text: str, article: str) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.setAccessibleName(f"{word}：{text}")
        self.setAccessibleDescription(article)
        self.setToolTip(f"依据：{article}" if article else "")
        mark = label(word)
        mark.setWordWrap(False)
        mark.setProperty("level", level)
        words = label(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(10)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        for part in (mark, words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """The text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the wrapped text."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else super().heightForWidth(width)
