"""A table of figures that is no table of a kind: ledgers, statements, the months of a year.

Its rows are values under our field types, so that they are shown, copied, printed and written to a sheet alike; a row's
text is made when it is painted, so that 25,000 rows scroll like twenty.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QAbstractItemView
from unionapp.exchange.sheet import ColumnKind, Sheet, Value
from unionapp.exchange.sheet import SheetColumn as SheetColumn
from unionapp.records import fields, formats
from unionapp.records.fields import RecordField

from ui.kit.text_model import Column
from ui.kit.text_table import TextTable
from ui.records.columns import is_figure


@dataclass(frozen=True)
class Head:
    """A column: the field type that shows its values under its label, and its least width in Chinese characters."""

    field: RecordField
    letters: int
    stretch: bool = False
    """Whether it takes the room that is left."""


@dataclass(frozen=True)
class FigureRow:
    """A row: one value per column, whether it is a sum, and what it leads to."""

    values: Sequence[Value]
    strong: bool = False
    leads: Any = None
    strong_at: frozenset[int] = frozenset()
    """Columns that are bold where the row as a whole is not: halves of a two-sided form."""


class FigureTable(TextTable[FigureRow]):
    """Lines of figures under heads; opens and copies by mouse and by keyboard."""

    def __init__(self, name: str, by_cell: bool = False, key: Callable[[FigureRow], Hashable] | None = None) -> None:
        super().__init__(name, key=key, wrap=False)
        self.heads: Sequence[Head] = ()
        if by_cell:
            self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
            self.setShowGrid(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    @property
    def lines(self) -> Sequence[FigureRow]:
        """The lines that are shown."""
        return self.rows.shown

    def show_lines(self, heads: Sequence[Head], lines: Sequence[FigureRow]) -> None:
        """Show other lines; the cursor stays in its row where there still is one."""
        self.heads = tuple(heads)
        self.show_rows(lines, [_column(place, head) for place, head in enumerate(heads)])


def _column(place: int, head: Head) -> Column[FigureRow]:
    return Column(
        head.field.label,
        lambda line: formats.show(head.field, line.values[place]),
        "right" if is_figure(head.field) else "left",
        head.letters,
        head.stretch,
        strong=lambda line: line.strong or place in line.strong_at,
    )


def sheet(title: str, heads: Sequence[Head], lines: Sequence[FigureRow], above: Sequence[str] = ()) -> Sheet:
    """Lines as a sheet of a workbook, with lines of text above the headings."""
    columns = tuple(SheetColumn(head.field.label, _kind(head.field)) for head in heads)
    return Sheet(title, columns, [tuple(_cell(value) for value in line.values) for line in lines], (), tuple(above))


def _kind(field: RecordField) -> ColumnKind:
    if isinstance(field, fields.Money):
        return "money"
    return "date" if isinstance(field, fields.Date) else "number" if isinstance(field, fields.Number) else "text"


def _cell(value: Value) -> Value:
    return None if value == "" else value
