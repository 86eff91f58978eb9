"""Where a figure or something to be done leads: a page, a record, some rows of a kind, or a deed on them."""

from __future__ import annotations

from dataclasses import dataclass

from unionapp.records.search import Condition


@dataclass(frozen=True)
class Lead:
    """Names a page or a kind by its key; with `where` the rows that are shown, with `record` the one that is opened."""

    to: str
    words: str = ""
    """What the rows are, as the filter above them says it."""
    where: tuple[Condition, ...] = ()
    record: int = 0
    deed: str = ""
    """The id of what is begun on the page with the rows that are shown."""
