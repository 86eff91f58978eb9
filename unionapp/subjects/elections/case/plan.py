"""The steps that an election takes, and when each is due.

The list ships in resources/elections/steps.json; a setting changes it for every new election, and in each election
the rows themselves may be changed, added and skipped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from unionapp import paths
from unionapp.errors import Refused
from unionapp.records.options import Option
from unionapp.subjects.elections import thresholds
from unionapp.subjects.elections.models import Election, ElectionStep
from unionapp.values import periods, workdays
from unionapp.values.present import present

CHANGES = Option("elections.steps", str)
DAY = "day"
_SETTINGS = {"notice": thresholds.NOTICE, "reply": thresholds.REPLY, "register": thresholds.REGISTER}


@dataclass(frozen=True)
class Planned:
    """A step as the list has it; `base` is the day of the assembly or the key of another step."""

    key: str
    title: str
    base: str = DAY
    days: int | str = 0
    unit: str = "days"
    short: int | str | None = None
    """The days in the short way, None where it does without this step."""
    form: str = ""
    sorts: tuple[str, ...] = ()
    article: str = ""
    papers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    state: str = ""
    """What the election becomes when the step is done."""


@cache
def shipped() -> tuple[Planned, ...]:
    """The steps that come with the program."""
    raw = json.loads((paths.resources() / "elections" / "steps.json").read_text("utf-8"))
    return tuple(_planned(each) for each in raw["steps"])


def _planned(raw: Mapping[str, Any]) -> Planned:
    lists: dict[str, Any] = {name: tuple(raw.get(name, ())) for name in ("sorts", "papers", "needs")}
    rest = {
        name: raw[name] for name in ("key", "title", "days", "unit", "short", "form", "article", "state") if name in raw
    }
    return Planned(base=raw["from"], **rest, **lists)


def by_key() -> Mapping[str, Planned]:
    """The steps that come with the program, by key."""
    return {each.key: each for each in shipped()}


def planned(election: Election) -> list[Planned]:
    """The steps of an election of this sort, form and way, with the clerk's standing changes."""
    adjusted = adjust(shipped(), CHANGES.value)
    fitting = [
        each
        for each in adjusted
        if (not each.form or each.form == election.form)
        and (not each.sorts or election.sort in each.sorts)
        and (not election.short or each.short is not None)
    ]
    return [replace(each, days=each.short) if election.short and each.short is not None else each for each in fitting]


_CHANGE = re.compile(r"(\+?)(.+?)[=＝](不用|[+-]?\d{1,3})")


def adjust(steps: Sequence[Planned], text: str) -> list[Planned]:
    """The steps with changes written one a line; Refused where a line cannot be understood."""
    found = {each.title: each for each in steps}
    for line in (line.strip() for line in text.splitlines()):
        if line in ("", "无"):
            continue
        match = _CHANGE.fullmatch(line)
        if match is None or (not match[1] and match[2].strip() not in found):
            raise Refused(f"参数设置“{CHANGES.title}”里的这一行看不懂，或没有这个步骤：{line}")
        title, how = match[2].strip(), match[3]
        if how == "不用":
            found.pop(title, None)
            continue
        old = found.get(title, Planned("", title, article="本单位增加"))
        found[title] = replace(old, base=DAY, days=int(how), unit="days", short=int(how))
    return list(found.values())


def dates(steps: Sequence[Planned], day: date, done: Mapping[str, date]) -> dict[str, date]:
    """When each step is due, by title; a step that waits for another is reckoned from the day that was done."""
    keyed = {each.key: each for each in steps if each.key}

    def due(each: Planned) -> date:
        base = keyed.get(each.base)
        return shifted(day if base is None else done.get(base.key) or due(base), each)

    return {each.title: due(each) for each in steps}


def shifted(start: date, step: Planned) -> date:
    """The day so many days, or working days without 法定节假日, away."""
    count = _count(step.days)
    if step.unit == "workdays":
        return workdays.official().add_workdays(start, count)
    return periods.add_days(start, count)


def _count(days: int | str) -> int:
    if isinstance(days, int):
        return days
    sign, name = (-1, days[1:]) if days.startswith("-") else (1, days)
    return sign * int(_SETTINGS[name].value)


def make(election: Election) -> list[ElectionStep]:
    """The rows of an election's steps, dated, in the order of their dates; not yet saved."""
    steps = planned(election)
    due = dates(steps, present(election.day), {})
    ordered = sorted(steps, key=lambda each: due[each.title])
    return [
        ElectionStep(
            election=election.id,
            place=place,
            key=each.key,
            title=each.title,
            due=due[each.title],
            article=each.article,
            papers=" ".join(each.papers),
        )
        for place, each in enumerate(ordered, 1)
    ]
