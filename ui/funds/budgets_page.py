"""预算: the versions of each year, from the draft to the approval of the higher union, and their execution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout
from unionapp.errors import Refused
from unionapp.office import cabinet
from unionapp.paper.paper import PrintRequest
from unionapp.records import codes
from unionapp.store import rows
from unionapp.subjects.funds.budgeting import actions as budgeting
from unionapp.subjects.funds.budgeting import execution as budgets
from unionapp.subjects.funds.budgeting.models import Budget
from unionapp.subjects.funds.budgeting.records import BUDGETS
from unionapp.subjects.funds.budgeting.rules import STAGES
from unionapp.subjects.funds.budgeting.states import BudgetState

from ui.cases.asking import ask_and_do
from ui.cases.facts import facts_part, history_part
from ui.cases.problems import ProblemList
from ui.cases.view import CaseView, Parts
from ui.funds.budget_editor import BudgetEditor
from ui.funds.budget_parts import BudgetLinesPart, ExecutionPart
from ui.funds.chosen import ChosenPeriod
from ui.funds.records_page import BookRecordsPage, book_records_page
from ui.funds.voucher_deeds import book_of
from ui.kit import messages, undoing
from ui.kit.actions import Action, attempt
from ui.kit.forms import Asked
from ui.kit.plain import label
from ui.printing.opening import print_paper
from ui.records.record_page import RecordPage
from ui.records.record_view import RecordView
from ui.records.writing import Writing
from ui.session import Session

HELP = (
    "新编预算先按上年决算列好各科目，再逐行改。进度一步一步登记：委员会审议、经审会审查、上报、批准（备案）。\n"
    "批准以后不能改；要调整的点“编制调整预算”，照现行的另编一版。"
)
_NEXT: Mapping[str, tuple[str, str]] = {
    BudgetState.COMMITTEE: ("登记委员会审议", ""),
    BudgetState.AUDIT: ("登记经审会审查", "audit_opinion"),
    BudgetState.SENT: ("登记上报", "sent_no"),
    BudgetState.APPROVED: ("登记批准（备案）", "reply_no"),
}
"""The words of the step to each stage, and what is asked besides its day."""


def budgets_page(session: Session) -> RecordPage:
    """经费预算."""
    return book_records_page(session, BUDGETS, _of_budgets, BudgetsPage)


def _of_budgets(page: RecordPage) -> Sequence[Action]:
    return (
        Action("advance", "登记下一步", lambda: advance(page), "F8", "one"),
        Action("adjust", "编制调整预算", lambda: adjust(page), needs="one"),
    )


class BudgetsPage(BookRecordsPage):
    """The budgets of the chosen book."""

    def view_of(self, row_id: int) -> RecordView:
        """The page of one version."""
        return BudgetView(self.session, self.kind, row_id, self.actions_for_one())

    def editor_of(self, row_id: int | None) -> Writing:
        """The grid of a version; a new one is drawn up first."""
        return super().editor_of(None) if row_id is None else BudgetEditor(self.session, rows.get(Budget, row_id))

    def edit(self, row_id: int) -> None:
        """Open the grid of a version that is not approved yet."""
        found = rows.find(Budget, row_id)
        if found is not None and found.state == BudgetState.APPROVED:
            messages.toast(self, "这一版预算已经批准，不能改。要调整的点“编制调整预算”。")
        else:
            super().edit(row_id)

    def new(self) -> None:
        """Ask for the year and draw the budget up from last year's figures."""
        if self.may_leave():
            attempt(self, lambda: draw_up(self))


