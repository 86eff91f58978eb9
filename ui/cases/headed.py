"""A case with a head that says what comes next and what is wrong, found off the GUI thread."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout
from unionapp.records.record import Row
from unionapp.work import Progress

from ui import tasks
from ui.cases.head import CaseHead, Overview
from ui.cases.view import CaseView


class HeadedCase(CaseView[Row]):
    """The page of a case whose head leads to what comes next."""

    def look(self, row_id: int, progress: Progress) -> Overview | None:
        """What the head says of a record, None where it is gone; runs off the GUI thread, touches no widget."""
        raise NotImplementedError

    def go_on(self) -> None:
        """Do, or show, what comes next."""
        raise NotImplementedError

    def _lay_out(self) -> None:
        self.found: Overview | None = None
        self.head = CaseHead("去办", self.go_on)
        super()._lay_out()
        self.top.line.addWidget(self.head.figures, 1)
        self.top.line.addStretch()
        self.top.line.addWidget(self.head.more)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(1, self.head)
        self.tabs.currentChanged.connect(self.head.weigh)

    def refresh(self) -> None:
        """Read the record anew."""
        super().refresh()
        self.head.enable(self.record is not None)

    def show_head(self, record: Row) -> None:
        """What the head says follows from another thread."""
        row_id = self.row_id
        tasks.look(self, lambda progress: self.look(row_id, progress), self.show_overview)

    def show_overview(self, found: Overview | None) -> None:
        """Show what was found."""
        self.found = found
        if found is not None:
            self.head.show_found(found)
