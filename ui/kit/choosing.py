"""Choosing by typing: a line that offers what matches (name, pinyin initials, number); never a list to scroll."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QWidget
from unionapp.records import codes, search
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.values import names

from ui.kit.field_button import FieldButton
from ui.session import Session

_OFFERED = 30
"""So many offers are listed; who does not see hers types another letter."""
_DETAIL = 40
"""Characters of what tells one offer from another."""


@dataclass(frozen=True)
class Offer:
    """Something that can be chosen: its value, the text in the line, and what tells it from others in the list."""

    value: Any
    text: str
    detail: str = ""

    @property
    def line(self) -> str:
        """How it stands in the list."""
        return f"{self.text}　{self.detail}" if self.detail else self.text


Find = Callable[[str], Sequence[Offer]]


class _Line(QLineEdit):
    """A line with a list below it, from which Enter takes the first or the marked offer."""

    listed = Signal()
    """The clerk typed something, or asks to see the list."""
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.offers = QStringListModel(self)
        self.list = QCompleter(self.offers, self)
        self.list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.list.setMaxVisibleItems(12)
        self.list.setWidget(self)
        self.list.popup().ensurePolished()  # else its lines are placed at heights that its style does not have
        self.textEdited.connect(lambda: self.listed.emit())

    def drop(self, lines: Sequence[str]) -> None:
        """Show the list with these lines, the first one marked."""
        self.offers.setStringList(list(lines))
        if not lines:
            self.list.popup().hide()
            return
        popup = self.list.popup()
        wide = max(popup.fontMetrics().horizontalAdvance(line) for line in lines) + 48
        popup.setMinimumWidth(min(max(wide, self.width()), 760))
        self.list.complete()
        popup.setCurrentIndex(popup.model().index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and F4 drop the list."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4) and not self.list.popup().isVisible():
            self.selectAll()
            self.listed.emit()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Chinese input ends in text like any other; while it is being composed, nothing is offered."""
        super().inputMethodEvent(event)
        if event.preeditString():
            self.list.popup().hide()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving settles what was typed; opening the list is not leaving."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class OfferLine(QWidget):
    """A line in which one of many offers is chosen by typing."""

    chosen = Signal()
    """Another offer was chosen, or none any more."""
    entered = Signal()
    """Enter was pressed while no list was open; what stands in the line has been settled."""

    def __init__(self, find: Find, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._title = title
        self._offers: list[Offer] = []
        self._offer: Offer | None = None
        self.line = _Line(self)
        self.line.setAccessibleName(title)
        FieldButton(self.line, "list", f"{title}：列出可选项", self._drop_all)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        self.setFocusProxy(self.line)
        self.line.listed.connect(self._offer_matches)
        self.line.left.connect(self.settle)
        self.line.returnPressed.connect(self._entered)
        self.line.list.activated[QModelIndex].connect(self.take)  # type: ignore[index]

    @property
    def offer(self) -> Offer | None:
        """What is chosen now."""
        return self._offer

    def value(self) -> Any:
        """The value chosen, None where the line is empty; ValueError for text that is no offer."""
        text = self.line.text().strip()
        if not text:
            return None
        if self._offer is None or self._offer.text != text:
            several = len(self._find(text)) > 1
            why = f"可以是好几个{self._title}" if several else "没有找到"
            raise ValueError(f"“{text}”{why}。请重新输入，从列出的里面选一个。")
        return self._offer.value

    def set_offer(self, offer: Offer | None) -> None:
        """Choose, without telling anybody."""
        self._offer = offer
        self.line.setText(offer.text if offer else "")
        self.line.setCursorPosition(0)
        self.line.setToolTip(offer.line if offer else "")

    def stands(self) -> dict[str, object]:
        """The text, and what is chosen where it can be kept."""
        chosen = self._offer.value if self._offer is not None and self._offer.text == self.line.text() else None
        return {"text": self.line.text(), "value": chosen if isinstance(chosen, (str, int)) else None}

    def retype(self, said: object) -> None:
        """Put back a text, and choose what was chosen by it."""
        text, value = (str(said["text"]), said["value"]) if isinstance(said, dict) else (str(said), None)
        if self._offer is None or self._offer.text != text:
            offers = self._find(text) if value is not None else ()
            self.set_offer(next((each for each in offers if each.text == text and each.value == value), None))
            self.line.setText(text)
            self.settle()
        self.chosen.emit()

    def choose_value(self, value: object) -> None:
        """Choose the offer of a value, without telling anybody; none where nothing has it."""
        self.set_offer(next((offer for offer in self._find("") if offer.value == value), None))

    def settle(self) -> None:
        """Take what was typed where it means exactly one offer; tell when the choice has changed."""
        text = self.line.text().strip()
        if text == (self._offer.text if self._offer else ""):
            return
        found = list(self._find(text)) if text else []
        exact = [offer for offer in found if offer.text == text]
        fitting = exact if len(exact) == 1 else found
        if len(fitting) == 1:
            self._choose(fitting[0])
        elif not text:
            self._choose(None)
        else:
            self._offer = None
            self.chosen.emit()

    def _choose(self, offer: Offer | None) -> None:
        self.set_offer(offer)
        self.chosen.emit()

    def _offer_matches(self) -> None:
        if self.line.hasSelectedText() and self.line.selectedText() == self.line.text():
            self._offers = list(self._find(""))
        else:
            self._offers = list(self._find(self.line.text().strip()))
        self.line.drop([offer.line for offer in self._offers])

    def _drop_all(self) -> None:
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)
        self._offers = list(self._find(""))
        self.line.drop([offer.line for offer in self._offers])

    def take(self, index: QModelIndex) -> None:
        """Choose what stands in a line of the list."""
        if 0 <= index.row() < len(self._offers):
            self._choose(self._offers[index.row()])

    def _entered(self) -> None:
        """Enter; where the list is open it takes the marked line, and the choice is not made a second time here."""
        popup = self.line.list.popup()
        if not (popup.isVisible() and popup.currentIndex().isValid()):
            self.settle()
            self.entered.emit()


