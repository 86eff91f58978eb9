"""The changes of membership in the clerk's words: from what state each leads on, what it asks, the paper with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from unionapp.subjects.members import rules
from unionapp.subjects.members.actions import Change
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.states import ChangeReason, ChangeType, MemberStatus
from unionapp.subjects.unions.models import Union
from unionapp.values.partialdate import PartialDate

_ANY: frozenset[str] = frozenset(MemberStatus)
_WITHIN: frozenset[str] = frozenset(state for state in MemberStatus if rules.belongs(state))


@dataclass(frozen=True)
class MemberDeed:
    """One change of membership as the clerk speaks of it."""

    id: str
    words: str
    type: ChangeType
    asks: tuple[str, ...]
    """The fields of a change that it asks, in the order in which they are filled."""
    reason: str = ""
    """The reason that goes without saying."""
    paper: str = ""
    """The id of the paper that goes with it."""
    needs: tuple[str, ...] = ("date",)
    """What must be filled."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What a field is called here."""
    states: frozenset[str] = _ANY
    """In which states of membership these words are used."""
    signed_before: bool = False
    """Whether the paper is signed before it is decided."""

    def open_to(self, member: Member) -> bool:
        """Whether a member may undergo it from the state that she is in."""
        return member.status in self.states and not rules.move_problems(member.status, self.type, "type")

    def change(
        self,
        date: PartialDate | date,
        union: Union | None = None,
        reason: str = "",
        counterpart: str = "",
        document: str = "",
        dues_until: str = "",
    ) -> Change:
        """The change that it makes, with what was asked."""
        return Change(
            self.type, date, reason or self.reason, union, counterpart, document, dues_until, words=self.words
        )


_TO, _FROM = {"union": "调到哪个工会"}, {"union": "转到哪个工会", "counterpart": "从哪里转来"}
MOVE = MemberDeed(
    "move",
    "调到本乡另一个工会",
    ChangeType.ARRIVE,
    ("union", "date", "dues_until"),
    ChangeReason.WORK,
    "member-transfer",
    ("union", "date"),
    _TO | {"dues_until": "会费交到哪个月"},
    _WITHIN,
)
LEAVE = MemberDeed(
    "leave",
    "转到外地",
    ChangeType.LEAVE,
    ("counterpart", "date", "dues_until"),
    ChangeReason.WORK,
    "member-transfer",
    labels={"counterpart": "转到哪里的工会", "dues_until": "会费交到哪个月"},
)
RETIRE = MemberDeed(
    "retire", "退休", ChangeType.RETIRE, ("date", "dues_until"), ChangeReason.AGE, "member-kept", signed_before=True
)
KEEP = MemberDeed(
    "keep",
    "保留会籍",
    ChangeType.KEEP,
    ("reason", "date", "dues_until"),
    paper="member-kept",
    needs=("reason", "date"),
    signed_before=True,
)
RETURN = MemberDeed("return", "恢复会籍", ChangeType.RETURN, ("date",))
DIE = MemberDeed("die", "去世", ChangeType.DIE, ("date",), ChangeReason.DEATH)
WITHDRAW = MemberDeed(
    "withdraw",
    "退会",
    ChangeType.WITHDRAW,
    ("date", "dues_until"),
    ChangeReason.WISH,
    "member-withdrawal",
    labels={"dues_until": "会费交到哪个月"},
    signed_before=True,
)
LAPSE = MemberDeed("lapse", "自动退会", ChangeType.LAPSE, ("date", "document"), ChangeReason.UNPAID)
EXPEL = MemberDeed(
    "expel", "除名", ChangeType.EXPEL, ("date", "document"), ChangeReason.CRIME, "member-expulsion", signed_before=True
)
COME = MemberDeed(
    "come",
    "从外地转回",
    ChangeType.ARRIVE,
    ("union", "date", "counterpart"),
    ChangeReason.WORK,
    needs=("union", "date"),
    labels=_FROM,
    states=_ANY - _WITHIN,
)
REJOIN = MemberDeed(
    "rejoin", "重新入会", ChangeType.JOIN, ("union", "date"), needs=("union", "date"), labels={"union": "加入哪个工会"}
)
DEEDS: tuple[MemberDeed, ...] = (MOVE, LEAVE, RETIRE, KEEP, RETURN, DIE, WITHDRAW, LAPSE, EXPEL, COME, REJOIN)


def open_to(members: Sequence[Member]) -> tuple[MemberDeed, ...]:
    """The changes that every one of these members may undergo now."""
    return tuple(deed for deed in DEEDS if all(deed.open_to(member) for member in members))
