"""The code of a record as it stands: HMAC-SHA256 over its table and all its values, written beside every change."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from functools import lru_cache

import peewee

LENGTH = 32
"""Hexadecimal digits of the code of a record."""


def specification(database: peewee.Database, table: str) -> str:
    """The columns of a table as `row_code` is told them; one that may hold nothing bears a question mark."""
    return " ".join([table, *(f"{each.name}{'?' if each.null else ''}" for each in database.get_columns(table))])


def row_code_sql(database: peewee.Database, table: str, row: str) -> str:
    """The SQL of the code of a record, whose columns are reached by `row` (NEW, or the name of the table)."""
    values = ", ".join(f'{row}."{column.name}"' for column in database.get_columns(table))
    return f"row_code('{specification(database, table)}', {values})"


@lru_cache(maxsize=512)
def _columns(told: str) -> tuple[str, tuple[tuple[str, object], ...]]:
    """The table and the columns of a specification, each with the value that says nothing."""
    table, *names = told.split(" ")
    return table, tuple((name.rstrip("?"), None if name.endswith("?") else "") for name in names)


def row_code(key: bytes, told: str, values: Sequence[object]) -> str:
    """The code of a record: of its table and all values that say something, so that a column added later, where it is
    empty, changes no code."""
    table, columns = _columns(told)
    said = [(name, value) for (name, empty), value in zip(columns, values, strict=True) if value != empty]
    return hmac.digest(key, repr((table, said)).encode("utf-8", "surrogatepass"), "sha256").hex()[:LENGTH]
