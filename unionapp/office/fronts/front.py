"""What a front page consists of, and figures that are counted by the very conditions that then show their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import peewee

from unionapp.office import matters
from unionapp.records import search
from unionapp.records.kind import Kind
from unionapp.records.lead import Lead
from unionapp.records.search import Condition

Shape = Literal["bars", "columns", "pairs", "pyramid", "shares"]
_LEVELS = {"overdue": "error", "today": "warning", "week": "warning", "later": ""}


@dataclass(frozen=True)
class Fact:
    """A figure, or a line of a list: what it is, what it says, how it stands, and where it leads."""

    label: str
    text: str
    lead: Lead | None = None
    level: str = ""
    """good, warning, error, or nothing."""


@dataclass(frozen=True)
class Bar:
    """A place of a picture: its label, its one or two figures, and where it leads."""

    label: str
    numbers: tuple[int, ...]
    lead: Lead | None = None


@dataclass(frozen=True)
class Picture:
    """A picture of figures; of two sides, what each is called."""

    title: str
    unit: str
    bars: Sequence[Bar]
    shape: Shape = "bars"
    sides: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class FactList:
    """Lines one below the other, under a heading; `none` stands where there is no line."""

    title: str
    facts: Sequence[Fact]
    none: str
    more: Fact | None = None
    """The line below them that leads to all, where not all stand here."""


@dataclass(frozen=True)
class FrontView:
    """All that a front page shows; `course` are steps that follow one another."""

    facts: Sequence[Fact] = ()
    course: FactList | None = None
    lists: Sequence[FactList] = ()
    pictures: Sequence[Picture] = ()
    empty: str = ""
    """What to do first, where there is nothing to be shown yet."""


def counted(kind: Kind, label: str, *where: Condition, unit: str = "", level: str = "") -> Fact:
    """How many records a few conditions find; `level` holds where there are any."""
    number = search.count(kind, search.Query(where=where))
    return Fact(label, f"{number:,}{unit}", Lead(kind.key, label, where), level if number else "")


def tallied(kind: Kind, among: tuple[Condition, ...], unit: str, **asked: tuple[Condition, ...]) -> list[Fact]:
    """How many records answer each of several filters beside the one of all, read in one pass."""
    numbers = search.tally(kind, list(asked.values()), among)
    return [
        Fact(label, f"{number:,}{unit}", Lead(kind.key, label, (*among, *where)))
        for (label, where), number in zip(asked.items(), numbers, strict=True)
    ]


def of_ids(kind: Kind, label: str, ids: Sequence[int], unit: str = "", level: str = "") -> Fact:
    """How many records there are of those that something else has found."""
    found = (Condition("id", "in", tuple(ids)),)
    return Fact(label, f"{len(ids):,}{unit}", Lead(kind.key, label, found), level if ids else "")


def by_choice(kind: Kind, name: str, *where: Condition, words: str = "") -> list[Bar]:
    """How many records there are by a choice, in the order of its code table, those without any left out."""
    field = kind.model._meta.fields[name]
    select = kind.model.select(field, peewee.fn.COUNT(kind.model.id))
    clauses = search.clauses(kind, search.Query(where=where))
    found = dict((select.where(*clauses) if clauses else select).group_by(field).tuples())
    return [
        Bar(
            code.label, (found[code.key],), Lead(kind.key, words + code.label, (*where, Condition(name, "=", code.key)))
        )
        for code in field.codes.codes
        if found.get(code.key)
    ]


def waiting(today: date, subject: str) -> FactList:
    """What is to be done in a subject, as the workbench lists it."""
    found = [
        Fact(each.words, matters.SPANS[each.span], each.lead, _LEVELS[each.span])
        for each in matters.open_ones(today, subject)
    ]
    return FactList("要办的事", found, "现在没有到期或将到期的事。")
