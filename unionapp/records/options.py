"""A setting as the rules that ask it declare it: its default comes from the files of figures, a change of the clerk's
from the folder at work.

A rule asks `OPTION.value` for today or `OPTION.on(day)` for the day it judges. Both read what the folder at work has in
force (`context`), so that a rule needs no folder handed in and is tested without one; a pure function takes the figure
as a parameter instead. Figure and default are read when first asked, not when a module is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, Generic, cast

from unionapp.records import context, fields, figures, formats, texts
from unionapp.records.fields import RecordField
from unionapp.records.figures import Dated, Figure
from unionapp.typevar import TypeVar

Value = TypeVar("Value", bound=int | str, default=Any)

_FIELDS: Mapping[str, Callable[[str], RecordField]] = {
    "number": fields.Number,
    "percent": fields.Percent,
    "money": fields.Money,
    "text": fields.Text,
    "passage": fields.LongText,
    "yes-no": fields.YesNo,
}
TYPES: Mapping[str, type] = {"number": int, "percent": int, "money": int, "text": str, "passage": str, "yes-no": bool}
"""What the value of each type of figure is, as its option declares it."""


@dataclass(frozen=True)
class Option(Generic[Value]):
    """A setting: `Option("funds.dues", int)` is a number, an amount in fen or a share in hundredths of a percent."""

    key: str
    type: type[Value]

    @property
    def figure(self) -> Figure:
        """What the program knows of it."""
        return figures.figure(self.key)

    @property
    def title(self) -> str:
        """What it is called."""
        return self.figure.title

    @property
    def source(self) -> str:
        """The regulation and article that its default comes from."""
        return self.figure.source

    @property
    def field(self) -> RecordField:
        """The field that shows and reads its value."""
        return _field(self.figure.type, self.figure.title)

    @property
    def changes(self) -> tuple[Dated, ...]:
        """What the clerk of the folder at work set, in the order of the days from which it holds."""
        found = context.find()
        return tuple(found.settings.get(self.key, ())) if found is not None else ()

    @property
    def value(self) -> Value:
        """The value in force today."""
        return self.on(date.today())

    def on(self, day: date) -> Value:
        """The value in force on a day: the clerk's, else the default of that day."""
        return self._read((figures.in_force(self.changes, day) or self.default(day)).text)

    def default(self, day: date) -> Dated:
        """What holds on a day where the clerk changed nothing."""
        found = figures.in_force(self.figure.values, day)
        assert found is not None, "the first value of a figure always holds"
        return found

    def is_default(self, text: str, since: date | None) -> bool:
        """Whether a change to this text from a day on (None: always) says what holds without any change."""
        held = self.default(since or date.min)
        try:
            return held == self.figure.values[-1] and self._read(held.text) == self._read(text)
        except ValueError:
            return False

    def _read(self, text: str) -> Value:
        return cast(Value, _parsed(self.figure.type, self.figure.title, text))


@cache
def _field(type: str, title: str) -> RecordField:
    return _FIELDS[type](title)


@lru_cache(maxsize=1024)
def _parsed(type: str, title: str, text: str) -> object:
    """The value of a text; rules ask for it at every row of an import."""
    try:
        return formats.parse(_field(type, title), text)
    except texts.TooLong as kept:  # from before texts had a greatest length
        return kept.value
