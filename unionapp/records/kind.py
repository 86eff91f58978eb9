"""The one declaration of a sort of record (台账): from it come table, search, editor, sheets, lists, undo and tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Generic

from unionapp.errors import Problem
from unionapp.records import access, formats, heads
from unionapp.records.fields import Link, RecordField
from unionapp.records.record import Record
from unionapp.typevar import TypeVar

Row_co = TypeVar("Row_co", bound=Record, covariant=True, default=Record)

Rule = Callable[[Any], list[Problem]]
"""A sentence that must hold of one record, looking at nothing but its values."""

Move = Callable[[Any, Mapping[str, Any]], list[Problem]]
"""A sentence that must hold of a change: the record as it shall be, and its stored values by field name.

Where the record carries lines, its stored ones stand under "lines"; `Lines.same` compares them.
"""


@dataclass(frozen=True)
class SavedRow:
    """A row just written: as it is now, and its stored values as they were (None for a new row)."""

    record: Any
    old: Mapping[str, Any] | None

    def changed(self, *names: str) -> bool:
        """Whether one of the named fields differs from before; a new row differs in all."""
        return self.old is None or any(self.record.__data__.get(n) != self.old.get(n) for n in names)


LINE = "lines."
"""Stands before the name of a line's field among the columns of a sheet."""
PLACE = "place"
"""The field of every line that holds its place among the lines of its record, from 1."""


