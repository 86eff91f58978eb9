"""The filters above a table: the kind's own by typing, and the clerk's further conditions."""

from __future__ import annotations

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
from ui.session import Session

_MANY = 200


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
    """The kind's own filters in a row, the clerk's further conditions behind them, and the way back to all rows."""

    changed = Signal()

    def __init__(self, session: Session, kind: Kind) -> None:
        super().__init__()
        self.session = session
        self.kind = kind
        self.quick = {name: quick_line(session, kind, name) for name in kind.filters if name not in kind.unseen}
        self.further: list[Filter] = []
        self._chips: list[QPushButton] = []
        self.flow = FlowLayout(self)
        for line in self.quick.values():
            line.chosen.connect(lambda: self.changed.emit())
            line.line.textChanged.connect(self._maybe_cleared)
            self.flow.addWidget(line)
        self.more = QPushButton("更多条件")
        self.more.setCheckable(True)
        self.more.setAccessibleName("按任意一栏筛选")
        self.clear_all = QPushButton("清除筛选")
        self.clear_all.clicked.connect(self.clear)
        self.flow.addWidget(self.more)
        self.flow.addWidget(self.clear_all)
        self.changed.connect(self._show_whether_filtered)
        self._show_whether_filtered()
        self.fit()

    def fit(self) -> None:
        """Lines as wide as some ten characters of the present size."""
        for line in self.quick.values():
            line.setFixedWidth(self.fontMetrics().horizontalAdvance("汉") * 10 + 40)

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
        self.further.append(filter_)
        chip = QPushButton(f"{filter_.words}  ✕")
        chip.setObjectName("chip")
        chip.setAccessibleName(f"去掉条件 {filter_.words}")
        chip.clicked.connect(lambda: self._drop(filter_, chip))
        self._chips.append(chip)
        self.flow.removeWidget(self.clear_all)
        self.flow.addWidget(chip)
        self.flow.addWidget(self.clear_all)
        self.changed.emit()

    def clear(self) -> None:
        """Show all rows again."""
        for line in self.quick.values():
            line.blockSignals(True)
            line.set_offer(None)
            line.blockSignals(False)
        for filter_, chip in list(zip(self.further, self._chips, strict=True)):
            self._forget(filter_, chip)
        self.changed.emit()

    def _maybe_cleared(self, text: str) -> None:
        """The small cross in a line takes its filter away at once."""
        cleared = [line for line in self.quick.values() if not line.line.text() and line.offer is not None]
        if not text and cleared:
            for line in cleared:
                line.set_offer(None)
            self.changed.emit()

    def _drop(self, filter_: Filter, chip: QPushButton) -> None:
        self._forget(filter_, chip)
        self.changed.emit()

    def _forget(self, filter_: Filter, chip: QPushButton) -> None:
        self.further.remove(filter_)
        self._chips.remove(chip)
        self.flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _show_whether_filtered(self) -> None:
        self.clear_all.setVisible(bool(self.filters()))
