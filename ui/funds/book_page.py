"""What the reading pages of funds share: the bar with book and month above, and reading anew when something changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from unionapp.subjects.funds.records import KINDS

from ui.funds.chosen import BookBar, ChosenPeriod
from ui.kit import style
from ui.kit.seen import Watch, tables_of
from ui.session import Session

_PAUSE = 250
"""Milliseconds after the last change until the page reads anew."""
TABLES = tables_of(*KINDS)
"""What books, months and statements are read from."""


class BookPage(QWidget):
    """A page about the chosen book and month; `read` shows it anew while it is seen, off the GUI thread."""

    def __init__(self, session: Session, read: Callable[[], None]) -> None:
        super().__init__()
        self.session = session
        self.chosen = ChosenPeriod.of(session)
        self.bar = BookBar(session)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(style.MARGIN, 8, style.MARGIN, 8)
        self.column.setSpacing(8)
        self.column.addWidget(self.bar)
        self.seen = Watch(self, session, TABLES, read, _PAUSE)
        self.chosen.changed.connect(self.follow)

    def fit(self) -> None:
        """Give the fields their widths in the text as large as it is."""

    def follow(self) -> None:
        """Another book or month is spoken of."""
        self.seen.again()

    def changeEvent(self, event: QEvent) -> None:
        """The fields grow with the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "bar"):
            self.fit()
