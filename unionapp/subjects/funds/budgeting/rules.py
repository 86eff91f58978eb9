"""What must hold of a budget: it goes its way forward, each stage with its day, and stays as it was approved."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from unionapp.errors import Problem
from unionapp.records import codes
from unionapp.subjects.funds import thresholds
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.account_groups import is_means, is_spending
from unionapp.subjects.funds.budgeting import execution as budgets
from unionapp.subjects.funds.budgeting.models import Budget, BudgetLine
from unionapp.subjects.funds.budgeting.states import BudgetSort, BudgetState

STAGES: Mapping[str, str] = {
    BudgetState.DRAFT: "",
    BudgetState.COMMITTEE: "committee_day",
    BudgetState.AUDIT: "audit_day",
    BudgetState.SENT: "sent_day",
    BudgetState.APPROVED: "reply_day",
}
"""The stages of a budget in order, and the field with the day of each."""


_STILL_READ = (BudgetState.DRAFT, BudgetState.COMMITTEE)
"""The states in which saving reads anew what last year brought."""


def fill_lines(budget: Budget) -> None:
    """The names of the accounts follow where they are empty, what last year brought from its books where there are
    any; what the auditors have seen stays."""
    if not budget.lines or not budget.book_id or not budget.year:
        return
    accounts = chart.read(budget.book)
    last = budgets.of_last_year(budget.book, budget.year) if budget.state in _STILL_READ else {}
    for line in budget.lines:
        if line.account and not line.account_name:
            line.account_name = accounts.name(line.account)
        if line.account and last:
            line.last = budgets.amount_of(last, line.account, line.project_id)


def stage_has_its_day(budget: Budget) -> list[Problem]:
    """Whoever says that a stage is reached says when."""
    name = STAGES.get(budget.state, "")
    if not name or getattr(budget, name):
        return []
    label, word = Budget._meta.fields[name].label, codes.table("budget-state").label(budget.state)
    return [Problem(name, f"进度是“{word}”，请填“{label}”。", thresholds.BUDGETS_2020, rule="budget-day")]


def stages_follow_one_another(budget: Budget) -> list[Problem]:
    """The committee comes first, then the auditors, then the higher union."""
    found = []
    days = [(name, getattr(budget, name)) for name in STAGES.values() if name and getattr(budget, name)]
    for (earlier, first), (later, second) in pairwise(days):
        if second < first:
            labels = (Budget._meta.fields[name].label for name in (later, earlier))
            found.append(
                Problem(later, "{}早于{}，请核对。".format(*labels), thresholds.BUDGETS_2020, rule="budget-order")
            )
    return found


def adjustment_is_a_further_version(budget: Budget) -> list[Problem]:
    """The first version is the budget of the year, an adjustment a later one with its reason."""
    if budget.sort == BudgetSort.FIRST and (budget.version or 1) > 1:
        return [Problem("sort", "第 1 版是年初预算，以后各版选“调整预算”。", rule="budget-sort")]
    if budget.sort == BudgetSort.ADJUSTED and (budget.version or 1) <= 1:
        return [Problem("version", "调整预算从第 2 版起。先有年初预算，再编调整预算。", rule="budget-sort")]
    if budget.sort == BudgetSort.ADJUSTED and not budget.reason.strip():
        return [Problem("reason", "调整预算请写明调整理由。", thresholds.BUDGETS_2020, "warning", "budget-reason")]
    return []


def budget_balances(budget: Budget) -> list[Problem]:
    """No deficit: spending keeps within income and what was saved before (量入为出)."""
    if not budget.lines:
        return []
    keys = [(line.account, line.project_id) for line in budget.lines]
    tops = [line for line, key in zip(budget.lines, keys, strict=True) if not budgets.inner(key, keys)]
    spent = sum(line.amount or 0 for line in tops if is_spending(line.account))
    income = sum(line.amount or 0 for line in tops if is_means(line.account))
    if spent > income > 0:
        message = "支出预算大于收入预算（含动用结余），请核对：量入为出，不编赤字。"
        return [Problem("", message, thresholds.BUDGETS_2020, "warning", "budget-deficit")]
    return []


def account_is_of_the_chart(line: BudgetLine) -> list[Problem]:
    """A line names an account of income, of spending, or of what was saved before."""
    if not line.account or chart.read().account(line.account) is not None:
        return []
    return [
        Problem("account", f"没有科目 {line.account}，请核对科目编号。", thresholds.SYSTEM_2021, rule="budget-account")
    ]


def stage_goes_forward(budget: Budget, old: Mapping[str, object]) -> list[Problem]:
    """A budget does not go back to a stage that it has passed."""
    order = list(STAGES)
    if old["state"] in order and budget.state in order and order.index(budget.state) < order.index(old["state"]):
        word = codes.table("budget-state").label(old["state"])
        return [
            Problem(
                "state",
                f"预算已经是“{word}”，不能退回。要改的另编一版调整预算。",
                thresholds.BUDGETS_2020,
                rule="budget-back",
            )
        ]
    return []


def approved_stays(budget: Budget, old: Mapping[str, Any]) -> list[Problem]:
    """What was approved is not changed: an adjustment is a version of its own."""
    if old["state"] != BudgetState.APPROVED:
        return []
    lines = "lines" in old and [_said(line) for line in old["lines"]] != [_said(line) for line in budget.lines or ()]
    if lines or any(budget.__data__.get(name) != old[name] for name in ("book", "year", "version", "sort")):
        return [
            Problem(
                "", "预算已经批准，不能改动。请用“编制调整预算”另编一版。", thresholds.BUDGETS_2020, rule="budget-stays"
            )
        ]
    return []


def _said(line: BudgetLine) -> tuple[str, int | None, int, str]:
    return (line.account, line.project_id, line.amount, line.note)
