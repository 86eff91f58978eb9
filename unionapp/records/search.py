"""Finding rows: one search field over an index kept by triggers, filters, order and paging.

The index of a table holds, for every row, the beginnings under which it can be found (`tokens`).
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache, reduce
from operator import and_
from typing import Any

import peewee

from unionapp.errors import Refused
from unionapp.records import access, fields, finding, tokens
from unionapp.records.comparing import compare
from unionapp.records.fields import RecordField
from unionapp.records.finding import index_table
from unionapp.records.kind import Kind
from unionapp.records.record import Record, Row

_FEW = 500
"""So many matches are sorted by themselves."""


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


def install(database: peewee.Database, kind: Kind, force: bool = False) -> None:
    """Make the index of a kind and the triggers that keep it; one with other columns or tokens is made anew.

    With `force` it is always made anew: a table that was rebuilt has lost its triggers.
    """
    if not finding.indexed(kind):
        return
    table, index = kind.model._meta.table_name, index_table(kind)
    definition = (
        "CREATE VIRTUAL TABLE {} USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1 2')"
    )
    marker = f"{index}:{tokens.RULE}:{','.join(finding.indexed(kind))}"
    known = database.execute_sql("SELECT value FROM derived WHERE name = ?", (index,)).fetchone()
    if known and known[0] == marker and not force:
        return
    database.execute_sql(f"DROP TABLE IF EXISTS {index}")
    database.execute_sql(definition.format(index))
    for statement in _triggers(kind, table, index):
        database.execute_sql(statement)
    database.execute_sql(f"INSERT INTO {index}(rowid, tokens) SELECT id, {_tokens(kind, table)} FROM {table}")
    database.execute_sql("INSERT OR REPLACE INTO derived(name, value) VALUES (?, ?)", (index, marker))


@contextmanager
def indexed_together(kind: Kind, first: int) -> Iterator[None]:
    """Within a transaction: rows inserted here, all with ids from `first` on, are indexed by one statement at the end.

    That takes a third of the time that the trigger takes row by row.
    """
    database, table, index = kind.model._meta.database, kind.model._meta.table_name, index_table(kind)
    if not finding.indexed(kind):
        yield
        return
    database.execute_sql(f"DROP TRIGGER {index}_insert")
    yield
    sql = f"INSERT INTO {index}(rowid, tokens) SELECT id, {_tokens(kind, table)} FROM {table} WHERE id >= ? ORDER BY id"
    database.execute_sql(sql, (first,))
    database.execute_sql(_insert_trigger(kind, table, index))


def _triggers(kind: Kind, table: str, index: str) -> list[str]:
    columns = ", ".join(_watched(kind))
    drop = [f"DROP TRIGGER IF EXISTS {index}_{when}" for when in ("insert", "update", "delete")]
    add = f"INSERT INTO {index}(rowid, tokens) VALUES (NEW.id, {_tokens(kind, 'NEW')});"
    remove = f"DELETE FROM {index} WHERE rowid = OLD.id;"
    return [
        *drop,
        _insert_trigger(kind, table, index),
        f"CREATE TRIGGER {index}_update AFTER UPDATE OF {columns} ON {table} BEGIN {remove} {add} END",
        f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {remove} END",
    ]


def _insert_trigger(kind: Kind, table: str, index: str) -> str:
    add = f"INSERT INTO {index}(rowid, tokens) VALUES (NEW.id, {_tokens(kind, 'NEW')});"
    return f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {add} END"


def _watched(kind: Kind) -> list[str]:
    """The columns that decide how a row is found; a name's reading may change without the name."""
    columns = []
    for name in finding.indexed(kind):
        each = kind.model._meta.fields[name]
        columns += [each.column_name, f"{name}_pinyin"] if isinstance(each, fields.Name) else [each.column_name]
    return columns


def _tokens(kind: Kind, row: str) -> str:
    parts = []
    for name in finding.indexed(kind):
        each = kind.model._meta.fields[name]
        number = isinstance(each, fields.IdNumber | fields.Phone | fields.CreditCodeText)
        parts.append(f"{'number' if number else 'name'}_tokens({row}.{each.column_name})")
    return " || ' ' || ".join(parts)


def ids(kind: Kind, query: Query) -> array[int]:
    """The ids of all rows that answer a query, in its order; 100,000 of them take 8 bytes each.

    Many matches are faster picked from the whole order than sorted by themselves.
    """
    order = query.order or kind.order
    if not query.text.strip() and not query.where:
        return _packed(kind, _joined(kind, _bare(kind), order))
    matching = _matching(kind, query)
    if order == ("id",):
        return matching
    if len(matching) <= _FEW:
        return _packed(kind, _joined(kind, _bare(kind), order).where(kind.model.id.in_(list(matching))))
    return array("q", filter(set(matching).__contains__, _packed(kind, _joined(kind, _bare(kind), order))))


def _matching(kind: Kind, query: Query) -> array[int]:
    """The ids that answer words and filters, rising; words are asked of the index alone."""
    if not query.text.strip():
        return _packed(kind, _bare(kind).where(*clauses(kind, query)).order_by(kind.model.id))
    found = _indexed(kind, query.text)
    if not query.where:
        return found
    filtered = _packed(kind, _bare(kind).where(*clauses(kind, replace(query, text=""))))
    return array("q", filter(set(filtered).__contains__, found))


def _indexed(kind: Kind, text: str) -> array[int]:
    asked = finding.select(kind, text)
    if asked is None:
        return array("q")
    sql, values = asked
    packed = f"SELECT json_group_array(number) FROM ({sql} ORDER BY number)"
    (found,) = kind.model._meta.database.execute_sql(packed, values).fetchone()
    return array("q", json.loads(found))


