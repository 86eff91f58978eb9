"""Fixed assets are written off month by month to the last fen, and the voucher says so (《工会会计制度》第35条)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.assets import actions as assets
from unionapp.subjects.funds.assets.models import Asset
from unionapp.subjects.funds.assets.records import ASSETS
from unionapp.subjects.funds.closing import readiness
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.values.periods import Month, add_months, months_between

from tests.subjects.funds import kept

CAME = date(2026, 3, 15)
YEARS = st.integers(1, 50)
COST = st.integers(1, 10**12)


def months(asset: Asset, count: int) -> list[int]:
    last = Month.of(add_months(asset.since, count - 1))
    return [assets.depreciation(asset, month) for month in months_between(Month.of(asset.since), last)]


@given(COST, YEARS)
def test_an_asset_is_written_off_whole_over_its_life_and_never_more(cost: int, years: int) -> None:
    parts = months(Asset(since=CAME, cost=cost, years=years, sort="computer"), years * 12 + 24)
    assert sum(parts) == cost
    assert parts[years * 12 :] == [0] * 24
    assert len(set(parts[: years * 12 - 1])) <= 1
    assert min(parts) >= 0


def test_the_month_of_coming_counts_and_the_month_of_going_does_not() -> None:
    asset = Asset(since=CAME, cost=720_000, years=6, sort="computer", disposed=date(2026, 7, 1))
    assert [assets.depreciation(asset, Month(2026, month)) for month in range(2, 9)] == [0, *[10_000] * 4, 0, 0]
    assert sum(months(asset, 10)) == 40_000


def test_without_years_the_least_of_the_sort_hold_and_books_are_not_written_off() -> None:
    assert assets.depreciation(Asset(since=CAME, cost=720_000, sort="computer"), Month(2026, 3)) == 10_000
    assert assets.depreciation(Asset(since=CAME, cost=720_000, sort="none"), Month(2026, 3)) == 0


@given(COST, YEARS, st.data())
def test_what_was_written_off_before_counts_as_done(cost: int, years: int, data: st.DataObject) -> None:
    passed = data.draw(st.integers(1, years * 12 - 1))
    worn = data.draw(st.integers(0, cost))
    until = Month.of(add_months(CAME, passed - 1))
    asset = Asset(since=CAME, cost=cost, years=years, sort="computer", worn=worn, worn_until=str(until))
    parts = months(asset, years * 12 + 12)
    assert parts[:passed] == [0] * passed
    assert sum(parts) == cost - worn


def test_the_month_becomes_one_voucher_and_only_one(store: Store) -> None:
    book = kept.book(store)
    with store.journal.step("资产"):
        cards = [
            Asset(book=book, number=str(n), name=f"电脑{n}", sort="computer", since=CAME, cost=720_000, years=6)
            for n in range(3)
        ]
        editing.put(ASSETS, cards)
    voucher = assets.depreciate(store.journal, book, Month(2026, 3))
    lines = vouchers.lines(voucher)
    assert [(line.account, line.debit, line.credit) for line in lines] == [
        ("30104", 30_000, None),
        ("163", None, 30_000),
    ]
    voucher.summary = "三月折旧，改过的摘要"
    vouchers.save(store.journal, voucher, lines)
    with pytest.raises(Refused, match="已经有"):
        assets.depreciate(store.journal, book, Month(2026, 3))
    vouchers.discard(store.journal, [voucher])
    assert assets.depreciate(store.journal, book, Month(2026, 3)).total == 30_000
    with pytest.raises(Refused, match="没有要提折旧"):
        assets.depreciate(store.journal, book, Month(2026, 2))


def test_a_month_is_not_closed_before_its_depreciation_is_there(store: Store) -> None:
    book, month = kept.book(store), Month(2026, 3)
    assert readiness.DEPRECIATION not in {each.rule for each in readiness.ready_to_close(book, month, month.last())}
    with store.journal.step("资产"):
        editing.put(
            ASSETS, [Asset(book=book, number="1", name="电脑", sort="computer", since=CAME, cost=720_000, years=6)]
        )
    (told,) = [e for e in readiness.ready_to_close(book, month, month.last()) if e.rule == readiness.DEPRECIATION]
    assert told.level == "error" and "100.00 元" in told.message and "第35条" in told.article
    assets.depreciate(store.journal, book, month)
    assert assets.due(book, month) == 0
    assert readiness.DEPRECIATION not in {each.rule for each in readiness.ready_to_close(book, month, month.last())}
