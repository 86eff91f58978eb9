"""The local limits of what may be given: which hold in a province on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from unionapp.store.cached import Cached
from unionapp.subjects.funds.handouts.models import Limit

NATION = "全国"
"""The region of limits that hold where the province has none of its own."""
_ENDINGS = ("维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市")


def bare(region: str) -> str:
    """A province by its bare name: 安徽省 and 安徽 are one."""
    short = region.strip()
    for ending in _ENDINGS:
        if len(short) - len(ending) >= 2 and short.endswith(ending):
            return short.removesuffix(ending)
    return short


_all: Cached[list[Limit]] = Cached(lambda: list(Limit.select().order_by(Limit.since.desc(), Limit.id.desc())), Limit)
"""Every limit, the newest first."""


def covering(region: str, item: str, day: date) -> list[Limit]:
    """The limits of an item in force in a province on a day, the newest of each way of reckoning; those of the
    whole country where the province has none. Without a region nothing is limited."""
    if not region.strip() or not item:
        return []
    rows = [row for row in _all() if row.item == item]
    return in_force(rows, region, day) or in_force(rows, NATION, day)


def in_force(rows: Iterable[Limit], region: str, day: date) -> list[Limit]:
    """Of limits, newest first, those of a region in force on a day, one for each way of reckoning."""
    found: dict[str, Limit] = {}
    for row in rows:
        if bare(row.region) == bare(region) and row.since <= day and (row.until is None or day <= row.until):
            found.setdefault(row.per, row)
    return list(found.values())


def ceiling(region: str, item: str, day: date, per: str = "") -> Limit | None:
    """The limit of an item in force on a day, reckoned as `per` says (code table limit-per); None where none is."""
    return next((row for row in covering(region, item, day) if not per or row.per == per), None)
