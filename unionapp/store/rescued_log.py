"""What becomes of the log of a rescued file: it takes what could not be read as lost by the damage, in a sealed step.

Where the log itself was read whole, records that were changed past the program stay named; where it was not, nothing
can be told of them any more, and the chain begins anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from unionapp.store import log_chain
from unionapp.store.connection import Database
from unionapp.store.journal import SEAL, Journal, Step, StepRow

RESCUED = "抢救损坏的数据文件"
"""How the title of the step begins that says so in the rescued log."""
_ANEW = "操作记录也有没读出的，从这一步起重新校验"
_UNREAD, _NOBODY = "（这一步的记录没有读出）", "（没有读出）"


def write_down(
    database: Database, operator: str, told: str, tables: Sequence[str], log_whole: bool, last: int, now: datetime
) -> None:
    """Add the sealed step of a rescue to a file that nothing guards yet: what of `tables` is gone, is gone by it.

    `last` is the highest number of a step that is known from elsewhere, so that none is given twice.
    """
    if not log_chain.chained(database):  # its upgrade begins the chain
        with Journal(database, operator).step(f"{RESCUED}，{told}", SEAL):
            pass
        return
    if not log_whole:
        with database.atomic("IMMEDIATE"):
            _fill_gaps(database, last, now)
            log_chain.rechain(database)
    title = f"{RESCUED}，{told}" if log_whole else f"{RESCUED}，{_ANEW}；{told}"
    with Journal(database, operator).step(title, SEAL) as number:
        if not log_whole:
            log_chain.accept_erased(database, number)
        for table in tables:
            strange = log_chain.strange_rows(database, table)
            there = _there(database, table) if log_whole else set()
            log_chain.accept(database, number, table, [row for row in strange if row not in there])


def _there(database: Database, table: str) -> set[int]:
    return {int(row) for (row,) in database.execute_sql(f'SELECT id FROM "{table}"')}


def _fill_gaps(database: Database, last: int, now: datetime) -> None:
    """A step in the place of every one that was not read and whose changes were, and of the last that is known."""
    known = {int(row) for (row,) in database.execute_sql("SELECT id FROM step")}
    named = {int(row) for (row,) in database.execute_sql("SELECT DISTINCT step_id FROM change")}
    for number in sorted((named | ({last} if last > max(known | named, default=0) else set())) - known):
        sql = "SELECT at FROM step WHERE id < ? ORDER BY id DESC LIMIT 1"
        before = database.execute_sql(sql, (number,)).fetchone()
        database.execute_sql(
            "INSERT INTO step(id, at, operator, title, sort, of, code) VALUES (?, ?, ?, ?, ?, NULL, '')",
            (number, before[0] if before else now.isoformat(" ", "seconds"), _NOBODY, _UNREAD, SEAL),
        )


def rescues(journal: Journal) -> list[Step]:
    """The rescues of these data, oldest first."""
    rows = StepRow.select(StepRow.id, StepRow.at, StepRow.operator, StepRow.title).where(
        StepRow.sort == SEAL, StepRow.title.startswith(RESCUED)
    )
    return [Step(row.id, row.at, row.operator, row.title, SEAL, None) for row in rows.order_by(StepRow.id)]
