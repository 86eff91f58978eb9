"""What belongs to an activity, in the order in which it is shown; which activities are coming or not finished."""

from __future__ import annotations

from datetime import date, timedelta

from unionapp.subjects.activities import life
from unionapp.subjects.activities.models.activities import (
    Activity,
    ActivityCost,
    ActivityEvent,
    ActivityLesson,
    ActivityPrize,
)
from unionapp.subjects.activities.models.people import Participant

_LOOK_BACK = timedelta(366)
"""So long after its day an activity is looked through for what was not mended."""


def participants(activity: Activity) -> list[Participant]:
    """Those on the list, in the order of their registering."""
    return list(Participant.select().where(Participant.activity == activity.id).order_by(Participant.id))


def events(activity: Activity) -> list[ActivityEvent]:
    """The events of a contest."""
    rows = ActivityEvent.select().where(ActivityEvent.activity == activity.id)
    return list(rows.order_by(ActivityEvent.place, ActivityEvent.id))


def prizes(activity: Activity) -> list[ActivityPrize]:
    """The prizes that are offered."""
    rows = ActivityPrize.select().where(ActivityPrize.activity == activity.id)
    return list(rows.order_by(ActivityPrize.place, ActivityPrize.id))


def lessons(activity: Activity) -> list[ActivityLesson]:
    """The lessons of a training by day and hour."""
    rows = ActivityLesson.select().where(ActivityLesson.activity == activity.id)
    return list(rows.order_by(ActivityLesson.day, ActivityLesson.begins, ActivityLesson.id))


def costs(activity: Activity) -> list[ActivityCost]:
    """The lines of its budget and spending."""
    rows = ActivityCost.select().where(ActivityCost.activity == activity.id)
    return list(rows.order_by(ActivityCost.place, ActivityCost.id))


def unfinished(today: date) -> tuple[int, ...]:
    """The ids of the activities of the last year that are over and lack something."""
    rows = list(Activity.select().where(Activity.day.between(today - _LOOK_BACK, today)))
    known = life.all_facts(rows)
    return tuple(row.id for row in rows if any(stage.late for stage in life.stages(known[row.id], today)))


def coming(today: date) -> tuple[int, ...]:
    """The ids of the activities from a day on that were not called off."""
    rows = Activity.select(Activity.id).where(Activity.day >= today, Activity.cancelled.is_null()).tuples()
    return tuple(number for (number,) in rows)
