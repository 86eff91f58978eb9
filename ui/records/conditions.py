"""One condition on any field of a kind: what can be asked, and the row in which the clerk puts it together."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget
from unionapp.records import fields
from unionapp.records.codes import Code, CodeTable
from unionapp.records.fields import RecordField
from unionapp.records.kind import Kind
from unionapp.records.search import Condition

from ui.kit import messages
from ui.kit.choosing import Offer, OfferLine, code_offers
from ui.kit.field_edit import FieldEdit
from ui.kit.fields import editor_for
from ui.kit.plain import empty
from ui.session import Session


@dataclass(frozen=True)
class Filter:
    """Conditions that stand together, and how they are said."""

    words: str
    conditions: tuple[Condition, ...]


_EMPTY, _FILLED, _EQUAL, _OTHER, _PART, _BETWEEN, _HAS = "没有填", "已填", "等于", "不等于", "包含", "从…到…", "含有"


def operations(field: RecordField) -> tuple[str, ...]:
    """What can be asked of a field."""
    if isinstance(field, fields.Attachment):
        return (_FILLED, _EMPTY)
    if isinstance(field, fields.Choices):
        return (_HAS, _EMPTY, _FILLED)
    if isinstance(field, fields.Choice | fields.Link | fields.YesNo):
        return (_EQUAL, _OTHER, _EMPTY, _FILLED)
    if isinstance(field, fields.Date | fields.MonthText | fields.Number | fields.Money | fields.Percent):
        return (_BETWEEN, _EQUAL, _EMPTY, _FILLED)
    return (_PART, _EQUAL, _EMPTY, _FILLED)


def conditions(field: RecordField, name: str, asked: str, first: object, last: object) -> tuple[Condition, ...]:
    """What is asked of a field, as conditions of a query; an open end of a range asks nothing."""
    if asked == _EMPTY:
        return (Condition(name, "empty"),)
    if asked == _FILLED:
        return (Condition(name, "!=", None if field.null else ""),)
    if asked == _BETWEEN:
        ends = ((">=", first), ("<=", last))
        return tuple(Condition(name, sign, value) for sign, value in ends if value not in (None, ""))
    if first in (None, "", ()):
        return ()
    if asked == _HAS:
        return tuple(Condition(name, "has", key) for key in (first if isinstance(first, tuple) else ()))
    signs = {_EQUAL: "=", _OTHER: "!=", _PART: "like"}
    return (Condition(name, signs[asked], first),)


class ConditionPanel(QWidget):
    """One condition on any field: the field, what is asked of it, and the values."""

    made = Signal(object)
    """A Filter was put together."""

    def __init__(self, session: Session, kind: Kind) -> None:
        super().__init__()
        self.session = session
        self.kind = kind
        self.field = OfferLine(self._fields, "栏目")
        self.field.line.setPlaceholderText("栏目（可输入拼音首字母）")
        self.field.setFixedWidth(self.fontMetrics().horizontalAdvance("汉") * 12)
        self.asked = QComboBox()
        self.asked.setAccessibleName("条件")
        self.asked.hide()
        self.values: list[FieldEdit] = []
        self._places = QHBoxLayout()
        self.put = QPushButton("加上条件")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.field, self.asked):
            row.addWidget(widget)
        row.addLayout(self._places)
        row.addWidget(self.put)
        row.addStretch()
        self.field.chosen.connect(self._offer_operations)
        self.asked.currentTextChanged.connect(self._offer_values)
        self.put.clicked.connect(self.make)
        self.setFocusProxy(self.field)

    def make(self) -> None:
        """Put the condition together and hand it over."""
        name = self.field.value() if self.field.offer else None
        if name is None:
            messages.toast(self, "请先选一个栏目")
            return
        field = self.kind.fields[name]
        try:
            values = [edit.value() for edit in self.values]
        except ValueError as error:
            messages.warn(self, str(error))
            return
        first, last = (*values, None, None)[:2]
        found = conditions(field, name, self.asked.currentText(), first, last)
        if found:
            self.made.emit(Filter(self._words(field), found))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds the condition."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field.offer is not None:
            self.make()
        else:
            super().keyPressEvent(event)

    def _words(self, field: RecordField) -> str:
        asked = self.asked.currentText()
        texts = [edit.words() for edit in self.values]
        if asked == _BETWEEN:
            first, last = texts
            return f"{field.label} " + " ".join(
                part for part in (f"从 {first}" if first else "", f"到 {last}" if last else "") if part
            )
        return " ".join(part for part in (field.label, asked, *texts) if part)

    def _fields(self, text: str) -> list[Offer]:
        asked = (pair for pair in self.kind.fields.items() if pair[0] not in self.kind.unseen)
        named = tuple(Code(name, field.label) for name, field in asked)
        return code_offers(CodeTable("", "栏目", "", named), text)

    def _offer_operations(self) -> None:
        if self.field.offer is not None:
            self.asked.show()
            self.asked.clear()
            self.asked.addItems(operations(self.kind.fields[self.field.offer.value]))

    def _offer_values(self, asked: str) -> None:
        self.values.clear()
        empty(self._places)
        if self.field.offer is None or asked in ("", _EMPTY, _FILLED):
            return
        field = self.kind.fields[self.field.offer.value]
        for place in range(2 if asked == _BETWEEN else 1):
            if place:
                self._places.addWidget(QLabel("到"))
            edit = editor_for(field, self.session)
            edit.setMinimumWidth(self.fontMetrics().horizontalAdvance("汉") * 12)
            edit.setMaximumHeight(self.put.sizeHint().height() * 4)
            self.values.append(edit)
            self._places.addWidget(edit)
