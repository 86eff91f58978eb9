"""The cash box counted."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.banking import cash
from unionapp.subjects.funds.banking.models import CashCount
from unionapp.subjects.funds.banking.records import CASH_COUNTS

from tests.subjects.funds import kept

PIECES = st.fixed_dictionaries({name: st.none() | st.integers(0, 10**6) for name in cash.DENOMINATIONS})


@given(PIECES)
def test_a_count_is_the_sum_of_its_pieces(pieces: dict[str, int | None]) -> None:
    expected = sum((number or 0) * int(name[1:]) for name, number in pieces.items())
    assert cash.counted(CashCount(**pieces)) == expected


def test_a_count_stands_beside_the_books_of_the_day(store: Store) -> None:
    book = kept.book(store)
    kept.open_with(store, book, 2026, [("101", 123_40), ("32205", -123_40)])
    count = CashCount(book=book, day=date(2026, 1, 31), n10000=1, n1000=2, n100=3, n10=3)
    problems = editing.save(store.journal, CASH_COUNTS, count)
    assert (count.counted, count.journal) == (123_30, 123_40)
    assert ["短款 0.10" in problem.message for problem in problems] == [True]
    count.reason = "找零差错，出纳已补足"
    assert editing.save(store.journal, CASH_COUNTS, count) == []
