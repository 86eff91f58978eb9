"""What a count speaks of: ballots, the frame of a vote, votes, and the result. Plain values, without any voter."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from unionapp.errors import Problem


@dataclass(frozen=True)
class Ballot:
    """The marks of one ballot. A candidate without a mark is an abstention."""

    for_: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    write_in: frozenset[str] = frozenset()

    @property
    def named(self) -> frozenset[str]:
        """The persons named on it, for and written in, each once."""
        return self.for_ | self.write_in

    def others(self, candidates: Collection[str]) -> frozenset[str]:
        """另选他人: those written in who do not stand on the ballot."""
        return self.write_in - frozenset(candidates) - self.against if self.write_in else self.write_in

    def left_out(self, candidates: Collection[str], limited: bool) -> frozenset[str]:
        """Those of them who get no vote: who votes 赞成 or abstains names nobody else (第二十三条).

        One who is both for and against somebody abstains, and so does not vote against him. Where nobody stands on
        the ballot, there is nobody to vote on but those written in.
        """
        free = not limited or not candidates or self.against - self.named
        return frozenset() if free else self.others(candidates)


@dataclass
class Votes:
    """What one person got."""

    for_: int = 0
    against: int = 0
    abstain: int = 0


@dataclass(frozen=True)
class Poll:
    """The frame of an election: body, seats, heads and sheets of paper."""

    body: str
    seats: int
    due: int
    present: int
    issued: int
    returned: int
    candidates: tuple[str, ...]
    margin: bool = True
    """Whether there must be more candidates than seats, where the body asks for it."""


@dataclass
class Tally:
    """The votes of all ballots: the candidates in their order, then the names written in."""

    votes: dict[str, Votes] = field(default_factory=dict)
    valid: int = 0
    invalid: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class PollResult:
    """The outcome: `elected` by votes, `runoff` those tied for the last places, `open_seats` still to be filled."""

    quorum: bool
    valid: bool
    tally: Tally
    elected: tuple[str, ...]
    runoff: tuple[str, ...]
    open_seats: int
    problems: tuple[Problem, ...]
    code: str
    """校验码: the same for the same numbers and names, on every machine."""
