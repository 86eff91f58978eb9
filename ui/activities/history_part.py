"""历史: who changed what of an activity, and when."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout
from unionapp.subjects.activities.records import ACTIVITIES

from ui.case_part import CasePart
from ui.history import HistoryTree
from ui.session import Session


class HistoryPart(CasePart):
    """What happened to the record itself."""

    def __init__(self, session: Session, activity: Any) -> None:
        super().__init__(session, activity)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.show_case(activity)

    def show_case(self, record: Any) -> None:
        """Read the history anew."""
        super().show_case(record)
        while self._column.count():
            widget = self._column.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        tree = HistoryTree(self.session, ACTIVITIES, record.id)
        self._column.addWidget(tree)
        self.setFocusProxy(tree)
