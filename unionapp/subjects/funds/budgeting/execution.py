"""Budgets read: which version is in force, how far it was carried out, and what would go beyond it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.errors import Problem
from unionapp.store.cached import Cached
from unionapp.subjects.funds import thresholds
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.account_groups import INCOME, SPENDING, first_level, is_income, is_spending
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.budgeting.models import Budget, BudgetLine
from unionapp.subjects.funds.budgeting.states import BudgetState
from unionapp.subjects.funds.income.apportionment import WHOLE
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.values import money
from unionapp.values.periods import Month, year_first, year_last

_ACTUAL = """
SELECT l.account, l.project_id, sum(coalesce(l.debit, 0) - coalesce(l.credit, 0))
FROM voucher_line AS l JOIN voucher AS v ON v.id = l.voucher_id
WHERE v.book_id = ? AND v.day BETWEEN ? AND ? AND v.sort != 'closing' AND v.state = 'posted'
  AND (l.account LIKE '4%' OR l.account LIKE '5%')
GROUP BY l.account, l.project_id
"""
_BY_DAY = """
SELECT l.account, l.project_id, v.day, sum(coalesce(l.debit, 0) - coalesce(l.credit, 0))
FROM voucher_line AS l JOIN voucher AS v ON v.id = l.voucher_id
WHERE v.book_id = ? AND v.day BETWEEN ? AND ? AND v.sort != 'closing' AND l.account LIKE '5%'
GROUP BY l.account, l.project_id, v.day ORDER BY v.day
"""
_OF_ONE = """
SELECT l.account, l.project_id, coalesce(l.debit, 0) - coalesce(l.credit, 0)
FROM voucher_line AS l JOIN voucher AS v ON v.id = l.voucher_id
WHERE v.id = ? AND v.day BETWEEN ? AND ? AND v.sort != 'closing' AND l.account LIKE '5%'
"""

Sums = dict[tuple[str, int | None], int]
"""What came in or was spent, in fen, by account and project."""


@dataclass(frozen=True)
class ExecutionRow:
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


def actual(book: Book, first: date, last: date) -> Sums:
    """What came in and was spent between two days, by the posted vouchers."""
    bounds = (book.id, first.isoformat(), last.isoformat())
    rows = Budget._meta.database.execute_sql(_ACTUAL, bounds).fetchall()
    return {(account, project): -fen if is_income(account) else fen for account, project, fen in rows}


class _Course:
    """What was spent on one account and project from the beginning of a year, day by day."""

    def __init__(self) -> None:
        self.days: list[str] = []
        self.totals: list[int] = []

    def add(self, day: str, fen: int) -> None:
        """A further day."""
        self.totals.append(fen + (self.totals[-1] if self.totals else 0))
        self.days.append(day)

    def by(self, day: str) -> int:
        """What was spent by the end of a day."""
        place = bisect_right(self.days, day)
        return self.totals[place - 1] if place else 0


_courses: Cached[dict[tuple[int, int], dict[tuple[str, int | None], _Course]]] = Cached(dict, Voucher, VoucherLine)
"""By book and year; what a sheet of vouchers is checked against must not be summed anew for each of them."""


def spent_by(book: Book, day: date, without: int | None = None) -> Sums:
    """What was spent in the year by the end of a day, drafts among it; without one voucher, as it is stored."""
    kept = _courses()
    if (book.id, day.year) not in kept:
        kept[book.id, day.year] = _course(book, day.year)
    sums = {key: course.by(day.isoformat()) for key, course in kept[book.id, day.year].items()}
    bounds = (without, year_first(day.year).isoformat(), day.isoformat())
    for account, project, fen in Budget._meta.database.execute_sql(_OF_ONE, bounds) if without else ():
        sums[account, project] -= fen
    return sums


def _course(book: Book, year: int) -> dict[tuple[str, int | None], _Course]:
    found: dict[tuple[str, int | None], _Course] = defaultdict(_Course)
    bounds = (book.id, year_first(year).isoformat(), year_last(year).isoformat())
    for account, project, day, fen in Budget._meta.database.execute_sql(_BY_DAY, bounds).fetchall():
        found[account, project].add(day, fen)
    return found


def of_last_year(book: Book, year: int) -> Sums:
    """What the books say of the year before a budget's; empty where they do not hold that year from its first month."""
    return {} if books.since(book) > Month(year - 1, 1) else actual(book, year_first(year - 1), year_last(year - 1))


def amount_of(sums: Sums, account: str, project: int | None = None) -> int:
    """What of the sums belongs to an account or those below it, of one project where it is named."""
    return sum(
        fen for (number, of), fen in sums.items() if number.startswith(account) and (project is None or of == project)
    )


def versions(book: Book, year: int) -> list[Budget]:
    """The versions of a year's budget, the first one first."""
    return _versions(book.id, year)


def _versions(book: int, year: int) -> list[Budget]:
    return list(
        Budget.select().where((Budget.book == book) & (Budget.year == year)).order_by(Budget.version, Budget.id)
    )


