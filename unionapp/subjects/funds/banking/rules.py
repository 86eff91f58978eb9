"""What must hold of the bank's statement and of reconciling with it."""

from __future__ import annotations

from collections.abc import Mapping

from unionapp.errors import Problem
from unionapp.subjects.funds import thresholds
from unionapp.subjects.funds.banking.models import BankLine, Reconciliation
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.account_groups import BANK, is_bank


def fill_book(row: BankLine | Reconciliation) -> None:
    """The only book in use is meant where none is named, and the first account of the bank."""
    if not row.book_id and (only := books.only()) is not None:
        row.book = only
    row.account = row.account or BANK


def goes_one_way(line: BankLine) -> list[Problem]:
    """A line of the statement is money that came or went."""
    if bool(line.income) == bool(line.spending):
        return [Problem("income", "收入和支出填其中一项。", rule="one-way")]
    return []


def account_is_a_bank(row: BankLine | Reconciliation) -> list[Problem]:
    """Statements are of accounts below 102."""
    if not is_bank(row.account):
        return [
            Problem("account", "请填银行存款科目，如 102 或它的明细。", thresholds.SYSTEM_2021, rule="bank-account")
        ]
    return []


def matched_stays(line: BankLine, old: Mapping[str, object]) -> list[Problem]:
    """What was matched with the journal is released before it is changed."""
    if old["group"] and any(line.__data__.get(name) != old[name] for name in ("day", "income", "spending", "account")):
        return [Problem("", "这一行已经对上日记账，请先取消对账再改。", rule="bank-matched")]
    return []


def cashier_does_not_check_herself(row: Reconciliation) -> list[Problem]:
    """Whoever keeps the money had better not be the one who reconciles it."""
    if row.by and row.book_id and row.by == row.book.cashier:
        return [
            Problem(
                "by", "编制人是出纳，最好由出纳以外的人编制。", f"{thresholds.GROUNDWORK}第12条", "info", "bank-cashier"
            )
        ]
    return []
