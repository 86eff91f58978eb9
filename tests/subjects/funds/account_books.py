"""A set of books kept as a clerk keeps it: saved, approved and posted by the program's own actions."""

from __future__ import annotations

from datetime import date

from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.books.models import Book, Opening, Project
from unionapp.subjects.funds.books.records import BOOKS, OPENINGS, PROJECTS
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.subjects.unions.records import UNIONS

from tests import support

DAY = date(2025, 3, 5)


def begun(store: Store, since: str = "2025-01", name: str = "青石镇总工会") -> Book:
    """A set of books of the township's union with the chart that ships."""
    made = Book(name=name, union=support.saved(store, UNIONS, 1), since=since)
    editing.save(store.journal, BOOKS, made)
    return made


def project(store: Store, book: Book, name: str = "送温暖资金", **values: object) -> Project:
    """An earmarked project of a book."""
    made = Project(**{"book": book, "name": name, "earmarked": True, **values})
    editing.save(store.journal, PROJECTS, made)
    return made


def opened_with(store: Store, **amounts: int) -> None:
    """Opening balances by account ("a102"), signed fen."""
    for name, fen in amounts.items():
        debit, credit = (fen, None) if fen > 0 else (None, -fen)
        editing.save(store.journal, OPENINGS, Opening(account=name[1:], debit=debit, credit=credit))


def lines(*entries: tuple[str, int], project: Project | None = None) -> list[VoucherLine]:
    """Lines of a voucher: account and signed fen, debit positive."""
    return [
        VoucherLine(
            summary="购办公用品",
            account=account,
            debit=fen if fen > 0 else None,
            credit=-fen if fen < 0 else None,
            project=project,
        )
        for account, fen in entries
    ]


def drafted(store: Store, day: date = DAY, fen: int = 100, account: str = "50504", **values: object) -> Voucher:
    """A draft over money that came in (an account of income) or went out by the bank."""
    made = Voucher(**{"day": day, "papers": 1, **values})
    signed = -fen if account.startswith("4") else fen
    vouchers.save(store.journal, made, lines((account, signed), ("102", -signed)))
    return made


def posted(store: Store, book: Book, day: date = DAY, fen: int = 100, account: str = "50504") -> Voucher:
    """A posted voucher, as it is stored."""
    made = drafted(store, day, fen, account)
    vouchers.approve(store.journal, [made])
    vouchers.post(store.journal, book, [made])
    return Voucher.get_by_id(made.id)


def slipped_in(store: Store, book: Book, day: date, *entries: tuple[str, int]) -> Voucher:
    """A voucher posted without being asked about, as files of former programs hold them."""
    made = Voucher(day=day, papers=1)
    vouchers.save(store.journal, made, lines(*entries))
    vouchers.approve(store.journal, [made])
    with store.journal.step("记账"):
        found = [Voucher.get_by_id(made.id)]
        vouchers.number_and_chain(store.journal.operator, book, found)
    return Voucher.get_by_id(made.id)
