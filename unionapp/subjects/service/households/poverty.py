"""How hard off a family is: the classes by their formulas, exact to the fen, over plain figures alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from unionapp.subjects.service.households.states import HardshipClass

WHOLE = 10_000
"""A share of one, in hundredths of a percent."""


@dataclass(frozen=True)
class Means:
    """What a family has and must spend in a year, in fen, by how many people, and the local 低保 a head and month."""

    income: int
    people: int
    allowance: int
    fixed_costs: int = 0
    sudden_costs: int = 0

    @property
    def left(self) -> int:
        """家庭年度可支配收入减刚性支出, in fen."""
        return self.income - self.fixed_costs

    @property
    def floor(self) -> int:
        """What 低保 would give the whole family in a year, in fen."""
        return self.allowance * 12 * self.people

    def below(self, share: int) -> bool:
        """Whether what is left a head and month lies below this share of 低保; compared without dividing."""
        return self.left * WHOLE < self.floor * share

    def above(self) -> bool:
        """Whether the income a head and month is above 低保."""
        return self.income > self.floor


@dataclass(frozen=True)
class PovertyLines:
    """Where the lines are drawn, in hundredths of a percent (settings)."""

    relative: int
    sudden: int
    old_edge: int
    old_accident: int


def degree(means: Means, sudden: bool, lines: PovertyLines) -> str:
    """深度, 相对, 意外致困 or none (empty), by the formulas of the present scheme.

    意外致困 takes a sudden event whose costs exceed the set share of the year's income.
    """
    if means.below(WHOLE):
        return HardshipClass.DEEP
    if means.below(lines.relative):
        return HardshipClass.RELATIVE
    if sudden and means.sudden_costs * WHOLE > means.income * lines.sudden:
        return HardshipClass.ACCIDENT
    return ""


def old_degree(means: Means, on_allowance: bool, sudden: bool, lines: PovertyLines) -> str:
    """低保户, 低保边缘户, 意外致困户 or none (empty), by the older scheme; its lines belong to the class below them."""
    if on_allowance:
        return HardshipClass.OLD_LOW
    if means.left * WHOLE <= means.floor * lines.old_edge:
        return HardshipClass.OLD_EDGE
    if sudden and means.left * WHOLE <= means.floor * lines.old_accident:
        return HardshipClass.OLD_ACCIDENT
    return ""


def per_head(income: int, people: int) -> int:
    """家庭月人均收入 in fen, what is less than a fen cut off; for showing, never for comparing."""
    months = 12 * people
    return income // months if income >= 0 else -(-income // months)


def above_since(findings: Iterable[tuple[date, bool]]) -> date | None:
    """Since when without a break the income was found above 低保; None where the last finding was not."""
    since: date | None = None
    for day, above in sorted(findings):
        since = (since or day) if above else None
    return since
