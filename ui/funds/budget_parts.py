"""What the page of a budget shows: the lines of the version, and how far the year's budget was carried out."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QSplitter, QVBoxLayout
from unionapp.exchange.sheet import Value
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.account_groups import is_spending
from unionapp.subjects.funds.books.chart import Chart
from unionapp.subjects.funds.budgeting import execution as budgets
from unionapp.subjects.funds.budgeting.models import Budget, BudgetLine
from unionapp.values import money
from unionapp.values.periods import Month

from ui import tasks
from ui.cases.part import CasePart
from ui.figures.table import FigureRow, FigureTable
from ui.funds.chosen import ChosenPeriod
from ui.funds.tick_table import money_head, words_head
from ui.kit import style
from ui.kit.charts import ShareBars
from ui.kit.plain import Card, label
from ui.session import Session

_LINES = (
    words_head("科目", 16, True),
    words_head("项目", 8),
    money_head("上年决算数"),
    money_head("本年预算数"),
    money_head("比上年增减"),
    words_head("测算依据", 12, True),
)
_DONE = (
    words_head("科目", 10, True),
    *(money_head(word, 6) for word in ("年初预算", "调整", "现行预算", "本月", "本年累计")),
    words_head("执行率", 4),
    money_head("余额", 6),
)


class BudgetLinesPart(CasePart[Budget]):
    """The lines of one version."""

    def __init__(self, session: Session, budget: Budget) -> None:
        super().__init__(session, budget)
        self.table = FigureTable("预算明细")
        self.sums = label("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.sums)
        self.setFocusProxy(self.table)

    def show_case(self, record: Budget) -> None:
        """Read the lines anew."""
        super().show_case(record)
        known = chart.read(record.book)
        lines = budgets.lines_of(record)
        self.table.show_lines(_LINES, [FigureRow(_line(known, line), leads=line.id) for line in lines])
        self.sums.setText("" if lines else "还没有明细。点“编辑”逐行填写，或从 Excel 粘贴。")


def _line(known: Chart, line: BudgetLine) -> tuple[Value, ...]:
    project = line.project.label if line.project is not None else ""
    grown = None if line.last is None else (line.amount or 0) - line.last
    return (f"{line.account} {known.name(line.account)}", project, line.last, line.amount, grown, line.note)


class ExecutionPart(CasePart[Budget]):
    """How far the budget in force was carried out by the end of the chosen month: figures, and a bar per account."""

    def __init__(self, session: Session, budget: Budget) -> None:
        super().__init__(session, budget)
        self.until = QComboBox()
        self.until.setAccessibleName("截至几月")
        self.table = FigureTable("预算执行情况")
        self.used = ShareBars("各科目已用", "%")
        self.until.addItems([f"{month} 月" for month in range(1, 13)])
        spoken = ChosenPeriod.of(session).month
        self.until.setCurrentIndex((spoken.month if spoken.year == budget.year else 12) - 1)
        self._lay_out()
        self.until.activated.connect(lambda: self.show_case(self.record))
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        card = Card("支出已用（占现行预算）")
        card.column.addWidget(self.used)
        card.column.addStretch()
        area = QScrollArea()
        area.setWidget(card)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName("各科目已用")
        split = QSplitter()
        split.addWidget(self.table)
        split.addWidget(area)
        split.setSizes([style.letters(self, 58), style.letters(self, 24)])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        top = QHBoxLayout()
        top.addWidget(QLabel("截至"))
        top.addWidget(self.until)
        top.addWidget(label("只算已记账的凭证", "faint"), 1)
        column.addLayout(top)
        column.addWidget(split, 1)

    def show_case(self, record: Budget) -> None:
        """Read the figures anew, off the GUI thread."""
        super().show_case(record)
        book, year, month = record.book, record.year, self.month
        tasks.look(self, lambda progress: (month, budgets.execution(book, year, month)), self._show)

    @property
    def month(self) -> Month:
        """The month up to which the figures go: at first the chosen one where it lies in the year, else the last."""
        return Month(self.record.year, self.until.currentIndex() + 1)

    def _show(self, found: tuple[Month, list[budgets.ExecutionRow]]) -> None:
        month, rows = found
        if month != self.month:
            return
        self.table.show_lines(_DONE, [FigureRow(_row(row), strong=row.top) for row in rows])
        spending = [row for row in rows if is_spending(row.key) and (row.amount or row.total)]
        self.used.show_shares([(row.label, row.total, row.amount) for row in spending])


def _row(row: budgets.ExecutionRow) -> tuple[Value, ...]:
    label_ = row.label if row.top else f"{row.key} {row.label}"
    rate = "" if row.rate is None else f"{money.show(row.rate)}%"
    return (label_, row.first, row.adjusted or None, row.amount, row.month or None, row.total, rate, row.left)
