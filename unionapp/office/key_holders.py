"""Who holds a key to the data, since when, and when she was last seen; and since when the recovery code holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from peewee import fn

from unionapp.errors import Damaged, Trouble
from unionapp.records import formats
from unionapp.store import keys, system
from unionapp.store.journal import StepRow
from unionapp.store.store import Store


@dataclass(frozen=True)
class KeyHolder:
    """An operator in use who has a key."""

    name: str
    roles: str
    """Her roles; of who has none but looks after the others, that right."""
    since: datetime | None
    """When she was entered among the operators; None where the log does not say."""
    seen: datetime | None
    """Her last line in the log; she may have read without leaving one."""


def holders(store: Store) -> list[KeyHolder]:
    """The operators in use who have a key, by the rows and keys of now."""
    ring = keys.KeyRing.read(store.folder)
    return [_holder(store, row) for row in system.operators() if row.active and row.name in ring.operators]


def _holder(store: Store, row: system.Operator) -> KeyHolder:
    history = store.journal.history(system.Operator._meta.table_name, row.id)
    since = history[-1][0].at if history else None
    seen = StepRow.select(fn.MAX(StepRow.at)).where(StepRow.operator == row.name).scalar()
    every = system.Operator.rights.codes.label("admin") if "admin" in row.rights else ""
    return KeyHolder(row.name, formats.show(system.Operator.roles, row.roles) or every, since, seen)


def unseen(found: Sequence[KeyHolder], now: datetime) -> list[KeyHolder]:
    """Those who were not seen for longer than the setting says, and are not new either."""
    days = system.UNSEEN_DAYS.value
    last = [(each, max(filter(None, (each.seen, each.since)), default=None)) for each in found]
    return [each for each, at in last if days and at is not None and (now - at).days > days]


def code_made(store: Store) -> date | None:
    """The day on which the recovery code was made; where its keys do not say, the data and it were made together."""
    try:
        return date.fromisoformat(keys.KeyRing.read(store.folder).code_made)
    except (ValueError, Damaged, Trouble):
        first = StepRow.select(StepRow.at).order_by(StepRow.id).first()
        return first.at.date() if first is not None else None
