"""The made-up years of a member in the union: joining, moving, keeping, leaving, retiring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from unionapp.office.demo import fiction
from unionapp.office.demo.fiction import Fiction
from unionapp.office.demo.unions import TODAY, DemoUnion
from unionapp.subjects.members import rules
from unionapp.subjects.members.states import ChangeReason, ChangeType, MemberStatus, SexCode
from unionapp.values import periods
from unionapp.values.present import present


@dataclass(frozen=True)
class Event:
    """One change of membership to be."""

    type: str
    date: date
    place: DemoUnion
    former: DemoUnion | None = None
    reason: str = ""
    counterpart: str = ""

    @property
    def state(self) -> str:
        """The state of membership afterwards."""
        return rules.state_after(self.type)


_STAY = ""
_FROM_IN = (
    (_STAY, 62.0),
    (ChangeType.KEEP, 9.0),
    (ChangeType.ARRIVE, 10.0),
    (ChangeType.LEAVE, 6.0),
    (ChangeType.WITHDRAW, 2.0),
    (ChangeType.LAPSE, 1.5),
    (ChangeType.EXPEL, 0.2),
    (ChangeType.DIE, 0.6),
)
_FROM_KEPT = (
    (_STAY, 25.0),
    (ChangeType.RETURN, 55.0),
    (ChangeType.LEAVE, 8.0),
    (ChangeType.WITHDRAW, 4.0),
    (ChangeType.LAPSE, 8.0),
)
_FROM_OUT = ((_STAY, 75.0), (ChangeType.ARRIVE, 25.0))
_NEXT: Mapping[str, Sequence[tuple[str, float]]] = {
    MemberStatus.IN: _FROM_IN,
    MemberStatus.KEPT: _FROM_KEPT,
    MemberStatus.OUT: _FROM_OUT,
}
_REASONS: Mapping[str, str] = {
    ChangeType.KEEP: ChangeReason.JOBLESS,
    ChangeType.ARRIVE: ChangeReason.WORK,
    ChangeType.LEAVE: ChangeReason.WORK,
    ChangeType.WITHDRAW: ChangeReason.WISH,
    ChangeType.EXPEL: ChangeReason.CRIME,
    ChangeType.DIE: ChangeReason.DEATH,
    ChangeType.LAPSE: ChangeReason.UNPAID,
}


def history(source: Fiction, birth: date, sex: str, place: DemoUnion, others: Sequence[DemoUnion]) -> list[Event]:
    """The changes of one member up to TODAY, in order, each leading on from the one before."""
    events = [_first(source, birth, place)]
    retires = periods.add_years(birth, 60 if sex == SexCode.MALE else 55)
    while (event := _next(source, events[-1], others)) is not None:
        if event.type != _STAY:
            events.append(event)
        if event.date > retires or event.type == _STAY:
            break
    last = events[-1]
    if last.state == MemberStatus.IN and last.date < retires < TODAY and source.chance(0.85):
        events.append(Event(ChangeType.RETIRE, retires, last.place, reason=ChangeReason.AGE))
    return events


def _first(source: Fiction, birth: date, place: DemoUnion) -> Event:
    """Joining, or coming from a union elsewhere; later years see more of it."""
    earliest = max(present(place.union.founded).first, periods.add_years(birth, 18))
    days = max((TODAY - earliest).days, 1)
    joined = earliest + timedelta(int(days * source.random.random() ** 0.7))
    if source.chance(0.1):
        return Event(ChangeType.ARRIVE, joined, place, reason=ChangeReason.WORK, counterpart=_elsewhere(source))
    return Event(ChangeType.JOIN, joined, place)


def _next(source: Fiction, last: Event, others: Sequence[DemoUnion]) -> Event | None:
    """What comes next, None where nothing more does; an event without a type means that all stays as it is."""
    day = last.date + timedelta(90 + int(source.random.random() * 1400))
    if day > TODAY or last.state not in _NEXT:
        return None
    kind = source.weighted(_NEXT[last.state])
    reason = _REASONS.get(kind, "")
    if kind == ChangeType.LEAVE:
        return Event(kind, day, last.place, reason=reason, counterpart=_elsewhere(source))
    if kind != ChangeType.ARRIVE:
        return Event(kind, day, last.place, reason=reason)
    target = source.one(others)
    if last.state == MemberStatus.OUT:
        return Event(kind, day, target, reason=reason, counterpart=_elsewhere(source))
    return Event(kind, day, target, last.place if target is not last.place else None, reason)


def _elsewhere(source: Fiction) -> str:
    """A union that is not in these books."""
    return f"{source.one(tuple(fiction.HOMES.values())[1:])}{source.one(fiction.TOWNS)}总工会"
