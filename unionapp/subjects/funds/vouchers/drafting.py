"""A voucher drafted from what was noted elsewhere, with the rows it stands for pointing to it."""

from __future__ import annotations

from collections.abc import Sequence

from unionapp.records.kind import Kind
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.funds.income.models import Contribution, Due
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine


def book(
    journal: Journal, kind: Kind, rows: Sequence[Due | Contribution], voucher: Voucher, lines: list[VoucherLine]
) -> Voucher:
    """Save the draft and let the rows point to it, as one step."""
    with journal.step(f"{voucher.summary}，生成凭证"):
        vouchers.save(journal, voucher, lines)
        for row in rows:
            row.voucher = voucher
        editing.put(kind, rows)
    return voucher
