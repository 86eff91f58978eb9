"""The words by which a sheet names records that have no name of their own, or share one with others.

A record is named as lists show it; where two are alike, what their lists show besides stands in brackets behind, and
where that is alike too, how many of them came before. Nobody has to read or write a number of 32 digits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from unionapp.records import fields, search
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import aliases, editing

NTH = "{words}（第{number}个）"


def told_apart(kind: Kind, rows: Iterable[int]) -> dict[int, str]:
    """The words of records by id, no two of them the same."""
    alike: dict[str, list[Record]] = defaultdict(list)
    for record in _read(kind, sorted(rows)):
        alike[aliases.normal(record.label)].append(record)
    found: dict[int, str] = {}
    for records in alike.values():
        found |= {records[0].id: records[0].label} if len(records) == 1 else _further(kind, records)
    return found


def _read(kind: Kind, rows: Sequence[int]) -> Iterable[Record]:
    """Records with all that their labels are put together from, read in bulk."""
    for chunk in editing.chunks(rows):
        records = search.rows(kind, chunk)
        for link in kind.links:
            others = {id(other): other for each in records if (other := each.__rel__.get(link.name)) is not None}
            for further in link.rel_model._meta.sorted_fields:
                if isinstance(further, fields.Link):
                    search.fetch_link(list(others.values()), further)
        yield from records


def _further(kind: Kind, records: Sequence[Record]) -> dict[int, str]:
    """The words of records of one label, with as much of what their lists show as tells them apart."""
    columns = [name for name in kind.columns if not getattr(kind.model._meta.fields[name], "private", False)]
    words = {record.id: record.label for record in records}
    for most in range(1, len(columns) + 1):
        words = {record.id: _words(kind, record, columns[:most]) for record in records}
        if len(set(words.values())) == len(records):
            return words
    seen: dict[str, int] = defaultdict(int)
    for row in sorted(words):
        seen[words[row]] += 1
        words[row] = NTH.format(words=words[row], number=seen[words[row]])
    return words


def _words(kind: Kind, record: Record, columns: Sequence[str]) -> str:
    """The label of a record, and in brackets what these columns say besides."""
    shown = (kind.shown(record, name) for name in columns)
    more = "，".join(dict.fromkeys(text for text in shown if text and text not in record.label))
    return f"{record.label}（{more}）" if more else record.label
