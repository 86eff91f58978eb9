"""Which columns a table shows, in what order and how wide: chosen by the clerk, remembered by kind on this computer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from unionapp.records import fields
from unionapp.records.fields import RecordField
from unionapp.records.kind import Kind
from unionapp.records.record import Row

from ui.kit.plain import decision
from ui.kit.text_model import Column
from ui.session import Session

_FIGURES = (fields.Money, fields.Number, fields.Percent)
_UNSHOWN = (fields.Photo,)


def is_figure(field: RecordField) -> bool:
    """Whether a column is a figure, which stands at the right edge."""
    return isinstance(field, _FIGURES)


def field_columns(kind: Kind[Row], names: Sequence[str], mask: bool = False) -> list[Column[Row]]:
    """Fields of a kind as the columns of a table to read; private parts are hidden with `mask`."""
    return [_field_column(kind, name, mask) for name in names]


def _field_column(kind: Kind[Row], name: str, mask: bool) -> Column[Row]:
    field = kind.fields[name]
    align: Literal["left", "right"] = "right" if is_figure(field) else "left"
    return Column(field.label, lambda record: kind.shown(record, name, mask=mask), align)


class Remembered:
    """The columns and widths of one kind's table in the clerk's settings."""

    def __init__(self, session: Session, kind: Kind) -> None:
        self._settings = session.remembered
        self._kind = kind
        self._place = f"tables/{kind.key}"

    def names(self) -> tuple[str, ...]:
        """The columns to show; a column that this version no longer knows is passed over."""
        stored = self._read("columns")
        known = tuple(name for name in stored if name in self._kind.fields) if isinstance(stored, list) else ()
        return known or self._kind.columns

    def widths(self) -> dict[str, int]:
        """The widths that the clerk chose, in pixels by column."""
        stored = self._read("widths")
        return {str(name): int(width) for name, width in stored.items()} if isinstance(stored, dict) else {}

    def keep_names(self, names: Sequence[str]) -> None:
        """Remember the columns; the usual ones need no remembering."""
        if tuple(names) == self._kind.columns:
            self._settings.remove(f"{self._place}/columns")
        else:
            self._settings.setValue(f"{self._place}/columns", json.dumps(list(names)))

    def keep_width(self, name: str, width: int) -> None:
        """Remember the width of one column."""
        self._settings.setValue(f"{self._place}/widths", json.dumps(self.widths() | {name: width}))

    def forget(self) -> None:
        """Go back to the usual columns and widths."""
        self._settings.remove(self._place)

    def _read(self, part: str) -> object:
        text = self._settings.value(f"{self._place}/{part}", "")
        try:
            return json.loads(text) if isinstance(text, str) and text else None
        except json.JSONDecodeError:
            return None


class ColumnChooser(QDialog):
    """Tick the columns to show and put them in order, all by keyboard."""

    def __init__(self, parent: QWidget | None, kind: Kind, chosen: Sequence[str]) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setWindowTitle(f"选择列 · {kind.title}")
        self.list = QListWidget()
        self.list.setAccessibleName("可显示的列")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._fill(chosen)
        self._usual = QPushButton("恢复默认")
        self._up, self._down = QPushButton("上移"), QPushButton("下移")
        self._usual.clicked.connect(lambda: self._fill(kind.columns))
        self._up.clicked.connect(lambda: self._move(-1))
        self._down.clicked.connect(lambda: self._move(1))
        self._lay_out()
        self.list.ensurePolished()  # else its lines are placed at heights that its style does not have
        self.list.doItemsLayout()
        self.resize(420, 520)

    def names(self) -> tuple[str, ...]:
        """The ticked columns in their order; with none ticked the usual ones."""
        items = (self.list.item(row) for row in range(self.list.count()))
        ticked = tuple(
            item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked
        )
        return ticked or self._kind.columns

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        for button in (self._up, self._down, self._usual):
            button.setAutoDefault(False)
            side.addWidget(button)
        side.addStretch()
        middle = QHBoxLayout()
        middle.addWidget(self.list, 1)
        middle.addLayout(side)
        column = QVBoxLayout(self)
        column.addWidget(QLabel("空格键勾选，拖动或用“上移”“下移”排列先后。"))
        column.addLayout(middle)
        column.addWidget(decision(self, QPushButton("确定")))

    def _fill(self, chosen: Sequence[str]) -> None:
        self.list.clear()
        showable = [name for name, field in self._kind.fields.items() if not isinstance(field, _UNSHOWN)]
        for name in (*chosen, *(name for name in showable if name not in chosen)):
            item = QListWidgetItem(self._kind.fields[name].label, self.list)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setCheckState(Qt.CheckState.Checked if name in chosen else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            self.list.insertItem(row + by, self.list.takeItem(row))
            self.list.setCurrentRow(row + by)
