"""Something that is to be done: of which sort, by when, about which records, and what demands it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unionapp.records.search import Condition


@dataclass(frozen=True)
class Duty:
    """One thing to do; `overdue` where its day has passed and it can be acted on now."""

    matter: str
    """The sort of duty (office/matters): all of a sort are one line to the clerk."""
    kind: str
    """The register that it is about, or the page where it is done."""
    record: int
    """The record; 0 where it speaks of several."""
    day: date | None
    text: str
    article: str
    overdue: bool
    number: int = 1
    """How many it counts, where it speaks of several."""
    where: tuple[Condition, ...] = ()
    """What its records have in common, where it speaks of several."""
    part: str = ""
    """What keeps a line of its own within the sort: the uid of an election."""
    whose: str = ""
    """What such a line is about: the election in words."""
