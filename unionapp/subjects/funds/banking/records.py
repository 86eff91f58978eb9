"""Kinds of checking money against the bank and the cash box."""

from __future__ import annotations

from unionapp.records.kind import Kind
from unionapp.subjects.funds.banking import cash
from unionapp.subjects.funds.banking import rules as banking_rules
from unionapp.subjects.funds.banking.models import BankLine, CashCount, Reconciliation

BANK_LINES = Kind(
    key="bank-lines",
    model=BankLine,
    title="银行对账单",
    noun="对账单行",
    columns=("day", "summary", "income", "spending", "balance", "party", "reference", "entry"),
    sections={
        "对账单": ("book", "account", "day", "summary", "income", "spending", "balance", "reference", "party"),
        "对账": ("entry", "group", "remark"),
    },
    sheet=("day", "summary", "income", "spending", "balance", "reference", "party"),
    search=("summary", "reference", "party"),
    filters=("book", "account", "day"),
    order=("day", "id"),
    fixed=("entry", "group"),
    amounts=("income", "spending"),
    sides="money",
    rules=(
        banking_rules.goes_one_way,
        banking_rules.account_is_a_bank,
    ),
    moves=(banking_rules.matched_stays,),
    complete=banking_rules.fill_book,
    empty="还没有对账单。从网银下载 Excel 或 CSV 对账单，点“导入”。",
    help="银行对账单的每一行。导入以后在“银行对账”里与日记账逐笔核对。",
)

RECONCILIATIONS = Kind(
    key="reconciliations",
    model=Reconciliation,
    title="银行对账",
    noun="对账",
    columns=("book", "account", "month", "statement", "journal", "open_items", "balanced", "by", "day"),
    sections={
        "对账": ("book", "account", "month", "statement", "journal", "open_items", "balanced", "by", "day", "remark")
    },
    identity=("book", "account", "month"),
    filters=("book", "account"),
    order=("-month", "account"),
    rules=(banking_rules.account_is_a_bank, banking_rules.cashier_does_not_check_herself),
    complete=banking_rules.fill_book,
    empty="还没有对过账。每月至少对账一次，不符的编制余额调节表。",
    help="每月每个银行账户的对账结果（《工会会计制度》第29条）。调节表只作核对，不据此改账。",
)

CASH_COUNTS = Kind(
    key="cash-counts",
    model=CashCount,
    title="现金盘点",
    noun="盘点",
    columns=("book", "day", "counted", "journal", "cashier", "witness"),
    sections={
        "盘点": ("book", "day", "cashier", "witness"),
        "张数": ("n10000", "n5000", "n2000", "n1000", "n500", "n100", "n50", "n10"),
        "结果": ("counted", "journal", "reason", "remark"),
    },
    identity=("book", "day"),
    filters=("book",),
    order=("-day",),
    fixed=("counted", "journal"),
    rules=(cash.pieces_are_whole, cash.difference_is_explained),
    complete=cash.reckon,
    empty="还没有盘点过现金。填各种面额的张数，实盘金额和账面金额由程序算出。",
    help="现金日清月结：实盘与日记账余额核对，长短款要写明原因和处理。",
)

KINDS: tuple[Kind, ...] = (BANK_LINES, RECONCILIATIONS, CASH_COUNTS)
