"""The widget that edits a field, by the field's type."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import singledispatch
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QPlainTextEdit, QWidget
from unionapp.records import fields, formats
from unionapp.records.fields import RecordField
from unionapp.records.record import Record

from ui.kit.attaching import AttachmentEdit, PhotoEdit
from ui.kit.choosing import Offer, OfferLine, RecordChoice, code_offers, kind_of
from ui.kit.field_edit import DateEdit, FieldEdit, LineEdit
from ui.kit.recurring import RecurringEdit
from ui.session import Session

_ACROSS = 32
"""Chinese characters of boxes side by side: four of eight, fewer of longer ones."""


class LongTextEdit(FieldEdit):
    """Several lines; Tab leaves it."""

    def __init__(self, field: RecordField) -> None:
        self.text, self._setting = QPlainTextEdit(), False
        super().__init__(field, self.text)
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(field.help_text or "")
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * 4)
        self.text.textChanged.connect(lambda: None if self._setting else self.edited.emit())

    def value(self) -> str:
        """What was typed."""
        text: str = formats.parse_beside(self.field, self.text.toPlainText(), self.stored)
        return text

    def set_value(self, value: object) -> None:
        """Show a stored text."""
        self._setting, self.stored = True, value
        self.text.setPlainText(str(value or ""))
        self._setting = False

    def stands(self) -> str:
        """The text."""
        return self.text.toPlainText()

    def _put_back(self, said: object) -> None:
        self.text.setPlainText(str(said))


class OfferEdit(FieldEdit):
    """One of several offers, chosen by typing."""

    def __init__(self, field: RecordField, offers: OfferLine, nothing: object) -> None:
        super().__init__(field, offers)
        self.offers = offers
        self._nothing = nothing
        offers.line.setAccessibleName(field.label)
        offers.line.setToolTip(field.help_text or "")
        offers.line.textEdited.connect(lambda: self.edited.emit())
        offers.chosen.connect(lambda: self.edited.emit())

    def value(self) -> Any:
        """What is chosen."""
        found = self.offers.value()
        return self._nothing if found is None else found

    def stands(self) -> dict[str, object]:
        """The text, and what is chosen where it can be kept."""
        return self.offers.stands()

    def _put_back(self, said: object) -> None:
        if isinstance(said, dict):
            self.set_value(said.get("value"))
            self.offers.retype(said)

    def words(self) -> str:
        """The text of what is chosen."""
        return self.offers.line.text()


class ChoiceEdit(OfferEdit):
    """One code of a code table."""

    def __init__(self, field: fields.Choice) -> None:
        super().__init__(field, OfferLine(lambda text: code_offers(field.codes, text), field.label), "")

    def set_value(self, value: object) -> None:
        """Show a stored code by its label."""
        self.offers.set_offer(Offer(value, formats.show(self.field, value)) if value else None)


class FewCodes(FieldEdit):
    """One of a few codes, from a drop-down."""

    def __init__(self, field: fields.Choice, codes: Sequence[str]) -> None:
        self.box = QComboBox()
        super().__init__(field, self.box)
        self.box.setPlaceholderText("请选择")
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for code in codes:
            self.box.addItem(field.codes.label(code), code)
        self.box.setCurrentIndex(-1)
        self.box.currentIndexChanged.connect(lambda: self.edited.emit())

    def value(self) -> str:
        """The chosen code, empty where none is."""
        return str(self.box.currentData() or "")

    def set_value(self, value: object) -> None:
        """Choose a code, without telling anybody."""
        self.box.blockSignals(True)
        self.box.setCurrentIndex(self.box.findData(value))
        self.box.blockSignals(False)

    def stands(self) -> str:
        """The chosen code."""
        return self.value()

    def _put_back(self, said: object) -> None:
        self.set_value(said)


class YesNoEdit(OfferEdit):
    """Yes, no, or nothing said."""

    _BOTH = (Offer(True, "是"), Offer(False, "否"))
    _KEYS = {True: "是shiy1有√", False: "否foun0无×"}

    def __init__(self, field: fields.YesNo) -> None:
        super().__init__(field, OfferLine(self._fitting, field.label), None)

    def set_value(self, value: object) -> None:
        """Show a stored answer."""
        self.offers.set_offer(None if value is None else self._BOTH[0] if value else self._BOTH[1])

    @classmethod
    def _fitting(cls, text: str) -> list[Offer]:
        return [offer for offer in cls._BOTH if text.lower() in cls._KEYS[offer.value]]


class LinkEdit(OfferEdit):
    """A link to a record of another kind."""

    def __init__(self, field: fields.Link, session: Session) -> None:
        self.choice = RecordChoice(session, kind_of(session, field.rel_model))
        super().__init__(field, self.choice, None)

    def set_value(self, value: object) -> None:
        """Show the record linked to, given itself or by id."""
        number = value.id if isinstance(value, Record) else value
        self.choice.choose(number if isinstance(number, int) else None)


class ChoicesEdit(FieldEdit):
    """Several codes of one table, each with a box to tick."""

    def __init__(self, field: fields.Choices) -> None:
        box = QWidget()
        super().__init__(field, box)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        self.boxes: dict[str, QCheckBox] = {}
        longest = max([len(code.label) for code in field.codes.codes] + [1])
        across = max(1, min(4, _ACROSS // longest))
        for place, code in enumerate(field.codes.codes):
            tick = QCheckBox(code.label)
            tick.clicked.connect(lambda: self.edited.emit())
            grid.addWidget(tick, place // across, place % across)
            self.boxes[code.key] = tick
        first = next(iter(self.boxes.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    def value(self) -> tuple[str, ...]:
        """The ticked codes in the order of the table."""
        return tuple(key for key, tick in self.boxes.items() if tick.isChecked())

    def set_value(self, value: object) -> None:
        """Tick the stored codes."""
        keys = value if isinstance(value, Collection) else ()
        for key, tick in self.boxes.items():
            tick.setChecked(key in keys)

    def stands(self) -> list[str]:
        """The ticked codes."""
        return list(self.value())

    def _put_back(self, said: object) -> None:
        self.set_value(said)


class FileEdit(FieldEdit):
    """A picture or a file kept in the data folder."""

    def __init__(self, field: RecordField, inner: AttachmentEdit) -> None:
        super().__init__(field, inner)
        self.file = inner
        inner.edited.connect(lambda: self.edited.emit())

    def value(self) -> str:
        """What a record stores for the file."""
        return self.file.stored

    def set_value(self, value: object) -> None:
        """Show a kept file."""
        self.file.show_stored(str(value or ""))

    def stands(self) -> str:
        """The kept file, which lies encrypted in the data folder already."""
        return self.file.stored

    def _put_back(self, said: object) -> None:
        self.set_value(said)


@singledispatch
def editor_for(field: RecordField, session: Session) -> FieldEdit:
    """The widget that edits a field; one line of text where its type has none of its own."""
    return LineEdit(field)


@editor_for.register
def _(field: fields.LongText, session: Session) -> FieldEdit:
    return LongTextEdit(field)


@editor_for.register
def _(field: fields.Recurring, session: Session) -> FieldEdit:
    return RecurringEdit(field, session)


@editor_for.register
def _(field: fields.Date, session: Session) -> FieldEdit:
    return DateEdit(field)


@editor_for.register
def _(field: fields.MonthText, session: Session) -> FieldEdit:
    return LineEdit(field, "如 2024-3")


@editor_for.register
def _(field: fields.Money, session: Session) -> FieldEdit:
    edit = LineEdit(field, "元")
    edit.line.setAlignment(Qt.AlignmentFlag.AlignRight)
    return edit


@editor_for.register
def _(field: fields.Choice, session: Session) -> FieldEdit:
    return ChoiceEdit(field)


@editor_for.register
def _(field: fields.Choices, session: Session) -> FieldEdit:
    return ChoicesEdit(field)


@editor_for.register
def _(field: fields.YesNo, session: Session) -> FieldEdit:
    return YesNoEdit(field)


@editor_for.register
def _(field: fields.Link, session: Session) -> FieldEdit:
    return LinkEdit(field, session)


@editor_for.register
def _(field: fields.Attachment, session: Session) -> FieldEdit:
    return FileEdit(field, AttachmentEdit(session, field.label))


@editor_for.register
def _(field: fields.Photo, session: Session) -> FieldEdit:
    return FileEdit(field, PhotoEdit(session, field.label))
