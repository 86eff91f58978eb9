"""What the page of reconciling shows of a bank account in a month, read at once off the GUI thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from unionapp.subjects.funds.banking import cash, pairing, reconciling, register
from unionapp.subjects.funds.banking import matching as bank
from unionapp.subjects.funds.banking.models import BankLine, Reconciliation
from unionapp.subjects.funds.banking.pairing import BankMovement, Match
from unionapp.subjects.funds.books.models import Book
from unionapp.values.periods import Month


@dataclass(frozen=True)
class Pair:
    """Lines of the statement with the entries they are, or are suggested to be."""

    lines: tuple[BankMovement, ...]
    entries: tuple[BankMovement, ...]

    @property
    def key(self) -> tuple[int, ...]:
        """What tells it from others."""
        return tuple(item.id for item in self.lines)

    @property
    def fen(self) -> int:
        """What it comes to, received positive."""
        return sum(item.fen for item in self.lines)

    @property
    def match(self) -> Match:
        """The same as it is accepted."""
        return Match(self.key, tuple(item.id for item in self.entries), 0)


@dataclass(frozen=True)
class BankView:
    """Both sides of an account in a month: what is open, what is suggested, what was matched, the balances."""

    account: str
    month: Month
    lines: Sequence[BankMovement] = ()
    entries: Sequence[BankMovement] = ()
    suggested: Sequence[Pair] = ()
    matched: Sequence[Pair] = ()
    stated: int | None = None
    journal: int = 0
    any_statement: bool = False
    done: Reconciliation | None = None
    """The reconciliation that was written down for the month."""
    of_line: Mapping[int, BankMovement] = field(default_factory=dict)
    of_entry: Mapping[int, BankMovement] = field(default_factory=dict)


def look(book: Book, account: str, month: Month) -> BankView:
    """Read an account as it stands at the end of a month."""
    lines, entries = bank.open_items(book, account, month)
    of_line, of_entry = ({item.id: item for item in items} for items in (lines, entries))
    suggested = [
        Pair(tuple(of_line[at] for at in each.lines), tuple(of_entry[at] for at in each.entries))
        for each in pairing.pair(lines, entries)
    ]
    return BankView(
        account,
        month,
        lines,
        entries,
        suggested,
        _matched(book, account, month),
        reconciling.stated_balance(book, account, month),
        cash.balance(book, account, month.last()),
        register.has_statement(book, account, month),
        register.reconciliation(book, account, month),
        of_line,
        of_entry,
    )


def _matched(book: Book, account: str, month: Month) -> list[Pair]:
    """What was matched and has a line on the statement of the month, or an entry in it."""
    known = {item.id: item for item in bank.entries(book, account, month.last())}
    groups: dict[str, list[BankLine]] = defaultdict(list)
    for line in bank.statement(book, account, month.last()):
        if line.group:
            groups[line.group].append(line)
    found = []
    for group, lines in groups.items():
        entries = tuple(known[number] for number in _numbers(group) if number in known)
        items = tuple(map(bank.item_of, lines))
        if any(item.day >= month.first() for item in (*items, *entries)):
            found.append(Pair(items, entries))
    return found


def _numbers(group: str) -> list[int]:
    """The entries that the name of a group holds."""
    return [int(number) for number in group.partition(":")[2].split(",") if number]


def why(pair: Pair) -> str:
    """Why two sides are taken for one movement: 金额相同，相差 1 天，流水号相同."""
    if len(pair.lines) > 1 or len(pair.entries) > 1:
        said = [f"{len(pair.lines)} 笔对 {len(pair.entries)} 笔，合计相同"]
    else:
        said = ["金额相同"]
    days = max(abs((line.day - entry.day).days) for line in pair.lines for entry in pair.entries)
    said.append(f"相差 {days} 天" if days else "同一天")
    if len(pair.lines) == len(pair.entries) == 1:
        said += pairing.resemblance(pair.lines[0], pair.entries[0])
    return "，".join(said)