@lru_cache(maxsize=4096)
def _readings(label: str) -> tuple[str, ...]:
    return names.pinyin_keys(label)


def code_offers(table: codes.CodeTable, text: str) -> list[Offer]:
    """The codes that a typed text means: beginning of the label first, then other names, pinyin, and parts."""
    typed = text.lower()
    every = [(Offer(code.key, code.label), code) for code in table.codes]
    if not typed:
        return [offer for offer, _ in every]
    ranked = [(_rank(code, typed), offer) for offer, code in every]
    return [offer for rank, offer in sorted(ranked, key=lambda pair: pair[0]) if rank < _NO]


_NO = 9


def _rank(code: codes.Code, typed: str) -> int:
    """How well a code fits what was typed: 0 is the label itself, 9 not at all."""
    if typed in (code.label, code.key):
        return 0
    if code.label.startswith(typed):
        return 1
    if any(name.lower().startswith(typed) for name in code.names):
        return 2
    if any(reading.startswith(typed) for reading in _readings(code.label)):
        return 3
    return 4 if typed in code.label else _NO


def record_offer(kind: Kind, record: Record) -> Offer:
    """A record as something to choose: its label, and masked what the table shows beside it."""
    beside = [kind.shown(record, name, mask=True) for name in kind.columns if name not in ("name", *kind.secrets)]
    detail = ""
    for text in beside:
        if text and text != record.label and len(detail) + len(text) < _DETAIL:
            detail = f"{detail}　{text}" if detail else text
    return Offer(record.id, record.label, detail)


def record_offers(kind: Kind, text: str) -> list[Offer]:
    """The records that a typed text means; with nothing typed the first ones of the kind's own order."""
    if not kind.search:
        recent = search.rows(kind, search.ids(kind, search.Query(order=("-id",)))[: _OFFERED * 10])
        fitting = [offer for offer in (record_offer(kind, record) for record in recent) if text in offer.line]
        return fitting[:_OFFERED]
    found = search.ids(kind, search.Query(text))
    offers = [record_offer(kind, record) for record in search.rows(kind, found[:_OFFERED])]
    return sorted(offers, key=lambda offer: offer.text != text)


class RecordChoice(OfferLine):
    """Chooses one record of a kind by typing its name, pinyin initials or number."""

    def __init__(self, session: Session, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(lambda text: record_offers(kind, text), kind.noun, parent)
        self.session = session
        self.kind = kind
        self.line.setPlaceholderText("输入名称、拼音首字母或号码")

    def choose_value(self, value: object) -> None:
        """The same for a record by id."""
        self.choose(value if isinstance(value, int) else None)

    def choose(self, row_id: int | None) -> None:
        """Show the record of that id as chosen, without telling anybody."""
        found = search.rows(self.kind, [row_id]) if row_id else []
        self.set_offer(record_offer(self.kind, found[0]) if found else None)


def kind_of(session: Session, model: type[Record]) -> Kind:
    """The kind whose rows a model holds."""
    return next(kind for kind in session.store.kinds if kind.model is model)
