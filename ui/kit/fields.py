"""The widget that edits a field, by the field's type."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)
from unionapp.records import fields, formats

from ui.kit.attaching import AttachmentEdit, PhotoEdit
from ui.kit.choosing import Offer, OfferLine, RecordChoice, code_offers, kind_of
from ui.session import Session


class FieldEdit(QWidget):
    """Edits the value of one field; `inner` has the focus and the keys."""

    edited = Signal()
    """The clerk changed something."""

    def __init__(self, field: Any, inner: QWidget) -> None:
        super().__init__()
        self.field = field
        self.inner = inner
        self.stored: Any = None
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(2)
        self.row.addWidget(inner, 1)
        self.setFocusProxy(inner)
        inner.setAccessibleName(field.label)
        if field.help_text:
            inner.setToolTip(field.help_text)

    def value(self) -> Any:
        """What stands there as it is stored; ValueError in words where it cannot be read."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a stored value; tells nobody."""
        raise NotImplementedError

    def words(self) -> str:
        """What stands there in words; ValueError where it cannot be read."""
        return formats.show(self.field, self.value())


class LineEdit(FieldEdit):
    """One line, read by the rules of its type and tidied when it is left."""

    def __init__(self, field: Any, hint: str = "") -> None:
        self.line = QLineEdit()
        super().__init__(field, self.line)
        self.line.setPlaceholderText(hint or field.help_text or "")
        self.line.textEdited.connect(lambda: self.edited.emit())
        self.line.editingFinished.connect(self._tidy)

    def value(self) -> Any:
        """What was typed."""
        return formats.parse_beside(self.field, self.line.text(), self.stored)

    def set_value(self, value: Any) -> None:
        """Show a stored value from its beginning."""
        self.stored = value
        self.line.setText(formats.show(self.field, value))
        self.line.setCursorPosition(0)

    def _tidy(self) -> None:
        try:
            tidy = formats.show(self.field, self.value())
        except ValueError:
            return
        if tidy != self.line.text():
            self.line.setText(tidy)


class DateEdit(LineEdit):
    """A day: typed in any usual form, or picked from a calendar (F4)."""

    def __init__(self, field: Any) -> None:
        super().__init__(field, "如 2024-1-2，F4 选日期")
        self._calendar: QCalendarWidget | None = None
        button = QToolButton()
        button.setText("…")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(f"{field.label}：打开日历")
        button.clicked.connect(self.open_calendar)
        self.row.addWidget(button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 opens the calendar."""
        if event.key() == Qt.Key.Key_F4:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show the calendar under the line, at the day that is typed."""
        if self._calendar is None:
            self._calendar = self._make_calendar()
        try:
            day = self.value()
        except ValueError:
            day = None
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day) if day else QDate.currentDate())
        self._calendar.move(self._place_for(self._calendar.minimumSize()))
        self._calendar.show()
        self._calendar.setFocus()

    def _make_calendar(self) -> QCalendarWidget:
        calendar = QCalendarWidget(self)
        calendar.setWindowFlags(Qt.WindowType.Popup)
        calendar.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setMinimumSize(calendar.sizeHint() + QSize(0, calendar.fontMetrics().height()))
        calendar.activated.connect(self._take)
        calendar.clicked.connect(self._take)
        return calendar

    def _place_for(self, size: QSize) -> QPoint:
        """Below the line, or above it where the screen ends."""
        below = self.mapToGlobal(QPoint(0, self.height()))
        over = below.y() + size.height() > self.screen().availableGeometry().bottom()
        return self.mapToGlobal(QPoint(0, -size.height())) if over else below

    def _take(self, day: QDate) -> None:
        assert self._calendar is not None
        self._calendar.hide()
        self.set_value(day.toPython())
        self.edited.emit()


class LongTextEdit(FieldEdit):
    """Several lines; Tab leaves it."""

    def __init__(self, field: Any) -> None:
        self.text, self._setting = QPlainTextEdit(), False
        super().__init__(field, self.text)
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(field.help_text or "")
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * 4)
        self.text.textChanged.connect(lambda: None if self._setting else self.edited.emit())

    def value(self) -> Any:
        """What was typed."""
        return formats.parse_beside(self.field, self.text.toPlainText(), self.stored)

    def set_value(self, value: Any) -> None:
        """Show a stored text."""
        self._setting, self.stored = True, value
        self.text.setPlainText(value or "")
        self._setting = False


class OfferEdit(FieldEdit):
    """One of several offers, chosen by typing."""

    def __init__(self, field: Any, offers: OfferLine, nothing: Any) -> None:
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

    def words(self) -> str:
        """The text of what is chosen."""
        return self.offers.line.text()


class ChoiceEdit(OfferEdit):
    """One code of a code table."""

    def __init__(self, field: fields.Choice) -> None:
        super().__init__(field, OfferLine(lambda text: code_offers(field.codes, text), field.label), "")

    def set_value(self, value: Any) -> None:
        """Show a stored code by its label."""
        self.offers.set_offer(Offer(value, formats.show(self.field, value)) if value else None)


class YesNoEdit(OfferEdit):
    """Yes, no, or nothing said."""

    _BOTH = (Offer(True, "是"), Offer(False, "否"))
    _KEYS = {True: "是shiy1有√", False: "否foun0无×"}

    def __init__(self, field: fields.YesNo) -> None:
        super().__init__(field, OfferLine(self._fitting, field.label), None)

    def set_value(self, value: Any) -> None:
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

    def set_value(self, value: Any) -> None:
        """Show the record linked to, given itself or by id."""
        self.choice.choose(getattr(value, "id", value))


class ChoicesEdit(FieldEdit):
    """Several codes of one table, each with a box to tick."""

    def __init__(self, field: fields.Choices) -> None:
        box = QWidget()
        super().__init__(field, box)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        self.boxes: dict[str, QCheckBox] = {}
        for place, code in enumerate(field.codes.codes):
            tick = QCheckBox(code.label)
            tick.clicked.connect(lambda: self.edited.emit())
            grid.addWidget(tick, place // 2, place % 2)
            self.boxes[code.key] = tick
        first = next(iter(self.boxes.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    def value(self) -> Any:
        """The ticked codes in the order of the table."""
        return tuple(key for key, tick in self.boxes.items() if tick.isChecked())

    def set_value(self, value: Any) -> None:
        """Tick the stored codes."""
        for key, tick in self.boxes.items():
            tick.setChecked(key in (value or ()))


class FileEdit(FieldEdit):
    """A picture or a file kept in the data folder."""

    def __init__(self, field: Any, inner: AttachmentEdit) -> None:
        super().__init__(field, inner)
        self.file = inner
        inner.edited.connect(lambda: self.edited.emit())

    def value(self) -> Any:
        """What a record stores for the file."""
        return self.file.stored

    def set_value(self, value: Any) -> None:
        """Show a kept file."""
        self.file.show_stored(value or "")


@singledispatch
def editor_for(field: Any, session: Session) -> FieldEdit:
    """The widget that edits a field; one line of text where its type has none of its own."""
    return LineEdit(field)


@editor_for.register
def _(field: fields.LongText, session: Session) -> FieldEdit:
    return LongTextEdit(field)


@editor_for.register
def _(field: fields.Date, session: Session) -> FieldEdit:
    return DateEdit(field)


@editor_for.register
def _(field: fields.Month, session: Session) -> FieldEdit:
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
