"""计票结果: votes, who is elected and by which article, and what can be done next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from unionapp.errors import Refused
from unionapp.office import cabinet
from unionapp.paper.paper import PrintRequest
from unionapp.records import fields
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting.actions import FIRST, SECOND
from unionapp.subjects.elections.models import Round

from ui.cases.problems import ProblemList
from ui.elections.counting import standing
from ui.elections.counting.compare import open_compare
from ui.elections.counting.desk import CountingDesk, open_desk
from ui.elections.counting.opening import ask_for_heads, ask_to_follow
from ui.elections.counting.totals import TotalsDialog
from ui.kit import style, undoing
from ui.kit.actions import Action, ActionBar, attempt
from ui.kit.flow import FlowLayout
from ui.kit.forms import Asked, FieldForm, FormDialog
from ui.kit.plain import label
from ui.kit.text_table import told_table
from ui.printing.opening import print_paper
from ui.session import Session

_HEADINGS = ("姓名", "赞成", "不赞成", "弃权", "结果")


class OutcomeDialog(QDialog):
    """The result of one vote as far as it is entered; frozen here, opened again here, followed up from here."""

    def __init__(self, parent: QWidget | None, session: Session, round: Round) -> None:
        super().__init__(parent)
        self.session = session
        self.round = round
        self.title = label("", "title")
        self.figures = label("")
        self.state = label("", "heading")
        self.table = told_table("各人得票和结果", _HEADINGS, _HEADINGS[1:4])
        self.problems = ProblemList()
        self.setWindowTitle(f"计票结果 · {round.label or '计票练习'}")
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        bar = QWidget()
        row = FlowLayout(bar)
        self.tools = ActionBar(self, row, self._actions())
        column = QVBoxLayout(self)
        for part in (self.title, self.figures, self.state, self.table, self.problems, bar):
            column.addWidget(part, 1 if part is self.table else 0)
        self.resize(style.letters(self, 56), style.letters(self, 42))

    def _actions(self) -> Sequence[Action]:
        wanted: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("freeze", "封存结果", self.freeze),
            ("go-on", "继续录入", lambda: self._count(self.round, FIRST)),
            ("second", "第二遍录入", lambda: self._count(self.round, SECOND)),
            ("compare", "核对两遍", self.compare),
            ("totals", "改录合计", self.totals),
            ("heads", "核对人数和选票数", self._ask_for_heads),
            ("again", "再次投票", self.follow),
            ("further", "另行选举", self.follow),
            ("fewer", "经大会同意减少名额", self.accept_fewer),
            ("reopen", "启封", self.reopen),
            ("print-report", "打印结果报告单", lambda: self._print("result-report")),
            ("print-tally", "打印计票单", lambda: self._print("tally-sheet")),
            ("close", "关闭", self.reject),
        )
        return [Action(key, words, partial(self._do, run), main=key == "freeze") for key, words, run in wanted]

    def _ask_for_heads(self) -> None:
        self._keep(ask_for_heads(self, self.session, self.round, self.refresh))

    def _do(self, run: Callable[[], None]) -> None:
        attempt(self, run)
        self.refresh()

    def refresh(self) -> None:
        """Read the vote anew."""
        try:
            counting.renew(self.round)
        except Refused:
            self.state.setText("这次投票已经删除。")
            return
        found = counting.result(self.round)
        self.title.setText(self.round.label or "计票练习")
        self.figures.setText(standing.figures(self.round, found))
        self.table.show_rows(standing.rows(self.round, found))
        self.problems.show_problems([*found.problems, *standing.second_entry(self.round)])
        self.state.setText(standing.state(self.round, found))
        self.tools.show(standing.offered(self.round, found))

    def freeze(self) -> None:
        """Close the count; the code is said and stands on the report."""
        code = counting.freeze(self.session.store.journal, self.round)
        undoing.offer(self, self.session, f"已封存，校验码 {code}")

    def compare(self) -> None:
        """Show where the two entries differ."""
        self._keep(open_compare(self, self.session, self.round))

    def totals(self) -> None:
        """Enter sums in place of ballots."""
        dialog = TotalsDialog(self, self.session, self.round)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        self._keep(dialog)

    def follow(self) -> None:
        """Begin the vote that follows; its desk opens at once."""
        ask_to_follow(self, self.session, self.round, self._count)

    def accept_fewer(self) -> None:
        """Leave seats open by decision of the assembly."""
        counting.accept_fewer(self.session.store.journal, self.round)
        undoing.offer(self, self.session, "已登记：经大会同意减少名额")

    def reopen(self) -> None:
        """Open a frozen count again; the reason stays on the row for good."""
        form = FieldForm(self.session, [Asked("reason", fields.Text("启封原因"), required=True)])
        about = "启封以后可以改动选票。谁、何时、为什么启封，以及原来的校验码，都会留在记录里。"
        dialog = FormDialog(self, "启封", about, form, "启封")
        dialog.act = lambda values: counting.reopen(self.session.store.journal, self.round, values["reason"])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        self._keep(dialog)

    def _count(self, round: Round, entry: int = FIRST) -> None:
        """The desk of a vote takes the place of the result."""
        parent = self.parentWidget()
        self.accept()
        count(parent, self.session, round, entry)

    def _print(self, paper: str) -> None:
        print_paper(self.session, self, cabinet.paper(paper), PrintRequest(record=self.round))

    def _keep(self, dialog: QDialog) -> None:
        dialog.finished.connect(self.refresh)


def show_outcome(parent: QWidget | None, session: Session, round: Round) -> OutcomeDialog:
    """Open the result of a vote."""
    dialog = OutcomeDialog(parent, session, round)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def count(parent: QWidget | None, session: Session, round: Round, entry: int = FIRST) -> CountingDesk | None:
    """Open the desk of a vote; from there the way leads to its result."""
    desk = open_desk(parent, session, round, entry)
    if desk is not None:
        desk.finish_wanted.connect(lambda: show_outcome(parent, session, round))
        desk.totals_wanted.connect(lambda: show_outcome(parent, session, round).totals())
    return desk
