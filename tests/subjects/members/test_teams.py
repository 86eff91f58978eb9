"""工会小组: which there are, who leads them, what a move leaves of them, and the roster by group."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from unionapp.paper.paper import PrintRequest
from unionapp.records.search import Query, ids
from unionapp.store import editing, filling
from unionapp.store.store import Store
from unionapp.subjects.members import actions, deeds, teams
from unionapp.subjects.members.models import Cadre, Member
from unionapp.subjects.members.records import CADRES, MEMBERS
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.subjects.papers import text


@pytest.fixture
def union(store: Store) -> Any:
    """The union that has groups."""
    return support.saved(store, UNIONS, 1)


def enter(store: Store, union: Any, number: int, team: str = "", **values: Any) -> Member:
    """A member of a group, saved."""
    made = Member(name=support.person_name(number), union=union, team=team, change_date=date(2020, 1, 1), **values)
    editing.save(store.journal, MEMBERS, made)
    return made


def lead(store: Store, member: Member, **values: Any) -> None:
    """Let a member lead her group."""
    editing.save(store.journal, CADRES, Cadre(member=member, union=member.union, post="group-leader", **values))


def test_groups_are_counted_with_their_leaders_and_who_is_in_none(store: Store, union: Any) -> None:
    other = support.saved(store, UNIONS, 2)
    first, second = enter(store, union, 1, "一组", sex="2"), enter(store, union, 2, "一组", sex="1")
    third = enter(store, union, 3, "二组")
    enter(store, union, 4)
    enter(store, other, 5)
    enter(store, union, 6, "二组", change_type="4")
    lead(store, second)
    lead(store, third, until=date(2021, 1, 1))
    found = [(team.union, team.name, team.members, team.women, team.leader) for team in teams.teams()]
    assert found == [(union.id, "一组", 2, 1, second.name), (union.id, "二组", 1, 0, ""), (union.id, "", 1, 0, "")]
    one, _, none = teams.teams()
    assert sorted(teams.members_of(one)) == [first.id, second.id]
    assert sorted(ids(MEMBERS, Query(where=one.conditions))) == [first.id, second.id]
    assert len(ids(MEMBERS, Query(where=none.conditions))) == 1


def test_a_group_is_given_to_many_in_one_step(store: Store, union: Any) -> None:
    members = [enter(store, union, number) for number in (1, 2, 3)]
    filling.change(store.journal, MEMBERS, [each.id for each in members], "team", "车工班")
    assert [(team.name, team.members) for team in teams.teams()] == [("车工班", 3)]
    store.journal.undo()
    assert teams.teams() == []


def test_who_moves_to_another_union_leaves_her_group(store: Store, union: Any) -> None:
    other = support.saved(store, UNIONS, 2)
    member, kept = enter(store, union, 1, "一组"), enter(store, union, 2, "一组")
    actions.change_membership(store.journal, [member], deeds.MOVE.change(date=date(2026, 1, 5), union=other))
    actions.change_membership(store.journal, [kept], deeds.RETIRE.change(date=date(2026, 1, 5)))
    assert (member.team, Member.get_by_id(member.id).team, Member.get_by_id(kept.id).team) == ("", "", "一组")
    store.journal.undo()
    store.journal.undo()
    assert Member.get_by_id(member.id).team == "一组"


def test_the_roster_prints_each_group_with_its_leader_first(store: Store, union: Any) -> None:
    first, second = enter(store, union, 1, "一组"), enter(store, union, 2, "一组")
    third, out = enter(store, union, 3, "二组"), enter(store, union, 4)
    last = max((first, second), key=lambda member: member.name_strokes)
    lead(store, last)
    found = text(store, "team-roster", PrintRequest())
    assert f"{union.name}一组2人" in found and f"{union.name}二组1人" in found and "共2个小组3人" in found
    assert out.name not in found and third.name in found
    here = found[found.index("一组2人") :]
    assert min(here.index(each.name) for each in (first, second)) == here.index(last.name)
    assert "组长" in here
    chosen = text(store, "team-roster", PrintRequest(chosen=(third, out)))
    assert "共1个小组1人" in chosen and third.name in chosen
