"""补填: one field filled in for all chosen rows where it is empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from unionapp.errors import Problem, Refused
from unionapp.records.kind import Kind
from unionapp.store import filling
from unionapp.store.filling import FilledIn
from unionapp.work import Progress

from ui import tasks
from ui.kit import messages, undoing
from ui.kit.field_edit import FieldEdit
from ui.kit.fields import editor_for
from ui.kit.forms import ProblemsBox
from ui.kit.leaving import FilledDialog
from ui.kit.plain import decision
from ui.session import Session

ABOUT = "所选 {count} 条里，这一栏还空着的填上同样的内容；已经填了的不变。可以撤销。"
_MOST = 5
"""So many of the records that were left are named."""


class FillingDialog(FilledDialog):
    """Asks for a field and its content, and fills it in."""

    def __init__(self, parent: QWidget | None, session: Session, kind: Kind, row_ids: Sequence[int]) -> None:
        super().__init__(parent, session)
        self.kind = kind
        self.row_ids = row_ids
        self.field = QComboBox()
        self.field.setAccessibleName("栏目")
        for name in filling.offered(kind):
            self.field.addItem(kind.fields[name].label, name)
        self.problems = ProblemsBox()
        self.edit: FieldEdit = self._edit()
        self.button = QPushButton("补填")
        self.setWindowTitle("补填")
        self._lay_out()
        self.field.currentIndexChanged.connect(self._offer)

    def _edit(self) -> FieldEdit:
        made = editor_for(self.kind.fields[self.field.currentData()], self.session)
        made.edited.connect(lambda: self.problems.show_problems(()))
        return made

    def _lay_out(self) -> None:
        about = QLabel(ABOUT.format(count=f"{len(self.row_ids):,}"))
        about.setWordWrap(True)
        self.rows = QFormLayout()
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.rows.addRow("栏目", self.field)
        self.rows.addRow("填为", self.edit)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(about)
        column.addLayout(self.rows)
        column.addWidget(self.problems)
        column.addStretch()
        column.addWidget(decision(self, self.button))
        self.setMinimumWidth(560)

    def _offer(self) -> None:
        """Ask for the content of the field now chosen."""
        self.rows.removeRow(self.edit)
        self.edit = self._edit()
        self.rows.addRow("填为", self.edit)
        self.problems.show_problems([])

    def about(self) -> str:
        """The records that are filled in."""
        return f"{self.kind.key} {' '.join(map(str, self.row_ids))}"

    def typed(self) -> bool:
        """Whether some content stands there."""
        try:
            return self.edit.value() not in filling.EMPTY
        except ValueError:
            return True

    def accept(self) -> None:
        """Fill it in off the GUI thread; what stands in the way is said here."""
        name, journal = str(self.field.currentData()), self.session.store.journal
        try:
            value = self.edit.value()
            if value in filling.EMPTY:
                raise ValueError(f"“{self.kind.fields[name].label}”还没有填。")
        except ValueError as error:
            self.problems.show_problems([Problem(name, str(error))])
            self.edit.setFocus()
            return

        def work(progress: Progress) -> FilledIn | Refused:
            try:
                return filling.fill_in(journal, self.kind, self.row_ids, name, value)
            except Refused as refused:
                return refused

        tasks.run(self, "补填", work, self._finish)

    def _finish(self, done: FilledIn | Refused) -> None:
        if isinstance(done, Refused):
            self.problems.show_problems(done.problems)
            return
        super().accept()
        parent = self.parentWidget()
        assert parent is not None
        undoing.offer(parent, self.session, f"已补填“{self.field.currentText()}” {done.filled} 条{_kept(done)}")
        if done.wrong:
            messages.tell(parent, _left(done, self.kind.noun))


def _kept(done: FilledIn) -> str:
    return f"，原来已填的 {done.kept} 条不变" if done.kept else ""


def _left(done: FilledIn, noun: str) -> str:
    """Which records were left, and why."""
    lines = [f"{label}：{why}" for label, why in done.wrong[:_MOST]]
    more = [f"……另有 {len(done.wrong) - _MOST} 条"] if len(done.wrong) > _MOST else []
    return "\n".join([f"有 {len(done.wrong)} 名{noun}填上会有误，没有改动：", *lines, *more])


def fill_in(parent: QWidget, session: Session, kind: Kind, row_ids: Sequence[int]) -> None:
    """Show the dialog for the chosen rows."""
    dialog = FillingDialog(parent, session, kind, row_ids)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
