"""Finding rows: one search field over an index kept by triggers, filters, order and paging.

The index of a table holds, for every row, the beginnings under which it can be found: each suffix of a name, its
full readings from each syllable on, its initials, and each suffix of a number. A word typed is a prefix of one.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import peewee

from unionapp.records import fields
from unionapp.records.kind import Kind
from unionapp.values import names
from unionapp.values.text import half_width

_SHORTEST = 4
"""Suffixes of numbers shorter than this are not indexed; a search for them finds their longer neighbours."""


@dataclass(frozen=True)
class Condition:
    """One filter: a field compared with a stored value; `op` is one of = != < <= > >= in has empty like."""

    field: str
    op: str
    value: Any = None


@dataclass(frozen=True)
class Query:
    """What the clerk asks of a table: words, filters, and an order of field names ("-" before one for falling)."""

    text: str = ""
    where: tuple[Condition, ...] = ()
    order: tuple[str, ...] = ()


def number_tokens(value: str | None) -> str:
    """Every suffix of a number, so that any part of it is found by its beginning."""
    text = re.sub(r"[\W_]", "", value or "").lower()
    last = max(1, len(text) - _SHORTEST + 1)
    return " ".join(text[start:] for start in range(last)) if text else ""


@lru_cache(maxsize=4096)
def name_tokens(value: str | None) -> str:
    """Suffixes, readings and initials of a name."""
    return " ".join(names.search_tokens(value)) if value else ""


def words(text: str) -> list[str]:
    """The words of a search, without signs and in small letters."""
    return re.findall(r"\w+", half_width(text).replace("_", " ").lower())


def index_table(kind: Kind) -> str:
    """The name of the search index of a kind."""
    return f"search_{kind.model._meta.table_name}"


def install(database: Any, kind: Kind, force: bool = False) -> None:
    """Make the index of a kind and the triggers that keep it; an index with other columns is made anew.

    With `force` it is always made anew: a table that was rebuilt has lost its triggers.
    """
    if not kind.search:
        return
    table, index = kind.model._meta.table_name, index_table(kind)
    definition = (
        "CREATE VIRTUAL TABLE {} USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1 2 3')"
    )
    marker = f"{index}:{','.join(kind.search)}"
    known = database.execute_sql("SELECT value FROM derived WHERE name = ?", (index,)).fetchone()
    if known and known[0] == marker and not force:
        return
    database.execute_sql(f"DROP TABLE IF EXISTS {index}")
    database.execute_sql(definition.format(index))
    for statement in _triggers(kind, table, index):
        database.execute_sql(statement)
    database.execute_sql(f"INSERT INTO {index}(rowid, tokens) SELECT id, {_tokens(kind, table)} FROM {table}")
    database.execute_sql("INSERT OR REPLACE INTO derived(name, value) VALUES (?, ?)", (index, marker))


def register(connection: Any) -> None:
    """Give a connection the functions that the triggers call."""
    connection.create_function("name_tokens", 1, name_tokens, deterministic=True)
    connection.create_function("number_tokens", 1, number_tokens, deterministic=True)


def _triggers(kind: Kind, table: str, index: str) -> list[str]:
    columns = ", ".join(_watched(kind))
    drop = [f"DROP TRIGGER IF EXISTS {index}_{when}" for when in ("insert", "update", "delete")]
    add = f"INSERT INTO {index}(rowid, tokens) VALUES (NEW.id, {_tokens(kind, 'NEW')});"
    remove = f"DELETE FROM {index} WHERE rowid = OLD.id;"
    return [
        *drop,
        f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {index}_update AFTER UPDATE OF {columns} ON {table} BEGIN {remove} {add} END",
        f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {remove} END",
    ]


def _watched(kind: Kind) -> list[str]:
    """The columns that decide how a row is found; a name's reading may change without the name."""
    columns = []
    for name in kind.search:
        each = kind.model._meta.fields[name]
        columns += [each.column_name, f"{name}_pinyin"] if isinstance(each, fields.Name) else [each.column_name]
    return columns


