"""Where undo stops: steps that others rely on, so that Ctrl+Z pressed once too often takes nothing grave away.

A step that is a fence bears its sort. `FENCE` (an import, a merging) is asked about, with what would be lost. The
sorts of the code table `own-ways` (a sealed count, an approved result, an approved voucher, a filed ballot) are taken
back by an action of their own: the label of the sort names it, its note says to the operator what to do. Such an
action is a step of a sort of its own (`ways-back`), which undo does not take back either: otherwise who may not approve
would approve by undoing. What is then done anew is said by its note.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import peewee

from unionapp.records import codes

FENCE = "fence"
UNSEAL, REVOKE, UNAPPROVE, RECALL = "unseal", "revoke", "unapprove", "recall"
"""The sorts of what has a way of its own, keys of the code table `own-ways`."""
UNSEALED, REVOKED, UNAPPROVED, RECALLED = "unsealed", "revoked", "unapproved", "recalled"
"""The sorts of the steps that are those ways, keys of the code table `ways-back`."""
FORTH = {UNSEALED: UNSEAL, REVOKED: REVOKE, UNAPPROVED: UNAPPROVE, RECALLED: RECALL}
"""What each of them takes back."""
UPGRADED = "升级数据"
"""The title of the seal by which a data file came to the form of a newer program."""
_SHOWN = 4
"""Tables named in a question; the others are summed."""


def sort_of(database: peewee.Database, step: int) -> str:
    """What sort of deed a step is; that of the deed itself where it was done again."""
    while True:
        sort, of = database.execute_sql("SELECT sort, of FROM step WHERE id = ?", (step,)).fetchone()
        if sort not in ("undo", "redo") or of is None:
            return str(sort)
        step = of


def own_way(database: peewee.Database, step: int) -> str:
    """Why undo does not take back a step, and what does; empty where it may."""
    way = codes.table("own-ways").by_key.get(sort_of(database, step))
    return way.note if way is not None else ""


def question(database: peewee.Database, step: int, titles: Mapping[str, str]) -> str:
    """What undoing a fence would lose, in words; empty where the step is no fence that is asked about."""
    if sort_of(database, step) != FENCE:
        return ""
    title, at = database.execute_sql("SELECT title, at FROM step WHERE id = ?", (step,)).fetchone()
    return (
        f"撤销会退回 {datetime.fromisoformat(at):%Y-%m-%d %H:%M} 的“{title}”，涉及{touched(database, step, titles)}。"
    )


def taken_back(database: peewee.Database, step: int) -> set[int]:
    """The deeds of which the taking back by their own way (`step`) and those before it have left nothing.

    A deed may be taken back in parts, as where vouchers approved together are made drafts again one by one.
    """
    sort = database.execute_sql("SELECT sort FROM step WHERE id = ?", (step,)).fetchone()[0]
    rows = database.execute_sql(_TAKEN_BACK, {"step": step, "back": sort, "forth": FORTH[sort]})
    return {int(number) for (number,) in rows}


_TAKEN_BACK = """
SELECT deed.id FROM step AS deed
WHERE deed.sort = :forth AND deed.id < :step
  AND deed.id IN (SELECT own.step_id FROM change AS back
                  JOIN change AS own ON own.tbl = back.tbl AND own.row = back.row WHERE back.step_id = :step)
  AND NOT EXISTS (
    SELECT 1 FROM change AS own
    WHERE own.step_id = deed.id AND own.tbl IN (SELECT tbl FROM change WHERE step_id = :step)
      AND NOT EXISTS (SELECT 1 FROM change AS back JOIN step AS way ON way.id = back.step_id
                      WHERE back.tbl = own.tbl AND back.row = own.row AND way.sort = :back AND way.id > deed.id))
"""


def done_anew(sort: str) -> str:
    """Why undo does not take back the taking back of a deed, and how the deed is done anew."""
    return codes.table("ways-back").by_key[sort].note


def touched(database: peewee.Database, step: int, titles: Mapping[str, str]) -> str:
    """Of which tables a step changed how many rows, in words."""
    sql = "SELECT tbl, count(DISTINCT row) FROM change WHERE step_id = ? GROUP BY tbl ORDER BY min(id)"
    counts = [(titles.get(table, "其他"), number) for table, number in database.execute_sql(sql, (step,))]
    shown = [f"{title} {number:,} 条" for title, number in counts[:_SHOWN]]
    if rest := sum(number for _, number in counts[_SHOWN:]):
        shown.append(f"其他 {rest:,} 条")
    return "、".join(shown)
