"""The table of a grid of lines as drafts know it: all that stands in its cells, the one that is open included."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic

from unionapp.records.record import Row

from ui.grid import pasting
from ui.grid.cell_table import CellTable


class KeptTable(CellTable[Row], Generic[Row]):
    """Says what stands in the lines without settling anything, and puts it back."""

    def stands(self) -> list[dict[str, object]]:
        """Every line in which something stands, or that is stored: its number, its values, what cannot be read."""
        opened = self._typed_now()
        found = []
        for row, line in enumerate(self.lines.rows):
            texts = {each.name: self.lines.unread.text(line, each.name) for each in self.lines.columns}
            unread = {name: text for name, text in texts.items() if text is not None} | opened.get(row, {})
            if line.id or unread or not self.lines.is_empty(line):
                found.append({"id": line.id, "values": self._values(line), "unread": unread})
        return found

    def retype(self, said: object) -> None:
        """Show these lines in place of the former ones; a stored one that is gone is a new one."""
        given = said if isinstance(said, list) else []
        stored = {line.id: line for line in self.lines.rows if line.id}
        lines = [stored.get(each["id"]) or self.lines.made() for each in given]
        self.close_cell()
        for line, each in zip(lines, given, strict=True):
            for name in each["values"]:
                self._put(line, each["values"])
                self.lines.put.emit(line, name)
            self._put(line, each["values"])
        self.lines.show_lines(lines)
        for row, each in enumerate(given):
            for column in self.lines.columns:
                if column.name in each["unread"]:
                    pasting.put(self.lines, row, column, each["unread"][column.name])
        self.lines.put.emit(self.lines.rows[0], "")
        self.fit()

    def _typed_now(self) -> dict[int, dict[str, str]]:
        """What is typed in the open cell and not settled yet, by row and field."""
        index, edit = self.currentIndex(), self.open
        if edit is None or not index.isValid() or self.indexWidget(index) is not edit:
            return {}
        said = edit.stands()
        text = str(said["text"] if isinstance(said, dict) else said)
        column = self.lines.columns[index.column()]
        return {index.row(): {column.name: text}} if text != self.lines.text(index.row(), column) else {}

    def _values(self, line: Row) -> dict[str, object]:
        known = line._meta.fields
        names = [each.name for each in self.lines.columns if not each.fixed]
        return {name: known[name].db_value(line.__data__.get(name)) for name in names}

    def _put(self, line: Row, values: Mapping[str, object]) -> None:
        known = line._meta.fields
        for name, value in values.items():
            setattr(line, name, known[name].python_value(value))
