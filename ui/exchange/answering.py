"""Planning an import with the clerk: what is asked, what she answered, and the plan anew after each answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from unionapp.exchange import plan as planning
from unionapp.exchange.book import Spreadsheet
from unionapp.exchange.headings import Layout
from unionapp.exchange.outcome import Plan, PlanRow
from unionapp.exchange.questions import Inquiry, in_order
from unionapp.records.kind import Kind
from unionapp.work import Progress

from ui import tasks
from ui.exchange import mending
from ui.session import Session


@dataclass(frozen=True)
class Answered:
    """A plan, what was asked on the way to it, and the answers that it was made with."""

    plan: Plan
    asked: list[Inquiry]
    answers: dict[str, str]


class Answering(QObject):
    """The answers of one import; what is asked for the first time is answered as suggested."""

    planned = Signal(object)
    """There is another plan."""

    def __init__(self, window: QWidget, session: Session, kind: Kind) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._kind = kind
        self._book: Spreadsheet | None = None
        self._layout: Layout | None = None
        self._plan: Plan | None = None
        self._asked: dict[str, Inquiry] = {}
        self.answers: dict[str, str] = {}

    @property
    def asked(self) -> tuple[Inquiry, ...]:
        """Everything that was asked, answered or not."""
        return in_order(self._asked.values())

    def begin(self, book: Spreadsheet, layout: Layout) -> None:
        """Plan a sheet as its layout says; answers given before count."""
        self._asked.clear()
        self._book, self._layout = book, layout
        self._plan_anew()

    def answer(self, cause: str, answer: str) -> None:
        """Take an answer, and look again what becomes of the rows."""
        self._take({cause: answer})

    def mend(self, row: PlanRow) -> None:
        """Mend a single row in place."""
        assert self._plan is not None and self._book is not None
        mending.mend(self._window, self._session, self._plan, self._book, row, self._take)

    def _take(self, answers: Mapping[str, str]) -> None:
        self.answers.update(answers)
        if answers:
            self._plan_anew()

    def _plan_anew(self) -> None:
        assert self._book is not None and self._layout is not None
        book, layout, answers = self._book, self._layout, dict(self.answers)

        def work(progress: Progress) -> Answered:
            return make_plan(self._session, self._kind, book, layout, answers, progress)

        tasks.run(self._window, "核对每一行", work, self._show)

    def _show(self, found: Answered) -> None:
        self._plan = found.plan
        self.answers.update(found.answers)
        self._asked.update({each.cause: each for each in found.asked if each.cause not in self._asked})
        self.planned.emit(found.plan)


def make_plan(
    session: Session, kind: Kind, book: Spreadsheet, layout: Layout, answers: Mapping[str, str], progress: Progress
) -> Answered:
    """What importing a sheet would do, read as the layout says; new questions are answered as suggested."""
    asked: dict[str, Inquiry] = {}
    answers = dict(answers)
    while True:
        plan = planning.of_book(session.store, kind, book, layout, progress, answers)
        asked = {each.cause: each for each in plan.questions} | asked
        fresh = {
            each.cause: each.suggestion
            for each in plan.questions
            if each.suggestion not in ("", each.answer) and each.cause not in answers
        }
        if not fresh:
            return Answered(plan, list(asked.values()), answers)
        answers.update(fresh)
