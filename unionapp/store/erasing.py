"""Taking personal data away for good: out of the records, out of the log and out of the files.

What is left is the fact: which record it was, when and by whom its data were erased, and the codes of the log's chain,
so that the check still proves everything else. It cannot be taken back. Copies that were made before still hold it.
(《个人信息保护法》第四十七条.)
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from unionapp.records import access, fields, finding
from unionapp.records.kind import Kind
from unionapp.records.record import Record, name_fields
from unionapp.store import editing, log_chain, row_codes
from unionapp.store.connection import Database
from unionapp.store.files import Files
from unionapp.store.journal import NOTE, SEAL, Journal

NAMELESS = "（已删除）"
"""Stands in the place of a person's name."""
_ALSO = frozenset({"birth"})
"""Fields that tell a person though anybody may see them; they go where the name goes."""


@dataclass(frozen=True)
class Target:
    """A record whose personal data go; with `name` the person's name too."""

    kind: Kind
    record: Record
    name: bool


def erase(journal: Journal, files: Files, kinds: Collection[Kind], targets: Sequence[Target], title: str) -> None:
    """Erase the personal data of these records as one step that cannot be taken back; takes the right to look after
    operators. `kinds` are all there are: a file that another record of theirs still names stays."""
    journal.need("admin", title)
    database = journal.database
    database.execute_sql("PRAGMA secure_delete = ON")
    digests: set[str] = set()
    with journal.step(title, SEAL) as step:
        for target in targets:
            called = [str(target.record.__data__.get(field.name) or "") for field in name_fields(target.kind.model)]
            digests |= _emptied(target)
            editing.put(target.kind, [target.record], follow=False)
            _forget(database, step, target, called if target.name else [])
        for kind in {target.kind.key: target.kind for target in targets}.values():
            if finding.indexed(kind):
                index = finding.index_table(kind)
                database.execute_sql(f"INSERT INTO {index}({index}) VALUES ('optimize')")
    for digest in digests - _named(kinds, digests):
        files.discard(digest)
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _emptied(target: Target) -> set[str]:
    """Empty what takes a right to be seen, pictures and, where it goes, the name; the digests of the pictures."""
    digests = set()
    for name, field in target.kind.model._meta.fields.items():
        attached = isinstance(field, fields.Attachment)
        if attached and target.record.__data__.get(name):
            digests.add(str(target.record.__data__[name]).partition("/")[0])
        if attached or access.right_of(field) or (target.name and name in _ALSO):
            setattr(target.record, name, _nothing(field))
    if target.name:
        for field in name_fields(target.kind.model):
            setattr(target.record, field.name, NAMELESS)
    return digests


def _nothing(field: Any) -> object:
    if isinstance(field, fields.Choices):
        return ()
    return None if field.null else ""


def _forget(database: Database, step: int, target: Target, names: Sequence[str]) -> None:
    """Take the values of a record, and the titles that name the person, out of the log."""
    table, row = target.kind.model._meta.table_name, target.record.id
    code = row_codes.row_code_sql(database, table, f'"{table}"')
    for number, data in _changes(database, table, row):
        gone = log_chain.erased(database.log_key, data)
        database.execute_sql("UPDATE change SET data = ? WHERE id = ?", (gone, number))
    _note(database, step, table, row, f'(SELECT {code} FROM "{table}" WHERE id = {row})')
    for number, title in _steps(database, target, names):
        words = title
        for name in names:
            words = words.replace(name, NAMELESS)
        gone = log_chain.erased(database.log_key, title, words)
        database.execute_sql("UPDATE step SET title = ? WHERE id = ?", (gone, number))
        _note(database, step, "step", number, "NULL")


def _changes(database: Database, table: str, row: int) -> list[tuple[int, str]]:
    sql = f"SELECT id, data FROM change WHERE tbl = ? AND row = ? AND data NOT GLOB '{log_chain.GONE}*'"
    return list(database.execute_sql(sql, (table, row)).fetchall())


def _note(database: Database, step: int, table: str, row: int, after: str) -> None:
    sql = f"INSERT INTO change(step_id, tbl, row, op, after) VALUES (?, ?, ?, '{log_chain.ERASED}', {after})"
    database.execute_sql(sql, (step, table, row))


def _steps(database: Database, target: Target, names: Sequence[str]) -> list[tuple[int, str]]:
    """The steps that changed the record and name the person, and the notes that do so of records of this kind."""
    sql = f"""SELECT id, title FROM step WHERE instr(title, ?) AND title NOT GLOB '{log_chain.GONE}*' AND (
                id IN (SELECT step_id FROM change WHERE tbl = ? AND row = ?)
                OR (sort = ? AND instr(title, ?)))"""
    table, found = target.kind.model._meta.table_name, {}
    for name in filter(None, names):
        rows = database.execute_sql(sql, (name, table, target.record.id, NOTE, f"{target.kind.noun}“{name}”"))
        found.update(dict(rows.fetchall()))
    return list(found.items())


def _named(kinds: Collection[Kind], digests: Collection[str]) -> set[str]:
    """Those of the files that a record still names."""
    found = set()
    for kind in kinds:
        for field in kind.model._meta.sorted_fields:
            if isinstance(field, fields.Attachment):
                for digest in digests:
                    if kind.model.select().where(field.startswith(digest)).exists():
                        found.add(digest)
    return found
