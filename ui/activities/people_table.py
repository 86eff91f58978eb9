"""Those who take part in one activity as a table with ticks: found by letters or number, kept in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.activities.records import PARTICIPANTS
from unionapp.values import names

from ui.kit.text_model import Column
from ui.kit.text_table import TextTable


@dataclass(frozen=True)
class NumberedPerson:
    """Somebody, and her number on the list."""

    number: int
    person: Participant


_NO = 9


@lru_cache(maxsize=8192)
def _readings(name: str) -> tuple[str, ...]:
    return names.pinyin_keys(name)


def fits(person: Participant, number: int, typed: str) -> int:
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


def _columns(homes: Mapping[int, str]) -> list[Column[NumberedPerson]]:
    """The columns of the list; who came is said by word and colour."""

    def field(title: str, name: str, width: int) -> Column[NumberedPerson]:
        return Column(title, lambda place: PARTICIPANTS.shown(place.person, name, mask=True), width=width)

    return [
        Column("签到", _came, width=4, level=lambda place: "good" if place.person.present else ""),
        Column("序号", lambda place: str(place.number), "right", 3),
        Column("姓名", lambda place: str(place.person.name), width=5),
        field("性别", "sex", 3),
        Column(
            "所属工会或单位",
            lambda place: homes.get(place.person.union_id or 0) or str(place.person.unit),
            width=13,
            stretch=True,
        ),
        field("联系电话", "phone", 7),
        field("群体", "group", 7),
        Column("代表队", lambda place: str(place.person.team), width=5),
        Column("领取物品", _taken, width=7),
    ]


def _came(place: NumberedPerson) -> str:
    return f"✓ {place.person.signed_in or '已到'}" if place.person.present else "○"


def _taken(place: NumberedPerson) -> str:
    goods = str(place.person.goods)
    return f"{goods}（已签领）" if goods and place.person.received else goods


class ParticipantTable(TextTable[NumberedPerson]):
    """The list in its order, or those of it who fit what was typed; Space ticks, letters go to who listens."""

    ticked = Signal()
    typed = Signal(str)
    """A letter was typed while the cursor was in the table."""

    def __init__(self) -> None:
        super().__init__("参加人名单", _columns({}), lambda place: place.person.id, wrap=False)
        self.people: Sequence[Participant] = ()
        """Everybody on the list."""
        self._typed = ""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def show_people(self, people: Sequence[Participant], homes: Mapping[int, str]) -> None:
        """Show another list; what was typed still holds."""
        self.people = people
        self.show_rows(self._fitting(), _columns(homes))

    def narrow(self, typed: str) -> None:
        """Show those who fit a typed text, the best first, the cursor on it; all of them for none."""
        self._typed = typed.strip().lower()
        self.show_rows(self._fitting())
        if self._typed:
            self.go(0)

    def people_selected(self) -> list[Participant]:
        """Those who are selected, from the top."""
        return [place.person for place in self.selected()]

    def row_of(self, number: int) -> int:
        """The row of a participant by id, -1 where she is not shown."""
        return next((row for row, place in enumerate(self.rows.shown) if place.person.id == number), -1)

    def go(self, row: int) -> None:
        """Put the cursor into a row, as near as there is one."""
        count = self.rows.rowCount()
        if count:
            index = self.rows.index(max(0, min(row, count - 1)), 0)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; letters and figures begin a search."""
        if event.key() == Qt.Key.Key_Space:
            self.ticked.emit()
        elif event.text().isalnum() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _fitting(self) -> list[NumberedPerson]:
        places = [NumberedPerson(number, person) for number, person in enumerate(self.people, 1)]
        ranked = [(fits(place.person, place.number, self._typed), place) for place in places]
        return [place for rank, place in sorted(ranked, key=lambda pair: pair[0]) if rank < _NO]
