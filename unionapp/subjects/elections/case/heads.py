"""How many vote, and how many of them are women, young, Party members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unionapp.store import editing
from unionapp.subjects.elections import thresholds
from unionapp.subjects.members import roster
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.states import SexCode
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.models import Union
from unionapp.values import periods


@dataclass(frozen=True)
class Heads:
    """How many voting members there are, and how many of them are women, young, Party members."""

    members: int
    women: int
    young: int
    party: int


PARTY = ("01", "02")
"""政治面貌: 中共党员, 中共预备党员 (GB/T 4762)."""


def heads(union: Union, day: date, only: bool = False) -> Heads:
    """The voting members of a union and those below it (`only`: of it alone) on a day."""
    return heads_of(roster.members_on(day, [union.id] if only else tree.below(union)), day)


def heads_of(members: list[int], day: date) -> Heads:
    """The same of given members; 青年 by the setting of their age."""
    born = periods.add_years(day, -thresholds.YOUNG.value - 1)
    women = young = party = 0
    for chunk in editing.chunks(members):
        rows = Member.select(Member.sex, Member.birth, Member.politics).where(Member.id.in_(chunk)).tuples()
        for sex, birth, politics in rows:
            women += sex == SexCode.FEMALE
            young += birth is not None and birth > born
            party += politics in PARTY
    return Heads(len(members), women, young, party)
