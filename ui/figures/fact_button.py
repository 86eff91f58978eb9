"""A figure that is pressed to see what it counts: what it is, and how much."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout
from unionapp.office.fronts.front import Fact

from ui.kit.plain import label

_WORDS = {"error": "⚠ ", "warning": "⚠ ", "good": "✓ "}


class FactButton(QPushButton):
    """One figure as a button: its name above it, and a sign beside it where it wants looking after."""

    def __init__(self, fact: Fact) -> None:
        super().__init__()
        self.fact = fact
        self.setProperty("role", "row")
        self.setAccessibleName(f"{fact.label} {fact.text}")
        self.setEnabled(fact.lead is not None)
        what, much = label(fact.label, "faint"), label(f"{_WORDS.get(fact.level, '')}{fact.text}", "heading")
        much.setProperty("level", fact.level)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 10, 4)
        column.setSpacing(2)
        for part in (what, much):
            part.setWordWrap(False)
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(part)

    def sizeHint(self) -> QSize:
        """As large as what it says."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()
