"""What the operator at work may see: the one place that decides over fields whose sight takes a right.

`formats.show` asks here, so whatever shows a value by its field hides it by itself, a paper not yet thought of too;
`search` refuses to ask by such a field. Only what hands out stored values as they lie must ask `may_see` of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from unionapp.errors import Problem
from unionapp.records import context

HIDDEN = "＊＊＊"
"""Stands in the place of what may not be seen, whether anything is there or not."""
NUMBERS = "numbers"
"""The right to see whole what every other reader sees masked: ID numbers, telephones, accounts, addresses, wages."""


def right_of(shown: object) -> str:
    """The right that seeing and filling a field takes, empty where everybody may."""
    return getattr(shown, "right", "") or (NUMBERS if getattr(shown, "private", False) else "")


def may_see(shown: object) -> bool:
    """Whether the operator at work may see the values of a field as they are."""
    right = right_of(shown)
    return not right or context.may(right)


def veiled(problems: list[Problem], fields: Mapping[str, Any], unseen: Collection[str]) -> list[Problem]:
    """The errors and doubts that the operator may know of: an error of a field that she may not see is said in
    words that tell nothing of its value, a doubt about it is not said at all."""
    told = [each for each in problems if each.field not in unseen or each.level == "error"]
    return [_veil(each, fields[each.field].label) if each.field in unseen else each for each in told]


def _veil(problem: Problem, label: str) -> Problem:
    words = f"“{label}”有误，您没有查看这一栏的权限，请有权限的操作员处理。"
    return replace(problem, message=words, article="", rule="unseen")
