"""集体入会花名册 of a ceremony: those on its list who join there, to be signed on the spot."""

from __future__ import annotations

import peewee

from unionapp.paper.paper import PrintRequest
from unionapp.store.store import Store
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.activities.records import PARTICIPANTS
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.papers.joining import Joining

_FIELDS = ("name", "sex", "id_number", "unit", "group", "phone")


def gather(store: Store, request: PrintRequest) -> Joining:
    """Those who are no members yet, and those who joined on the day or after it; in the order of the list."""
    activity: Activity = request.record
    select = (
        Participant.select(Participant, Member)
        .join(Member, peewee.JOIN.LEFT_OUTER)
        .where(Participant.activity == activity.id, Member.id.is_null() | (Member.joined >= activity.day))
        .order_by(Participant.id)
    )
    rows = [
        [str(number), *(PARTICIPANTS.shown(person, name, request.masked) for name in _FIELDS), ""]
        for number, person in enumerate(select, 1)
    ]
    return Joining(rows, activity.union.name, f"{activity.title}　共 {len(rows)} 人")
