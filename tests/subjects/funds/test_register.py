"""What the windows of the funds ask: vouchers by month and state, books in use, openings, what is to be closed."""

from __future__ import annotations

from datetime import date

import pytest
from unionapp.errors import Problem, Refused
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.banking import reconciling
from unionapp.subjects.funds.banking import register as bank
from unionapp.subjects.funds.banking.models import BankLine
from unionapp.subjects.funds.banking.records import BANK_LINES
from unionapp.subjects.funds.books import actions, openings, periods, projects
from unionapp.subjects.funds.books.models import Book, Opening, Project
from unionapp.subjects.funds.books.records import BOOKS, PROJECTS
from unionapp.subjects.funds.closing import actions as closing
from unionapp.subjects.funds.closing import coming
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers import register
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherPaper
from unionapp.subjects.unions.records import UNIONS
from unionapp.values.periods import Month, months_of

from tests import support
from tests.subjects.funds import account_books
from tests.subjects.funds.account_books import drafted, lines, opened_with, posted

MARCH, APRIL = Month(2025, 3), Month(2025, 4)
LATE, EARLY = date(2025, 3, 20), date(2025, 3, 2)
NO_STATEMENT = "银行尚未出对账单"


@pytest.fixture
def book(store: Store) -> Book:
    """A set of books with a thousand yuan in the bank."""
    made = account_books.begun(store)
    opened_with(store, a102=1_000_00, a32205=-1_000_00)
    return made


def test_the_vouchers_of_a_month_are_told_by_state_and_stand_by_their_days(store: Store, book: Book) -> None:
    late, early, april = drafted(store, LATE), drafted(store, EARLY), drafted(store, date(2025, 4, 1))
    approved = drafted(store, LATE, 200)
    vouchers.approve(store.journal, [approved])
    done = posted(store, book, EARLY, 300)
    assert register.of_month(book, MARCH, "draft") == [early, late]
    assert register.of_month(book, MARCH, "approved") == [approved]
    assert register.waiting(book, MARCH) == [early, late, approved]
    assert register.waiting(book, APRIL) == [april]
    assert register.count_of_month(book, MARCH) == {"draft": 2, "approved": 1, "posted": 1}
    assert register.count_of_year(book, 2025) == {
        ("2025-03", "draft"): 2,
        ("2025-03", "approved"): 1,
        ("2025-03", "posted"): 1,
        ("2025-04", "draft"): 1,
    }
    assert register.use_of_accounts(book) == {"102": 5, "50504": 5}
    assert register.reversals(done) == []


def test_what_takes_a_voucher_back_is_found_from_it(store: Store, book: Book) -> None:
    done = posted(store, book)
    red = vouchers.reverse(store.journal, done, LATE)
    assert register.reversals(done) == [red]
    assert register.reversals(Voucher()) == []


def test_a_voucher_is_written_with_its_papers_as_one_step(store: Store, book: Book) -> None:
    made = Voucher(day=LATE, papers=2)
    first, second = (VoucherPaper(number=number) for number in ("001", "002"))
    vouchers.save_with_papers(store.journal, made, lines(("50504", 100), ("102", -100)), [first, second])
    assert [each.number for each in register.papers(made)] == ["001", "002"]
    fresh = Voucher.get_by_id(made.id)
    vouchers.save_with_papers(store.journal, fresh, vouchers.lines(fresh), [second], [first])
    assert [each.number for each in register.papers(made)] == ["002"]
    store.journal.undo()
    assert [each.number for each in register.papers(made)] == ["001", "002"]
    store.journal.undo()
    assert (Voucher.select().count(), VoucherPaper.select().count()) == (0, 0)
    assert register.papers(Voucher()) == []


def test_a_refused_voucher_stays_new_and_its_papers_unwritten(store: Store, book: Book) -> None:
    made = Voucher(day=LATE, papers=1)
    with pytest.raises(Refused):
        vouchers.save_with_papers(store.journal, made, lines(("50504", 100), ("102", -99)), [VoucherPaper(number="1")])
    assert made.id is None
    assert (Voucher.select().count(), VoucherPaper.select().count()) == (0, 0)


