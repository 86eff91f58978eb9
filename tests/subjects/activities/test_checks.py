"""What is doubtful about an activity beside the local limits and its budget."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.activities import actions, checks
from unionapp.subjects.activities.models.activities import ActivityCost
from unionapp.subjects.activities.records import COSTS, PRIZES
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.books.records import BOOKS
from unionapp.subjects.funds.handouts.models import Limit
from unionapp.subjects.funds.handouts.records import LIMITS

from tests import support
from tests.subjects.activities import cases
from tests.subjects.activities.cases import DAY


@pytest.fixture
def book(store: Store, union: Any) -> Any:
    """A set of books whose region has limits."""
    made = Book(name="账套", union=union, since="2025-01", region="云岭")
    editing.save(store.journal, BOOKS, made)
    return made


def limit(store: Store, item: str, amount: int | None = None, share: int | None = None, **values: Any) -> None:
    """A local limit in force since 2020, saved."""
    given = {"since": date(2020, 1, 1), "per": "share" if share else "person-time", **values}
    row = Limit(region="云岭", item=item, amount=amount, share=share, document="云工〔2020〕1号", **given)
    editing.save(store.journal, LIMITS, row)


def rules_of(activity: Any, today: date = DAY) -> list[str]:
    """The rules that findings name."""
    return [problem.rule for problem in checks.findings(activity, today)]


def spend(store: Store, activity: Any, sort: str, planned: int, amount: int | None) -> None:
    """A line of money, saved."""
    row = ActivityCost(activity=activity, sort=sort, item="开支", planned_amount=planned, amount=amount)
    editing.save(store.journal, COSTS, row)


def test_an_activity_without_anything_doubtful_has_no_findings(store: Store, held: Any) -> None:
    assert checks.findings(held, DAY) == []


def test_prizes_offered_and_won_are_held_against_those_who_take_part(store: Store, union: Any, book: Any) -> None:
    held = cases.activity(store, union, book=book, planned_people=3)
    prize = support.saved(store, PRIZES, 1, activity=held, quantity=2)
    assert rules_of(held) == []
    prize.quantity = 3
    editing.save(store.journal, PRIZES, prize)
    assert rules_of(held) == ["prize-share"]
    people = [cases.guest(store, held, number, level="first" if number < 1 else "") for number in range(3)]
    actions.sign_in(store.journal, people)
    assert rules_of(held) == []
    limit(store, "prize-share", share=3000)
    (problem,) = checks.findings(held, DAY)
    assert (problem.rule, problem.article) == ("prize-share", "云工〔2020〕1号")


def test_souvenirs_are_no_prizes_but_have_a_limit_of_their_own(store: Store, union: Any, book: Any) -> None:
    held = cases.activity(store, union, book=book, planned_people=3)
    limit(store, "souvenir", 10_000)
    limit(store, "prize-person", 50_000)
    support.saved(store, PRIZES, 1, activity=held, level="souvenir", quantity=99, price=10_001)
    support.saved(store, PRIZES, 2, activity=held, level="first", quantity=1, price=50_000)
    (problem,) = checks.findings(held, DAY)
    assert (problem.rule, problem.article) == ("ceiling", "云工〔2020〕1号")
    assert "100.01 元，超过本地标准 100.00 元" in problem.message


def test_the_limit_of_the_day_of_the_activity_counts(store: Store, union: Any, book: Any) -> None:
    limit(store, "souvenir", 20_000)
    limit(store, "souvenir", 5_000, since=date(2025, 1, 1), until=date(2025, 5, 19))
    before, after = (cases.activity(store, union, book=book, day=day) for day in (date(2025, 5, 19), DAY))
    for held in (before, after):
        support.saved(store, PRIZES, 1, activity=held, level="souvenir", quantity=9, price=6_000)
    assert (rules_of(before), rules_of(after)) == (["ceiling"], [])


def test_an_outing_and_meals_are_reckoned_by_head_and_day(store: Store, union: Any, book: Any) -> None:
    limit(store, "outing", 20_000)
    limit(store, "meal", 4_000)
    held = cases.activity(store, union, book=book, planned_people=10, trip=True, same_day=True, allowed_place=True)
    spend(store, held, "meal", 40_000, None)
    spend(store, held, "transport", 160_000, None)
    assert rules_of(held) == []
    spend(store, held, "meal", 1, None)
    assert rules_of(held) == ["ceiling", "ceiling"]


def test_money_beyond_the_budget_is_told(store: Store, held: Any) -> None:
    spend(store, held, "goods", 10_000, 10_000)
    assert rules_of(held) == []
    spend(store, held, "other", 0, 1)
    (problem,) = checks.findings(held, DAY)
    assert "实际开支 100.01 元，预算 100.00 元" in problem.message


def test_a_summary_that_is_long_due_is_told_once_the_days_are_over(store: Store, held: Any) -> None:
    assert rules_of(held, DAY + timedelta(15)) == []
    (problem,) = checks.findings(held, DAY + timedelta(16))
    assert problem.message == "活动结束已超过 15 天，还缺：照片、总结。"
    held.cancelled = DAY
    assert checks.findings(held, DAY + timedelta(99)) == []


def test_a_count_beside_a_list_is_doubted(store: Store, union: Any) -> None:
    held = cases.activity(store, union, counted_people=5)
    actions.sign_in(store.journal, [cases.guest(store, held, 1)])
    assert rules_of(held) == ["people"]
