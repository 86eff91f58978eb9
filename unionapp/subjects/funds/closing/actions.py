"""The end of a month and of a year, and what the year's end writes by itself.

What may be closed depends on the day: the deeds take today where none is given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

import peewee

from unionapp.errors import Refused, errors_only
from unionapp.records import texts
from unionapp.store import editing
from unionapp.store.journal import SEAL, Journal
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books import closing_transfers as carrying
from unionapp.subjects.funds.books.models import Book, Opening, Period, Project
from unionapp.subjects.funds.books.records import OPENINGS, PERIODS
from unionapp.subjects.funds.closing.moves import (
    Move,
    Positions,
    gathering,
    in_order,
    moved,
    positions_of,
    release,
    results,
)
from unionapp.subjects.funds.closing.readiness import ready_to_close, ready_to_close_year
from unionapp.subjects.funds.statements import turnover
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers import chain
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.subjects.funds.vouchers.states import VoucherSort, VoucherState
from unionapp.values.periods import Month, year_last


def close_month(journal: Journal, book: Book, month: Month, explanation: str = "", day: date | None = None) -> Period:
    """Close a month on a day (today), which cannot be taken back; Refused with what stands against it."""
    journal.need("books")
    day, explanation = day or date.today(), texts.reason(explanation, "说明", Period.unreconciled.longest)
    if problems := errors_only(ready_to_close(book, month, day, explanation)):
        raise Refused(problems)
    with journal.step(f"结账 {month.chinese()}（{book.name}）", SEAL):
        return _put_period(journal, book, month.year, str(month), day, explanation)


def _put_period(journal: Journal, book: Book, year: int, month: str, day: date, explanation: str = "") -> Period:
    posted = Voucher.select().where(Voucher.book == book.id, Voucher.state == VoucherState.POSTED)
    within = posted.where(Voucher.month == month if month else Voucher.month.startswith(f"{year}-"))
    last = within.select(peewee.fn.MAX(Voucher.number)).scalar()
    period = Period(
        book=book,
        year=year,
        month=month,
        day=day,
        by=journal.operator,
        vouchers=within.count(),
        last=(last or 0) if month else None,
        unreconciled=explanation,
        chain=chain.last(book),
    )
    editing.put(PERIODS, [period])
    return period


def close_year(
    journal: Journal, book: Book, year: int, finished: Collection[Project] = (), day: date | None = None
) -> Period:
    """Close a year on a day (today) as one step: its closing vouchers, the year, the next one's opening balances.

    What is left of `finished` projects becomes free money. Refused with what stands against it.
    """
    journal.need("books")
    day = day or date.today()
    if problems := errors_only(ready_to_close_year(book, year, day)):
        raise Refused(problems)
    with journal.step(f"年结 {year} 年（{book.name}）", SEAL):
        _post_closing(journal, book, year, finished, day)
        period = _put_period(journal, book, year, "", day)
        _open_next(book, year)
    return period


def _post_closing(journal: Journal, book: Book, year: int, finished: Collection[Project], day: date) -> None:
    """Write and post the vouchers that close, each with the lines of one move."""
    positions = positions_of(book, year)
    projects = turnover.projects(book)
    made = []
    stages = (
        ("结转本年收支", lambda at: results(at, projects)),
        ("结转累计结转", lambda at: [m for m in gathering(at) if m[2] in carrying.CARRIED]),
        ("已完成项目的结转转入结余", lambda at: release(at, finished)),
        ("结转累计结余", gathering),
    )
    for words, stage in stages:
        move = stage(positions)
        if move:
            made.append(_closing_voucher(journal, book, year, words, move))
            made[-1].made = day
            positions = moved(positions, move)
    _post_at_once(journal, book, made, day)


def _closing_voucher(journal: Journal, book: Book, year: int, words: str, move: Move) -> Voucher:
    voucher = Voucher(book=book, day=year_last(year), sort=VoucherSort.CLOSING, summary=words, maker=journal.operator)
    voucher.lines = _lines(book, words, move)
    voucher.total = sum(line.debit or 0 for line in voucher.lines)
    return voucher


def _lines(book: Book, words: str, move: Move) -> list[VoucherLine]:
    """Each account emptied on the other side, and what its heirs take, summed by account and project."""
    known = chart.read(book)
    heirs: Positions = Counter()
    found = []
    for account, project, heir, of, fen in move:
        found.append(_line(known, words, account, project, -fen))
        heirs[heir, of] += fen
    for (heir, of), fen in sorted(heirs.items(), key=in_order):
        if fen:
            found.append(_line(known, words, heir, of, fen))
    return found


def _line(known: chart.Chart, words: str, account: str, project: int | None, fen: int) -> VoucherLine:
    debit, credit = (fen, None) if fen > 0 else (None, -fen)
    name = known.name(account)
    line = VoucherLine(summary=words, account=account, account_name=name, debit=debit, credit=credit)
    line.project_id = project
    return line


def _post_at_once(journal: Journal, book: Book, made: Sequence[Voucher], day: date) -> None:
    """From draft over approved to posted, as the guards of the file demand."""
    if not made:
        return
    editing.put(VOUCHERS, made, follow=False)
    for each in made:
        each.lines = None
        each.state, each.approver, each.approved = VoucherState.APPROVED, journal.operator, day
    editing.put(VOUCHERS, made, follow=False)
    vouchers.number_and_chain(journal.operator, book, made, day=day)


def _open_next(book: Book, year: int) -> None:
    """The opening balances of the next year, in the place of any that were entered for it (上年结转)."""
    before = Opening.select(Opening.id).where(Opening.book == book.id, Opening.year == year + 1).tuples()
    editing.delete(Opening, Opening.id, [row for (row,) in before])
    known = chart.read(book)
    rows = sorted(turnover.carried_over(book, year).items(), key=lambda item: (item[0][0], item[0][1] or 0, item[0][2]))
    editing.put(OPENINGS, [_opening(book, year + 1, known, *key, fen) for key, fen in rows])


def _opening(
    book: Book, year: int, known: chart.Chart, account: str, project: int | None, party: str, fen: int
) -> Opening:
    debit, credit = (fen, None) if fen > 0 else (None, -fen)
    name = known.name(account)
    row = Opening(book=book, year=year, account=account, account_name=name, debit=debit, credit=credit, party=party)
    row.project_id = project
    return row
