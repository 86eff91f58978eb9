"""The narrow list on the left of a tab: its entries under their headings; what is set up once is folded away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from ui.kit import style
from ui.page_spec import SETTINGS, PageSpec, Tab
from ui.window import narrowing

_KEY, _GROUP, _TITLE = (Qt.ItemDataRole.UserRole + at for at in range(3))
_WIDE, _NARROW = 12, 4.5
"""Characters that every list is wide: with whole titles, and with two characters of each."""
_HIGH, _HEADING_HIGH, _GAP_HIGH = 16 / 7, 2, 6 / 7
"""Characters that a line is high: an entry, a heading, the gap in its place where the list is narrow."""
_HEADING = 9 / style.BASE
"""The text of a heading beside that of an entry."""
_LEAPS = {
    QAbstractItemView.CursorAction.MoveHome: 1,
    QAbstractItemView.CursorAction.MovePageUp: 1,
    QAbstractItemView.CursorAction.MoveEnd: -1,
    QAbstractItemView.CursorAction.MovePageDown: -1,
}
"""Moves of the cursor that may end on a heading, and where the nearest entry lies then."""


class EntryList(QListWidget):
    """The entries of a tab; the one whose page is shown is always chosen."""

    wanted = Signal(str)
    """An entry was chosen: its key."""
    entered = Signal()
    """The clerk wants to go on in the page: an entry was clicked, or Enter pressed on it."""

    def __init__(self, tab: Tab, remembered: QSettings) -> None:
        super().__init__()
        self._remembered = remembered
        self._place = f"window/folded/{tab.title}"
        self._folded = str(remembered.value(self._place, "yes")) == "yes"
        self._narrow = False
        self.setObjectName("kinds")
        self.setAccessibleName(f"{tab.title}的栏目")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        for group, entries in tab.groups().items():
            if group:
                self.addItem(_heading(group))
            for entry in entries:
                self.addItem(_entry(entry))
        self._fold()
        self.itemSelectionChanged.connect(self._tell)
        self.itemClicked.connect(self._clicked)

    def fit(self) -> None:
        """Take the width that all lists have in the size of text in force; headings are smaller than entries."""
        self._narrow = narrowing.is_narrow(self._remembered)
        names = narrowing.short_names([item.data(_TITLE) for item in self._items() if item.data(_KEY) is not None])
        small = self.font()
        small.setPointSizeF(small.pointSizeF() * _HEADING)
        for item in self._items():
            if item.data(_KEY) is None:
                item.setFont(small)
                item.setForeground(style.colour("faint"))
                item.setText("" if self._narrow else item.data(_TITLE))
                high = _GAP_HIGH if self._narrow and not _folds(item) else _HEADING_HIGH
            else:
                item.setText(names[item.data(_TITLE)] if self._narrow else item.data(_TITLE))
                high = _HIGH
            item.setSizeHint(QSize(0, round(style.letters(self, 7) * high / 7)))
        self._fold()
        self.setFixedWidth(round(style.letters(self, 2) * (_NARROW if self._narrow else _WIDE) / 2))

    def chosen(self) -> str:
        """The key of the entry whose page is shown; empty where none was shown yet."""
        return str(self.selectedItems()[0].data(_KEY)) if self.selectedItems() else ""

    def choose(self, key: str) -> None:
        """Choose an entry."""
        self.setCurrentItem(next(item for item in self._items() if item.data(_KEY) == key))

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """The cursor on the heading of a folded group leaves the entry chosen whose page is shown."""
        if index.isValid() and index.data(_KEY) is None:
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Leaps end on an entry, never on a heading."""
        index = super().moveCursor(action, modifiers)
        by = _LEAPS.get(action, 0)
        while by and index.isValid() and not self._reached(index):
            index = index.siblingAtRow(index.row() + by)
        return index

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a heading that folds opens or shuts its group; the second of a double click does not undo it."""
        super().mousePressEvent(event)
        item = self.itemAt(event.position().toPoint())
        if item is not None and _folds(item):
            self._turn()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens or shuts a group, and goes into the page of an entry."""
        item = self.currentItem()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or item is None:
            super().keyPressEvent(event)
        elif _folds(item):
            self._turn()
        else:
            self.entered.emit()

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def _reached(self, index: QModelIndex) -> bool:
        return bool(index.flags() & Qt.ItemFlag.ItemIsEnabled) and not self.isRowHidden(index.row())

    def _clicked(self, item: QListWidgetItem) -> None:
        if item.data(_KEY) is not None:
            self.entered.emit()

    def _tell(self) -> None:
        if self.chosen():
            self._fold()
            self.wanted.emit(self.chosen())

    def _turn(self) -> None:
        """Open the folded group, or fold it; this is remembered."""
        self._folded = not self._folded
        self._remembered.setValue(self._place, "yes" if self._folded else "no")
        self._fold()

    def _fold(self) -> None:
        """Hide what is folded, but for the entry that is shown."""
        for item in self._items():
            if _folds(item):
                words = "" if self._narrow else f" {item.data(_TITLE)}"
                item.setText(f"{'▸' if self._folded else '▾'}{words}")
                said = "已收起，按回车展开" if self._folded else "已展开，按回车收起"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.data(_GROUP)}，{said}")
            elif item.data(_GROUP) == SETTINGS:
                item.setHidden(self._folded and item.data(_KEY) != self.chosen())


def _folds(item: QListWidgetItem) -> bool:
    return item.data(_KEY) is None and item.data(_GROUP) == SETTINGS


def _heading(group: str) -> QListWidgetItem:
    """A heading: not to be chosen; the cursor comes only to one that folds."""
    item = QListWidgetItem(group)
    item.setData(_GROUP, group)
    item.setData(_TITLE, group)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{group}，分组")
    item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled if group == SETTINGS else Qt.ItemFlag.NoItemFlags)
    return item


def _entry(entry: PageSpec) -> QListWidgetItem:
    """An entry; a screen reader says its group with it."""
    item = QListWidgetItem(entry.title)
    item.setData(_KEY, entry.key)
    item.setData(_TITLE, entry.title)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, entry.title)
    item.setToolTip(entry.title)
    item.setData(_GROUP, entry.group)
    item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, entry.group)
    return item
