"""A few fields asked for in a dialog: read together, each problem in words under its field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from unionapp.errors import Problem, Refused
from unionapp.records import fields
from unionapp.records.fields import RecordField

from ui.kit.field_edit import FieldEdit
from ui.kit.fields import FewCodes, editor_for
from ui.kit.grouping import grouped
from ui.kit.leaving import FilledDialog
from ui.kit.plain import decision, scrolled
from ui.kit.sizes import most_high
from ui.session import Session


@dataclass(frozen=True)
class Asked:
    """One field of a form: the name under which its value is handed on, its type, and its label here."""

    name: str
    field: RecordField
    label: str = ""
    value: object = None
    required: bool = False
    codes: tuple[str, ...] | None = None
    """Only these codes of the table may be chosen, from a drop-down; None leaves the field's usual widget."""
    edit: FieldEdit | None = None
    """What edits it here in place of the usual widget."""


class ProblemsBox(QLabel):
    """Problems in words, hidden where there are none; the word says how grave they are, not the colour alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setProperty("level", "error")
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these problems in place of the former ones."""
        grave = any(problem.level == "error" for problem in problems)
        said = {word: [each.message for each in problems if each.level == level] for level, word in _WORDS.items()}
        self.setText("\n".join(f"{word}：{line}" for word, found in said.items() for line in grouped(found)))
        self.setProperty("level", "error" if grave else "warning")
        self.style().unpolish(self)
        self.style().polish(self)
        self.setVisible(bool(problems))


_EDGE = 4
_WORDS = {"error": "有误", "warning": "请核对", "info": "提示"}


