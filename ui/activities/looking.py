"""What other pages ask of the list of activities: show those that stand behind a figure."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from unionapp.records.search import Condition

from ui.conditions import Filter
from ui.session import Session


class Looking(QObject):
    """One per session: hands a wish to the list of activities, which may not be made yet."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._wanted: Filter | None = None

    @classmethod
    def of(cls, session: Session) -> Looking:
        """The one of a session, made when it is first asked for."""
        return session.findChild(cls) or cls(session)

    def look(self, words: str, ids: Sequence[int]) -> None:
        """Ask for the activities of these ids, under these words; the main window brings their page to the front."""
        self._wanted = Filter(words, (Condition("id", "in", tuple(ids)),))
        self._session.page_wanted.emit("activities")
        self.changed.emit()

    def taken(self) -> Filter | None:
        """What is wanted, once."""
        wanted, self._wanted = self._wanted, None
        return wanted
