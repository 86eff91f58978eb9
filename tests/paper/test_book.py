"""Account books carry their sums from page to page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unionapp.paper.book import Carry, fen, with_last
from unionapp.paper.document import Document, LedgerEntry, LedgerPages, ListingColumn, Title

from tests.paper.conftest import drawn, page_texts, whole_text

COLUMNS = (
    ListingColumn("摘要", width=12),
    ListingColumn("收入", kind="number"),
    ListingColumn("支出", kind="number"),
    ListingColumn("结余", kind="number"),
)


def entry(number: int, amount: int) -> LedgerEntry:
    return LedgerEntry((f"摘要{number}", fen(amount), "", f"余{number}"), (amount, 0))


def book(entries: Sequence[LedgerEntry], opening: tuple[int, ...] = (0, 0)) -> Document:
    made = LedgerPages(COLUMNS, iter(entries), carry=(1, 2), opening=opening, latest=(3,), label=0)
    return Document("日记账", (Title("现金日记账"), made), header="单位：元", repeat_title=True)


@settings(max_examples=25)
@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=150), st.integers(0, 10**6))
def test_every_page_is_carried_over_to_the_next(amounts: list[int], opening: int) -> None:
    entries = [entry(number, amount) for number, amount in enumerate(amounts)]
    pages = ["".join(text.split()) for text in page_texts(drawn(book(entries, (opening, 0))))]
    done = 0
    for this, following in pairwise(pages):
        done += len(re.findall(r"摘要\d", this))
        total = fen(opening + sum(amounts[:done]))
        assert f"过次页{total}0.00余{done - 1}" in this
        assert f"承前页{total}0.00余{done - 1}" in following
    assert "过次页" not in pages[-1]
    assert sum(len(re.findall(r"摘要\d", page)) for page in pages) == len(amounts)


def test_the_title_stands_on_every_page() -> None:
    for text in page_texts(drawn(book([entry(number, 100) for number in range(200)]))):
        assert "现金日记账" in text
        assert "单位：元" in text


def test_a_restart_begins_the_sums_anew() -> None:
    carry = Carry(LedgerPages(COLUMNS, (), carry=(1, 2), latest=(3,)))
    carry.add(entry(1, 500))
    assert carry.row("过次页") == ["过次页", "5.00", "0.00", "余1"]
    carry.add(LedgerEntry(("本月合计", "5.00", "", "余1"), restart=True))
    assert carry.row("过次页") == ["过次页", "0.00", "0.00", "余1"]


@pytest.mark.parametrize(
    ("amount", "text"), [(0, "0.00"), (5, "0.05"), (-123456789, "-1,234,567.89"), (100000, "1,000.00")]
)
def test_fen_stand_in_columns_as_yuan(amount: int, text: str) -> None:
    assert fen(amount) == text


def test_an_entry_higher_than_a_page_is_carried_over_inside() -> None:
    entries = [entry(0, 100), LedgerEntry(("长" * 6000, "1.00", "", "余"), (100, 0)), entry(2, 100)]
    data = drawn(book(entries))
    text = whole_text(data)
    assert text.count("长") == 6000
    assert text.count("过次页") == len(page_texts(data)) - 1
    assert "摘要2" in text


def test_a_book_that_ends_with_its_page_has_no_empty_page() -> None:
    for count in range(25, 45):
        pages = page_texts(drawn(book([entry(number, 1) for number in range(count)])))
        assert re.search(r"摘要\d", pages[-1])


def test_the_last_entry_is_known() -> None:
    entries = [entry(0, 1), entry(1, 1)]
    assert list(with_last(entries)) == [(entries[0], False), (entries[1], True)]
    assert list(with_last([])) == []


def test_month_and_year_ends_are_ruled_in_red() -> None:
    plain = [entry(0, 100)]
    for rule in ("single", "double"):
        ruled = [LedgerEntry(("本月合计", "1.00", "", "余"), rule=rule)]
        assert drawn(book(plain + ruled)) != drawn(book([*plain, LedgerEntry(("本月合计", "1.00", "", "余"))]))


def test_an_empty_book_has_its_heading() -> None:
    assert "摘要" in whole_text(drawn(book([])))
