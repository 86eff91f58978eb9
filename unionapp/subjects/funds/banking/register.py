"""What the bank said of an account in a month, and what was written down of checking it."""

from __future__ import annotations

from unionapp.subjects.funds.banking.models import BankLine, Reconciliation
from unionapp.subjects.funds.books.models import Book
from unionapp.values.periods import Month


def has_statement(book: Book, account: str, month: Month) -> bool:
    """Whether any line of the bank's statement lies in a month."""
    own = (BankLine.book == book.id) & (BankLine.account == account)
    return bool(BankLine.select().where(own & BankLine.day.between(month.first(), month.last())).exists())


def reconciliation(book: Book, account: str, month: Month) -> Reconciliation | None:
    """The reconciliation that was written down of an account for a month; None before."""
    own = (Reconciliation.book == book.id) & (Reconciliation.account == account)
    found: Reconciliation | None = Reconciliation.get_or_none(own & (Reconciliation.month == str(month)))
    return found
