"""余额调节表: what explains the difference between bank and journal at the end of a month, and that it was settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.funds.banking import cash
from unionapp.subjects.funds.banking.matching import entries, open_items, statement
from unionapp.subjects.funds.banking.models import Reconciliation
from unionapp.subjects.funds.banking.pairing import BankMovement
from unionapp.subjects.funds.banking.records import RECONCILIATIONS
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.books.states import MoneyAccount
from unionapp.values.periods import Month


@dataclass(frozen=True)
class Adjustment:
    """余额调节表: both balances, what each side lacks, and that they agree; amounts in fen."""

    statement: int
    journal: int
    bank_only: tuple[BankMovement, ...]
    """银行已收付，单位未收付."""
    journal_only: tuple[BankMovement, ...]
    """单位已收付，银行未收付."""

    @property
    def journal_adjusted(self) -> int:
        """The journal as it will be once it has what the bank has."""
        return self.journal + sum(item.fen for item in self.bank_only)

    @property
    def statement_adjusted(self) -> int:
        """The statement as it will be once the bank has what the journal has."""
        return self.statement + sum(item.fen for item in self.journal_only)

    @property
    def agrees(self) -> bool:
        """Whether both come to the same."""
        return self.journal_adjusted == self.statement_adjusted


def adjust(book: Book, account: str, month: Month, balance: int | None = None) -> Adjustment:
    """The two balances at the end of a month and what explains their difference (§ 6.9).

    The balance of the statement is that of its last line, where it is not given; Refused where there is none.
    """
    if balance is None:
        balance = stated_balance(book, account, month)
    if balance is None:
        raise Refused("对账单上没有余额，请填写对账单的月末余额。")
    bank_only, journal_only = open_items(book, account, month)
    return Adjustment(balance, cash.balance(book, account, month.last()), tuple(bank_only), tuple(journal_only))


def stated_balance(book: Book, account: str, month: Month) -> int | None:
    """The balance on the last line of the statement up to the end of a month, None where it gives none."""
    lines = [line for line in statement(book, account, month.last()) if line.balance is not None]
    return lines[-1].balance if lines else None


def reconcile(
    journal: Journal,
    book: Book,
    account: str,
    month: Month,
    day: date,
    balance: int | None = None,
    by: str | None = None,
    remark: str | None = None,
) -> Reconciliation:
    """Write down that a month of an account was reconciled, with what is left open, as one step.

    `balance` is that of the statement, where its lines give none. A month done again is written over, but for what
    is not said here.
    """
    found = adjust(book, account, month, balance)
    record: Reconciliation = Reconciliation.get_or_none(
        (Reconciliation.book == book.id) & (Reconciliation.account == account) & (Reconciliation.month == str(month))
    ) or Reconciliation(book=book.id, account=account, month=str(month))
    record.statement, record.journal, record.day = found.statement, found.journal, day
    record.open_items = len(found.bank_only) + len(found.journal_only)
    record.balanced = found.agrees
    record.by = (record.by if by is None else by) or journal.operator
    record.remark = record.remark if remark is None else remark
    with journal.step(f"{month.chinese()}银行对账"):
        editing.save(journal, RECONCILIATIONS, record)
    return record


def unreconciled(book: Book, month: Month) -> list[str]:
    """The bank accounts in use that are not reconciled for a month, do not agree, or have changed since they were."""
    accounts = chart.read(book)
    rows = Reconciliation.select().where((Reconciliation.book == book.id) & (Reconciliation.month == str(month)))
    done = {row.account for row in rows if row.balanced and _still_holds(book, row, month)}
    return [
        number for number in accounts.numbers(MoneyAccount.BANK) if number not in done and _used(book, number, month)
    ]


def _still_holds(book: Book, row: Reconciliation, month: Month) -> bool:
    """Whether journal and statement are what they were when they were reconciled."""
    stated = stated_balance(book, row.account, month)
    found = adjust(book, row.account, month, row.statement)
    now = (found.journal, len(found.bank_only) + len(found.journal_only), found.agrees)
    return stated in (None, row.statement) and now == (row.journal, row.open_items or 0, True)


def _used(book: Book, account: str, month: Month) -> bool:
    moved = entries(book, account, month.last(), month.first())
    return bool(moved) or cash.balance(book, account, month.last()) != 0
