"""A clock that stands wherever it is put, for every module of the program."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from functools import cache
from types import SimpleNamespace
from typing import Any
from unittest import mock

import unionapp
from unionapp.store import guessing

_NOW = [datetime(2026, 3, 4)]


class _Any(type):
    """Takes every day for one of its own."""

    def __instancecheck__(cls, other: object) -> bool:
        return isinstance(other, cls.__mro__[1])


class _Day(date, metaclass=_Any):
    def __new__(cls, *given: Any, **named: Any) -> date:  # type: ignore[misc]  # days are real ones
        return date(*given, **named)

    @classmethod
    def today(cls) -> date:  # type: ignore[override]
        return _NOW[0].date()


class _Moment(datetime, metaclass=_Any):
    def __new__(cls, *given: Any, **named: Any) -> datetime:  # type: ignore[misc]
        return datetime(*given, **named)

    @classmethod
    def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
        return _NOW[0]


@cache
def _modules() -> list[Any]:
    """Everything of the program that reads the clock."""
    for found in pkgutil.walk_packages(unionapp.__path__, "unionapp."):
        if "migrations" not in found.name:
            importlib.import_module(found.name)
    return [module for name, module in sys.modules.items() if name.startswith("unionapp.")]


@contextmanager
def standing(at: datetime) -> Iterator[None]:
    """Within, it is that moment."""
    _NOW[0] = at
    with ExitStack() as patches:
        for module in _modules():
            if vars(module).get("date") is date:
                patches.enter_context(mock.patch.object(module, "date", _Day))
            if vars(module).get("datetime") is datetime:
                patches.enter_context(mock.patch.object(module, "datetime", _Moment))
        seconds = (at - datetime(1970, 1, 1)).total_seconds()
        patches.enter_context(mock.patch.object(guessing, "time", SimpleNamespace(time=lambda: seconds)))
        yield
