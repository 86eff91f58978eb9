"""The sheet as it lies made into a plain table: one record or line a row, one field a column.

Parts side by side come one below the other; of two columns for one field the second fills what the first leaves empty;
headings of sections go and what they say stands in the rows below; sums of lower accounts go; an amount stands in the
column of its side. Rows keep their numbers, and all of it is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from unionapp.errors import Problem
from unionapp.exchange import balances, gaps, halves, running, sections, sides
from unionapp.exchange.book import SheetRow
from unionapp.exchange.headings import Layout
from unionapp.records.kind import Kind


@dataclass(frozen=True)
class Arranged:
    """A plain table: its rows and columns, the numbers of rows left out, what to tell of the sheet and of rows."""

    rows: Sequence[SheetRow]
    layout: Layout
    skipped: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()
    doubts: Mapping[int, Problem] = field(default_factory=dict)


def arranged(kind: Kind, kinds: Sequence[Kind], rows: Sequence[SheetRow], layout: Layout) -> Arranged:
    """The table that a sheet means, for a kind and its layout."""
    beside, told = halves.below_one_another(rows, layout)
    if not told:
        beside = gaps.filled(kind, rows, layout)
    divided = sections.divided(kind, kinds, beside, layout)
    parted = sides.parted(kind, divided.rows, divided.layout)
    remarks, skipped, left = [told, divided.remark, *parted.remarks], divided.skipped, parted.rows
    doubts: Mapping[int, Problem] = {}
    if kind.sides == "money":
        doubts, words = running.checked(left, parted.layout)
        remarks.append(words)
    if kind.summed:
        left, sums = balances.without_sums(kind, left, parted.layout, layout)
        skipped += sums
        remarks += balances.sources(kind, layout)
    return Arranged(left, parted.layout, skipped, tuple(filter(None, remarks)), doubts)
