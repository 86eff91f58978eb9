"""Which service places there are."""

from __future__ import annotations

from collections.abc import Collection

from unionapp.subjects.service.places.models import ServicePlace
from unionapp.subjects.service.places.states import PlaceState


def open_places() -> list[ServicePlace]:
    """The places that serve people, in the order of their registering."""
    return list(ServicePlace.select().where(ServicePlace.state == PlaceState.OPEN).order_by(ServicePlace.id))


def of_unions(unions: Collection[int]) -> tuple[int, ...]:
    """The ids of the places that some unions run, closed ones too."""
    rows = ServicePlace.select(ServicePlace.id).where(ServicePlace.union.in_(unions)).tuples()
    return tuple(number for (number,) in rows)


def names() -> dict[int, str]:
    """What every place is called, closed ones too."""
    return dict(ServicePlace.select(ServicePlace.id, ServicePlace.name).tuples())
