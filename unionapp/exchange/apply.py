"""Carrying out a plan as one step, whole or not at all, after a safety copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from unionapp import paths
from unionapp.errors import Refused
from unionapp.exchange import layouts, learnt
from unionapp.exchange.outcome import Plan, PlanRow
from unionapp.exchange.pause import without_collection
from unionapp.exchange.plan import last_step
from unionapp.exchange.waiting import waves
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import aliases, editing, unfinished
from unionapp.store.backup import BEFORE_IMPORT
from unionapp.store.fences import FENCE
from unionapp.store.store import Store
from unionapp.values.present import present
from unionapp.work import Progress, silent

WRITING = "正在登记"
COPYING = "正在备份"
ROWS_AT_ONCE = 25_000
MOVED_ON = "核对之后，登记的内容又有了改动，没有导入任何内容。请重新选择文件，再核对一次。"
SOME_WRONG = "有 {wrong} 行不能导入，按“要么全部导入，要么全不导入”的要求，没有导入任何内容。请改正后再导入。"


@dataclass(frozen=True)
class ImportResult:
    """What an import did, by numbers of rows of the sheet; several may make one record (`Kind.lines`)."""

    new: int
    changed: int
    same: int
    wrong: int
    pending: int = 0
    """Cells that were left out and are to be completed."""


def apply(
    store: Store,
    plan: Plan,
    path: Path,
    all_or_nothing: bool = False,
    progress: Progress = silent,
    then: Callable[[Sequence[Record]], None] | None = None,
) -> ImportResult:
    """Write the new and changed rows of a plan as one step that can be undone, after a safety copy; `then` writes
    what follows from the new records within the step.

    Refused where the register changed since, or with `all_or_nothing` where a row is wrong. Raises Stopped, Trouble;
    nothing is written then.
    """
    if last_step() != plan.step:
        raise Refused(MOVED_ON)
    if all_or_nothing and plan.wrong:
        raise Refused(SOME_WRONG.format(wrong=plan.wrong))
    editing.need_hand(plan.kind)
    editing.need_rights_of_kind(store.journal, plan.kind, f"导入{plan.kind.title}")
    pending = 0
    if plan.new or plan.changed:
        progress(0, 0, COPYING)
        store.safety_backup(BEFORE_IMPORT)
        unit = "行" if plan.kind.lines else "条"
        title = f"导入{plan.kind.title}“{paths.shown(path.name)}”，新增 {plan.new} {unit}，修改 {plan.changed} {unit}"
        with without_collection(), store.journal.step(title, FENCE):
            _make(plan)
            _write(plan, progress)
            if then is not None:
                then(came_in(plan))
            pending = unfinished.keep(_left(plan))
            aliases.remember({**plan.learned, **learnt.given(plan.kind, plan.layout)})
    layouts.remember(store.folder, plan.kind, plan.layout)
    return ImportResult(plan.new, plan.changed, plan.same, plan.wrong, pending)


def came_in(plan: Plan) -> list[Record]:
    """The new records of a plan, each once."""
    return [present(row.record) for row in _leading(plan.of("new"))]


def _make(plan: Plan) -> None:
    """Register what rows name and the register lacks, each once, and let it follow in them."""
    done: set[str] = set()
    for row in (row for row in plan.rows if row.made and row.record is not None):
        for making, named in row.made:
            word = making.words(named)
            if word and word not in done:
                done.add(word)
                making.make(named)
        plan.kind.fill(present(row.record))


def _left(plan: Plan) -> Iterator[tuple[Kind, Record, str, str, str]]:
    """The cells that rows came in without."""
    for row in plan.pending:
        for each in row.left:
            yield plan.kind, present(row.record), each.name, each.written, each.message


def _write(plan: Plan, progress: Progress) -> None:
    new, changed = _leading(plan.of("new")), _leading(plan.of("changed"))
    total, done = len(new) + len(changed), 0
    for portion in [*waves(new), changed]:
        for start in range(0, len(portion), ROWS_AT_ONCE):
            progress(done, total, WRITING)
            rows = portion[start : start + ROWS_AT_ONCE]
            _tie(rows)
            editing.put(plan.kind, [present(row.record) for row in rows])
            done += len(rows)
    progress(done, total, WRITING)


def _leading(rows: Sequence[PlanRow]) -> list[PlanRow]:
    """The first rows of records, which stand for the rest."""
    return [row for row in rows if row.head is None]


def _tie(rows: Sequence[PlanRow]) -> None:
    """Point the links that waited to the rows written before."""
    for row in rows:
        for name, target in row.waiting.items():
            setattr(row.record, name, target.record)
