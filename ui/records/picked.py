"""The two lists of choosing people: the register with a box before each, and those chosen with their number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Generic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from unionapp.records import fields
from unionapp.records.fields import RecordField
from unionapp.records.kind import Kind
from unionapp.records.picking import Mark
from unionapp.records.record import Row
from unionapp.store.rows import several

from ui.kit.actions import Action, ActionBar
from ui.kit.flow import FlowLayout
from ui.kit.plain import label
from ui.kit.text_model import Column
from ui.kit.text_table import TextTable
from ui.records.columns import field_columns


class PickTable(TextTable[Row]):
    """Space, Enter, a double click and a click on the box choose; letters go to the search."""

    toggled = Signal()
    typed = Signal(str)

    def __init__(
        self, kind: Kind[Row], names: Sequence[str], marks: Mapping[int, Mark], chosen: Mapping[int, Row]
    ) -> None:
        box: Column[Row] = Column("选", lambda row: _box(row, marks, chosen), "center", 2)
        columns: list[Column[Row]] = [box, _name(), _mark(marks), *_beside(kind, names)]
        super().__init__("名册", columns, lambda row: row.id, wrap=False, empty="没有找到。")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters begin a search."""
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Space:
            self.toggled.emit()
        elif event.text().isalnum() and not held:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the box of a row chooses it."""
        super().mousePressEvent(event)
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and at.column() == 0 and event.button() == Qt.MouseButton.LeftButton:
            self.toggled.emit()


def _box(row: Row, marks: Mapping[int, Mark], chosen: Mapping[int, Row]) -> str:
    if row.id in chosen:
        return "☑"
    return "－" if row.id in marks and marks[row.id].bars else "☐"


def _beside(kind: Kind[Row], names: Sequence[str]) -> list[Column[Row]]:
    """The fields that tell one from another, each as narrow as it may be."""
    columns = field_columns(kind, names, mask=True)
    widths = [next((w for sort, w in _WIDTHS if isinstance(kind.fields[name], sort)), _USUAL) for name in names]
    return [replace(column, width=width) for column, width in zip(columns, widths, strict=True)]


_WIDTHS: tuple[tuple[type[RecordField], int], ...] = ((fields.Link, 9), (fields.Phone, 7), (fields.YesNo, 3))
_USUAL = 4


def _name() -> Column[Row]:
    return Column("姓名", lambda row: row.label, width=5)


def _mark(marks: Mapping[int, Mark]) -> Column[Row]:
    return Column(
        "说明",
        lambda row: marks[row.id].words if row.id in marks else "",
        width=8,
        stretch=True,
        level=lambda row: "warning",
    )


class PickedPanel(QWidget, Generic[Row]):
    """Those chosen, counted against the quota."""

    changed = Signal()

    def __init__(
        self, kind: Kind[Row], names: Sequence[str], marks: Mapping[int, Mark], quota: tuple[int, int] | None
    ) -> None:
        super().__init__()
        self.rows: dict[int, Row] = {}
        self._kind, self._quota = kind, quota
        self.setAccessibleName("已选的人")
        self.counted = label("", "heading")
        self.counted.setAccessibleName("选了多少人")
        columns: list[Column[Row]] = [_name(), *_beside(kind, names), _mark(marks)]
        self.table: TextTable[Row] = TextTable(
            "已选的人", columns, lambda row: row.id, wrap=False, empty="在左边双击，或按空格、回车选中。"
        )
        tools = QWidget()
        self.tools = ActionBar(
            self, FlowLayout(tools), (Action("drop", "不选", self.drop), Action("clear", "全部不选", self.clear))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.counted, tools):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        self.table.opened.connect(lambda: self.drop())
        self.table.dropped.connect(self.drop)

    def stands(self) -> list[int]:
        """The ids of those chosen, for a draft."""
        return list(self.rows)

    def retype(self, said: object) -> None:
        """Choose those again whom a draft names and who are still there."""
        ids = said if isinstance(said, list) else []
        there = {row.id: row for row in several(self._kind.model, ids)}
        self.add([there[each] for each in ids if each in there])

    def add(self, rows: Sequence[Row]) -> None:
        """Choose these too."""
        self.rows.update({row.id: row for row in rows})
        self.show_rows()
        if rows:
            self.table.choose(rows[-1].id)

    def let_go(self, row_id: int) -> None:
        """Choose one no more."""
        self.rows.pop(row_id, None)
        self.show_rows()

    def drop(self) -> None:
        """Let go of the one with the cursor."""
        row = self.table.row()
        if row is not None:
            self.let_go(row.id)

    def clear(self) -> None:
        """Let go of everybody."""
        self.rows.clear()
        self.show_rows()

    def show_rows(self) -> None:
        """Show them with their number."""
        self.table.show_rows(list(self.rows.values()))
        self.counted.setText(self._words())
        self.tools.allow({"drop": bool(self.rows), "clear": bool(self.rows)})
        self.changed.emit()

    def _words(self) -> str:
        count = len(self.rows)
        if self._quota is None:
            return f"已选 {count:,} 人"
        seats, had = self._quota
        before = f"（连同已有的 {had:,} 人）" if had else ""
        over = count + had - seats
        rest = f"，超出 {over:,} 人" if over > 0 else f"，还差 {-over:,} 人" if over < 0 else "，正好"
        return f"已选 {count:,} 人{before}，名额 {seats:,} 人{rest}"
