"""The codes of members, applications and cadres that the program itself speaks of."""

from __future__ import annotations

from enum import StrEnum


class SexCode(StrEnum):
    """性别: as GB/T 2261.1 numbers it."""

    UNKNOWN = "0"
    MALE = "1"
    FEMALE = "2"
    UNSTATED = "9"


class MemberStatus(StrEnum):
    """会籍状态: where the last change left a membership."""

    IN = "in"
    KEPT = "kept"
    OUT = "out"
    EXPELLED = "expelled"
    WITHDRAWN = "withdrawn"
    DEAD = "dead"
    APPLICANT = "applicant"


class ChangeType(StrEnum):
    """会籍变化类型: what leads from one state of membership to the next."""

    JOIN = "1"
    ARRIVE = "2"
    KEEP = "3"
    LEAVE = "4"
    EXPEL = "5"
    WITHDRAW = "6"
    RETIRE = "7"
    DIE = "8"
    RETURN = "9"
    LAPSE = "10"


class ChangeReason(StrEnum):
    """会籍变化原因: why a membership changed."""

    WORK = "1"
    WAITING = "2"
    JOBLESS = "3"
    BANKRUPT = "4"
    WISH = "5"
    CRIME = "6"
    AGE = "7"
    DEATH = "8"
    UNPAID = "9"
    OTHER = "99"


class CardState(StrEnum):
    """普惠卡状态: from none to one that is in use, lost or cancelled."""

    NONE = "none"
    ISSUED = "issued"
    ACTIVE = "active"
    LOST = "lost"
    CANCELLED = "cancelled"


class ApplicationState(StrEnum):
    """办理状态: of an application, from the day it came in to the decision."""

    RECEIVED = "received"
    CONTACTED = "contacted"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class JoinMode(StrEnum):
    """申请方式: how an application came in."""

    GROUP = "group"


class CadrePost(StrEnum):
    """工会职务: the offices of the three committees and beside them."""

    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"
    MEMBER = "member"
    AUDIT_HEAD = "audit-head"
    AUDIT_MEMBER = "audit-member"
    WOMEN_HEAD = "women-head"
    WOMEN_MEMBER = "women-member"
    ORGANISER = "organiser"
    GROUP_LEADER = "group-leader"
    DELEGATE = "delegate"


class CadreKind(StrEnum):
    """专职或兼职: how a cadre serves."""

    FULL = "full"
    PART = "part"
    POSTED = "posted"
    HIRED = "hired"
