"""What is due in funds is named once, with its kind, and only while it is due."""

from __future__ import annotations

from datetime import date

import pytest
from unionapp.office import reminders as office
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds import reminders
from unionapp.subjects.funds.books.models import Book, Period
from unionapp.subjects.funds.books.records import PERIODS

from tests.subjects.funds import kept
from tests.subjects.funds.kept import Deed, Entry

TODAY = date(2026, 3, 10)


@pytest.fixture
def book(store: Store) -> Book:
    """A book with a posted voucher in January, a draft in February, and old debts."""
    made = kept.book(store)
    kept.enter(
        store,
        made,
        [
            Deed(date(2026, 1, 5), (Entry("102", 100_00), Entry("401", credit=100_00))),
            Deed(date(2026, 1, 6), (Entry("135", 30_00, party="某人"), Entry("102", credit=30_00))),
            Deed(date(2026, 2, 5), (Entry("50102", 10_00), Entry("102", credit=10_00)), state="draft"),
        ],
    )
    return made


def said(today: date = TODAY) -> dict[str, str]:
    return {each.kind: each.text for each in reminders.all_due(today)}


def test_open_months_drafts_and_banks_are_named(book: Book) -> None:
    found = said()
    assert set(found) == {"periods", "vouchers", "reconciliations"}
    assert "2026年1月至2026年2月还没有结账" in found["periods"]
    assert "1 张凭证没有记账" in found["vouchers"]
    assert "2026年2月银行存款 102 还没有对账" in found["reconciliations"]


def test_a_closed_month_is_left_in_peace(store: Store, book: Book) -> None:
    closed = [
        Period(book=book, year=2026, month=f"2026-0{number}", day=TODAY, by="张三", vouchers=1, last=1)
        for number in (1, 2)
    ]
    with store.journal.step("结账"):
        editing.put(PERIODS, closed)
    assert set(said()) == {"vouchers"}


def test_a_book_without_vouchers_has_nothing_to_close(store: Store) -> None:
    kept.book(store)
    assert said() == {}


@pytest.mark.parametrize(
    ("until", "words", "overdue"),
    [(date(2026, 3, 9), "已于 2026-03-09 到期", True), (date(2026, 4, 9), "应在 2026-04-09 前用完", False)],
)
def test_projects_are_named_when_their_day_is_near_or_past(
    store: Store, until: date, words: str, overdue: bool
) -> None:
    project = kept.project(store, kept.book(store), "送温暖")
    project.until = until
    with store.journal.step("期限"):
        project.save()
    found = reminders.all_due(TODAY)
    assert [(each.kind, each.record, words in each.text, each.overdue) for each in found] == [
        ("projects", project.id, True, overdue)
    ]
    assert reminders.all_due(date(2026, 1, 1)) == []


def test_debts_of_more_than_a_year_are_named(book: Book) -> None:
    assert not [each for each in reminders.all_due(date(2027, 1, 5)) if "其他应收款" in each.text]
    assert [each for each in reminders.all_due(date(2027, 1, 6)) if "其他应收款“某人” 30.00 元" in each.text]


def test_the_office_passes_them_on(book: Book) -> None:
    assert {each.kind for each in office.due(TODAY)} >= {"periods", "vouchers", "reconciliations"}
