"""What tests of activities share: an activity of a union, its members and those who take part."""

from __future__ import annotations

from datetime import date
from typing import Any

from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.activities.records import ACTIVITIES, PARTICIPANTS
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS

from tests import support

DAY = date(2025, 5, 20)


def activity(store: Store, union: Any, **values: Any) -> Any:
    """A sports day of a union, saved."""
    given = {"title": "职工运动会", "type": "culture", "union": union, "day": DAY, "planned_people": 30, **values}
    made = Activity(**given)
    editing.save(store.journal, ACTIVITIES, made)
    return made


def member(store: Store, union: Any, number: int, **values: Any) -> Any:
    """A member of a union since 2020, saved."""
    given = {
        "name": support.person_name(number),
        "mobile": f"138{number:08d}",
        "change_type": "1",
        "change_date": date(2020, 1, 1),
        "union": union,
        **values,
    }
    made = Member(**given)
    editing.save(store.journal, MEMBERS, made)
    return made


def guest(store: Store, held: Any, number: int, **values: Any) -> Any:
    """Somebody who is not in the register, on the list of an activity, saved."""
    made = Participant(**{"activity": held, "name": support.person_name(number + 300), **values})
    editing.save(store.journal, PARTICIPANTS, made)
    return made
