"""What the clerk does with an activity: enlist, sign in, hand out, certify, paste photos, repeat, remove."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.activities import actions, records
from unionapp.subjects.activities.models.activities import ActivityCost, ActivityLesson, ActivityPhoto
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.activities.models.proposals import Proposal
from unionapp.subjects.activities.records import ACTIVITIES, EVENTS, LESSONS, PARTICIPANTS, PHOTOS, PRIZES, PROPOSALS

from tests import support
from tests.subjects.activities import cases
from tests.support import citizen_number


def test_activities_are_numbered_by_year_in_turn(store: Store, union: Any) -> None:
    first = cases.activity(store, union)
    cases.activity(store, union, number="2025-041")
    second = cases.activity(store, union, title="夏送清凉")
    other = cases.activity(store, union, day=date(2024, 3, 1))
    typed = cases.activity(store, union, number="青工活〔2025〕9号", title="座谈")
    assert [each.number for each in (first, second, other)] == ["2025-001", "2025-042", "2024-001"]
    assert typed.number == "青工活〔2025〕9号"


def test_numbers_of_many_written_together_are_unlike(store: Store, union: Any) -> None:
    rows = [ACTIVITIES.model(title=f"第{n}次", type="law", union=union, day=cases.DAY) for n in range(3)]
    with store.journal.step("一起登记"):
        editing.put(ACTIVITIES, rows)
    assert [ACTIVITIES.model.get_by_id(row.id).number for row in rows] == ["2025-001", "2025-002", "2025-003"]


def test_members_are_enlisted_once_with_what_the_register_knows(store: Store, union: Any, held: Any) -> None:
    first, second = (cases.member(store, union, number, group="courier") for number in (1, 2))
    before = support.picture(store)
    assert len(actions.enlist(store.journal, held, [first, second, first])) == 2
    again = Participant.get(Participant.member == first)
    assert (again.name, again.phone, again.union, again.group) == (first.name, first.mobile, union, "courier")
    assert (again.signed_up, again.present) == (True, False)
    assert actions.enlist(store.journal, held, [first]) == []
    assert Participant.select().count() == 2
    store.journal.undo()
    assert support.picture(store) == before


def test_who_is_on_the_list_already_is_marked(store: Store, union: Any, held: Any) -> None:
    courier = cases.member(store, union, 1, group="courier")
    driver = cases.member(store, union, 2, group="truck")
    everybody = [courier, driver]
    assert actions.marks(held, everybody) == {}
    actions.enlist(store.journal, held, [courier])
    assert {number: mark.bars for number, mark in actions.marks(held, everybody).items()} == {courier.id: True}


def test_a_member_is_refused_a_second_time_on_the_list(store: Store, union: Any, held: Any) -> None:
    someone = cases.member(store, union, 1)
    actions.enlist(store.journal, held, [someone])
    with pytest.raises(Refused, match="已在这次活动的名单里"):
        editing.save(store.journal, PARTICIPANTS, Participant(activity=held, member=someone, phone="13900000000"))
    editing.save(store.journal, PARTICIPANTS, Participant(activity=cases.activity(store, union), member=someone))


@pytest.mark.parametrize("known", [{"phone": "13800000001"}, {"id_number": citizen_number(101)}, {"union": True}])
def test_somebody_in_the_register_is_recognised(store: Store, union: Any, held: Any, known: dict[str, Any]) -> None:
    someone = cases.member(store, union, 1, id_number=citizen_number(101))
    given = {name: union if value is True else value for name, value in known.items()}
    row = Participant(activity=held, name=someone.name, **given)
    editing.save(store.journal, PARTICIPANTS, row)
    assert row.member_id == someone.id


def test_two_of_a_name_are_not_taken_for_one_another(store: Store, union: Any, held: Any) -> None:
    someone = cases.member(store, union, 1)
    cases.member(store, union, 2, name=someone.name)
    row = Participant(activity=held, name=someone.name, union=union)
    editing.save(store.journal, PARTICIPANTS, row)
    assert row.member_id is None
    stranger = Participant(activity=held, name=someone.name, union=union, id_number=citizen_number(103))
    editing.save(store.journal, PARTICIPANTS, stranger)
    assert (stranger.member_id, stranger.sex) == (None, "1")


def test_signing_in_makes_present_and_taking_it_back_absent(store: Store, held: Any) -> None:
    people = [cases.guest(store, held, number) for number in range(3)]
    actions.sign_in(store.journal, people, "8:45")
    assert [(each.present, each.signed_in) for each in Participant.select()] == [(True, "08:45")] * 3
    actions.sign_in(store.journal, people[:1], present=False)
    assert Participant.get_by_id(people[0].id).present is False
    with pytest.raises(Refused, match="看不懂"):
        actions.sign_in(store.journal, people, "早上")
    late = Participant(activity=held, name="迟到者", signed_in="9：30")
    editing.save(store.journal, PARTICIPANTS, late)
    assert (late.signed_in, late.present) == ("09:30", True)


def test_a_training_credits_hours_and_numbers_certificates(store: Store, held: Any) -> None:
    with pytest.raises(Refused, match="课时"):
        actions.credit_hours(store.journal, held)
    for title in ("安全生产", "劳动法"):
        editing.save(store.journal, LESSONS, ActivityLesson(activity=held, title=title, hours=4))
    people = [cases.guest(store, held, number) for number in range(3)]
    actions.sign_in(store.journal, people[:2])
    assert actions.credit_hours(store.journal, held) == 2
    assert [each.hours for each in Participant.select().order_by(Participant.id)] == [8, 8, None]
    prefix = "青工培〔2025〕"
    actions.certify(store.journal, people[:2], prefix)
    assert [each.certificate for each in people[:2]] == [f"{prefix}001", f"{prefix}002"]
    assert actions.next_certificate(prefix) == 3
    with pytest.raises(Refused, match="已经发过"):
        actions.certify(store.journal, people[2:], prefix, 2)
    actions.certify(store.journal, people, prefix, 3)
    assert [each.certificate[-3:] for each in people] == ["001", "002", "003"]


def test_an_amount_follows_from_quantity_and_price(store: Store, held: Any) -> None:
    cost = ActivityCost(activity=held, sort="goods", item="水", planned_quantity=30, planned_price=150)
    editing.save(store.journal, records.COSTS, cost)
    again = ActivityCost.get_by_id(cost.id)
    assert (again.planned_amount, again.amount, again.place) == (4500, None, 1)


def test_photos_stand_in_the_order_they_are_given(store: Store, held: Any) -> None:
    kept = [(f"{number:064x}/{number}.jpg", f"第 {number} 张") for number in range(3)]
    first, second, third = actions.add_photos(store.journal, held, kept)
    (last,) = actions.add_photos(store.journal, held, [("f" * 64 + "/9.jpg", "合影")])
    assert [each.place for each in (first, second, third, last)] == [1, 2, 3, 4]
    assert {each.day for each in actions.photos(held)} == {held.day}
    actions.arrange_photos(store.journal, [last, third, second, first])
    assert [each.caption for each in actions.photos(held)] == ["合影", "第 2 张", "第 1 张", "第 0 张"]


def test_an_activity_held_again_takes_plan_budget_events_and_prizes_but_nobody(store: Store, held: Any) -> None:
    held.plan = "方案"
    editing.save(store.journal, ACTIVITIES, held)
    event = support.saved(store, EVENTS, 1, activity=held)
    support.saved(store, PRIZES, 1, activity=held, event=event, goods="奖杯")
    support.saved(store, records.COSTS, 1, activity=held, amount=900)
    cases.guest(store, held, 1)
    before = support.picture(store)
    again = actions.repeat(store.journal, held, date(2026, 5, 20))
    assert (again.number, again.plan, again.state) == ("2026-001", "方案", "planned")
    assert [(each.event.activity_id, each.goods) for each in again.prizes] == [(again.id, "奖杯")]
    assert [(each.item, each.amount) for each in again.costs] == [(support.person_name(1), None)]
    assert again.participants.count() == 0
    store.journal.undo()
    assert support.picture(store) == before


def test_an_activity_is_removed_with_all_that_belongs_to_it(store: Store, held: Any, union: Any) -> None:
    other = cases.activity(store, union)
    kept = cases.guest(store, other, 5)
    proposal = Proposal(day=cases.DAY, name="王小明", title="改进", activity=held)
    editing.save(store.journal, PROPOSALS, proposal)
    for kind in (EVENTS, PRIZES, records.COSTS, LESSONS):
        support.saved(store, kind, 1, activity=held)
    actions.add_photos(store.journal, held, [("a" * 64 + "/1.jpg", "")])
    support.saved(store, records.RESULTS, 1, event=held.events.get(), participant=cases.guest(store, held, 1))
    before = support.picture(store)
    editing.remove(store.journal, ACTIVITIES, [held])
    assert [each.id for each in Participant.select()] == [kept.id]
    assert [
        kind.model.select().count() for kind in (EVENTS, PRIZES, records.COSTS, LESSONS, PHOTOS, records.RESULTS)
    ] == [0] * 6
    assert Proposal.get_by_id(proposal.id).activity_id is None
    assert ActivityPhoto.select().count() == 0
    assert store.check() == []
    store.journal.undo()
    assert support.picture(store) == before
