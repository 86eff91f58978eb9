"""看看改了什么: what one step of the log changed, record by record, with old and new values."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from unionapp.records import reading
from unionapp.records.kind import Kind
from unionapp.store import access_log, rows, taking_back
from unionapp.store.journal import Step
from unionapp.store.taking_back import RowChange

from ui.kit.actions import Action, ActionBar
from ui.kit.plain import label
from ui.kit.sizes import fit
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.records.history import values_changed
from ui.session import Session

_MOST = 500
"""So many changed rows are shown."""
_HEADS = ("哪条记录", "栏目", "原来", "现在")
_CLOSED = "（没有查看这类记录的权限）"


class StepLook(QDialog):
    """Shows the changes of a step; who may not read a register sees only that it was changed."""

    def __init__(self, parent: QWidget | None, session: Session, step: Step) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle("看看改了什么")
        self._kinds = {kind.model._meta.table_name: kind for kind in session.store.kinds}
        found, count = taking_back.changes(session.store.journal, step, _MOST)
        self.table = told_table("改动的内容", _HEADS)
        self.table.setVisible(bool(count))
        self.table.show_rows([Told(at, line) for at, line in enumerate(self._lines(found))])
        more = f"共改动 {count:,} 处{f'，下面列出前 {_MOST} 处' if count > _MOST else ''}"
        told = more if count else "这一步没有改动记录。"
        column = QVBoxLayout(self)
        column.addWidget(label(step.words, "heading"))
        column.addWidget(label(f"{step.at:%Y-%m-%d %H:%M:%S}　{step.operator}　{told}", "faint"))
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addStretch()
        self.tools = ActionBar(self, row, (Action("close", "关闭", self.reject, "Esc"),))
        column.addLayout(row)
        fit(self, 60, 36)
        self._note_seen(found)

    def _lines(self, found: list[RowChange]) -> Iterator[tuple[str, str, str, str]]:
        for each in found:
            kind = self._kinds.get(each.table)
            if kind is None:
                yield ("程序的内部记录", "", "", "")
            elif not reading.may_read(kind):
                yield (kind.title, _CLOSED, "", "")
            else:
                yield from _of_row(kind, each)

    def _note_seen(self, found: list[RowChange]) -> None:
        """What takes a right to be seen is noted like any other view of it."""
        for table, kind in self._kinds.items():
            names = [each.data.keys() for each in found if each.table == table and each.op == "U"]
            columns = {field.column_name: name for name, field in kind.fields.items()}
            seen = {columns[column] for keys in names for column in keys if column in columns}
            if seen and reading.may_read(kind):
                access_log.rows_seen(self.session.store.journal, kind, len(names), sorted(seen))


def _of_row(kind: Kind, change: RowChange) -> Iterator[tuple[str, str, str, str]]:
    stored = rows.find(kind.model, change.row)
    called = f"{kind.noun}“{stored.label}”" if stored is not None else f"{kind.noun}（已不在，第 {change.row} 号）"
    if change.op == "I":
        yield (called, "新登记", "", "")
    elif change.op == "D":
        yield (called, "删除", "", "")
    else:
        for words, old, new in values_changed(kind, change.data):
            yield (called, words, old, new)
            called = ""
