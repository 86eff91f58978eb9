"""The made-up books: balanced, chained, closed in turn, and with something left to do."""

from __future__ import annotations

import pytest
from unionapp.office import demo
from unionapp.store.store import Store
from unionapp.subjects.funds.banking import matching as bank
from unionapp.subjects.funds.banking.models import BankLine
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.closing import readiness
from unionapp.subjects.funds.handouts.models import Handout, HandoutLine
from unionapp.subjects.funds.income.models import Contribution, Due
from unionapp.subjects.funds.statements import statements, turnover
from unionapp.subjects.funds.vouchers import chain
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.values.periods import Month

NOW = Month.of(demo.TODAY)


def test_the_township_and_its_office_keep_books_of_their_own(township: Store) -> None:
    assert [book.sort for book in Book.select().order_by(Book.id)] == ["own", "organ"]


@pytest.mark.parametrize("when", [Month(2024, 5), Month(2025, 12), 2024, 2025, NOW.previous()])
def test_the_statements_agree(township: Store, when: Month | int) -> None:
    for book in Book.select():
        assert statements.cross_checks(book, when) == []


def test_the_chain_holds_and_no_number_is_missing(township: Store) -> None:
    for book in Book.select():
        assert chain.verify(book) == []


def test_two_years_are_closed_and_one_month_waits_to_be_reconciled(township: Store) -> None:
    for book in Book.select():
        assert books.is_year_closed(book.id, 2024) and books.is_year_closed(book.id, 2025)
        assert books.is_closed(book.id, str(NOW.previous().previous()))
        assert [each.rule for each in readiness.ready_to_close(book, NOW.previous(), demo.TODAY)] == ["unreconciled"]
        assert len(bank.match(book, "102", NOW.previous())) == len(
            bank.entries(book, "102", NOW.previous().last(), NOW.previous().first())
        )


def test_the_running_month_holds_vouchers_of_every_state(township: Store) -> None:
    own = Book.select().order_by(Book.id).get()
    states = {each.state for each in Voucher.select().where((Voucher.book == own.id) & (Voucher.month == str(NOW)))}
    assert states == {"draft", "approved", "posted"}


def test_cash_never_runs_out(township: Store) -> None:
    for book in Book.select():
        for month in (Month(2024, 12), Month(2025, 6), NOW):
            amounts = turnover.balances(book, month, include_unposted=True)
            assert amounts["101"] >= 0 and amounts["102"] > 0


def test_dues_contributions_and_gifts_hang_on_their_vouchers(township: Store) -> None:
    assert Due.select().exists() and Contribution.select().exists() and Handout.select().exists()
    rows = [*Due.select(), *Contribution.select()]
    assert all(row.paid == row.voucher.total for row in rows)
    for handout in Handout.select().where(Handout.voucher.is_null(False)):
        given = HandoutLine.select().where(HandoutLine.handout == handout.id)
        assert sum(line.amount for line in given) == handout.voucher.total


def test_the_statement_of_the_bank_follows_the_journal(township: Store) -> None:
    for book in Book.select():
        last = BankLine.select().where(BankLine.book == book.id).order_by(BankLine.id.desc()).get()
        assert last.balance == turnover.total(turnover.balances(book, NOW), "102")
