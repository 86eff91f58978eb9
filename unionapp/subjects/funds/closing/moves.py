"""What the end of a year moves: income and spending to 321, 322, 331, and what these keep in several accounts to one.

《工会会计制度》财会〔2021〕7号 附录1 (321, 322 and the accounts of income and spending).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from unionapp.subjects.funds.books import closing_transfers as carrying
from unionapp.subjects.funds.books.account_groups import is_result
from unionapp.subjects.funds.books.models import Book, Project
from unionapp.subjects.funds.statements import turnover
from unionapp.values.periods import Month

Positions = Counter[tuple[str, int | None]]
"""Signed fen (debit positive) by account and project."""
Move = list[tuple[str, int | None, str, int | None, int]]
"""From account and project to account and project, signed fen that leave the first."""


def positions_of(book: Book, year: int) -> Positions:
    """What stands in every account at the end of a year by the posted vouchers, nothing carried."""
    found: Positions = Counter()
    for (account, project, _), fen in turnover.opening(book, year).items():
        found[account, project] += fen
    for each in turnover.read(book, Month(year, 1), Month(year, 12)):
        found[each.account, each.project] += each.signed
    return found


def carried(positions: Mapping[tuple[str, int | None], int], projects: Mapping[int, Project]) -> Positions:
    """The positions once income and spending are carried and each of 321 to 332 is gathered."""
    found: Positions = Counter(positions)
    found = moved(found, results(found, projects))
    return moved(found, gathering(found))


def results(positions: Positions, projects: Mapping[int, Project]) -> Move:
    """Income and spending to 321, 322 and 331 (期末结转)."""
    return [
        (account, project, carrying.target(account, projects.get(project) if project else None), project, fen)
        for (account, project), fen in sorted(positions.items(), key=in_order)
        if fen and is_result(account)
    ]


def gathering(positions: Positions) -> Move:
    """What 321, 322, 331 and 332 keep in several accounts to the one that keeps it (年末)."""
    keepers = {each: keeper for keeper, gathered in carrying.GATHERED.items() for each in gathered}
    return [
        (account, project, keepers[account], project, fen)
        for (account, project), fen in sorted(positions.items(), key=in_order)
        if fen and account in keepers
    ]


def release(positions: Positions, finished: Collection[Project]) -> Move:
    """What is left of finished projects from 32104 to 32204, where it is free (§ 年末 4)."""
    done = {project.id for project in finished}
    return [
        (account, project, carrying.RELEASED, project, fen)
        for (account, project), fen in sorted(positions.items(), key=in_order)
        if fen and account == carrying.RELEASES and project in done
    ]


def in_order(item: tuple[tuple[str, int | None], int]) -> tuple[str, int]:
    (account, project), _ = item
    return account, project or 0


def moved(positions: Positions, move: Move) -> Positions:
    found: Positions = Counter(positions)
    for account, project, heir, of, fen in move:
        found[account, project] -= fen
        found[heir, of] += fen
    return found
