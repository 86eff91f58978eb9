"""What happened to one record: who, when, what, and each field with its old and new value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget
from unionapp.records import access, fields, formats
from unionapp.records.kind import Kind
from unionapp.store import rows
from unionapp.store.journal import Journal, Step

from ui.session import Session

_EMPTY = "（空）"


@dataclass(frozen=True)
class Happening:
    """One step as far as it touched the record."""

    step: Step
    changes: tuple[str, ...]


def happenings(journal: Journal, kind: Kind, row_id: int) -> list[Happening]:
    """What happened to a record, newest first."""
    found = journal.history(kind.model._meta.table_name, row_id)
    return [Happening(step, _changes(kind, op, data)) for step, op, data in found]


def _changes(kind: Kind, op: str, data: Mapping[str, Sequence[object]]) -> tuple[str, ...]:
    if op == "I":
        return ("登记",)
    if op == "D":
        return ("删除",)
    return tuple(f"{label}：{old} → {new}" for label, old, new in values_changed(kind, data))


def values_changed(kind: Kind, data: Mapping[str, Sequence[object]]) -> list[tuple[str, str, str]]:
    """What a change did to the fields of a record, in words: label, old value, new value."""
    by_column = {field.column_name: field for field in kind.fields.values()}
    known = [(by_column[column], *pair) for column, pair in data.items() if column in by_column]
    return [(field.label, _said(field, old), _said(field, new)) for field, old, new in known]


def _said(field: Any, stored: object) -> str:
    """A stored value in words; a link by what it points to now."""
    if isinstance(field, fields.Link) and access.may_see(field):
        other = rows.find(field.rel_model, stored)
        return other.label if other is not None else (_EMPTY if stored is None else f"（已删除的第 {stored} 号）")
    return formats.show(field, field.python_value(stored)).replace("\n", " ") or _EMPTY


class HistoryTree(QTreeWidget):
    """The steps, newest first, each with what it changed below it."""

    def __init__(self, session: Session, kind: Kind, row_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("历史")
        self.setHeaderLabels(["时间", "操作人", "做了什么"])
        self.setUniformRowHeights(False)
        self.setWordWrap(True)
        for each in happenings(session.store.journal, kind, row_id):
            when = each.step.at.strftime("%Y-%m-%d %H:%M")
            item = QTreeWidgetItem(self, [when, each.step.operator, each.step.words])
            strong = item.font(2)
            strong.setBold(True)
            item.setFont(2, strong)
            for change in each.changes:
                line = QTreeWidgetItem(item, ["", "", f"· {change}"])
                line.setToolTip(2, change)
        self.expandAll()
        head = self.header()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
