"""活动: the kinds of activities with all that belongs to them, of participants and of proposals."""

from __future__ import annotations

from unionapp.records.kind import Kind
from unionapp.subjects.activities.records.activities import ACTIVITIES, COSTS, LESSONS, PHOTOS
from unionapp.subjects.activities.records.contests import EVENTS, PRIZES, RESULTS
from unionapp.subjects.activities.records.people import PARTICIPANTS
from unionapp.subjects.activities.records.proposals import PROPOSALS

__all__ = [
    "ACTIVITIES",
    "COSTS",
    "EVENTS",
    "KINDS",
    "LESSONS",
    "PARTICIPANTS",
    "PHOTOS",
    "PRIZES",
    "PROPOSALS",
    "RESULTS",
]

KINDS: tuple[Kind, ...] = (
    ACTIVITIES,
    PARTICIPANTS,
    COSTS,
    EVENTS,
    PRIZES,
    RESULTS,
    LESSONS,
    PHOTOS,
    PROPOSALS,
)
