"""The filters above a table: the kind's own by typing, the clerk's further conditions, and the way back to all rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget
from unionapp.records import fields
from unionapp.records.kind import Kind
from unionapp.records.search import Condition
from unionapp.store import rows

from ui.kit.choosing import Offer, OfferLine, RecordChoice, code_offers, kind_of
from ui.kit.fields import YesNoEdit
from ui.kit.flow import FlowLayout
from ui.records.conditions import Filter
from ui.records.filter_name import FilterName
from ui.session import Session

_MANY = 200
_SHOWN = 3
"""So many of the kind's own filters stand in the row; the others appear with 更多条件."""


def quick_line(session: Session, kind: Kind, name: str) -> OfferLine:
    """The line that filters by one of the kind's own filter fields."""
    field = kind.fields[name]
    line: OfferLine
    if isinstance(field, fields.Link):
        line = RecordChoice(session, kind_of(session, field.rel_model))
    elif isinstance(field, fields.Choice):
        line = OfferLine(lambda text: code_offers(field.codes, text), field.label)
    elif isinstance(field, fields.YesNo):
        line = YesNoEdit(field).offers
        line.setParent(None)
    else:
        line = OfferLine(lambda text: _values_in_use(kind, name, text), field.label)
    line.line.setPlaceholderText(field.label)
    line.line.setAccessibleName(f"按{field.label}筛选")
    line.line.setClearButtonEnabled(True)
    return line


def _values_in_use(kind: Kind, name: str, text: str) -> list[Offer]:
    return [Offer(value, value) for value in rows.values_in_use(kind, name, text, _MANY)]


class FilterBar(QWidget):
    """The kind's own filters in a row, ready-made ones beside, further ones behind, and the way back to all rows."""

    changed = Signal()

    def __init__(self, session: Session, kind: Kind) -> None:
        super().__init__()
        self.session = session
        self.kind = kind
        self.quick = {name: quick_line(session, kind, name) for name in kind.filters if name not in kind.unseen}
        self.further: list[Filter] = []
        """What the clerk added, a ready-made filter among it."""
        self._names = {name: FilterName(line) for name, line in self.quick.items()}
        self._chips: dict[Filter, QPushButton] = {}
        self._ready: dict[QPushButton, Filter | None] = {}
        """The buttons of the ready-made filters, and what each put in force."""
        self.flow = FlowLayout(self, 8)
        for line in self.quick.values():
            line.chosen.connect(lambda: self.changed.emit())
            line.line.textChanged.connect(self._maybe_cleared)
        self.more = QPushButton("更多条件")
        self.more.setCheckable(True)
        self.more.setAccessibleName("按任意一栏筛选")
        self.more.toggled.connect(self.fit)
        self.clear_all = QPushButton("清除筛选")
        self.clear_all.setFlat(True)
        self.clear_all.clicked.connect(self.clear)
        self.changed.connect(self.fit)
        self._arrange()
        self.fit()

    def leave_out(self, *names: str) -> None:
        """Show no filter of these fields: the page itself says which of them are meant."""
        for name in names:
            if name in self._names:
                self._names.pop(name)
                self.quick[name].hide()
        self.fit()

    def fit(self) -> None:
        """Show what has its place now: the first ones and those in force, as wide as what they say."""
        for place, name in enumerate(self._names.values()):
            name.fit()
            name.owner.setVisible(place < _SHOWN or name.set or self.more.isChecked())
        self.clear_all.setVisible(bool(self.filters()))

    def filters(self) -> list[Filter]:
        """All filters in force."""
        found = []
        for name, line in self.quick.items():
            if line.offer is not None and line.line.text():
                label = self.kind.fields[name].label
                sign = "has" if isinstance(self.kind.fields[name], fields.Choices) else "="
                found.append(Filter(f"{label}：{line.offer.text}", (Condition(name, sign, line.offer.value),)))
        return found + self.further

    def conditions(self) -> tuple[Condition, ...]:
        """All conditions in force."""
        return tuple(each for filter_ in self.filters() for each in filter_.conditions)

    def words(self) -> str:
        """The filters in force as a heading says them."""
        return "；".join(each.words for each in self.filters())

    def add(self, filter_: Filter) -> None:
        """Filter by a further condition, shown as a button that takes it away again."""
        chip = QPushButton(f"{filter_.words}  ✕")
        chip.setProperty("role", "filter")
        chip.setAccessibleName(f"去掉条件 {filter_.words}")
        chip.clicked.connect(lambda: self._drop(filter_))
        self._chips[filter_] = chip
        self.further.append(filter_)
        self._arrange()
        self.changed.emit()

    def offer(self, words: str, find: Callable[[], Filter]) -> None:
        """A button for what is often looked for, pressed while it is in force; what that is, is found when pressed."""
        button = QPushButton(words)
        button.setCheckable(True)
        button.setAccessibleName(f"只看{words}")
        button.clicked.connect(lambda wanted: self._turn(button, find() if wanted else None))
        self._ready[button] = None
        self._arrange()

    def clear(self) -> None:
        """Show all rows again."""
        for line in self.quick.values():
            line.blockSignals(True)
            line.set_offer(None)
            line.blockSignals(False)
        for button in self._ready:
            self._release(button)
        for filter_ in list(self._chips):
            self._forget(filter_)
        self.changed.emit()

    def _turn(self, button: QPushButton, wanted: Filter | None) -> None:
        """Put a ready-made filter in force, in place of another of them, or take it away."""
        for each in self._ready:
            self._release(each)
        if wanted is not None:
            button.setChecked(True)
            self._ready[button] = wanted
            self.further.append(wanted)
        self.changed.emit()

    def _release(self, button: QPushButton) -> None:
        former, self._ready[button] = self._ready[button], None
        button.setChecked(False)
        if former is not None:
            self.further.remove(former)

    def _maybe_cleared(self, text: str) -> None:
        """The small cross in a line takes its filter away at once."""
        cleared = [line for line in self.quick.values() if not line.line.text() and line.offer is not None]
        if not text and cleared:
            for line in cleared:
                line.set_offer(None)
            self.changed.emit()

    def _drop(self, filter_: Filter) -> None:
        self._forget(filter_)
        self.changed.emit()

    def _forget(self, filter_: Filter) -> None:
        self.further.remove(filter_)
        chip = self._chips.pop(filter_)
        self.flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _arrange(self) -> None:
        """Put everything into the row in its order: own filters, ready-made ones, further ones, the way back."""
        for widget in (*self.quick.values(), *self._ready, self.more, *self._chips.values(), self.clear_all):
            self.flow.removeWidget(widget)
            self.flow.addWidget(widget)
