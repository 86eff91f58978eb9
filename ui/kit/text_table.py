"""Rows to read, to choose from, to open and to copy: the table of every list that is no table of a kind."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic

from PySide6.QtCore import QEvent, QItemSelectionModel, QMetaMethod, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.exchange.copying import clip
from ui.kit import style
from ui.kit.plain import dress
from ui.kit.row_look import PAD
from ui.kit.text_model import Column, Row, TextModel, Told, told_columns
from ui.kit.widths import Wanted, shared

_PAD = 2 * PAD + 4
_WRAPPED = 8
"""Chinese characters that a column keeps whose texts take several lines."""
_MEASURED = 60
"""So many rows say how wide the columns must be."""
_LAST = 1.5
"""How much the last column of texts is preferred where room is left: it mostly says the most."""
_MANY = QAbstractItemView.SelectionMode.ExtendedSelection
_ADD = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class TextTable(QTableView, Generic[Row]):
    """Rows to read, to choose from, to open and to copy, by mouse and by keyboard.

    `key` names a row, so that the cursor stays on it when the rows are read anew; without one it stays in its place.
    With `wrap` long texts take several lines. `empty` stands where there is no row.
    """

    opened = Signal(int, int)
    """Enter was pressed in a cell, or it was clicked twice: its row and column."""
    chosen_changed = Signal()
    """The clerk chose another row; never sent while rows are shown anew."""
    dropped = Signal()
    """Delete was pressed on the chosen row."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[Row]] = (),
        key: Callable[[Row], Hashable] | None = None,
        *,
        wrap: bool = True,
        empty: str = "",
    ) -> None:
        super().__init__()
        self.rows: TextModel[Row] = TextModel(columns)
        self.key = key
        self.empty = empty
        self._filling = False
        self.setModel(self.rows)
        self.setAccessibleName(name)
        dress(self)
        self.setWordWrap(wrap)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        modes = QHeaderView.ResizeMode
        self.verticalHeader().setSectionResizeMode(modes.ResizeToContents if wrap else modes.Fixed)
        head = self.horizontalHeader()
        head.setResizeContentsPrecision(_MEASURED)
        head.setSectionsClickable(any(column.sort_key is not None for column in columns))
        head.sectionClicked.connect(self.sort_by)
        self.selectionModel().selectionChanged.connect(lambda: None if self._filling else self.chosen_changed.emit())
        _fit_rows(self)
        self.fit()

    def show_rows(self, rows: Sequence[Row], columns: Sequence[Column[Row]] | None = None) -> None:
        """Show other rows; those selected stay selected and what is looked at stays in sight, as far as it is there."""
        self._filling = True
        back = _place(self)
        self.rows.set_rows(rows, columns)
        back()
        self._filling = False
        self.setAccessibleDescription("" if rows else self.empty)
        self.fit()

    def sort_by(self, place: int) -> None:
        """Sort by a column, the cursor still on its row; the title says how."""
        self._filling = True
        back = _place(self)
        self.rows.sort_by(place)
        back()
        self._filling = False
        head, order = self.horizontalHeader(), self.rows.sorted_by
        head.setSortIndicatorShown(order is not None)
        if order is not None:
            down = Qt.SortOrder.DescendingOrder if order[1] else Qt.SortOrder.AscendingOrder
            head.setSortIndicator(order[0], down)

    @property
    def keys(self) -> list[Hashable]:
        """What names the rows, from the top."""
        return [_key(self, place) for place in range(len(self.rows.shown))]

    def row(self) -> Row | None:
        """The row with the cursor."""
        place = self.currentIndex().row()
        return self.rows.shown[place] if 0 <= place < len(self.rows.shown) else None

    def chosen(self) -> Hashable:
        """What names the row with the cursor; None where there is none."""
        place = self.currentIndex().row()
        return _key(self, place) if 0 <= place < len(self.rows.shown) else None

    def selected(self) -> list[Row]:
        """The selected rows, from the top."""
        return [self.rows.shown[place] for place in _selected(self)]

    def choose(self, key: Hashable) -> bool:
        """Put the cursor on a row; False where it is not shown."""
        keys = self.keys
        if key not in keys:
            return False
        self.selectRow(keys.index(key))
        return True

    def copy(self) -> None:
        """Copy the selected rows with their titles, all of them where no two are, ready for a spreadsheet."""
        chosen = _selected(self)
        places: Iterable[int] = chosen if len(chosen) > 1 else range(len(self.rows.shown))
        titles = [(column.title, column.align == "right") for column in self.rows.columns]
        texts = [[self.rows.text(row, column) for column in range(len(titles))] for row in places]
        QGuiApplication.clipboard().setMimeData(clip(titles, texts))

    def fit(self) -> None:
        """Give every column its width, so that the table is filled and no figure is cut."""
        for place, width in enumerate(shared(_wanted(self), self.viewport().width())):
            self.setColumnWidth(place, width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens what somebody waits to open, Delete asks for the row to go, Ctrl+C copies."""
        at = self.currentIndex()
        waited_for = self.isSignalConnected(QMetaMethod.fromSignal(self.opened))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at.isValid() and waited_for:
            self.opened.emit(at.row(), at.column())
        elif event.key() == Qt.Key.Key_Delete and at.isValid():
            self.dropped.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens it too."""
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(at.row(), at.column())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Where there is no row, say so."""
        super().paintEvent(event)
        if self.empty and not self.rows.shown:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            centred = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(16, 8, -16, -8), centred, self.empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns make use of a wide window."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Rows and columns grow with the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "rows"):
            _fit_rows(self)
            self.fit()


def _fit_rows(table: TextTable[Row]) -> None:
    high = int(table.fontMetrics().height() * 1.55)
    table.verticalHeader().setMinimumSectionSize(high)
    table.verticalHeader().setDefaultSectionSize(high)


def _key(table: TextTable[Row], place: int) -> Hashable:
    return place if table.key is None else table.key(table.rows.shown[place])


def _selected(table: TextTable[Row]) -> list[int]:
    return sorted({index.row() for index in table.selectionModel().selectedIndexes()})


def _place(table: TextTable[Row]) -> Callable[[], None]:
    """Remember where the clerk is in a table; what is answered brings her back there."""
    current, scrolled = table.currentIndex(), table.verticalScrollBar().value()
    row, column, chosen = max(0, current.row()), max(0, current.column()), table.chosen()
    several = {_key(table, place) for place in _selected(table)} if table.selectionMode() == _MANY else set()

    def back() -> None:
        places = {key: place for place, key in enumerate(table.keys)} if table.key is not None else {}
        last = len(table.rows.shown) - 1
        if last >= 0 and table.rows.columns:
            at = places.get(chosen, min(row, last))
            table.setCurrentIndex(table.rows.index(at, min(column, len(table.rows.columns) - 1)))
        for key in several & places.keys() if len(several) > 1 else ():
            table.selectionModel().select(table.rows.index(places[key], 0), _ADD)
        table.verticalScrollBar().setValue(scrolled)
        table.scrollTo(table.currentIndex())

    return back


def _wanted(table: TextTable[Row]) -> list[Wanted]:
    """How wide the columns should be; spare room goes to those that stretch, else to the one with the longest texts."""
    columns = table.rows.columns
    widths = [_width(table, place, column) for place, column in enumerate(columns)]
    texts = [place for place, column in enumerate(columns) if column.align == "left"]
    stretching = [place for place, column in enumerate(columns) if column.stretch]
    longest = sorted(texts, key=lambda place: widths[place] * (_LAST if place == texts[-1] else 1))[-1:]
    return [
        Wanted(width, _least(table, width, column), place in (stretching or longest))
        for place, (width, column) in enumerate(zip(widths, columns, strict=True))
    ]


def _width(table: TextTable[Row], place: int, column: Column[Row]) -> int:
    """A column as wide as its texts and its title, texts and not figures no less than declared."""
    head = table.horizontalHeader()
    if column.width and column.align != "left":
        return _declared(table, column)
    return max(table.sizeHintForColumn(place) + PAD, head.sectionSizeHint(place), _declared(table, column))


def _declared(table: TextTable[Row], column: Column[Row]) -> int:
    if not column.width:
        return 0
    title = table.horizontalHeader().fontMetrics().horizontalAdvance(column.title)
    return max(style.letters(table, column.width), round(title * 1.15)) + _PAD


def _least(table: TextTable[Row], width: int, column: Column[Row]) -> int:
    """How narrow a column may become: figures not at all, texts as declared, those that wrap to a few characters."""
    least = _declared(table, column) or width
    wrapped = style.letters(table, _WRAPPED) + _PAD
    return width if column.align == "right" else min(least, wrapped) if table.wordWrap() else least


def told_table(name: str, titles: Sequence[str], figures: Sequence[str] = (), empty: str = "") -> TextTable[Told]:
    """A table of rows in words; the columns named by `figures` stand at the right, the first says how a row stands."""
    return TextTable(name, told_columns(titles, figures), lambda row: row.key, empty=empty)
