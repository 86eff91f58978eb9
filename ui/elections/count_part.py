"""大会与计票: who came, who counts, and every vote on every body with the way to its desk and its result."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout
from unionapp.errors import Refused
from unionapp.store import rows
from unionapp.subjects.elections.case import people, readers
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.models import Body, Election, Round
from unionapp.subjects.elections.records import ELECTIONS, ROUNDS
from unionapp.subjects.elections.states import BodyWay, CountWay
from unionapp.subjects.members.models import Member

from ui.cases.asking import ask_for
from ui.elections.counting.opening import ask_for_round
from ui.elections.counting.outcome import count, show_outcome
from ui.elections.part import ElectionPart
from ui.kit.actions import Action
from ui.kit.plain import label
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.members.picking import members_for
from ui.records.picking import pick
from ui.session import Session

_HEADINGS = ("机构", "投票", "应选", "录入", "结果", "校验码")
_ASSEMBLY = ("due", "present", "place", "theme", "presidium", "tellers_head", "tellers", "counters")


class CountPart(ElectionPart):
    """Votes are opened, counted, closed and followed up from here."""

    def __init__(self, session: Session, election: Election) -> None:
        super().__init__(session, election)
        self.bodies: dict[int, Body] = {}
        self.rounds: dict[int, Round] = {}
        self.figures = label("")
        self.table = told_table("各机构的投票", _HEADINGS, ("应选",))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.figures)
        actions = (
            Action("assembly", "大会人数和工作人员", self._change_assembly),
            Action("tellers", "选监票人", partial(self._pick_tellers, "tellers")),
            Action("counters", "选计票人", partial(self._pick_tellers, "counters")),
            Action("open", "开始计票", self._open),
            Action("count", "录入选票", self._count),
            Action("result", "看结果", self._show_result),
        )
        papers = (Action(paper, f"打印{title}", partial(self.print, paper)) for title, paper in _PAPERS)
        column.addWidget(self.bar(*actions, *papers))
        column.addWidget(self.table, 1)
        column.addWidget(
            label("逐票录入：每张选票录完就写进硬盘，停电以后接着录。无记名：选票不与任何人相连。", "faint")
        )
        self.table.opened.connect(lambda: self.attempt(self._go_on))
        self.table.chosen_changed.connect(self._offer)
        self.setFocusProxy(self.table)
        self.show_case(election)

    def show_case(self, election: Election) -> None:
        """Read the votes anew."""
        super().show_case(election)
        listed: list[Told] = []
        self.bodies, self.rounds = {}, {}
        for body in readers.bodies_of(election):
            self.bodies[body.id] = body
            votes = readers.votes_on(body)
            for each in votes:
                self.rounds[each.id] = each
                listed.append(Told(("round", each.id), _round_row(body, each)))
            if not votes:
                listed.append(Told(("body", body.id), _body_row(body)))
        self.table.show_rows(listed)
        came = "实到人数还没有填" if election.present is None else f"实到 {election.present} 人"
        due = "应到人数还没有填" if election.due is None else f"应到 {election.due} 人"
        tellers = f"总监票人 {election.tellers_head or '还没有填'}"
        self.figures.setText(f"{due}　{came}　{tellers}　大会 {election.day or '日期未定'} {election.place}")
        self._offer()

    def choose(self, round_id: int) -> None:
        """Bring a vote to the eye."""
        self.table.choose(("round", round_id))

    @property
    def body(self) -> Body:
        """The body of the chosen row; Refused where there is none."""
        vote = self.vote
        chosen = self.table.chosen()
        if vote is not None:
            return self.bodies[vote.body_id]
        if not isinstance(chosen, tuple):
            raise Refused("还没有机构。请先在“机构与候选人”里增加。")
        return self.bodies[chosen[1]]

    @property
    def vote(self) -> Round | None:
        """The chosen vote."""
        chosen = self.table.chosen()
        return self.rounds.get(chosen[1]) if isinstance(chosen, tuple) and chosen[0] == "round" else None

    def _offer(self) -> None:
        """Allow what can be done with the chosen row."""
        vote = self.vote
        counted = vote is not None and not vote.frozen and vote.way == CountWay.BALLOTS
        self.allow({"count": counted, "result": vote is not None})

    def _open(self) -> None:
        body = self.body
        if body.way != BodyWay.BALLOT:
            way = Body.way.codes.label(body.way)
            raise Refused(f"{Body.body.codes.label(body.body)}不投票（{way}），把候选人的阶段改为“当选”即可。")
        ask_for_round(self, self.session, body, lambda made: count(self.window(), self.session, made))

    def _count(self) -> None:
        if self.vote is not None:
            count(self.window(), self.session, self.vote)

    def _show_result(self) -> None:
        if self.vote is not None:
            show_outcome(self.window(), self.session, self.vote)

    def _go_on(self) -> None:
        """A double click: the desk while ballots are missing, then the result."""
        vote = self.vote
        if vote is None:
            self._open()
        elif not vote.frozen and vote.way == CountWay.BALLOTS and counting.entered(vote) < vote.returned:
            self._count()
        else:
            self._show_result()

    def _change_assembly(self) -> None:
        about = "应到、实到以签到表为准；监票人、计票人每行一人，不得是候选人。"
        election = rows.fresh(self.election)
        if election.due is None:
            election.due = readers.due(election)
        ask_for(self, self.session, ELECTIONS, election, _ASSEMBLY, "大会人数和工作人员", about)

    def _pick_tellers(self, duty: str) -> None:
        """Choose who watches or counts; the names are added to those who are named already."""
        election, journal = rows.fresh(self.election), self.session.store.journal
        word = ELECTIONS.fields[duty].label

        def act(members: Sequence[Member]) -> str:
            people.name_tellers(journal, election, members, duty)
            return f"已加入{word} {len(members)} 人"

        picking = members_for(
            f"选{word}", act, lambda members: people.teller_marks(election, members), union=election.union_id
        )
        pick(self, self.session, picking)


_PAPERS = (
    ("选票", "ballot"),
    ("签到表", "sign-in"),
    ("选举办法", "election-rules"),
    ("清点单", "ballot-check"),
    ("结果报告单", "result-report"),
)


def _body_row(body: Body) -> tuple[str, ...]:
    way = "还没有投票" if body.way == BodyWay.BALLOT else Body.way.codes.label(body.way)
    return (Body.body.codes.label(body.body), way, str(body.seats or ""), "", "", "")


def _round_row(body: Body, each: Round) -> tuple[str, ...]:
    times = f"（第 {each.place} 次）" if (each.place or 1) > 1 else ""
    sort = f"{ROUNDS.shown(each, 'sort')}{times}"
    entered = "合计" if each.way == CountWay.TOTALS else f"{counting.entered(each)} / {each.returned} 张"
    found = counting.result(each)
    if each.frozen:
        after = f"，{found.open_seats} 个名额未选出" if found.open_seats and not each.accepted else ""
        words = f"✓ 当选 {len(found.elected)} 人{after}" if found.valid else "✕ 选举无效"
    else:
        words = "○ 正在计票"
    return (Body.body.codes.label(body.body), sort, str(each.seats), entered, words, each.code or "")
