"""One body to be elected as the papers show it: who stands, its votes and their count, who was elected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unionapp.subjects.elections.papers.common import padded
from unionapp.subjects.elections.states import BodyKind
from unionapp.values.partialdate import PartialDate

POSTS: Mapping[str, str] = {
    BodyKind.COMMITTEE: "委员",
    BodyKind.STANDING: "常务委员",
    BodyKind.AUDIT: "委员",
    BodyKind.WOMEN: "委员",
    BodyKind.CHAIR: "主席、副主席",
    BodyKind.AUDIT_HEAD: "主任",
    BodyKind.WOMEN_HEAD: "主任",
}
"""Whom a body's ballot elects."""


@dataclass(frozen=True)
class Person:
    """A delegate or candidate."""

    name: str = ""
    shown_as: str = ""
    sex: str = ""
    nation: str = ""
    birth: PartialDate | None = None
    politics: str = ""
    education: str = ""
    post: str = ""
    phone: str = ""
    native_place: str = ""
    title: str = ""
    worked_since: PartialDate | None = None
    joined: PartialDate | None = None
    health: str = ""
    office: str = ""
    holds: str = ""
    full_time: str = ""
    front_line: bool = False
    votes: int | None = None
    recommended: int | None = None
    stage: str = ""
    honours: str = ""
    career: str = ""
    remark: str = ""
    sorts: tuple[str, ...] = ()
    sorts_text: str = ""
    group: str = ""
    elected: bool = False
    review: str = ""
    photo: bytes | None = None

    @property
    def noted(self) -> str:
        """The name with 女 and 少数民族 behind it, as announcements give it."""
        notes = [note for note in (self.sex if self.sex == "女" else "", self.minority) if note]
        return self.name + (f"（{'，'.join(notes)}）" if notes else "")

    @property
    def padded(self) -> str:
        """The name for lists."""
        return padded(self.name)

    @property
    def minority(self) -> str:
        """The nationality unless it is 汉族."""
        return "" if self.nation in ("", "汉族") else self.nation


@dataclass(frozen=True)
class Marks:
    """What one person got."""

    name: str
    for_: int
    against: int
    abstain: int


@dataclass(frozen=True)
class Vote:
    """One vote on one body with its count; the count is None before there is one."""

    sort: str = ""
    times: int = 1
    seats: int | None = None
    due: int | None = None
    present: int | None = None
    printed: int | None = None
    issued: int | None = None
    returned: int | None = None
    names: tuple[str, ...] = ()
    counted: bool = False
    valid_ballots: int | None = None
    invalid_ballots: int | None = None
    marks: tuple[Marks, ...] = ()
    written: tuple[Marks, ...] = ()
    elected: tuple[str, ...] = ()
    runoff: tuple[str, ...] = ()
    open_seats: int | None = None
    is_valid: bool | None = None
    frozen: bool = False
    code: str = ""


@dataclass(frozen=True)
class Panel:
    """One body to be elected: its seats, those proposed, its votes, those elected."""

    key: str = BodyKind.COMMITTEE
    title: str = "工会委员会"
    seats: int | None = None
    margin: bool = True
    way: str = ""
    colour: str = ""
    people: tuple[Person, ...] = ()
    votes: tuple[Vote, ...] = ()
    elected: tuple[Person, ...] = ()
    ballot: tuple[str, ...] = ()
    """The names on its ballot, in their order."""

    @property
    def post(self) -> str:
        """Whom its ballot elects: 委员, 主任, 主席、副主席."""
        return POSTS.get(self.key, "委员")

    @property
    def by_ballot(self) -> bool:
        """Elected by secret ballot, and not by show of hands or consultation."""
        return self.way in ("", "无记名投票")

    @property
    def extra(self) -> int | None:
        """差额: candidates beyond the seats."""
        if self.seats is None or not self.people:
            return None
        return max(0, len(self.people) - self.seats)

    @property
    def last(self) -> Vote | None:
        """The vote that was held last."""
        return self.votes[-1] if self.votes else None
