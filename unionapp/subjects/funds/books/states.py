"""The codes of books, accounts and matters that the program itself goes by."""

from __future__ import annotations

from enum import StrEnum


class BookSort(StrEnum):
    """账套类别: whose books they are."""

    OWN = "own"
    ORGAN = "organ"
    ENTRUSTED = "entrusted"


class AccountType(StrEnum):
    """科目类别: the five parts of the chart."""

    ASSET = "asset"
    LIABILITY = "liability"
    NET = "net"
    INCOME = "income"
    EXPENSE = "expense"


class MoneyAccount(StrEnum):
    """货币资金: which journal an account of money is kept in."""

    CASH = "cash"
    BANK = "bank"


class MoneyWay(StrEnum):
    """收或支: where the money of a matter goes."""

    IN = "in"
    OUT = "out"
    MOVE = "move"


class EntryPattern(StrEnum):
    """分录方式: which entries a matter makes."""

    PLAIN = "plain"
    SPLIT = "split"
    RETURNED = "returned"
    ASSET = "asset"
    STORE = "store"
    TRANSFER = "transfer"
    ADVANCE = "advance"


class SpendingNature(StrEnum):
    """支出性质: spent on the union's daily work or on a project."""

    BASIC = "basic"
    PROJECT = "project"


class MoneySource(StrEnum):
    """资金来源: whose money it was; those that the program names, a clerk may have more."""

    DUES = "dues"
    CONTRIBUTION = "contribution"
    HIGHER_EARMARKED = "higher-earmarked"
    FISCAL = "fiscal"
