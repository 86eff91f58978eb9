"""经费: the kinds of books, vouchers, banking, budgets, handing out, what is paid in, and assets."""

from __future__ import annotations

from unionapp.records.kind import Kind
from unionapp.subjects.funds.records import assets, banking, books, budgets, dues, handing, vouchers

KINDS: tuple[Kind, ...] = (
    *books.KINDS,
    *vouchers.KINDS,
    *banking.KINDS,
    *budgets.KINDS,
    *handing.KINDS,
    *dues.KINDS,
    *assets.KINDS,
)
