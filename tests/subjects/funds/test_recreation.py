"""Outings, films and the like are paid from dues; other money makes up for no more than a limit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.store.store import Store
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.spending import audits, recreation
from unionapp.subjects.funds.spending.recreation import Recreation
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.values.periods import Month

from tests.subjects.funds import kept
from tests.subjects.funds.kept import Deed, Entry

DAY = date(2026, 4, 10)


def trip(fen: int, words: str = "春游车费") -> Deed:
    return Deed(DAY, (Entry("50102", fen, summary=words), Entry("102", credit=fen, summary=words)))


def dues(fen: int, day: date = DAY) -> Deed:
    return Deed(day, (Entry("102", fen), Entry("401", credit=fen)))


@given(st.integers(0, 10**8), st.integers(0, 10**9))
def test_up_to_four_times_the_dues_may_be_spent(paid: int, spent: int) -> None:
    said = recreation.dues_are_made_up_for_within_a_limit(Recreation(2026, spent, paid))
    assert bool(said) == (spent > 4 * paid)


@pytest.mark.parametrize(("spent", "speaks"), [(400_00, False), (400_01, True)])
def test_the_books_of_a_year_are_read(store: Store, spent: int, speaks: bool) -> None:
    book = kept.book(store)
    late = dues(1_00, date(2027, 1, 5))
    kept.enter(store, book, [dues(100_00), trip(200_00), trip(700_00, "端午节慰问品"), trip(spent - 200_00), late])
    found = [problem for problem in audits.of_book(book) if problem.rule == "funds-dues-times"]
    assert len(found) == speaks
    assert all("2026 年" in problem.message and "3 倍" in problem.message and problem.article for problem in found)


def test_what_was_taken_back_was_not_spent(store: Store) -> None:
    book: Book = kept.book(store)
    kept.enter(store, book, [dues(100_00), trip(1_000_00, "三八节观影"), trip(50_00, "秋游门票")])
    wrong = Voucher.select().where(Voucher.total == 1_000_00).get()
    red = vouchers.reverse(store.journal, wrong, DAY)
    assert recreation.until(book, DAY) == Recreation(2026, 1_050_00, 100_00)
    vouchers.approve(store.journal, [red])
    vouchers.post(store.journal, book, Month.of(DAY))
    assert recreation.until(book, DAY) == Recreation(2026, 50_00, 100_00)


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("会员秋游门票", True),
        ("三八节观影", True),
        ("观看话剧演出", True),
        ("购演出门票", True),
        ("公园年票", True),
        ("文艺演出服装", False),
        ("劳动节文艺演出场租", False),
        ("端午节慰问品", False),
    ],
)
def test_shows_that_are_watched_count_and_those_the_union_gives_do_not(store: Store, words: str, counts: bool) -> None:
    book: Book = kept.book(store)
    kept.enter(store, book, [trip(10_00, words)])
    assert bool(recreation.until(book, DAY).spent) == counts
