"""What is not over is not closed, and what may have been forgotten is asked about: closing cannot be taken back."""

from __future__ import annotations

from datetime import date

import pytest
from unionapp.errors import Problem, Refused
from unionapp.store.store import Store
from unionapp.subjects.funds import thresholds
from unionapp.subjects.funds.books.models import Book, Period
from unionapp.subjects.funds.closing import actions as closing
from unionapp.subjects.funds.closing import readiness
from unionapp.values.periods import Month, months_of

from tests import support
from tests.subjects.funds import account_books
from tests.subjects.funds.account_books import opened_with, posted

JANUARY = Month(2025, 1)
DAY = date(2025, 1, 9)
LATER = date(2026, 2, 1)
NO_STATEMENT = "银行尚未出对账单"


@pytest.fixture
def book(store: Store) -> Book:
    """A set of books with a thousand yuan in the bank."""
    made = account_books.begun(store)
    opened_with(store, a102=1_000_00, a32205=-1_000_00)
    return made


def rules(problems: list[Problem]) -> list[str]:
    return [problem.rule for problem in problems]


def test_a_month_that_is_not_over_is_not_closed_and_it_is_said_from_when(store: Store, book: Book) -> None:
    posted(store, book, DAY)
    for day in (date(2025, 1, 10), date(2025, 1, 30)):
        with pytest.raises(Refused, match=r"2025年1月还没有结束，2025-01-31 起才能结账"):
            closing.close_month(store.journal, book, JANUARY, NO_STATEMENT, day)
    assert not Period.select().exists()
    assert closing.close_month(store.journal, book, JANUARY, NO_STATEMENT, date(2025, 1, 31)).day == date(2025, 1, 31)


@pytest.mark.parametrize(("told", "first"), [("3", 28), ("0", 31), ("-2", 31), ("99", 24), ("", 31)])
def test_the_settings_may_let_a_month_be_closed_some_days_before_its_end(
    store: Store, book: Book, monkeypatch: pytest.MonkeyPatch, told: str, first: int
) -> None:
    support.put_in_force(monkeypatch, thresholds.EARLY.key, told)
    assert readiness.closable_from(JANUARY) == date(2025, 1, first)
    assert "early" in rules(readiness.ready_to_close(book, JANUARY, date(2025, 1, first - 1)))
    assert "early" not in rules(readiness.ready_to_close(book, JANUARY, date(2025, 1, first)))


def test_a_year_is_not_closed_before_its_last_day_though_its_months_are(
    store: Store, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    support.put_in_force(monkeypatch, thresholds.EARLY.key, "5")
    for month in months_of(2025):
        closing.close_month(store.journal, book, month, NO_STATEMENT, date(2025, 12, 28))
    with pytest.raises(Refused, match=r"2025年还没有结束，2025-12-31 起才能结账"):
        closing.close_year(store.journal, book, 2025, day=date(2025, 12, 30))
    assert closing.close_year(store.journal, book, 2025, day=date(2025, 12, 31)).day == date(2025, 12, 31)


def test_a_month_without_a_voucher_is_closed_only_where_it_is_said_why(store: Store, book: Book) -> None:
    assert "empty" in rules(readiness.ready_to_close(book, JANUARY, LATER))
    with pytest.raises(Refused, match="2025年1月一张凭证也没有"):
        closing.close_month(store.journal, book, JANUARY)
    assert "empty" not in rules(readiness.ready_to_close(book, JANUARY, LATER, "新建账套，1 月没有收支"))