def test_the_book_of_the_own_union_goes_before_an_older_one(store: Store, book: Book) -> None:
    other = support.saved(store, UNIONS, 2)
    assert (periods.own(), periods.of_union(other)) == (book, None)
    below = support.saved(store, BOOKS, 2, union=other)
    assert periods.active() == [book, below]
    book.active = False
    editing.save(store.journal, BOOKS, book)
    assert (periods.active(), periods.own(), periods.of_union(other)) == ([below], below, below)


def test_projects_are_told_by_how_far_they_are(store: Store, book: Book) -> None:
    current, done = account_books.project(store, book), account_books.project(store, book, "帮扶资金", closed=True)
    editing.save(store.journal, PROJECTS, Project(book=book, name="职工书屋", closed=True, earmarked=False))
    assert (projects.unfinished(book), projects.finished_earmarks(book)) == ([current], [done])


def test_opening_balances_take_the_place_of_the_former_ones(store: Store, book: Book) -> None:
    former = openings.of_year(book, 2025)
    bank_balance, surplus = sorted(former, key=lambda each: each.account)
    bank_balance.debit, surplus.credit = None, 300_00
    cash = Opening(book=book, year=2025, account="101", debit=300_00)
    empty = Opening(book=book, year=2025, account="131")
    actions.enter_openings(store.journal, former, [bank_balance, surplus, cash, empty])
    found = {each.account: (each.debit or 0) - (each.credit or 0) for each in openings.of_book(book)}
    assert found == {"101": 300_00, "32205": -300_00}
    store.journal.undo()
    assert {each.account for each in openings.of_year(book, 2025)} == {"102", "32205"}
    assert openings.of_year(book, 2026) == []


def test_wrong_opening_balances_are_refused_with_their_lines_and_what_could_not_be_read(
    store: Store, book: Book
) -> None:
    former = openings.of_year(book, 2025)
    wrong = Opening(book=book, year=2025, account="999", debit=5)
    with pytest.raises(Refused) as refused:
        actions.enter_openings(store.journal, former, [*former, wrong], [Problem("debit", "看不懂", line=7)])
    assert [each.line for each in refused.value.problems] == [7, 3]
    assert len(openings.of_book(book)) == 2


def test_what_is_closed_next_is_the_month_after_the_last_then_the_year(store: Store, book: Book) -> None:
    today = date(2026, 2, 1)
    done = account_books.project(store, book, "帮扶资金", closed=True)
    made = Voucher(day=date(2025, 1, 9), papers=1)
    vouchers.save(store.journal, made, lines(("102", 300), ("40302", -300), project=done))
    vouchers.approve(store.journal, [made])
    vouchers.post(store.journal, book, Month(2025, 1))
    assert periods.last_closed(book) is None
    found = coming.next_of(book, today)
    assert (found.year, found.month, found.words) == (2025, Month(2025, 1), "2025年1月")
    for month in months_of(2025):
        closing.close_month(store.journal, book, month, NO_STATEMENT)
    found = coming.next_of(book, today)
    assert (found.year, found.month, found.words, found.leftover) == (2025, None, "2025年度", [done])
    closing.close_year(store.journal, book, 2025)
    assert set(periods.closed_in(book, 2025)) == {"", *(str(month) for month in months_of(2025))}
    assert (periods.last_closed(book), coming.next_of(book, today).month) == (Month(2025, 12), Month(2026, 1))


def test_a_month_knows_its_statement_and_its_reconciliation(store: Store, book: Book) -> None:
    assert not bank.has_statement(book, "102", MARCH)
    line = BankLine(book=book, account="102", day=LATE, summary="转账", income=1, balance=1)
    editing.save(store.journal, BANK_LINES, line)
    assert bank.has_statement(book, "102", MARCH)
    assert not bank.has_statement(book, "102", APRIL)
    assert not bank.has_statement(book, "10201", MARCH)
    assert bank.reconciliation(book, "102", MARCH) is None
    made = reconciling.reconcile(store.journal, book, "102", MARCH, date(2025, 4, 1), balance=1)
    assert bank.reconciliation(book, "102", MARCH) == made
    assert bank.reconciliation(book, "102", APRIL) is None
