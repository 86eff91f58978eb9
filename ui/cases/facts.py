"""The fields of a record and what happened to it, as parts of its case."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget
from unionapp.records.kind import Kind
from unionapp.records.record import Row

from ui.cases.part import CasePart, Made
from ui.kit.plain import empty
from ui.records.history import HistoryTree
from ui.session import Session


class _Shown(CasePart[Row]):
    """Shows a widget that is made anew with the record."""

    def __init__(self, session: Session, record: Row, make: Callable[[Row], QWidget]) -> None:
        super().__init__(session, record)
        self._make = make
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_case(self, record: Row) -> None:
        """Make it anew."""
        super().show_case(record)
        empty(self._column)
        shown = self._make(record)
        self._column.addWidget(shown)
        self.setFocusProxy(shown)


def facts_part(sheet: Callable[[Row], QWidget]) -> Made[Row]:
    """资料: the fields as `sheet` shows them."""
    return lambda session, record: _Shown(session, record, sheet)


def history_part(kind: Kind[Row]) -> Made[Row]:
    """历史."""
    return lambda session, record: _Shown(session, record, lambda shown: HistoryTree(session, kind, shown.id))
