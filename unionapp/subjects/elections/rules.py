"""What the regulations say of numbers in an election: pure functions that return Problems.

Sources: 《工会基层组织选举工作条例》(总工发〔2016〕27号), 《基层工会会员代表大会条例》(总工发〔2019〕6号).
Article numbers marked 条文待核 are from memory.
"""

from __future__ import annotations

from fractions import Fraction

from unionapp.errors import Problem

ELECTION_2016 = "《工会基层组织选举工作条例》"
DELEGATES_2019 = "《基层工会会员代表大会条例》"

BODIES = {
    "committee": "委员会委员",
    "standing": "常务委员会委员",
    "audit": "经费审查委员会委员",
    "women": "女职工委员会委员",
    "chair": "主席、副主席",
    "delegates": "会员代表",
}
MARGINS = {"committee": Fraction(5, 100), "standing": Fraction(10, 100), "delegates": Fraction(15, 100)}
"""The least share of candidates beyond the seats (差额比例), reckoned on the seats; other bodies may have none."""

COMMITTEE_BANDS = (
    (25, 200, 3, 7),
    (201, 1000, 7, 15),
    (1001, 5000, 15, 21),
    (5001, 10000, 21, 29),
    (10001, 50000, 29, 37),
    (50001, None, 37, 45),
)
"""会员人数 from, to; 委员 from, to (总工发〔2016〕27号 第八条, 条文待核)."""

DELEGATE_BANDS = (
    (100, 200, 30, 40),
    (201, 1000, 40, 60),
    (1001, 5000, 60, 90),
    (5001, 10000, 90, 130),
    (10001, 50000, 130, 180),
    (50001, None, 180, 240),
)
"""会员人数 from, to; 代表 from, to (总工发〔2019〕6号 第十条, 条文待核)."""


def quorate(present: int, due: int) -> bool:
    """At least two thirds of those due are present (总工发〔2016〕27号 第十七条)."""
    return 3 * present >= 2 * due


def over_half(votes: int, due: int) -> bool:
    """More than half of those due, not of those present (总工发〔2016〕27号 第二十六条)."""
    return 2 * votes > due


def least_candidates(body: str, seats: int) -> int:
    """The least number of candidates for so many seats: the share rounded up, at least one more than seats."""
    margin = MARGINS.get(body)
    if margin is None or seats < 1:
        return seats
    extra = margin * seats
    return seats + max(1, -(-extra.numerator // extra.denominator))


def enough_candidates(body: str, seats: int, candidates: int) -> list[Problem]:
    """A differential election has more candidates than seats, by the share of its body."""
    least = least_candidates(body, seats)
    if candidates >= least or body not in MARGINS:
        return []
    share = f"{int(MARGINS[body] * 100)}%"
    source = f"{DELEGATES_2019}（差额率不低于15%）" if body == "delegates" else f"{ELECTION_2016}第十七条（条文待核）"
    message = (
        f"{BODIES[body]}应选 {seats} 名，候选人 {candidates} 名，差额不足："
        f"差额不低于 {share}，至少要 {least} 名候选人。"
    )
    return [Problem("candidates", message, source, rule="margin")]


def band(members: int, bands: tuple[tuple[int, int | None, int, int], ...]) -> tuple[int, int] | None:
    """The least and greatest number for so many members; None below the lowest band."""
    for first, last, least, most in bands:
        if first <= members and (last is None or members <= last):
            return least, most
    return None


def committee_band(members: int) -> tuple[int, int]:
    """How many 委员 a committee may have; below 25 members 3 to 5, or one chair or organiser (第八条, 条文待核)."""
    return band(members, COMMITTEE_BANDS) or (3, 5)


def delegate_band(members: int) -> tuple[int, int] | None:
    """How many delegates an assembly has; None below 100 members, where all members meet (总工发〔2019〕6号 第三条)."""
    return band(members, DELEGATE_BANDS)