class BudgetView(CaseView[Budget]):
    """One version: where it stands, its lines, and how far it was carried out."""

    record: Budget | None

    def _lay_out(self) -> None:
        self.stage = label("", "heading")
        self.problems = ProblemList()
        super()._lay_out()
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(1, self.stage)
        column.insertWidget(2, self.problems)

    def own_actions(self) -> list[Action]:
        """Besides, the papers of the budget and of its execution."""
        return [
            *super().own_actions(),
            Action(
                "print-budget",
                "打印预算表",
                lambda: self._print("budget", PrintRequest(record=self.record)),
                needs="one",
            ),
            Action("print-execution", "打印执行情况", self._print_execution, needs="one"),
        ]

    def parts(self) -> Parts[Budget]:
        """The lines, the execution, the fields, what happened."""
        return {
            "lines": ("预算明细", BudgetLinesPart),
            "execution": ("执行情况", ExecutionPart),
            "facts": ("资料", facts_part(self._sheet)),
            "history": ("历史", history_part(self.kind)),
        }

    def show_head(self, record: Budget) -> None:
        """The stages with their days, and what comes next."""
        self.stage.setText(stage_words(record))
        record.lines = budgets.lines_of(record)
        self.problems.show_problems(BUDGETS.check(record))
        following = next_stage(record)
        approved = record.state == BudgetState.APPROVED
        self.tools.command("advance").setText(_NEXT[following][0] if following else "已批准")
        self.tools.allow({"advance": bool(following), "edit": not approved, "remove": not approved, "adjust": approved})

    def _print(self, paper: str, request: PrintRequest) -> None:
        print_paper(self.session, self, cabinet.paper(paper), request)

    def _print_execution(self) -> None:
        if self.record is not None:
            words = {"book": self.record.book.name}
            month = ChosenPeriod.of(self.session).month
            self._print("budget-execution", PrintRequest(year=self.record.year, month=month, words=words))


def next_stage(budget: Budget) -> str:
    """The stage after the one where a budget stands, empty after the last."""
    order = list(STAGES)
    return "".join(order[order.index(budget.state) + 1 :][:1])


def stage_words(budget: Budget) -> str:
    """How far a budget has come, each stage with its day: ✓ 委员会已审议 2026-01-20 → ○ 经审会已审查."""
    order = list(STAGES)
    reached = order.index(budget.state)
    said = []
    for place, (stage, name) in enumerate(STAGES.items()):
        mark = "✓" if place <= reached else "○"
        day = getattr(budget, name) if name else None
        said.append(f"{mark} {codes.table('budget-state').label(stage)}{f' {day}' if day else ''}")
    return "　→　".join(said)


def draw_up(page: RecordPage) -> None:
    """Ask for the year of a new budget, and open its grid."""
    book, session = book_of(page), page.session
    year = ChosenPeriod.of(session).month.year
    year += bool(budgets.versions(book, year))
    about = f"“{book.name}”的年度预算。各科目先按上年决算列好，接着逐行改；上年没有账的从空表填起。"
    asked = [Asked("year", BUDGETS.fields["year"], value=year, required=True)]

    def act(year: int) -> None:
        made = budgeting.draw_up(session.store.journal, book, year)
        undoing.offer(page, session, f"已编好{year}年预算草案")
        page.edit(made.id)

    ask_and_do(page, session, "新编预算", about, asked, act)


def adjust(page: RecordPage) -> None:
    """Draw up an adjusted version of the chosen one, and open its grid."""
    budget, session = _one(page), page.session
    if budget.state != BudgetState.APPROVED:
        raise Refused("这一版预算还没有批准，直接编辑就行，不用另编调整预算。")
    about = f"照“{budget.label}”另编一版，原来的留着备查。批准以后按新的一版执行。"
    asked = [Asked("reason", BUDGETS.fields["reason"], "调整理由", required=True)]

    def act(reason: str) -> None:
        made = budgeting.adjust(session.store.journal, budget, reason)
        undoing.offer(page, session, f"已编好{budget.year}年调整预算（第{made.version}版）")
        page.edit(made.id)

    ask_and_do(page, session, "编制调整预算", about, asked, act)


def advance(page: RecordPage) -> None:
    """Note the day on which the chosen version came to its next stage."""
    budget, session = _one(page), page.session
    stage = next_stage(budget)
    if not stage:
        raise Refused("这一版预算已经批准（备案），没有下一步了。")
    title, more = _NEXT[stage]
    names = [STAGES[stage], *([more] if more else [])]
    asked = [Asked(name, BUDGETS.fields[name], value=_proposed(budget, name), required=name != more) for name in names]

    def act(**values: Any) -> None:
        day = values.pop(STAGES[stage])
        budgeting.advance(session.store.journal, rows.fresh(budget), day, **values)
        undoing.offer(page, session, f"{codes.table('budget-state').label(stage)}：{budget.label}")

    ask_and_do(
        page, session, title, f"{budget.label}。登记以后进度向前一步，不能倒退着改；刚登记错的用“撤销”。", asked, act
    )


def _proposed(budget: Budget, name: str) -> object:
    if name in STAGES.values():
        return getattr(budget, name) or date.today()
    return getattr(budget, name) or None


def _one(page: RecordPage) -> Budget:
    chosen: list[Budget] = page.selected()
    if len(chosen) != 1:
        raise Refused("请先选中一版预算。")
    return chosen[0]
