"""The figures that regulations and the program set, read from versioned files: one of each subject, read when first
needed.

A file names its subject, its version, its `figures` (each the default of an `Option`) and its `tables`. Files lie in
the folders of `paths.figures()`; of files of the same name that of the greatest version counts whole.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from unionapp import paths


@dataclass(frozen=True)
class Dated:
    """A value as text, and the day from which it holds; None where it always did."""

    since: date | None
    text: str


@dataclass(frozen=True)
class Figure:
    """What a file says of one figure."""

    key: str
    subject: str
    title: str
    type: str
    """How its text is read: number, percent, money, text, passage (several lines) or yes-no."""
    values: tuple[Dated, ...]
    """In the order of their days; the first always holds."""
    source: str
    """Regulation and article, or whose habit it is."""
    remark: str = ""


Row = tuple[Any, ...]


@dataclass(frozen=True)
class _File:
    figures: Mapping[str, Figure]
    tables: Mapping[str, tuple[Row, ...]]


def figure(key: str) -> Figure:
    """The figure of that key ("elections.margin_committee"); KeyError where its subject has none."""
    return _file(_subject(key)).figures[key]


def table(key: str) -> tuple[Row, ...]:
    """The rows of a table that a regulation sets ("elections.committee_bands"); KeyError where there is none."""
    return _file(_subject(key)).tables[key]


def in_force(values: Sequence[Dated], day: date) -> Dated | None:
    """The last of values, in the order of their days, that holds on a day; None before the first."""
    found = None
    for each in values:
        if each.since is None or each.since <= day:
            found = each
    return found


def forget() -> None:
    """Read the files again when they are next needed."""
    _file.cache_clear()


def _subject(key: str) -> str:
    return key.partition(".")[0]


@cache
def _file(subject: str) -> _File:
    raw = max((_raw(path) for path in _paths(subject)), key=lambda each: int(each["version"]))
    figures = [_figure(each, raw["subject"]) for each in raw["figures"]]
    tables = {each["key"]: tuple(tuple(row) for row in each["rows"]) for each in raw.get("tables", ())}
    return _File({each.key: each for each in figures}, tables)


def _paths(subject: str) -> list[Path]:
    """The files of a subject, that of the program first; KeyError where there is none."""
    found = [path for folder in paths.figures() if (path := folder / f"{subject}.json").is_file()]
    if not found:
        raise KeyError(subject)
    return found


def _raw(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _figure(raw: Mapping[str, Any], subject: str) -> Figure:
    said = raw["value"]
    values = tuple(_dated(each) for each in said) if isinstance(said, list) else (Dated(None, said),)
    days = [each.since for each in values]
    if days[0] is not None or None in days[1:]:
        raise ValueError(f"{raw['key']}: the first value, and no other, holds without a day")
    return Figure(raw["key"], subject, raw["title"], raw["type"], values, raw["source"], raw.get("remark", ""))


def _dated(raw: Mapping[str, str]) -> Dated:
    return Dated(date.fromisoformat(raw["from"]) if "from" in raw else None, raw["value"])
