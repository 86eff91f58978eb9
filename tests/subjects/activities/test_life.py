"""The stages of an activity, read from what is on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.activities import actions, life
from unionapp.subjects.activities.life import ActivityFacts
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.records import ACTIVITIES, COSTS, PRIZES
from unionapp.values.stages import Stage

from tests import support
from tests.subjects.activities import cases
from tests.subjects.activities.cases import DAY

BEFORE, AFTER = DAY - timedelta(1), DAY + timedelta(1)
FULL: dict[str, Any] = {
    "plan": "方案",
    "leader": "郝志国",
    "safety": "预案",
    "approver": "郝志国",
    "approved": DAY - timedelta(20),
    "notice_day": DAY - timedelta(10),
    "place": "文化站",
    "summary": "圆满",
    "summary_day": DAY + timedelta(2),
    "satisfied": 20,
    "archived": DAY + timedelta(9),
    "archive_box": "2025-3",
}
COUNTED = {"signed_up": 30, "present": 28, "photos": 4, "planned_lines": 2, "spent_lines": 2}


def row(**values: Any) -> Any:
    """An activity, not saved."""
    return Activity(**{"title": "活动", "type": "culture", "day": DAY, **values})


def by_key(known: ActivityFacts, today: date = AFTER) -> dict[str, Stage]:
    """The stages by key."""
    return {stage.key: stage for stage in life.stages(known, today)}


def test_an_activity_with_everything_is_done_from_plan_to_archive() -> None:
    found = by_key(ActivityFacts(row(**FULL), **COUNTED))
    assert {key: stage.outcome for key, stage in found.items()} == dict.fromkeys(found, "done") | dict.fromkeys(
        ("goods", "joining"), "unneeded"
    )
    assert found["approval"].day == DAY - timedelta(20)
    assert life.next_stage(ActivityFacts(row(**FULL), **COUNTED), AFTER) is None


def test_a_bare_activity_lacks_what_it_lacks() -> None:
    found = by_key(ActivityFacts(row()))
    assert found["plan"].missing == ("活动方案", "负责人", "安全预案", "经费预算")
    assert found["photos"].missing == ("还差 2 张照片",)
    assert {key for key, stage in found.items() if stage.outcome == "unneeded"} == {"goods", "expenses", "joining"}
    following = life.next_stage(ActivityFacts(row()), AFTER)
    assert following is not None
    assert following.key == "plan"


@pytest.mark.parametrize("field", sorted(FULL))
def test_nothing_that_is_needed_can_be_missing_unseen(field: str) -> None:
    given_up = ActivityFacts(row(**{**FULL, field: None if field in ("approved", "archived") else ""}), **COUNTED)
    if field in ("notice_day", "summary_day", "satisfied"):
        setattr(given_up.activity, field, None)
    assert life.next_stage(given_up, AFTER) is not None


def test_a_ceremony_is_done_when_all_who_came_are_members() -> None:
    ceremony = row(type="joining")
    assert by_key(ActivityFacts(ceremony))["joining"].missing == ("签到的人",)
    waiting = by_key(ActivityFacts(ceremony, present=20, outside=3))["joining"]
    assert (waiting.outcome, waiting.missing) == ("missing", ("3 人还没有入会",))
    assert by_key(ActivityFacts(ceremony, present=20))["joining"].outcome == "done"


def test_who_came_and_is_no_member_is_counted(store: Store, union: Any, held: Any) -> None:
    cases.guest(store, held, 1, present=True)
    cases.guest(store, held, 2)
    actions.enlist(store.journal, held, [cases.member(store, union, 1)])
    assert life.facts(held).outside == 1


def test_only_what_is_over_is_late() -> None:
    assert not any(stage.late for stage in life.stages(ActivityFacts(row()), BEFORE))
    assert all(stage.late for stage in life.stages(ActivityFacts(row()), AFTER) if stage.outcome == "missing")


def test_prizes_and_money_are_needed_only_where_there_are_any() -> None:
    full = ActivityFacts(row(**FULL), **COUNTED)
    assert by_key(replace(full, prizes=3))["goods"].missing == ("获奖和领取名单",)
    assert by_key(replace(full, prizes=3, given=3, unsigned=1))["goods"].missing == ("1 人未签领",)
    assert by_key(replace(full, prizes=3, given=3))["goods"].outcome == "done"
    assert by_key(replace(full, unspent_lines=1))["expenses"].missing == ("1 项没有实际金额",)
    assert by_key(replace(full, unpaid_lines=2))["expenses"].outcome == "done"
    booked = ActivityFacts(row(**FULL, book=1), **COUNTED, unpaid_lines=2)
    assert by_key(booked)["expenses"].missing == ("2 项没有对应的凭证",)
    assert by_key(replace(full, planned_lines=0, spent_lines=0))["expenses"].outcome == "unneeded"


def test_a_meeting_needs_no_sign_up_and_a_counted_crowd_none_either() -> None:
    meeting = by_key(ActivityFacts(row(type="meeting")))
    assert (meeting["sign-up"].outcome, meeting["survey"].outcome) == ("unneeded", "unneeded")
    crowd = by_key(ActivityFacts(row(counted_people=200)))
    assert (crowd["sign-up"].outcome, crowd["sign-in"].outcome) == ("unneeded", "done")


@given(st.sets(st.sampled_from([code.key for code in Activity.without.codes.codes])))
def test_what_the_clerk_does_without_is_not_missing(without: set[str]) -> None:
    found = by_key(ActivityFacts(row(without=tuple(without))))
    assert {found[key].outcome for key in without} <= {"unneeded"}
    assert len(found) == 12


def test_suggestions_want_an_answer() -> None:
    unanswered = ActivityFacts(row(**FULL, suggestions="多办几次"), **COUNTED)
    assert by_key(unanswered)["survey"].missing == ("意见建议的整改落实情况",)


def test_a_cancelled_activity_has_no_stages() -> None:
    assert life.stages(ActivityFacts(row(cancelled=DAY)), AFTER) == []


def test_the_state_follows_from_the_record(store: Store, held: Any) -> None:
    states = [held.state]
    for name, value in (
        ("approved", DAY),
        ("notice_day", DAY),
        ("summary", "圆满"),
        ("archived", DAY),
        ("cancelled", DAY),
    ):
        setattr(held, name, value)
        editing.save(store.journal, ACTIVITIES, held)
        states.append(held.state)
    assert states == ["planned", "approved", "announced", "summed", "archived", "cancelled"]


def test_the_facts_are_counted_from_the_records(store: Store, union: Any, held: Any) -> None:
    other = cases.activity(store, union, number="2025-777")
    people = [cases.guest(store, held, number) for number in range(4)]
    cases.guest(store, other, 9)
    actions.sign_in(store.journal, people[:3], "8:45")
    actions.give(store.journal, people[:2], "毛巾", 1, 1500)
    actions.receive(store.journal, people[:1])
    support.saved(store, PRIZES, 1, activity=held, quantity=3, price=5000)
    editing.save(store.journal, COSTS, COSTS.model(activity=held, item="水", sort="goods", planned_amount=4000))
    paid = COSTS.model(activity=held, item="场地", sort="venue", planned_quantity=2, planned_price=300, amount=500)
    editing.save(store.journal, COSTS, paid)
    actions.add_photos(store.journal, held, [("a" * 64 + "/1.jpg", "入场"), ("b" * 64 + "/2.jpg", "")])
    known = life.facts(held)
    assert (known.signed_up, known.present, known.people) == (4, 3, 3)
    assert (known.prizes, known.priced, known.given, known.unsigned, known.photos) == (3, True, 2, 1, 2)
    assert (known.planned_lines, known.spent_lines, known.unspent_lines, known.unpaid_lines) == (2, 1, 1, 1)
    assert (known.planned, known.spent) == (4600, 500)
    assert life.all_facts([held, other])[other.id].signed_up == 1