def _tokens(kind: Kind, row: str) -> str:
    parts = []
    for name in kind.search:
        each = kind.model._meta.fields[name]
        number = isinstance(each, fields.IdNumber | fields.Phone | fields.CreditCode)
        parts.append(f"{'number' if number else 'name'}_tokens({row}.{each.column_name})")
    return " || ' ' || ".join(parts)


def ids(kind: Kind, query: Query) -> array[int]:
    """The ids of all rows that answer a query, in its order; 100,000 of them take 8 bytes each."""
    select = kind.model.select(kind.model.id)
    select = _joined(kind, select, query.order or kind.order)
    select = select.where(*clauses(kind, query)) if query.text or query.where else select
    return array("q", [row[0] for row in kind.model._meta.database.execute(select)])


def count(kind: Kind, query: Query) -> int:
    """How many rows answer a query."""
    select = kind.model.select()
    return int(select.where(*clauses(kind, query)).count() if query.text or query.where else select.count())


def clauses(kind: Kind, query: Query) -> list[Any]:
    """A query's words and filters as peewee expressions."""
    found = [_compare(kind, condition) for condition in query.where]
    asked = words(query.text)
    if asked and kind.search:
        match = " ".join(f'"{word}"*' for word in asked)
        index = index_table(kind)
        found.append(kind.model.id.in_(peewee.SQL(f"(SELECT rowid FROM {index} WHERE {index} MATCH ?)", (match,))))
    elif query.text.strip():
        found.append(peewee.SQL("0"))
    return found


def _compare(kind: Kind, condition: Condition) -> Any:
    column, value = kind.model._meta.fields[condition.field], condition.value
    if condition.op == "empty":
        return column.is_null() if column.null else column == ""
    if condition.op == "in":
        return column.in_(list(value))
    if condition.op == "has":
        return peewee.fn.instr(peewee.Cast(column, "TEXT"), f",{value},") > 0
    if condition.op == "like":
        return column.contains(value)
    operators = {
        "=": column.__eq__,
        "!=": column.__ne__,
        "<": column.__lt__,
        "<=": column.__le__,
        ">": column.__gt__,
        ">=": column.__ge__,
    }
    return operators[condition.op](value)


def _joined(kind: Kind, select: Any, order: Sequence[str]) -> Any:
    """The select with its order, joining the tables of links that are sorted by."""
    terms = []
    for word in order:
        falling, name = word.startswith("-"), word.lstrip("-")
        each = kind.model._meta.fields.get(name)
        if isinstance(each, fields.Link):
            other = each.rel_model.alias()
            select = select.join_from(kind.model, other, peewee.JOIN.LEFT_OUTER, on=(each == other.id))
            column = _order_column(other, each.rel_model)
        else:
            column = kind.model._meta.fields[_sort_name(kind.model, name)]
        terms.append(column.desc() if falling else column.asc())
    return select.order_by(*terms, kind.model.id)


def _sort_name(model: Any, name: str) -> str:
    """Names sort by pinyin; "strokes" and "pinyin" mean the sort keys of the kind's own name."""
    if name in ("strokes", "pinyin"):
        return f"name_{name}"
    return f"{name}_pinyin" if isinstance(model._meta.fields[name], fields.Name) else name


def _order_column(alias: Any, model: Any) -> Any:
    named = "name_pinyin" if "name_pinyin" in model._meta.fields else "id"
    return getattr(alias, named)


def rows(kind: Kind, row_ids: Iterable[int]) -> list[Any]:
    """The records of the given ids, in that order, their links already fetched; ids that are gone are left out."""
    wanted = list(row_ids)
    found = {record.id: record for record in kind.model.select().where(kind.model.id.in_(wanted))}
    records = [found[row] for row in wanted if row in found]
    for link in kind.links:
        fetch_link(records, link)
    return records


def fetch_link(records: Sequence[Any], link: fields.Link) -> None:
    """Fetch what one link of many records points to, in one query."""
    wanted = {record.__data__.get(link.name) for record in records} - {None}
    if not wanted:
        return
    others = {other.id: other for other in link.rel_model.select().where(link.rel_model.id.in_(wanted))}
    for record in records:
        other = others.get(record.__data__.get(link.name))
        if other is not None:
            setattr(record, link.name, other)
            record._dirty.discard(link.name)
