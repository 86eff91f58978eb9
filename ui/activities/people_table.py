"""Those who take part in one activity as a table with ticks: found by letters or number, kept in memory."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from unionapp.subjects.activities.records import PARTICIPANTS
from unionapp.values import names

from ui.kit import style
from ui.kit.plain import dress

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_HEADINGS = ("签到", "序号", "姓名", "性别", "所属工会或单位", "联系电话", "群体", "代表队", "领取物品")
_LETTERS = (5, 4, 6, 4, 14, 8, 8, 6, 8)
_WHERE = 4


class PeopleModel(QAbstractTableModel):
    """The list in its order, or those of it who fit what was typed."""

    def __init__(self) -> None:
        super().__init__()
        self.people: list[Any] = []
        """Everybody on the list."""
        self.rows: list[int] = []
        """The places in the list of those shown."""
        self._homes: dict[int, str] = {}
        self._typed = ""

    def show_people(self, people: Sequence[Any], homes: dict[int, str]) -> None:
        """Show another list; what was typed still holds."""
        self.beginResetModel()
        self.people, self._homes = list(people), homes
        self._fit()
        self.endResetModel()

    def narrow(self, typed: str) -> None:
        """Show those who fit a typed text; all of them for none."""
        self.beginResetModel()
        self._typed = typed.strip().lower()
        self._fit()
        self.endResetModel()

    def _fit(self) -> None:
        ranked = [(fits(each, place + 1, self._typed), place) for place, each in enumerate(self.people)]
        self.rows = [place for rank, place in sorted(ranked) if rank < _NO]

    def person(self, row: int) -> Any:
        """Who stands in a row."""
        return self.people[self.rows[row]]

    def row_of(self, number: int) -> int:
        """The row of a participant by id, -1 where she is not shown."""
        return next((row for row, place in enumerate(self.rows) if self.people[place].id == number), -1)

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """The columns of the list."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heading of a column."""
        shown = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal
        return _HEADINGS[section] if shown else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; who came is said by word and colour."""
        person = self.person(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.texts(index.row())[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 0 and person.present:
            return style.colour("good")
        return None

    def texts(self, row: int) -> Sequence[str]:
        """What a row says."""
        each = self.person(row)
        came = f"✓ {each.signed_in or '已到'}" if each.present else "○"
        home = self._homes.get(each.union_id or 0) or each.unit
        phone = PARTICIPANTS.shown(each, "phone", mask=True)
        group, goods = PARTICIPANTS.shown(each, "group"), each.goods
        taken = f"{goods}（已签领）" if goods and each.received else goods
        number = str(self.rows[row] + 1)
        return (came, number, each.name, PARTICIPANTS.shown(each, "sex"), home, phone, group, each.team, taken)


_NO = 9


@lru_cache(maxsize=8192)
def _readings(name: str) -> tuple[str, ...]:
    return names.pinyin_keys(name)


def fits(person: Any, number: int, typed: str) -> int:
    """How well somebody fits what was typed (number in the list, name, letters, phone): 0 best, 9 not at all."""
    if not typed:
        return 0
    if typed.isdigit():
        if str(number) == typed:
            return 0
        return 1 if str(number).startswith(typed) else 2 if len(typed) > 2 and typed in (person.phone or "") else _NO
    name = (person.name or "").lower()
    if name.startswith(typed):
        return 0
    if any(reading.startswith(typed) for reading in _readings(person.name or "")):
        return 1
    return 2 if typed in name else _NO


class PeopleTable(QTableView):
    """The table; Space ticks, Enter opens, letters go to who listens."""

    ticked = Signal()
    opened = Signal()
    typed = Signal(str)
    """A letter was typed while the cursor was in the table."""

    def __init__(self) -> None:
        super().__init__()
        self.people = PeopleModel()
        self.setModel(self.people)
        self.setAccessibleName("参加人名单")
        dress(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def chosen(self) -> list[Any]:
        """Those who are selected, from the top."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.people.person(row) for row in rows]

    def current(self) -> Any | None:
        """Who stands in the row with the cursor."""
        row = self.currentIndex().row()
        return self.people.person(row) if 0 <= row < self.people.rowCount() else None

    def go(self, row: int) -> None:
        """Put the cursor into a row, as near as there is one."""
        count = self.people.rowCount()
        if count:
            index = self.people.index(max(0, min(row, count - 1)), 0)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, Enter opens; letters and figures begin a search."""
        if event.key() == Qt.Key.Key_Space:
            self.ticked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.text().isalnum() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column of unions takes the room that is left."""
        super().resizeEvent(event)
        letter = style.letters(self, 1)
        free = self.viewport().width() - sum(_LETTERS) * letter
        for place, letters in enumerate(_LETTERS):
            self.setColumnWidth(place, letters * letter + (max(0, free) if place == _WHERE else 0))
        self.verticalHeader().setDefaultSectionSize(int(self.fontMetrics().height() * 1.55))
