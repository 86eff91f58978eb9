"""服务登记台: what the one at the desk of a place sees at a glance, and what is proposed for the next visitor."""

from __future__ import annotations

from datetime import date

from unionapp.records import search
from unionapp.subjects.service import figures
from unionapp.subjects.service.figures import Visitors
from unionapp.subjects.service.places.models import ServiceEntry, ServicePlace
from unionapp.subjects.service.places.records import SERVICE_LOG
from unionapp.values.periods import Month, year_first


def count(place: ServicePlace, first: date, last: date) -> Visitors:
    """The people served in a place from day to day, both counted."""
    return figures.together(figures.served(first, last, (place.id,)))


def of_month(place: ServicePlace, day: date) -> Visitors:
    """The people served in the month of a day."""
    month = Month.of(day)
    return count(place, month.first(), month.last())


def entries(place: ServicePlace, day: date) -> list[ServiceEntry]:
    """What was written down in a place on a day, newest first, with what it links to."""
    there = (ServiceEntry.place == place.id) & (ServiceEntry.day == day)
    ids = ServiceEntry.select(ServiceEntry.id).where(there).order_by(ServiceEntry.id.desc()).tuples()
    return search.rows(SERVICE_LOG, [number for (number,) in ids])


def last_entry(place: ServicePlace) -> ServiceEntry | None:
    """The newest entry of a place: its item and who wrote it are proposed for the next one."""
    own = ServiceEntry.select().where(ServiceEntry.place == place.id)
    newest: ServiceEntry | None = own.order_by(ServiceEntry.id.desc()).first()
    return newest


def times(member: int, day: date) -> int:
    """How often a member was served in the year of a day, up to that day."""
    within = ServiceEntry.day.between(year_first(day.year), day)
    return int(ServiceEntry.select().where((ServiceEntry.member == member) & within).count())