@dataclass(frozen=True)
class Lines:
    """The lines of records that consist of several: a voucher and its entries."""

    kind: Kind
    """The kind of a line; its field `place` counts the lines from 1."""
    link: str
    """The field of a line that points to the record."""
    by: tuple[str, ...]
    """The fields of the record that tell in a sheet, beside the number of the record, which rows belong together.

    From coarse to fine: book, day, number; where the last is empty, rows that follow one another are taken for one.
    """

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The fields that a line has of its own, in the order of its sheet."""
        return tuple(name for name in self.kind.sheet_fields if name not in (self.link, PLACE))

    def same(self, old: Sequence[Record], new: Sequence[Record]) -> bool:
        """Whether two rows of lines say the same in the same order."""
        return [self.said(line) for line in old] == [self.said(line) for line in new]

    def said(self, line: Record) -> tuple[Any, ...]:
        """What a line says of its own."""
        return tuple(line.__data__.get(name) for name in self.names)


@dataclass(frozen=True)
class Making:
    """How an import registers by the way what a row names and the register lacks (a detail account), where the clerk
    says so."""

    words: Callable[[Any], str]
    """What a row, or line, would have registered; empty where that cannot be."""
    make: Callable[[Any], None]
    """Registers it, within the running step."""


@dataclass(frozen=True)
class Kind(Generic[Row_co]):
    """A sort of record. Field names everywhere are the English attribute names of the model."""

    key: str
    model: type[Row_co]
    title: str
    noun: str
    """One such record in a sentence: 会员, 工会."""
    columns: tuple[str, ...]
    """Columns of the table when nothing else is chosen."""
    sections: Mapping[str, tuple[str, ...]]
    """Groups of the editor with their fields, in order; together all fields a clerk fills."""
    identity: tuple[str, ...] = ()
    """Fields that together tell a record again; two records may not share them."""
    loose: tuple[str, ...] = ()
    """Fields of the identity that may stay empty, which then counts as a value (an opening balance of no project)."""
    likeness: tuple[str, ...] = ()
    """Fields whose equality is worth a warning: perhaps the same person twice."""
    akin: tuple[str, ...] = ()
    """Fields that are worth a warning where an import can tell a person neither by identity nor by likeness: the
    required ones agree (name and union), and the others do not differ where both are filled."""
    rules: tuple[Rule, ...] = ()
    search: tuple[str, ...] = ()
    """Fields behind the one search field."""
    filters: tuple[str, ...] = ()
    """Fields offered as filters above the table."""
    order: tuple[str, ...] = ("id",)
    """Default order of rows: field names, "-" before one for falling."""
    sheet: tuple[str, ...] = ()
    """Leading columns of the sheet in the order of the official form; the rest follow by section."""
    fixed: tuple[str, ...] = ()
    """Fields that the editor does not change in an existing record, because actions do."""
    fillable: tuple[str, ...] = ()
    """Those of the fixed fields that may be filled in while they are empty."""
    right: str = "write"
    """The right that changing it takes (code table rights)."""
    by_hand: bool = True
    """Whether a clerk may add, change or import rows; what only actions write (a closed month) she may look at."""
    append_only: bool = False
    """Rows are added and never changed or removed (other than by undo)."""
    after: Callable[[Sequence[SavedRow]], None] | None = None
    """What follows from rows just written, within the same step."""
    removing: Callable[[Sequence[Any]], None] | None = None
    """Removes first what belongs to rows about to be removed, within the same step."""
    complete: Callable[[Any], None] | None = None
    """Fills what follows from what was typed (sex from the ID number), before checking."""
    worded: tuple[str, ...] = ()
    """Fields that `complete` puts into words of its own; that a sheet words them otherwise is no mistake of it."""
    yielding: tuple[str, ...] = ()
    """Fields whose cells in a sheet yield to what `complete` says (the birth date to the ID number)."""
    moves: tuple[Move, ...] = ()
    """Rules over a changed record and its former values."""
    empty: str = ""
    """What an empty page says to do first."""
    help: str = ""
    """What F1 says on the page."""
    lines: Lines | None = None
    """The lines that such a record consists of; its sheet then has a row for every line."""
    amounts: tuple[str, ...] = ()
    """Fields of which an imported row must fill one: a balance without an amount says nothing."""
    sides: str = ""
    """How sheets call one column of amounts that stands for both `amounts`, while another says which: of money, of a
    balance, of an entry (resources/headings.json)."""
    summed: str = ""
    """The field by whose beginning a row stands below another (科目编号), which then is their sum and no record."""
    idle: Callable[[Any], bool] | None = None
    """Whether a new row says nothing that does not hold without it; an import takes it for the same."""
    making: Mapping[str, Making] = field(default_factory=dict)
    """What an import may register by the way, by the rule of the problem that it lacks."""
    sole: bool = False
    """Whether sheets without a column for such a record mean the only one there is, where there is but one."""

    @cached_property
    def fields(self) -> Mapping[str, Any]:
        """The fields a clerk sees, by name, in the order of the sections."""
        named = self.model._meta.fields
        return {name: named[name] for names in self.sections.values() for name in names}

    @cached_property
    def sheet_fields(self) -> tuple[str, ...]:
        """The columns of the sheet: the official form's first, then every other field."""
        return self.sheet + tuple(name for name in self.fields if name not in self.sheet)

    @cached_property
    def on_sheet(self) -> Mapping[str, Any]:
        """The fields of a row of the sheet by the names of its columns, those of a line as "lines.debit".

        The official form of the record comes first, then that of the line, then what the two have besides.
        """
        own = {name: self.fields[name] for name in self.sheet_fields}
        if self.lines is None:
            return own
        part, official = self.lines.kind, {name: own[name] for name in self.sheet}
        official |= {LINE + name: part.fields[name] for name in part.sheet if name in self.lines.names}
        return official | own | {LINE + name: part.fields[name] for name in self.lines.names}

    @cached_property
    def heads(self) -> heads.Heads:
        """The words that mean a column of the sheet."""
        sides = self.sides if self.lines is None else self.lines.kind.sides
        return heads.named_with_sides(self.on_sheet, sides) if sides else heads.named(self.on_sheet)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The fields that point to other records."""
        return tuple(f for f in self.model._meta.sorted_fields if isinstance(f, Link))

    @cached_property
    def secrets(self) -> tuple[str, ...]:
        """The fields whose sight takes a right."""
        return tuple(name for name, each in self.model._meta.fields.items() if getattr(each, "right", ""))

    @property
    def unseen(self) -> frozenset[str]:
        """The fields that the operator at work may not see as they are."""
        return frozenset(name for name, each in self.model._meta.fields.items() if not access.may_see(each))

    def field(self, word: str) -> Any:
        """The field named by its English name or its Chinese label; KeyError where there is none."""
        if word in self.fields:
            return self.fields[word]
        for candidate in self.fields.values():
            if word == candidate.label or word in candidate.headings:
                return candidate
        raise KeyError(word)

    def shown(self, record: Record, name: str, mask: bool = False) -> str:
        """The text of one field of a record."""
        each = self.model._meta.fields[name]
        return (formats.masked if mask else formats.show)(each, getattr(record, name))

    def fill(self, record: Record) -> None:
        """Fill what follows from what was typed, in the lines that the record carries first."""
        if self.lines is not None and record.lines is not None:
            for place, line in enumerate(record.lines, 1):
                setattr(line, PLACE, place)
                setattr(line, self.lines.link, record)
                self.lines.kind.fill(line)
        if self.complete:
            self.complete(record)

    def check(self, record: Record) -> list[Problem]:
        """What is wrong with a record and the lines it carries: empty required fields first, then the rules."""
        found = self.missing(record) + [problem for rule in self.rules for problem in rule(record)]
        own = access.veiled(found, self.model._meta.fields, self.unseen) if found else found
        return own if self.lines is None or record.lines is None else own + _checked_lines(self.lines, record)

    def check_move(self, record: Record, old: Mapping[str, Any]) -> list[Problem]:
        """What is wrong with changing a record from its old values."""
        found = [problem for move in self.moves for problem in move(record, old)]
        return access.veiled(found, self.model._meta.fields, self.unseen) if found else found

    def missing(self, record: Record) -> list[Problem]:
        """The required fields that are empty."""
        return [
            Problem(name, f"“{each.label}”还没有填。", rule="required")
            for name, each in self.required
            if record.__data__.get(name) in (None, "", ())
        ]

    def told(self, values: Mapping[str, Any]) -> bool:
        """Whether values tell a record by its identity: all of it is filled but what may stay empty."""
        must = [name for name in self.identity if name not in self.loose]
        return bool(must) and all(values.get(name) for name in must)

    @cached_property
    def required(self) -> tuple[tuple[str, RecordField], ...]:
        """The fields that must be filled, with their names."""
        return tuple((name, each) for name, each in self.fields.items() if each.required)


def _checked_lines(lines: Lines, record: Record) -> list[Problem]:
    """What is wrong with each line; that a new record has no row number yet to point to is not."""
    return [
        replace(problem, line=place)
        for place, line in enumerate(record.lines or (), 1)
        for problem in lines.kind.check(line)
        if problem.field != lines.link
    ]
