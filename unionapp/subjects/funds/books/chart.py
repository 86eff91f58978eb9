"""The chart of accounts (《工会会计制度》财会〔2021〕7号 附录1): what ships, and the accounts as they stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from unionapp import paths
from unionapp.records.record import Record
from unionapp.store.cached import Cached
from unionapp.subjects.funds.books.models import Account, Book, Matter
from unionapp.subjects.funds.handouts.models import Limit

FIRST_LEVEL = 3
"""Digits of the number of a first-level account."""
SEPARATOR = "—"
_SIGNS = re.compile(r"[\s\-—–－_/\\·:：.．]")
_LEADING_NUMBER = re.compile(r"^[0-9]+")


class Chart:
    """The accounts that a book may use, told by their numbers."""

    def __init__(self, accounts: Iterable[Account]) -> None:
        self.accounts = {account.number: account for account in sorted(accounts, key=lambda each: each.number)}

    def __iter__(self) -> Iterator[Account]:
        return iter(self.accounts.values())

    def account(self, number: str) -> Account | None:
        """The account of that number."""
        return self.accounts.get(number)

    def upper(self, number: str) -> str:
        """The number of the account that this number continues, empty for the first level."""
        starts = (number[:length] for length in range(len(number) - 1, FIRST_LEVEL - 1, -1))
        return next((start for start in starts if start in self.accounts), "")

    def path(self, number: str) -> list[str]:
        """The numbers from the first level down to this account."""
        upper = self.upper(number)
        return [*(self.path(upper) if upper else ()), number]

    def name(self, number: str) -> str:
        """The full name: 工会资金结余—累计结余; an unknown number is shown as it is."""
        return self._full.get(number, number)

    @cached_property
    def _full(self) -> dict[str, str]:
        return {
            number: SEPARATOR.join(self.accounts[each].name for each in self.path(number)) for number in self.accounts
        }

    def children(self, number: str) -> list[str]:
        """The numbers of the accounts right below, in order."""
        return self._children.get(number, [])

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        return _grouped((self.upper(number), number) for number in self.accounts)

    def leaf(self, number: str) -> bool:
        """Whether entries may be made under this account: it has none in use below it."""
        return number in self.accounts and not any(self.accounts[each].used for each in self.children(number))

    def below(self, number: str, top: str) -> bool:
        """Whether an account is the top one or stands below it."""
        return number.startswith(top)

    def numbers(self, money: str = "") -> list[str]:
        """The accounts in use that take entries, only cash ("cash") or bank accounts ("bank") where said."""
        return [each.number for each in self if each.used and self.leaf(each.number) and money in ("", each.money)]

    def find(self, words: str) -> str | None:
        """The number of the one account that is called so, by its full name or its own; None where it is not one."""
        wanted = plain_name(words)
        for names in self._by_name:
            found = names.get(wanted, []) if wanted else []
            fitting = [number for number in found if self.leaf(number) and self.accounts[number].used] or found
            if found:
                return fitting[0] if len(fitting) == 1 else None
        return None

    @cached_property
    def _by_name(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """The numbers by full name, and by own name."""
        full = _grouped((plain_name(self.name(number)), number) for number in self.accounts)
        own = _grouped((plain_name(account.name), number) for number, account in self.accounts.items())
        return full, own

    def called(self, number: str, words: str) -> bool:
        """Whether words name this account, as its own name or the end of its full one."""
        return self.name(number) == words or plain_name(self.name(number)).endswith(plain_name(words))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, number in pairs:
        found.setdefault(name, []).append(number)
    return found


def plain_name(words: str) -> str:
    """A name of an account without separators, blanks and a number written before it."""
    return _LEADING_NUMBER.sub("", _SIGNS.sub("", words))


def read(book: Book | int | None = None) -> Chart:
    """The accounts of a book with those for all books; every account where none is named."""
    if book is None:
        return _all()
    own = int(book if isinstance(book, int) else book.id)
    charts = _charts()
    if own not in charts:
        charts[own] = Chart(each for each in _all() if each.book_id in (None, own))
    return charts[own]


_all: Cached[Chart] = Cached(lambda: Chart(Account.select()), Account)
_charts: Cached[dict[int, Chart]] = Cached(dict, Account)


def install() -> list[tuple[type[Record], Sequence[Record]]]:
    """The accounts, matters and limits that ship, where the data file has no account yet, by their models."""
    if Account.select().exists():
        return []
    return [(Account, _accounts()), (Matter, _matters()), (Limit, _limits())]


def _shipped(name: str) -> Any:
    return json.loads((paths.resources() / "funds" / f"{name}.json").read_text(encoding="utf-8"))


def _accounts() -> list[Account]:
    rows = _shipped("chart-2021")["accounts"]
    known = Chart(Account(number=row["number"]) for row in rows)
    return [
        Account(**{"grassroots": False, **row}, upper=known.upper(row["number"]), locked=True)
        for row in ({"used": row.get("grassroots", False), **row} for row in rows)
    ]


def _matters() -> list[Matter]:
    return [Matter(**row) for row in _shipped("matters")["matters"]]


def _limits() -> list[Limit]:
    return [Limit(**{**row, "since": date.fromisoformat(row["since"])}) for row in _shipped("limits")["limits"]]
