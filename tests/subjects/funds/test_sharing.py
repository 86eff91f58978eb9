"""Dues and contributions in whole fen: nothing is lost, nothing invented."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.subjects.funds.income import apportionment as sharing

AMOUNTS = st.integers(-(10**14), 10**14)
SHARES = st.integers(0, 10_000)


@given(AMOUNTS, SHARES, SHARES)
def test_the_parts_of_an_amount_make_the_whole(fen: int, kept: int, downward: int) -> None:
    found = sharing.share(fen, kept, downward)
    assert found.kept + found.upward + found.downward == fen
    sign = 1 if fen >= 0 else -1
    assert min(sign * found.kept, sign * found.upward, sign * found.downward) >= 0


@given(AMOUNTS, SHARES)
def test_a_part_is_the_nearest_fen(fen: int, share: int) -> None:
    assert abs(sharing.part(fen, share) - Fraction(fen * share, 10_000)) <= Fraction(1, 2)


@given(st.integers(0, 10**9))
def test_dues_are_half_a_percent_of_whole_tens_of_yuan(wage: int) -> None:
    assert sharing.dues(wage) == wage // 1000 * 5


@pytest.mark.parametrize(
    ("wage", "due"),
    [(0, 0), (9_99, 0), (10_00, 5), (19_99, 5), (3456_78, 17_25), (5000_00, 25_00), (12_345_60, 61_70)],
)
def test_dues_of_known_wages(wage: int, due: int) -> None:
    assert sharing.dues(wage) == due


def test_an_employer_owes_two_percent_and_sixty_of_it_stay() -> None:
    owed = sharing.contribution(123_456_78)
    assert owed == 2469_14
    assert sharing.shares(owed) == sharing.Shares(1481_48, 987_66, 0)


def test_what_was_shared_above_stays_whole() -> None:
    assert sharing.shares(1000_01, "tax") == sharing.Shares(1000_01, 0, 0)


def test_the_street_keeps_ten_passes_thirty_up_and_sixty_down() -> None:
    assert sharing.share(10_000_00, 1000, 6000) == sharing.Shares(1_000_00, 3_000_00, 6_000_00)
