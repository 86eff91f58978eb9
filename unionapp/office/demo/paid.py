"""What hangs on the made-up vouchers: statements of the bank, dues, contributions, and gifts handed out to a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from unionapp.office.demo.fiction import Fiction
from unionapp.office.demo.spending import Gift
from unionapp.office.demo.unions import TODAY, DemoUnion
from unionapp.store import editing
from unionapp.subjects.funds.banking import cash
from unionapp.subjects.funds.banking.models import BankLine, CashCount, Reconciliation
from unionapp.subjects.funds.banking.records import BANK_LINES, CASH_COUNTS, RECONCILIATIONS
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.handouts.models import Handout, HandoutLine
from unionapp.subjects.funds.handouts.records import HANDOUT_LINES, HANDOUTS
from unionapp.subjects.funds.handouts.states import GoodsForm, HandoutState, LimitItem
from unionapp.subjects.funds.income import apportionment as sharing
from unionapp.subjects.funds.income.models import Contribution, Due
from unionapp.subjects.funds.income.records import CONTRIBUTIONS, DUES
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.states import MemberStatus
from unionapp.values.periods import Month
from unionapp.values.present import present

_ENTRIES = """
SELECT l.id, v.day, v.summary, coalesce(l.debit, 0) - coalesce(l.credit, 0), l.settlement
FROM voucher AS v JOIN voucher_line AS l ON l.voucher_id = v.id
WHERE v.book_id = ? AND v.state = 'posted' AND l.account = '102' ORDER BY v.day, l.id
"""
_MATCHED_UNTIL = Month.of(TODAY).previous().first()
"""From this day on the statement waits to be reconciled."""


def note(source: Fiction, book: Book, begun: int) -> None:
    """The bank's statement of a book: every entry as the bank has it, matched where its month is reconciled."""
    balance, rows = begun, []
    for entry, day, summary, fen, settlement in BankLine._meta.database.execute_sql(_ENTRIES, (book.id,)).fetchall():
        balance += fen
        line = BankLine(book=book, account="102", day=date.fromisoformat(day), summary=summary, balance=balance)
        line.income, line.spending = (fen, None) if fen > 0 else (None, -fen)
        line.reference = settlement.removeprefix("网银")
        if line.day < _MATCHED_UNTIL:
            line.entry, line.group = entry, f"{source.uid()[:12]}:{entry}"
        rows.append(line)
    editing.put(BANK_LINES, rows)


def _count_cash(book: Book, day: date) -> None:
    """That the cash box held what the journal says, coin by coin."""
    fen = rest = cash.balance(book, "101", day)
    pieces = {}
    for worth in (10000, 5000, 2000, 1000, 500, 100, 50, 10):
        pieces[f"n{worth}"], rest = divmod(rest, worth)
    if fen >= 0 and not rest:
        counted = CashCount(book=book, day=day, counted=fen, journal=fen, cashier=book.cashier, **pieces)
        editing.put(CASH_COUNTS, [counted])


def reconcile(book: Book, month: Month) -> None:
    """That a month was reconciled, nothing left open."""
    fen = cash.balance(book, "102", month.last())
    day = month.last() + timedelta(2)
    made = Reconciliation(book=book, account="102", month=str(month), statement=fen, journal=fen, day=day)
    made.open_items, made.balanced, made.by = 0, True, book.accountant
    editing.put(RECONCILIATIONS, [made])
    _count_cash(book, month.last())


def collect_dues(book: Book, place: DemoUnion, paid: Sequence[Voucher]) -> None:
    """The dues of a union for its members together, one row for each voucher."""
    people = Member.select().where((Member.union == place.union.id) & (Member.status == MemberStatus.IN)).count()
    rows = [
        Due(
            book=book,
            union=place.union,
            month=each.month,
            people=people,
            due=each.total,
            paid=each.total,
            day=each.day,
            voucher=each,
        )
        for each in paid
    ]
    editing.put(DUES, rows)


def collect(book: Book, paid: Sequence[tuple[DemoUnion, Voucher]]) -> None:
    """What employers paid for their workers' wages, each with its voucher."""
    rows = []
    for place, voucher in paid:
        total = present(voucher.total)
        parts = sharing.shares(total)
        row = Contribution(book=book, union=place.union, unit=place.union.unit_name, month=voucher.month)
        row.workers, row.wages = place.quota, total * 50
        row.due = row.paid = total
        row.day, row.voucher = voucher.day, voucher
        row.kept, row.upward, row.downward = parts.kept, parts.upward, parts.downward
        rows.append(row)
    editing.put(CONTRIBUTIONS, rows)


def hand_out(book: Book, people: Sequence[Member], given: Sequence[tuple[Gift, Voucher]]) -> None:
    """A list for each festival, signed by nearly everybody, with its voucher."""
    for gift, voucher in given:
        made = Handout(
            book=book, title=f"{voucher.day.year}年{gift.name}慰问品", item=LimitItem.FESTIVAL, day=voucher.day
        )
        made.festival, made.form, made.goods = gift.key, GoodsForm.GOODS, gift.goods
        made.price = made.amount = gift.yuan * 100
        made.handler, made.approver, made.giver = book.cashier, book.chair, book.auditor
        made.approved_on, made.state, made.voucher = voucher.day - timedelta(3), HandoutState.BOOKED, voucher
        editing.put(HANDOUTS, [made])
        lines = [_given(made, member, place) for place, member in enumerate(people, 1)]
        editing.put(HANDOUT_LINES, lines)


def _given(made: Handout, member: Member, place: int) -> HandoutLine:
    line = HandoutLine(handout=made, place=place, member=member, name=member.name, form=made.form)
    line.goods = made.goods
    line.union_id = member.union_id
    line.id_number, line.phone, line.amount = member.id_number, member.mobile, present(made.amount)
    line.signed, line.signed_on = True, made.day
    return line
