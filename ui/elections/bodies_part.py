"""机构与候选人: the bodies on the left, the candidates of the chosen one in the order of the ballot on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from unionapp.subjects.elections.case import readers
from unionapp.subjects.elections.models import Body, Election
from unionapp.subjects.elections.records import BODIES
from unionapp.subjects.elections.states import BodyWay, CandidateStage

from ui.cases.asking import ask_for
from ui.elections.candidates_panel import CandidatesPanel
from ui.elections.part import ElectionPart
from ui.kit import style
from ui.kit.actions import Action
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.session import Session


class BodiesPart(ElectionPart):
    """Seats of the bodies, and who stands for them."""

    def __init__(self, session: Session, election: Election) -> None:
        super().__init__(session, election)
        self.bodies: list[Body] = []
        self.table = told_table("机构", ("机构", "应选", "候选", "办法"), ("应选", "候选"))
        self.candidates = CandidatesPanel(session)
        self._lay_out()
        self.table.chosen_changed.connect(self._show_people)
        self.show_case(election)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(
            self.bar(
                Action("change-body", "改名额和办法", self._change_body),
                Action("add-body", "新增机构", self._add_body),
            )
        )
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.candidates)
        split.setSizes([style.letters(self, 24), style.letters(self, 56)])
        split.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)
        self.setFocusProxy(self.table)

    def show_case(self, election: Election) -> None:
        """Read bodies and candidates anew."""
        super().show_case(election)
        self.bodies = readers.bodies_of(election)
        self.table.show_rows([Told(body.id, _told(body)) for body in self.bodies])
        self._show_people()

    def choose(self, body_id: int) -> None:
        """Bring a body to the eye."""
        self.table.choose(body_id)

    @property
    def body(self) -> Body:
        """The chosen body; Refused where there is none."""
        return self.candidates.body

    def _show_people(self) -> None:
        chosen = self.table.chosen()
        self.candidates.show_body(next((each for each in self.bodies if each.id == chosen), None))

    def _change_body(self) -> None:
        ask_for(self, self.session, BODIES, self.body, ("seats", "margin", "way", "colour"), "改名额和办法")

    def _add_body(self) -> None:
        made = Body(election=self.election.id)
        ask_for(self, self.session, BODIES, made, ("body", "seats", "margin", "way"), "新增机构")


def _told(body: Body) -> tuple[str, ...]:
    standing = sum(1 for each in readers.candidates_of(body) if each.stage != CandidateStage.WITHDRAWN)
    way = "差额" if body.margin else "等额"
    shown = way if body.way == BodyWay.BALLOT else Body.way.codes.label(body.way)
    return (Body.body.codes.label(body.body), str(body.seats or ""), str(standing), shown)
