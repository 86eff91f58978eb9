"""步骤: the steps of an election on the left, the chosen one on the right with what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QHBoxLayout
from unionapp.subjects.elections.case import steps
from unionapp.subjects.elections.models import Election, ElectionStep

from ui.elections.overview import state_of
from ui.elections.part import ElectionPart
from ui.elections.step_part import StepPart
from ui.kit.plain import beside
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.session import Session


class StepsPart(ElectionPart):
    """The list of steps and the one that is chosen."""

    def __init__(self, session: Session, election: Election) -> None:
        super().__init__(session, election)
        self.rows: list[ElectionStep] = []
        self.lacking: Mapping[int, tuple[str, ...]] = {}
        self.table = told_table("步骤", ("状态", "应在何日前", "步骤"))
        self.detail = StepPart(session, election)
        split = beside(self.table, self.detail, "这一步要做什么", (34, 44))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)
        self.table.chosen_changed.connect(self._show_chosen)
        self.detail.lead_wanted.connect(self.lead_wanted)
        self.setFocusProxy(self.table)
        self.show_case(election)
        self._choose_next()

    def show_case(self, election: Election) -> None:
        """Read the steps anew."""
        super().show_case(election)
        self.detail.show_case(election)
        self.rows = steps.of(election)
        today, coming = date.today(), steps.next_step(election)
        self.table.show_rows([_told(row, today, coming) for row in self.rows])
        self._show_chosen()

    def show_lacking(self, lacking: Mapping[int, tuple[str, ...]]) -> None:
        """Show what is missing for the steps."""
        self.lacking = lacking
        self._show_chosen()

    def choose(self, step_id: int) -> None:
        """Bring a step to the eye."""
        self.table.choose(step_id)

    @property
    def chosen(self) -> ElectionStep | None:
        """The chosen step."""
        return next((row for row in self.rows if row.id == self.table.chosen()), None)

    def _choose_next(self) -> None:
        step = steps.next_step(self.election)
        if step is not None:
            self.choose(step.id)

    def _show_chosen(self) -> None:
        step = self.chosen
        self.detail.show_step(step, self.lacking.get(step.id, ()) if step is not None else ())


def _told(row: ElectionStep, today: date, coming: ElectionStep | None) -> Told:
    word, level = state_of(row, today, coming)
    return Told(row.id, (word, str(row.due or ""), row.title), level)
