"""The list of a kind and what is opened in its place: a record to read, or what is being written."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QStackedWidget
from unionapp.records.kind import Kind

from ui.records.list_view import ListView
from ui.records.record_view import RecordView
from ui.records.writing import Writing
from ui.session import Session


class ListPlace(QStackedWidget):
    """Shows the list, or the one thing opened in its place, which is asked before it goes."""

    def __init__(self, session: Session, kind: Kind) -> None:
        super().__init__()
        self.session = session
        self.kind = kind
        self.list = ListView(session, kind)
        self.addWidget(self.list)
        self.setFocusProxy(self.list)
        self._inner: Writing | RecordView | None = None
        session.changed.connect(self._data_changed)

    def selected(self) -> list[Any]:
        """The chosen records, from the top; the open one where a record is open."""
        if isinstance(self._inner, RecordView):
            return [self._inner.record] if self._inner.record is not None else []
        return self.list.records(self.list.table.chosen_ids())

    def is_open(self) -> bool:
        """Whether a record is open in place of the table."""
        return isinstance(self._inner, RecordView)

    def may_leave(self) -> bool:
        """Whether what is open here may be left; asks when something typed would be lost."""
        return self._inner is None or self._inner.may_leave()

    def show_list(self) -> None:
        """Go back to the table, the cursor on the record that was open."""
        shown = self._inner.row_id if self._inner is not None else None
        self.put(None)
        if shown:
            self.list.table.go_to(shown)
        self.list.table.setFocus()

    def put(self, inner: Writing | RecordView | None) -> None:
        """Show what is opened in place of what was open; None is the table."""
        former, self._inner = self._inner, inner
        if inner is not None:
            self.addWidget(inner)
        self.setCurrentWidget(inner or self.list)
        self.setFocusProxy(inner or self.list)
        if former is not None:
            self.removeWidget(former)
            former.deleteLater()
        if inner is not None:
            inner.start()

    def _data_changed(self) -> None:
        """What is being written takes over what changed elsewhere; lists and records to read watch for themselves."""
        if isinstance(self._inner, Writing):
            self._inner.data_changed()
