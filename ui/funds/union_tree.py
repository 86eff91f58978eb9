"""The unions as a tree to tick: a union with all below it by one tick."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem
from unionapp.subjects.unions import tree

_NUMBER = Qt.ItemDataRole.UserRole
_TICKED, _CLEAR = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class UnionTree(QTreeWidget):
    """All unions; ticking one ticks what is below it."""

    ticked = Signal()
    """Other unions are ticked."""

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setAccessibleName("工会：空格勾选，连同下属")
        self._items: dict[int, QTreeWidgetItem] = {}
        self._fill()
        self.expandToDepth(0)
        self.itemChanged.connect(self._follow)

    def unions(self) -> tuple[int, ...]:
        """The ids of the ticked unions."""
        return tuple(number for number, item in self._items.items() if item.checkState(0) == _TICKED)

    def tick(self, numbers: tuple[int, ...]) -> None:
        """Tick these unions and no others, without telling anybody."""
        self.blockSignals(True)
        for number, item in self._items.items():
            item.setCheckState(0, _TICKED if number in numbers else _CLEAR)
        self.blockSignals(False)

    def _fill(self) -> None:
        for number, parent, name in tree.nodes():
            item = QTreeWidgetItem([name])
            item.setData(0, _NUMBER, number)
            item.setToolTip(0, name)
            item.setCheckState(0, _CLEAR)
            upper = self.invisibleRootItem() if parent is None else self._items[parent]
            upper.addChild(item)
            self._items[number] = item

    def _follow(self, item: QTreeWidgetItem) -> None:
        """What is below goes with it."""
        self.blockSignals(True)
        waiting = [item]
        while waiting:
            each = waiting.pop()
            each.setCheckState(0, item.checkState(0))
            waiting += [each.child(place) for place in range(each.childCount())]
        self.blockSignals(False)
        self.viewport().update()
        self.ticked.emit()
