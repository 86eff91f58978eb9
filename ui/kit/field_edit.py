"""The field edits that are a line to type in, a day with its calendar among them, and what every field edit is."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QToolButton, QWidget
from unionapp.records import fields, formats
from unionapp.records.fields import RecordField

from ui.kit import style
from ui.kit.field_button import FieldButton

_HINT = 20
"""Characters of a hint that have room in a line; a longer one is only the tip."""


class FieldEdit(QWidget):
    """Edits the value of one field; `inner` has the focus and the keys."""

    edited = Signal()
    """The clerk changed something."""

    def __init__(self, field: RecordField, inner: QWidget) -> None:
        super().__init__()
        self.field = field
        self.inner = inner
        self.stored: object = None
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

    def set_value(self, value: object) -> None:
        """Show a stored value; tells nobody."""
        raise NotImplementedError

    def stands(self) -> object:
        """What stands there, readable or not, for a draft."""
        raise NotImplementedError

    def retype(self, said: object) -> None:
        """Put back what stood there, as if it were typed."""
        self._put_back(said)
        self.edited.emit()

    def _put_back(self, said: object) -> None:
        raise NotImplementedError

    def words(self) -> str:
        """What stands there in words; ValueError where it cannot be read."""
        return formats.show(self.field, self.value())


class LineEdit(FieldEdit):
    """One line, read by the rules of its type and tidied when it is left."""

    def __init__(self, field: RecordField, hint: str = "") -> None:
        self.line = QLineEdit()
        super().__init__(field, self.line)
        words = hint or field.help_text or ""
        self.line.setPlaceholderText(words if len(words) <= _HINT else "")
        self.line.textEdited.connect(lambda: self.edited.emit())
        self.line.editingFinished.connect(self._tidy)

    def value(self) -> Any:
        """What was typed."""
        return formats.parse_beside(self.field, self.line.text(), self.stored)

    def set_value(self, value: object) -> None:
        """Show a stored value from its beginning."""
        self.stored = value
        self.line.setText(formats.show(self.field, value))
        self.line.setCursorPosition(0)

    def stands(self) -> str:
        """The text."""
        return self.line.text()

    def _put_back(self, said: object) -> None:
        self.line.setText(str(said))

    def _tidy(self) -> None:
        try:
            tidy = formats.show(self.field, self.value())
        except ValueError:
            return
        if tidy != self.line.text():
            self.line.setText(tidy)


class DateEdit(LineEdit):
    """A date: typed in any usual form, or picked from a calendar (F4); some may be known to the month or year alone."""

    def __init__(self, field: RecordField) -> None:
        in_part = isinstance(field, fields.KnownDate)
        super().__init__(field, "如 2024-1-2 或 2024" if in_part else "如 2024-1-2")
        self._calendar: QCalendarWidget | None = None
        FieldButton(self.line, "day", f"{field.label}：打开日历", self.open_calendar)

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
        self._calendar.setSelectedDate(QDate(day.year, day.month or 1, day.day or 1) if day else QDate.currentDate())
        self._calendar.move(self._place_for(self._calendar.minimumSize()))
        self._calendar.show()
        self._calendar.setFocus()

    def _make_calendar(self) -> QCalendarWidget:
        calendar = QCalendarWidget(self)
        calendar.setWindowFlags(Qt.WindowType.Popup)
        calendar.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for name, sign in (("qt_calendar_prevmonth", "‹"), ("qt_calendar_nextmonth", "›")):
            turn = calendar.findChild(QToolButton, name)
            if turn is not None:
                turn.setIcon(QIcon())
                turn.setText(sign)
        weekend = QTextCharFormat()
        weekend.setForeground(style.colour("faint"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, weekend)
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
