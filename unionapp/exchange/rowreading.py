"""From the cells of rows to values by field, and to the stored records that the rows mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from unionapp.errors import Problem
from unionapp.exchange.book import Cell, Row
from unionapp.exchange.fate import SPOILT_RULE
from unionapp.exchange.headings import SPOILT, UID, Layout, is_heading_again
from unionapp.exchange.matching import Register
from unionapp.exchange.parsing import NOTHING, Reader, Unreadable, as_text, reader
from unionapp.records import fields
from unionapp.records.kind import Kind
from unionapp.work import Progress

READING = "正在读取各行"
ROWS_BETWEEN_LOOKS = 500
STILL_SPOILT = "原来的号码已被 Excel 改坏，请在“{label}”一栏填写正确的号码。"


@dataclass(slots=True)
class ReadRow:
    """A row as read: its values by field, what could not be read, and the id of the record it means."""

    number: int
    values: dict[str, Any]
    problems: list[Problem]
    row: int | None = None


class RowReading:
    """Reads the rows below the headings of one sheet."""

    def __init__(self, kind: Kind, kinds: Sequence[Kind], rows: Sequence[Row], layout: Layout) -> None:
        self.kind = kind
        self.layout = layout
        self.register = Register(kind)
        self._rows = rows[layout.last + 1 :]
        columns = {index: name for index, name in layout.columns.items() if name in kind.fields}
        self.readers: list[tuple[int, str, Reader]] = [
            (index, name, reader(kind.fields[name], kind, kinds, [row.cells[index] for row in self._rows]))
            for index, name in columns.items()
        ]
        self._constants = self._read_constants(kinds)
        places = {name: index for index, name in layout.columns.items()}
        self._uid, self._spoilt = places.get(UID), places.get(SPOILT)

    def _read_constants(self, kinds: Sequence[Kind]) -> ReadRow:
        found = ReadRow(0, {}, [])
        for name, text in self.layout.constants.items():
            self._take(found, name, reader(self.kind.fields[name], self.kind, kinds, ())[text])
        return found

    def read(self, progress: Progress) -> Iterator[ReadRow]:
        """The rows that say anything, in order, matched with the register."""
        for done, row in enumerate(self._rows):
            if done % ROWS_BETWEEN_LOOKS == 0:
                progress(done, len(self._rows), READING)
            found = self._read(row)
            if found is not None:
                yield found
        progress(len(self._rows), len(self._rows), READING)

    def _read(self, row: Row) -> ReadRow | None:
        cells = row.cells
        found = ReadRow(row.number, dict(self._constants.values), list(self._constants.problems))
        before = len(found.values) + len(found.problems)
        values = found.values
        for index, name, parsed in self.readers:
            cell = cells[index]
            if cell is None:
                continue
            value = parsed[cell] if cell.__class__ is not bool else parsed["是" if cell else "否"]
            if value.__class__ is Unreadable:
                self._take(found, name, value)
            elif value is not NOTHING:
                values[name] = value
        if len(found.values) + len(found.problems) == before or is_heading_again(self.layout, cells):
            return None
        self._match(found, cells)
        return found

    def _take(self, found: ReadRow, name: str, value: Any) -> None:
        """Put a read value, or why there is none, where it belongs."""
        if isinstance(value, Unreadable):
            found.problems.append(Problem(name, value.message, value.article, rule=value.rule))
        elif value is not NOTHING:
            found.values[name] = value

    def _match(self, found: ReadRow, cells: Sequence[Cell]) -> None:
        """Find the record that the row means, and see to a number still to be repaired."""
        uid = as_text(cells[self._uid]).strip() if self._uid is not None else None
        if self._spoilt is not None and cells[self._spoilt] is not None:
            found.problems += self._unrepaired(found.values, cells[self._spoilt])
        if uid not in self.register.by_uid and any(problem.rule == SPOILT_RULE for problem in found.problems):
            return
        try:
            found.row = self.register.find(uid, found.values)
        except ValueError as error:
            found.problems.append(Problem(self.kind.likeness[0], str(error), rule="likeness"))
        if found.row is not None:
            for name in self._constants.values:  # what is said of the whole sheet is meant for those who are new
                found.values.pop(name, None)

    def _unrepaired(self, values: Mapping[str, Any], cell: Cell) -> list[Problem]:
        """A row of a repair sheet whose right number was not filled in."""
        if not as_text(cell).strip():
            return []
        numbers = [name for name, each in self.kind.fields.items() if isinstance(each, fields.IdNumber)]
        return [
            Problem(name, STILL_SPOILT.format(label=self.kind.fields[name].label), rule=SPOILT_RULE)
            for name in numbers[:1]
            if not values.get(name)
        ]
