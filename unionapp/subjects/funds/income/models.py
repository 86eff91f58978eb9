"""The rows of what is paid in: dues of members and the employers' contributions."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.records.record import Record
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.income.states import ContributionWay
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.members.models import Member
from unionapp.subjects.unions.models import Union


class Due(Record):
    """会费: dues of a month, paid by one member or by a unit for its members."""

    book = fields.Link("账套", Book, required=True, backref="dues")
    union = fields.Link("工会", Union, required=True, names=("单位", "所属工会"), backref="dues")
    member = fields.Link("会员", Member, backref="dues", help="按单位汇总收的空着")
    month = fields.MonthText("月份", required=True, names=("所属月份",), index=True)
    people = fields.Number("人数", help="按单位收的空着就数名册")
    wage = fields.Money("月工资", private=True, help="计算会费用的工资收入")
    due = fields.Money("应交", help="月工资尾数不足 10 元不计，按 0.5% 计算")
    paid = fields.Money("实交")
    day = fields.Date("交纳日期")
    voucher = fields.Link("记账凭证", Voucher, backref="dues")
    remark = fields.Text("备注")

    @property
    def label(self) -> str:
        """Whose dues of which month."""
        whose = self.member.name if self.member else self.union.name if self.union else ""
        return f"{whose} {self.month}"


class Contribution(Record):
    """拨缴经费: what an employer owes and paid for a month or more (《工会法》第四十三条: 2 % of all wages)."""

    book = fields.Link("账套", Book, required=True, backref="contributions")
    union = fields.Link("缴费单位工会", Union, names=("工会", "所属工会"), backref="contributions")
    unit = fields.Text("缴费单位", names=("单位名称", "企业名称"), help="没有建会的单位填全称", width=20)
    month = fields.MonthText("所属月份", required=True, names=("费款所属期", "月份"), index=True)
    workers = fields.Number("职工人数")
    wages = fields.Money("工资总额", private=True)
    due = fields.Money("应缴")
    paid = fields.Money("实缴")
    day = fields.Date("到账日期")
    way = fields.Choice("收缴方式", "contribution-way", default=ContributionWay.OWN)
    kept = fields.Money("本级留成")
    upward = fields.Money("上缴上级")
    downward = fields.Money("返还下级")
    founding = fields.YesNo("建会筹备金", default=False)
    passed_up = fields.Date("上缴日期")
    passed_down = fields.Date("返还日期")
    voucher = fields.Link("记账凭证", Voucher, backref="contributions")
    remark = fields.Text("备注")

    @property
    def label(self) -> str:
        """Who paid for which month."""
        return f"{self.union.name if self.union else self.unit} {self.month}"