def _bare(kind: Kind) -> Any:
    return kind.model.select(kind.model.id.alias("number"))


def _packed(kind: Kind, select: peewee.ModelSelect[Record]) -> array[int]:
    """The numbers of a select, handed over as one text, which is several times faster than row by row."""
    sql, values = select.sql()
    packed = f"SELECT json_group_array(number) FROM ({sql})"
    (text,) = kind.model._meta.database.execute_sql(packed, values).fetchone()
    return array("q", json.loads(text))


def count(kind: Kind, query: Query) -> int:
    """How many rows answer a query."""
    select, where = kind.model.select(), clauses(kind, query)
    return int((select.where(*where) if where else select).count())


def tally(kind: Kind, asked: Sequence[tuple[Condition, ...]], among: tuple[Condition, ...] = ()) -> list[int]:
    """How many rows answer each of several filters, read in one pass over those that answer the filter of all."""
    if not asked:
        return []
    each = [reduce(and_, clauses(kind, Query(where=where)), peewee.SQL("1")) for where in asked]
    sums = [peewee.fn.SUM(peewee.Case(None, [(clause, 1)], 0)) for clause in each]
    select, where = kind.model.select(*sums), clauses(kind, Query(where=among))
    (row,) = (select.where(*where) if where else select).tuples()
    return [int(number or 0) for number in row]


def clauses(kind: Kind, query: Query) -> list[Any]:
    """A query's words and filters as peewee expressions."""
    found = [_compare(kind, condition) for condition in query.where]
    asked = finding.select(kind, query.text)
    if asked is not None:
        found.append(kind.model.id.in_(peewee.SQL(f"({asked[0]})", asked[1])))
    elif query.text.strip():
        found.append(peewee.SQL("0"))
    return found


def _needs_sight(field: RecordField) -> None:
    """Refused where the operator may not see the field, since an order or a filter would tell of its values."""
    if not access.may_see(field):
        raise Refused(f"您没有查看“{field.label}”的权限，不能按这一栏筛选或排序。")


def _compare(kind: Kind, condition: Condition) -> Any:
    _needs_sight(kind.model._meta.fields[condition.field])
    return compare(kind.model._meta.fields[condition.field], condition.op, condition.value)


def _joined(kind: Kind, select: peewee.ModelSelect[Record], order: Sequence[str]) -> Any:
    """The select with its order, joining the tables of links that are sorted by."""
    terms = []
    for word in order:
        falling, name = word.startswith("-"), word.lstrip("-")
        each = kind.model._meta.fields.get(name)
        _needs_sight(each)
        if isinstance(each, fields.Link):
            other = each.rel_model.alias()
            select = select.join_from(kind.model, other, peewee.JOIN.LEFT_OUTER, on=(each == other.id))
            column = _order_column(other, each.rel_model)
        else:
            column = kind.model._meta.fields[_sort_name(kind.model, name)]
        terms.append(column.desc() if falling else column.asc())
    return select.order_by(*terms, kind.model.id)


def _sort_name(model: type[Record], name: str) -> str:
    """Names sort by pinyin; "strokes" and "pinyin" mean the sort keys of the kind's own name."""
    if name in ("strokes", "pinyin"):
        return f"name_{name}"
    return f"{name}_pinyin" if isinstance(model._meta.fields[name], fields.Name) else name


def _order_column(alias: Any, model: type[Record]) -> Any:
    named = "name_pinyin" if "name_pinyin" in model._meta.fields else "id"
    return getattr(alias, named)


def rows(kind: Kind[Row], row_ids: Iterable[int]) -> list[Row]:
    """The records of the given ids, in that order, their links already fetched; ids that are gone are left out."""
    wanted = list(row_ids)
    found = load(kind.model, wanted)
    records = [found[row] for row in wanted if row in found]
    for link in kind.links:
        fetch_link(records, link)
    return records


def load(model: type[Row], row_ids: Sequence[int]) -> dict[int, Row]:
    """Records by id, read past the query builder, whose work per row and column would be most of the time."""
    sql, columns = _reading(model)
    marks = ",".join("?" * len(row_ids))
    found = {}
    for row in model._meta.database.execute_sql(f"{sql} WHERE id IN ({marks})", tuple(row_ids)):
        record = model(__no_default__=True)
        record.__data__ = {
            name: value if plain else turn(value) for (name, turn, plain), value in zip(columns, row, strict=True)
        }
        record._dirty.clear()
        found[record.__data__["id"]] = record
    return found


@lru_cache(maxsize=256)
def _reading(model: type[Record]) -> tuple[str, tuple[tuple[str, Any, bool], ...]]:
    """The SELECT of all columns of a model, and per column its name, what turns its value and whether nothing does."""
    columns = model._meta.sorted_fields
    names = ", ".join(f'"{column.column_name}"' for column in columns)
    turned = (peewee.DateField, peewee.BooleanField, fields.Choices)
    readers = tuple((column.name, column.python_value, not isinstance(column, turned)) for column in columns)
    return f'SELECT {names} FROM "{model._meta.table_name}"', readers


def fetch_link(records: Sequence[Record], link: fields.Link) -> None:
    """Fetch what one link of many records points to, in one query."""
    wanted = {record.__data__.get(link.name) for record in records} - {None}
    if not wanted:
        return
    others = load(link.rel_model, sorted(wanted))
    for record in records:
        other = others.get(record.__data__.get(link.name))
        if other is not None:
            record.__rel__[link.name] = other
