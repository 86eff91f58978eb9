"""Where undo stops: steps that others rely on, so that Ctrl+Z pressed once too often takes nothing grave away.

A step that is a fence bears its sort. `FENCE` (an import, a merging) is asked about, with what would be lost. The
sorts of the code table `own-ways` (a sealed count, an approved result, an approved voucher, a filed ballot) are taken
back by an action of their own: the label of the sort names it, its note says to the operator what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from unionapp.errors import Refused
from unionapp.records import codes

FENCE = "fence"
UNSEAL, REVOKE, UNAPPROVE, RECALL = "unseal", "revoke", "unapprove", "recall"
"""The sorts of what has a way of its own, keys of the code table `own-ways`."""
_SHOWN = 4
"""Tables named in a question; the others are summed."""


def sort_of(database: Any, step: int) -> str:
    """What sort of deed a step is; that of the deed itself where it was done again."""
    while True:
        sort, of = database.execute_sql("SELECT sort, of FROM step WHERE id = ?", (step,)).fetchone()
        if sort not in ("undo", "redo") or of is None:
            return str(sort)
        step = of


def own_way(database: Any, step: int) -> str:
    """Why undo does not take back a step, and what does; empty where it may."""
    way = codes.table("own-ways").by_key.get(sort_of(database, step))
    return way.note if way is not None else ""


def question(database: Any, step: int, titles: Mapping[str, str]) -> str:
    """What undoing a fence would lose, in words; empty where the step is no fence that is asked about."""
    if sort_of(database, step) != FENCE:
        return ""
    title, at = database.execute_sql("SELECT title, at FROM step WHERE id = ?", (step,)).fetchone()
    return f"撤销会退回 {datetime.fromisoformat(at):%Y-%m-%d %H:%M} 的“{title}”，涉及{_lost(database, step, titles)}。"


def hold(database: Any, step: int, titles: Mapping[str, str], given: bool) -> None:
    """Refused at a fence: always where it has a way of its own, else where no leave was `given`."""
    if way := own_way(database, step):
        raise Refused(way)
    if not given and (words := question(database, step, titles)):
        raise Refused(f"{words}没有撤销。确实要撤销，请写明原因。")


def _lost(database: Any, step: int, titles: Mapping[str, str]) -> str:
    sql = "SELECT tbl, count(DISTINCT row) FROM change WHERE step_id = ? GROUP BY tbl ORDER BY min(id)"
    counts = [(titles.get(table, "其他"), number) for table, number in database.execute_sql(sql, (step,))]
    shown = [f"{title} {number:,} 条" for title, number in counts[:_SHOWN]]
    if rest := sum(number for _, number in counts[_SHOWN:]):
        shown.append(f"其他 {rest:,} 条")
    return "、".join(shown)
