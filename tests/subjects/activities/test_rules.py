"""The rules of activities over plain values: times, results, shares, ceilings, dates, outings, amounts."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.errors import Problem
from unionapp.subjects.activities import results, rules
from unionapp.subjects.activities.models.activities import Activity, ActivityCost
from unionapp.subjects.activities.models.proposals import Proposal

DAY = date(2025, 5, 20)


def activity(**values: Any) -> Any:
    """An activity on a day, not saved."""
    return Activity(**{"title": "活动", "type": "culture", "day": DAY, **values})


def levels(problems: list[Problem]) -> dict[str, str]:
    """The levels of problems by field."""
    return {problem.field: problem.level for problem in problems}


@pytest.mark.parametrize(("text", "read"), [("9:05", "09:05"), ("09：05", "09:05"), (" 23:59 ", "23:59")])
def test_a_time_of_day_is_read(text: str, read: str) -> None:
    assert rules.clock(text) == read


@pytest.mark.parametrize("text", ["", "24:00", "9点", "9:5", "12:60"])
def test_what_is_no_time_of_day_is_not_read(text: str) -> None:
    assert rules.clock(text) is None


@pytest.mark.parametrize(
    ("text", "thousandths"), [("95.5", 95_500), ("0", 0), ("1:02.35", 62_350), ("12:00", 720_000), ("7.005", 7_005)]
)
def test_a_result_is_read_to_the_thousandth(text: str, thousandths: int) -> None:
    assert rules.score(text) == thousandths


@pytest.mark.parametrize("text", ["", "-1", "1:60", "9.", "9.1234", "优", "1e5"])
def test_what_is_no_result_is_not_read(text: str) -> None:
    assert rules.score(text) is None


@given(winners=st.integers(0, 3000), people=st.integers(1, 3000))
def test_two_thirds_are_allowed_and_one_more_is_not(winners: int, people: int) -> None:
    allowed = rules.too_many_winners(winners, people, 6667, "依据") == []
    assert allowed == (Fraction(winners, people) <= Fraction(2, 3))


@given(winners=st.integers(0, 3000), people=st.integers(1, 3000))
def test_one_third_is_exact_at_its_border(winners: int, people: int) -> None:
    assert (rules.too_many_winners(winners, people, 3333, "依据") == []) == (3 * winners <= people)


def test_too_many_winners_are_told_with_the_source() -> None:
    (problem,) = rules.too_many_winners(21, 30, 6667, "本地细则")
    assert (problem.level, problem.article) == ("warning", "本地细则")
    assert "获奖 21 人" in problem.message
    assert "66.67%" in problem.message
    assert rules.too_many_winners(5, 0, 6667, "") == []


def test_an_amount_at_the_ceiling_passes_and_a_fen_more_does_not() -> None:
    assert rules.above(10_000, 10_000, "纪念品", "细则") == []
    assert rules.above(10_000, None, "纪念品", "细则") == []
    (problem,) = rules.above(10_001, 10_000, "纪念品", "细则")
    assert "100.01 元，超过本地标准 100.00 元" in problem.message


def test_an_activity_in_order_is_left_alone() -> None:
    row = activity(
        approved=DAY - timedelta(20),
        notice_day=DAY - timedelta(10),
        sign_up_until=DAY - timedelta(2),
        summary_day=DAY + timedelta(3),
        archived=DAY + timedelta(9),
        begins="09:00",
        ends="17:00",
    )
    assert rules.dates_are_in_order(row) == []
    assert rules.notice_is_in_time(row) == []


def test_dates_out_of_order_are_told_at_the_later_one() -> None:
    row = activity(
        approved=DAY + timedelta(1),
        notice_day=DAY - timedelta(1),
        sign_up_until=DAY + timedelta(4),
        summary_day=DAY - timedelta(3),
        archived=DAY - timedelta(9),
    )
    assert levels(rules.dates_are_in_order(row)) == {
        "day": "warning",
        "notice_day": "warning",
        "summary_day": "warning",
        "archived": "warning",
        "sign_up_until": "error",
    }


def test_an_activity_does_not_end_before_it_begins() -> None:
    assert levels(rules.dates_are_in_order(activity(until=DAY - timedelta(1)))) == {"until": "error"}
    assert levels(rules.dates_are_in_order(activity(begins="10:00", ends="09:00"))) == {"ends": "error"}
    assert rules.dates_are_in_order(activity(begins="10:00", ends="09:00", until=DAY + timedelta(1))) == []


def test_a_notice_of_a_day_before_is_short() -> None:
    row = activity(notice_day=DAY - timedelta(1))
    assert levels(rules.notice_is_in_time(row)) == {"notice_day": "info"}
    row.without = ("notice",)
    assert rules.notice_is_in_time(row) == []


def test_an_outing_returns_the_same_day_from_an_allowed_place() -> None:
    assert rules.outing_returns_the_same_day(activity(trip=False, until=DAY + timedelta(2))) == []
    assert rules.outing_returns_the_same_day(activity(trip=True, same_day=True, allowed_place=True)) == []
    unknown = rules.outing_returns_the_same_day(activity(trip=True))
    assert levels(unknown) == {"same_day": "warning", "allowed_place": "warning"}
    wrong = activity(trip=True, same_day=False, allowed_place=False, until=DAY + timedelta(1))
    found = rules.outing_returns_the_same_day(wrong)
    assert levels(found) == {"until": "error", "same_day": "error", "allowed_place": "error"}
    assert all("32号" in problem.article for problem in found)


def test_an_amount_is_quantity_times_price() -> None:
    right = ActivityCost(item="水", quantity=30, price=150, amount=4500, planned_amount=100)
    assert rules.amounts_agree(right) == []
    wrong = ActivityCost(item="水", quantity=30, price=150, amount=4501)
    assert levels(rules.amounts_agree(wrong)) == {"amount": "error"}


def test_a_proposal_with_a_benefit_was_adopted() -> None:
    assert levels(rules.done_only_if_adopted(Proposal(state="refused", benefit=100))) == {"state": "warning"}
    assert rules.done_only_if_adopted(Proposal(state="partly", benefit=100)) == []
    late = Proposal(day=DAY, answered=DAY - timedelta(1), done=DAY)
    assert levels(rules.adopted_before_done(late)) == {"answered": "error"}


@given(scores=st.lists(st.none() | st.integers(0, 20), max_size=30), low=st.booleans())
def test_a_place_counts_those_who_were_better(scores: list[int | None], low: bool) -> None:
    for score, place in zip(scores, results.places(scores, low), strict=True):
        better = [s for s in scores if s is not None and score is not None and (s < score if low else s > score)]
        assert place == (None if score is None else len(better) + 1)


@given(st.lists(st.integers(1, 40), max_size=40), st.lists(st.integers(0, 5), max_size=5))
def test_prizes_go_by_place_and_no_better_place_gets_a_lesser_prize(found: list[int], quantities: list[int]) -> None:
    places = results.places([-place for place in found])
    won = results.shared_out(places, quantities)
    pairs = sorted(
        (place, len(quantities) if row is None else row) for place, row in zip(places, won, strict=True) if place
    )
    assert [row for _, row in pairs] == sorted(row for _, row in pairs)
    assert sum(row is not None for row in won) >= min(len(found), sum(quantities))
