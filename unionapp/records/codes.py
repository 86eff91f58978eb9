"""The code tables as they stand in the data folder at work: those of the program with the clerk's own codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from unionapp.records import context
from unionapp.records.code_table import Code, CodeTable, shipped

__all__ = ["Code", "CodeTable", "extended", "keys", "shipped", "table"]


def table(key: str) -> CodeTable:
    """The code table `key` with the clerk's additions; KeyError for a name that was never shipped."""
    found = context.find()
    return (found.codes.get(key) if found is not None else None) or shipped()[key]


def keys() -> list[str]:
    """The keys of all tables."""
    return list(shipped())


def extended(additions: Mapping[str, Iterable[Code]]) -> dict[str, CodeTable]:
    """The tables that have additions, with them; a table that this program does not have is left out."""
    return {key: shipped()[key].with_codes(codes) for key, codes in additions.items() if key in shipped()}
