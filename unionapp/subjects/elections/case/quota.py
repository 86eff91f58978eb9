"""名额分配: seats shared out by members, and the constituencies filled from the register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TypeVar

from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.elections import rules, thresholds
from unionapp.subjects.elections.case import heads, readers
from unionapp.subjects.elections.models import Constituency, Election
from unionapp.subjects.elections.records import CONSTITUENCIES
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.states import UnionState

Key = TypeVar("Key")


def share_out(seats: int, members: Mapping[Key, int], least: int = 0) -> dict[Key, int]:
    """Seats by the largest remainder (最大余额法): each gets its exact share rounded down or up.

    Equal remainders go to the larger, then to the earlier. With `least`, everyone who has members gets so many seats
    first where the share is less; then those furthest above their share give. Refused where seats do not suffice.
    """
    if seats < 0 or any(number < 0 for number in members.values()):
        raise Refused("名额和会员数不能是负数。")
    total = sum(members.values())
    if not total:
        if seats:
            raise Refused("各选举单位都没有会员，名额无从分配。")
        return dict.fromkeys(members, 0)
    exact = {key: Fraction(seats * number, total) for key, number in members.items()}
    shared = {key: int(share) for key, share in exact.items()}
    places = {key: place for place, key in enumerate(members)}
    ranked = sorted(members, key=lambda key: (shared[key] - exact[key], -members[key], places[key]))
    for key in ranked[: seats - sum(shared.values())]:
        shared[key] += 1
    return _with_least(shared, exact, least) if least else shared


def _with_least(shared: dict[Key, int], exact: Mapping[Key, Fraction], least: int) -> dict[Key, int]:
    """Raise everyone who has members to the least number, taking from those furthest above their share."""
    entitled = [key for key in shared if exact[key]]
    if sum(shared.values()) < least * len(entitled):
        raise Refused(f"名额 {sum(shared.values())} 名，不够 {len(entitled)} 个选举单位每个至少 {least} 名。")
    for key in entitled:
        while shared[key] < least:
            giver = max((k for k in entitled if shared[k] > least), key=lambda k: shared[k] - exact[k])
            shared[giver] -= 1
            shared[key] += 1
    return shared


def least_delegates(members: int) -> int:
    """The least number of delegates for so many members; 0 where all members meet."""
    found = rules.delegate_band(members)
    return found[0] if found else 0


def quota(journal: Journal, election: Election, least: int = 1) -> list[Constituency]:
    """Make one constituency of each union directly below and share out the planned seats over all constituencies.

    Constituencies that are there already keep their names and members; what was shared out before is reckoned anew.
    """
    if not election.planned_delegates:
        raise Refused("请先填写代表名额。")
    day = election.day or date.today()
    rows = readers.constituencies_of(election)
    rows += _from_the_register(election, {row.union_id for row in rows}, {row.name for row in rows}, day)
    if not rows:
        raise Refused("没有下级工会可作选举单位。请先按工会小组登记选举单位和会员数。")
    shared = share_out(election.planned_delegates, {place: row.members or 0 for place, row in enumerate(rows)}, least)
    for place, row in enumerate(rows):
        _fill(row, shared[place], day)
    with journal.step(f"“{election.label}”分配代表名额 {election.planned_delegates} 名"):
        editing.put(CONSTITUENCIES, rows)
    return rows


def _from_the_register(election: Election, unions: set[int | None], names: set[str], day: date) -> list[Constituency]:
    """Constituencies of the unions directly below, and one of the members who belong to none of them."""
    below = Union.select().where(Union.parent == election.union_id, Union.state == UnionState.ACTIVE).order_by(Union.id)
    children = [union for union in below if union.id not in unions and union.name not in names]
    found = [_constituency(election, union, heads.heads(union, day).members) for union in children]
    own = heads.heads(election.union, day, only=True).members
    if own and election.union_id not in unions and (found or unions):
        found.append(_constituency(election, election.union, own))
    return [row for row in found if row.members]


def _constituency(election: Election, union: Union, members: int) -> Constituency:
    name = union.name if union.id != election.union_id else f"{union.name}本级"
    return Constituency(election=election.id, name=name, union=union.id, members=members, staff=union.employees)


def _fill(row: Constituency, seats: int, day: date) -> None:
    """The seats and, among them, the shares that follow from the register; and the least number of candidates."""
    row.seats = seats
    row.candidates = rules.least_candidates(rules.DELEGATES, seats)
    row.managers = seats * thresholds.MANAGERS.value // 10_000
    if row.union is None:
        return
    found = heads.heads(row.union, day, only=row.union_id == row.election.union_id)
    if found.members:
        row.women = _rounded(seats * found.women, found.members)
        row.young = _rounded(seats * found.young, found.members)


def _rounded(part: int, whole: int) -> int:
    """The quotient to the nearest whole number, halves up."""
    return (2 * part + whole) // (2 * whole)
