"""Rows that stand in an order within what they belong to: those that come without a place come last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import peewee

from unionapp.records.kind import SavedRow


def come_last(saved: Sequence[SavedRow], owner: str) -> None:
    """Give rows just written, which have no `place` yet, the next ones within what `owner` links them to."""
    fresh = [each.record for each in saved if each.record.place is None and each.record.__data__.get(owner)]
    last: dict[int, int] = {}
    for record in fresh:
        model: Any = type(record)
        belongs = record.__data__[owner]
        if belongs not in last:
            top = model.select(peewee.fn.MAX(model.place)).where(model._meta.fields[owner] == belongs)
            last[belongs] = top.scalar() or 0
        last[belongs] += 1
        record.place = last[belongs]
        model.update(place=record.place).where(model.id == record.id).execute()
        record._dirty.clear()
