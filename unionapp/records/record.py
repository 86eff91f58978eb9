"""The model all kinds share: one row with a number of its own that is the same on every machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

import peewee

from unionapp.records import fields
from unionapp.records.context import DATABASE
from unionapp.typevar import TypeVar

_numbering: ContextVar[Callable[[], str] | None] = ContextVar("numbering", default=None)


def new_uid() -> str:
    """A fresh number for a record, unlike any other anywhere."""
    make = _numbering.get()
    return os.urandom(16).hex() if make is None else make()


@contextmanager
def numbered_by(make: Callable[[], str]) -> Iterator[None]:
    """Meanwhile records take their numbers from here: made-up data are the same for the same seed, rows too that
    actions write."""
    token = _numbering.set(make)
    try:
        yield
    finally:
        _numbering.reset(token)


class Record(peewee.Model):
    """One row. `uid` names it outside the file; `id` only inside."""

    id = peewee.AutoField()
    uid = peewee.FixedCharField(max_length=32, unique=True, default=new_uid)  # type: ignore[call-overload]
    _dirty: set[str]
    """The fields set since it was read."""
    lines: Sequence[Any] | None = None
    """The lines of a record of several (`Kind.lines`) while it is checked and written; None leaves the stored ones."""

    class Meta:
        database = DATABASE
        legacy_table_names = False

    @property
    def label(self) -> str:
        """What a link to this record shows."""
        for name in ("name", "title", "number"):
            if name in self._meta.fields:
                return str(getattr(self, name))
        return str(self.uid)

    def derive(self) -> None:
        """Fill the columns that follow from others; called by the one door before a row is written."""
        for field in name_fields(type(self)):
            self.__data__.update(field.keys(getattr(self, field.name)))

    def plain(self) -> dict[str, Any]:
        """The stored values by field name; links as the id they point to."""
        return dict(self.__data__)

    def __str__(self) -> str:
        return self.label


Row = TypeVar("Row", bound=Record, default=Record)
"""A sort of record, the same wherever a signature names it."""


def name_fields(model: type[Record]) -> tuple[fields.Name, ...]:
    """The name fields of a model, whose sort keys are derived."""
    return _name_fields(model)


@cache
def _name_fields(model: type[Record]) -> tuple[fields.Name, ...]:
    return tuple(field for field in model._meta.sorted_fields if isinstance(field, fields.Name))
