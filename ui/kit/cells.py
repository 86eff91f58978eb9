"""One field in a form: its label, its widget, and below it what is wrong, said in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)
from unionapp.errors import Problem
from unionapp.records import fields, formats
from unionapp.records.fields import RecordField
from unionapp.store import rows

from ui.kit import style
from ui.kit.field_edit import FieldEdit
from ui.kit.plain import empty
from ui.kit.side_label import SideLabel

WORDS = {"error": "错误", "warning": "请核对", "info": "提示"}
_WEIGHT = ("info", "warning", "error")
_LABEL = 8
"""Chinese characters of a label outside of forms."""
_WIDE: tuple[tuple[type[Any], int], ...] = (
    (fields.IdNumber, 22),
    (fields.CreditCodeText, 22),
    (fields.Name, 20),
    (fields.Date, 14),
    (fields.MonthText, 14),
    (fields.Phone, 14),
    (fields.Number, 14),
    (fields.Money, 14),
    (fields.Percent, 14),
    (fields.YesNo, 14),
)
"""Chinese characters that a field is wide in a form; what is not named here takes the room there is."""
_SHORT_CHOICE, _CHOICE = 14, 20


def width_of(field: RecordField) -> int:
    """How wide a field is in a form, in Chinese characters; 0 for as wide as there is room."""
    if isinstance(field, fields.Choice) and not isinstance(field, fields.Choices):
        longest = max([len(code.label) for code in field.codes.codes] + [0])
        return _SHORT_CHOICE if longest <= _SHORT_CHOICE - 4 else _CHOICE
    return next((wide for sort, wide in _WIDE if isinstance(field, sort)), 0)


class ProblemCell(QWidget):
    """One problem with the word for its weight; “依据” shows the article it comes from."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem
        self.words = QLabel(f"{WORDS[problem.level]}：{problem.message}")
        self.words.setWordWrap(True)
        self.words.setProperty("level", problem.level)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.words, 1)
        if problem.article:
            button = QPushButton("依据")
            button.setFlat(True)
            button.setAccessibleName(f"依据：{problem.article}")
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.setToolTip(problem.article)
            button.clicked.connect(self._show_article)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _show_article(self) -> None:
        said = f"{WORDS[self.problem.level]}：{self.problem.message}"
        with_article = f"{said}\n依据：{self.problem.article}"
        self.words.setText(said if self.words.text() == with_article else with_article)


class Problems(QWidget):
    """Problems one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[Problem] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.hide()

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show these in place of the former; the same ones are left as they stand."""
        listed = list(problems)
        if listed == self._shown:
            return
        self._shown = listed
        empty(self._column)
        for problem in listed:
            self._column.addWidget(ProblemCell(problem))
        self.setVisible(bool(listed))

    @property
    def level(self) -> str:
        """The weight of the worst problem, empty where there is none."""
        return max((problem.level for problem in self._shown), key=_WEIGHT.index, default="")

    def text(self) -> str:
        """All that is said here."""
        return "；".join(f"{WORDS[problem.level]}：{problem.message}" for problem in self._shown)


class FieldCell(QWidget):
    """A field with its label; one that is fixed shows its value and cannot be changed.

    In a form, where `letters` is how wide its labels are, it is as wide as its kind of contents.
    """

    edited = Signal(str)

    def __init__(self, name: str, field: RecordField, edit: FieldEdit | None, letters: int = 0) -> None:
        super().__init__()
        self._letters = letters
        self.name = name
        self.field = field
        self.edit = edit
        self.visited = False
        self._value: object = None
        self._fixed = QLabel()
        self.problems = Problems()
        self._lay_out()
        if edit is not None:
            edit.edited.connect(self._was_edited)

    def _lay_out(self) -> None:
        label = SideLabel(self.field.label, self._letters or _LABEL)
        label.setToolTip(self.field.help_text or "")
        star = QLabel("*" if self.field.required and self.edit is not None else "")
        star.setProperty("level", "error")
        for part in (label, star):
            part.setMinimumHeight(style.pixels(style.CONTROL))
            part.setHidden(bool(self._letters) and isinstance(self.field, fields.Photo))  # whose frame says what it is
        star.setFixedWidth(star.fontMetrics().horizontalAdvance("*") + 2)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2)
        grid.setVerticalSpacing(2)
        grid.addWidget(label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(star, 0, 1, Qt.AlignmentFlag.AlignTop)
        if self.edit is not None:
            label.setBuddy(self.edit)
            self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        else:
            self._fixed.setWordWrap(True)
            self._fixed.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._fixed.setAccessibleName(f"{self.field.label}（不在这里改）")
        grid.addWidget(self.edit or self._fixed, 0, 2)
        grid.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding), 0, 3)
        grid.addWidget(self.problems, 1, 2, 1, 2)
        grid.setColumnStretch(2, 1)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        letters = width_of(self.field) if self._letters else 0
        if letters and self.edit is not None:
            self.edit.setMaximumWidth(style.letters(self, letters))

    def value(self) -> Any:
        """What stands there; ValueError in words where it cannot be read."""
        return self.edit.value() if self.edit is not None else self._value

    def show_value(self, value: object) -> None:
        """Show a value; tells nobody."""
        self._value = value
        if self.edit is not None:
            self.edit.set_value(value)
        else:
            self._fixed.setText(formats.show(self.field, _named(self.field, value)) or "（未填）")

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show what is wrong under the field, and mark the line where one can be marked."""
        self.problems.show_problems(problems)
        for line in self.edit.findChildren(QLineEdit) if self.edit is not None else ():
            level = self.problems.level if self.problems.level != "info" else ""
            line.setAccessibleDescription(self.problems.text())
            if line.property("level") != level:
                line.setProperty("level", level)
                line.style().unpolish(line)
                line.style().polish(line)

    def _was_edited(self) -> None:
        self.visited = True
        self.edited.emit(self.name)


def _named(field: RecordField, value: object) -> object:
    """What a link points to, given by its id; any other value as it is."""
    return rows.find(field.rel_model, value) if isinstance(field, fields.Link) else value
