"""编预算: the lines of one version in a grid, income and spending summed below."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from unionapp.errors import Problem, Refused, Trouble
from unionapp.store import connection, editing
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.account_groups import is_budgeted, is_income, is_spending
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.budgeting import execution as budgets
from unionapp.subjects.funds.budgeting.models import Budget, BudgetLine
from unionapp.subjects.funds.budgeting.records import BUDGET_LINES, BUDGETS
from unionapp.subjects.funds.budgeting.states import BudgetState
from unionapp.values import money

from ui.cases.problems import ProblemList
from ui.funds.accounts import AccountEdit, read_account
from ui.grid.lines_grid import GridColumn, LinesGrid
from ui.kit import messages, style
from ui.kit.actions import ActionBar
from ui.kit.cells import FieldCell
from ui.kit.fields import editor_for
from ui.kit.plain import label
from ui.records.writing import Writing
from ui.session import Session

_PAUSE = 300


_KEYS = "回车到下一格，F4 列出科目，可从 Excel 粘贴。"
_FROM_BOOKS = f"上年决算数由程序按账簿填好。{_KEYS}"
_TYPED = f"上年全年的账不在本程序里，上年决算数请照上年决算填写。{_KEYS}"


class BudgetGrid(LinesGrid[BudgetLine]):
    """The lines of a budget of a book; last year's figures are typed where its books do not hold them."""

    def __init__(self, session: Session, book: Book, year: int) -> None:
        self.booked = bool(budgets.of_last_year(book, year))
        self.known = chart.read(book)
        numbers = [account.number for account in self.known if account.used and is_budgeted(account.number)]
        columns = (
            GridColumn(
                "account",
                20,
                edit=lambda: AccountEdit(self.known, BUDGET_LINES.fields["account"], numbers),
                shown=lambda line: f"{line.account} {self.known.name(line.account)}" if line.account else "",
                read=lambda text: read_account(self.known, text),
            ),
            GridColumn("project", 10),
            GridColumn("last", 8, fixed=self.booked),
            GridColumn("amount", 8),
            GridColumn("note", 16),
        )
        super().__init__(session, BUDGET_LINES, columns, BudgetLine)

    def settled(self, line: BudgetLine, name: str) -> None:
        """The name of the account follows its number."""
        if name == "account":
            line.account_name = self.known.name(line.account) if line.account else ""

    def foot_words(self) -> str:
        """Income, spending, and what is left; a line that another one holds is not counted twice."""
        lines = self.model.filled()
        keys = [(line.account, line.project_id) for line in lines]
        tops = [line for line, key in zip(lines, keys, strict=True) if not budgets.inner(key, keys)]
        income, spent = (
            sum(line.amount or 0 for line in tops if belongs(line.account)) for belongs in (is_income, is_spending)
        )
        mark = "✓ 收支平衡" if income >= spent else "⚠ 支出大于收入"
        apart = money.show(abs(income - spent))
        return f"收入合计 {money.show(income)} 元　支出合计 {money.show(spent)} 元　{mark}，相差 {apart} 元"


class BudgetEditor(Writing):
    """Writes the lines of a version that is not approved yet."""

    def __init__(self, session: Session, budget: Budget) -> None:
        super().__init__(session, BUDGETS)
        self.budget = budget
        self.reason = FieldCell("reason", BUDGETS.fields["reason"], editor_for(BUDGETS.fields["reason"], session))
        self.problems = ProblemList()
        self.grid = BudgetGrid(session, budget.book, budget.year)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.check)
        self._lay_out()
        self.reason.show_value(budget.reason)
        self.grid.show_lines(budgets.lines_of(budget))
        self.reason.edited.connect(lambda: self._pause.start())
        self.grid.edited.connect(self._pause.start)
        self.grid.finished.connect(lambda: self.tools.button("save").setFocus(Qt.FocusReason.TabFocusReason))
        self.setFocusProxy(self.grid)
        self._was = self._said()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, 8, style.MARGIN, 8)
        column.setSpacing(6)
        column.addWidget(label(self.budget.label, "title"))
        column.addWidget(label(_FROM_BOOKS if self.grid.booked else _TYPED, "faint"))
        column.addWidget(self.grid, 1)
        column.addWidget(self.reason)
        column.addWidget(self.problems)
        row = QHBoxLayout()
        row.addStretch()
        wanted = (self.save_action(), self.leave_action())
        self.tools = ActionBar(self, row, wanted)
        column.addLayout(row)

    @property
    def row_id(self) -> int | None:
        """The id of the version."""
        return self.budget.id

    def start(self) -> None:
        """The cursor into the first line."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def may_leave(self) -> bool:
        """Whether the editor may go; asks where something typed would be lost."""
        if self._said() == self._was:
            return True
        return messages.leave(self, "这一版预算还没有保存，不保存就会丢掉填写的内容。", self.write)

    def data_changed(self) -> None:
        """A version that is gone or approved meanwhile cannot be written any more."""
        stored = editing.stored(BUDGETS, [self.budget.id]).get(self.budget.id)
        if stored is None or stored["state"] == BudgetState.APPROVED:
            self.problems.show_problems([Problem("", "这一版预算已经批准或被撤销，不能再改。请按 Esc 离开。")])

    def write(self) -> bool:
        """Save the lines and the reason; False, with what must be mended shown, where they were not."""
        lines = self.grid.lines()
        try:
            if unread := self.grid.problems():
                raise Refused(unread)
            self.budget.reason = self.reason.value() or ""
            with connection.in_words(self.session.folder / connection.FILE):
                remaining = editing.save_with_lines(self.session.store.journal, BUDGETS, self.budget, lines)
        except Refused as refused:
            self._show(refused.problems)
            self.grid.setFocus()
            return False
        except Trouble as trouble:
            messages.report(self, trouble)
            return False
        self._was = self._said()
        doubts = [problem.message for problem in remaining if problem.level == "warning"]
        self.saved.emit(f"已保存预算{f'。请核对：{doubts[0]}' if doubts else ''}")
        return True

    def check(self) -> None:
        """Show what is wrong or doubtful."""
        self.budget.reason = self.reason.value() or ""
        self.budget.lines = self.grid.model.filled()
        self._show([*self.grid.problems(), *editing.check(BUDGETS, self.budget)])

    def _show(self, found: list[Problem]) -> None:
        self.grid.show_problems(found)
        self.reason.show_problems([each for each in found if each.field == "reason"])
        self.problems.show_problems([each for each in found if each.field != "reason"])

    def _said(self) -> tuple[object, ...]:
        lines = [[each.__data__.get(column.name) for column in self.grid.model.columns] for each in self.grid.lines()]
        return (self.reason.value(), lines, self.grid.problems())
