"""Budgets: on their way forward only, carried out to the fen, never passed unseen."""

from __future__ import annotations

from datetime import date

import pytest
from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.budgeting import actions as budgeting
from unionapp.subjects.funds.budgeting import execution as budgets
from unionapp.subjects.funds.budgeting.models import Budget, BudgetLine
from unionapp.subjects.funds.budgeting.records import BUDGETS
from unionapp.subjects.funds.vouchers.models import VoucherLine
from unionapp.values.periods import Month

from tests.subjects.funds import kept
from tests.subjects.funds.kept import Deed, Entry

DAY = date(2026, 1, 10)


@pytest.fixture
def book(store: Store) -> Book:
    """A book with a year behind it and two months of the next."""
    made = kept.book(store, "2025-01")
    kept.enter(
        store,
        made,
        [
            Deed(date(2025, 5, 1), (Entry("102", 900_00), Entry("402", credit=900_00))),
            Deed(date(2025, 6, 1), (Entry("50102", 400_00), Entry("102", credit=400_00))),
            Deed(date(2026, 1, 5), (Entry("102", 500_00), Entry("402", credit=500_00))),
            Deed(date(2026, 1, 6), (Entry("50102", 300_00), Entry("102", credit=300_00))),
            Deed(date(2026, 2, 6), (Entry("50105", 100_00), Entry("102", credit=100_00))),
            Deed(date(2026, 2, 7), (Entry("50404", 30_00), Entry("102", credit=30_00))),
        ],
    )
    return made


def budget(store: Store, book: Book, **amounts: int) -> Budget:
    made = Budget(book=book, year=2026, version=1)
    lines = [BudgetLine(account=account[1:], amount=fen) for account, fen in amounts.items()]
    editing.save_with_lines(store.journal, BUDGETS, made, lines)
    return made


def approve(store: Store, made: Budget) -> None:
    for _ in range(4):
        budgeting.advance(store.journal, made, DAY)


def test_a_draft_proposes_what_last_year_brought(store: Store, book: Book) -> None:
    made = budgeting.draw_up(store.journal, book, 2026)
    found = [(line.account, line.last, line.amount) for line in budgets.lines_of(made)]
    assert found == [("402", 900_00, 900_00), ("50102", 400_00, 400_00)]
    with pytest.raises(Refused, match="已经有预算"):
        budgeting.draw_up(store.journal, book, 2026)


def test_last_years_figures_follow_its_books_until_the_auditors_see_them(store: Store, book: Book) -> None:
    made = budget(store, book, a402=500_00)
    more = Deed(date(2025, 12, 31), (Entry("102", 50_00), Entry("402", credit=50_00)))
    kept.enter(store, book, [more])
    budgeting.advance(store.journal, made, DAY)
    assert [line.last for line in budgets.lines_of(made)] == [950_00]
    budgeting.advance(store.journal, made, DAY)
    kept.enter(store, book, [more])
    budgeting.advance(store.journal, made, DAY)
    assert [line.last for line in budgets.lines_of(made)] == [950_00]


def test_last_years_figures_are_typed_where_its_books_are_elsewhere(store: Store, book: Book) -> None:
    made = Budget(book=book, year=2025, version=1)
    lines = [BudgetLine(account="402", last=700_00, amount=800_00), BudgetLine(account="50102", amount=1_00)]
    editing.save_with_lines(store.journal, BUDGETS, made, lines)
    approve(store, made)
    assert [line.last for line in budgets.lines_of(made)] == [700_00, None]


def test_a_year_whose_books_begin_in_its_midst_is_proposed_and_may_be_mended(store: Store) -> None:
    book = kept.book(store, "2025-07")
    kept.enter(store, book, [Deed(date(2025, 8, 1), (Entry("102", 900_00), Entry("402", credit=900_00)))])
    made = budgeting.draw_up(store.journal, book, 2026)
    (line,) = budgets.lines_of(made)
    assert line.last == 900_00
    line.last = 1500_00
    editing.save_with_lines(store.journal, BUDGETS, made, [line])
    approve(store, made)
    assert [each.last for each in budgets.lines_of(made)] == [1500_00]


def test_a_budget_goes_forward_only_and_stays_when_approved(store: Store, book: Book) -> None:
    made = budget(store, book, a402=500_00, a501=400_00)
    with pytest.raises(Refused, match="还没有批准"):
        budgeting.adjust(store.journal, made)
    approve(store, made)
    assert (made.state, made.reply_day) == ("approved", DAY)
    made.state = "draft"
    with pytest.raises(Refused, match="不能退回"):
        editing.save(store.journal, BUDGETS, made)
    made = Budget.get_by_id(made.id)
    with pytest.raises(Refused, match="不能改动"):
        editing.save_with_lines(store.journal, BUDGETS, made, [BudgetLine(account="501", amount=1)])


def test_a_stage_without_its_day_is_refused(store: Store, book: Book) -> None:
    made = budget(store, book, a501=400_00)
    made.state = "audit"
    with pytest.raises(Refused, match="经审会审查日期"):
        editing.save(store.journal, BUDGETS, made)


def test_execution_adds_up(store: Store, book: Book) -> None:
    made = budget(store, book, a402=1000_00, a501=400_00, a50102=350_00)
    approve(store, made)
    changed = budgeting.adjust(store.journal, made, "增加")
    lines = budgets.lines_of(changed)
    lines[1].amount = 500_00
    editing.save_with_lines(store.journal, BUDGETS, changed, lines)
    approve(store, changed)
    rows = {row.key: row for row in budgets.execution(book, 2026, Month(2026, 2))}
    assert list(rows) == ["4", "402", "5", "501", "50102", "504"]
    whole = rows["5"]
    assert (whole.first, whole.adjusted, whole.amount) == (400_00, 100_00, 500_00)
    assert (whole.month, whole.total, whole.left, whole.rate) == (130_00, 430_00, 70_00, 8600)
    assert (rows["501"].month, rows["501"].total) == (100_00, 400_00)
    assert (rows["50102"].total, rows["504"].total, rows["504"].amount) == (300_00, 30_00, 0)
    assert (rows["402"].rate, rows["504"].rate) == (5000, None)


def test_spending_beyond_or_outside_the_budget_is_seen(store: Store, book: Book) -> None:
    budget(store, book, a402=1000_00, a501=450_00)

    def said(account: str, fen: int, day: date = date(2026, 2, 20)) -> list[str]:
        return [each.rule for each in budgets.over_budget(book, [VoucherLine(account=account, debit=fen)], day)]

    assert said("50101", 50_00) == []
    assert said("50101", 50_01) == ["funds-over-budget"]
    assert said("50101", 150_00, date(2026, 1, 31)) == []
    assert said("50404", 1) == ["funds-unforeseen"]
    assert said("50404", 1, date(2025, 7, 1)) == ["funds-no-budget"]
