"""The facts of one election as its papers need them, frozen before anything is drawn; without facts, the blank form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from unionapp.subjects.elections.case.first_session import ELECTING
from unionapp.subjects.elections.papers.common import numeral
from unionapp.subjects.elections.papers.panel import Panel, Person
from unionapp.subjects.elections.states import BodyKind, ElectionSort

MAIN = (BodyKind.COMMITTEE, BodyKind.AUDIT, BodyKind.WOMEN)
_ACTS: Mapping[str, str] = {ElectionSort.FOUNDING: "建会选举", ElectionSort.BY_ELECTION: "补选"}
TITLES: Mapping[str, str] = {
    BodyKind.COMMITTEE: "委员会",
    BodyKind.STANDING: "常务委员会",
    BodyKind.AUDIT: "经费审查委员会",
    BodyKind.WOMEN: "女职工委员会",
    BodyKind.CHAIR: "",
    BodyKind.AUDIT_HEAD: "经费审查委员会",
    BodyKind.WOMEN_HEAD: "女职工委员会",
}


@dataclass(frozen=True)
class ElectoralUnit:
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
class ElectionStage:
    """A step of the election with its dates."""

    title: str
    due: date | None
    done: date | None
    by: str
    papers: tuple[str, ...]
    skipped: bool


@dataclass(frozen=True)
class ElectionFacts:
    """Everything of one election."""

    union: str = ""
    number: int | None = None
    sort: str = ElectionSort.FULL
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
    groups: tuple[ElectoralUnit, ...] = ()
    delegates: tuple[Person, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    stages: tuple[ElectionStage, ...] = ()
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
    def act(self) -> str:
        """What is held."""
        return _ACTS.get(self.sort, "换届选举")

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
        return f"{self.term}{self.form}" + ("" if self.sort == ElectionSort.BY_ELECTION else "第一次会议")

    @property
    def year(self) -> int | None:
        """The year of the meeting."""
        return self.day.year if self.day else None

    def body(self, panel: Panel) -> str:
        """第×届委员会 and the like; for 主席 the committee whose heads they are."""
        return f"{self.term}{TITLES.get(panel.key) or '委员会'}"

    def office(self, panel: Panel) -> str:
        """Whom a ballot elects, in full: 第五届委员会委员."""
        return f"{self.body(panel)}{panel.post}"

    def meeting(self, panel: Panel) -> tuple[str, str]:
        """Where a body is elected and who votes there: the assembly, or a new committee's first session."""
        in_session = panel.key in ELECTING and not (panel.key == BodyKind.CHAIR and self.direct)
        return ("本次会议", "委员") if in_session else ("本次大会", self.heads)

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
        return tuple(each for each in self.panels if each.key in MAIN or (each.key == BodyKind.CHAIR and self.direct))

    @property
    def sitting(self) -> tuple[Person, ...]:
        """The delegates elected and not refused."""
        return tuple(each for each in self.delegates if each.elected and each.review != "不合格")
