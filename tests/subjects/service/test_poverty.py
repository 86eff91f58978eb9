"""The classes of hardship: exact at their lines to the fen, and in the order of the formulas."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.subjects.service.households import poverty
from unionapp.subjects.service.households.poverty import Means, PovertyLines

LINES = PovertyLines(relative=20_000, sudden=8_000, old_edge=15_000, old_accident=30_000)
HEADS = st.integers(1, 12)
AMOUNTS = st.integers(1, 5_000_00)
COSTS = st.integers(0, 500_000_00)


@given(people=HEADS, allowance=AMOUNTS, fixed=COSTS)
def test_a_family_is_deep_in_need_only_below_the_allowance(people: int, allowance: int, fixed: int) -> None:
    line = allowance * 12 * people + fixed
    assert poverty.degree(Means(line - 1, people, allowance, fixed), False, LINES) == "deep"
    assert poverty.degree(Means(line, people, allowance, fixed), False, LINES) == "relative"


@given(people=HEADS, allowance=AMOUNTS, fixed=COSTS)
def test_relative_need_ends_at_twice_the_allowance(people: int, allowance: int, fixed: int) -> None:
    line = 2 * allowance * 12 * people + fixed
    assert poverty.degree(Means(line - 1, people, allowance, fixed), False, LINES) == "relative"
    assert poverty.degree(Means(line, people, allowance, fixed), False, LINES) == ""


@given(people=HEADS, allowance=AMOUNTS, share=st.integers(10_001, 40_000), income=st.integers(0, 10**9))
def test_the_lines_are_those_of_exact_fractions(people: int, allowance: int, share: int, income: int) -> None:
    means = Means(income, people, allowance)
    quotient = Fraction(income, 12 * people)
    expected = "deep" if quotient < allowance else "relative" if quotient < allowance * Fraction(share, 10_000) else ""
    assert poverty.degree(means, True, PovertyLines(share, 8_000, 15_000, 30_000)) == expected


@given(people=HEADS, allowance=AMOUNTS, units=st.integers(1, 10_000))
def test_sudden_need_takes_costs_above_the_set_share_of_income(people: int, allowance: int, units: int) -> None:
    income = 2 * allowance * 12 * people + units * 5
    income += -income % 5
    costs = income * 4 // 5
    at, above = Means(income, people, allowance, 0, costs), Means(income, people, allowance, 0, costs + 1)
    assert poverty.degree(at, True, LINES) == ""
    assert poverty.degree(above, True, LINES) == "accident"
    assert poverty.degree(above, False, LINES) == ""


@given(people=HEADS, allowance=AMOUNTS)
def test_the_older_scheme_counts_its_lines_to_the_class_below(people: int, allowance: int) -> None:
    year = allowance * 12 * people
    for line, under, over in ((Fraction(3, 2), "old-edge", "old-accident"), (Fraction(3), "old-accident", "")):
        at = int(year * line)
        assert poverty.old_degree(Means(at, people, allowance), False, True, LINES) == under
        assert poverty.old_degree(Means(at + 1, people, allowance), False, True, LINES) == over


def test_who_receives_the_allowance_is_of_that_class_in_the_older_scheme() -> None:
    assert poverty.old_degree(Means(10**9, 1, 1), True, False, LINES) == "old-low"


@given(income=st.integers(-(10**9), 10**9), people=HEADS)
def test_income_a_head_never_shows_more_than_there_is(income: int, people: int) -> None:
    shown = poverty.per_head(income, people)
    assert abs(shown) * 12 * people <= abs(income) < (abs(shown) + 1) * 12 * people


@pytest.mark.parametrize(
    ("found", "since"),
    [
        ([], None),
        ([(1, True)], 1),
        ([(1, True), (2, False)], None),
        ([(1, False), (2, True), (3, True)], 2),
        ([(3, True), (1, True), (2, False)], 3),
    ],
)
def test_the_time_above_begins_after_the_last_finding_below(found: list[tuple[int, bool]], since: int | None) -> None:
    days = [(date(2026, 1, number), above) for number, above in found]
    assert poverty.above_since(days) == (date(2026, 1, since) if since else None)
