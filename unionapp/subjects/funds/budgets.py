"""Budgets read: which version is in force, how far it was carried out, and what would go beyond it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from unionapp.errors import Problem
from unionapp.subjects.funds import chart, thresholds
from unionapp.subjects.funds.facts import INCOME, SPENDING
from unionapp.subjects.funds.models.budgets import Budget, BudgetLine
from unionapp.subjects.funds.sharing import WHOLE
from unionapp.values import money
from unionapp.values.periods import Month, year_first, year_last

_ACTUAL = """
SELECT l.account, l.project_id, sum(coalesce(l.debit, 0) - coalesce(l.credit, 0))
FROM voucher_line AS l JOIN voucher AS v ON v.id = l.voucher_id
WHERE v.book_id = ? AND v.day BETWEEN ? AND ? AND v.sort != 'closing' AND v.id IS NOT ?
  AND (v.state = 'posted' OR ?) AND (l.account LIKE '4%' OR l.account LIKE '5%')
GROUP BY l.account, l.project_id
"""

Sums = dict[tuple[str, int | None], int]
"""What came in or was spent, in fen, by account and project."""


@dataclass(frozen=True)
class Row:
    """One line of the execution of a budget, amounts in fen; `rate` in hundredths of a percent."""

    key: str
    label: str
    first: int
    amount: int
    month: int
    total: int
    top: bool = False
    """Whether it is a sum over others."""

    @property
    def adjusted(self) -> int:
        """By how much adjustments changed it."""
        return self.amount - self.first

    @property
    def rate(self) -> int | None:
        """The share that was carried out, None without a budget."""
        return round_share(self.total, self.amount)

    @property
    def left(self) -> int:
        """What the budget still allows."""
        return self.amount - self.total


def round_share(part: int, whole: int) -> int | None:
    """A share in hundredths of a percent, None of nothing."""
    if whole <= 0:
        return None
    return (2 * part * WHOLE + whole) // (2 * whole)


def actual(book: Any, first: date, last: date, *, drafts: bool = False, without: int | None = None) -> Sums:
    """What came in and was spent between two days; with `drafts` also what is not yet posted, without one voucher."""
    bounds = (book.id, first.isoformat(), last.isoformat(), without, drafts)
    rows = Budget._meta.database.execute_sql(_ACTUAL, bounds).fetchall()
    return {(account, project): -fen if account.startswith(INCOME) else fen for account, project, fen in rows}


def amount_of(sums: Sums, account: str, project: int | None = None) -> int:
    """What of the sums belongs to an account or those below it, of one project where it is named."""
    return sum(
        fen for (number, of), fen in sums.items() if number.startswith(account) and (project is None or of == project)
    )


def versions(book: Any, year: int) -> list[Any]:
    """The versions of a year's budget, the first one first."""
    return list(
        Budget.select().where((Budget.book == book.id) & (Budget.year == year)).order_by(Budget.version, Budget.id)
    )


def in_force(book: Any, year: int) -> Any | None:
    """The version that holds: the last one approved, else the furthest that there is."""
    return latest(versions(book, year))


def latest(rows: Sequence[Any]) -> Any | None:
    """Of versions in order the last approved, else the last."""
    approved = [row for row in rows if row.state == "approved"]
    return (approved or list(rows) or [None])[-1]


def lines_of(budget: Any) -> list[Any]:
    """The lines of a version in their order."""
    return list(BudgetLine.select().where(BudgetLine.budget == budget.id).order_by(BudgetLine.place, BudgetLine.id))


def execution(book: Any, year: int, month: Month | None = None) -> list[Row]:
    """How far the budget of a year was carried out by the end of a month (of the year): income, then spending."""
    rows = versions(book, year)
    now = latest(rows)
    first = {_key(line): line.amount or 0 for line in lines_of(rows[0])} if rows else {}
    current = {_key(line): line.amount or 0 for line in lines_of(now)} if now is not None else {}
    until = month or Month(year, 12)
    total = actual(book, year_first(year), until.last())
    of_month = actual(book, until.first(), until.last())
    return [row for side in _SIDES for row in _side(book, side, (first, current), (of_month, total))]


_SIDES = ((INCOME, "收入合计"), (SPENDING, "支出合计"))
_Keyed = dict[tuple[str, int | None], int]


