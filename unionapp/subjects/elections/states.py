"""The codes of elections that the program itself speaks of: sorts, states, bodies, ways."""

from __future__ import annotations

from enum import StrEnum


class ElectionSort(StrEnum):
    """选举类别: a whole new term, a new union's first, or a vacancy filled."""

    FULL = "full"
    FOUNDING = "founding"
    BY_ELECTION = "by-election"


class ElectionState(StrEnum):
    """进度: how far an election has come."""

    PREPARING = "preparing"
    REQUESTED = "requested"
    REPLIED = "replied"
    DELEGATES = "delegates"
    CANDIDATES = "candidates"
    ASSEMBLY = "assembly"
    COUNTED = "counted"
    REPORTED = "reported"
    APPROVED = "approved"
    REGISTERED = "registered"
    STOPPED = "stopped"


class TermWay(StrEnum):
    """产生方式: how a committee comes about."""

    ELECTED = "elected"
    FEDERATED = "federated"


class AssemblyForm(StrEnum):
    """会议形式: who meets, all members or their delegates."""

    ALL_MEMBERS = "all"
    DELEGATES = "delegates"


class ChairWay(StrEnum):
    """主席产生办法: who elects the chair."""

    COMMITTEE = "committee"
    ASSEMBLY = "assembly"


class BodyKind(StrEnum):
    """机构: what is elected, committees and their heads."""

    COMMITTEE = "committee"
    STANDING = "standing"
    AUDIT = "audit"
    WOMEN = "women"
    CHAIR = "chair"
    AUDIT_HEAD = "audit-head"
    WOMEN_HEAD = "women-head"


class BodyWay(StrEnum):
    """选举办法: how a body is elected."""

    BALLOT = "ballot"
    SHOW_OF_HANDS = "show"
    CONSULTATION = "consultation"


class TermChangeType(StrEnum):
    """变动类型: what changes in a committee within its term."""

    BY_ELECTION = "by-election"
    ADDED = "added"
    RECALLED = "recalled"
    RESIGNED = "resigned"
    MOVED = "moved"
    VACANT = "vacant"
    ACTING = "acting"
    VOID = "void"


class DelegateSort(StrEnum):
    """代表类别: of whom an assembly of delegates has its share."""

    FRONT_LINE = "front-line"
    MANAGER = "manager"
    MODEL = "model"
    OFFICIAL = "official"
    TECHNICAL = "technical"


class ReviewOutcome(StrEnum):
    """资格审查: what the review of a delegate came to."""

    PASSED = "passed"
    PENDING = "pending"
    FAILED = "failed"


class Exclusion(StrEnum):
    """不得参选的情形: what bars a candidate from a body."""

    HEAD = "head"
    LEGAL = "legal"
    PARTNER = "partner"
    KIN = "kin"
    DEPUTY = "deputy"
    PERSONNEL = "personnel"
    FOREIGN = "foreign"
    FINANCE = "finance"


class CandidateStage(StrEnum):
    """阶段: of a candidate, from a name put forward to the result."""

    RECOMMENDED = "recommended"
    PROPOSED = "proposed"
    FORMAL = "formal"
    ELECTED = "elected"
    NOT_ELECTED = "not-elected"
    WITHDRAWN = "withdrawn"


class RoundSort(StrEnum):
    """投票类别: what a vote decides."""

    PRIMARY = "primary"
    FORMAL = "formal"
    AGAIN = "again"
    FURTHER = "further"
    PRACTICE = "practice"


class CountWay(StrEnum):
    """计票方式: ballot by ballot, or by sums."""

    BALLOTS = "ballots"
    TOTALS = "totals"
