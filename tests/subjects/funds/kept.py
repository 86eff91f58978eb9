"""A set of books for tests of what is read from it: rows written as they lie, posted in the way the file allows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.models import Book, Opening, Project
from unionapp.subjects.funds.books.records import ACCOUNTS, BOOKS, OPENINGS, PROJECTS
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.subjects.funds.vouchers.records import VOUCHER_LINES, VOUCHERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

UNIT = "青石镇总工会"


@dataclass(frozen=True)
class Entry:
    """One line of a voucher for a test: amounts in fen."""

    account: str
    debit: int = 0
    credit: int = 0
    project: Project | int | None = None
    party: str = ""
    summary: str = ""


@dataclass(frozen=True)
class Deed:
    """One voucher for a test."""

    day: date
    lines: tuple[Entry, ...]
    sort: str = "normal"
    state: str = "posted"


def book(store: Store, since: str = "2026-01", **more: object) -> Book:
    """A book of the township's own union with the chart that ships."""
    union = Union(name=UNIT, sort="1")
    kept = Book(name=UNIT, union=union, since=since, cashier="钱有余", accountant="马会计", chair="丁建国", **more)
    with store.journal.step("建账"):
        editing.put(UNIONS, [union], follow=False)
        kept.union = union
        editing.put(BOOKS, [kept], follow=False)
        shipped = dict(chart.install())
        editing.put(ACCOUNTS, next((rows for model, rows in shipped.items() if model is ACCOUNTS.model), []))
    return kept


def project(store: Store, kept: Book, name: str, earmarked: bool = True) -> Project:
    """A project of the book."""
    made = Project(book=kept, name=name, earmarked=earmarked)
    with store.journal.step("项目"):
        editing.put(PROJECTS, [made])
    return made


def open_with(
    store: Store, kept: Book, year: int, amounts: Iterable[tuple[str, int]], of: Project | None = None
) -> None:
    """Opening balances, signed fen."""
    rows = [
        Opening(book=kept, year=year, account=account, debit=max(fen, 0), credit=max(-fen, 0), project=of)
        for account, fen in amounts
    ]
    with store.journal.step("期初"):
        editing.put(OPENINGS, rows)


def enter(store: Store, kept: Book, deeds: Sequence[Deed]) -> list[Voucher]:
    """Vouchers with their lines, numbered by month in the order given and posted where they shall be."""
    vouchers = [_voucher(kept, place, deed) for place, deed in enumerate(deeds, 1)]
    with store.journal.step("凭证"):
        editing.put(VOUCHERS, vouchers, follow=False)
        editing.put(VOUCHER_LINES, _lines(zip(vouchers, deeds, strict=True)), follow=False)
        for state in ("approved", "posted"):
            found = [each for each, deed in zip(vouchers, deeds, strict=True) if deed.state in (state, "posted")]
            numbers = {month: _last(kept, month) for month in {f"{each.day:%Y-%m}" for each in vouchers}}
            for each in found:
                each.state = state
                if state == "posted":
                    month = f"{each.day:%Y-%m}"
                    numbers[month] += 1
                    each.number = numbers[month]
            editing.put(VOUCHERS, found, follow=False)
    return vouchers


def _last(kept: Book, month: str) -> int:
    rows = Voucher.select(Voucher.number).where((Voucher.book == kept.id) & (Voucher.month == month)).tuples()
    return max((number or 0 for (number,) in rows), default=0)


def _voucher(kept: Book, place: int, deed: Deed) -> Voucher:
    summary = deed.lines[0].summary or f"第{place}笔"
    total = sum(line.debit for line in deed.lines)
    return Voucher(
        book=kept, day=deed.day, sort=deed.sort, summary=summary, total=total, papers=2, handler="李四", maker="张三"
    )


def _lines(pairs: Iterable[tuple[Voucher, Deed]]) -> list[VoucherLine]:
    return [
        VoucherLine(
            voucher=voucher,
            place=place,
            summary=line.summary or voucher.summary,
            account=line.account,
            debit=line.debit or None,
            credit=line.credit or None,
            project=line.project,
            party=line.party,
        )
        for voucher, deed in pairs
        for place, line in enumerate(deed.lines, 1)
    ]
