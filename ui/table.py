"""The table of a kind: sorts by its headings, remembers its columns, copies to a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget
from unionapp.records import fields, search
from unionapp.records.kind import Kind

from ui.columns import ColumnChooser, Remembered, usual_width
from ui.copying import clip
from ui.row_model import RecordModel
from ui.session import Session

__all__ = ["RecordModel", "RecordTable"]


class RecordTable(QTableView):
    """Rows of a kind; opens, copies and sorts by mouse and by keyboard."""

    opened = Signal(int)
    """The clerk wants to see the record of this id."""
    chosen_changed = Signal()
    """Other rows are selected, or other rows are shown."""

    def __init__(self, session: Session, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.kind = kind
        self.rows = RecordModel(kind, self)
        self._remembered = Remembered(session, kind)
        self._arranging = False
        self.setModel(self.rows)
        self.setAccessibleName(f"{kind.title}列表")
        self._dress()
        self._watch()
        self.show_columns(self._remembered.names())

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        head = self.horizontalHeader()
        # Of its own: painting the headings, it would else ask of every row whether it is selected.
        head.setSelectionModel(QItemSelectionModel(self.rows, head))
        head.setSectionsMovable(True)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _watch(self) -> None:
        head = self.horizontalHeader()
        head.sectionClicked.connect(self._sort_by_section)
        head.sectionMoved.connect(self._columns_were_moved)
        head.sectionResized.connect(self._column_was_resized)
        head.customContextMenuRequested.connect(self._offer_for_section)
        self.selectionModel().selectionChanged.connect(lambda: self.chosen_changed.emit())

    def ask(self, query: search.Query) -> None:
        """Show the answer to a query; what was chosen stays chosen where the current row is still there."""
        current = self.current_id()
        self.rows.ask(query)
        if current is not None and current in self.rows.ids:
            self.go_to(current)
        self.chosen_changed.emit()

    def show_columns(self, names: Sequence[str]) -> None:
        """Show these columns at their remembered or usual widths."""
        self._arranging = True
        self.rows.show_columns(names)
        head, widths = self.horizontalHeader(), self._remembered.widths()
        for section, name in enumerate(names):
            head.moveSection(head.visualIndex(section), section)
            wide = widths.get(name) or usual_width(self.kind.fields[name], self.fontMetrics())
            self.setColumnWidth(section, wide)
        self._mark_order()
        self._arranging = False

    def shown_columns(self) -> tuple[str, ...]:
        """The columns as the eye sees them, from left to right."""
        head = self.horizontalHeader()
        return tuple(self.rows.names[head.logicalIndex(place)] for place in range(len(self.rows.names)))

    def choose_columns(self) -> None:
        """Let the clerk choose and order the columns."""
        chooser = ColumnChooser(self, self.kind, self.shown_columns())
        if chooser.exec():
            self.take_columns(chooser.names())

    def take_columns(self, names: Sequence[str]) -> None:
        """Show these columns from now on."""
        self._remembered.keep_names(names)
        self.show_columns(names)
        self.chosen_changed.emit()

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
        """Order the rows by field names ("-" before one for falling), "strokes" or "pinyin"."""
        self.ask(replace(self.rows.query, order=order))
        self._mark_order()

    def copy(self) -> None:
        """Copy the selected rows with their headings, ready to be pasted into a spreadsheet."""
        rows = self.chosen_rows()
        if not rows:
            return
        names = self.shown_columns()
        shown = [self.kind.fields[name] for name in names]
        QGuiApplication.clipboard().setMimeData(clip(shown, [[self.rows.text(row, n) for n in names] for row in rows]))
        if not self.rows.mask and any(field.private for field in shown):
            self.session.store.journal.note(f"复制{self.kind.title} {len(rows)} 条（含完整号码）")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the record, Ctrl+C copies; letters do not jump about."""
        current = self.current_id()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            self.opened.emit(current)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.text().isprintable() and event.text() and not event.modifiers() and event.text() != " ":
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens the record."""
        row = self.rowAt(event.position().toPoint().y())
        if row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self.rows.ids[row])

    def changeEvent(self, event: QEvent) -> None:
        """Rows grow with the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_rows()

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(int(self.fontMetrics().height() * 1.55))

    def _sort_by_section(self, section: int) -> None:
        name = self.rows.names[section]
        order = self.rows.query.order
        self.sort_by(f"-{name}" if order[:1] == (name,) else name)

    def _mark_order(self) -> None:
        word = (self.rows.query.order or ("",))[0]
        name = word.lstrip("-")
        named = "name" if name in ("strokes", "pinyin") else name
        section = self.rows.names.index(named) if named in self.rows.names else -1
        falling = Qt.SortOrder.DescendingOrder if word.startswith("-") else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(section, falling)

    def _columns_were_moved(self) -> None:
        if not self._arranging:
            self._remembered.keep_names(self.shown_columns())

    def _column_was_resized(self, section: int, old: int, new: int) -> None:
        last = self.horizontalHeader().visualIndex(section) == len(self.rows.names) - 1
        if not self._arranging and new and not last and section < len(self.rows.names):
            self._remembered.keep_width(self.rows.names[section], new)

    def _offer_for_section(self, place: QPoint) -> None:
        section = self.horizontalHeader().logicalIndexAt(place)
        menu = QMenu(self)
        if 0 <= section < len(self.rows.names):
            self._offer_orders(menu, self.rows.names[section])
        menu.addAction("选择列…", self.choose_columns)
        menu.addAction("恢复默认列", self._forget_columns)
        menu.exec(self.horizontalHeader().mapToGlobal(place))
        menu.deleteLater()

    def _offer_orders(self, menu: QMenu, name: str) -> None:
        if name == "name" and isinstance(self.kind.fields[name], fields.Name):
            menu.addAction("按拼音排序", lambda: self.sort_by("pinyin"))
            menu.addAction("按姓氏笔画排序", lambda: self.sort_by("strokes"))
        else:
            menu.addAction("升序", lambda: self.sort_by(name))
        menu.addAction("降序", lambda: self.sort_by(f"-{name}"))
        menu.addAction("恢复原来的次序", lambda: self.sort_by())
        menu.addSeparator()
        if len(self.rows.names) > 1:
            rest = tuple(each for each in self.shown_columns() if each != name)
            menu.addAction("隐藏此列", lambda: self.take_columns(rest))

    def _forget_columns(self) -> None:
        self._remembered.forget()
        self.show_columns(self._remembered.names())
