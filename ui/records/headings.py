"""The headings of a table: columns that the clerk chooses, moves and widens, and the menu of their orders."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QHeaderView, QMenu
from unionapp.records import fields
from unionapp.records.kind import Kind

from ui.kit.widths import Wanted, shared
from ui.records.columns import ColumnChooser, Remembered
from ui.records.row_model import RecordModel
from ui.records.widths import LOOKED_AT, same_width, wanted
from ui.session import Session


class Headings(QHeaderView):
    """The headings over the rows of a kind."""

    order_wanted = Signal(tuple)
    """The clerk wants another order: field names, "-" before one for falling; none for the usual order."""

    def __init__(self, session: Session, kind: Kind, rows: RecordModel, table: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.kind = kind
        self.rows = rows
        self._remembered = Remembered(session, kind)
        self._arranging = False
        self._widest: dict[str, int] = {}
        """The widest text of each column that was looked at, in pixels."""
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)
        self.setSortIndicatorShown(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.sectionClicked.connect(self._turn_order)
        self.sectionMoved.connect(self._was_moved)
        self.sectionResized.connect(self._was_resized)
        self.customContextMenuRequested.connect(self._offer)

    def begin(self) -> None:
        """Show the remembered columns, once the table has taken the headings over."""
        # Rows are selected in a model of the table's; with it, each painting would ask of every row whether it is.
        self.setSelectionModel(QItemSelectionModel(self.rows, self))
        self.show_columns(self._remembered.names())

    def names(self) -> tuple[str, ...]:
        """The columns as the eye sees them, from left to right."""
        return tuple(self.rows.names[self.logicalIndex(place)] for place in range(len(self.rows.names)))

    def show_columns(self, names: Sequence[str]) -> None:
        """Show these columns at their remembered or usual widths."""
        self._arranging = True
        self.rows.show_columns(names)
        for section in range(len(names)):
            self.moveSection(self.visualIndex(section), section)
        self._arranging = False
        self.mark_order()
        self.fit(anew=True)

    def take_columns(self, names: Sequence[str]) -> None:
        """Show these columns from now on."""
        self._remembered.keep_names(names)
        self.show_columns(names)

    def choose(self) -> None:
        """Let the clerk choose and order the columns."""
        chooser = ColumnChooser(self, self.kind, self.names())
        if chooser.exec():
            self.take_columns(chooser.names())

    def fit(self, anew: bool = False) -> None:
        """Give every column its width: the clerk's, else by what stands in it, looked at once, or anew."""
        if self._arranging:
            return
        if anew:
            self._widest.clear()
        kept = self._remembered.widths()
        names = self.rows.names
        wants = [Wanted(kept[name], kept[name]) if name in kept else self._wanted(name) for name in names]
        self._arranging = True
        for section, width in enumerate(shared(wants, self._table.viewport().width())):
            self.resizeSection(section, width)
        self._arranging = False

    def _wanted(self, name: str) -> Wanted:
        """How wide a column should be by its first rows; while there are none, by its heading."""
        field, metrics = self.kind.fields[name], self.fontMetrics()
        if name not in self._widest and self.rows.ids and not same_width(field, metrics):
            texts = (self.rows.text(row, name) for row in range(min(LOOKED_AT, len(self.rows.ids))))
            self._widest[name] = max(map(metrics.horizontalAdvance, texts))
        return wanted(field, self._widest.get(name, 0), metrics)

    def mark_order(self) -> None:
        """Show by which column the rows are ordered."""
        word = (self.rows.query.order or ("",))[0]
        name = word.lstrip("-")
        named = "name" if name in ("strokes", "pinyin") else name
        section = self.rows.names.index(named) if named in self.rows.names else -1
        falling = Qt.SortOrder.DescendingOrder if word.startswith("-") else Qt.SortOrder.AscendingOrder
        self.setSortIndicator(section, falling)

    def _turn_order(self, section: int) -> None:
        name = self.rows.names[section]
        if name in self.kind.unseen:
            self.mark_order()
            return
        self.order_wanted.emit((f"-{name}" if self.rows.query.order[:1] == (name,) else name,))

    def _was_moved(self) -> None:
        if not self._arranging:
            self._remembered.keep_names(self.names())

    def _was_resized(self, section: int, old: int, new: int) -> None:
        last = self.visualIndex(section) == len(self.rows.names) - 1
        if not self._arranging and new and not last and section < len(self.rows.names):
            self._remembered.keep_width(self.rows.names[section], new)

    def _offer(self, place: QPoint) -> None:
        section = self.logicalIndexAt(place)
        menu = QMenu(self)
        if 0 <= section < len(self.rows.names):
            _offer_orders(self, menu, self.rows.names[section])
        menu.addAction("选择列…", self.choose)
        menu.addAction("恢复默认列", self._forget)
        menu.exec(self.mapToGlobal(place))
        menu.deleteLater()

    def _forget(self) -> None:
        self._remembered.forget()
        self.show_columns(self._remembered.names())


def _offer_orders(headings: Headings, menu: QMenu, name: str) -> None:
    """Offer in a menu what can be done with a column."""
    kind = headings.kind

    def offer(text: str, *order: str) -> None:
        menu.addAction(text, lambda: headings.order_wanted.emit(order))

    if name == "name" and isinstance(kind.fields[name], fields.Name):
        offer("按拼音排序", "pinyin")
        offer("按姓氏笔画排序", "strokes")
    elif name not in kind.unseen:
        offer("升序", name)
    if name not in kind.unseen:
        offer("降序", f"-{name}")
    offer("恢复原来的次序")
    menu.addSeparator()
    if len(headings.rows.names) > 1:
        rest = tuple(each for each in headings.names() if each != name)
        menu.addAction("隐藏此列", lambda: headings.take_columns(rest))
