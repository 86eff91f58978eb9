"""双联: the sheet of a month shows every pair, that of a quarter what waits."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from unionapp.paper.paper import PrintRequest
from unionapp.store.store import Store
from unionapp.values.periods import Month

from tests import support
from tests.subjects.papers import pages, text
from tests.subjects.relations.test_dispatch import linked, report, visit
from tests.subjects.service import cases

TODAY = date(2026, 4, 20)


@pytest.fixture
def pair(store: Store) -> Any:
    """A cadre linked to a union from the middle of January."""
    return linked(store, 1)


def test_the_month_shows_what_was_reported_and_who_did_not(store: Store, pair: Any) -> None:
    linked(store, 2)
    report(store, pair, Month(2026, 3), date(2026, 4, 3))
    said = text(store, "link-monthly", PrintRequest(month=Month(2026, 3), day=TODAY))
    assert f"{support.person_name(1)}" in said
    assert pair.union.name in said
    assert "2026-04-03" in said
    assert "逾期未报" in said
    assert "应汇报2对，已汇报1对，未汇报1对，逾期1对" in said
    early = text(store, "link-monthly", PrintRequest(month=Month(2026, 3), day=date(2026, 4, 4)))
    assert "逾期未报" not in early
    assert "未报" in early


def test_a_late_report_is_marked(store: Store, pair: Any) -> None:
    report(store, pair, Month(2026, 3), date(2026, 4, 18))
    assert "逾期上报" in text(store, "link-monthly", PrintRequest(month=Month(2026, 3), day=TODAY))


def test_the_quarter_counts_and_lists_what_waits(store: Store, pair: Any) -> None:
    report(store, pair, Month(2026, 2), date(2026, 3, 3))
    visit(store, pair, date(2026, 2, 10), "缺少饮水设备", date(2026, 2, 20))
    visit(store, pair, date(2026, 3, 10), "加班工资计算")
    for month in (1, 2, 3):
        said = text(store, "link-quarterly", PrintRequest(month=Month(2026, month), day=TODAY))
        assert "2026年第1季度" in said
        assert "合计1对12211" in said
        assert "加班工资计算" in said
        assert "缺少饮水设备" not in said
        assert "1月、3月" in said


def test_a_masked_sheet_does_not_name_the_family_in_hardship(store: Store) -> None:
    cases.allowance(store)
    family = cases.household(store, 7)
    tied = linked(store, 1, union=None, household=family)
    visit(store, tied, date(2026, 3, 10), "孩子上学")
    for key in ("link-monthly", "link-quarterly"):
        assert family.name in text(store, key, PrintRequest(month=Month(2026, 3), day=TODAY))
        masked = text(store, key, PrintRequest(month=Month(2026, 3), day=TODAY, masked=True))
        assert family.name not in masked
        assert "困难职工家庭" in masked


def test_before_any_link_rows_stay_to_be_filled(store: Store, pair: Any) -> None:
    for key in ("link-monthly", "link-quarterly"):
        said = text(store, key, PrintRequest(month=Month(2020, 1), day=TODAY))
        assert pair.name not in said.replace(pair.union.name, "", 1)  # the sheet is that of the union itself


def test_three_hundred_pairs_go_over_pages_with_the_heading_on_each(store: Store, pair: Any) -> None:
    with store.journal.step("三百对"):
        for _ in range(300):
            linked(store, 2, union=pair.union)
    found = pages(store, "link-monthly", PrintRequest(month=Month(2026, 3), day=TODAY))
    assert len(found) > 5
    assert all("联系对象" in page for page in found)
    assert "应汇报301对" in found[-1]
