"""Commands that look into the registers: kinds, list, show."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypedDict

from unionapp import subjects
from unionapp.cli import opening, settings
from unionapp.cli.output import document, say, table
from unionapp.cli.questions import conditions, ordering, record_of
from unionapp.records import access, formats, search
from unionapp.records.fields import Link, RecordField
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import access_log, editing, option_changes, rows, system
from unionapp.store.journal import Step


class FieldChange(TypedDict):
    """A field of a record that changed, with its texts before and after."""

    field: str
    old: str
    new: str


class RecordStep(TypedDict):
    """One step in the life of a record: when, who, what, and the fields that changed."""

    when: str
    who: str
    what: str
    changes: list[FieldChange]


def kinds(options: Namespace) -> int:
    """Key and title of every kind."""
    known = (*subjects.KINDS, *system.KINDS)
    if options.json:
        document([{"key": kind.key, "title": kind.title} for kind in known])
    else:
        table(("KIND", "台账"), [(kind.key, kind.title) for kind in known])
    return 0


def listing(options: Namespace) -> int:
    """The rows of a kind that answer the question."""
    with opening.opened(options) as data:
        kind = data.readable(options.kind)
        if kind is option_changes.SETTINGS:
            settings.listing(options)
            return 0
        query = search.Query(options.find, conditions(kind, options.where), ordering(kind, options.order))
        found = search.ids(kind, query)
        shown = found[: options.limit] if options.limit else found
        access_log.rows_seen(data.journal, kind, len(shown), kind.sheet_fields if options.json else kind.columns)
        if options.json:
            document([plain(kind, record) for record in records(kind, shown)])
            return 0
        rows = [[*(kind.shown(each, name) for name in kind.columns), each.uid] for each in records(kind, shown)]
    table([*(kind.fields[name].label for name in kind.columns), "UID"], rows)
    more = f"，显示前 {len(shown)} 条" if len(shown) < len(found) else ""
    say(f"共 {len(found)} 条{more}。")
    return 0


def records(kind: Kind, ids: Sequence[int]) -> Iterator[Record]:
    """The records of many ids, fetched a piece at a time."""
    for chunk in editing.chunks(ids):
        yield from search.rows(kind, chunk)


def plain(kind: Kind, record: Record) -> dict[str, str]:
    """A record as it goes out: the texts shown, by the labels of the sheets, and its uid."""
    texts = {kind.fields[name].label: kind.shown(record, name) for name in kind.sheet_fields}
    return {**texts, "uid": record.uid}


def show(options: Namespace) -> int:
    """One record and its history."""
    with opening.opened(options) as data:
        kind = data.readable(options.kind)
        record = record_of(kind, options.uid)
        access_log.record_seen(data.journal, kind, record.label)
        past = data.journal.history(kind.model._meta.table_name, record.id)
        history = [_event(kind, *each) for each in past]
        texts = plain(kind, record)
    if options.json:
        document({**texts, "history": history})
        return 0
    table(("栏目", "内容"), [(label, text) for label, text in texts.items() if text])
    say("")
    for event in history:
        say(f"{event['when']}　{event['who']}　{event['what']}")
        for change in event["changes"]:
            say(f"    {change['field']}：{change['old'] or '（空）'} → {change['new'] or '（空）'}")
    return 0


def _event(kind: Kind, step: Step, op: str, data: Mapping[str, tuple[object, object]]) -> RecordStep:
    """One step in the life of a record: when, who, what, and the fields that changed."""
    by_column = {field.column_name: field for field in kind.fields.values()}
    changes: list[FieldChange] = [
        {"field": by_column[column].label, "old": _text(by_column[column], old), "new": _text(by_column[column], new)}
        for column, (old, new) in data.items()
        if op == "U" and column in by_column
    ]
    return {"when": step.at.isoformat(sep=" "), "who": step.operator, "what": step.words, "changes": changes}


def _text(field: RecordField, stored: object) -> str:
    """A value of the log as it is shown; links by the record they point to."""
    if isinstance(field, Link) and access.may_see(field):
        other = rows.find(field.rel_model, stored)
        return formats.show(field, other) if other is not None or stored is None else "（已删除）"
    read: Callable[[object], object] = field.python_value
    return formats.show(field, read(stored))
