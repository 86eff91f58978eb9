"""Reading a sheet in which several rows make one record: a voucher with a row for every entry.

Rows belong together that bear the number of one record, or say the same in the fields that tell (`Lines.by`); where
a row leaves those empty it goes on with the record above.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from unionapp.errors import Problem, errors_only
from unionapp.exchange.book import SheetRow
from unionapp.exchange.closingrows import ClosingRows, is_no_record
from unionapp.exchange.directory import Later, as_text
from unionapp.exchange.headings import UID, Layout
from unionapp.exchange.matching import Key, StoredRecords, key_of
from unionapp.exchange.questions import Asking
from unionapp.exchange.rowreading import READING, ROWS_BETWEEN_LOOKS, CellReading, ReadRow
from unionapp.records.kind import LINE, Kind, Lines
from unionapp.work import Progress

Place = TypeVar("Place", int, str)

DIFFERS = "第 {row} 行的“{label}”与第 {first} 行不同。同一{noun}的各行应当一样；不是同一{noun}的，请写不同的{by}。"
UNTOLD = "没有填“{label}”，第 {first} 行起的 {count} 行按同一{noun}登记，请核对。"
SEVERAL = "登记中有 {count} 条{by}相同的{noun}，无法确定是哪一条。请填写记录编号。"


@dataclass(slots=True)
class RowGroup(ReadRow):
    """The rows of one record: what they say of the record, and what each says of a line.

    Problems with a line number are those of the row that makes that line. `numbers` are the numbers of all rows.
    """

    key: Key = ()
    uid: str = ""
    lines: list[ReadRow] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    def number_of(self, line: int) -> int:
        """The number of the row that makes a line, or of the first."""
        return self.lines[line - 1].number if line else self.number


class GroupReading:
    """Reads the rows below the headings of one sheet into groups."""

    def __init__(
        self,
        kind: Kind,
        lines: Lines,
        kinds: Sequence[Kind],
        rows: Sequence[SheetRow],
        layout: Layout,
        asking: Asking,
    ) -> None:
        self.kind = kind
        self.register = StoredRecords(kind)
        self._by = lines.by
        self._layout = layout
        self._rows = rows[layout.last + 1 :]
        own, parts = split(layout.columns.items())
        said, said_of_lines = split((name, name) for name in layout.constants)
        words = layout.constants
        self._heads = CellReading(kind, kinds, self._rows, own, {name: words[name] for name in said}, asking)
        of_lines = {name: words[key] for key, name in said_of_lines.items()}
        self._parts = CellReading(lines.kind, kinds, self._rows, parts, of_lines, asking, LINE)
        self._uid = next((index for index, name in layout.columns.items() if name == UID), None)
        self.closing = ClosingRows(kind, layout)
        self._gathering = Gathering(kind, lines, frozenset(said))

    def read(self, progress: Progress) -> list[RowGroup]:
        """The groups in the order of their first rows, matched with the register."""
        for done, row in enumerate(self._rows):
            if done % ROWS_BETWEEN_LOOKS == 0:
                progress(done, len(self._rows), READING)
            self._take(row)
        progress(len(self._rows), len(self._rows), READING)
        groups = self._gathering.groups
        stored = _stored_keys(self.kind, self._by)
        for group in groups:
            self._match(group, stored)
        return groups

    def _take(self, row: SheetRow) -> None:
        if is_no_record(self.closing, self._layout, row):
            return
        head, part = self._heads.read(row), self._parts.read(row)
        if not (part.speaks or head.speaks):
            return
        uid = as_text(row.cells[self._uid]).strip() if self._uid is not None else ""
        self._gathering.add(uid, head, part if part.speaks else None)

    def _match(self, group: RowGroup, stored: Mapping[Key, list[int]]) -> None:
        """Find the record that a group means: by its number, its identity, or the fields that tell groups apart."""
        probe = self.kind.model(**{name: v for name, v in group.values.items() if not isinstance(v, Later)})
        if self.kind.complete:
            self.kind.complete(probe)
        try:
            group.row = self.register.find(group.uid, probe.__data__)
        except ValueError as error:
            group.problems.append(Problem(self.kind.likeness[0], str(error), rule="likeness"))
        alike = stored.get(key_of(self._by, probe.__data__), [])
        if group.row is None and len(alike) > 1:
            message = SEVERAL.format(count=len(alike), by=by_words(self.kind, self._by), noun=self.kind.noun)
            group.problems.append(Problem(self._by[-1], message, rule="likeness"))
        elif group.row is None and alike:
            group.row = alike[0]
        if group.row is not None:
            for name in self._heads.constants:  # what is said of the whole sheet is meant for those that are new
                group.values.pop(name, None)


class Gathering:
    """Puts rows together as they come."""

    def __init__(self, kind: Kind, lines: Lines, common: frozenset[str]) -> None:
        self.kind = kind
        self.groups: list[RowGroup] = []
        self._noun = kind.noun
        self._by = lines.by
        self._common = common
        """The fields that are said of the whole sheet, which tell nothing apart."""
        self._current: RowGroup | None = None
        self._by_uid: dict[str, RowGroup] = {}
        self._by_key: dict[Key, RowGroup] = {}

    def add(self, uid: str, head: ReadRow, part: ReadRow | None) -> None:
        """A row, with what it says of the record and, where it says anything of one, of its line."""
        stated = self._key(head)
        key = stated if uid else self._filled(stated)  # a record that names itself takes nothing from the one above
        blank = all(part is None for name, part in zip(self._by, stated, strict=True) if name not in self._common)
        group = self._found(uid, key, blank)
        if group is None:
            self._fill(head, key)
            group = RowGroup(head.number, head.values, head.problems, key=key, uid=uid, left=head.left)
            self.groups.append(group)
            self._enter(group, part)
        else:
            self._enter(group, part)
            self._join(group, head, len(group.lines) if part is not None else 0)
            self._doubt(group, blank)
        if group.uid or uid:
            group.uid = group.uid or uid
            self._by_uid[group.uid] = group
        if self._whole(group.key):
            self._by_key.setdefault(group.key, group)
        group.numbers.append(head.number)
        self._current = group

    def _key(self, head: ReadRow) -> Key:
        """What a row says in the fields that tell; a cell that could not be read stands for itself."""
        unread = {problem.field: problem.message for problem in errors_only(head.problems)}
        return tuple(head.values.get(name, unread.get(name)) for name in self._by)

    def _filled(self, stated: Key) -> Key:
        """The key with what is left empty taken from the row above, as long as nothing before it differs."""
        if self._current is None:
            return stated
        found, same = [], True
        for part, above in zip(stated, self._current.key, strict=True):
            found.append(above if part is None and same else part)
            same = same and found[-1] == above
        return tuple(found)

    def _fill(self, head: ReadRow, key: Key) -> None:
        """Give a row that begins a record what it takes from the row above; what was not read there is missing here."""
        above = self._current.values if self._current is not None else {}
        for name, part in zip(self._by, key, strict=True):
            if part is not None and above.get(name) == part:
                head.values.setdefault(name, part)

    def _found(self, uid: str, key: Key, blank: bool) -> RowGroup | None:
        """The group that a row belongs to, None where it begins one."""
        current, whole = self._current, self._by_key.get(key)
        if uid:
            return self._by_uid.get(uid) or (whole if whole is not None and not whole.uid else None)
        if blank or current is None:
            return current
        if current.key == key and (self._whole(key) or not current.uid):
            return current
        return whole

    def _whole(self, key: Key) -> bool:
        """Whether a key tells records apart: the last of its fields is the finest."""
        return bool(key[-1])

    def _enter(self, group: RowGroup, part: ReadRow | None) -> None:
        """Add the line of a row, what could not be read in it told of that line."""
        if part is None:
            return
        group.lines.append(part)
        place = len(group.lines)
        group.problems += [Problem(p.field, p.message, p.article, p.level, p.rule, place) for p in part.problems]

    def _join(self, group: RowGroup, head: ReadRow, place: int) -> None:
        """Take what a further row says of the record; nothing may contradict what was said before."""
        group.left += [replace(each, line=place) for each in head.left]
        for problem in head.problems:
            if problem not in group.problems:
                message = f"“{self.kind.fields[problem.field].label}”：{problem.message}"
                group.problems.append(Problem("", message, problem.article, problem.level, problem.rule, place))
        for name, value in head.values.items():
            if group.values.setdefault(name, value) != value:
                words = {"label": self.kind.fields[name].label, "by": by_words(self.kind, self._by), "noun": self._noun}
                message = DIFFERS.format(row=head.number, first=group.number, **words)
                group.problems.append(Problem("", message, rule="group", line=place))

    def _doubt(self, group: RowGroup, blank: bool) -> None:
        """Warn where rows were put together although something that tells vouchers apart was left empty in all."""
        before = [problem for problem in group.problems if problem.rule == "untold"]
        if not self._whole(group.key) and not group.uid and (before or not blank):
            group.problems = [problem for problem in group.problems if problem not in before]
            words = {"label": self.kind.fields[self._by[-1]].label, "noun": self._noun}
            message = UNTOLD.format(first=group.number, count=len(group.numbers) + 1, **words)
            group.problems.append(Problem(self._by[-1], message, level="warning", rule="untold"))


def split(columns: Iterable[tuple[Place, str]]) -> tuple[dict[Place, str], dict[Place, str]]:
    """Columns (or other places) of the record itself, and of its lines by the names of the line's fields."""
    own: dict[Place, str] = {}
    parts: dict[Place, str] = {}
    for place, name in columns:
        if name.startswith(LINE):
            parts[place] = name.removeprefix(LINE)
        elif name != UID:
            own[place] = name
    return own, parts


def by_words(kind: Kind, by: Sequence[str]) -> str:
    """The labels of the fields that tell groups apart, as a sentence names them."""
    return "、".join(kind.fields[name].label for name in by)


def _stored_keys(kind: Kind, by: tuple[str, ...]) -> dict[Key, list[int]]:
    """The stored records by the fields that tell groups apart, those left out whose finest is empty."""
    model = kind.model
    columns = ", ".join(f'"{model._meta.fields[name].column_name}"' for name in by)
    found: dict[Key, list[int]] = {}
    for row, *key in model._meta.database.execute_sql(f'SELECT id, {columns} FROM "{model._meta.table_name}"'):
        if key[-1]:
            found.setdefault(tuple(part or "" for part in key), []).append(row)
    return found
