"""The codes of aid campaigns that the program itself names: their sorts, how far they are, what became of who asked."""

from __future__ import annotations

from enum import StrEnum


class CampaignType(StrEnum):
    """帮扶活动类别: what a campaign gives, and with that who is chosen and how."""

    WARMTH = "warmth"
    COOLING = "cooling"
    STUDY = "study"
    MEDICAL = "medical"
    JOBS = "jobs"
    LIVING = "living"
    INJURY = "injury"
    WAGES = "wages"
    FUND = "fund"
    MUTUAL = "mutual"
    OTHER = "other"


class CampaignState(StrEnum):
    """帮扶活动进度: from its planning to its summary."""

    PLANNED = "planned"
    CHOOSING = "choosing"
    PUBLICITY = "publicity"
    GIVEN = "given"
    CLOSED = "closed"


class AidApplicationState(StrEnum):
    """申请进度: whether an application for aid was decided, and how."""

    RECEIVED = "received"
    PASSED = "passed"
    REFUSED = "refused"


class StudentStage(StrEnum):
    """助学类别: at what sort of school a student is; a clerk may have more."""

    SENIOR = "senior"
    VOCATIONAL = "vocational"
    COLLEGE = "college"
    BACHELOR = "bachelor"
    MASTER = "master"