class FieldForm(QWidget):
    """Fields one below the other with their problems."""

    edited = Signal()
    """The clerk changed something."""

    def __init__(self, session: Session, asked: Iterable[Asked]) -> None:
        super().__init__()
        self.session = session
        self.edits: dict[str, FieldEdit] = {}
        self._lines: dict[str, ProblemsBox] = {}
        self._asked = {each.name: each for each in asked}
        self._boxes: dict[str, QVBoxLayout] = {}
        self._hidden: set[str] = set()
        self._general = ProblemsBox()
        rows = QFormLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for each in self._asked.values():
            self._add(rows, session, each)
        rows.addRow(self._general)

    def _add(self, rows: QFormLayout, session: Session, each: Asked) -> None:
        edit = each.edit or _edit_of(session, each)
        line = ProblemsBox()
        edit.inner.setAccessibleName(each.label or each.field.label)
        if (value := _at_first(each)) is not None:
            edit.set_value(value)
        edit.edited.connect(self.edited)
        edit.edited.connect(lambda: self._mended(each.name))
        self.edits[each.name], self._lines[each.name] = edit, line
        label = QLabel(f"{each.label or each.field.label}{' *' if each.required else ''}")
        label.setBuddy(edit.inner)
        box = QVBoxLayout()
        box.setSpacing(2)
        box.addWidget(edit)
        box.addWidget(line)
        rows.addRow(label, box)
        self._boxes[each.name] = box

    def show_row(self, name: str, shown: bool) -> None:
        """Show or hide one field."""
        rows = self.layout()
        assert isinstance(rows, QFormLayout)
        rows.setRowVisible(self._boxes[name], shown)
        (self._hidden.discard if shown else self._hidden.add)(name)
        if shown:
            self._lines[name].setVisible(bool(self._lines[name].text()))

    def values(self) -> dict[str, Any]:
        """All values by name; Refused with a problem for each that cannot be read or is missing."""
        found, problems = self.read()
        if problems:
            raise Refused(problems)
        return found

    def read(self) -> tuple[dict[str, Any], list[Problem]]:
        """The values shown that can be read, and a problem for each that cannot or is missing."""
        found: dict[str, Any] = {}
        problems: list[Problem] = []
        for name, edit in self.edits.items():
            if name in self._hidden:
                continue
            try:
                found[name] = edit.value()
            except ValueError as error:
                problems.append(Problem(name, str(error)))
                continue
            if self._asked[name].required and found[name] in (None, "", ()):
                label = self._asked[name].label or edit.field.label
                problems.append(Problem(name, f"“{label}”还没有填。"))
        return found, problems

    def said(self) -> list[object]:
        """All that stands in the fields, readable or not, to tell whether something was typed."""
        return [_said(edit) for edit in self.edits.values()]

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem under its field, those of no field at the end."""
        by_field: Mapping[str, list[Problem]] = {name: [] for name in self._lines}
        others = [problem for problem in problems if problem.field not in by_field]
        for problem in problems:
            if problem.field in by_field:
                by_field[problem.field].append(problem)
        for name, line in self._lines.items():
            line.show_problems(by_field[name])
        self._general.show_problems(others)

    def _mended(self, name: str) -> None:
        """What was said of a field goes once it can be read and is there; what was said of the whole goes too."""
        if self._lines[name].text() and not any(each.field == name for each in self.read()[1]):
            self._lines[name].show_problems(())
        self._general.show_problems(())

    def problems(self, name: str) -> str:
        """What stands under a field, or at the end for the empty name."""
        return (self._lines[name] if name else self._general).text()

    def focus_first(self, problems: Sequence[Problem] = ()) -> None:
        """Put the cursor into the first field that has a problem, else into the first."""
        wrong = [problem.field for problem in problems if problem.field in self.edits]
        first = wrong[0] if wrong else next(iter(self.edits))
        self.edits[first].setFocus()


def _at_first(asked: Asked) -> object:
    """What stands in a field at first: a day that must be given is today, in every dialog."""
    if asked.value is None and asked.required and type(asked.field) is fields.Date:
        return date.today()
    return asked.value


def _edit_of(session: Session, each: Asked) -> FieldEdit:
    if each.codes and isinstance(each.field, fields.Choice):
        return FewCodes(each.field, each.codes)
    return editor_for(each.field, session)


class FormDialog(FilledDialog):
    """A form with what it is about above it, and one button that does the thing; a refusal is shown in place.

    Leaving asks where something was typed. Only what the button calls 保存 is offered then: any other deed is done by
    its own button alone.
    """

    def __init__(self, parent: QWidget | None, title: str, about: str, form: FieldForm, action: str) -> None:
        super().__init__(parent, form.session)
        self.setWindowTitle(title)
        self.form = form
        self.record = ""
        """The record that it asks about, by its kind and lasting number; empty where it is none."""
        self.act: Callable[[Mapping[str, Any]], None] = _nothing
        """Does the thing with the values of the form; Refused keeps the dialog open."""
        self.button = QPushButton(action)
        self.text = QLabel(about)
        self.text.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        self.area = scrolled(form)
        column.addWidget(self.text)
        column.addWidget(self.area, 1)
        column.addWidget(decision(self, self.button))
        self.setMinimumWidth(560)
        self._was: list[object] | None = None
        self._touched = False
        form.edited.connect(self._note_touch)
        form.focus_first()

    def showEvent(self, event: QShowEvent) -> None:
        """What is filled in when it appears was not typed by the clerk."""
        super().showEvent(event)
        if self._was is None:
            self._was = self.form.said()
            self._make_room()

    def about(self) -> str:
        """The record, or the sentence above the fields."""
        return self.record or self.text.text()

    def typed(self) -> bool:
        """Whether the clerk changed something and it still says something else than at first."""
        return self._touched and self.form.said() != self._was

    def keeping(self) -> Callable[[], bool] | None:
        """Saving, where that is what the button does."""
        return self._do if self.button.text() == "保存" else None

    def accept(self) -> None:
        """Do the thing; what refuses it is shown under its field."""
        if self._do():
            super().accept()

    def _note_touch(self) -> None:
        self._touched = True

    def _do(self) -> bool:
        try:
            self.act(self.form.values())
        except Refused as refused:
            self.form.show_problems(refused.problems)
            self.form.focus_first(refused.problems)
            self._make_room()
            return False
        return True

    def _make_room(self) -> None:
        """As high as the fields and what is said of them need, as far as the screen has room; the rest scrolls."""
        width = self.area.viewport().width()
        needed = self.form.heightForWidth(width) if self.form.hasHeightForWidth() else self.form.sizeHint().height()
        lacking = needed + _EDGE - self.area.viewport().height()
        self.resize(self.width(), min(self.height() + max(0, lacking), most_high(self)))


def _said(edit: FieldEdit) -> object:
    try:
        return edit.value()
    except ValueError as error:
        return str(error)


def _nothing(values: Mapping[str, object]) -> None:
    """Do nothing."""
