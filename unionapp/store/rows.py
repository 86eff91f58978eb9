"""Reading rows of any model: one by its id, those that point to a record, the values and sums of their columns.

Questions of words and filters are `records.search`; questions of a subject stand in its rooms.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import peewee

from unionapp.errors import Refused
from unionapp.records import search
from unionapp.records.kind import Kind
from unionapp.records.record import Row

_GONE = "这条记录已经不在了，可能刚被删除。请重新打开后再办理。"


def find(model: type[Row], row_id: object) -> Row | None:
    """The record of an id as it stands in the file; None without an id, and where there is no such record."""
    return None if row_id is None else model.get_or_none(model.id == row_id)


def by_uid(kind: Kind[Row], uid: str) -> Row | None:
    """The record of a kind with that number, None where there is none any more."""
    found: Row | None = kind.model.get_or_none(kind.model.uid == uid)
    return found


def get(model: type[Row], row_id: object) -> Row:
    """The record of an id as it stands in the file; Refused where there is no such record."""
    found = find(model, row_id)
    if found is None:
        raise Refused(_GONE)
    return found


def fresh(record: Row) -> Row:
    """A stored record read anew: nothing that was typed or changed elsewhere meanwhile is in it or missing from it."""
    return get(type(record), record.id)


def several(model: type[Row], row_ids: Iterable[int]) -> list[Row]:
    """The records of these ids in the order of their storing; those that are gone are left out."""
    return list(model.select().where(model.id.in_(list(row_ids))).order_by(model.id))


def linked(model: type[Row], link: str, row_id: int) -> list[Row]:
    """The records whose field `link` points to the row of that id, the newest first."""
    return list(model.select().where(model._meta.fields[link] == row_id).order_by(model.id.desc()))


def values_in_use(kind: Kind, name: str, text: str, most: int) -> list[Any]:
    """The values of a field that hold a text, each once and in order, at most so many; empty ones are left out."""
    column = kind.model._meta.fields[name]
    select = kind.model.select(column).distinct().where(column.contains(text)).order_by(column).limit(most + 1)
    return [value for (value,) in select.tuples() if value][:most]


def sums(kind: Kind, names: Sequence[str], asked: search.Query | Sequence[int]) -> dict[str, int]:
    """The sums of columns by name (money in fen), over all rows that answer a query or over the rows of some ids."""
    select = kind.model.select(*(peewee.fn.SUM(kind.model._meta.fields[name]) for name in names))
    if isinstance(asked, search.Query):
        wanted = search.clauses(kind, asked)
    else:
        wanted = [kind.model.id.in_(peewee.SQL("(SELECT value FROM json_each(?))", (json.dumps(list(asked)),)))]
    (found,) = (select.where(*wanted) if wanted else select).tuples()
    return {name: int(total or 0) for name, total in zip(names, found, strict=True)}
