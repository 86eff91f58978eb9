"""What is in force in an open data folder, and which folder the thread at work speaks of.

A folder that is opened is one object; nothing of it is kept anywhere else. Models reach their database, choices their
codes, rules their settings and lists the rights of their reader through `current`, so several folders can stand open
side by side: each piece of work runs inside `at_work(folder)`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

import peewee

from unionapp.records.code_table import CodeTable
from unionapp.records.figures import Dated
from unionapp.values import characters
from unionapp.values.characters import Characters


@dataclass(frozen=True)
class Context:
    """All that a folder has in force; never changed, but replaced whole after a step."""

    database: peewee.Database
    rights: frozenset[str] = frozenset()
    """What the operator at work may do (code table rights); nothing unless it was granted."""
    settings: Mapping[str, Sequence[Dated]] = field(default_factory=dict)
    """What the clerk changed of settings by their key, in the order of days; what is not here has its default."""
    codes: Mapping[str, CodeTable] = field(default_factory=dict)
    """The code tables to which the clerk added, by their key."""
    characters: Characters = characters.NOTHING


class OpenFolder(Protocol):
    """Whoever keeps a folder open: its context may be another after every step."""

    context: Context
    folder: Path
    kinds: tuple[Any, ...]


_at_work: ContextVar[OpenFolder | None] = ContextVar("at_work", default=None)


def find() -> Context | None:
    """What is in force in the folder at work; None where none is open."""
    folder = _at_work.get()
    return folder.context if folder is not None else None


def opened() -> OpenFolder:
    """The folder at work; RuntimeError where none is open."""
    folder = _at_work.get()
    if folder is None:
        raise RuntimeError("no data folder is at work here: open one, or run inside `with store.active()`")
    return folder


def current() -> Context:
    """What is in force in the folder at work; RuntimeError where none is open."""
    return opened().context


def may(right: str) -> bool:
    """Whether the operator at work has a right; nobody has any where no folder is open."""
    found = find()
    return found is not None and right in found.rights


@contextmanager
def at_work(folder: OpenFolder) -> Iterator[None]:
    """Meanwhile everything on this thread speaks of this folder, whatever was at work before."""
    token = _at_work.set(folder)
    try:
        yield
    finally:
        _at_work.reset(token)


def enter(folder: OpenFolder) -> OpenFolder | None:
    """From now on this thread speaks of this folder; returns the one before, for `leave`."""
    before = _at_work.get()
    _at_work.set(folder)
    return before if before is not folder else None


def leave(folder: OpenFolder, before: OpenFolder | None) -> None:
    """This thread speaks of the folder before again, unless it has gone on to another one."""
    if _at_work.get() is folder:
        _at_work.set(before)


@contextmanager
def meanwhile(**changes: Any) -> Iterator[None]:
    """Within a step: what follows already goes by what the step is about to put in force."""
    folder = opened()
    before = folder.context
    folder.context = replace(before, **changes)
    try:
        yield
    finally:
        folder.context = before


class CurrentDatabase(peewee.DatabaseProxy):
    """The database of every model: that of the folder at work."""

    def __init__(self) -> None:
        self._callbacks: list[object] = []

    @property
    def obj(self) -> peewee.Database | None:
        """What the proxy stands for just now."""
        found = find()
        return found.database if found is not None else None


DATABASE = CurrentDatabase()


def _characters() -> Characters:
    found = find()
    return found.characters if found is not None else characters.NOTHING


characters.ask(_characters)
