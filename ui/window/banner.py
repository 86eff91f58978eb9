"""What stands above the pages while the data are open for reading only, and the way back to writing."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton
from unionapp.errors import Refused, Trouble
from unionapp.store import lock, store
from unionapp.store.store import Store

from ui.kit import messages
from ui.session import Session

PACE = 5_000
"""Milliseconds between two looks at who has the folder and whether anything changed."""
_FREE = "对方已关闭，现在可以录入。"


class Banner(QFrame):
    """Says why nothing can be written, hidden where all can; has pages read anew when the other one saved something."""

    reopened = Signal()
    """The data were opened for writing: `fresh`."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.fresh: Store | None = None
        self.setObjectName("banner")
        self.words = QLabel(session.store.read_only)
        self.words.setProperty("level", "warning")
        self.words.setWordWrap(True)
        self.write = QPushButton("转为录入")
        self.write.clicked.connect(self.reopen)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(self.words, 1)
        row.addWidget(self.write)
        self.setVisible(bool(session.store.read_only))
        self._version = self._data_version()
        self._beside = bool(session.store.read_only) and not lock.is_free(session.folder)
        self.write.setVisible(not self._beside)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        if session.store.read_only:
            self._timer.start(PACE)

    def look(self) -> None:
        """See whether the other one saved something, or has closed."""
        version = self._data_version()
        if version != self._version:
            self._version = version
            self.session.store.take_over()
            tables = frozenset(kind.model._meta.table_name for kind in self.session.store.kinds)
            self.session.changed.emit(tables)
        if self._beside:
            free = lock.is_free(self.session.folder)
            self.words.setText(_FREE if free else self.session.store.read_only)
            self.write.setVisible(free)

    def _data_version(self) -> int:
        """A number that changes when somebody else writes."""
        return int(self.session.store.database.pragma("data_version")) if self.session.store.read_only else 0

    def reopen(self) -> None:
        """Open the same data for writing; where that does not go, say why and stay."""
        try:
            self.fresh = store.reopened(self.session.store)
        except (Refused, Trouble) as error:
            messages.report(self, error)
        else:
            self._timer.stop()
            self.reopened.emit()
