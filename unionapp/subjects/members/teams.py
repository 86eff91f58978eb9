"""工会小组: which there are in every union, who leads them, how many are in none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.records.search import Condition
from unionapp.subjects.members.models import Cadre, Member
from unionapp.subjects.members.states import CadrePost, MemberStatus
from unionapp.subjects.unions import tree


@dataclass(frozen=True)
class UnionTeam:
    """A group of a union and its members; without a name those who are in none."""

    union: int
    name: str
    members: int
    women: int = 0
    leader: str = ""

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What its members have in common."""
        own = Condition("team", "=", self.name) if self.name else Condition("team", "empty")
        return (Condition("union", "=", self.union), Condition("status", "=", MemberStatus.IN), own)


_TEAMS = """
SELECT union_id, team, count(*), sum(sex = '2') FROM member WHERE status = 'in'
AND union_id IN (SELECT DISTINCT union_id FROM member WHERE status = 'in' AND team <> '')
GROUP BY union_id, team
"""


def teams() -> list[UnionTeam]:
    """The groups in the order of the unions and of their names; where a union has some, those in none come last."""
    places = {union: place for place, union in enumerate(tree.names())}
    led = leaders()
    found = [
        UnionTeam(union, name, members, women or 0, "、".join(led.get((union, name), ())))
        for union, name, members, women in Member._meta.database.execute_sql(_TEAMS).fetchall()
    ]
    return sorted(found, key=lambda team: (places.get(team.union, len(places)), not team.name, team.name))


Leaders = Mapping[tuple[int, str], Sequence[str]]
"""The names of those who lead a group, by union and name of the group."""


def leaders() -> Leaders:
    """The names of those who lead a group now, by union and name of the group."""
    select = (
        Cadre.select(Cadre.name, Member.union, Member.team)
        .join(Member, on=Cadre.member)
        .where(
            Cadre.post == CadrePost.GROUP_LEADER,
            Member.status == MemberStatus.IN,
            Cadre.union == Member.union,
            Member.team != "",
            Cadre.until.is_null() | (Cadre.until > date.today()),
        )
        .order_by(Cadre.id)
    )
    found: dict[tuple[int, str], list[str]] = {}
    for name, union, team in select.tuples():
        found.setdefault((union, team), []).append(name)
    return found


def members_of(team: UnionTeam) -> list[int]:
    """The ids of its members."""
    wanted = Member.select(Member.id).where(
        Member.union == team.union, Member.team == team.name, Member.status == MemberStatus.IN
    )
    return [number for (number,) in wanted.order_by(Member.name_strokes, Member.id).tuples()]
