"""Sharing out seats: what must hold of any numbers, and the constituencies of a township."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.errors import Refused
from unionapp.store.store import Store
from unionapp.subjects.elections.case import actions, quota, review
from unionapp.subjects.elections.case import heads as voting
from unionapp.subjects.elections.models import Constituency

from tests.subjects.elections import cases

members = st.lists(st.integers(0, 5000), min_size=1, max_size=60).filter(any)


@given(seats=st.integers(0, 300), heads=members)
def test_all_seats_are_given_and_nobody_is_a_whole_seat_off(seats: int, heads: list[int]) -> None:
    shared = quota.share_out(seats, dict(enumerate(heads)))
    assert sum(shared.values()) == seats
    for place, number in enumerate(heads):
        assert abs(shared[place] - Fraction(seats * number, sum(heads))) < 1


@given(seats=st.integers(0, 300), heads=members)
def test_more_members_never_mean_fewer_seats(seats: int, heads: list[int]) -> None:
    shared = quota.share_out(seats, dict(enumerate(heads)))
    for one, first in enumerate(heads):
        for other, second in enumerate(heads):
            assert first <= second or shared[one] >= shared[other]


@given(spare=st.integers(0, 200), heads=members, least=st.integers(1, 3))
def test_with_a_least_number_everyone_who_has_members_gets_it(spare: int, heads: list[int], least: int) -> None:
    entitled = [place for place, number in enumerate(heads) if number]
    seats = least * len(entitled) + spare
    shared = quota.share_out(seats, dict(enumerate(heads)), least)
    assert sum(shared.values()) == seats
    assert all(shared[place] >= least for place in entitled)
    assert all(shared[place] == 0 for place, number in enumerate(heads) if not number)


def test_too_few_seats_for_the_least_and_seats_for_nobody_are_refused() -> None:
    with pytest.raises(Refused, match="不够 3 个选举单位"):
        quota.share_out(2, {"甲": 5, "乙": 5, "丙": 5}, 1)
    with pytest.raises(Refused, match="没有会员"):
        quota.share_out(2, {"甲": 0})
    with pytest.raises(Refused, match="负数"):
        quota.share_out(2, {"甲": -1, "乙": 3})
    assert quota.share_out(0, {"甲": 0}) == {"甲": 0}


def test_equal_remainders_go_to_the_larger_then_to_the_earlier() -> None:
    assert quota.share_out(1, {"甲": 1, "乙": 1}) == {"甲": 1, "乙": 0}
    assert quota.share_out(4, {"甲": 1, "乙": 1, "丙": 6}) == {"甲": 1, "乙": 0, "丙": 3}


@pytest.mark.parametrize(("count", "least"), [(99, 0), (100, 30), (201, 40), (1001, 60), (50001, 180)])
def test_the_least_delegates_follow_the_members(count: int, least: int) -> None:
    assert quota.least_delegates(count) == least


def test_the_constituencies_of_a_township_are_its_unions_with_their_voting_members(store: Store) -> None:
    town = cases.a_union(store, members=10)
    cases.a_union(store, "青山机械厂工会", members=60, women=20, parent=town)
    school = cases.a_union(store, "青山小学工会", members=50, women=40, parent=town)
    cases.a_union(store, "已撤销的工会", members=9, parent=town, state="dissolved")
    cases.a_union(store, "没有会员的工会", parent=town)
    election = actions.start(store.journal, town, "full", False, cases.DAY, form="delegates")
    assert (election.members, election.planned_delegates) == (129, 30)
    before = Constituency.select().count()
    rows = quota.quota(store.journal, election)
    assert {row.name: (row.members, row.seats) for row in rows} == {
        "青山机械厂工会": (60, 15), "青山小学工会": (50, 13), "青山镇总工会本级": (10, 2),
    }  # fmt: skip
    assert [row.candidates for row in rows] == [18, 15, 3]
    assert [(row.women, row.managers) for row in rows] == [(5, 3), (10, 2), (0, 0)]
    assert not [each for each in review.problems(election) if each.rule in ("quota-sum", "margin", "quota-part")]
    election.planned_delegates = 40
    again = quota.quota(store.journal, election)
    assert [row.id for row in again] == [row.id for row in rows]
    assert sum(row.seats for row in again) == 40
    store.journal.undo()
    store.journal.undo()
    assert Constituency.select().count() == before == 0
    assert voting.heads(school, date(2019, 1, 1)).members == 0


def test_a_union_without_unions_below_names_its_constituencies_itself(store: Store) -> None:
    election = cases.begun(store, 120, form="delegates")
    with pytest.raises(Refused, match="没有下级工会"):
        quota.quota(store.journal, election)
    election.planned_delegates = None
    with pytest.raises(Refused, match="代表名额"):
        quota.quota(store.journal, election)
