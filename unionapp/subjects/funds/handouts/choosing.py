"""Whom to put on a list of handing out: what is to be known of her before, and who was on an older list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from unionapp.records.picking import Mark
from unionapp.subjects.funds.handouts.actions import lines_of, others_alike, year_sums
from unionapp.subjects.funds.handouts.models import Handout, HandoutLine
from unionapp.subjects.funds.handouts.rules import person
from unionapp.subjects.funds.handouts.states import LimitItem
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.states import MemberStatus
from unionapp.values import money


def marks(handout: Handout, members: Sequence[Member]) -> dict[int, Mark]:
    """What is to be known of members before they are put on the list of a handout, by id."""
    lines = lines_of(handout)
    listed = {line.member_id for line in lines}
    numbers = {line.id_number for line in lines if line.id_number}
    alike = Counter(member.id_number for member in members if member.id_number)
    had, given = year_sums(handout), _given(handout)
    found = {}
    for member in members:
        doubts = []
        if member.id in listed or (member.id_number and member.id_number in numbers):
            found[member.id] = Mark("已在本批名单里", bars=True)
            continue
        if alike[member.id_number] > 1:
            doubts.append("证件号码与另一人相同，请核对")
        if member.id in given:
            doubts.append(f"今年“{given[member.id]}”已领过")
        if member.status != MemberStatus.IN:
            doubts.append("现在不是在册会员")
        sum_had = had.get(person(member.id, member.id_number, member.name), 0)
        said = [*doubts, *([f"今年已领 {money.show(sum_had)} 元"] if sum_had else [])]
        if said:
            found[member.id] = Mark("；".join(said), doubts=bool(doubts))
    return found


def on_the_list_of(handout_id: int) -> tuple[int, ...]:
    """The members who were on the list of a handout, by id."""
    former = HandoutLine.select(HandoutLine.member).where(
        HandoutLine.handout == handout_id, HandoutLine.member.is_null(False)
    )
    return tuple(member for (member,) in former.order_by(HandoutLine.place, HandoutLine.id).tuples())


def _given(handout: Handout) -> dict[int, str]:
    """Who had the same this year (the same festival, the same birthday), and from which handout."""
    rows = [line for line in others_alike(handout) if line.handout.festival == handout.festival]
    once = handout.item in (LimitItem.FESTIVAL, LimitItem.BIRTHDAY, LimitItem.RETIREMENT)
    return {line.member_id: line.handout.title for line in rows if line.member_id} if once else {}
