"""Deciding what becomes of each row: the record it would make, what would change, and what speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from unionapp.errors import Problem, errors_only
from unionapp.exchange.directory import LONG_RULE, Directory, Later
from unionapp.exchange.doubles import Doubles
from unionapp.exchange.faults import kept_back, leave_out, without_made
from unionapp.exchange.likeness import Likeness
from unionapp.exchange.matching import StoredRecords
from unionapp.exchange.outcome import Fate, PlanRow, label
from unionapp.exchange.questions import Asking
from unionapp.exchange.rowreading import ReadRow
from unionapp.records import access, fields, formats
from unionapp.records.kind import Kind, Making
from unionapp.records.record import Record
from unionapp.store import editing
from unionapp.values.partialdate import PartialDate
from unionapp.values.text import brief

ONLY_ADDED = "{title}只增不改，与登记的内容不同（{labels}）。填错时请另登记一笔更正。"
NO_AMOUNT = "这一行没有金额。请填{labels}中的一项；确实为零的，填 0。"
DERIVED = "表中为“{given}”，按规定应为“{kept}”，以后者登记。"


class Settling:
    """Decides over the rows of one import in turn; remembers what came before in the same file."""

    def __init__(
        self,
        kind: Kind,
        kinds: Sequence[Kind],
        register: StoredRecords,
        rows: Sequence[ReadRow],
        asking: Asking,
    ) -> None:
        self.kind = kind
        self.asking = asking
        self._kinds = kinds
        self._stored = register.stored(sorted({row.row for row in rows if row.row is not None}))
        self._linked = linked(kind, rows)
        self._register = register
        self._doubles = Doubles(register)
        self._likeness = Likeness(register, asking)
        self._directories: dict[str, Directory] = {}
        self._locked = frozenset(kind.fixed) - frozenset(kind.sheet) - frozenset(kind.identity)

    def settle(self, read: ReadRow, later: Mapping[str, Later]) -> PlanRow:
        """What becomes of one row; `later` are its links to records that may stand in the same file."""
        for name in later:
            read.values[name] = None
        if read.row is None:
            return self._new(read)
        old = self._stored[read.row]
        leave_what_is_known_better(read.values, old)
        if read.problems:
            read.problems = [each for each in read.problems if not self._stands(read, each, old)]
        read.left = [each for each in read.left if each.value is None or each.value != old[each.name]]
        if later or read.problems or read.left or self._differs(read, old):
            return self._changed(read, old, bool(later))
        return self._same(read, read.row)

    def _stands(self, read: ReadRow, problem: Problem, old: Mapping[str, object]) -> bool:
        """Whether a text was only found too long and is stored so already, from before there was a greatest length."""
        return problem.rule == LONG_RULE and not problem.line and read.values.get(problem.field) == old[problem.field]

    def _differs(self, read: ReadRow, old: Mapping[str, object]) -> bool:
        """Whether a row says anything that is not stored already."""
        return any(read.values[name] != old.get(name) for name in read.values)

    def _record(self, read: ReadRow, old: Mapping[str, object] | None) -> Record:
        """The record that a row would make, out of the stored one where there is one."""
        record = self.kind.model() if old is None else self.kind.model(__no_default__=1)
        record.__data__.update(old or {})
        record.__data__.update(read.values)
        return record

    def _former(self, read: ReadRow, old: Mapping[str, object]) -> Mapping[str, object]:
        """The stored values as the rules over changes are given them."""
        return old

    def _same(self, read: ReadRow, row: int) -> PlanRow:
        again = self._doubles.of_record(read.number, row)
        return PlanRow(read.number, "wrong" if again else "same", problems=again)

    def _new(self, read: ReadRow) -> PlanRow:
        record, problems = self._without_faults(read, None)
        like = self._likeness.of_new(record, read)
        if like.row is not None:
            read.row = like.row
            self._stored.update(self._register.stored([like.row]))
            return self.settle(read, {})
        problems += self._derived(record, read)
        problems += amountless(self.kind, record, problems)
        problems += self._doubles.of_new(record, read.number)
        problems += like.problems
        idle = not problems and self.kind.idle is not None and self.kind.idle(record)
        return self._row(read, "same" if idle else "new", record, problems, {})

    def _changed(self, read: ReadRow, old: Mapping[str, object], moved: bool) -> PlanRow:
        kept = kept_back(self._locked, read.values, old, self._text)
        record, problems = self._without_faults(read, old)
        problems += kept
        problems += self._derived(record, read)
        problems += self._doubles.twin(record)
        problems += self._doubles.of_record(read.number, record.id)
        changes = self._changes(record, old)
        if changes and self.kind.append_only:
            labels = "、".join(label(self.kind, name) for name in changes)
            problems.append(Problem("", ONLY_ADDED.format(title=self.kind.title, labels=labels), rule="append-only"))
        return self._row(read, "changed" if changes or moved else "same", record, problems, changes)

    def _without_faults(self, read: ReadRow, old: Mapping[str, object] | None) -> tuple[Record, list[Problem]]:
        """The record that a row makes without the optional values that the rules refuse, and what is said of it."""
        while True:
            record = self._record(read, old)
            problems = self._checked(record, read)
            if old is not None:
                problems += self.kind.check_move(record, self._former(read, old))
            faulty = bool(problems) and leave_out(self.asking, read, problems, old, self._text)
            if not faulty:
                return record, problems

    def _row(
        self, read: ReadRow, fate: Fate, record: Record, problems: list[Problem], changes: dict[str, tuple[str, str]]
    ) -> PlanRow:
        """The row with its fate, wrong where a problem forbids it; remarks that forbid nothing are left out."""
        told = [problem for problem in problems if problem.level != "info"]
        made: list[tuple[Making, Record]] = []
        if told and self.kind.making:
            told, made = without_made(self.kind, self.asking, read, record, told)
        if any(problem.level == "error" for problem in told):
            told = [*told, *(each.refused() for each in read.left)]
            return PlanRow(read.number, "wrong", changes=changes, problems=told)
        for each in read.left:
            told.append(each.told(brief(self._text(each.name, record.__data__.get(each.name)))))
        return PlanRow(read.number, fate, None if fate == "same" else record, changes, told, left=read.left, made=made)

    def _checked(self, record: Record, read: ReadRow) -> list[Problem]:
        """What could not be read, and what the rules say of the rest."""
        tie(record, self._linked)
        fill(self.kind, record)
        if not read.problems:
            return self.kind.check(record)
        unread = {(problem.line, problem.field) for problem in errors_only(read.problems)}
        found = self.kind.check(record)
        return read.problems + [problem for problem in found if (problem.line, problem.field) not in unread]

    def _derived(self, record: Record, read: ReadRow) -> list[Problem]:
        """A warning for each value of a row that the rules replaced by another; of a stored record, where it yields."""
        names = read.values if read.row is None else self.kind.yielding
        said = {name: read.values[name] for name in names if name in read.values}
        return derived(self.kind, record, said, self._text)

    def _changes(self, record: Record, old: Mapping[str, object]) -> dict[str, tuple[str, str]]:
        """The old and new texts of all fields that would change."""
        data = record.__data__
        return {
            name: (self._text(name, old.get(name)), self._text(name, data.get(name)))
            for name in self.kind.fields
            if data.get(name) != old.get(name)
        }

    def _text(self, name: str, value: object) -> str:
        """A value as the clerk reads it; links by the name of the record."""
        each = self.kind.on_sheet[name]
        if not isinstance(each, fields.Link) or not isinstance(value, int) or not access.may_see(each):
            return formats.show(each, value)
        if name not in self._directories:
            self._directories[name] = Directory(each.rel_model, self._kinds)
        return self._directories[name].called(value) or str(value)


def fill(kind: Kind, record: Record) -> None:
    """Fill what follows in the record of a row; what its sheet says of fields that yield holds else."""
    data = record.__data__
    said = {name: data.get(name) for name in kind.yielding}
    data.update(dict.fromkeys(said))
    kind.fill(record)
    data.update({name: value for name, value in said.items() if data[name] is None})


def leave_what_is_known_better(values: dict[str, object], old: Mapping[str, object]) -> None:
    """Take out of the values the dates that say no more than what is stored: a month does not replace its day."""
    for name, value in list(values.items()):
        known = old.get(name)
        if isinstance(value, PartialDate) and isinstance(known, PartialDate) and value.includes(known):
            del values[name]


def amountless(kind: Kind, record: Record, problems: Sequence[Problem]) -> list[Problem]:
    """What is wrong with a new row that gives no amount where its kind wants one, unless its amounts are wrong."""
    wrong = {problem.field for problem in errors_only(problems)}
    if not kind.amounts or wrong.intersection(kind.amounts):
        return []
    if any(record.__data__.get(name) is not None for name in kind.amounts):
        return []
    labels = "、".join(kind.fields[name].label for name in kind.amounts)
    return [Problem(kind.amounts[0], NO_AMOUNT.format(labels=labels), rule="amount")]


def linked(kind: Kind, rows: Iterable[ReadRow]) -> dict[str, dict[int, Record]]:
    """The linked records that rows name, by field and id, so that rules find them without a query for each."""
    found: dict[str, dict[int, Record]] = {}
    said = [row.values for row in rows]
    for link in kind.links:
        ids = sorted({row for values in said if isinstance(row := values.get(link.name), int)})
        model = link.rel_model
        found[link.name] = {
            record.id: record for chunk in editing.chunks(ids) for record in model.select().where(model.id.in_(chunk))
        }
    return found


def tie(record: Record, found: Mapping[str, Mapping[int, Record]]) -> None:
    """Hand a record the linked records that were fetched."""
    for name, others in found.items():
        other = others.get(record.__data__.get(name))
        if other is not None:
            record.__rel__[name] = other


def derived(
    kind: Kind, record: Record, values: Mapping[str, object], shown: Callable[[str, object], str]
) -> list[Problem]:
    """A warning for each of the values that the rules replaced in a new record by another."""
    data = record.__data__
    return [
        Problem(
            name,
            DERIVED.format(given=shown(name, value), kept=shown(name, data[name])),
            level="warning",
            rule="derived",
        )
        for name, value in values.items()
        if data[name] != value
        and not (isinstance(value, PartialDate) and data[name] is not None and value.includes(data[name]))
        and value not in (None, "")
        and name not in kind.worded
        and not isinstance(kind.fields[name], fields.IdNumber | fields.Name)
    ]
