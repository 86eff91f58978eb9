"""Accounts as other programs write them: 101-01, 101.01, 50102 文体活动支出 in one cell; and details not yet opened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionapp.subjects.funds.books.chart import FIRST_LEVEL, Chart
from unionapp.subjects.funds.books.models import Account
from unionapp.values.text import half_width

DETAIL = 2
"""Digits that a further level adds to a number."""
_FIRST = re.compile(
    r"\s*[\[(]?\s*([0-9]{3,}(?:\s*[-—–_.·/\\ ]\s*[0-9]+)*)\s*[\])]?\s*[-—–_:.、/\\·|]*\s*(.*?)\s*", re.DOTALL
)
_LAST = re.compile(r"\s*(.*?)\s*[\[(]\s*([0-9]{3,}(?:[-.][0-9]+)*)\s*[\])]\s*", re.DOTALL)
_BETWEEN = re.compile(r"[^0-9]+")

NEW_DETAIL = "new-detail"
"""The rule of an account that is not there and could be opened below another."""


def told(known: Chart, number: str, name: str) -> tuple[str, str]:
    """Number and name of an account out of what stands in the columns of both, the number first where it is in one."""
    words = half_width(number or name)
    found = _FIRST.fullmatch(words)
    digits, rest = (found[1], found[2]) if found else ("", "")
    if not found and (last := _LAST.fullmatch(words)):
        digits, rest = last[2], last[1]
    if not digits or not (number or any(each in known.accounts for each in _numbers(digits))):
        return number, name
    wanted = list(_numbers(digits))
    sure = next((each for each in wanted if each in known.accounts), wanted[0])
    return sure, name if number and name else rest


def _numbers(digits: str) -> Iterator[str]:
    """What written digits may stand for: as they are, and each level of two digits (101-1; 101.1 for 101.10)."""
    parts = _BETWEEN.split(digits)
    yield "".join(parts)
    if len(parts) > 1 and len(parts[0]) == FIRST_LEVEL:
        yield parts[0] + "".join(part.zfill(DETAIL) for part in parts[1:])
        yield parts[0] + "".join(part.ljust(DETAIL, "0") for part in parts[1:])


def detail(known: Chart, number: str, name: str) -> Account | None:
    """The account that an unknown number or name would be below one that is known; None where it continues none.

    A name alone tells its account by what stands before it: 职工活动支出—徒步活动 takes the next free number there.
    """
    number, name = told(known, number, name)
    if number:
        upper = known.upper(number)
        own = re.split("[—–_/\\\\|-]", name)[-1].strip()
        return _below(known, upper, number, own) if upper and own and number not in known.accounts else None
    above, _, own = re.sub("[–_/\\\\|-]", "—", name).rpartition("—")
    found = known.find(above) if above else None
    return _below(known, found, _next(known, found), own.strip()) if found and own.strip() else None


def _below(known: Chart, upper: str, number: str, name: str) -> Account:
    above = known.accounts[upper]
    return Account(
        number=number, name=name, upper=upper, type=above.type, side=above.side, money=above.money, used=True
    )


def _next(known: Chart, upper: str) -> str:
    """The next free number right below an account."""
    taken = [int(number[len(upper) :]) for number in known.children(upper)]
    return f"{upper}{max(taken, default=0) + 1:0{DETAIL}d}"
