"""Records as they are stored now, by their numbers: asked for where a window or an action knows which row is meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from unionapp.records.record import Record

R = TypeVar("R", bound=Record)


def find(model: type[R], row_id: int | None) -> R | None:
    """The record of that number, None where none is meant or it is gone."""
    found: R | None = model.get_or_none(model.id == row_id) if row_id is not None else None
    return found


def get(model: type[R], row_id: int) -> R:
    """The record of that number, which was just chosen or shown; `model.DoesNotExist` where it is gone all the same."""
    found: R = model.get_by_id(row_id)
    return found


def fresh(record: R) -> R:
    """A stored record read anew: nothing that was typed or changed elsewhere meanwhile is in it or missing from it."""
    return get(type(record), record.id)


def several(model: type[R], row_ids: Iterable[int]) -> list[R]:
    """The records of these numbers in the order of their storing; those that are gone are left out."""
    return list(model.select().where(model.id.in_(list(row_ids))).order_by(model.id))
