"""A part of the page of one election: what every tab in it is and can do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget
from unionapp.errors import Refused, Trouble
from unionapp.office import cabinet
from unionapp.paper.paper import Wish

from ui import messages, undoing
from ui.flow import FlowLayout
from ui.printing import print_paper
from ui.session import Session


class Part(QWidget):
    """Shows one side of an election; `lead_wanted` asks the page for another part."""

    lead_wanted = Signal(str)

    def __init__(self, session: Session, election: Any) -> None:
        super().__init__()
        self.session = session
        self.election = election
        self.buttons: dict[str, QPushButton] = {}

    def show_case(self, election: Any) -> None:
        """Show the election as it stands now."""
        self.election = election

    def bar(self, wanted: Sequence[tuple[str, Callable[[], None]]]) -> QWidget:
        """A row of buttons; what one refuses is said in words."""
        made = QWidget()
        row = FlowLayout(made)
        for text, run in wanted:
            row.addWidget(self.button(text, run))
        return made

    def button(self, text: str, run: Callable[[], None]) -> QPushButton:
        """One button by its text."""
        button = QPushButton(text)
        button.setAccessibleName(text)
        button.clicked.connect(lambda: self.attempt(run))
        self.buttons[text] = button
        return button

    def attempt(self, run: Callable[[], None], said: str = "") -> None:
        """Do something; say what was done, or what refused it."""
        try:
            run()
        except (Refused, Trouble) as error:
            messages.report(self, error)
            return
        if said:
            undoing.offer(self, self.session, said)

    def print(self, paper: str) -> None:
        """Open the preview of a paper about this election."""
        print_paper(self.session, self, cabinet.paper(paper), Wish(record=self.election))


def one_of(records: Iterable[Any], number: object, words: str) -> Any:
    """The record of that id among those shown; Refused in these words where none is chosen."""
    for record in records:
        if record.id == number:
            return record
    raise Refused(words)
