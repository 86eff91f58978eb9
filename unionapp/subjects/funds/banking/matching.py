"""Which line of the bank's statement was which entry of the journal, and what is left open on each side.

Statement and journal mirror each other: what the bank calls 收入 is debited to the account here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from unionapp.errors import Refused
from unionapp.records.record import new_uid
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.funds.banking.models import BankLine
from unionapp.subjects.funds.banking.pairing import BankMovement, Match, pair
from unionapp.subjects.funds.banking.records import BANK_LINES
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.vouchers.models import word_label
from unionapp.values import money
from unionapp.values.periods import Month

_ENTRIES = """
SELECT l.id, v.day, coalesce(l.debit, 0) - coalesce(l.credit, 0), l.summary, l.settlement, l.party, v.payee,
       v.word, v.number
FROM voucher_line AS l JOIN voucher AS v ON v.id = l.voucher_id
WHERE v.book_id = ? AND v.state = 'posted' AND v.sort != 'closing' AND v.day BETWEEN ? AND ?
  AND l.account >= ? AND l.account < ?
ORDER BY v.day, v.number, l.place
"""


def entries(book: Book, account: str, until: date, since: date = date.min) -> list[BankMovement]:
    """The posted entries of a bank account between two days."""
    bounds = (book.id, since.isoformat(), until.isoformat(), account, account + ":")
    rows = BankLine._meta.database.execute_sql(_ENTRIES, bounds).fetchall()
    return [
        BankMovement(
            number,
            date.fromisoformat(day),
            fen,
            words,
            settled,
            party or payee,
            f"{word_label(word)}-{drawn:04d}" if drawn else "",
        )
        for number, day, fen, words, settled, party, payee, word, drawn in rows
        if fen
    ]


def statement(book: Book, account: str, until: date) -> list[BankLine]:
    """The lines of the bank's statement up to a day."""
    where = (BankLine.book == book.id) & (BankLine.account == account) & (BankLine.day <= until)
    return list(BankLine.select().where(where).order_by(BankLine.day, BankLine.id))


def item_of(line: BankLine) -> BankMovement:
    """A line of the statement as an item."""
    return BankMovement(
        line.id, line.day, (line.income or 0) - (line.spending or 0), line.summary, line.reference, line.party
    )


def open_items(book: Book, account: str, month: Month) -> tuple[list[BankMovement], list[BankMovement]]:
    """What was not yet found on the other side at the end of a month: of the statement, of the journal.

    An entry whose line stands on a later statement is still open; what began before the book did is not asked for.
    """
    until = month.last()
    here = entries(book, account, until)
    settled = _settled(book, account, until, {item.id for item in here})
    found = {number for numbers in settled.values() for number in numbers}
    lines = [item_of(line) for line in statement(book, account, until) if line.group not in settled]
    return lines, [item for item in here if item.id not in found]


def _settled(book: Book, account: str, until: date, known: set[int]) -> dict[str, set[int]]:
    """The groups all of which lies before the end of a day on both sides, with their entries."""
    groups: dict[str, set[int]] = defaultdict(set)
    late: set[str] = set()
    where = (BankLine.book == book.id) & (BankLine.account == account) & (BankLine.group != "")
    for line in BankLine.select().where(where):
        groups[line.group] |= set(_members(line))
        if line.day > until:
            late.add(line.group)
    return {group: found for group, found in groups.items() if group not in late and found <= known}


def _members(line: BankLine) -> Iterable[int]:
    """The entries that a line was found to be: its own, and those its group names."""
    if line.entry_id:
        yield line.entry_id
    yield from (int(number) for number in line.group.partition(":")[2].split(",") if number)


def match(book: Book, account: str, month: Month) -> list[Match]:
    """Suggestions for what is open at the end of a month, the surest first; none is used twice."""
    return pair(*open_items(book, account, month))


def accept(journal: Journal, matches: Sequence[Match]) -> int:
    """Take suggestions, as one step; Refused where the sides of one differ. How many lines were settled."""
    changed = [line for each in matches for line in _joined(each)]
    with journal.step(f"银行对账，对上 {len(matches)} 组"):
        if changed:
            editing.put(BANK_LINES, changed)
    return len(changed)


def _joined(each: Match) -> list[BankLine]:
    lines = list(BankLine.select().where(BankLine.id.in_(each.lines)).order_by(BankLine.id))
    _need_equal(lines, each.entries)
    group = f"{new_uid()[:12]}:{','.join(map(str, each.entries))}"
    for line in lines:
        line.group = group
        line.entry_id = each.entries[0]
    return lines


def _need_equal(lines: Sequence[BankLine], numbers: Sequence[int]) -> None:
    """Refused where the two sides of a match come to different sums, or one is missing or taken."""
    marks = ",".join("?" * len(numbers))
    sql = f"SELECT coalesce(sum(coalesce(debit, 0) - coalesce(credit, 0)), 0) FROM voucher_line WHERE id IN ({marks})"
    booked = BankLine._meta.database.execute_sql(sql, tuple(numbers)).fetchone()[0] if numbers else 0
    stated = sum((line.income or 0) - (line.spending or 0) for line in lines)
    if not lines or not numbers or booked != stated:
        raise Refused(f"两边金额不等：对账单 {money.show(stated)} 元，日记账 {money.show(booked)} 元，没有对上。")
    if any(line.group for line in lines):
        raise Refused("所选的对账单行里有已经对上的，请先取消。")


def release(journal: Journal, lines: Sequence[BankLine]) -> int:
    """Take back what was matched: all lines of the groups that these belong to, as one step."""
    groups = {line.group for line in lines if line.group}
    rows = list(BankLine.select().where(BankLine.group.in_(list(groups)))) if groups else []
    for row in rows:
        row.group, row.entry = "", None
    with journal.step(f"取消对账 {len(rows)} 行"):
        if rows:
            editing.put(BANK_LINES, rows)
    return len(rows)
