"""A label beside its field: at the right edge of a column of one width, a long one in lines of like length."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.kit import style


class SideLabel(QLabel):
    """The name of a field, so many Chinese characters wide at any size of text."""

    def __init__(self, text: str, letters: int) -> None:
        super().__init__(balanced(text, letters))
        self._letters = letters
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """One width for all labels of a column."""
        return QSize(style.letters(self, self._letters), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As high as its lines."""
        return self.sizeHint()


def balanced(text: str, letters: int) -> str:
    """A text in as few lines of like length as have room, so that no line holds a single character."""
    lines = -(-len(text) // letters)
    each = -(-len(text) // max(1, lines))
    return "\n".join(text[at : at + each] for at in range(0, len(text), each))
