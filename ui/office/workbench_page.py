"""工作台: what must be done, a line for each matter, by day and by subject, each one press from where it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from unionapp.office import first_steps, matters, statistics
from unionapp.office.first_steps import FirstStep
from unionapp.office.matters import DueMatter
from unionapp.records import reading
from unionapp.subjects.funds.books.records import BOOKS
from unionapp.subjects.members.records import MEMBERS
from unionapp.work import Progress, silent

from ui import tasks
from ui.funds import statement_lines
from ui.funds.pictures import BookCharts
from ui.kit import style
from ui.kit.charts import Bars, Columns, Diagram, Figures
from ui.kit.plain import Card
from ui.kit.seen import EVERYTHING, Watch
from ui.office import guiding
from ui.office.guide_card import GuideCard
from ui.office.matters_part import MattersPart
from ui.session import Session

HELP = (
    "要办的事一件一行：先是今天的，再是本周的、已逾期的、以后的；同时到期的，法规规定了期限的在前。\n"
    "上面的按钮只看某一类；在一行上按回车、双击或点“去办”，就到办这件事的地方，名单已经筛好。\n"
    "现在办不了的可以“改到…”另一天，不用办的“不办…”写明原因，别人办的“交给…”；都可以撤销，也可以随时取消安排。"
)
_PAUSE = 300
"""Milliseconds after the last change until the workbench looks again."""
_WIDE = 84
"""Characters that the page must be wide for the pictures to stand beside what is to be done."""


@dataclass(frozen=True)
class WorkbenchView:
    """All that the workbench shows."""

    matters: Sequence[DueMatter]
    groups: Figures
    states: Figures
    months: Figures
    steps: Sequence[FirstStep]
    """Through which a new user is led, done or not."""
    funds: statement_lines.Figures | None = None
    """Of the own book; None while there is none."""


def look(today: date, progress: Progress = silent) -> WorkbenchView:
    """Gather what is to be done and the figures."""
    due = matters.due(today)
    progress(1, 3, "")
    groups: Figures = ()
    states: Figures = ()
    months: Figures = ()
    if reading.may_read(MEMBERS):
        groups, states = statistics.members_by_group(), statistics.members_by_state()
        months = [(f"{month.month}月", number) for month, number in statistics.joins_by_month(today)]
    progress(2, 3, "")
    funds = statement_lines.of_own(today) if reading.may_read(BOOKS) else None
    return WorkbenchView(due, groups, states, months, first_steps.steps(), funds)


class Workbench(QWidget):
    """Made anew from the data whenever it comes to the front or they change before it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.guide = GuideCard(session)
        self.todo = MattersPart(session)
        self.groups = Bars("会员按群体", "人")
        self.states = Bars("会员按会籍状态", "人")
        self.months = Columns("近一年每月入会", "人")
        self.funds = BookCharts("经费", purposes=False)
        self.side = QScrollArea()
        self.seen = Watch(self, session, EVERYTHING, self.refresh, _PAUSE, always=True)
        self._lay_out()
        self.setFocusProxy(self.todo)
        self.guide.turned.connect(self._mark_main)

    def _lay_out(self) -> None:
        self.pictures = [_picture(chart) for chart in (self.states, self.groups, self.months)]
        inner = QWidget()
        right = QVBoxLayout(inner)
        right.setContentsMargins(0, 0, 0, 0)
        for card in (*self.pictures[:2], self.funds, *self.pictures[2:]):
            right.addWidget(card)
        right.addStretch()
        self.side.setWidget(inner)
        self.side.setWidgetResizable(True)
        self.side.setFrameShape(QFrame.Shape.NoFrame)
        self.side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.side.setAccessibleName("会员和经费的图")
        left = QVBoxLayout()
        left.addWidget(self.guide)
        left.addWidget(self.todo, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 8)
        row.setSpacing(12)
        row.addLayout(left, 7)
        row.addWidget(self.side, 3)

    def refresh(self) -> None:
        """Look for what is to be done now; while the data are at work, a little later."""
        if tasks.busy():
            self.seen.later()
            return
        tasks.look(self, lambda progress: look(date.today(), progress), self.show_found)

    def show_found(self, found: WorkbenchView) -> None:
        """Show it."""
        self.guide.show_steps(guiding.needed(self._session, found.steps))
        self._mark_main()
        self.todo.show_matters(found.matters)
        for picture, chart, figures in zip(
            self.pictures,
            (self.states, self.groups, self.months),
            (found.states, found.groups, found.months),
            strict=True,
        ):
            chart.show_figures(figures)
            picture.setVisible(any(number for _, number in figures))
        self.funds.show_figures(found.funds)
        self._fit()

    def _mark_main(self) -> None:
        """One red button to a page: the next first step's, while the steps stand open."""
        go = self.todo.tools.button("go")
        go.setProperty("main", self.guide.rows is None or self.guide.isHidden())
        go.style().unpolish(go)
        go.style().polish(go)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what is to be done takes it all; the same pictures stand on the front pages."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        drawn = any(chart.figures for chart in (self.groups, self.states, self.months, *self.funds.cards))
        self.side.setVisible(drawn and self.width() >= style.letters(self, _WIDE))


def _picture(chart: Diagram) -> Card:
    card = Card(chart.accessibleName())
    card.column.addWidget(chart)
    return card
