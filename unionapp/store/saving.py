"""Rows that are typed together, as lines of a grid: what is right is stored, what is wrong is said."""

from __future__ import annotations

from collections.abc import Sequence

from unionapp.errors import Problem, Refused, errors_only
from unionapp.records import search
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import editing
from unionapp.store.journal import Journal


def save_what_is_right(
    journal: Journal, kind: Kind, records: Sequence[Record], gone: Sequence[int] = ()
) -> list[list[Problem]]:
    """Check rows and store those without errors, and remove those of the ids `gone`, all as one step.

    Returns what is wrong or doubtful with each row; one with errors is not stored. Refused as in `editing.save` and
    `editing.remove`, and then nothing is stored or removed.
    """
    editing.need_hand(kind)
    editing.need_rights_of_kind(journal, kind, f"登记{kind.title}")
    for record in records:
        editing.need_rights_of_fields(journal, kind, record)
    problems = [editing.check(kind, record) for record in records]
    right = [record for record, found in zip(records, problems, strict=True) if not errors_only(found)]
    if kind.append_only and any(record.id for record in right):
        raise Refused(editing.ONLY_ADDED.format(title=kind.title))
    if right or gone:
        _write(journal, kind, right, gone)
    return problems


def _write(journal: Journal, kind: Kind, right: Sequence[Record], gone: Sequence[int]) -> None:
    former = [(record, record.id) for record in right]
    words = right[0].label if len(right) == 1 else f"{len(right)} 行" if right else f"去掉 {len(gone)} 行"
    try:
        with journal.step(f"登记{kind.noun}“{words}”"):
            if removed := search.rows(kind, gone):
                editing.remove(journal, kind, removed)
            editing.put(kind, right)
    except BaseException:
        for record, number in former:
            record.id = number
        raise
