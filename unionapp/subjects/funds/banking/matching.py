"""Bank reconciliation: which line of the statement is which entry of the journal, and what is left open on each side.

Statement and journal mirror each other: what the bank calls 收入 is debited to the account here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from unionapp.errors import Refused
from unionapp.records.record import new_uid
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.funds.banking import cash
from unionapp.subjects.funds.banking.models import BankLine, Reconciliation
from unionapp.subjects.funds.banking.records import BANK_LINES, RECONCILIATIONS
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.vouchers.models import spoken
from unionapp.values import money
from unionapp.values.periods import Month

FAR = 31
"""Days between the two sides beyond which nothing is suggested."""
MOST_OF_A_GROUP = 4
"""So many entries at most are tried together for one line."""
FEW = 14
"""Only so many entries near a line are tried in groups, so that the search ends."""


@dataclass(frozen=True)
class Item:
    """One movement of the bank account as one of the sides has it; fen, received positive."""

    id: int
    day: date
    fen: int
    words: str
    reference: str
    party: str
    label: str = ""


@dataclass(frozen=True)
class Match:
    """A suggestion: lines of the statement and entries of the journal that are one movement, and how sure it is."""

    lines: tuple[int, ...]
    entries: tuple[int, ...]
    score: int


_ENTRIES = """
SELECT l.id, v.day, coalesce(l.debit, 0) - coalesce(l.credit, 0), l.summary, l.settlement, l.party, v.payee,
       v.word, v.number
FROM voucher_line AS l JOIN voucher AS v ON v.id = l.voucher_id
WHERE v.book_id = ? AND v.state = 'posted' AND v.sort != 'closing' AND v.day BETWEEN ? AND ?
  AND l.account >= ? AND l.account < ?
ORDER BY v.day, v.number, l.place
"""


def entries(book: Book, account: str, until: date, since: date = date.min) -> list[Item]:
    """The posted entries of a bank account between two days."""
    bounds = (book.id, since.isoformat(), until.isoformat(), account, account + ":")
    rows = BankLine._meta.database.execute_sql(_ENTRIES, bounds).fetchall()
    return [
        Item(
            number,
            date.fromisoformat(day),
            fen,
            words,
            settled,
            party or payee,
            f"{spoken(word)}-{drawn:04d}" if drawn else "",
        )
        for number, day, fen, words, settled, party, payee, word, drawn in rows
        if fen
    ]


def statement(book: Book, account: str, until: date) -> list[BankLine]:
    """The lines of the bank's statement up to a day."""
    where = (BankLine.book == book.id) & (BankLine.account == account) & (BankLine.day <= until)
    return list(BankLine.select().where(where).order_by(BankLine.day, BankLine.id))


def item_of(line: BankLine) -> Item:
    """A line of the statement as an item."""
    return Item(line.id, line.day, (line.income or 0) - (line.spending or 0), line.summary, line.reference, line.party)


def open_items(book: Book, account: str, month: Month) -> tuple[list[Item], list[Item]]:
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


def pair(lines: Sequence[Item], journal: Sequence[Item]) -> list[Match]:
    """Suggestions of which lines and entries are one: single pairs first, then one line for several entries and the
    other way round. Every line and entry is used once at most, and both sides of a suggestion come to the same."""
    scored = sorted(
        (
            (-likeness(line, entry), abs((line.day - entry.day).days), line.id, entry.id)
            for line in lines
            for entry in _of_amount(journal, line)
        ),
    )
    used_lines: set[int] = set()
    used_entries: set[int] = set()
    found = []
    for score, _, line_id, entry_id in scored:
        if line_id not in used_lines and entry_id not in used_entries:
            used_lines.add(line_id)
            used_entries.add(entry_id)
            found.append(Match((line_id,), (entry_id,), -score))
    left = [line for line in lines if line.id not in used_lines]
    rest = [entry for entry in journal if entry.id not in used_entries]
    return found + _groups(left, rest)


def _of_amount(journal: Sequence[Item], line: Item) -> Iterable[Item]:
    return (each for each in journal if each.fen == line.fen and abs((each.day - line.day).days) <= FAR)


def likeness(line: Item, entry: Item) -> int:
    """How like two items of the same amount are, up to 100: by days between them, reference and party."""
    points = 60 - min(50, 2 * abs((line.day - entry.day).days))
    return max(points + sum(_POINTS[word] for word in resemblance(line, entry)), 0)


_REFERENCE, _PARTY = "流水号相同", "对方相同"
_POINTS = {_REFERENCE: 25, _PARTY: 15}


def resemblance(line: Item, entry: Item) -> list[str]:
    """What besides amount and day speaks for two items being one, in words."""
    same = {
        _REFERENCE: bool(_digits(line.reference) & _digits(entry.reference + entry.words)),
        _PARTY: _same_party(line, entry),
    }
    return [word for word, holds in same.items() if holds]


def _digits(words: str) -> set[str]:
    return set(re.findall(r"\d{4,}", words))


def _same_party(line: Item, entry: Item) -> bool:
    names = [name for name in (line.party, entry.party) if len(name) >= 2]
    if line.party and entry.party:
        return line.party in entry.party or entry.party in line.party
    return any(name in line.words + entry.words for name in names)


