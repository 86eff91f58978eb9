"""Whom to put on a list: who is found for it, and what speaks against her."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from unionapp.store import editing
from unionapp.subjects.funds.handouts.actions import lines_of, others_alike, year_sums
from unionapp.subjects.funds.handouts.models import Handout, HandoutLine
from unionapp.subjects.funds.handouts.rules import person
from unionapp.subjects.funds.handouts.states import LimitItem
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.states import MemberStatus


@dataclass(frozen=True)
class WantedMembers:
    """Whom a list is for: members in of the unions (with those below), born in a month, or those of an older list."""

    unions: tuple[int, ...] = ()
    birthday_month: int | None = None
    from_handout: int | None = None
    members: tuple[int, ...] = ()


@dataclass(frozen=True)
class HandoutCandidate:
    """Somebody for the list, what is to be known before, and what she has had this year of the same item."""

    member: Member
    marks: tuple[str, ...]
    had: int

    @property
    def takes(self) -> bool:
        """Whether nothing speaks against putting her on the list."""
        return not self.marks


def choose(handout: Handout, wanted: WantedMembers) -> list[HandoutCandidate]:
    """Who is found for a handout, by strokes, each with what speaks against it; nothing is written."""
    members = _members(handout, wanted)
    listed = {line.member_id for line in lines_of(handout)}
    numbers = {line.id_number for line in lines_of(handout) if line.id_number}
    alike = Counter(member.id_number for member in members if member.id_number)
    had = year_sums(handout)
    given = _given(handout)
    found = []
    for member in members:
        marks = []
        if member.id in listed or (member.id_number and member.id_number in numbers):
            marks.append("已在本批名单里")
        elif alike[member.id_number] > 1:
            marks.append("证件号码与另一人相同，请核对")
        if member.id in given:
            marks.append(f"今年“{given[member.id]}”已领过")
        if member.status != MemberStatus.IN:
            marks.append("现在不是在册会员")
        found.append(
            HandoutCandidate(member, tuple(marks), had.get(person(member.id, member.id_number, member.name), 0))
        )
    return found


def _members(handout: Handout, wanted: WantedMembers) -> list[Member]:
    select = Member.select().order_by(Member.name_strokes, Member.id)
    if wanted.from_handout is not None:
        former = HandoutLine.select(HandoutLine.member).where(HandoutLine.handout == wanted.from_handout)
        return list(select.where(Member.id.in_(former)))
    if wanted.members:
        return [each for chunk in editing.chunks(wanted.members) for each in select.where(Member.id.in_(chunk))]
    select = select.where(Member.status == MemberStatus.IN)
    if wanted.unions:
        select = select.where(Member.union.in_(wanted.unions))
    if wanted.birthday_month is not None:
        return [each for each in select if each.birth and each.birth.month == wanted.birthday_month]
    return list(select)


def _given(handout: Handout) -> dict[int, str]:
    """Who had the same this year (the same festival, the same birthday), and from which handout."""
    rows = [line for line in others_alike(handout) if line.handout.festival == handout.festival]
    once = handout.item in (LimitItem.FESTIVAL, LimitItem.BIRTHDAY, LimitItem.RETIREMENT)
    return {line.member_id: line.handout.title for line in rows if line.member_id} if once else {}
