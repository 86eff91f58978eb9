"""Choosing members from the register, for whatever list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from unionapp.records.picking import Mark
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.members.states import MemberStatus

from ui.kit.forms import Asked
from ui.records.pick_search import Narrowing
from ui.records.picking import ListSource, Picking

_COLUMNS = ("union", "sex", "politics", "mobile")
_FILTERS = ("union", "sex", "politics", "group", "status")
_MONTHS: Sequence[tuple[str, Callable[[Member], bool]]] = tuple(
    (f"{month} 月", lambda member, month=month: bool(member.birth and member.birth.month == month))  # type: ignore[misc]
    for month in range(1, 13)
)


def members_for(
    title: str,
    act: Callable[..., str],
    marks: Callable[[Sequence[Member]], Mapping[int, Mark]],
    *,
    union: int | None = None,
    group: str = "",
    quota: tuple[int, int] | None = None,
    asked: Sequence[Asked] = (),
    sources: Sequence[ListSource[Member]] = (),
    born: int | None = None,
) -> Picking[Member]:
    """Members are chosen for something; it begins with those 在籍 of a union, perhaps of a group or born in a month."""
    preset = {"status": MemberStatus.IN, "union": union, "group": group or None}
    begin = born - 1 if born is not None else None
    return Picking(
        MEMBERS,
        title,
        act,
        marks,
        columns=_COLUMNS,
        filters=_FILTERS,
        preset={name: value for name, value in preset.items() if value is not None},
        narrowing=Narrowing("生日月份", _MONTHS, begin),
        quota=quota,
        asked=asked,
        sources=sources,
    )
