"""Placeholders in texts that the clerk may change, such as the oath or a standard letter.

What is not known stays a blank line, so that the paper can be filled in by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from unionapp.errors import Problem
from unionapp.values.partialdate import PartialDate

MARK = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
BLANK = "________"
BLANK_DATE = "____年__月__日"


@dataclass(frozen=True)
class Placeholder:
    """A name that a text may use: its label for the clerk, and a sample for the preview."""

    name: str
    label: str
    sample: str
    is_date: bool = False

    @property
    def blank(self) -> str:
        """The line for the pen, about as long as the sample."""
        if self.is_date:
            return BLANK_DATE
        return "_" * max(4, 2 * len(self.sample))


def fill(text: str, facts: Mapping[str, object], declared: Iterable[Placeholder] = ()) -> str:
    """The text with its placeholders filled; a fact that is missing or empty becomes a blank line."""
    known = {one.name: one for one in declared}

    def fact(match: re.Match[str]) -> str:
        name = match.group(1)
        value = shown(facts.get(name))
        if value:
            return value
        return known[name].blank if name in known else BLANK

    return MARK.sub(fact, text)


def shown(value: object) -> str:
    """A fact as it stands in a text: dates in Arabic digits, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, PartialDate | date):
        return PartialDate(value.year, value.month, value.day).chinese()
    return str(value)


def sample(text: str, declared: Iterable[Placeholder]) -> str:
    """The text filled with samples, for the preview."""
    known = list(declared)
    return fill(text, {one.name: one.sample for one in known}, known)


def unknown(text: str, declared: Iterable[Placeholder]) -> list[Problem]:
    """The placeholders of a text that are not declared, for the clerk who changed it."""
    known = list(declared)
    names = {one.name for one in known}
    wrong = dict.fromkeys(name for name in MARK.findall(text) if name not in names)
    usable = "、".join(f"{{{one.name}}}（{one.label}）" for one in known)
    return [Problem("", f"文本里的“{{{name}}}”没有对应的内容。可以使用：{usable}。") for name in wrong]
