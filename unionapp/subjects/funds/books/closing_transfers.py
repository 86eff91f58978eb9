"""Where income and spending go when they are carried: earmarked money to 321, other to 322, fiscal to 331."""

from __future__ import annotations

from collections.abc import Mapping

from unionapp.subjects.funds.books.models import Project
from unionapp.subjects.funds.books.states import MoneySource

EARMARKED, FREE, FISCAL = "32103", "32203", "33103"
"""本年收支结转 of 工会资金结转, 工会资金结余 and 财政拨款结转 (《工会会计制度》财会〔2021〕7号 附录1 321、322、331)."""
_ALWAYS = {"401": FREE, "40301": FREE, "40302": EARMARKED, "40401": FISCAL}
"""Accounts whose money is of one sort by the regulation, whatever project it belongs to."""
GATHERED: Mapping[str, tuple[str, ...]] = {
    "32104": ("32101", "32102", "32103"),
    "32205": ("32201", "32202", "32203", "32204"),
    "33104": ("33101", "33102", "33103"),
    "33205": ("33201", "33202", "33203", "33204"),
}
"""What is gathered at the end of the year, by the only account of 321, 322, 331, 332 that keeps a balance then."""
CARRIED = ("32104", "33104")
"""Those of them that keep what is carried over for a purpose (累计结转)."""
RELEASED, RELEASES = "32204", "32104"
"""Where what is left of a finished project goes, and where from."""


def target(account: str, project: Project | None) -> str:
    """The account that the balance of an income or spending account is carried to, by its project."""
    for start, number in _ALWAYS.items():
        if account.startswith(start):
            return number
    if project is None:
        return FREE
    return FISCAL if project.source == MoneySource.FISCAL else EARMARKED if project.earmarked else FREE
