"""Which local limits hold on a day."""

from __future__ import annotations

from datetime import date

import pytest
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.handouts.models import Limit
from unionapp.subjects.funds.handouts.records import LIMITS
from unionapp.subjects.funds.spending import limits


def limit(store: Store, region: str, since: date, amount: int, **more: object) -> None:
    given = {"item": "festival", "per": "person-year", "document": "某文件", **more}
    editing.save(store.journal, LIMITS, Limit(region=region, since=since, amount=amount, **given))


@pytest.fixture
def rows(store: Store) -> Store:
    limit(store, "安徽", date(2018, 1, 1), 1600_00)
    limit(store, "安徽省", date(2024, 3, 1), 2000_00)
    limit(store, "安徽", date(2024, 3, 1), 300_00, item="birthday", per="person-time")
    limit(store, "山东", date(2018, 1, 1), 1600_00, until=date(2023, 12, 31))
    limit(store, "全国", date(2017, 12, 15), 999_00, item="souvenir", per="person-time")
    return store


@pytest.mark.parametrize(
    ("region", "day", "fen"),
    [
        ("安徽", date(2018, 1, 1), 1600_00),
        ("安徽", date(2024, 2, 29), 1600_00),
        ("安徽省", date(2024, 3, 1), 2000_00),
        ("山东", date(2023, 12, 31), 1600_00),
    ],
)
def test_the_newest_limit_that_began_holds(rows: Store, region: str, day: date, fen: int) -> None:
    found = limits.ceiling(region, "festival", day)
    assert found is not None
    assert found.amount == fen


@pytest.mark.parametrize(
    ("region", "day"), [("安徽", date(2017, 12, 31)), ("山东", date(2024, 1, 1)), ("", date(2025, 1, 1))]
)
def test_before_after_and_without_a_region_nothing_is_limited(rows: Store, region: str, day: date) -> None:
    assert limits.ceiling(region, "festival", day) is None


def test_where_the_province_has_none_the_countrys_holds(rows: Store) -> None:
    found = limits.ceiling("安徽", "souvenir", date(2025, 1, 1))
    assert found is not None
    assert found.amount == 999_00


def test_a_limit_is_found_by_the_way_it_is_reckoned(rows: Store) -> None:
    assert limits.ceiling("安徽", "birthday", date(2025, 1, 1), "person-time") is not None
    assert limits.ceiling("安徽", "birthday", date(2025, 1, 1), "person-year") is None


@pytest.mark.parametrize(
    ("long", "short"), [("新疆维吾尔自治区", "新疆"), ("内蒙古自治区", "内蒙古"), ("北京市", "北京"), ("安徽", "安徽")]
)
def test_a_province_has_one_name(long: str, short: str) -> None:
    assert limits.bare(long) == short
