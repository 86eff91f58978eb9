"""The pages of elections: terms and when they end, the elections themselves, practice in counting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from unionapp.records.search import Condition
from unionapp.store import rows
from unionapp.subjects.elections import terms
from unionapp.subjects.elections.case import readers
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting import practice
from unionapp.subjects.elections.models import BallotRow, Election, Round
from unionapp.subjects.elections.records import ELECTIONS, TERMS
from unionapp.subjects.elections.states import ElectionSort

from ui.elections.changes import register_change
from ui.elections.counting.outcome import count, show_outcome
from ui.elections.election_case import CasePage, parts_of
from ui.elections.start import ask_to_start
from ui.exchange.page import page_of
from ui.kit import undoing
from ui.kit.actions import Action
from ui.kit.plain import PlainPage
from ui.kit.seen import Watch, tables_of
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.records.conditions import Filter
from ui.records.record_page import RecordPage
from ui.records.record_view import RecordView
from ui.session import Session

HELP = "用四十张各种各样的选票练习计票，录对录错当时就说。练习不计入任何选举和统计。"
_QUICK: tuple[tuple[str, tuple[terms.State, ...]], ...] = (
    ("已届满", ("over",)),
    ("一年内届满", ("ending", "extended")),
    ("主席空缺", ("vacant", "acting-too-long", "no-chair")),
)
"""Buttons above the terms: what they show, by the state of the latest term of a union."""


def terms_page(session: Session) -> RecordPage:
    """届期一览."""
    page = page_of(session, TERMS, _of_terms)
    for words, states in _QUICK:
        page.offer(words, partial(_in_state, words, states))
    return page


def _of_terms(page: RecordPage) -> Sequence[Action]:
    return (
        Action("begin", "开始换届", lambda: start_from_term(page)),
        Action("by-election", "开始补选", lambda: start_from_term(page, ElectionSort.BY_ELECTION), needs="one"),
        Action("change", "登记变动", lambda: register_change(page), "Ctrl+M", "one"),
    )


def _in_state(words: str, states: tuple[terms.State, ...]) -> Filter:
    """The terms that are in one of these states today."""
    wanted = tuple({each.term.id for each in terms.expiring(date.today()) if each.state in states})
    return Filter(words, (Condition("id", "in", wanted),))


def elections_page(session: Session) -> ElectionsPage:
    """换届选举."""
    page = page_of(session, ELECTIONS, _of_elections, ElectionsPage)
    assert isinstance(page, ElectionsPage)
    return page


def _of_elections(page: RecordPage) -> Sequence[Action]:
    return (Action("begin", "开始换届", lambda: _start(page)),)


class ElectionsPage(RecordPage):
    """The list of elections; one that is opened shows its whole case."""

    def view_of(self, row_id: int) -> RecordView:
        """The page of one election."""
        return CasePage(self.session, self.kind, row_id, self.actions_for_one())

    def show_of(self, kind_key: str, row_id: int) -> None:
        """Open an election, or the election that a step, a body, a vote, a ballot or a recommendation belongs to."""
        if kind_key == self.kind.key:
            self.show_record(row_id)
            return
        found = readers.whose(kind_key, row_id)
        if found is None:
            return
        election, part = found
        self.show_record(election)
        shown = self.currentWidget()
        if isinstance(shown, CasePage):
            parts_of(shown, kind_key, part)


def _start(page: RecordPage) -> None:
    ask_to_start(page, page.session, lambda election: _started(page, election))


def start_from_term(page: RecordPage, sort: str = ElectionSort.FULL) -> None:
    """Begin the election of the union whose term is chosen, or of one that is asked for."""
    chosen = page.selected()
    union = chosen[0].union_id if len(chosen) == 1 else None
    ask_to_start(page, page.session, lambda election: _started(page, election), union, sort)


def _started(page: RecordPage, election: Election) -> None:
    undoing.offer(page, page.session, f"已开始：{election.label}，步骤和机构已经排好")
    page.session.show(ELECTIONS, election)


class PracticePage(PlainPage):
    """Practice in counting: forty awkward ballots, begun, gone on with, looked at."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            "练习计票",
            HELP,
            (
                Action("begin", "开始练习", self._begin, main=True),
                Action("go-on", "接着练", self._go_on),
                Action("result", "看结果", self._show),
                Action("compare", "核对两遍", self._compare),
            ),
        )
        self.session = session
        self.table = told_table("练习", ("练习", "录入", "与标准答案不同的"), empty="还没有练习过。点“开始练习”。")
        self.column.addWidget(self.table, 1)
        self.seen = Watch(self, session, tables_of(Round, BallotRow), self.refresh, None)
        self.seen.now()

    def refresh(self) -> None:
        """List the practice votes."""
        self.table.show_rows([Told(each.id, _practised(each)) for each in practice.votes()])
        self.tools.allow(dict.fromkeys(("go-on", "result", "compare"), bool(self.table.keys)))

    def _chosen(self) -> Round | None:
        return rows.find(Round, self.table.chosen())

    def _begin(self) -> None:
        count(self.window(), self.session, practice.practice(self.session.store.journal))

    def _go_on(self) -> None:
        if (chosen := self._chosen()) is not None:
            count(self.window(), self.session, chosen)

    def _show(self) -> None:
        if (chosen := self._chosen()) is not None:
            show_outcome(self.window(), self.session, chosen)

    def _compare(self) -> None:
        if (chosen := self._chosen()) is not None:
            show_outcome(self.window(), self.session, chosen).compare()


def _practised(each: Round) -> tuple[str, str, str]:
    entered = counting.entered(each)
    wrong = sum(1 for found in counting.compare(each) if found.first is not None)
    return (each.label or "练习", f"{entered} / {each.returned} 张", f"{wrong} 张" if entered else "")
