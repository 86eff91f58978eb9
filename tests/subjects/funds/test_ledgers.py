"""Journals and ledgers hold every posted line of their account, with sums that a plain reckoning finds too."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from unionapp.store.store import Store
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.statements import flows, ledgers
from unionapp.subjects.funds.statements.ledgers import LedgerRow
from unionapp.values.periods import Month

from tests.subjects.funds import kept
from tests.subjects.funds.kept import Deed, Entry
from tests.support import passing_store

OTHERS = ("50105", "401", "10201", "135")
ENTERED = st.lists(
    st.tuples(
        st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.sampled_from(OTHERS), st.integers(-500, 500).filter(bool)
    ),
    max_size=25,
)


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(ENTERED, st.integers(1, 12), st.integers(1, 12), st.integers(-1000, 1000))
def test_a_journal_adds_up_day_by_day_and_month_by_month(
    entered: list[tuple[date, str, int]], one: int, other: int, begun: int
) -> None:
    first, last = Month(2026, min(one, other)).first(), Month(2026, max(one, other)).last()
    with passing_store() as store:
        book = kept.book(store)
        kept.open_with(store, book, 2026, [("101", begun), ("32205", -begun)])
        kept.enter(store, book, [Deed(day, (Entry("101", fen), Entry(of, 0, fen))) for day, of, fen in entered])
        rows = list(ledgers.journal(book, "101", first, last))
    balance = begun + sum(fen for day, _, fen in entered if day < first)
    assert rows[0][:6] == ("opening", first, "期初余额", 0, 0, balance)
    within = sorted((day, fen) for day, _, fen in entered if first <= day <= last)
    told = [row for row in rows if row.sort == "entry"]
    assert sorted((row.day, row.debit) for row in told) == within
    assert [row.day for row in told] == [day for day, _ in within]
    for row in rows[1:]:
        balance += row.debit - row.credit if row.sort == "entry" else 0
        assert row.balance == balance
        assert (row.debit, row.credit) == _expected(row, entered) or row.sort == "entry"
    assert [row.day for row in rows if row.sort == "day"] == sorted({day for day, _ in within})
    months = [row.day.month for row in rows if row.sort == "month"]
    latest = max([day.month for day, _ in within], default=first.month)
    assert months == list(range(first.month, latest + 1))


def _expected(row: LedgerRow, entered: list[tuple[date, str, int]]) -> tuple[int, int]:
    since = {"day": row.day, "month": row.day.replace(day=1), "year": date(2026, 1, 1)}.get(row.sort)
    return (sum(fen for day, _, fen in entered if since and since <= day <= row.day), 0)


@pytest.fixture
def book(store: Store) -> Book:
    made = kept.book(store)
    kept.open_with(store, made, 2026, [("102", 10_000), ("32205", -10_000)])
    bought = (Entry("50702", 4_000), Entry("102", 0, 4_000), Entry("162", 4_000), Entry("30104", 0, 4_000))
    shared = (Entry("102", 900), Entry("402", 0, 600), Entry("211", 0, 300, party="县总工会"))
    kept.enter(
        store,
        made,
        [
            Deed(date(2026, 1, 5), bought),
            Deed(date(2026, 1, 6), shared),
            Deed(date(2026, 3, 2), (Entry("101", 2_000), Entry("102", 0, 2_000))),
            Deed(date(2026, 3, 3), (Entry("50105", 300), Entry("101", 0, 300)), state="draft"),
        ],
    )
    return made


def test_the_other_side_is_named_without_what_was_entered_only_beside_it(book: Book) -> None:
    rows = list(ledgers.journal(book, "102", date(2026, 1, 1), date(2026, 12, 31)).entries())
    assert [(row.number, row.others) for row in rows] == [
        ("记-1", ("50702",)),
        ("记-2", ("402", "211")),
        ("记-1", ("101",)),
    ]
    asset = next(ledgers.subsidiary(book, "162", date(2026, 1, 1), date(2026, 12, 31)).entries())
    assert asset.others == ("102", "30104")


def test_months_without_entries_are_summed_up_and_later_ones_are_not_listed(book: Book) -> None:
    rows = list(ledgers.subsidiary(book, "211", date(2026, 1, 1), date(2026, 12, 31)))
    assert [(row.sort, row.day.month, row.credit, row.balance) for row in rows] == [
        ("opening", 1, 0, 0),
        ("entry", 1, 300, -300),
        *[
            each
            for month in (1, 2, 3)
            for each in (("month", month, 300 * (month == 1), -300), ("year", month, 300, -300))
        ],
    ]


def test_the_general_ledger_has_every_account_with_its_months(book: Book) -> None:
    found = dict(ledgers.general(book, Month(2026, 1), Month(2026, 3)))
    assert list(found) == ["101", "102", "162", "211", "301", "322", "402", "507"]
    assert [row.balance for row in found["102"]] == [10_000, 6_900, 6_900, 6_900, 6_900, 4_900, 4_900]
    assert [row.credit for row in found["102"] if row.sort == "year"] == [4_000, 4_000, 6_000]
    march = dict(ledgers.general(book, Month(2026, 3), Month(2026, 3), "102"))
    assert [(row.sort, row.debit, row.credit, row.balance) for row in march["102"]] == [
        ("opening", 0, 0, 6_900),
        ("month", 0, 2_000, 4_900),
        ("year", 900, 6_000, 4_900),
    ]


def test_drafts_stand_in_a_ledger_only_where_asked(book: Book) -> None:
    days = (date(2026, 3, 1), date(2026, 3, 31))
    assert [row.number for row in ledgers.journal(book, "101", *days).entries()] == ["记-1"]
    with_drafts = ledgers.journal(book, "101", *days, include_unposted=True)
    assert [row.number for row in with_drafts.entries()] == ["记-1", "未记账"]


def test_a_ledger_over_two_years_begins_the_second_with_what_the_first_leaves(store: Store) -> None:
    made = kept.book(store)
    both = [Deed(date(year, 6, 1), (Entry("102", 700), Entry("401", 0, 700))) for year in (2026, 2027)]
    kept.enter(store, made, both)
    rows = list(ledgers.subsidiary(made, "401", date(2026, 1, 1), date(2027, 12, 31)))
    opened = [(row.summary, row.balance) for row in rows if row.sort == "opening"]
    assert opened == [("期初余额", 0), ("上年结转", 0)]
    assert [row.credit for row in rows if row.sort == "year"][-1] == 700
    money = list(ledgers.journal(made, "102", date(2027, 1, 1), date(2027, 12, 31)))
    assert (money[0].summary, money[0].balance) == ("上年结转", 700)


def test_money_that_came_and_went_is_told_by_what_it_was_for(book: Book) -> None:
    january = [
        (each.row.account, each.income, each.spending, each.balance) for each in flows.of_month(book, Month(2026, 1))
    ]
    assert january == [("50702", 0, 4_000, 6_000), ("402", 600, 0, 6_600), ("211", 300, 0, 6_900)]
    assert list(flows.of_month(book, Month(2026, 3))) == []
    assert [(each.account, each.month, each.year) for each in flows.by_purpose(book, Month(2026, 3), "4")] == [
        ("402", 0, 600)
    ]
    assert flows.by_month(book, 2026)[:2] == [(Month(2026, 1), 600, 4_000), (Month(2026, 2), 0, 0)]


@pytest.mark.parametrize(("balance", "word"), [(1, "借"), (-1, "贷"), (0, "平")])
def test_a_balance_stands_on_a_side_or_is_level(balance: int, word: str) -> None:
    assert ledgers.side(balance) == word
