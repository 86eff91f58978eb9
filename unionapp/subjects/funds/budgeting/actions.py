"""What the clerk does with budgets: draw one up from last year's figures, adjust it, take it a stage further."""

from __future__ import annotations

from datetime import date

from unionapp.errors import Problem, Refused
from unionapp.records import codes
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.budgeting import execution as budgets
from unionapp.subjects.funds.budgeting.models import Budget, BudgetLine
from unionapp.subjects.funds.budgeting.records import BUDGETS
from unionapp.subjects.funds.budgeting.rules import STAGES
from unionapp.subjects.funds.budgeting.states import BudgetSort, BudgetState
from unionapp.values.periods import year_first, year_last


def draw_up(journal: Journal, book: Book, year: int) -> Budget:
    """A first draft with last year's figures as a proposal; Refused where the year has a budget."""
    if budgets.versions(book, year):
        raise Refused(f"{year}年已经有预算。要改的请编制调整预算。")
    last = budgets.actual(book, year_first(year - 1), year_last(year - 1))
    former = budgets.in_force(book, year - 1)
    planned = {(line.account, line.project_id) for line in budgets.lines_of(former)} if former else set()
    keys = sorted(planned | {(account, None) for account, _ in last}, key=lambda key: (key[0], key[1] or 0))
    budget = Budget(book=book.id, year=year, version=1, sort=BudgetSort.FIRST)
    with journal.step(f"编制{year}年预算"):
        editing.save_with_lines(journal, BUDGETS, budget, [_proposed(last, *key) for key in keys])
    return budget


def _proposed(last: budgets.Sums, account: str, project: int | None) -> BudgetLine:
    fen = budgets.amount_of(last, account, project) if last else None
    return BudgetLine(account=account, project=project, last=fen, amount=fen)


def adjust(journal: Journal, budget: Budget, reason: str = "") -> Budget:
    """A further version to be changed, with the lines of this one; Refused while this one is not approved."""
    if budget.state != BudgetState.APPROVED:
        raise Refused("这一版预算还没有批准，直接修改它就行，不用另编调整预算。")
    rows = budgets.versions(budget.book, budget.year)
    made = Budget(
        book=budget.book_id,
        year=budget.year,
        version=(rows[-1].version or 0) + 1,
        sort=BudgetSort.ADJUSTED,
        reason=reason,
    )
    with journal.step(f"编制{budget.year}年调整预算"):
        editing.save_with_lines(journal, BUDGETS, made, [_copied(line) for line in budgets.lines_of(budget)])
    return made


def _copied(line: BudgetLine) -> BudgetLine:
    names = ("account", "account_name", "project", "last", "amount", "note")
    return BudgetLine(**{name: line.__data__.get(name) for name in names})


def advance(journal: Journal, budget: Budget, day: date, **values: object) -> list[Problem]:
    """Take a budget to its next stage on a day, with what else is known of it (numbers, opinion)."""
    order = list(STAGES)
    place = order.index(budget.state) + 1
    if place == len(order):
        raise Refused("预算已经批准，没有下一步了。")
    budget.state = order[place]
    setattr(budget, STAGES[budget.state], day)
    for name, value in values.items():
        setattr(budget, name, value)
    with journal.step(f"预算{codes.table('budget-state').label(budget.state)}"):
        return editing.save_with_lines(journal, BUDGETS, budget, budgets.lines_of(budget))
