"""What a member, or the people of a union, took part in and received."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

import peewee

from unionapp.store import editing
from unionapp.subjects.activities.models.activities import Activity, ActivityEvent
from unionapp.subjects.activities.models.people import EventResult, Participant
from unionapp.subjects.members.models import Member
from unionapp.subjects.unions.models import Union


@dataclass(frozen=True)
class Took:
    """What somebody had of one activity."""

    activity: Activity
    participant: Participant
    results: tuple[EventResult, ...] = field(default=())
    """Results in events, with what they won."""

    @property
    def amount(self) -> int:
        """The worth of everything received, in fen."""
        return (self.participant.amount or 0) + sum(row.amount or 0 for row in self.results)


def of_member(member: Member, first: date = date.min, last: date = date.max) -> list[Took]:
    """What a member took part in and received, newest first."""
    select = Participant.select(Participant, Activity).join(Activity).where(Participant.member == member.id)
    return _took(select.where(Activity.day.between(first, last)))


def of_union(union: Union, first: date = date.min, last: date = date.max) -> list[Took]:
    """What the people of a union took part in and received, newest first."""
    select = Participant.select(Participant, Activity).join(Activity).where(Participant.union == union.id)
    return _took(select.where(Activity.day.between(first, last)))


def _took(select: peewee.ModelSelect[Participant]) -> list[Took]:
    people = list(select.order_by(Activity.day.desc(), Participant.id))
    won: dict[int, list[EventResult]] = defaultdict(list)
    for ids in editing.chunks([person.id for person in people]):
        rows = EventResult.select(EventResult, ActivityEvent).join(ActivityEvent)
        for row in rows.where(EventResult.participant.in_(ids)).order_by(EventResult.id):
            won[row.participant_id].append(row)
    return [Took(person.activity, person, tuple(won[person.id])) for person in people]
