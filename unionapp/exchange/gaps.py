"""Columns that say again what another says (摘要 and 用途, 手机 and 联系电话): they fill what that one leaves empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unionapp.exchange.book import Cell, SheetRow
from unionapp.exchange.directory import as_text
from unionapp.exchange.headings import Layout, meaning
from unionapp.exchange.parsing import SILENT
from unionapp.records import fields
from unionapp.records.kind import Kind


def filled(kind: Kind, rows: Sequence[SheetRow], layout: Layout) -> Sequence[SheetRow]:
    """The rows with the empty cells of texts filled from columns of the same meaning.

    Where both say the same, or one was taken for the other, the second is emptied: what is left in it was not read.
    """
    places = {name: place for place, name in layout.columns.items()}
    others = _others(kind, layout, places)
    if not others:
        return rows
    return [
        *rows[: layout.last + 1],
        *(row._replace(cells=_joined(row.cells, others)) for row in rows[layout.last + 1 :]),
    ]


def _others(kind: Kind, layout: Layout, places: Mapping[str, int]) -> list[tuple[int, int]]:
    """The columns that a field has besides the one it is read from: both places of each."""
    found = []
    for place in layout.repeated:
        name = meaning(kind, layout.headings[place])
        if name in places and isinstance(kind.on_sheet.get(name), fields.Text | fields.LongText | fields.Phone):
            found.append((places[name], place))
    return found


def _joined(cells: tuple[Cell, ...], others: Sequence[tuple[int, int]]) -> tuple[Cell, ...]:
    changed = list(cells)
    for own, other in others:
        said = as_text(changed[other]).strip()
        if said in SILENT:
            continue
        if as_text(changed[own]).strip() in SILENT:
            changed[own], changed[other] = changed[other], None
        elif as_text(changed[own]).strip() == said:
            changed[other] = None
    return tuple(changed)
