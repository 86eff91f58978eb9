"""Since when what is owed to the union and by it has been open: what came first is taken to be settled first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.subjects.funds.books.account_groups import PAYABLE, RECEIVABLE, first_level, is_payable, is_receivable
from unionapp.subjects.funds.books.models import Book, Opening
from unionapp.values.periods import parse_month

KINDS = {RECEIVABLE: "其他应收款", PAYABLE: "其他应付款"}


@dataclass(frozen=True)
class Debt:
    """What is still open with somebody on an account: fen, and the day of the oldest part of it."""

    kind: str
    account: str
    party: str
    fen: int
    since: date


_ENTRIES = """
SELECT l.account, l.party, v.day, coalesce(l.debit, 0) - coalesce(l.credit, 0)
FROM voucher_line AS l JOIN voucher AS v ON v.id = l.voucher_id
WHERE v.book_id = ? AND v.state = 'posted' AND v.day <= ? AND (l.account LIKE '135%' OR l.account LIKE '215%')
ORDER BY v.day, v.id, l.place
"""


def open_items(book: Book, day: date) -> list[Debt]:
    """What is open on 135 and 215 at the end of a day, by account and party."""
    entries: dict[tuple[str, str], list[tuple[date, int]]] = {}
    for account, party, when, fen in [*_carried(book), *_posted(book, day)]:
        sign = 1 if is_receivable(account) else -1
        entries.setdefault((account, party), []).append((when, sign * fen))
    found = []
    for (account, party), rows in sorted(entries.items()):
        rest = unsettled(rows)
        if rest is not None:
            found.append(Debt(KINDS[first_level(account)], account, party, *rest))
    return found


def unsettled(rows: Sequence[tuple[date, int]]) -> tuple[int, date] | None:
    """What of amounts by day, falling ones settling the earliest, is left: the sum, and the day of its oldest part."""
    left = sum(fen for _, fen in rows)
    if left <= 0:
        return None
    covered = 0
    for when, fen in reversed(rows):
        covered += max(0, fen)
        if covered >= left:
            return left, when
    return left, rows[0][0]


def _posted(book: Book, day: date) -> list[tuple[str, str, date, int]]:
    rows = Opening._meta.database.execute_sql(_ENTRIES, (book.id, day.isoformat())).fetchall()
    return [(account, party, date.fromisoformat(when), fen) for account, party, when, fen in rows]


def _carried(book: Book) -> list[tuple[str, str, date, int]]:
    """What the book began with; later openings only carry on what was posted."""
    rows = list(Opening.select().where(Opening.book == book.id).order_by(Opening.year, Opening.id))
    begun = parse_month(book.since).first()
    return [
        (row.account, row.party, begun, (row.debit or 0) - (row.credit or 0))
        for row in rows
        if row.year == rows[0].year and (is_receivable(row.account) or is_payable(row.account))
    ]
