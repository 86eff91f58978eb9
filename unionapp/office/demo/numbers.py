"""Numbers of made-up records from the seed, where rules and actions of the subjects made the rows."""

from __future__ import annotations

from collections.abc import Iterable

from unionapp.office.demo.fiction import Fiction
from unionapp.records.kind import Kind
from unionapp.store import editing


def renumber(source: Fiction, kinds: Iterable[Kind]) -> None:
    """Give every row of these kinds a number out of the source, so that the same seed gives the same data."""
    for kind in kinds:
        rows = list(kind.model.select().order_by(kind.model.id))
        for row in rows:
            row.uid = source.uid()
        editing.put(kind, rows, follow=False)
