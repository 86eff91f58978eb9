"""The codes of activities that the program itself names: how far they are, their stages, scores and proposals."""

from __future__ import annotations

from enum import StrEnum


class ActivityState(StrEnum):
    """活动进度: from its planning to the archive."""

    PLANNED = "planned"
    APPROVED = "approved"
    ANNOUNCED = "announced"
    SUMMED = "summed"
    ARCHIVED = "archived"
    CANCELLED = "cancelled"


class ActivityStage(StrEnum):
    """活动环节: what is to be done for an activity, in this order."""

    PLAN = "plan"
    APPROVAL = "approval"
    NOTICE = "notice"
    SIGN_UP = "sign-up"
    SIGN_IN = "sign-in"
    JOINING = "joining"
    GOODS = "goods"
    PHOTOS = "photos"
    SURVEY = "survey"
    SUMMARY = "summary"
    EXPENSES = "expenses"
    ARCHIVE = "archive"


class ScoreBetter(StrEnum):
    """成绩取优: whether the higher or the lower score wins."""

    HIGH = "high"
    LOW = "low"


class ProposalState(StrEnum):
    """建议处理结果: what was answered to a proposal."""

    RECEIVED = "received"
    ADOPTED = "adopted"
    PARTLY = "partly"
    REFUSED = "refused"


class ActivityType(StrEnum):
    """活动类型: those that the program names, a clerk may have more."""

    EDUCATION = "education"
    CULTURE = "culture"
    CONTEST = "contest"
    TRAINING = "training"
    JOBS = "jobs"
    COOLING = "cooling"
    STUDY = "study"
    WARMTH = "warmth"
    HEALTH = "health"
    WOMEN = "women"
    DATING = "dating"
    LAW = "law"
    JOINING = "joining"
    HOME = "home"
    MEETING = "meeting"
    VOLUNTEER = "volunteer"
    OTHER = "other"


class ActivityLevel(StrEnum):
    """活动级别: whose an activity is; a clerk may have more."""

    COUNTY = "county"
    TOWNSHIP = "township"
    JOINT = "joint"
    UNIT = "unit"


class ActivityCostSort(StrEnum):
    """活动开支类别: those that the program names, a clerk may have more."""

    VENUE = "venue"
    TRANSPORT = "transport"
    MEAL = "meal"
    PRIZE = "prize"
    SOUVENIR = "souvenir"
    GOODS = "goods"
    PRINT = "print"
    LECTURE = "lecture"
    REFEREE = "referee"
    CLOTHES = "clothes"
    INSURANCE = "insurance"
    TICKET = "ticket"
    OTHER = "other"
