"""How lines of vouchers and opening balances name their account: number and name follow from one another."""

from __future__ import annotations

from unionapp.errors import Problem
from unionapp.subjects.funds.books import account_words, chart
from unionapp.subjects.funds.books.account_words import NEW_DETAIL
from unionapp.subjects.funds.books.models import Opening
from unionapp.subjects.funds.vouchers.models import VoucherLine

BY_NAME = "《工会会计制度》附录1 第一部分：填凭证、登账要写科目名称"


def name_account(row: VoucherLine | Opening, book: int | None) -> None:
    """Fill the number from the name where it is missing, and the full name from the number, unless they differ."""
    known = chart.read(book)
    row.account, row.account_name = account_words.told(known, row.account or "", row.account_name or "")
    if not row.account:
        row.account = known.find(row.account_name) or ""
    if row.account in known.accounts and known.called(row.account, row.account_name):
        row.account_name = known.name(row.account)


def account_problems(row: VoucherLine | Opening, book: int | None, reversal: bool = False) -> list[Problem]:
    """What is wrong with the account that a row names by number and name."""
    known = chart.read(book)
    if not row.account:
        named = row.account_name
        words = f"科目表里没有唯一叫“{named}”的科目，请填科目编号。"
        return [Problem("account", words, BY_NAME, rule="account")] if named else []
    account = known.account(row.account)
    if account is None:
        return [_no_account(row, known)]
    if not known.leaf(row.account):
        below = "、".join(known.children(row.account)[:3])
        return [_account(f"“{row.account} {account.name}”有下级科目，请填末级科目，如 {below}。")]
    if not account.used and not reversal:
        return [_account(f"“{row.account} {account.name}”没有启用。要用请先在“会计科目”里启用。")]
    if not known.called(row.account, row.account_name):
        words = f"科目编号 {row.account} 是“{known.name(row.account)}”，与科目名称“{row.account_name}”不一致，请核对。"
        return [Problem("account_name", words, BY_NAME, rule="account-name")]
    return []


def _no_account(row: VoucherLine | Opening, known: chart.Chart) -> Problem:
    """That there is no such account; one that could be opened below another has a rule of its own."""
    upper = known.account(known.upper(row.account))
    below = f"，它接在“{upper.label}”下面" if upper else ""
    words = f"没有编号为“{row.account}”的科目{below}。请核对，或先在“会计科目”里增设明细。"
    return _account(words, NEW_DETAIL if upper else "account")


def _account(words: str, rule: str = "account") -> Problem:
    return Problem("account", words, "《工会会计制度》附录1 第一部分", rule=rule)
