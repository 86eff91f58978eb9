"""The codes of families in hardship that the program itself names: how far a file is, its class, how it ends."""

from __future__ import annotations

from enum import StrEnum


class HouseholdState(StrEnum):
    """建档进度: from the application to the day on which the file is closed."""

    APPLIED = "applied"
    SURVEYED = "surveyed"
    PUBLICITY = "publicity"
    REVIEWED = "reviewed"
    FILED = "filed"
    LEFT = "left"
    REFUSED = "refused"


class HardshipScheme(StrEnum):
    """困难标准: by which scheme a family is classed."""

    OF_2020 = "2020"
    OLD = "old"


class HardshipClass(StrEnum):
    """困难类别: how hard off a family is, by the present scheme or by the old one."""

    DEEP = "deep"
    RELATIVE = "relative"
    ACCIDENT = "accident"
    MIGRANT = "migrant"
    OLD_LOW = "old-low"
    OLD_EDGE = "old-edge"
    OLD_ACCIDENT = "old-accident"


class ReviewResult(StrEnum):
    """复核结果: what a half-yearly review came to."""

    KEEP = "keep"
    CHANGE = "change"
    LIFTED = "lifted"
    LEAVE = "leave"


class LeaveReason(StrEnum):
    """退档原因: why a file was closed."""

    LIFTED = "lifted"
    DEAD = "dead"
    MOVED = "moved"
    UNFIT = "unfit"
