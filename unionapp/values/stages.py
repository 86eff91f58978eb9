"""The stages that something passes through, read from its records: done, missing with what it lacks, unneeded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Outcome = Literal["done", "missing", "unneeded"]


@dataclass(frozen=True)
class Stage:
    """One stage: its key and title, how it stands, what it lacks in words, and the day on which it was done."""

    key: str
    title: str
    outcome: Outcome
    missing: tuple[str, ...] = ()
    day: date | None = None
    late: bool = False
    """Missing although it should have been done by now."""


def first_missing(stages: Iterable[Stage]) -> Stage | None:
    """What comes next, None where nothing is missing."""
    return next((stage for stage in stages if stage.outcome == "missing"), None)
