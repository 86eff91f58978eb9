"""改所选: one field of all chosen rows changed at once, or filled in where it is empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from unionapp.errors import Problem, Refused
from unionapp.records.kind import Kind
from unionapp.store import filling
from unionapp.store.filling import ChangedRows
from unionapp.work import Progress

from ui import tasks
from ui.kit import messages, undoing
from ui.kit.field_edit import FieldEdit
from ui.kit.fields import editor_for
from ui.kit.forms import ProblemsBox
from ui.kit.leaving import FilledDialog
from ui.kit.plain import decision, label
from ui.session import Session

TITLE = "改所选"
_MOST = 5
"""So many of the records that were left are named."""


class ChangingDialog(FilledDialog):
    """Asks for a field and its content, says how many rows that changes, and changes them as one step."""

    def __init__(self, parent: QWidget | None, session: Session, kind: Kind, row_ids: Sequence[int]) -> None:
        super().__init__(parent, session)
        self.kind = kind
        self.row_ids = row_ids
        self.held: Counter[object] = Counter()
        """How many of the rows hold which content of the field now."""
        self.field = QComboBox()
        self.field.setAccessibleName("栏目")
        for name in filling.offered(kind):
            self.field.addItem(kind.fields[name].label, name)
        self.field.setCurrentIndex(self.field.findData(filling.first_choice(kind, row_ids)))
        self.edit: FieldEdit = self._edit()
        self.only_empty = QCheckBox("只补空着的，已经填了的不改")
        self.outlook = QLabel()
        self.problems = ProblemsBox()
        self.button = QPushButton("改所选")
        self.setWindowTitle(TITLE)
        self._lay_out()
        self.field.currentIndexChanged.connect(self._offer)
        self.only_empty.toggled.connect(self.look)
        self._settle()

    @property
    def name(self) -> str:
        """The field that is changed."""
        return str(self.field.currentData())

    def look(self) -> None:
        """Say how many rows would be changed, and of how many something else stands there now."""
        self.problems.show_problems([])
        empty = sum(number for value, number in self.held.items() if value in filling.EMPTY)
        other = self.held.total() - empty
        try:
            value = self.edit.value()
        except ValueError:
            value = None
        if value in filling.EMPTY:
            self.outlook.setText(f"空着 {empty:,} 条，已填 {other:,} 条")
            return
        same = self.held[value]
        parts = [f"补空着的 {empty:,} 条"]
        if self.only_empty.isChecked():
            parts.append(f"已填的 {other:,} 条不变")
        else:
            parts.append(f"改掉已填的 {other - same:,} 条")
            parts += [f"本来就是的 {same:,} 条不变"] if same else []
        self.outlook.setText("，".join(parts))

    def about(self) -> str:
        """The records that are changed."""
        return f"{self.kind.key} {' '.join(map(str, self.row_ids))}"

    def typed(self) -> bool:
        """Whether some content stands there."""
        try:
            return self.edit.value() not in filling.EMPTY
        except ValueError:
            return True

    def accept(self) -> None:
        """Change it off the GUI thread; what stands in the way is said here."""
        name, journal, only = self.name, self.session.store.journal, self.only_empty.isChecked()
        try:
            value = self.edit.value()
            if value in filling.EMPTY:
                raise ValueError(f"“{self.kind.fields[name].label}”还没有填。要清空请逐条编辑。")
        except ValueError as error:
            self.problems.show_problems([Problem(name, str(error))])
            self.edit.setFocus()
            return

        def work(progress: Progress) -> ChangedRows | Refused:
            try:
                return filling.change(journal, self.kind, self.row_ids, name, value, only, progress)
            except Refused as refused:
                return refused

        tasks.run(self, TITLE, work, self._finish)

    def _edit(self) -> FieldEdit:
        edit = editor_for(self.kind.fields[self.name], self.session)
        edit.edited.connect(self.look)
        return edit

    def _offer(self) -> None:
        """Ask for the content of the field now chosen."""
        self.rows.removeRow(self.edit)
        self.edit = self._edit()
        self.rows.insertRow(1, "改为", self.edit)
        self._settle()

    def _settle(self) -> None:
        """What only waits to be filled in is filled in only."""
        self.held = filling.held(self.kind, self.row_ids, self.name)
        waits = self.name in self.kind.fillable
        self.only_empty.setChecked(waits)
        self.only_empty.setEnabled(not waits)
        self.look()

    def _lay_out(self) -> None:
        self.rows = QFormLayout()
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.rows.addRow("栏目", self.field)
        self.rows.addRow("改为", self.edit)
        self.rows.addRow("", self.only_empty)
        self.rows.addRow("", self.outlook)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(label(f"所选 {len(self.row_ids):,} 条的这一栏改成同样的内容，作为一步，可以撤销。"))
        column.addLayout(self.rows)
        column.addWidget(self.problems)
        column.addStretch()
        column.addWidget(decision(self, self.button))
        self.setMinimumWidth(560)

    def _finish(self, done: ChangedRows | Refused) -> None:
        if isinstance(done, Refused):
            self.problems.show_problems(done.problems)
            return
        super().accept()
        parent = self.parentWidget()
        assert parent is not None
        undoing.offer(parent, self.session, f"已修改“{self.field.currentText()}” {done.changed} 条{_kept(done)}")
        if done.wrong:
            messages.tell(parent, _left(done))


def _kept(done: ChangedRows) -> str:
    return f"，其余 {done.left} 条不变" if done.left else ""


def _left(done: ChangedRows) -> str:
    """Which records were left, and why."""
    lines = [f"{who}：{why}" for who, why in done.wrong[:_MOST]]
    more = [f"……另有 {len(done.wrong) - _MOST} 条"] if len(done.wrong) > _MOST else []
    return "\n".join([f"有 {len(done.wrong)} 条改了会有误，没有改动：", *lines, *more])


def change_chosen(parent: QWidget, session: Session, kind: Kind, row_ids: Sequence[int]) -> ChangingDialog:
    """Show the dialog for the chosen rows."""
    dialog = ChangingDialog(parent, session, kind, row_ids)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
