"""The left half of choosing people: a line to type in, filters beside it, and what both find in a register."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget
from unionapp.records import fields, search
from unionapp.records.kind import Kind
from unionapp.records.picking import Mark
from unionapp.records.record import Row
from unionapp.records.search import Condition
from unionapp.store import rows
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.models import Union

from ui.kit import messages, style
from ui.kit.choosing import OfferLine
from ui.kit.flow import FlowLayout
from ui.records.filters import quick_line
from ui.session import Session

SHOWN = 1000
"""So many of those found are listed; choosing all means those beyond too."""


@dataclass(frozen=True)
class Narrowing(Generic[Row]):
    """A further filter that no field answers by itself (the month of birth): its title and its choices."""

    title: str
    choices: Sequence[tuple[str, Callable[[Row], bool]]]
    begin: int | None = None
    """The choice it begins with."""


@dataclass(frozen=True)
class Found(Generic[Row]):
    """What was found for one question: all ids, the first of them as rows, and what is to be known of these."""

    asked: Sought[Row]
    ids: Sequence[int]
    rows: Sequence[Row]
    marks: Mapping[int, Mark]

    @property
    def words(self) -> str:
        """How many were found."""
        more = f"，列出前 {SHOWN:,} 人" if len(self.ids) > len(self.rows) else ""
        return f"筛选出 {len(self.ids):,} 人{more}。"


@dataclass(frozen=True)
class Sought(Generic[Row]):
    """One question to a register."""

    kind: Kind[Row]
    query: search.Query
    test: Callable[[Row], bool] | None = field(default=None, compare=False)
    narrowed: int = -1

    def find(self, marks: Callable[[Sequence[Row]], Mapping[int, Mark]]) -> Found[Row]:
        """Ask it."""
        ids: Sequence[int] = search.ids(self.kind, self.query)
        test = self.test
        if test is not None:
            fitting = [row for row in search.rows(self.kind, ids) if test(row)]
            ids, shown = [row.id for row in fitting], fitting[:SHOWN]
        else:
            shown = search.rows(self.kind, ids[:SHOWN])
        return Found(self, ids, shown, marks(shown))


class SearchLine(QLineEdit):
    """Enter takes who was found, Down goes to the list, a pasted list of names is handed on."""

    taken = Signal()
    left = Signal()
    pasted = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All else is typed."""
        text = QGuiApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
        if "\n" in text.strip():
            self.pasted.emit(text)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _HELD:
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)


_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class PickSearch(QWidget, Generic[Row]):
    """Asks a register by words and filters; a union means those below it too."""

    changed = Signal()

    def __init__(
        self,
        session: Session,
        kind: Kind[Row],
        names: Sequence[str],
        fixed: Sequence[Condition],
        narrowing: Narrowing[Row] | None,
    ) -> None:
        super().__init__()
        self.kind = kind
        self._fixed = tuple(fixed)
        self._narrowing = narrowing
        self.line = SearchLine()
        self.line.setPlaceholderText("姓名、拼音首字母、证件号码；回车选中，↓ 到名单")
        self.line.setAccessibleName("在名册里找人")
        self.line.setClearButtonEnabled(True)
        self.filters: dict[str, OfferLine] = {
            name: quick_line(session, kind, name) for name in names if name not in kind.unseen
        }
        self.month = QComboBox()
        self._lay_out()
        self.line.textChanged.connect(lambda: self.changed.emit())
        for each in self.filters.values():
            each.chosen.connect(lambda: self.changed.emit())
            each.line.textChanged.connect(lambda text: None if text else self.changed.emit())
        self.month.activated.connect(lambda: self.changed.emit())

    def _lay_out(self) -> None:
        flow_holder = QWidget()
        flow = FlowLayout(flow_holder)
        for name, each in self.filters.items():
            wide = 11 if isinstance(self.kind.fields[name], fields.Link) else 7
            each.setFixedWidth(style.letters(self, wide) + 40)
            flow.addWidget(each)
        if self._narrowing is not None:
            self.month.setAccessibleName(self._narrowing.title)
            self.month.addItem(f"{self._narrowing.title}不限")
            self.month.addItems([words for words, _ in self._narrowing.choices])
            self.month.setCurrentIndex(0 if self._narrowing.begin is None else self._narrowing.begin + 1)
            flow.addWidget(self.month)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        column.addWidget(flow_holder)

    def preset(self, values: Mapping[str, object]) -> None:
        """Begin with some filters set, by stored values."""
        for name, value in values.items():
            if name in self.filters:
                self.filters[name].choose_value(value)

    def paste(self) -> None:
        """Hand on the list of names that was copied."""
        text = QGuiApplication.clipboard().text().strip()
        if text:
            self.line.pasted.emit(text)
        else:
            messages.tell(self, "还没有复制名单。请先在 Excel 或文档里选中姓名（或身份证号）复制，再点“粘贴名单”。")

    def begin(self, text: str) -> None:
        """Begin anew with a letter."""
        self.line.setFocus()
        self.line.setText(text)

    def wanted(self) -> Sought[Row]:
        """What is asked now."""
        where = self._fixed + tuple(
            self._condition(name, line.offer.value)
            for name, line in self.filters.items()
            if line.offer is not None and line.line.text()
        )
        place = self.month.currentIndex() - 1
        test = self._narrowing.choices[place][1] if self._narrowing is not None and place >= 0 else None
        return Sought(self.kind, search.Query(self.line.text().strip(), where), test, place)

    def _condition(self, name: str, value: object) -> Condition:
        of = self.kind.fields[name]
        if isinstance(of, fields.Link) and of.rel_model is Union:
            return Condition(name, "in", tuple(tree.below(rows.get(Union, value))))
        return Condition(name, "has" if isinstance(of, fields.Choices) else "=", value)
