"""The sums behind every book and statement: what was entered in an account, and what stood in it.

Balances are signed fen, debit positive. Each call reads the lines of the asked months by one statement, summed in the
database, so that a hundred thousand lines take no longer than a statement may.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from unionapp.errors import Refused
from unionapp.subjects.funds.books import closing_transfers as carrying
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.account_groups import is_result
from unionapp.subjects.funds.books.models import Book, Opening, Project
from unionapp.subjects.funds.vouchers.models import VoucherLine
from unionapp.subjects.funds.vouchers.states import VoucherSort, VoucherState
from unionapp.values.periods import Month

_POSTED = (VoucherState.POSTED,)
_ALL = tuple(VoucherState)
_SUMS = """
SELECT l.account, l.project_id, {party}, v.month, v.sort = 'closing',
       sum(coalesce(l.debit, 0)), sum(coalesce(l.credit, 0))
FROM voucher AS v JOIN voucher_line AS l ON l.voucher_id = v.id
WHERE v.book_id = ? AND v.month BETWEEN ? AND ? AND v.state IN ({states}) AND v.sort IN (SELECT value FROM json_each(?))
GROUP BY 1, 2, 3, 4, 5
"""

_KEEPERS = {each: keeper for keeper, gathered in carrying.GATHERED.items() for each in (keeper, *gathered)}

Key = tuple[str, int | None, str]
"""Account, project (its id), party: what an opening balance is kept by."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What was entered in one account for one project within one month, in fen."""

    account: str
    project: int | None
    party: str
    month: str
    closing: bool
    """Whether by closing vouchers, which are no turnover."""
    debit: int
    credit: int

    @property
    def signed(self) -> int:
        """Debit less credit."""
        return self.debit - self.credit


@dataclass(frozen=True)
class Sums:
    """The sums of some months of a book."""

    rows: tuple[Sum, ...]

    def __iter__(self) -> Iterator[Sum]:
        return iter(self.rows)

    def turnover(self, first: Month, last: Month, *, closing: bool = False) -> dict[str, tuple[int, int]]:
        """Debit and credit per account within months, of ordinary vouchers or of those that close."""
        found: dict[str, tuple[int, int]] = {}
        for row in self.rows:
            if str(first) <= row.month <= str(last) and row.closing == closing:
                debit, credit = found.get(row.account, (0, 0))
                found[row.account] = (debit + row.debit, credit + row.credit)
        return found


def read(
    book: Book,
    first: Month,
    last: Month,
    *,
    sorts: Iterable[str] = tuple(VoucherSort),
    include_unposted: bool = False,
    by_party: bool = False,
) -> Sums:
    """The sums of the posted lines from month to month, of vouchers of these sorts; with drafts where asked."""
    states = _ALL if include_unposted else _POSTED
    named = ",".join(f'"{sort}"' for sort in sorts)
    marks = ",".join("?" * len(states))
    statement = _SUMS.format(party="l.party" if by_party else "''", states=marks)
    run = VoucherLine._meta.database.execute_sql
    rows = run(statement, (book.id, str(first), str(last), *states, f"[{named}]"))
    return Sums(tuple(Sum(a, p, y, m, bool(c), d, k) for a, p, y, m, c, d, k in rows))


def projects(book: Book) -> dict[int, Project]:
    """The projects of a book by their ids, which say where income and spending are carried."""
    return {project.id: project for project in Project.select().where(Project.book == book.id)}


def opening(book: Book, year: int, *, include_unposted: bool = False) -> dict[Key, int]:
    """What each account carried into a year, by project and party.

    A year whose former one is not closed yet begins with what that one would carry over.
    """
    rows = Opening.select(Opening.account, Opening.project, Opening.party, Opening.debit, Opening.credit)
    kept: Counter[Key] = Counter()
    begun = False
    for account, project, party, debit, credit in rows.where(
        (Opening.book == book.id) & (Opening.year == year)
    ).tuples():
        begun = True
        kept[account, project, party] += (debit or 0) - (credit or 0)
    if begun or year <= books.since(book).year:
        return {key: amount for key, amount in kept.items() if amount}
    return carried_over(book, year - 1, include_unposted=include_unposted)


def carried_over(book: Book, year: int, *, include_unposted: bool = False) -> dict[Key, int]:
    """What the end of a year leaves for the next: nothing in 4 and 5, of 321 to 332 only what they keep (§ 年末)."""
    sums = read(book, Month(year, 1), Month(year, 12), include_unposted=include_unposted, by_party=True)
    known = projects(book)
    left: Counter[Key] = Counter()
    for (account, project, party), amount in opening(book, year, include_unposted=include_unposted).items():
        left[_heir(account, project, party, known)] += amount
    for row in sums:
        left[_heir(row.account, row.project, row.party, known)] += row.signed
    return {key: amount for key, amount in left.items() if amount}


def _heir(account: str, project: int | None, party: str, known: Mapping[int, Project]) -> Key:
    """Where a balance stands in the next year."""
    place = _place(account, project, known)
    heir = _KEEPERS.get(place, place)
    return (heir, project, party if heir == account else "")


def balances(book: Book, month: Month, *, carried: bool = True, include_unposted: bool = False) -> dict[str, int]:
    """What stands in each account at the end of a month.

    Until income and spending are closed they are carried to 321, 322 and 331 as the closing would, without a voucher
    (`carried`), so that a statement of any month balances.
    """
    year = month.year
    sums = read(book, Month(year, 1), month, include_unposted=include_unposted)
    return standing(book, opening(book, year, include_unposted=include_unposted), sums, carried=carried)


def standing(book: Book, begun: Mapping[Key, int], sums: Iterable[Sum], *, carried: bool = True) -> dict[str, int]:
    """Opening balances and sums together, per account; see `balances`."""
    known = projects(book) if carried else None
    found: Counter[str] = Counter()
    for (account, project, _party), amount in begun.items():
        found[_place(account, project, known)] += amount
    for row in sums:
        found[_place(row.account, row.project, known)] += row.signed
    return {account: amount for account, amount in found.items() if amount}


def _place(account: str, project: int | None, known: Mapping[int, Project] | None) -> str:
    """Where an amount stands once carried; where it was entered without knowledge of the projects."""
    if known is None or not is_result(account):
        return account
    return carrying.target(account, known.get(project) if project else None)


def total(amounts: Mapping[str, int], *tops: str) -> int:
    """The sum of what stands in accounts and all below them."""
    return sum(amount for account, amount in amounts.items() if account.startswith(tops))


def need_begun(book: Book, month: Month) -> None:
    """Refused for a month before the book was begun."""
    if month < books.since(book):
        raise Refused(f"“{book.name}”从{books.since(book).chinese()}启用，没有更早的账。请选启用以后的月份。")
