"""The figures of activity rules that a clerk may set: defaults and sources are in resources/figures/activities.json."""

from __future__ import annotations

from unionapp.records.options import Option

TRAINEE_SHARE = Option("activities.trainee_share", int)
SIGN_UP_LEAST = Option("activities.sign_up_days", int)
SUMMARY_DAYS = Option("activities.summary_days", int)
PHOTOS_LEAST = Option("activities.photos", int)

OPTIONS: tuple[Option[int], ...] = (
    TRAINEE_SHARE,
    SIGN_UP_LEAST,
    SUMMARY_DAYS,
    PHOTOS_LEAST,
)
