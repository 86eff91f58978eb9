"""Members' dues: the sheet of a month, who paid, who is behind, and the voucher of what came in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import peewee

from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.books.states import MoneySource
from unionapp.subjects.funds.income import apportionment as sharing
from unionapp.subjects.funds.income import rules as paying_rules
from unionapp.subjects.funds.income.models import Due
from unionapp.subjects.funds.income.records import DUES
from unionapp.subjects.funds.vouchers import drafting as receipts
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.subjects.members import rules as member_rules
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.states import MemberStatus
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.models import Union
from unionapp.values.periods import Month, months_between, parse_month
from unionapp.values.present import present

INCOME = "401"
"""会费收入: dues stay with the basic union whole."""


@dataclass(frozen=True)
class FilledDues:
    """What filling a month brought: rows made, and who could not be reckoned because no wage is known."""

    made: int
    without_wage: tuple[str, ...]


def fill_month(journal: Journal, book: Book, union: Union, month: Month) -> FilledDues:
    """A row of dues for every paying member of a union and those below, whose wage is known, as one step.

    A union that pays so much a head (会费定额) has one row for all its members, whom the register counts. Who has a row
    of that month already is left as she is; who keeps membership without pay owes nothing.
    """
    unions = tree.below(union)
    flat = {each.id: each for each in Union.select().where(Union.id.in_(unions), Union.dues_each.is_null(False))}
    owing = paying_rules.payers(month, unions)
    heads = Counter(each.union for each in owing)
    together = {number for (number,) in Due.select(Due.union).where(_together(book, month)).tuples()}
    paying = {each.member for each in owing if each.union not in flat}
    noted = {number for (number,) in Due.select(Due.member).where(_of(book, month)).tuples()}
    members = [
        each for each in Member.select().order_by(Member.union, Member.name_strokes) if each.id in paying - noted
    ]
    rows = [_row(book, member, month) for member in members if member.wage is not None]
    rows += [
        _flat_row(book, each, month, heads[number])
        for number, each in flat.items()
        if heads[number] and number not in together
    ]
    if rows:
        with journal.step(f"填{month.chinese()}会费 {len(rows)} 笔"):
            editing.put(DUES, rows)
    return FilledDues(len(rows), tuple(member.name for member in members if member.wage is None))


def _of(book: Book, month: Month) -> peewee.Expression:
    return (Due.book == book.id) & (Due.month == str(month)) & Due.member.is_null(False)


def _together(book: Book, month: Month) -> peewee.Expression:
    return (Due.book == book.id) & (Due.month == str(month)) & Due.member.is_null()


def _flat_row(book: Book, union: Union, month: Month, heads: int) -> Due:
    due = present(union.dues_each) * heads
    return Due(book=book.id, union=union.id, month=str(month), people=heads, due=due)


def _row(book: Book, member: Member, month: Month) -> Due:
    return Due(
        book=book.id,
        union=member.union_id,
        member=member.id,
        month=str(month),
        people=1,
        wage=member.wage,
        due=sharing.dues(present(member.wage)),
    )


def pay(journal: Journal, rows: Sequence[Due], day: date) -> int:
    """Note that dues were paid in full on a day, as one step; those already paid stay. How many they were."""
    waiting = [row for row in rows if not row.paid and not row.voucher_id]
    for row in waiting:
        row.paid, row.day = row.due or 0, day
    with journal.step(f"{len(waiting)} 笔会费收齐"):
        if waiting:
            editing.put(DUES, waiting)
    return len(waiting)


@dataclass(frozen=True)
class Arrear:
    """A member who has not paid for months on end: since when, how many, how much."""

    member: Member
    last: Month | None
    months: int
    fen: int


def arrears(book: Book, day: date, months: int | None = None) -> list[Arrear]:
    """Who, by the sheets up to the month before `day`, has not paid for at least so many months on end (a setting).

    What a unit paid for its members together counts for each of them.
    """
    least = member_rules.BEHIND_MONTHS.value if months is None else months
    until = str(Month.of(day).previous())
    rows = list(Due.select().where((Due.book == book.id) & (Due.month <= until)).order_by(Due.month, Due.id))
    together = {(row.union_id, row.month) for row in rows if row.member_id is None and row.paid}
    of_member: dict[int, list[Due]] = defaultdict(list)
    for row in rows:
        if row.member_id is not None:
            of_member[row.member_id].append(row)
    behind = {number: found for number, mine in of_member.items() if (found := unpaid(mine, together))[1]}
    behind = {number: found for number, found in behind.items() if len(found[1]) >= least}
    members = {
        each.id: each for chunk in editing.chunks(list(behind)) for each in Member.select().where(Member.id.in_(chunk))
    }
    return sorted(
        (
            Arrear(members[number], parse_month(last) if last else None, len(mine), sum(row.due or 0 for row in mine))
            for number, (last, mine) in behind.items()
            if members[number].status == MemberStatus.IN
        ),
        key=lambda each: (-each.months, each.member.name_strokes, each.member.id),
    )


@dataclass(frozen=True)
class OwingMonth:
    """What a union owes of a month: of how many people, how much, and what of it came in; in fen."""

    union: int
    month: Month
    people: int
    due: int
    paid: int
    noted: bool = True
    """Whether the month was registered at all."""

    @property
    def fen(self) -> int:
        """What is missing."""
        return self.due - self.paid


def owing_months(book: Book, until: Month) -> list[OwingMonth]:
    """The months up to one that a union has not paid in full, and those between that nobody registered; newest first.

    A union owes a head what it pays flat; of a month that was not registered no other sum is known.
    """
    rows = list(Due.select().where((Due.book == book.id) & (Due.month <= str(until))).order_by(Due.month, Due.id))
    found: list[OwingMonth] = []
    by_union: dict[int, dict[Month, list[Due]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        by_union[row.union_id][parse_month(row.month)].append(row)
    flat = {each.id: each.dues_each for each in Union.select().where(Union.id.in_(list(by_union)))}
    for union, months in by_union.items():
        for month in months_between(min(months), until):
            found.append(_owing(union, month, months.get(month, []), flat.get(union)))
    open_months = (each for each in found if each.fen > 0 or not each.noted)
    return sorted(open_months, key=lambda each: (each.month, -each.union), reverse=True)


def _owing(union: int, month: Month, rows: Sequence[Due], each: int | None) -> OwingMonth:
    if not rows:
        heads = len(paying_rules.payers(month, [union]))
        return OwingMonth(union, month, heads, heads * (each or 0), 0, noted=False)
    together = next((row for row in rows if row.member_id is None and row.paid), None)
    if together is not None:  # what a unit paid for its members together counts for each of them
        rows = [row for row in rows if row.member_id is None or row.paid]
    unpaid_rows = [row for row in rows if (row.due or 0) > (row.paid or 0)]
    people = sum(row.people or 1 for row in unpaid_rows)
    return OwingMonth(union, month, people, sum(row.due or 0 for row in rows), sum(row.paid or 0 for row in rows))


def unpaid(rows: Sequence[Due], together: Iterable[tuple[int, str]] = ()) -> tuple[str, list[Due]]:
    """Of one member's rows by month the last month that was paid, and the rows after it, where something was owed."""
    known = set(together)
    last = ""
    open_rows: list[Due] = []
    for row in rows:
        if row.paid or (row.union_id, row.month) in known:
            last, open_rows = row.month, []
        elif row.due:
            open_rows.append(row)
    return last, open_rows


def to_voucher(journal: Journal, book: Book, rows: Sequence[Due], money_account: str, day: date) -> Voucher:
    """Draft the voucher of dues that came in (借102或101 贷401), as one step; Refused where nothing is to be booked."""
    taken = [row for row in rows if row.paid and not row.voucher_id]
    if not taken:
        raise Refused("没有收到而未记账的会费。请先填实交金额和交纳日期。")
    total = sum(row.paid or 0 for row in taken)
    months = sorted({row.month for row in taken})
    span = months[0] if len(months) == 1 else f"{months[0]} 至 {months[-1]}"
    words = f"收{span}会费 {sum(row.people or 1 for row in taken)} 人"
    lines = [
        VoucherLine(summary=words, account=money_account, debit=total),
        VoucherLine(summary=words, account=INCOME, credit=total, source=MoneySource.DUES),
    ]
    return receipts.book(journal, DUES, taken, Voucher(book=book.id, day=day, summary=words, papers=1), lines)