def _groups(lines: list[Item], journal: list[Item]) -> list[Match]:
    """One line that is several entries, then one entry that is several lines."""
    found: list[Match] = []
    for line in list(lines):
        parts = _adding_up(line, journal)
        if parts:
            found.append(Match((line.id,), tuple(each.id for each in parts), 40))
            lines.remove(line)
            journal[:] = [each for each in journal if each not in parts]
    for entry in list(journal):
        parts = _adding_up(entry, lines)
        if parts:
            found.append(Match(tuple(each.id for each in parts), (entry.id,), 40))
            lines[:] = [each for each in lines if each not in parts]
    return found


def _adding_up(one: Item, others: Sequence[Item]) -> tuple[Item, ...]:
    """The fewest of the nearest others, on the same side, that come to the same as one."""
    near = [each for each in others if each.fen * one.fen > 0 and abs((each.day - one.day).days) <= FAR]
    near = sorted(near, key=lambda each: (abs((each.day - one.day).days), each.id))[:FEW]
    for size in range(2, MOST_OF_A_GROUP + 1):
        for parts in combinations(near, size):
            if sum(each.fen for each in parts) == one.fen:
                return parts
    return ()


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


@dataclass(frozen=True)
class Adjustment:
    """余额调节表: both balances, what each side lacks, and that they agree; amounts in fen."""

    statement: int
    journal: int
    bank_only: tuple[Item, ...]
    """银行已收付，单位未收付."""
    journal_only: tuple[Item, ...]
    """单位已收付，银行未收付."""

    @property
    def journal_adjusted(self) -> int:
        """The journal as it will be once it has what the bank has."""
        return self.journal + sum(item.fen for item in self.bank_only)

    @property
    def statement_adjusted(self) -> int:
        """The statement as it will be once the bank has what the journal has."""
        return self.statement + sum(item.fen for item in self.journal_only)

    @property
    def agrees(self) -> bool:
        """Whether both come to the same."""
        return self.journal_adjusted == self.statement_adjusted


def adjust(book: Book, account: str, month: Month, balance: int | None = None) -> Adjustment:
    """The two balances at the end of a month and what explains their difference (§ 6.9).

    The balance of the statement is that of its last line, where it is not given; Refused where there is none.
    """
    if balance is None:
        balance = stated_balance(book, account, month)
    if balance is None:
        raise Refused("对账单上没有余额，请填写对账单的月末余额。")
    bank_only, journal_only = open_items(book, account, month)
    return Adjustment(balance, cash.balance(book, account, month.last()), tuple(bank_only), tuple(journal_only))


def stated_balance(book: Book, account: str, month: Month) -> int | None:
    """The balance on the last line of the statement up to the end of a month, None where it gives none."""
    lines = [line for line in statement(book, account, month.last()) if line.balance is not None]
    return lines[-1].balance if lines else None


def reconcile(
    journal: Journal,
    book: Book,
    account: str,
    month: Month,
    day: date,
    balance: int | None = None,
    by: str | None = None,
    remark: str | None = None,
) -> Reconciliation:
    """Write down that a month of an account was reconciled, with what is left open, as one step.

    `balance` is that of the statement, where its lines give none. A month done again is written over, but for what
    is not said here.
    """
    found = adjust(book, account, month, balance)
    record: Reconciliation = Reconciliation.get_or_none(
        (Reconciliation.book == book.id) & (Reconciliation.account == account) & (Reconciliation.month == str(month))
    ) or Reconciliation(book=book.id, account=account, month=str(month))
    record.statement, record.journal, record.day = found.statement, found.journal, day
    record.open_items = len(found.bank_only) + len(found.journal_only)
    record.balanced = found.agrees
    record.by = (record.by if by is None else by) or journal.operator
    record.remark = record.remark if remark is None else remark
    with journal.step(f"{month.chinese()}银行对账"):
        editing.save(journal, RECONCILIATIONS, record)
    return record


def unreconciled(book: Book, month: Month) -> list[str]:
    """The bank accounts in use that are not reconciled for a month, do not agree, or have changed since they were."""
    accounts = chart.read(book)
    rows = Reconciliation.select().where((Reconciliation.book == book.id) & (Reconciliation.month == str(month)))
    done = {row.account for row in rows if row.balanced and _still_holds(book, row, month)}
    return [number for number in accounts.numbers("bank") if number not in done and _used(book, number, month)]


def _still_holds(book: Book, row: Reconciliation, month: Month) -> bool:
    """Whether journal and statement are what they were when they were reconciled."""
    stated = stated_balance(book, row.account, month)
    found = adjust(book, row.account, month, row.statement)
    now = (found.journal, len(found.bank_only) + len(found.journal_only), found.agrees)
    return stated in (None, row.statement) and now == (row.journal, row.open_items or 0, True)


def _used(book: Book, account: str, month: Month) -> bool:
    moved = entries(book, account, month.last(), month.first())
    return bool(moved) or cash.balance(book, account, month.last()) != 0
