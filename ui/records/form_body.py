"""The fields of a record by section, made from its kind."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget
from unionapp.errors import Problem, errors_only
from unionapp.records.kind import Kind

from ui.kit.cells import FieldCell
from ui.kit.fields import OfferEdit, editor_for
from ui.kit.sections import LABEL, SectionGrid, SectionSheet, shape_of
from ui.session import Session


class FormBody(SectionSheet):
    """All fields of a kind; those in `fixed` are shown and not edited, nor are those that the operator may not see."""

    edited = Signal(str)
    left_field = Signal()
    """The cursor left a field."""

    def __init__(self, session: Session, kind: Kind, fixed: Collection[str]) -> None:
        super().__init__()
        self.session = session
        self.kind = kind
        self.cells: dict[str, FieldCell] = {}
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for title, names in kind.sections.items():
            self._fill_section(self.add_section(title), names, {*fixed, *kind.unseen})
        first = next((cell.edit for cell in self.cells.values() if cell.edit is not None), None)
        if first is not None:
            self.setFocusProxy(first)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def _fill_section(self, section: SectionGrid, names: Sequence[str], fixed: Collection[str]) -> None:
        for name in names:
            field = self.kind.fields[name]
            cell = FieldCell(name, field, None if name in fixed else editor_for(field, self.session), LABEL)
            cell.edited.connect(self.edited)
            self.cells[name] = cell
            section.add(cell, shape_of(field))

    def read(self, instead: Mapping[str, object]) -> tuple[dict[str, object], dict[str, Problem]]:
        """What can be read, by field, and why the rest cannot; there the value of `instead` stands in."""
        values: dict[str, object] = {}
        unread: dict[str, Problem] = {}
        for name, cell in self.cells.items():
            try:
                values[name] = cell.value()
            except ValueError as error:
                values[name] = instead.get(name)
                unread[name] = Problem(name, str(error))
        return values, unread

    def fill(self, values: Mapping[str, object]) -> None:
        """Show values in their fields."""
        for name, value in values.items():
            if name in self.cells:
                self.cells[name].show_value(value)

    def show_problems(self, problems: Sequence[Problem]) -> list[Problem]:
        """Show each problem under its field; those of no field are handed back.

        What is merely missing is not said of fields that the clerk has not come to yet.
        """
        for name, cell in self.cells.items():
            own = [problem for problem in problems if problem.field == name]
            cell.show_problems(own if cell.visited else [each for each in own if not _only_missing(each)])
        return [problem for problem in problems if problem.field not in self.cells]

    def visit_all(self) -> None:
        """From now on everything is said of every field."""
        for cell in self.cells.values():
            cell.visited = True

    def go_to_error(self, problems: Sequence[Problem]) -> None:
        """Put the cursor into the first field with an error; without one, show the top."""
        wrong = {problem.field for problem in errors_only(problems)}
        for name, cell in self.cells.items():
            if name in wrong and cell.edit is not None:
                cell.edit.setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(cell)
                return
        self.verticalScrollBar().setValue(0)

    def focused(self) -> str:
        """The field with the cursor, empty where none has it."""
        now = QApplication.focusWidget()
        return next((name for name, cell in self.cells.items() if now is not None and cell.isAncestorOf(now)), "")

    def is_choosing(self, name: str) -> bool:
        """Whether a field offers a list of which half a word was typed: no error yet."""
        return name in self.cells and isinstance(self.cells[name].edit, OfferEdit)

    def _focus_moved(self, former: QWidget | None, now: QWidget | None) -> None:
        for cell in self.cells.values():
            enters = now is not None and cell.isAncestorOf(now)
            if enters:
                self.ensureWidgetVisible(cell, 0, 24)
            elif former is not None and cell.isAncestorOf(former):
                cell.visited = True
                self.left_field.emit()


def _only_missing(problem: Problem) -> bool:
    return problem.rule == "required" or problem.level == "info"
