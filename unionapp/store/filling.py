"""One field of many records filled in where it is empty, as one step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from unionapp.errors import Refused, errors_only
from unionapp.records import fields, search
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import editing
from unionapp.store.journal import Journal

EMPTY = (None, "", ())
"""What a field holds that is still to be filled in."""
NOTHING_TO_FILL = "所选的{noun}都已经填了“{label}”，没有改动。"
ALL_WRONG = "没有改动：{reason}"


@dataclass(frozen=True)
class FilledIn:
    """What became of the records: filled, left because something stood there, and left because it would be wrong."""

    filled: int
    kept: int
    wrong: tuple[tuple[str, str], ...]
    """The label of each record that was left, and why."""


def offered(kind: Kind) -> tuple[str, ...]:
    """The fields that may be filled in for many: those that only wait to be, then what a clerk types."""
    left_out = {*kind.fixed, *kind.identity, *kind.unseen}
    typed = (name for name, each in kind.fields.items() if not isinstance(each, fields.Attachment | fields.Name))
    return (*kind.fillable, *(name for name in typed if name not in left_out))


def fill_in(journal: Journal, kind: Kind, row_ids: Iterable[int], name: str, value: object) -> FilledIn:
    """Put a value into a field of those records where it is empty, as one step.

    Records for which it would be wrong are left as they are. Refused where nothing would be filled.
    """
    editing.need_hand(kind)
    editing.need_rights_of_kind(journal, kind, f"补填{kind.title}")
    records = [record for chunk in editing.chunks(list(row_ids)) for record in search.rows(kind, chunk)]
    empty = [record for record in records if record.__data__.get(name) in EMPTY]
    right: list[Record] = []
    wrong: list[tuple[str, str]] = []
    for record in empty:
        setattr(record, name, value)
        editing.need_rights_of_fields(journal, kind, record)
        errors = errors_only(editing.check(kind, record))
        wrong += [(record.label, errors[0].message)] if errors else []
        right += [] if errors else [record]
    label = kind.fields[name].label
    if not empty:
        raise Refused(NOTHING_TO_FILL.format(noun=kind.noun, label=label))
    if not right:
        raise Refused(ALL_WRONG.format(reason=f"{wrong[0][0]}：{wrong[0][1]}"))
    with journal.step(f"补填“{label}” {len(right)} 条"):
        editing.put(kind, right)
    return FilledIn(len(right), len(records) - len(empty), tuple(wrong))
