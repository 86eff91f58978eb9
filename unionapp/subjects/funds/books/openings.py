"""The opening balances of a book as they are stored."""

from __future__ import annotations

from unionapp.subjects.funds.books.models import Book, Opening


def of_book(book: Book) -> list[Opening]:
    """The opening balances of all years."""
    return list(Opening.select().where(Opening.book == book.id))


def of_year(book: Book, year: int) -> list[Opening]:
    """The opening balances of one year."""
    return list(Opening.select().where(Opening.book == book.id, Opening.year == year))
