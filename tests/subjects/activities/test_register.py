"""What the windows of activities ask, and the steps that they had composed themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.activities import actions, register
from unionapp.subjects.activities.models.activities import ActivityCost, ActivityEvent, ActivityLesson, ActivityPrize
from unionapp.subjects.activities.models.people import EventResult
from unionapp.subjects.activities.records import ACTIVITIES, COSTS, EVENTS, LESSONS, PRIZES, RESULTS
from unionapp.subjects.funds.books.models import Matter
from unionapp.subjects.funds.vouchers.models import Voucher

from tests.subjects.activities import cases
from tests.subjects.funds import account_books


def test_what_belongs_to_an_activity_comes_in_its_order_and_from_no_other(store: Store, union: Any, held: Any) -> None:
    other = cases.activity(store, union, day=date(2025, 6, 1))
    for of in (held, other):
        cases.guest(store, of, of.id)
        editing.save(store.journal, EVENTS, ActivityEvent(activity=of, title="跳绳"))
        editing.save(store.journal, PRIZES, ActivityPrize(activity=of, level="first", quantity=1, goods="毛巾"))
        editing.save(store.journal, COSTS, ActivityCost(activity=of, item="水", planned_amount=100))
        for title, begins in (("下午", "14:00"), ("上午", "09:00")):
            lesson = ActivityLesson(activity=of, title=title, day=of.day, begins=begins, hours=4)
            editing.save(store.journal, LESSONS, lesson)
    parts = (register.participants, register.events, register.prizes, register.costs, register.lessons)
    found = [read(held) for read in parts]
    assert [len(rows) for rows in found] == [1, 1, 1, 1, 2]
    assert {row.activity_id for rows in found for row in rows} == {held.id}
    assert [lesson.title for lesson in register.lessons(held)] == ["上午", "下午"]


def test_activities_are_unfinished_for_a_year_and_coming_unless_called_off(store: Store, union: Any) -> None:
    today = date(2026, 5, 20)
    days = (today - timedelta(367), today - timedelta(300), today, today + timedelta(9), today + timedelta(8))
    old, late, now, next_, off = (cases.activity(store, union, day=day, title=f"活动{day}") for day in days)
    off.cancelled, off.cancel_reason = today, "天气"
    editing.save(store.journal, ACTIVITIES, off)
    assert late.id in register.unfinished(today)
    assert not {old.id, next_.id} & set(register.unfinished(today))
    assert set(register.coming(today)) == {now.id, next_.id}


def test_everybody_on_the_list_is_entered_once(store: Store, held: Any) -> None:
    event = ActivityEvent(activity=held, title="跳绳")
    editing.save(store.journal, EVENTS, event)
    with pytest.raises(Refused, match="名单还是空的"):
        actions.enter_all(store.journal, event, [])
    people = [cases.guest(store, held, number) for number in range(3)]
    editing.save(store.journal, RESULTS, EventResult(event=event, participant=people[1], score="9"))
    made = actions.enter_all(store.journal, event, people)
    assert [each.participant_id for each in made] == [people[0].id, people[2].id]
    with pytest.raises(Refused, match="都在这个项目里了"):
        actions.enter_all(store.journal, event, people)
    store.journal.undo()
    assert EventResult.select().count() == 1


def test_what_was_planned_is_taken_for_what_was_spent_where_nothing_was_written(store: Store, held: Any) -> None:
    water = ActivityCost(activity=held, item="水", planned_quantity=30, planned_price=150)
    spent = ActivityCost(activity=held, item="横幅", planned_amount=9_00, amount=8_00)
    for each in (water, spent):
        editing.save(store.journal, COSTS, each)
    assert actions.spend_as_planned(store.journal, register.costs(held)) == [water]
    found = [(each.quantity, each.price, each.amount) for each in register.costs(held)]
    assert found == [(30, 150, 4500), (None, None, 8_00)]
    with pytest.raises(Refused, match="没有可以照填的行"):
        actions.spend_as_planned(store.journal, register.costs(held))


def test_costs_become_the_draft_of_one_payment_that_they_point_to(store: Store, held: Any) -> None:
    held.book = account_books.begun(store)
    editing.save(store.journal, ACTIVITIES, held)
    for item, fen in (("水", 45_00), ("横幅", 50_00)):
        editing.save(store.journal, COSTS, ActivityCost(activity=held, item=item, amount=fen))
    matter = Matter.select().where(Matter.way == "out", Matter.pattern == "plain").first()
    made = actions.draft_voucher(store.journal, held, register.costs(held), matter, "102", held.day, 2)
    assert (made.state, made.total, made.papers, made.summary) == ("draft", 95_00, 2, "付职工运动会经费")
    assert {each.voucher_id for each in register.costs(held)} == {made.id}
    store.journal.undo()
    assert Voucher.select().count() == 0
    assert {each.voucher_id for each in register.costs(held)} == {None}
