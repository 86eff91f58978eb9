"""The table of a kind: sorts by its headings, remembers its columns, copies to a spreadsheet."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from unionapp.records import search
from unionapp.records.kind import Kind
from unionapp.store import access_log

from ui.exchange.copying import clip
from ui.kit.plain import dress
from ui.records.columns import is_figure
from ui.records.headings import Headings
from ui.records.row_model import RecordModel
from ui.session import Session

__all__ = ["RecordModel", "RecordTable"]


class RecordTable(QTableView):
    """Rows of a kind; opens, copies and sorts by mouse and by keyboard."""

    opened = Signal(int)
    """The clerk wants to see the record of this id."""
    chosen_changed = Signal()
    """Other rows are selected, or other rows or columns are shown."""

    def __init__(self, session: Session, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.kind = kind
        self.rows = RecordModel(kind, self)
        self.headings = Headings(session, kind, self.rows, self)
        self.setHorizontalHeader(self.headings)
        self.setModel(self.rows)
        self.setAccessibleName(f"{kind.title}列表")
        self._dress()
        self.headings.begin()
        self.headings.order_wanted.connect(lambda order: self.sort_by(*order))
        self.rows.modelReset.connect(lambda: self.headings.fit())
        self.rows.dataChanged.connect(lambda: self.headings.fit(anew=True))
        self.rows.modelReset.connect(lambda: self.chosen_changed.emit())
        self.selectionModel().selectionChanged.connect(lambda: self.chosen_changed.emit())

    def _dress(self) -> None:
        dress(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()

    def ask(self, query: search.Query) -> None:
        """Show the answer to a query, the cursor on the record where it was, as far as that is still shown."""
        current = self.current_id()
        self.rows.ask(query)
        if current is not None:
            self.go_to(current)

    def chosen_rows(self) -> list[int]:
        """The numbers of the selected rows, from the top."""
        chosen = self.selectionModel().selection()
        ranges = (chosen.at(place) for place in range(chosen.count()))
        return sorted({row for each in ranges for row in range(each.top(), each.bottom() + 1)})

    def chosen_ids(self) -> list[int]:
        """The ids of the selected rows, from the top."""
        return [self.rows.ids[row] for row in self.chosen_rows()]

    def current_id(self) -> int | None:
        """The id of the row with the cursor."""
        row = self.currentIndex().row()
        return self.rows.ids[row] if 0 <= row < len(self.rows.ids) else None

    def go_to(self, row_id: int) -> bool:
        """Put the cursor on a record; False where the table does not show it."""
        if row_id not in self.rows.ids:
            return False
        index = self.rows.index(self.rows.ids.index(row_id), 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
        return True

    def sort_by(self, *order: str) -> None:
        """Order the rows by field names ("-" before one for falling), "strokes" or "pinyin"; by none as usual."""
        self.ask(replace(self.rows.query, order=order))
        self.headings.mark_order()

    def copy(self) -> None:
        """Copy the selected rows with their headings, ready to be pasted into a spreadsheet."""
        rows = self.chosen_rows()
        if not rows:
            return
        names = self.headings.names()
        shown = [self.kind.fields[name] for name in names]
        titles = [(field.label, is_figure(field)) for field in shown]
        QGuiApplication.clipboard().setMimeData(clip(titles, [[self.rows.text(row, n) for n in names] for row in rows]))
        if not self.rows.mask and any(field.private for field in shown):
            more = access_log.said(self.kind, names)
            self.session.store.journal.note(f"复制{self.kind.title} {len(rows)} 条（含完整号码）{more}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the record, Ctrl+C copies; letters do not jump about."""
        current = self.current_id()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            self.opened.emit(current)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.text().strip() and event.text().isprintable() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens the record."""
        row = self.rowAt(event.position().toPoint().y())
        if row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self.rows.ids[row])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns make use of a wide window."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.headings.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Rows grow with the text, and so do columns."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "headings"):
            self._fit_rows()
            self.headings.fit(anew=True)

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(int(self.fontMetrics().height() * 1.55))
