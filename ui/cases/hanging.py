"""What hangs on the record of a case, kind by kind: listed, added by a short form, opened by Enter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Generic

from PySide6.QtWidgets import QVBoxLayout
from unionapp.errors import Refused
from unionapp.records.kind import Kind
from unionapp.records.record import Record, Row
from unionapp.store import editing, rows

from ui.cases.asking import ask_for
from ui.cases.part import CasePart, Made
from ui.kit import undoing
from ui.kit.actions import Action
from ui.kit.plain import label
from ui.kit.text_table import TextTable
from ui.records.columns import field_columns
from ui.session import Session


@dataclass(frozen=True)
class ChildRecords(Generic[Row]):
    """Records of a kind that hang on others by a link: what is shown of them, and what is asked of a new one."""

    kind: Kind
    link: str
    columns: Sequence[str]
    asks: Sequence[str] = ()
    """Empty where such records are not made here."""
    given: Callable[[Row], Mapping[str, object]] = field(default=lambda record: {})
    """What is proposed for a new one, from the record that it hangs on."""


class ChildRecordsPart(CasePart[Row]):
    """One or several kinds, one below the other."""

    def __init__(self, session: Session, record: Row, hanging: Sequence[ChildRecords[Row]]) -> None:
        super().__init__(session, record)
        self.hanging = [each for each in hanging if each.link not in each.kind.unseen]
        self.tables: dict[str, TextTable[Record]] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.said = label("", "faint")
        self.said.hide()
        self.column.addWidget(self.said)
        for each in self.hanging:
            self._lay_out_kind(each)
        self.setFocusProxy(next(iter(self.tables.values())))
        self.show_case(record)

    def words(self, record: Row) -> str:
        """What stands above all, perhaps nothing."""
        return ""

    def _lay_out_kind(self, hanging: ChildRecords[Row]) -> None:
        columns = field_columns(hanging.kind, hanging.columns)
        table = TextTable(hanging.kind.title, columns, key=lambda row: row.id)
        if hanging.asks:
            table.dropped.connect(lambda: self.attempt(partial(self.remove, hanging)))
        table.opened.connect(lambda: self.attempt(partial(self.open, hanging)))
        self.tables[hanging.kind.key] = table
        noun = hanging.kind.noun
        key = hanging.kind.key
        actions = [Action(f"open-{key}", f"打开{noun}", partial(self.open, hanging))]
        if hanging.asks:
            actions.insert(0, Action(f"add-{key}", f"登记{noun}", partial(add, self, hanging)))
            actions.append(Action(f"remove-{key}", f"删除{noun}", partial(self.remove, hanging)))
        self.column.addWidget(label(hanging.kind.title, "heading"))
        self.column.addWidget(self.bar(*actions))
        self.column.addWidget(table, 1)

    def show_case(self, record: Row) -> None:
        """Read what hangs on the record anew."""
        super().show_case(record)
        self.said.setText(self.words(record))
        self.said.setVisible(bool(self.said.text()))
        for each in self.hanging:
            self.tables[each.kind.key].show_rows(rows.linked(each.kind.model, each.link, self.record.id))

    def open(self, hanging: ChildRecords[Row]) -> None:
        """Open the chosen one on the page of its kind."""
        self.session.show(hanging.kind, self.chosen(hanging))

    def remove(self, hanging: ChildRecords[Row]) -> None:
        """Take the chosen one away; it can be taken back."""
        found = self.chosen(hanging)
        words = found.label
        editing.remove(self.session.store.journal, hanging.kind, [found])
        undoing.offer(self, self.session, f"已删除“{words}”")

    def chosen(self, hanging: ChildRecords[Row]) -> Record:
        """The chosen record of a kind; Refused where none is."""
        number = self.tables[hanging.kind.key].chosen()
        if not isinstance(number, int):
            raise Refused(f"还没有{hanging.kind.noun}可选。")
        return rows.get(hanging.kind.model, number)


def add(part: CasePart[Row], hanging: ChildRecords[Row]) -> None:
    """Ask for a new one, which hangs on the record of a part."""
    made = hanging.kind.model(**{hanging.link: part.record, **hanging.given(part.record)})
    ask_for(part, part.session, hanging.kind, made, hanging.asks, f"登记{hanging.kind.noun}：{part.record.label}")


def today(*names: str) -> Callable[[Record], Mapping[str, object]]:
    """Proposes today for these fields of a new one."""
    return lambda record: dict.fromkeys(names, date.today())


def hanging_part(*hanging: ChildRecords[Row]) -> Made[Row]:
    """What makes the part of these kinds."""
    return lambda session, record: ChildRecordsPart(session, record, hanging)
