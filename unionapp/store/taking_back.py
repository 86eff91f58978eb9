"""Taking back one step of the log by itself, whatever else was done since, where nothing later depends on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import peewee

from unionapp.errors import Refused
from unionapp.records import texts
from unionapp.store import fences, reversing
from unionapp.store.journal import Journal, values
from unionapp.store.stacks import NOTE, PRACTICE, SEAL, UNDO, Step

_NEVER: Mapping[str, str] = {
    NOTE: "这一步没有改动记录，没有可撤的。",
    SEAL: "这一步（记账、结账、恢复备份、升级之类）不能撤销。",
    UNDO: "这一步本身就是撤销。要恢复撤掉的内容，请用“重做”（Ctrl+Y），或者再做一次。",
    PRACTICE: "这是计票练习，不影响任何结果，不用撤销。练习的选票在计票台里撤回。",
}
_DONE = "这一步已经撤销过了。"
_UPGRADED = "这一步以后数据升级过，不能单独撤销。请直接在记录里改回来。"
_BUILT_UPON = "后来的“{later}”又改动了同样的记录，不能只撤这一步。请先撤那一步，或者直接在记录里改回来。"
_NO_REASON = "{question}没有撤销。确实要撤，请写明原因。"


@dataclass(frozen=True)
class RowChange:
    """What a step did to one row: I new, U changed (old and new values by column), D removed (all its values)."""

    table: str
    row: int
    op: str
    data: Mapping[str, Any]


def changes(journal: Journal, step: Step, limit: int) -> tuple[list[RowChange], int]:
    """What a step changed, as far as the limit goes, and how many changes there are."""
    found = journal.database.execute_sql(
        "SELECT tbl, row, op, data FROM change WHERE step_id = ? ORDER BY id LIMIT ?", (step.id, limit)
    )
    (count,) = journal.database.execute_sql("SELECT count(*) FROM change WHERE step_id = ?", (step.id,)).fetchone()
    return [RowChange(table, row, op, values(data)) for table, row, op, data in found], int(count)


def hindrance(journal: Journal, step: Step) -> str:
    """Why a step cannot be taken back by itself, and what to do; empty where it can."""
    database = journal.database
    if never := _NEVER.get(step.sort):
        return never
    if step.sort in fences.FORTH:
        return fences.done_anew(step.sort)
    if way := fences.own_way(database, step.id):
        return way
    undone = database.execute_sql("SELECT 1 FROM step WHERE sort = ? AND of = ? LIMIT 1", (UNDO, step.id)).fetchone()
    if undone is not None:
        return _DONE
    if _upgraded_since(database, step.id):
        return _UPGRADED
    later = reversing.built_upon(database, step.id)
    return _BUILT_UPON.format(later=later) if later else ""


def question(journal: Journal, step: Step) -> str:
    """What is to be said before a step that can be taken back is: for a fence, which asks a reason, what would be
    lost; empty for any other."""
    return fences.question(journal.database, step.id, journal.titles)


def take_back(journal: Journal, step: Step, because: str = "") -> None:
    """Take it back as a step of its own; Refused where something later depends on it, and at a fence without a
    reason, which stays in the log."""
    if why := hindrance(journal, step):
        raise Refused(why)
    because = texts.reason(because)
    if (asked := question(journal, step)) and not because:
        raise Refused(_NO_REASON.format(question=asked))
    journal.reverse(step, UNDO, because)


def _upgraded_since(database: peewee.Database, step: int) -> bool:
    sql = "SELECT 1 FROM step WHERE id > ? AND sort = ? AND title = ? LIMIT 1"
    return database.execute_sql(sql, (step, SEAL, fences.UPGRADED)).fetchone() is not None
