"""The papers of budgets, of spending, and of checking money against the bank and the box."""

from __future__ import annotations

from unionapp.paper.paper import Paper
from unionapp.subjects.funds.banking import papers as reconciling
from unionapp.subjects.funds.banking.records import CASH_COUNTS, RECONCILIATIONS
from unionapp.subjects.funds.budgeting import papers as plans
from unionapp.subjects.funds.budgeting.records import BUDGETS
from unionapp.subjects.funds.handouts import papers as lists
from unionapp.subjects.funds.handouts.records import HANDOUTS
from unionapp.subjects.funds.income.records import DUES
from unionapp.subjects.funds.pages import BOOK, drawn, of_book
from unionapp.subjects.funds.spending import request_papers as requests
from unionapp.subjects.funds.vouchers.records import VOUCHERS

PAPERS: tuple[Paper, ...] = (
    Paper(
        "budget",
        "工会经费收支预算表",
        "list",
        plans.gather_budget,
        plans.draw_budget,
        plans.blank_budget,
        BUDGETS,
        ("record",),
    ),
    Paper(
        "budget-execution",
        "预算执行情况表",
        "list",
        of_book(plans.gather_execution),
        drawn("预算执行情况表", plans.draw_execution),
        of=BUDGETS,
        needs=("year",),
        takes=("month", "union"),
        asks=(BOOK,),
    ),
    Paper(
        "reimbursement",
        "报销审批单",
        "form",
        requests.gather,
        requests.draw,
        lambda store: requests.Request(),
        VOUCHERS,
        ("record",),
    ),
    Paper(
        "bank-reconciliation",
        "银行存款余额调节表",
        "form",
        of_book(reconciling.gather_reconciliation),
        drawn("银行存款余额调节表", reconciling.draw_reconciliation),
        lambda store: reconciling.BalanceComparison(),
        RECONCILIATIONS,
        ("month",),
        ("union",),
        (BOOK, reconciling.ACCOUNT),
    ),
    Paper(
        "cash-count",
        "库存现金盘点表",
        "form",
        reconciling.gather_count,
        reconciling.draw_count,
        reconciling.blank_count,
        CASH_COUNTS,
        ("record",),
    ),
    Paper(
        "dues-list",
        "会费收缴表",
        "list",
        of_book(lists.gather_dues),
        drawn("会费收缴表", lists.draw_dues),
        of=DUES,
        needs=("month",),
        takes=("union",),
        asks=(BOOK,),
    ),
    Paper(
        "handout-list",
        "发放签领表",
        "list",
        lists.gather_handout,
        lists.draw_handout,
        lists.blank_handout,
        HANDOUTS,
        ("record",),
    ),
    Paper(
        "handout-transfers",
        "银行代发清单",
        "list",
        lists.gather_transfers,
        lists.draw_transfers,
        lists.blank_transfers,
        HANDOUTS,
        ("record",),
    ),
)
