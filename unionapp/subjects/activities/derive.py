"""What follows by itself: numbers, states and amounts, a person's data from the register, and what goes with what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import peewee

from unionapp.errors import Problem
from unionapp.records.fields import Link
from unionapp.records.kind import Kind, SavedRow
from unionapp.records.record import Record
from unionapp.store import editing, placing
from unionapp.subjects.activities import life, rules
from unionapp.subjects.activities.models.activities import (
    Activity,
    ActivityCost,
    ActivityEvent,
    ActivityLesson,
    ActivityPhoto,
    ActivityPrize,
)
from unionapp.subjects.activities.models.people import EventResult, Participant
from unionapp.subjects.activities.models.proposals import Proposal
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.states import MemberStatus, SexCode
from unionapp.values import idnumber

_BARE = {
    model: Kind(key="", model=model, title="", noun="", columns=(), sections={})
    for model in (Activity, ActivityEvent, ActivityPrize, ActivityCost, ActivityPhoto)
}
"""The tables without what follows from them, so that following ends."""


def fill_activity(activity: Activity) -> None:
    """Times in one form, and how far the activity has come."""
    _tidy(activity, "begins", "ends")
    activity.state = life.state(activity)


def activities_were_saved(saved: Sequence[SavedRow]) -> None:
    """Give those without a number the next one of their year."""
    fresh = [each.record for each in saved if not each.record.number and each.record.day]
    if not fresh:
        return
    last = _last_numbers({activity.day.year for activity in fresh})
    for activity in fresh:
        year = activity.day.year
        last[year] += 1
        activity.number = f"{year}-{last[year]:03d}"
    editing.put(_BARE[Activity], fresh)


def _last_numbers(years: Iterable[int]) -> dict[int, int]:
    """The highest number (年-序) that is taken in each year."""
    found = {}
    for year in years:
        taken = Activity.select(Activity.number).where(Activity.number.startswith(f"{year}-")).tuples()
        orders = [int(match[1]) for (number,) in taken if (match := re.fullmatch(r"[0-9]{4}-([0-9]{1,6})", number))]
        found[year] = max(orders, default=0)
    return found


def fill_participant(participant: Participant) -> None:
    """What the register knows of a member; whoever is new and known there is linked; who signed in came."""
    _tidy(participant, "signed_in")
    _read_number(participant)
    if not participant.id and not participant.member_id:
        participant.member = known(participant)
    if participant.member:
        _take(participant, participant.member, _FROM_MEMBER)
    if rules.clock(participant.signed_in):
        participant.present = True


def _read_number(participant: Participant) -> None:
    """The number in its form of 18 characters, and the sex that it tells."""
    found = idnumber.read(participant.id_number) if participant.id_number else None
    if isinstance(found, idnumber.Identity):
        participant.id_number = found.number
        participant.sex = participant.sex or (SexCode.MALE if found.sex == "男" else SexCode.FEMALE)


_FROM_MEMBER = {
    "name": "name",
    "sex": "sex",
    "union": "union_id",
    "unit": "employer",
    "phone": "mobile",
    "group": "group",
}
"""The participant's fields and where a member's record holds the same; the number stays in the register alone."""


def _take(record: Record, member: Member, names: dict[str, str]) -> None:
    for name, source in names.items():
        if record.__data__.get(name) in (None, ""):
            setattr(record, name, getattr(member, source))


def known(person: Participant) -> Member | None:
    """The one member, of those who have not left, whom ID number, name and phone, or name and union mean; else None."""
    tellings: list[peewee.Expression] = []
    if person.id_number:
        tellings.append(Member.id_number == person.id_number)
    elif person.name and person.phone:
        tellings.append((Member.name == person.name) & (Member.mobile == person.phone))
    if not person.id_number and person.name and person.union_id:
        tellings.append((Member.name == person.name) & (Member.union == person.union_id))
    for telling in tellings:
        found = list(Member.select().where(telling, Member.status.in_((MemberStatus.IN, MemberStatus.KEPT))).limit(2))
        if len(found) == 1:
            return found[0]
    return None


def member_is_listed_once(participant: Participant) -> list[Problem]:
    """A member stands on the list of an activity once, whatever name or phone was written."""
    if not participant.member_id or not participant.activity_id:
        return []
    other = Participant.get_or_none(
        Participant.activity == participant.activity_id,
        Participant.member == participant.member_id,
        Participant.id != (participant.id or 0),
    )
    if other is None:
        return []
    return [Problem("member", f"“{other.name}”已在这次活动的名单里，不必再登记。", rule="listed-once")]


def fill_cost(cost: ActivityCost) -> None:
    """An amount that nobody typed is quantity times price."""
    for quantity, price, amount in rules.COST_SUMS:
        values = [getattr(cost, name) for name in (quantity, price)]
        if getattr(cost, amount) is None and None not in values:
            setattr(cost, amount, values[0] * values[1])


def fill_lesson(lesson: ActivityLesson) -> None:
    """The day and the time in one form."""
    _tidy(lesson, "begins")
    if lesson.day is None and lesson.activity_id:
        lesson.day = lesson.activity.day


def fill_photo(photo: ActivityPhoto) -> None:
    """A picture was taken on the day of the activity unless said otherwise."""
    if photo.day is None and photo.activity_id:
        photo.day = photo.activity.day


def fill_proposal(proposal: Proposal) -> None:
    """Name and union of the member who proposes."""
    if proposal.member:
        _take(proposal, proposal.member, {"name": "name", "union": "union_id"})


def _tidy(record: Record, *names: str) -> None:
    for name in names:
        setattr(record, name, rules.clock(getattr(record, name)) or getattr(record, name))


def rows_were_placed(saved: Sequence[SavedRow]) -> None:
    """Rows that stand in an order within their activity and have no place yet come last."""
    placing.come_last(saved, "activity")


def participants_are_removed(participants: Sequence[Participant]) -> None:
    """A participant goes with the results."""
    editing.delete(EventResult, EventResult.participant, [each.id for each in participants])


def events_are_removed(events: Sequence[ActivityEvent]) -> None:
    """An event goes with its results and its own prizes."""
    ids = [event.id for event in events]
    editing.delete(EventResult, EventResult.event, ids)
    editing.delete(ActivityPrize, ActivityPrize.event, ids)


def activities_are_removed(activities: Sequence[Activity]) -> None:
    """An activity goes with all that belongs to it; proposals made in it stay, without the link."""
    ids = [activity.id for activity in activities]
    for chunk in editing.chunks(ids):
        events_are_removed(list(ActivityEvent.select().where(ActivityEvent.activity.in_(chunk))))
        Proposal.update(activity=None).where(Proposal.activity.in_(chunk)).execute()
    for model, link in _PARTS:
        editing.delete(model, link, ids)


_PARTS: tuple[tuple[type[Record], Link[Activity]], ...] = (
    (Participant, Participant.activity),
    (ActivityPrize, ActivityPrize.activity),
    (ActivityEvent, ActivityEvent.activity),
    (ActivityCost, ActivityCost.activity),
    (ActivityLesson, ActivityLesson.activity),
    (ActivityPhoto, ActivityPhoto.activity),
)
