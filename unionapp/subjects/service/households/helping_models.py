"""The rows of helping one family: plan, measures, visits and half-yearly reviews (一户一计划、一户一措施)."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.records.record import Record
from unionapp.subjects.funds.handouts.models import HandoutLine
from unionapp.subjects.service.households.models import SECRET, Household
from unionapp.subjects.service.households.states import ReviewResult


class AidPlan(Record):
    """帮扶计划: what a family needs and what shall be reached in a year."""

    household = fields.Link("困难家庭", Household, required=True, backref="plans")
    year = fields.Number("年度", required=True)
    needs = fields.Choices("帮扶需求", "aid-need")
    goal = fields.LongText("帮扶目标", longest=fields.BOX)
    steps = fields.LongText("帮扶措施", longest=fields.BOX, help="准备怎么做、什么时候做")
    leader = fields.Text("帮扶责任人")
    since = fields.Date("开始日期")
    until = fields.Date("结束日期")
    outcome = fields.LongText("年终完成情况", longest=fields.BOX)
    remark = fields.Text("备注")

    @property
    def label(self) -> str:
        """Whose plan of which year."""
        return f"{self.household.name if self.household_id else ''}{self.year or '＿'}年帮扶计划"


class AidMeasure(Record):
    """帮扶措施: one thing done for a family; money that a handout paid follows the handout's line."""

    household = fields.Link("困难家庭", Household, required=True, backref="measures")
    day = fields.Date("日期", required=True, index=True)
    type = fields.Choice("措施类别", "aid-measure", required=True)
    content = fields.Text("内容", required=True, width=20)
    amount = fields.Money("金额", help="实物填价值")
    goods = fields.Text("实物名称")
    quantity = fields.Number("数量")
    source = fields.Choice("资金来源", "aid-source")
    line = fields.Link("发放记录", HandoutLine, backref="measures", help="随发放一起登记的由程序填")
    by = fields.Text("经办人")
    effect = fields.Text("成效")
    scan = fields.Attachment("签收单或材料")
    remark = fields.Text("备注")

    @property
    def label(self) -> str:
        """For whom what was done."""
        return f"{self.household.name if self.household_id else ''} {self.content}".strip()


class Visit(Record):
    """走访记录: a visit to a family, who went and what was found."""

    household = fields.Link("困难家庭", Household, required=True, backref="visits")
    day = fields.Date("日期", required=True, index=True)
    visitors = fields.Text("走访人", required=True)
    situation = fields.LongText("家庭情况", right=SECRET)
    requests = fields.LongText("反映的问题和需求")
    answer = fields.LongText("答复和处理")
    photo = fields.Photo("照片", right=SECRET)
    remark = fields.Text("备注")

    class Meta:
        table_name = "household_visit"

    @property
    def label(self) -> str:
        """Whose visit on which day."""
        return f"{self.household.name if self.household_id else ''} {self.day.isoformat() if self.day else ''}".strip()


class HouseholdReview(Record):
    """动态复核: the half-yearly look at a family's means, and what follows from it."""

    household = fields.Link("困难家庭", Household, required=True, backref="reviews")
    day = fields.Date("复核日期", required=True, index=True)
    by = fields.Text("复核人")
    income = fields.Money("家庭年度总收入", right=SECRET, help="近十二个月的可支配收入")
    fixed_costs = fields.Money("家庭年度刚性支出", right=SECRET)
    sudden_costs = fields.Money("年度致困费用", right=SECRET)
    people = fields.Number("家庭人口")
    per_head = fields.Money("家庭月人均收入", right=SECRET, help="由年度总收入和人口推算")
    allowance = fields.Money("采用的低保标准", adds=False, help="按复核日期从低保标准带出并留存")
    allowance_day = fields.Date("低保标准取用日")
    degree = fields.Choice("按公式应为", "hardship-class")
    result = fields.Choice("复核结果", "review-result", required=True, default=ReviewResult.KEEP)
    next_due = fields.Date("下次复核日期", help="空着时按复核间隔推算")
    remark = fields.LongText("说明")

    @property
    def label(self) -> str:
        """Whose review on which day."""
        return f"{self.household.name if self.household_id else ''} {self.day.isoformat() if self.day else ''}".strip()