def _key(line: Any) -> tuple[str, int | None]:
    return (line.account, line.__data__.get("project"))


def _side(book: Any, side: tuple[str, str], plans: tuple[_Keyed, _Keyed], sums: tuple[Sums, Sums]) -> list[Row]:
    """The rows of income or of spending, and their sum."""
    opening, title = side
    planned = {key for plan in plans for key in plan if key[0].startswith(opening)}
    loose = {
        (account[:3], None)
        for account, project in sums[1]
        if account.startswith(opening) and not _covered((account, project), planned)
    }
    accounts = chart.read(book)
    rows = []
    for account, project in sorted(planned | loose, key=lambda key: (key[0], key[1] or 0)):
        figures = [amount_of(each, account, project) for each in sums]
        if (account, project) in loose - planned:
            figures = [_uncovered(each, account, planned) for each in sums]
        first, amount = (plan.get((account, project), 0) for plan in plans)
        month, total = figures
        rows.append(Row(account, _label(accounts, account, project), first, amount, month, total))
    tops = [
        row
        for row, key in zip(rows, sorted(planned | loose, key=lambda key: (key[0], key[1] or 0)), strict=True)
        if not inner(key, planned | loose)
    ]
    first, amount = (sum(getattr(row, name) for row in tops) for name in ("first", "amount"))
    month, total = (amount_of(each, opening) for each in sums)
    return [Row(opening, title, first, amount, month, total, top=True), *rows]


def _covered(key: tuple[str, int | None], planned: Iterable[tuple[str, int | None]]) -> bool:
    return any(key[0].startswith(account) and project in (None, key[1]) for account, project in planned)


def _uncovered(sums: Sums, account: str, planned: set[tuple[str, int | None]]) -> int:
    """What of an account no line of the budget foresees."""
    return sum(fen for key, fen in sums.items() if key[0].startswith(account) and not _covered(key, planned))


def inner(key: tuple[str, int | None], keys: Iterable[tuple[str, int | None]]) -> bool:
    """Whether another line stands above this one and already holds it."""
    return any(other != key and _covered(key, [other]) for other in keys)


def _label(accounts: Any, account: str, project: int | None) -> str:
    name = str(accounts.name(account))
    if project is None:
        return name
    line = BudgetLine.select().where(BudgetLine.project == project).first()
    return f"{name}（{line.project.name}）"


def over_budget(book: Any, lines: Sequence[Any], day: date, voucher: int | None = None) -> list[Problem]:
    """The lines of spending that the budget does not foresee, or that go beyond what is left of it on that day."""
    spending = [line for line in lines if line.account.startswith(SPENDING)]
    budget = in_force(book, day.year) if spending else None
    if not spending:
        return []
    if budget is None:
        message = f"{day.year}年还没有预算。先编制预算，支出才能对照。"
        return [Problem("", message, thresholds.BUDGETS_2020, "info", "funds-no-budget")]
    plan = lines_of(budget)
    spent = actual(book, year_first(day.year), min(day, year_last(day.year)), drafts=True, without=voucher)
    for line in spending:
        key = (line.account, line.__data__.get("project"))
        spent[key] = spent.get(key, 0) + (line.debit or 0) - (line.credit or 0)
    return [*_unforeseen(spending, plan), *_beyond(spending, plan, spent)]


def _unforeseen(spending: Iterable[Any], plan: Sequence[Any]) -> list[Problem]:
    keys = [_key(line) for line in plan]
    missing = {line.account: line.account_name for line in spending if not _covered(_key(line), keys)}
    return [
        Problem(
            "", f"预算里没有 {account} {name}，是无预算支出。", thresholds.BUDGETS_2020, "warning", "funds-unforeseen"
        )
        for account, name in missing.items()
    ]


def _beyond(spending: Sequence[Any], plan: Sequence[Any], spent: Sums) -> list[Problem]:
    found = []
    for each in plan:
        touched = any(_covered(_key(line), [_key(each)]) for line in spending)
        total = amount_of(spent, *_key(each))
        if touched and total > (each.amount or 0):
            name = each.account_name or each.account
            message = f"{name}累计 {money.show(total)} 元，超过预算 {money.show(each.amount or 0)} 元。"
            found.append(Problem("", message, thresholds.BUDGETS_2020, "warning", "funds-over-budget"))
    return found
