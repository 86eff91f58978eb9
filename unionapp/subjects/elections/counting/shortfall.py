"""Seats that a vote leaves open: voted on again, elected further, or, near the number, given up by the assembly."""

from __future__ import annotations

from collections.abc import Sequence

from unionapp.errors import Problem
from unionapp.subjects.elections import rules, thresholds
from unionapp.subjects.elections.counting.poll import Poll
from unionapp.subjects.elections.states import BodyKind

ELECTED = f"{thresholds.ELECTION_2016}第二十六条"


def least(body: str, members: int | None = None) -> int:
    """The least number of those elected with which a body may do: 委员 by 第八条 (待核对), 3 at least; others one."""
    if body != BodyKind.COMMITTEE:
        return 1
    return rules.committee_bands()[0][2] if members is None else rules.committee_band(members)[0]


def near(seats: int, elected: int, least: int) -> bool:
    """Whether the assembly may do with fewer (第二十六条, 待核对): near the number of seats, within the lawful size.

    The text puts no figure to 接近; we take it as one seat open, or a tenth of them in large committees.
    """
    return least <= elected and seats - elected <= max(1, seats // 10)


def problems(poll: Poll, elected: Sequence[str], runoff: Sequence[str]) -> list[Problem]:
    """What a valid vote leaves to be done."""
    open_seats = poll.seats - len(elected)
    if runoff:
        names = "、".join(runoff)
        text = f"{names}得票相同，剩余 {open_seats} 个名额，应就票数相同的人再次投票，得票多的当选。"
        return [Problem("", text, ELECTED, "warning", "runoff")]
    if open_seats:
        fewer = "，或经大会同意减少名额" if near(poll.seats, len(elected), least(poll.body)) else ""
        text = f"当选 {len(elected)} 人，少于应选 {poll.seats} 人。可就不足的名额另行选举{fewer}。"
        return [Problem("", text, ELECTED, "warning", "shortfall")]
    return []
