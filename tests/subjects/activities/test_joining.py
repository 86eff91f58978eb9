"""集中入会: what is planned, who is found in the register, and that all of it is one step."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from unionapp.errors import Refused
from unionapp.paper.paper import PrintRequest
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.activities import joining
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.activities.records import PARTICIPANTS
from unionapp.subjects.members import actions as member_actions
from unionapp.subjects.members import roster
from unionapp.subjects.members.actions import Change
from unionapp.subjects.members.models import Application, Member, MembershipChange
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.subjects.activities import cases
from tests.subjects.activities.cases import DAY
from tests.subjects.papers import text
from tests.support import citizen_number


def linked() -> list[bool]:
    """Which participants lead to a member."""
    return [row.member_id is not None for row in Participant.select().order_by(Participant.id)]


def test_those_who_are_no_members_join_in_one_step(store: Store, union: Any, held: Any) -> None:
    known = cases.guest(store, held, 1, id_number=citizen_number(101), group="courier", unit="云岭快递", union=union)
    cases.guest(store, held, 2)
    before = support.picture(store)
    plan = joining.plan(held, DAY)
    assert (len(plan.joining), plan.doubles, plan.hindered) == (2, (), ())
    assert support.picture(store) == before
    first, second = joining.enrol(store.journal, held, plan)
    member = Member.get_by_id(first.id)
    assert (member.joined, member.status, member.group, member.employer) == (DAY, "in", "courier", "云岭快递")
    assert (member.sex, member.birth) == ("1", date(1985, 3, 4))
    assert Member.get_by_id(second.id).union == held.union
    assert roster.members_on(DAY, [union.id]) == [first.id, second.id]
    assert MembershipChange.select().count() == 2
    assert {each.mode for each in Application.select()} == {"group"}
    assert Participant.get_by_id(known.id).member_id == first.id
    store.journal.undo()
    assert support.picture(store) == before


def test_a_member_by_the_number_is_linked_and_not_made_again(store: Store, union: Any, held: Any) -> None:
    row = cases.guest(store, held, 1, id_number=citizen_number(101), name="曾用名")
    member = cases.member(store, union, 1, id_number=citizen_number(101))
    plan = joining.plan(held, DAY)
    assert [(each.participant.id, each.member.id, each.sure) for each in plan.linked] == [(row.id, member.id, True)]
    assert joining.enrol(store.journal, held, plan) == []
    assert Participant.get_by_id(row.id).member_id == member.id
    assert Member.select().count() == 1


def test_somebody_alike_waits_until_the_clerk_says_who_it_is(store: Store, union: Any, held: Any) -> None:
    row = cases.guest(store, held, 1, name="王小明", phone="13800000001", union=union)
    cases.member(store, union, 1, name="王小明")
    (double,) = joining.plan(held, DAY).doubles
    assert (double.why, double.sure) == ("姓名和电话相同", False)
    with pytest.raises(Refused, match="没有可以入会的人"):
        joining.enrol(store.journal, held, joining.plan(held, DAY))
    distinct = joining.plan(held, DAY, distinct=[row.id])
    assert [each.id for each in distinct.joining] == [row.id]


def test_who_has_left_is_sent_to_the_change_of_membership(store: Store, union: Any, held: Any) -> None:
    member = cases.member(store, union, 1, id_number=citizen_number(101))
    member_actions.change_membership(store.journal, [member], Change("4", date(2022, 1, 1), counterpart="外县"))
    cases.guest(store, held, 1, id_number=citizen_number(101))
    plan = joining.plan(held, DAY)
    assert plan.linked == ()
    assert "会籍状态为“已转出”" in plan.doubles[0].why


def test_the_same_number_twice_hinders_the_second(store: Store, held: Any) -> None:
    cases.guest(store, held, 1, id_number=citizen_number(101))
    cases.guest(store, held, 2, id_number=citizen_number(101))
    plan = joining.plan(held, DAY)
    assert len(plan.joining) == 1
    ((hindered,),) = [each.problems for each in plan.hindered]
    assert hindered.message == f"证件号码与名单中的“{support.person_name(301)}”相同，请核对后只留一人。"


def test_a_day_in_the_future_hinders_everybody(store: Store, held: Any) -> None:
    cases.guest(store, held, 1)
    plan = joining.plan(held, date(2999, 1, 1))
    assert (plan.joining, len(plan.hindered)) == ((), 1)


def test_nothing_is_written_where_the_register_has_changed_since(store: Store, union: Any, held: Any) -> None:
    for number in (1, 2):
        cases.guest(store, held, number, id_number=citizen_number(100 + number))
    plan = joining.plan(held, DAY)
    cases.member(store, union, 7, id_number=citizen_number(102))
    before = support.picture(store)
    with pytest.raises(Refused, match="不能重复登记"):
        joining.enrol(store.journal, held, plan)
    assert support.picture(store) == before
    assert linked() == [False, False]


def test_the_roster_of_a_ceremony_holds_those_who_join_before_and_after(store: Store, union: Any, held: Any) -> None:
    cases.member(store, union, 1, name="老会员")
    old = Participant(activity=held, member=Member.get(), name="老会员", present=True)
    with store.journal.step("登记"):
        editing.put(PARTICIPANTS, [old])
    here = cases.guest(store, held, 1, present=True, id_number=citizen_number(101), unit="云岭快递")
    away = cases.guest(store, held, 2)
    before = text(store, "activity-joining", PrintRequest(record=held))
    assert [each.name in before for each in (old, here, away)] == [False, True, True]
    assert "共2人" in before and "本人签名" in before and "云岭快递" in before
    plan = joining.plan(held, DAY, only_present=True)
    assert [each.id for each in plan.joining] == [here.id]
    joining.enrol(store.journal, held, plan)
    after = text(store, "activity-joining", PrintRequest(record=held))
    assert [each.name in after for each in (old, here, away)] == [False, True, True]


def test_those_on_the_list_join_the_union_that_is_named(store: Store, union: Any, held: Any) -> None:
    other = support.saved(store, UNIONS, 9)
    free = cases.guest(store, held, 1)
    bound = cases.guest(store, held, 2, union=union)
    plan = joining.plan(held, DAY, union=other)
    assert [plan.union_of(each).id for each in (free, bound)] == [other.id, union.id]
    made = {each.name: each.union_id for each in joining.enrol(store.journal, held, plan)}
    assert made == {free.name: other.id, bound.name: union.id}


def test_who_stands_on_the_list_already_is_linked_when_she_joins_from_a_sheet(
    store: Store, union: Any, held: Any
) -> None:
    known = cases.guest(store, held, 1, id_number=citizen_number(101))
    first = cases.member(store, union, 1, id_number=citizen_number(101))
    second = cases.member(store, union, 2)
    with store.journal.step("集体入会"):
        joining.enlist_joined(held, [first, second])
    rows = list(Participant.select().order_by(Participant.id))
    assert [(row.member_id, row.present) for row in rows] == [(first.id, True), (second.id, True)]
    assert rows[0].id == known.id
