"""What the pages of funds ask of one another: a figure of a statement leads to the ledger of its accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal
from unionapp.values.periods import Month

from ui.session import Session

Sort = Literal["cash", "bank", "general", "subsidiary", "balance"]
SORTS: dict[Sort, str] = {
    "cash": "现金日记账",
    "bank": "银行存款日记账",
    "general": "总账",
    "subsidiary": "明细账",
    "balance": "科目余额表",
}


@dataclass(frozen=True)
class View:
    """A ledger that somebody wants to see: which, of which accounts (number, or the beginnings of several), of when."""

    sort: Sort
    first: Month
    last: Month
    accounts: tuple[str, ...] = ()


class Looking(QObject):
    """One per session: hands a request to the page of ledgers, which may not be made yet."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._wanted: View | None = None

    @classmethod
    def of(cls, session: Session) -> Looking:
        """The one of a session, made when it is first asked for."""
        return session.findChild(cls) or cls(session)

    def look(self, view: View) -> None:
        """Ask for a ledger; the main window brings its page to the front."""
        self._wanted = view
        self._session.page_wanted.emit("ledgers")
        self.changed.emit()

    def taken(self) -> View | None:
        """What is wanted, once."""
        wanted, self._wanted = self._wanted, None
        return wanted
