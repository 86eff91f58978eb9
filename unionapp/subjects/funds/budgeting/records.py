"""Kinds of budgets."""

from __future__ import annotations

from unionapp.records.kind import Kind, Lines
from unionapp.subjects.funds.budgeting import rules as budget_rules
from unionapp.subjects.funds.budgeting.models import Budget, BudgetLine

BUDGET_LINES = Kind(
    key="budget-lines",
    model=BudgetLine,
    title="预算明细",
    noun="预算明细",
    columns=("budget", "account", "account_name", "project", "last", "amount", "note"),
    sections={"预算明细": ("budget", "place", "account", "account_name", "project", "last", "amount", "note")},
    sheet=("account", "account_name", "last", "amount", "note"),
    identity=("budget", "place"),
    search=("account", "account_name", "note"),
    filters=("budget",),
    order=("budget", "place"),
    rules=(budget_rules.account_is_of_the_chart,),
    empty="还没有预算明细。明细随预算一起填写。",
    help="预算的每一行：科目、项目、金额。随预算一起填写。",
)

BUDGETS = Kind(
    key="budgets",
    model=Budget,
    title="经费预算",
    noun="预算",
    columns=("book", "year", "version", "sort", "state", "committee_day", "audit_day", "sent_day", "reply_day"),
    sections={
        "预算": ("book", "year", "version", "sort", "state", "reason"),
        "审议与上报": (
            "committee_day",
            "audit_day",
            "audit_opinion",
            "sent_day",
            "sent_no",
            "reply_day",
            "reply_no",
        ),
    },
    sheet=("year", "version"),
    identity=("book", "year", "version"),
    filters=("book", "year", "sort", "state"),
    order=("-year", "-version"),
    lines=Lines(BUDGET_LINES, "budget", ("book", "year", "version")),
    rules=(
        budget_rules.stage_has_its_day,
        budget_rules.stages_follow_one_another,
        budget_rules.adjustment_is_a_further_version,
        budget_rules.budget_balances,
    ),
    moves=(budget_rules.stage_goes_forward, budget_rules.approved_stays),
    complete=budget_rules.fill_lines,
    empty="还没有预算。先编制本年预算，支出时就能看到还剩多少、会不会超。",
    help="年度预算和调整预算：草案、委员会审议、经审会审查、报上级。调整预算另编一版，原来的留着。",
)

KINDS: tuple[Kind, ...] = (BUDGETS, BUDGET_LINES)
