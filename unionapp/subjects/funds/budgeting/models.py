"""The rows of budgets: versions and their lines."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.records.record import Record
from unionapp.subjects.funds.books.models import Book, Project
from unionapp.subjects.funds.budgeting.states import BudgetSort, BudgetState


class Budget(Record):
    """预算: one version of a year's budget, first or adjusted, on its way from the draft to the higher union."""

    book = fields.Link("账套", Book, required=True, backref="budgets")
    year = fields.Number("年度", required=True)
    version = fields.Number("版次", required=True, default=1)
    sort = fields.Choice("预算类别", "budget-sort", default=BudgetSort.FIRST)
    state = fields.Choice("进度", "budget-state", default=BudgetState.DRAFT)
    committee_day = fields.Date("委员会审议日期")
    audit_day = fields.Date("经审会审查日期")
    audit_opinion = fields.Text("经审会意见", default="同意", longest=fields.PASSAGE)
    sent_day = fields.Date("上报日期")
    sent_no = fields.Text("上报文号")
    reply_day = fields.Date("批准（备案）日期")
    reply_no = fields.Text("批复文号")
    reason = fields.LongText("编制或调整说明")

    @property
    def label(self) -> str:
        """Which version of which year."""
        word = type(self).sort.codes.label(self.sort)
        return f"{self.book.name if self.book_id else ''}{self.year or '＿'}年{word}（第{self.version or '＿'}版）"


class BudgetLine(Record):
    """预算明细: what a version allows for an account, perhaps of one project."""

    budget = fields.Link("预算", Budget, required=True, backref="entries")
    place = fields.Number("序号", required=True)
    account = fields.Text("科目编号", required=True, names=("科目代码",), width=8)
    account_name = fields.Text("科目名称", names=("项目名称",), width=18)
    project = fields.Link("项目", Project, backref="budget_lines")
    last = fields.Money("上年决算数", adds=False)
    amount = fields.Money("本年预算数", adds=False, required=True, names=("预算数",))
    note = fields.Text("测算依据", names=("说明",), width=20, longest=fields.PASSAGE)

    @property
    def label(self) -> str:
        """Which account."""
        return f"{self.account} {self.account_name}"
