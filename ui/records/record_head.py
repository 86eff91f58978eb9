"""The head of a record's page: its name, how it stands, what can be done with it; below, the most important of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from unionapp.records.kind import Kind
from unionapp.records.record import Record

from ui.kit import style
from ui.kit.actions import Action, ActionBar
from ui.kit.flow import FlowLayout
from ui.kit.one_line import OneLine

APART = " · "
"""Between two facts of a line."""
STATES = ("state", "status")
"""Fields that say how a record stands."""
_DEEDS, _OF_LARGE = 3, 1
"""So many stand beside the title; the others in 更多. Fewer where the text is large."""
_LARGE = 150
"""Percent."""


class RecordHead(QWidget):
    """Two lines: title with tools, and facts; `line` has room for more of these."""

    def __init__(self, owner: QWidget, back: Action, actions: Sequence[Action]) -> None:
        super().__init__(owner)
        self.title = OneLine("title")
        self.state = OneLine("chip")
        self.facts = OneLine("faint")
        upper, deeds, self.line = QHBoxLayout(), QWidget(), QHBoxLayout()
        upper.setSpacing(8)
        ActionBar(owner, upper, (back,))
        upper.addWidget(self.title)
        upper.addWidget(self.state)
        upper.addStretch()
        upper.addWidget(deeds)
        self.tools = ActionBar(owner, FlowLayout(deeds), actions, most=_DEEDS)
        self.line.addWidget(self.facts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(upper)
        column.addLayout(self.line)

    def showEvent(self, event: QShowEvent) -> None:
        """Large text leaves room for fewer buttons."""
        super().showEvent(event)
        self.tools.fold(_DEEDS if style.scale() < _LARGE else _OF_LARGE)

    def changeEvent(self, event: QEvent) -> None:
        """The size of text may change while the page is in sight."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self.tools.fold(_DEEDS if style.scale() < _LARGE else _OF_LARGE)

    def say(self, title: str, state: str = "", facts: str = "") -> None:
        """Show another record, or what became of it."""
        self.title.say(title)
        self.state.say(state)
        self.facts.say(facts)


def standing(kind: Kind, record: Record) -> str:
    """How a record stands, in words; empty where its kind knows no states."""
    named = [name for name in STATES if name in kind.fields and name not in kind.unseen]
    return kind.shown(record, named[0]) if named else ""
