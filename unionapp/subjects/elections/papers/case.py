"""The facts of one election as its papers need them, frozen before anything is drawn; without facts, the blank form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.subjects.elections.case.first_session import ELECTING
from unionapp.subjects.elections.papers.common import chinese, figure, numeral, padded

MAIN = ("committee", "audit", "women")
TITLES = {
    "committee": "委员会",
    "standing": "常务委员会",
    "audit": "经费审查委员会",
    "women": "女职工委员会",
    "chair": "",
    "audit-head": "经费审查委员会",
    "women-head": "女职工委员会",
}
POSTS = {
    "committee": "委员",
    "standing": "常务委员",
    "audit": "委员",
    "women": "委员",
    "chair": "主席、副主席",
    "audit-head": "主任",
    "women-head": "主任",
}
"""Whom a body's ballot elects."""


@dataclass(frozen=True)
class Person:
    """A delegate or candidate."""

    name: str = ""
    shown_as: str = ""
    sex: str = ""
    nation: str = ""
    birth: date | None = None
    politics: str = ""
    education: str = ""
    post: str = ""
    phone: str = ""
    native_place: str = ""
    title: str = ""
    worked_since: date | None = None
    joined: date | None = None
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

    key: str = "committee"
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


@dataclass(frozen=True)
class Group:
    """选举单位: a part of the members that sends delegates."""

    name: str = ""
    staff: int | None = None
    members: int | None = None
    seats: int | None = None
    front_line: int | None = None
    managers: int | None = None
    women: int | None = None
    young: int | None = None
    models: int | None = None
    candidates: int | None = None
    convener: str = ""
    day: date | None = None
    due: int | None = None
    present: int | None = None
    remark: str = ""


@dataclass(frozen=True)
class Recommendation:
    """How many of a group recommended a person."""

    body: str
    round: int
    group: str
    members: int | None
    present: int | None
    name: str
    votes: int


@dataclass(frozen=True)
class Stage:
    """A step of the election with its dates."""

    title: str
    due: date | None
    done: date | None
    by: str
    papers: tuple[str, ...]
    skipped: bool


