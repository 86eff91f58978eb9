"""Days of joining that were not known: months that are kept as such, and what is filled in once it is known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from unionapp.errors import Refused
from unionapp.office import statistics
from unionapp.paper.facts import fill
from unionapp.records.search import Condition, Query, ids
from unionapp.store import editing, filling
from unionapp.store.store import Store
from unionapp.subjects.elections.papers.common import month_of
from unionapp.subjects.members import actions, roster
from unionapp.subjects.members.actions import Change
from unionapp.subjects.members.models import Member, MembershipChange
from unionapp.subjects.members.papers.common import chinese
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.records import UNIONS
from unionapp.values.partialdate import PartialDate
from unionapp.values.periods import Month

from tests import support

JULY = PartialDate(2019, 7)


@pytest.fixture
def union(store: Store) -> Any:
    """The union that members join."""
    return support.saved(store, UNIONS, 1)


def enter(store: Store, union: Any, number: int = 1, **values: Any) -> Member:
    """A member of whom no day of joining is known unless it is given, saved."""
    member = Member(name=support.person_name(number), union=union, **values)
    editing.save(store.journal, MEMBERS, member)
    return Member.get_by_id(member.id)


def holding(member: Member) -> list[tuple[str, object]]:
    """The changes of a member that hold, in order."""
    changes = list(MembershipChange.select().where(MembershipChange.member == member.id))
    replaced = {each.replaces_id for each in changes}
    return [(each.type, each.date) for each in changes if each.id not in replaced]


def test_a_month_of_joining_dates_the_first_change(store: Store, union: Any) -> None:
    member = enter(store, union, joined=JULY)
    assert (member.joined, member.change_date, holding(member)) == (JULY, JULY, [("1", JULY)])
    assert MEMBERS.shown(member, "joined") == "2019-07"
    assert roster.members_on(date(2019, 7, 1)) == [member.id]
    assert roster.members_on(date(2019, 6, 30)) == []


def test_a_year_of_joining_stands_in_order_with_days(store: Store, union: Any) -> None:
    year = enter(store, union, 1, joined=PartialDate(2019))
    month = enter(store, union, 2, joined=JULY)
    day = enter(store, union, 3, joined=date(2019, 7, 15))
    early = enter(store, union, 4, joined=date(2018, 12, 31))
    assert list(ids(MEMBERS, Query(order=("joined",)))) == [early.id, year.id, month.id, day.id]
    for op, value, found in (
        ("=", PartialDate(2019), [year, month, day]),
        ("=", JULY, [month, day]),
        ("=", date(2019, 7, 15), [day]),
        ("!=", JULY, [year, early]),
        (">=", date(2019, 1, 1), [year, month, day]),
        (">=", JULY, [month, day]),
        (">", JULY, []),
        ("<=", JULY, [year, month, day, early]),
        ("<", JULY, [year, early]),
        ("<", date(2019, 1, 1), [early]),
    ):
        asked = Query(where=(Condition("joined", op, value),))
        assert sorted(ids(MEMBERS, asked)) == sorted(each.id for each in found), (op, value)


def test_a_change_of_a_month_counts_in_its_month(store: Store, union: Any) -> None:
    member = enter(store, union, joined=JULY)
    assert [each.member_id for each in roster.changes_between(date(2019, 7, 1), date(2019, 7, 31))] == [member.id]
    assert roster.changes_between(date(2019, 8, 1), date(2019, 8, 31)) == []
    assert dict(statistics.joins_by_month(date(2019, 12, 1)))[Month(2019, 7)] == 1


def test_a_move_does_not_make_a_day_of_joining(store: Store, union: Any) -> None:
    other = support.saved(store, UNIONS, 2)
    member = enter(store, union)
    actions.change_membership(store.journal, [member], Change("2", date(2024, 5, 1), union=other))
    assert Member.get_by_id(member.id).joined is None


def test_the_day_of_joining_is_filled_in_through_the_first_change(store: Store, union: Any) -> None:
    other = support.saved(store, UNIONS, 2)
    member = enter(store, union)
    actions.change_membership(store.journal, [member], Change("2", date(2021, 1, 1), union=other))
    member = Member.get_by_id(member.id)
    member.joined = JULY
    editing.save(store.journal, MEMBERS, member)
    fresh = Member.get_by_id(member.id)
    assert (fresh.joined, fresh.change_date, fresh.union_id) == (JULY, date(2021, 1, 1), other.id)
    assert sorted(holding(fresh)) == [("1", JULY), ("2", date(2021, 1, 1))]
    store.journal.undo()
    assert Member.get_by_id(member.id).joined is None


def test_the_day_of_joining_is_filled_in_only_once(store: Store, union: Any) -> None:
    member = enter(store, union, joined=JULY)
    member.joined = PartialDate(2018)
    with pytest.raises(Refused, match="更正"):
        editing.save(store.journal, MEMBERS, member)


def test_the_day_of_joining_is_filled_in_for_many_as_one_step(store: Store, union: Any) -> None:
    members = [enter(store, union, number) for number in range(1, 4)]
    known = enter(store, union, 4, joined=date(2018, 5, 1))
    young = enter(store, union, 5, birth=date(2019, 8, 1))
    steps = len(store.journal.steps())
    chosen = [*(each.id for each in members), known.id, young.id]
    done = filling.change(store.journal, MEMBERS, chosen, "joined", JULY)
    assert (done.changed, done.left, [who for who, _ in done.wrong]) == (3, 1, [young.name])
    assert len(store.journal.steps()) == steps + 1
    for member in members:
        assert holding(Member.get_by_id(member.id)) == [("1", JULY)]
    assert (Member.get_by_id(known.id).joined, Member.get_by_id(young.id).joined) == (date(2018, 5, 1), None)
    store.journal.undo()
    assert [Member.get_by_id(each.id).joined for each in members] == [None] * 3


def test_where_nothing_is_empty_nothing_is_filled_in(store: Store, union: Any) -> None:
    member = enter(store, union, joined=JULY)
    with pytest.raises(Refused, match="都已经填了"):
        filling.change(store.journal, MEMBERS, [member.id], "joined", PartialDate(2018))


def test_what_only_waits_to_be_filled_in_is_offered_first(store: Store) -> None:
    offered = filling.offered(MEMBERS)
    assert offered[:3] == MEMBERS.fillable
    assert not {"union", "status", "id_number", "name", "photo"} & set(offered)
    assert len(offered) == len(set(offered))


def test_papers_print_a_date_as_far_as_it_is_known() -> None:
    assert [month_of(each) for each in (None, PartialDate(1985), PartialDate(1985, 3), PartialDate(1985, 3, 4))] == [
        "",
        "1985",
        "1985.03",
        "1985.03",
    ]
    assert (chinese(JULY), chinese(date(2019, 7, 1)), chinese(PartialDate(2019))) == (
        "2019年7月",
        "2019年7月1日",
        "2019年",
    )
    assert fill("{joined}起", {"joined": JULY}) == "2019年7月起"
