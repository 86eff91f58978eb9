"""Deciding what becomes of rows that make one record together, and telling it of each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from unionapp.errors import Problem
from unionapp.exchange.classify import Settling, derived, linked, tie
from unionapp.exchange.directory import LONG_RULE
from unionapp.exchange.groups import RowGroup
from unionapp.exchange.matching import StoredRecords
from unionapp.exchange.outcome import LINES, PlanRow
from unionapp.exchange.parsing import emptied
from unionapp.exchange.questions import Asking
from unionapp.exchange.rowreading import ReadRow
from unionapp.records.kind import LINE, Kind, Lines
from unionapp.records.record import Record
from unionapp.store import editing
from unionapp.values.present import present

WITH_WRONG = "同一{noun}的第 {row} 行有误，整张没有导入。"
COUNT = "{count} 行"


class GroupSettling(Settling):
    """Decides over records with their lines; lines are compared and written as a whole."""

    def __init__(
        self,
        kind: Kind,
        lines: Lines,
        kinds: Sequence[Kind],
        register: StoredRecords,
        groups: Sequence[RowGroup],
        asking: Asking,
    ) -> None:
        super().__init__(kind, kinds, register, groups, asking)
        self._lines = lines
        rows = [part for group in groups for part in group.lines]
        self._seen = frozenset(name for part in rows for name in part.values)
        """The fields of lines that the sheet fills anywhere."""
        self._linked_lines = linked(lines.kind, rows)
        self._stored_lines = editing.stored_lines(kind, sorted({group.row for group in groups if group.row}))

    def _stands(self, read: ReadRow, problem: Problem, old: Mapping[str, object]) -> bool:
        """The same of a line, whichever of the stored lines says so."""
        if problem.rule != LONG_RULE or not problem.line or not problem.field:
            return super()._stands(read, problem, old)
        assert isinstance(read, RowGroup)
        said = read.lines[problem.line - 1].values.get(problem.field)
        return any(line.__data__.get(problem.field) == said for line in self._olds(read))

    def _differs(self, read: ReadRow, old: Mapping[str, object]) -> bool:
        if super()._differs(read, old):
            return True
        record = self._record(read, old)
        if self._lines.same(self._olds(read), present(record.lines)):
            return False  # whatever rules of today would fill in what was kept empty
        tie(record, self._linked)
        self.kind.fill(record)
        return not self._lines.same(self._olds(read), present(record.lines))

    def _record(self, read: ReadRow, old: Mapping[str, object] | None) -> Record:
        record = super()._record(read, old)
        assert isinstance(read, RowGroup)
        olds = self._olds(read)
        left = list(olds)
        same_count = len(olds) == len(read.lines)
        record.lines = [
            self._line(part, olds[place] if same_count else _taken(part, left)) for place, part in enumerate(read.lines)
        ]
        return record

    def _line(self, part: ReadRow, old: Record | None) -> Record:
        """The line that a row makes; what the sheet has no word of stays as it is in the stored line it stands for."""
        line = self._lines.kind.model()
        if old is not None:
            line.__data__.update({name: old.__data__[name] for name in old.__data__ if self._stays(name, old)})
        line.__data__.update(part.values)
        tie(line, self._linked_lines)
        return line

    def _stays(self, name: str, old: Record) -> bool:
        """Whether the value of a stored line stays where the row says nothing of it; what is empty does so too."""
        return name not in self._seen or old.__data__[name] == emptied(old._meta.fields[name])

    def _olds(self, read: ReadRow) -> list[Record]:
        return self._stored_lines.get(read.row, []) if read.row is not None else []

    def _former(self, read: ReadRow, old: Mapping[str, object]) -> Mapping[str, object]:
        return {**old, "lines": self._olds(read)}

    def _derived(self, record: Record, read: ReadRow) -> list[Problem]:
        assert isinstance(read, RowGroup)
        found = super()._derived(record, read)
        for place, (line, part) in enumerate(zip(present(record.lines), read.lines, strict=True), 1):
            said = derived(self._lines.kind, line, part.values, lambda name, value: self._text(LINE + name, value))
            found += [replace(problem, line=place) for problem in said]
        return found

    def _changes(self, record: Record, old: Mapping[str, object]) -> dict[str, tuple[str, str]]:
        """The changes of the record, then those of its lines by place and name: "lines.2.debit"."""
        found = super()._changes(record, old)
        olds, lines = self._stored_lines.get(record.id, []), present(record.lines)
        if len(olds) != len(lines):
            found[LINES] = COUNT.format(count=len(olds)), COUNT.format(count=len(lines))
        for place, (was, line) in enumerate(zip(olds, lines, strict=False), 1):
            for name in self._lines.names:
                before, after = was.__data__.get(name), line.__data__.get(name)
                if before != after:
                    texts = self._text(LINE + name, before), self._text(LINE + name, after)
                    found[f"{LINE}{place}.{name}"] = texts
        return found


def _taken(part: ReadRow, left: list[Record]) -> Record | None:
    """The first stored line that says all that a row says, taken out of those left; None where there is none."""
    for line in left:
        if all(line.__data__.get(name) == value for name, value in part.values.items()):
            left.remove(line)
            return line
    return None


def spread(kind: Kind, groups: Sequence[RowGroup], planned: Sequence[PlanRow]) -> list[PlanRow]:
    """What becomes of every row, out of what becomes of the records: each has the fate of its record."""
    found = [row for group, head in zip(groups, planned, strict=True) for row in _rows(kind, group, head)]
    return sorted(found, key=lambda row: row.number)


def _rows(kind: Kind, group: RowGroup, head: PlanRow) -> list[PlanRow]:
    """The rows of one record, with the problems and changes that belong to each."""
    others = [PlanRow(number, head.fate, head.record, head=head) for number in group.numbers[1:]]
    rows = {row.number: row for row in (head, *others)}
    at = [group.number, *(part.number for part in group.lines)]
    problems, changes = head.problems, head.changes
    head.problems, head.changes = [], {}
    for problem in problems:
        name = LINE + problem.field if problem.line and problem.field else problem.field
        rows[at[problem.line]].problems.append(replace(problem, field=name, line=0))
    for name, texts in changes.items():
        place, _, field = name.removeprefix(LINE).rpartition(".")
        rows[at[int(place or 0)]].changes[LINE + field if place else name] = texts
    if head.record is not None:
        for part, line in zip(group.lines, present(head.record.lines), strict=True):
            rows[part.number].line = line
    if head.fate == "wrong":
        _tell_the_others(kind, list(rows.values()))
    return list(rows.values())


def _tell_the_others(kind: Kind, rows: Sequence[PlanRow]) -> None:
    """Give the rows that are refused only with others their reason too."""
    wrong = [row for row in rows if any(problem.level == "error" for problem in row.problems)]
    for row in rows:
        if row not in wrong:
            row.problems.append(Problem("", WITH_WRONG.format(noun=kind.noun, row=wrong[0].number), rule="group"))
