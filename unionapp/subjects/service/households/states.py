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


class HardshipCause(StrEnum):
    """致困原因: what brought a family into need."""

    UNFIT_FOR_WORK = "1"
    WITHOUT_WORK = "2"
    LAID_OFF = "3"
    UNINSURED = "4"
    INSURANCE_UNPAID = "5"
    ILLNESS = "6"
    DISASTER = "7"
    ACCIDENT = "8"
    SCHOOLING = "9"
    OTHER = "10"


class HardshipExclusion(StrEnum):
    """不得建档的情形: what excludes a family; a clerk may have more."""

    HOMES = "homes"
    BUSINESS = "business"
    SCHOOL = "school"
    OTHER = "other"


class FamilyMarriage(StrEnum):
    """婚姻状况(困难档案): of the worker who holds the file."""

    MARRIED = "married"
    SINGLE = "single"
    DIVORCED = "divorced"
    WIDOWED = "widowed"


class FamilyIdentity(StrEnum):
    """家庭成员身份: those that the program names, a clerk may have more."""

    WORKER = "worker"
    STUDENT = "student"


class FamilyRelation(StrEnum):
    """与户主关系: those that the program names, a clerk may have more."""

    SPOUSE = "spouse"
    CHILD = "child"


class AidMeasureType(StrEnum):
    """帮扶措施: those that campaigns bring, a clerk may have more."""

    WORK = "work"
    UNION = "union"
    MEDICAL = "medical"
    STUDY = "study"
