"""A book with a few posted vouchers of the first months, for pages that read."""

from __future__ import annotations

from datetime import date
from typing import Any

from ui.session import Session
from unionapp.subjects.funds.books.models import Book, Matter
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers import entry_templates as everyday
from unionapp.subjects.funds.vouchers.models import Voucher

from tests.ui.funds.till import keep_book


def entry(session: Session, book: Book, day: date, matter: str, fen: int) -> Any:
    """A draft of money in or out of the bank for a matter."""
    wanted = Matter.get(Matter.name == matter)
    made = Voucher(book=book, day=day, papers=1)
    vouchers.save(session.store.journal, made, everyday.derive(wanted, fen, "102", day, ""))
    return made


def post(session: Session, book: Book, *made: Any) -> None:
    """Approve and post."""
    vouchers.approve(session.store.journal, made)
    vouchers.post(session.store.journal, book, made)


def spend(session: Session) -> Book:
    """Dues in January and March, office goods in March: all posted; the bank ends with 10,230.00."""
    book = keep_book(session)
    made = [
        entry(session, book, date(2026, 1, 8), "会员会费", 20_000),
        entry(session, book, date(2026, 3, 5), "会员会费", 10_000),
        entry(session, book, date(2026, 3, 5), "办公费", 7_000),
    ]
    post(session, book, *made)
    return book
