"""What becomes of every row of an import, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from unionapp.errors import Level, Problem
from unionapp.exchange.headings import UID, UID_HEADING, Layout
from unionapp.exchange.questions import Asking, Inquiry, Left, in_order
from unionapp.records.kind import Kind, Making
from unionapp.records.record import Record

Fate = Literal["new", "changed", "same", "wrong"]
LINES = "lines"
"""Stands among the changes of a record for a change in the number of its lines."""


@dataclass(slots=True, eq=False)
class PlanRow:
    """One row: its number in the spreadsheet, what becomes of it, and why.

    `record` is what shall be written (new and changed rows only), `changes` the old and new texts by field name,
    `waiting` the links to records that are new in the same file, by field name. Of rows that make one record together
    the first leads: it is the `head` of the others, which share its fate; `line` is the line that a row makes.
    """

    number: int
    fate: Fate
    record: Record | None = None
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    waiting: dict[str, PlanRow] = field(default_factory=dict)
    head: PlanRow | None = None
    line: Record | None = None
    left: list[Left] = field(default_factory=list)
    """The optional cells that the row comes in without."""
    made: list[tuple[Making, Record]] = field(default_factory=list)
    """What is registered with the row, and the row or line that names it."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A problem with its row and the label of its field, as lists and scripts show it."""

    row: int
    field: str
    message: str
    article: str
    level: Level


@dataclass(frozen=True)
class Plan:
    """What an import would do. `step` is the last step of the register that it was made for.

    `skipped` are the numbers of rows that are no records (sums, remarks, signatures), `unread` the places of columns
    that hold something and go nowhere, `remarks` sentences on how the sheet as a whole was read. `questions` are what
    is asked about its rows, `learned` what words of areas were answered to mean, `unused` the causes that were answered
    and did not occur.
    """

    kind: Kind
    layout: Layout
    rows: list[PlanRow]
    step: int
    counts: Mapping[Fate, int]
    skipped: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    questions: tuple[Inquiry, ...] = ()
    learned: Mapping[tuple[str, str], str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @cached_property
    def pending(self) -> list[PlanRow]:
        """The rows that come in without some of their cells, to be completed later."""
        return [row for row in self.rows if row.left and row.fate in ("new", "changed")]

    @property
    def new(self) -> int:
        """How many rows would be added."""
        return self.counts["new"]

    @property
    def changed(self) -> int:
        """How many stored records would change."""
        return self.counts["changed"]

    @property
    def taken(self) -> int:
        """How many rows would be written."""
        return self.new + self.changed

    @property
    def same(self) -> int:
        """How many rows say what is stored already."""
        return self.counts["same"]

    @property
    def wrong(self) -> int:
        """How many rows are refused."""
        return self.counts["wrong"]

    def of(self, fate: Fate) -> list[PlanRow]:
        """The rows with one fate."""
        return [row for row in self.rows if row.fate == fate]

    def problems(self) -> list[RowProblem]:
        """Everything wrong or doubtful, in the order of the rows."""
        return [
            RowProblem(row.number, label(self.kind, problem.field), problem.message, problem.article, problem.level)
            for row in self.rows
            for problem in row.problems
        ]


def planned(
    kind: Kind,
    layout: Layout,
    rows: list[PlanRow],
    step: int,
    skipped: Sequence[int],
    unread: Sequence[int],
    asking: Asking,
    remarks: Sequence[str] = (),
) -> Plan:
    """The plan of these rows, counted."""
    counted = Counter(row.fate for row in rows)
    counts: dict[Fate, int] = {"new": 0, "changed": 0, "same": 0, "wrong": 0}
    counts.update(counted)
    return Plan(
        kind,
        layout,
        rows,
        step,
        counts,
        tuple(skipped),
        tuple(unread),
        in_order(asking.found.values()),
        asking.learned,
        tuple(asking.unused()),
        tuple(remarks),
    )


def doubt(rows: Sequence[PlanRow], doubts: Mapping[int, Problem]) -> None:
    """Add to rows what is doubtful of them in the sheet as a whole, by their numbers."""
    for row in rows if doubts else ():
        row.problems += [doubts[row.number]] if row.number in doubts else []


def label(kind: Kind, name: str) -> str:
    """The label of a field as it stands over its column."""
    if name == UID:
        return UID_HEADING
    if kind.lines is not None and name == LINES:
        return kind.lines.kind.title
    return str(kind.on_sheet[name].label) if name in kind.on_sheet else ""
