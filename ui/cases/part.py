"""A part of the page of a case (an election, an activity): what every tab in it is and can do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic

from PySide6.QtCore import Signal
from unionapp.errors import Refused
from unionapp.office import cabinet
from unionapp.paper.paper import PrintRequest
from unionapp.records.record import Row

from ui.kit.actions import Acting
from ui.printing.opening import print_paper
from ui.session import Session


class CasePart(Acting, Generic[Row]):
    """Shows one side of a record; `lead_wanted` asks the page for another part."""

    lead_wanted = Signal(str)

    def __init__(self, session: Session, record: Row) -> None:
        super().__init__(session)
        self.record = record

    def show_case(self, record: Row) -> None:
        """Show the record as it stands now."""
        self.record = record

    def may_leave(self) -> bool:
        """Whether the page may go; asks where something typed would be lost."""
        return True

    def print(self, paper: str) -> None:
        """Open the preview of a paper about this record."""
        print_paper(self.session, self, cabinet.paper(paper), PrintRequest(record=self.record))


Made = Callable[[Session, Row], CasePart[Row]]
"""What makes a part for a record."""


def one_of(records: Iterable[Row], number: object, words: str) -> Row:
    """The record of that id among those shown; Refused in these words where none is chosen."""
    for record in records:
        if record.id == number:
            return record
    raise Refused(words)
