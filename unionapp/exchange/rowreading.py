"""From the cells of rows to values by field, and to the stored records that the rows mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from unionapp.errors import Problem
from unionapp.exchange.book import Cell, SheetRow, Unclear, Uncomputed
from unionapp.exchange.closingrows import ClosingRows, is_no_record
from unionapp.exchange.directory import SPOILT_RULE, UNCOMPUTED_RULE, Later, Unreadable, as_text
from unionapp.exchange.headings import SPOILT, UID, Layout
from unionapp.exchange.lenient import NOTED_RULE, Noted
from unionapp.exchange.matching import StoredRecords
from unionapp.exchange.parsing import NOTHING, Instead, Reader, reader
from unionapp.exchange.questions import Asking, Left
from unionapp.exchange.repeats import Repeats
from unionapp.records import fields
from unionapp.records.kind import Kind
from unionapp.work import Progress

READING = "正在读取各行"
ROWS_BETWEEN_LOOKS = 500
NOT_COMPUTED = (
    "这一格是公式，文件里没有存计算结果，按空着处理。请用 Excel 或 WPS 打开表格，保存一次后再导入，或直接填上内容。"
)
_NO_RESULT = Unreadable(NOT_COMPUTED, rule=UNCOMPUTED_RULE)
STILL_SPOILT = "原来的号码已被 Excel 改坏，请在“{label}”一栏填写正确的号码。"


@dataclass(slots=True)
class ReadRow:
    """A row as read: its values by field, what could not be read, and the id of the record it means.

    A text that is too long is among both: the row is wrong for it unless it is stored so already.
    """

    number: int
    values: dict[str, object]
    problems: list[Problem]
    row: int | None = None
    common: frozenset[str] = frozenset()
    """The fields whose values are said of the whole sheet."""
    left: list[Left] = field(default_factory=list)
    """The optional cells that are left out of the row."""
    speaks: bool = False
    """Whether it says anything of its own."""

    def number_of(self, line: int) -> int:
        """The number of the row that makes a line of the record, or the record itself."""
        return self.number


class CellReading:
    """Reads the cells of a row that hold fields of one kind; what is said of the whole sheet stands in each row."""

    def __init__(
        self,
        kind: Kind,
        kinds: Sequence[Kind],
        rows: Sequence[SheetRow],
        columns: Mapping[int, str],
        said: Mapping[str, str],
        asking: Asking,
        prefix: str = "",
    ) -> None:
        self._asking, self._prefix = asking, prefix
        self.readers: list[tuple[int, str, Reader]] = [
            (index, name, reader(kind.fields[name], kind, kinds, [row.cells[index] for row in rows], self._said(name)))
            for index, name in columns.items()
        ]
        self._others = {name: reader(kind.fields[name], kind, kinds, ()) for name in self._mended(kind)}
        self.constants: dict[str, object] = {}
        self._unread: list[tuple[str, Unreadable, str]] = []
        """What was said of the whole sheet and cannot be read; every row that says nothing of its own lacks it."""
        for name, text in said.items():
            self._say(name, reader(kind.fields[name], kind, kinds, (), self._said(name))[text], text)

    def _say(self, name: str, value: object, text: str) -> None:
        """Take what holds for the whole sheet."""
        if isinstance(value, Unreadable):
            self._unread.append((name, value, text))
        elif value is not NOTHING:
            self.constants[name] = value.value if isinstance(value, Noted) else value

    def _said(self, name: str) -> Instead:
        """What words in a column were said to mean."""
        name = self._prefix + name
        return Instead(self._asking.words(name), lambda word, meaning: self._asking.was_used(name, word, meaning))

    def _mended(self, kind: Kind) -> set[str]:
        """The fields that were answered for single rows."""
        own = {name.removeprefix(self._prefix) for cells in self._asking.mended.values() for name in cells}
        return own.intersection(kind.fields)

    def read(self, row: SheetRow) -> ReadRow:
        """The values of a row, and what could not be read."""
        cells = row.cells
        found = ReadRow(row.number, dict(self.constants), [])
        values, own = found.values, set()
        mended = self._mended_in(row.number) if self._others else {}
        for index, name, parsed in self.readers:
            cell = cells[index]
            if cell is None or name in mended:
                continue
            value = _value(parsed, cell)
            if value.__class__ in (Unreadable, Noted):
                self._take(found, name, value, as_text(cell))
                if name in values:
                    own.add(name)
            elif value is not NOTHING:
                values[name] = value
                own.add(name)
        for name, text in mended.items():
            self._take(found, name, self._others[name][text], text)
            own.add(name)
        found.speaks = bool(own or found.problems or found.left)
        for name, why, text in self._unread if found.speaks else ():
            if name not in own:
                self._take(found, name, why, text)
        found.common = frozenset(self.constants).difference(own) if self.constants else found.common
        return found

    def _mended_in(self, number: int) -> dict[str, str]:
        """What was answered for single cells of a row, which takes the place of what stands there."""
        cells = self._asking.mended.get(str(number), {})
        mended = {name.removeprefix(self._prefix): text for name, text in cells.items()}
        return {name: text for name, text in mended.items() if name in self._others}

    def _take(self, found: ReadRow, name: str, value: object, written: str) -> None:
        """Put a read value, or why there is none, where it belongs."""
        if isinstance(value, Noted):
            found.problems.append(Problem(name, value.message, level="warning", rule=NOTED_RULE))
            found.values[name] = value.value
            return
        if not isinstance(value, Unreadable):
            if value is not NOTHING:
                found.values[name] = value
            return
        left = self._asking.unread(self._prefix + name, written, value, found.number)
        if left is not None:
            found.left.append(left)
            return
        if value.value is not None:
            found.values[name] = value.value
        found.problems.append(Problem(name, value.message, value.article, rule=value.rule))


def _value(parsed: Reader, cell: Cell) -> object:
    """What a cell says, or why it says nothing that can be read."""
    if cell.__class__ is bool:
        return parsed["是" if cell else "否"]
    if cell.__class__ is Uncomputed:
        return _NO_RESULT
    return Unreadable(str(cell)) if cell.__class__ is Unclear else parsed[cell]


class RowReading:
    """Reads the rows below the headings of one sheet."""

    def __init__(
        self, kind: Kind, kinds: Sequence[Kind], rows: Sequence[SheetRow], layout: Layout, asking: Asking
    ) -> None:
        self.kind = kind
        self.layout = layout
        self.register = StoredRecords(kind)
        self._rows = rows[layout.last + 1 :]
        columns = {index: name for index, name in layout.columns.items() if name in kind.fields}
        self._cells = CellReading(kind, kinds, self._rows, columns, layout.constants, asking)
        places = {name: index for index, name in layout.columns.items()}
        self._uid, self._spoilt = places.get(UID), places.get(SPOILT)
        self.closing = ClosingRows(kind, layout)
        self._repeats = Repeats(kind, layout, self._said_uids()) if Repeats.tell(kind) else None
        self._unequalled: list[ReadRow] = []

    def read(self, progress: Progress) -> list[ReadRow]:
        """The rows that say anything, in order, matched with the register."""
        read = []
        for done, row in enumerate(self._rows):
            if done % ROWS_BETWEEN_LOOKS == 0:
                progress(done, len(self._rows), READING)
            read += [found] if (found := self._read(row)) is not None else []
        if self._repeats is not None:
            for found in self._unequalled:
                self._is_meant(found, self._repeats.find_less(found.values))
        progress(len(self._rows), len(self._rows), READING)
        return read

    def _read(self, row: SheetRow) -> ReadRow | None:
        if is_no_record(self.closing, self.layout, row):
            return None
        found = self._cells.read(row)
        if not found.speaks:
            return None
        self._match(found, row.cells)
        return found

    def _match(self, found: ReadRow, cells: Sequence[Cell]) -> None:
        """Find the record that the row means, and see to a number still to be repaired."""
        uid = as_text(cells[self._uid]).strip() if self._uid is not None else None
        if self._spoilt is not None and cells[self._spoilt] is not None:
            found.problems += self._unrepaired(found.values, cells[self._spoilt])
        if uid not in self.register.by_uid and any(problem.rule == SPOILT_RULE for problem in found.problems):
            return
        try:
            found.row = self.register.find(uid, self._telling(found.values))
        except ValueError as error:
            found.problems.append(Problem(self.kind.likeness[0], str(error), rule="likeness"))
        if found.row is None and self._repeats is not None and not self._is_told(found.values):
            found.row = self._repeats.find(found.values)
            self._unequalled += [found] if found.row is None else []
        self._is_meant(found, found.row)

    def _is_told(self, values: Mapping[str, object]) -> bool:
        """Whether values tell their record by themselves."""
        return self.register.identity(values) is not None or self.register.likeness(values) is not None

    def _is_meant(self, found: ReadRow, row: int | None) -> None:
        """The row means a stored record, or none: what is said of the whole sheet is meant for those who are new."""
        found.row = row
        for name in found.common if row is not None else ():
            found.values.pop(name, None)

    def _said_uids(self) -> set[str]:
        """The numbers of records that the rows name; no other row is taken for one of those."""
        at = self._uid
        return set() if at is None else {as_text(row.cells[at]).strip() for row in self._rows}

    def _telling(self, values: dict[str, object]) -> Mapping[str, object]:
        """The values that tell the record, with what follows from them where they do not tell it by themselves."""
        if self.kind.complete is None or not self.kind.identity or self.kind.told(values):
            return values
        probe = self.kind.model(**{name: each for name, each in values.items() if not isinstance(each, Later)})
        self.kind.complete(probe)
        return {**values, **{name: probe.__data__.get(name) for name in self.kind.identity}}

    def _unrepaired(self, values: Mapping[str, object], cell: Cell) -> list[Problem]:
        """A row of a repair sheet whose right number was not filled in."""
        if not as_text(cell).strip():
            return []
        numbers = [name for name, each in self.kind.fields.items() if isinstance(each, fields.IdNumber)]
        return [
            Problem(name, STILL_SPOILT.format(label=self.kind.fields[name].label), rule=SPOILT_RULE)
            for name in numbers[:1]
            if not values.get(name)
        ]
