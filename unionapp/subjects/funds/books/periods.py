"""The sets of books at hand and which of their months and years are closed."""

from __future__ import annotations

from collections.abc import Iterable

import peewee

from unionapp.errors import Level, Problem, Refused
from unionapp.records import texts
from unionapp.store.cached import Cached
from unionapp.subjects.funds.books.models import Book, Opening, Period
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.funds.vouchers.states import VoucherState
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.models import Union
from unionapp.values import money
from unionapp.values.periods import Month, parse_month


def only() -> Book | None:
    """The one book in use, which is meant where none is named; None where there are several or none."""
    books = _books()
    return books[0] if len(books) == 1 else None


def active() -> list[Book]:
    """The books in use, the first made first."""
    return list(Book.select().where(Book.active).order_by(Book.id))


_books: Cached[list[Book]] = Cached(active, Book)


def of_union(union: Union) -> Book | None:
    """The book in use of a union, the first made where it keeps several; None where it keeps none."""
    return next((book for book in active() if book.union_id == union.id), None)


def own() -> Book | None:
    """The book of the township's own union, the first book in use where it has none; None without any book."""
    union = tree.own()
    return (of_union(union) if union is not None else None) or next(iter(active()), None)


def named(words: str) -> Book:
    """The book of that name or uid, the only one where nothing is said; Refused in words."""
    if texts.broken(words):
        book = None
    else:
        book = Book.get_or_none((Book.uid == words) | (Book.name == words)) if words else only()
    if book is None:
        known = "、".join(each.name for each in Book.select().order_by(Book.id)) or "还没有账套"
        raise Refused(
            f"{f'没有名为“{words}”的账套' if words else '请写明是哪个账套（--book 账套名称）'}。现有：{known}。"
        )
    found: Book = book
    return found


def is_closed(book: int | None, month: str) -> bool:
    """Whether a month ("2026-03") of a book was closed."""
    return (book, int(month[:4] or 0), month) in _periods()


def is_year_closed(book: int | None, year: int) -> bool:
    """Whether a year of a book was closed."""
    return (book, year, "") in _periods()


_periods: Cached[frozenset[tuple[int, int, str]]] = Cached(
    lambda: frozenset(Period.select(Period.book, Period.year, Period.month).tuples()), Period
)


def closed_in(book: Book, year: int) -> dict[str, Period]:
    """The closed months ("2026-03") of a year of a book, the closed year itself under the empty month."""
    return {each.month: each for each in Period.select().where(Period.book == book.id, Period.year == year)}


def last_closed(book: Book) -> Month | None:
    """The latest month of a book that was closed; None before the first."""
    months = Period.select(peewee.fn.MAX(Period.month)).where(Period.book == book.id, Period.month != "")
    last = months.scalar()
    return parse_month(last) if last else None


def since(book: Book) -> Month:
    """The first month that the book is kept here."""
    return parse_month(book.since)


def may_begin(book: Book, month: Month) -> bool:
    """Whether the book may yet begin with an earlier month: nothing posted, closed or carried into another year."""
    posted = Voucher.select().where(Voucher.book == book.id, Voucher.state == VoucherState.POSTED)
    closed = Period.select().where(Period.book == book.id)
    elsewhere = Opening.select().where(Opening.book == book.id, Opening.year != month.year)
    return not (posted.exists() or closed.exists() or elsewhere.exists())


def begin_with(months: Iterable[tuple[int, str]]) -> None:
    """Let the books of records just written, by their ids, begin with the earliest of their months, if any, within the
    same step."""
    first: dict[int, str] = {}
    for number, found in months:
        if number and found:
            first[number] = min(first.get(number, found), found)
    for number, found in first.items():
        Book.update(since=found).where(Book.id == number, Book.since > found).execute()


def opening_problems(book: Book, year: int, level: Level = "error") -> list[Problem]:
    """The opening balances of a year must balance: debit equals credit (《工会会计制度》第9、10条)."""
    rows = Opening.select(Opening.debit, Opening.credit).where(Opening.book == book.id, Opening.year == year).tuples()
    gap = sum((debit or 0) - (credit or 0) for debit, credit in rows)
    if not gap:
        return []
    side, short = ("借方", "贷方") if gap > 0 else ("贷方", "借方")
    words = f"{year}年期初余额借贷不平：{side}比{short}多 {money.show(abs(gap))} 元。请在“期初余额”里改正。"
    return [Problem("", words, "《工会会计制度》第10条", level, "opening-balance")]