def in_force(book: Book, year: int) -> Budget | None:
    """The version that holds: the last one approved, else the furthest that there is."""
    return latest(versions(book, year))


def latest(rows: Sequence[Budget]) -> Budget | None:
    """Of versions in order the last approved, else the last."""
    approved = [row for row in rows if row.state == BudgetState.APPROVED]
    return next(reversed(approved or rows), None)


def lines_of(budget: Budget) -> list[BudgetLine]:
    """The lines of a version in their order."""
    return list(BudgetLine.select().where(BudgetLine.budget == budget.id).order_by(BudgetLine.place, BudgetLine.id))


def execution(book: Book, year: int, month: Month | None = None) -> list[ExecutionRow]:
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


def _key(line: BudgetLine | VoucherLine) -> tuple[str, int | None]:
    return (line.account, line.project_id)


def _side(
    book: Book, side: tuple[str, str], plans: tuple[_Keyed, _Keyed], sums: tuple[Sums, Sums]
) -> list[ExecutionRow]:
    """The rows of income or of spending, and their sum."""
    opening, title = side
    planned = {key for plan in plans for key in plan if key[0].startswith(opening)}
    loose = {
        (first_level(account), None)
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
        rows.append(ExecutionRow(account, _label(accounts, account, project), first, amount, month, total))
    tops = [
        row
        for row, key in zip(rows, sorted(planned | loose, key=lambda key: (key[0], key[1] or 0)), strict=True)
        if not inner(key, planned | loose)
    ]
    first, amount = (sum(getattr(row, name) for row in tops) for name in ("first", "amount"))
    month, total = (amount_of(each, opening) for each in sums)
    return [ExecutionRow(opening, title, first, amount, month, total, top=True), *rows]


def _covered(key: tuple[str, int | None], planned: Iterable[tuple[str, int | None]]) -> bool:
    return any(key[0].startswith(account) and project in (None, key[1]) for account, project in planned)


def _uncovered(sums: Sums, account: str, planned: set[tuple[str, int | None]]) -> int:
    """What of an account no line of the budget foresees."""
    return sum(fen for key, fen in sums.items() if key[0].startswith(account) and not _covered(key, planned))


def inner(key: tuple[str, int | None], keys: Iterable[tuple[str, int | None]]) -> bool:
    """Whether another line stands above this one and already holds it."""
    return any(other != key and _covered(key, [other]) for other in keys)


def _label(accounts: chart.Chart, account: str, project: int | None) -> str:
    name = str(accounts.name(account))
    if project is None:
        return name
    line = BudgetLine.select().where(BudgetLine.project == project).first()
    return f"{name}（{line.project.name}）"


_plans: Cached[dict[tuple[int, int], list[BudgetLine] | None]] = Cached(dict, Budget, BudgetLine)
"""The lines of the budget in force, by book and year."""


def _plan(book: int, year: int) -> list[BudgetLine] | None:
    kept = _plans()
    if (book, year) not in kept:
        budget = latest(_versions(book, year))
        kept[book, year] = None if budget is None else lines_of(budget)
    return kept[book, year]


def over_budget(book: Book, lines: Sequence[VoucherLine], day: date, voucher: int | None = None) -> list[Problem]:
    """The lines of spending that the budget does not foresee, or that go beyond what is left of it on that day."""
    spending = [line for line in lines if is_spending(line.account)]
    if not spending:
        return []
    plan = _plan(book.id, day.year)
    if plan is None:
        message = f"{day.year}年还没有预算。先编制预算，支出才能对照。"
        return [Problem("", message, thresholds.BUDGETS_2020, "info", "funds-no-budget")]
    spent = spent_by(book, day, voucher)
    for line in spending:
        key = (line.account, line.project_id)
        spent[key] = spent.get(key, 0) + (line.debit or 0) - (line.credit or 0)
    return [*_unforeseen(spending, plan), *_beyond(spending, plan, spent)]


def _unforeseen(spending: Iterable[VoucherLine], plan: Sequence[BudgetLine]) -> list[Problem]:
    keys = [_key(line) for line in plan]
    missing = {line.account: line.account_name for line in spending if not _covered(_key(line), keys)}
    return [
        Problem(
            "", f"预算里没有 {account} {name}，是无预算支出。", thresholds.BUDGETS_2020, "warning", "funds-unforeseen"
        )
        for account, name in missing.items()
    ]


def _beyond(spending: Sequence[VoucherLine], plan: Sequence[BudgetLine], spent: Sums) -> list[Problem]:
    found = []
    for each in plan:
        touched = any(_covered(_key(line), [_key(each)]) for line in spending)
        total = amount_of(spent, *_key(each))
        if touched and total > (each.amount or 0):
            name = each.account_name or each.account
            message = f"{name}累计 {money.show(total)} 元，超过预算 {money.show(each.amount or 0)} 元。"
            found.append(Problem("", message, thresholds.BUDGETS_2020, "warning", "funds-over-budget"))
    return found
