"""Checking the books as a whole: the chain of posted vouchers, opening balances, and what audits ask of every month."""

from __future__ import annotations

from collections.abc import Iterator

from unionapp.errors import Problem
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.spending import book_rules, recreation
from unionapp.subjects.funds.statements import statements
from unionapp.subjects.funds.vouchers import chain, overdrawn
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.funds.vouchers.states import VoucherState
from unionapp.values.periods import Month, months_between, parse_month


def of_book(book: Book) -> list[Problem]:
    """All that is wrong or doubtful with a set of books, each thing once."""
    below = overdrawn.of_book(book, books.since(book).year)
    found = [*chain.verify(book), *_openings(book), *below, *_of_months(book), *_of_years(book)]
    return list(dict.fromkeys(found))


def _openings(book: Book) -> Iterator[Problem]:
    """Opening balances that do not balance, a doubt until something is posted in that year."""
    year = books.since(book).year
    posted = Voucher.select().where(Voucher.book == book.id, Voucher.state == VoucherState.POSTED).exists()
    yield from books.opening_problems(book, year, "error" if posted else "warning")


def _of_months(book: Book) -> Iterator[Problem]:
    for month in months_of(book):
        yield from book_rules.of_book(book, month)
        yield from statements.cross_checks(book, month)


def _of_years(book: Book) -> Iterator[Problem]:
    """What is measured by a year, at its last month so far."""
    for month in {month.year: month for month in months_of(book)}.values():
        yield from recreation.dues_are_made_up_for_within_a_limit(recreation.until(book, month.last()))


def months_of(book: Book) -> tuple[Month, ...]:
    """The months from the first to the last that a book has vouchers of."""
    rows = Voucher.select(Voucher.month).where(Voucher.book == book.id, Voucher.month != "").distinct().tuples()
    months = sorted(parse_month(month) for (month,) in rows)
    return months_between(months[0], months[-1]) if months else ()