@dataclass(frozen=True)
class Case:
    """Everything of one election."""

    union: str = ""
    number: int | None = None
    sort: str = "full"
    federated: bool = False
    by_delegates: bool = True
    day: date | None = None
    place: str = ""
    theme: str = ""
    years: int | None = None
    starts: date | None = None
    ends: date | None = None
    last_day: date | None = None
    last_years: int | None = None
    last_ends: date | None = None
    members: int | None = None
    women_members: int | None = None
    planned: int | None = None
    due: int | None = None
    present: int | None = None
    direct: bool = False
    chairing: str = ""
    party: str = ""
    higher: str = ""
    leader: str = ""
    chair: str = ""
    contact: str = ""
    phone: str = ""
    request_no: str = ""
    request_day: date | None = None
    reply_no: str = ""
    reply_day: date | None = None
    list_no: str = ""
    list_reply_no: str = ""
    notice_from: date | None = None
    notice_to: date | None = None
    result_no: str = ""
    result_day: date | None = None
    result_reply_no: str = ""
    result_reply_day: date | None = None
    presidium: tuple[str, ...] = ()
    tellers_head: str = ""
    tellers: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    panels: tuple[Panel, ...] = ()
    groups: tuple[Group, ...] = ()
    delegates: tuple[Person, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    stages: tuple[Stage, ...] = ()
    one: Person | None = None
    only: str = ""
    copies: int = 1
    blank: bool = False

    @property
    def name(self) -> str:
        """The union's full name, or a line for the pen."""
        return self.union or "________________"

    @property
    def short(self) -> str:
        """The union without 委员会 at the end, so that 第×届委员会 can follow."""
        return self.union.removesuffix("委员会") or "________工会"

    @property
    def term(self) -> str:
        """第×届."""
        return f"第{numeral(self.number)}届"

    @property
    def former(self) -> str:
        """The committee that is in office before the election."""
        return "上一届委员会" if self.number == 1 else f"第{numeral(self.number and self.number - 1)}届委员会"

    @property
    def act(self) -> str:
        """What is held."""
        return {"founding": "建会选举", "by-election": "补选"}.get(self.sort, "换届选举")

    @property
    def form(self) -> str:
        """会员大会 or 会员代表大会."""
        return "会员代表大会" if self.by_delegates else "会员大会"

    @property
    def heads(self) -> str:
        """Who votes there."""
        return "会员代表" if self.by_delegates else "会员"

    @property
    def assembly(self) -> str:
        """The meeting, without the union's name."""
        return f"{self.term}{self.form}" + ("" if self.sort == "by-election" else "第一次会议")

    @property
    def year(self) -> int | None:
        """The year of the meeting."""
        return self.day.year if self.day else None

    @property
    def issuer(self) -> str:
        """Who writes before the election: the union, or the group that prepares its founding."""
        return f"{self.short}筹备组" if self.sort == "founding" else self.name

    @property
    def preparing(self) -> str:
        """Who prepares: the outgoing committee's group or the founding group."""
        return "筹备组" if self.sort == "founding" else f"{self.act}筹备领导小组"

    @property
    def signer(self) -> str:
        """签发人 before the election: the chair in office, or who leads the founding."""
        return (self.leader if self.sort == "founding" else self.chair) or "________"

    @property
    def teams(self) -> str:
        """What the preparing group has under it."""
        return "下设代表资格审查小组和会务组" if self.by_delegates and self.sort != "by-election" else "下设会务组"

    def body(self, panel: Panel) -> str:
        """第×届委员会 and the like; for 主席 the committee whose heads they are."""
        return f"{self.term}{TITLES.get(panel.key) or '委员会'}"

    def office(self, panel: Panel) -> str:
        """Whom a ballot elects, in full: 第五届委员会委员."""
        return f"{self.body(panel)}{panel.post}"

    def meeting(self, panel: Panel) -> tuple[str, str]:
        """Where a body is elected and who votes there: the assembly, or a new committee's first session."""
        in_session = panel.key in ELECTING and not (panel.key == "chair" and self.direct)
        return ("本次会议", "委员") if in_session else ("本次大会", self.heads)

    @property
    def span(self) -> str:
        """From when to when those elected hold office; a by-election fills the rest of the running term."""
        until = f"{chinese(self.starts)}起至{chinese(self.ends)}止"
        if self.sort == "by-election":
            return f"补选人员的任期与本届委员会相同，本届任期自{until}。"
        return f"本届任期{figure(self.years)}年，自{until}。"

    def panel(self, key: str) -> Panel | None:
        """The body with that key, None where it is not elected."""
        return next((each for each in self.panels if each.key == key), None)

    @property
    def shown_panels(self) -> tuple[Panel, ...]:
        """The bodies asked for: one, or all."""
        return tuple(each for each in self.panels if self.only in ("", each.key))

    @property
    def assembly_panels(self) -> tuple[Panel, ...]:
        """The bodies that the assembly elects; the rest is left to the committees' first sessions."""
        return tuple(each for each in self.panels if each.key in MAIN or (each.key == "chair" and self.direct))

    @property
    def sitting(self) -> tuple[Person, ...]:
        """The delegates elected and not refused."""
        return tuple(each for each in self.delegates if each.elected and each.review != "不合格")

    def elected(self, key: str) -> Sequence[Person]:
        """Those elected to a body."""
        found = self.panel(key)
        return found.elected if found else ()

    def holding(self, key: str, *offices: str) -> list[Person]:
        """Those elected to the body of an office, or, where that is not voted on by itself, proposed for it."""
        own = {"chair": "committee", "audit-head": "audit", "women-head": "women"}
        found = [person for person in self.elected(key) if not person.office or person.office in offices]
        if self.elected(key):
            return found
        return [person for person in self.elected(own[key]) if person.office in offices]

    @property
    def chairs(self) -> list[Person]:
        """主席."""
        return self.holding("chair", "主席")

    @property
    def vice_chairs(self) -> list[Person]:
        """副主席."""
        return [person for person in self.holding("chair", "副主席") if person.office == "副主席"]

    @property
    def audit_heads(self) -> list[Person]:
        """经费审查委员会主任."""
        return self.holding("audit-head", "经审主任")

    @property
    def women_heads(self) -> list[Person]:
        """女职工委员会主任."""
        return self.holding("women-head", "女职工主任")
