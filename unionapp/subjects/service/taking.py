"""Taking over what another record knows."""

from __future__ import annotations

from collections.abc import Iterable

from unionapp.records.record import Record


def take(record: Record, other: Record, names: Iterable[str | tuple[str, str]]) -> None:
    """Take over values where nothing was typed; a pair names the field and that of the other record."""
    for name in names:
        own, theirs = (name, name) if isinstance(name, str) else name
        if record.__data__.get(own) in (None, ""):
            setattr(record, own, other.__data__.get(theirs))
