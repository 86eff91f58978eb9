"""What an account is, told by its number (《工会会计制度》财会〔2021〕7号 附录1: 会计科目表和科目使用说明).

The first digit of a number is the part of the chart (1 资产, 2 负债, 3 净资产, 4 收入, 5 支出), the first three are the
account of the regulation, and what stands below an account continues its number.
"""

from __future__ import annotations

from unionapp.subjects.funds.books.chart import FIRST_LEVEL

CASH, BANK = "101", "102"
"""库存现金, 银行存款."""
RECEIVABLE, PAYABLE = "135", "215"
"""其他应收款, 其他应付款."""
NET, INCOME, SPENDING = "3", "4", "5"
"""净资产, 收入, 支出: what the numbers of these parts begin with."""
_DEBTS = ("131", "132", RECEIVABLE, "211", "212", PAYABLE, "221")
"""应收上级经费, 应收下级经费, 其他应收款, 应付上级经费, 应付下级经费, 其他应付款, 代管经费."""
_OUTSIDE_DEBTS = (RECEIVABLE, PAYABLE, "221")
_FUND = "301"
_PAIRED = (_FUND, "141", "151", "161", "162", "163", "171", "172", "181")
_CARRYOVER = "321"
_PENDING = "182"


def first_level(number: str) -> str:
    """The account of the regulation that an account belongs to: its first three digits."""
    return number[:FIRST_LEVEL]


def is_cash(number: str) -> bool:
    """Whether an account is 库存现金."""
    return number.startswith(CASH)


def is_bank(number: str) -> bool:
    """Whether an account is 银行存款."""
    return number.startswith(BANK)


def is_money(number: str) -> bool:
    """Whether an account is of cash or bank."""
    return is_cash(number) or is_bank(number)


def is_net(number: str) -> bool:
    """Whether an account is of 净资产: what was saved before."""
    return number.startswith(NET)


def is_income(number: str) -> bool:
    """Whether an account is of income."""
    return number.startswith(INCOME)


def is_spending(number: str) -> bool:
    """Whether an account is of spending."""
    return number.startswith(SPENDING)


def is_result(number: str) -> bool:
    """Whether an account is of income or spending, which are carried at the end of the year."""
    return is_income(number) or is_spending(number)


def is_means(number: str) -> bool:
    """Whether a budget may spend from an account: income, and what was saved before (动用结余)."""
    return is_income(number) or is_net(number)


def is_budgeted(number: str) -> bool:
    """Whether a budget has lines for an account: its means and its spending."""
    return is_means(number) or is_spending(number)


def is_debt(number: str) -> bool:
    """Whether an account is kept by whom it is owed to or by: 往来科目."""
    return number.startswith(_DEBTS)


def is_outside_debt(number: str) -> bool:
    """Whether a debt is neither of the higher nor of the lower unions, so that its party must be named."""
    return number.startswith(_OUTSIDE_DEBTS)


def is_receivable(number: str) -> bool:
    """Whether an account is 其他应收款."""
    return number.startswith(RECEIVABLE)


def is_payable(number: str) -> bool:
    """Whether an account is 其他应付款."""
    return number.startswith(PAYABLE)


def is_fund(number: str) -> bool:
    """Whether an account is 资产基金."""
    return number.startswith(_FUND)


def is_paired(number: str) -> bool:
    """Whether an account is 资产基金 or of the assets entered together with it, which no money moves (同时分录)."""
    return number.startswith(_PAIRED)


def is_carryover(number: str) -> bool:
    """Whether an account is 工会资金结转, which is kept by projects."""
    return number.startswith(_CARRYOVER)


def is_pending(number: str) -> bool:
    """Whether an account is 待处理财产损溢."""
    return number.startswith(_PENDING)
