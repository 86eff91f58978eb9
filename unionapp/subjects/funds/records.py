"""经费: the kinds of books, vouchers, banking, budgets, handing out, what is paid in, and assets."""

from __future__ import annotations

from unionapp.records.kind import Kind
from unionapp.subjects.funds.assets import records as assets
from unionapp.subjects.funds.banking import records as banking
from unionapp.subjects.funds.books import records as books
from unionapp.subjects.funds.budgeting import records as budgets
from unionapp.subjects.funds.handouts import records as handing
from unionapp.subjects.funds.income import records as dues
from unionapp.subjects.funds.vouchers import records as vouchers

KINDS: tuple[Kind, ...] = (
    *books.KINDS,
    *vouchers.KINDS,
    *banking.KINDS,
    *budgets.KINDS,
    *handing.KINDS,
    *dues.KINDS,
    *assets.KINDS,
)
