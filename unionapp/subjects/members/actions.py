"""What the clerk does with members beyond editing a row: change membership, correct, merge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from unionapp.errors import Problem, Refused, errors_only
from unionapp.store import editing
from unionapp.store.fences import FENCE
from unionapp.store.journal import Journal
from unionapp.subjects.members import derive as follow
from unionapp.subjects.members import rules
from unionapp.subjects.members.models import Member, MembershipChange
from unionapp.subjects.members.records import MEMBERS, MEMBERSHIP_CHANGES
from unionapp.subjects.members.states import ChangeType
from unionapp.subjects.unions.models import Union
from unionapp.values.partialdate import PartialDate


@dataclass(frozen=True)
class Change:
    """A change of membership as the clerk asks for it, for one member or many."""

    type: str
    date: PartialDate | date
    reason: str = ""
    union: Union | None = None
    """The union afterwards; None leaves it as it is."""
    counterpart: str = ""
    document: str = ""
    dues_until: str = ""
    remark: str = ""
    words: str = ""
    """What the clerk calls it; empty for the name of its type."""


def change_problems(members: Sequence[Member], change: Change) -> list[Problem]:
    """Why a change cannot be made, each problem naming its member."""
    found = []
    for member in members:
        for problem in _one(member, change):
            found.append(Problem(problem.field, f"{member.name}：{problem.message}", problem.article, problem.level))
    return found


def _one(member: Member, change: Change) -> list[Problem]:
    problems = rules.move_problems(member.status, change.type, "type")
    if change.date > date.today():
        problems.append(Problem("date", "变动日期在今天之后。"))
    if member.change_date and change.date < member.change_date:
        problems.append(Problem("date", f"早于上一次会籍变动日期 {member.change_date}。"))
    if change.type == ChangeType.ARRIVE and change.union is None:
        problems.append(Problem("union", "转入要写明转到哪个工会。"))
    elif change.type == ChangeType.ARRIVE and change.union == member.union and rules.belongs(member.status):
        problems.append(Problem("union", f"已经在“{member.union.name}”，不用调动。"))
    return problems


def change_membership(journal: Journal, members: Sequence[Member], change: Change) -> None:
    """Change the membership of one or many members as one step; Refused for all where it is wrong for one."""
    problems = errors_only(change_problems(members, change))
    if problems:
        raise Refused(problems)
    who = f"“{members[0].name}”" if len(members) == 1 else f"{len(members)} 名会员"
    with journal.step(f"{who}{change.words or Member.change_type.codes.label(change.type)}"):
        editing.put(MEMBERSHIP_CHANGES, [_event(member, change) for member in members])
        follow.renew(members)


def _event(member: Member, change: Change) -> MembershipChange:
    home = member.union_id
    union = change.union.id if change.union is not None else home
    return MembershipChange(
        member=member.id,
        type=change.type,
        date=change.date,
        reason=change.reason,
        union=union,
        from_union=home if union != home else None,
        counterpart=change.counterpart,
        document=change.document,
        dues_until=change.dues_until,
        remark=change.remark,
    )


def is_corrected(change: MembershipChange) -> bool:
    """Whether another change stands in the place of this one."""
    return bool(MembershipChange.select().where(MembershipChange.replaces == change.id).exists())


def correct(journal: Journal, wrong: MembershipChange, right: MembershipChange) -> None:
    """Put a right change in the place of a wrong one; both stay on record, the wrong one no longer counts."""
    if is_corrected(wrong):
        raise Refused("这一笔已经更正过，请更正最后那一笔。")
    right.member, right.replaces = wrong.member, wrong
    follow.fill_change(right)
    problems = errors_only(MEMBERSHIP_CHANGES.check(right) + _order_problems(wrong, right))
    if problems:
        raise Refused(problems)
    with journal.step(f"更正会籍变动“{wrong.label}”"):
        editing.put(MEMBERSHIP_CHANGES, [right])


def _order_problems(wrong: MembershipChange, right: MembershipChange) -> list[Problem]:
    """The whole chain of changes must still hold with the right one in the wrong one's place."""
    written = list(MembershipChange.select().where(MembershipChange.member == wrong.member_id))
    placed = follow.places(written)
    stand_in = [(right, wrong.id) if c.id == wrong.id else (c, c.id) for c in follow.in_order(written)]
    chain = [c for c, _ in sorted(stand_in, key=lambda pair: (pair[0].date or date.min, placed[pair[1]]))]
    problems: list[Problem] = []
    for before, after in pairwise(chain):
        problems += rules.move_problems(rules.state_after(before.type), after.type, "type")
    return problems


_TWIN = "twin"
"""The attribute under which a query gives the second of a pair."""


def differences(keep: Member, drop: Member) -> list[str]:
    """The fields in which two records of one person differ, where the clerk has to choose."""
    return [
        name
        for name in MEMBERS.fields
        if name not in MEMBERS.fixed and keep.__data__.get(name) != drop.__data__.get(name)
    ]


def merge(journal: Journal, keep: Member, drop: Member, chosen: Mapping[str, object]) -> None:
    """Make one record of two of the same person as one step: `chosen` holds the values to keep by field name.

    Everything that points to the dropped record (changes, offices, consents, ...) goes over to the kept one.
    """
    if keep.id == drop.id:
        raise Refused("选中的是同一条记录，无须合并。")
    with journal.step(f"合并会员“{keep.name}”的两条记录", FENCE):
        for link, model in Member._meta.backrefs.items():
            model.update({link: keep.id}).where(link == drop.id).execute()
        Member.delete().where(Member.id == drop.id).execute()
        for name, value in chosen.items():
            setattr(keep, name, value)
        problems = errors_only(MEMBERS.check(keep) + editing.duplicates(MEMBERS, keep))
        if problems:
            raise Refused(problems)
        editing.put(MEMBERS, [keep])
        follow.refresh([keep.id])


def duplicates() -> list[tuple[Member, Member]]:
    """Pairs of members who may be one person: same name and birth date, or the same ID number."""
    other = Member.alias()
    alike = (
        (Member.id_number == other.id_number) & (Member.id_number != ""),
        (Member.name_strokes == other.name_strokes) & (Member.name == other.name) & (Member.birth == other.birth),
    )
    found: dict[tuple[int, int], tuple[Member, Member]] = {}
    for same in alike:  # one query each: an index serves either, but not both joined by OR
        for member in Member.select(Member, other).join(other, on=(same & (Member.id < other.id)), attr=_TWIN):
            twin: Member = getattr(member, _TWIN)
            found[member.id, twin.id] = (member, twin)
    return [found[key] for key in sorted(found)]
