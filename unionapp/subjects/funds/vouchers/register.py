"""Which vouchers of a book there are, by month and state, and what belongs to one: its papers, its red reversals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import peewee

from unionapp.store import editing
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine, VoucherPaper
from unionapp.subjects.funds.vouchers.states import VoucherSort, VoucherState
from unionapp.values.periods import Month, parse_month

Part = TypeVar("Part", VoucherLine, VoucherPaper)
"""What belongs to a voucher."""


def of_month(book: Book, month: Month, state: str) -> list[Voucher]:
    """The vouchers of a month in one state (code table voucher-state), by their days."""
    meant = (Voucher.book == book.id) & (Voucher.month == str(month)) & (Voucher.state == state)
    return list(Voucher.select().where(meant).order_by(Voucher.day, Voucher.id))


def waiting(book: Book, month: Month) -> list[Voucher]:
    """The vouchers of a month that are not posted yet, by their days."""
    open_ones = (Voucher.book == book.id) & (Voucher.month == str(month)) & (Voucher.state != VoucherState.POSTED)
    return list(Voucher.select().where(open_ones).order_by(Voucher.day, Voucher.id))


def count_of_month(book: Book, month: Month) -> dict[str, int]:
    """How many vouchers a month has by their state."""
    meant = (Voucher.book == book.id) & (Voucher.month == str(month))
    return dict(Voucher.select(Voucher.state, _HOW_MANY).where(meant).group_by(Voucher.state).tuples())


def last_waiting(book: Book) -> Month | None:
    """The last month with vouchers that are not posted; None where all are."""
    open_ones = Voucher.state.in_((VoucherState.DRAFT, VoucherState.APPROVED))
    found = Voucher.select(peewee.fn.MAX(Voucher.month)).where((Voucher.book == book.id) & open_ones).scalar()
    return parse_month(found) if found else None


def count_of_year(book: Book, year: int) -> dict[tuple[str, str], int]:
    """How many vouchers a year has by month ("2026-03") and state, those that close the year left out."""
    meant = (Voucher.book == book.id) & Voucher.month.startswith(f"{year}-") & (Voucher.sort != VoucherSort.CLOSING)
    rows = Voucher.select(Voucher.month, Voucher.state, _HOW_MANY).where(meant).group_by(Voucher.month, Voucher.state)
    return {(month, state): number for month, state, number in rows.tuples()}


_HOW_MANY = peewee.fn.COUNT(Voucher.id)


def reversals(voucher: Voucher) -> list[Voucher]:
    """The red vouchers that take a voucher back; a new one has none."""
    return list(Voucher.select().where(Voucher.reverses == voucher.id)) if voucher.id else []


def papers(voucher: Voucher) -> list[VoucherPaper]:
    """The papers of a voucher in the order of their registering; a new one has none."""
    if not voucher.id:
        return []
    return list(VoucherPaper.select().where(VoucherPaper.voucher == voucher.id).order_by(VoucherPaper.id))


def by_voucher(model: type[Part], vouchers: Sequence[Voucher]) -> dict[int, list[Part]]:
    """The rows of a model that belong to vouchers, by the id of the voucher."""
    found: dict[int, list[Part]] = {}
    for chunk in editing.chunks([each.id for each in vouchers]):
        for row in model.select().where(model.voucher.in_(chunk)).order_by(model.id):
            found.setdefault(row.voucher_id, []).append(row)
    return found


def use_of_accounts(book: Book) -> dict[str, int]:
    """How many entries of a book name each account."""
    count = peewee.fn.COUNT(VoucherLine.id)
    of_book = VoucherLine.select(VoucherLine.account, count).join(Voucher).where(Voucher.book == book.id)
    return dict(of_book.group_by(VoucherLine.account).tuples())
