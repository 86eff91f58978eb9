"""One field of many records changed, or filled in where it is empty, as one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from unionapp.errors import Refused, errors_only
from unionapp.records import fields, search
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.work import Progress, silent

EMPTY = (None, "", ())
"""What a field holds that is still to be filled in."""
NOTHING_TO_FILL = "所选的{noun}都已经填了“{label}”，没有改动。"
NOTHING_TO_CHANGE = "所选的{noun}“{label}”本来就是这个内容，没有改动。"
ALL_WRONG = "没有改动：{reason}"
CHECKING = "正在逐条核对"


@dataclass(frozen=True)
class ChangedRows:
    """What became of the records: changed, left because nothing was to be done, and left because it would be wrong."""

    changed: int
    left: int
    wrong: tuple[tuple[str, str], ...]
    """The label of each record that was left, and why."""


def may_change(kind: Kind) -> bool:
    """Whether a field of many records of a kind may be changed at once; what only an administrator changes may not."""
    return kind.by_hand and not kind.append_only and kind.right == "write" and bool(offered(kind))


def offered(kind: Kind) -> tuple[str, ...]:
    """The fields that may be changed for many: those that only wait to be filled in, then what a clerk types."""
    left_out = {*kind.fixed, *kind.identity, *kind.unseen}
    typed = (name for name, each in kind.fields.items() if not isinstance(each, fields.Attachment | fields.Name))
    return (*kind.fillable, *(name for name in typed if name not in left_out))


def first_choice(kind: Kind, row_ids: Sequence[int]) -> str:
    """The field that is asked for first: one that waits to be filled in for some, else the first that a clerk types."""
    names = offered(kind)
    waiting = (name for name in kind.fillable if any(value in EMPTY for value in held(kind, row_ids, name)))
    return next(waiting, next((name for name in names if name not in kind.fillable), names[0]))


def held(kind: Kind, row_ids: Iterable[int], name: str) -> Counter[object]:
    """How many of the records hold which value of a field."""
    found: Counter[object] = Counter()
    field = kind.model._meta.fields[name]
    for chunk in editing.chunks(list(row_ids)):
        rows = kind.model.select(field).where(kind.model.id.in_(chunk))
        found.update(row.__data__.get(name) for row in rows)
    return found


def change(
    journal: Journal,
    kind: Kind,
    row_ids: Iterable[int],
    name: str,
    value: object,
    only_empty: bool = False,
    progress: Progress = silent,
) -> ChangedRows:
    """Put a value into a field of those records, with `only_empty` only where it is empty, as one step.

    Records for which it would be wrong are left as they are. Refused where nothing would be changed.
    """
    editing.need_hand(kind)
    if kind.append_only:
        raise Refused(editing.ONLY_ADDED.format(title=kind.title))
    editing.need_rights_of_kind(journal, kind, f"修改{kind.title}")
    records = _loaded(kind, list(row_ids))
    only_empty = only_empty or name in kind.fillable
    wanted = [each for each in records if _differs(each.__data__.get(name), value, only_empty)]
    label = kind.fields[name].label
    if not wanted:
        raise Refused((NOTHING_TO_FILL if only_empty else NOTHING_TO_CHANGE).format(noun=kind.noun, label=label))
    right, wrong = _checked(journal, kind, wanted, name, value, progress)
    if not right:
        raise Refused(ALL_WRONG.format(reason=f"{wrong[0][0]}：{wrong[0][1]}"))
    with journal.step(f"{'补填' if only_empty else '修改'}“{label}” {len(right)} 条"):
        editing.put(kind, right)
    return ChangedRows(len(right), len(records) - len(wanted), tuple(wrong))


def _loaded(kind: Kind, row_ids: Sequence[int]) -> list[Record]:
    """The records, with their lines where they consist of some, so that the rules see them whole."""
    records: list[Record] = [record for chunk in editing.chunks(row_ids) for record in search.rows(kind, chunk)]
    if kind.lines is not None:
        lines = editing.stored_lines(kind, row_ids)
        for record in records:
            record.lines = lines.get(record.id, [])
    return records


def _differs(old: object, value: object, only_empty: bool) -> bool:
    return old in EMPTY if only_empty else old != value


def _checked(
    journal: Journal, kind: Kind, records: Sequence[Record], name: str, value: object, progress: Progress
) -> tuple[list[Record], list[tuple[str, str]]]:
    """The records with the value for which it holds, and the others with what is wrong."""
    right: list[Record] = []
    wrong: list[tuple[str, str]] = []
    for place, record in enumerate(records):
        progress(place, len(records), CHECKING)
        setattr(record, name, value)
        editing.need_rights_of_fields(journal, kind, record)
        errors = errors_only(editing.check(kind, record))
        wrong += [(record.label, errors[0].message)] if errors else []
        right += [] if errors else [record]
    return right, wrong
