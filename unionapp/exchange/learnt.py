"""Headings that the clerk gave a field by hand, remembered one by one for whatever sheet has them next."""

from __future__ import annotations

from unionapp.exchange import headings
from unionapp.exchange.headings import Layout
from unionapp.records.kind import Kind
from unionapp.store import aliases


def known(kind: Kind, layout: Layout) -> Layout:
    """The layout with the fields of headings that were given one before, where no other column holds them."""
    meanings = aliases.known(aliases.heads_of(kind))
    names = {kind.on_sheet[name].label: name for name in headings.sheet_names(kind)}
    for index in layout.unknown if meanings else ():
        name = names.get(meanings.get(aliases.normal(_shown(layout, index)), ""))
        if name is not None and name not in layout.columns.values():
            layout = layout.with_column(kind, index, name)
    return layout


def given(kind: Kind, layout: Layout) -> dict[tuple[str, str], str]:
    """The headings whose field they do not say by themselves, to be remembered: what they mean by area and word."""
    area = aliases.heads_of(kind)
    return {
        (area, _shown(layout, index)): kind.on_sheet[name].label
        for index, name in layout.columns.items()
        if name in kind.on_sheet and _shown(layout, index) and not headings.meaning(kind, layout.headings[index])
    }


def _shown(layout: Layout, index: int) -> str:
    return layout.headings[index].replace("\n", "／").strip()[:_LONGEST]


_LONGEST = 200
