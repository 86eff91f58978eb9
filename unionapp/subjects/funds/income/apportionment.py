"""How what comes in is reckoned and shared: dues, the employers' 2 %, and the parts that stay, go up and go down.

Everything is whole fen; a part is reckoned first and the rest is what remains, so that no fen is lost.
"""

from __future__ import annotations

from dataclasses import dataclass

from unionapp.subjects.funds import thresholds
from unionapp.subjects.funds.income.states import ContributionWay

WHOLE = 10_000
"""A share of one, in hundredths of a percent."""


@dataclass(frozen=True)
class Shares:
    """The parts of an amount in fen: what stays, what goes up and what goes down."""

    kept: int
    upward: int
    downward: int


def part(fen: int, share: int) -> int:
    """That share (hundredths of a percent) of an amount, to the nearest fen, half a fen upwards in size."""
    size, rest = divmod(abs(fen) * share, WHOLE)
    size += 2 * rest >= WHOLE
    return size if fen >= 0 else -size


def share(fen: int, kept: int, downward: int) -> Shares:
    """An amount shared: the kept part first, then what goes down; the rest goes up (先算留成，再倒挤)."""
    stays = part(fen, min(kept, WHOLE))
    down = part(fen, max(0, min(downward, WHOLE - kept)))
    if abs(stays + down) > abs(fen):
        down = fen - stays
    return Shares(stays, fen - stays - down, down)


def shares(fen: int, way: str = ContributionWay.OWN) -> Shares:
    """A contribution shared as the settings say for its way (code table contribution-way)."""
    if way == ContributionWay.OWN:
        return share(fen, thresholds.KEPT.value, thresholds.DOWNWARD.value)
    return share(fen, thresholds.RETURNED_KEPT.value, thresholds.RETURNED_DOWNWARD.value)


def contribution(wages: int) -> int:
    """What an employer owes for all wages of a month (《工会法》第四十三条)."""
    return part(wages, thresholds.CONTRIBUTION.value)


def dues(wage: int) -> int:
    """A member's dues for a month's wage, of which the odd yuan do not count."""
    step = max(1, thresholds.DUES_STEP.value)
    return part(max(0, wage) // step * step, thresholds.DUES.value)
