"""One field in a form: its label, its widget, and below it what is wrong, said in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from unionapp.errors import Problem
from unionapp.records import fields, formats
from unionapp.records.fields import RecordField
from unionapp.store import rows

from ui.kit.field_edit import FieldEdit
from ui.kit.plain import empty

WORDS = {"error": "错误", "warning": "请核对", "info": "提示"}
_WEIGHT = ("info", "warning", "error")
_LABEL = 8
"""Width of the label in characters; longer ones go on in a second line."""


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
    """A field in a form; one that is fixed shows its value and cannot be changed."""

    edited = Signal(str)

    def __init__(self, name: str, field: RecordField, edit: FieldEdit | None) -> None:
        super().__init__()
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
        star = " *" if self.field.required and self.edit is not None else ""
        label = QLabel(self.field.label + star)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label.setFixedWidth(label.fontMetrics().horizontalAdvance("汉") * _LABEL)
        label.setToolTip(self.field.help_text or "")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.addWidget(label, 0, 0)
        if self.edit is not None:
            label.setBuddy(self.edit)
            self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        else:
            self._fixed.setWordWrap(True)
            self._fixed.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._fixed.setAccessibleName(f"{self.field.label}（不在这里改）")
        grid.addWidget(self.edit or self._fixed, 0, 1)
        grid.addWidget(self.problems, 1, 1)
        grid.setColumnStretch(1, 1)

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
