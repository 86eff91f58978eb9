"""Places, prizes and the sign list of those who won."""

from __future__ import annotations

from typing import Any

import pytest
from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.activities import actions, results
from unionapp.subjects.activities.models.activities import ActivityEvent, ActivityPrize
from unionapp.subjects.activities.models.people import EventResult
from unionapp.subjects.activities.records import EVENTS, PRIZES, RESULTS

from tests import support
from tests.subjects.activities import cases


def contest(store: Store, held: Any, scores: list[str], better: str = "high") -> Any:
    """An event with a result for each score, saved."""
    event = ActivityEvent(activity=held, title=f"项目{len(scores)}{better}", better=better)
    editing.save(store.journal, EVENTS, event)
    for number, score in enumerate(scores):
        person = cases.guest(store, held, 10 * event.id + number)
        editing.save(store.journal, RESULTS, EventResult(event=event, participant=person, score=score))
    return event


def prize(store: Store, held: Any, level: str, quantity: int, **values: Any) -> Any:
    """A prize of an activity, saved."""
    made = ActivityPrize(activity=held, level=level, quantity=quantity, goods=f"{level}奖品", price=5000, **values)
    editing.save(store.journal, PRIZES, made)
    return made


def test_the_best_come_first_and_equal_ones_share_a_place(store: Store, held: Any) -> None:
    event = contest(store, held, ["88", "95.5", "", "95.50", "70"])
    found = [(each.place, each.result.score) for each in results.standings(event)]
    assert found == [(1, "95.5"), (1, "95.50"), (3, "88"), (4, "70"), (None, "")]
    race = contest(store, held, ["1:02.3", "59.9", "1:02.30", "58"], "low")
    assert [each.place for each in results.standings(race)] == [1, 2, 3, 3]


def test_prizes_are_written_by_place_and_taken_back_by_undo(store: Store, held: Any) -> None:
    event = contest(store, held, ["90", "80", "70", "60"])
    prize(store, held, "first", 1)
    prize(store, held, "second", 2)
    prize(store, held, "souvenir", 9)
    before = support.picture(store)
    assert results.award(store.journal, event) == []
    won = [(each.level, each.goods, each.amount) for each in EventResult.select().order_by(EventResult.id)]
    assert won == [("first", "first奖品", 5000), *[("second", "second奖品", 5000)] * 2, ("", "", None)]
    assert results.persons_awarded(held) == 3
    assert results.persons_by_level(held) == {"first": 1, "second": 2}
    store.journal.undo()
    assert support.picture(store) == before


def test_a_tie_over_the_last_prize_is_left_to_the_clerk(store: Store, held: Any) -> None:
    event = contest(store, held, ["90", "90", "70"])
    prize(store, held, "first", 1)
    (problem,) = results.award(store.journal, event)
    assert "设 1 名，因并列有 2 人" in problem.message
    assert [each.level for each in EventResult.select().order_by(EventResult.id)] == ["first", "first", ""]


def test_an_event_with_prizes_of_its_own_gives_those(store: Store, held: Any) -> None:
    event, plain = contest(store, held, ["9"]), contest(store, held, ["8", "7"])
    prize(store, held, "third", 1)
    prize(store, held, "first", 1, event=event)
    assert [each.level for each in results.prizes_of(event)] == ["first"]
    assert [each.level for each in results.prizes_of(plain)] == ["third"]


def test_a_prize_that_was_signed_for_stays(store: Store, held: Any) -> None:
    event = contest(store, held, ["90", "80"])
    prize(store, held, "first", 1)
    results.award(store.journal, event)
    best, second = EventResult.select().order_by(EventResult.id)
    actions.receive(store.journal, [best])
    second.score = "99"
    editing.save(store.journal, RESULTS, second)
    results.award(store.journal, event)
    assert [each.level for each in EventResult.select().order_by(EventResult.id)] == ["first", "first"]


def test_the_sign_list_holds_winners_of_events_and_everybody_who_gets_something(store: Store, held: Any) -> None:
    event = contest(store, held, ["80", "90"])
    prize(store, held, "first", 1)
    results.award(store.journal, event)
    guest = cases.guest(store, held, 1, level="organisation", award="优秀组织奖", goods="奖状")
    actions.give(store.journal, [cases.guest(store, held, 2)], "毛巾", 2, 3000)
    cases.guest(store, held, 3)
    found = [(each.event, each.place, each.title, each.goods, each.quantity) for each in results.winners(held)]
    assert found == [
        (event.title, 1, "一等奖", "first奖品", 1),
        ("", None, "优秀组织奖", "奖状", 1),
        ("", None, "", "毛巾", 2),
    ]
    assert results.winners(held)[1].participant.id == guest.id
    assert results.persons_awarded(held) == 2


def test_a_result_belongs_to_the_list_of_its_activity(store: Store, held: Any, union: Any) -> None:
    event = contest(store, held, [])
    stranger = cases.guest(store, cases.activity(store, union), 1)
    with pytest.raises(Refused, match="不在这个活动的参加人里"):
        editing.save(store.journal, RESULTS, EventResult(event=event, participant=stranger))
    with pytest.raises(Refused, match="另一个活动"):
        editing.save(
            store.journal,
            PRIZES,
            ActivityPrize(activity=cases.activity(store, union), event=event, level="first", quantity=1),
        )
