"""The rows of 双联 and 蹲点: who is linked to whom, visits, monthly reports, and the log of staying at a place."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.records.record import Record
from unionapp.subjects.members.models import Cadre
from unionapp.subjects.relations.states import LinkMode
from unionapp.subjects.service.households.models import Household
from unionapp.subjects.unions.models import CoveredUnit, Union


class LinkPair(Record):
    """双联结对: a cadre or unit linked to a union, an enterprise or a family (单位联企业、干部联职工)."""

    cadre = fields.Link("联系干部", Cadre, backref="links", help="干部名册里没有的直接填姓名")
    name = fields.Name("联系人", required=True, names=("联系人姓名", "干部姓名"), index=True, width=8)
    office = fields.Text("联系人单位及职务", names=("联系单位",), width=16)
    phone = fields.Phone("联系电话", names=("电话",), private=False)
    mode = fields.Choice("结对方式", "link-mode", default=LinkMode.ONE)
    union = fields.Link("联系的工会", Union, names=("工会",), backref="links", width=18)
    unit = fields.Link("联系的企业", CoveredUnit, names=("企业",), backref="links", width=18)
    household = fields.Link("联系的困难家庭", Household, names=("困难家庭", "困难职工"), backref="links")
    since = fields.Date("结对日期", required=True)
    until = fields.Date("结束日期", help="还在联系的空着")
    task = fields.LongText("任务")
    document = fields.Text("依据文件")
    remark = fields.LongText("备注")

    @property
    def label(self) -> str:
        """Who is linked to whom."""
        return f"{self.name}联{self.target}"

    @property
    def target(self) -> str:
        """The union, enterprise or family at the other end; empty where none is chosen."""
        for link in ("household", "unit", "union"):
            if self.__data__.get(link):
                return str(getattr(self, link).label)
        return ""


class LinkVisit(Record):
    """双联走访: a visit within a pair, what problem was raised and whether it is solved."""

    pair = fields.Link("结对", LinkPair, required=True, backref="visits", width=20)
    day = fields.Date("日期", required=True, index=True)
    visitors = fields.Text("走访人")
    situation = fields.LongText("走访情况")
    problem = fields.LongText("反映的问题", help="没有问题的空着；几个问题分几条登记")
    solver = fields.Text("解决责任人")
    due = fields.Date("解决期限")
    solved_on = fields.Date("解决日期")
    how = fields.LongText("解决办法和结果")
    remark = fields.Text("备注")

    @property
    def label(self) -> str:
        """Whose visit on which day."""
        return f"{self.pair.label if self.pair_id else ''} {self.day.isoformat() if self.day else ''}".strip()


class LinkReport(Record):
    """双联月汇报: what was done within a pair in a month (一月一汇报)."""

    pair = fields.Link("结对", LinkPair, required=True, backref="reports", width=20)
    month = fields.MonthText("月份", required=True, index=True)
    day = fields.Date("上报日期", required=True)
    work = fields.LongText("本月工作", longest=fields.BOX, required=True)
    problems = fields.LongText("发现的问题", longest=fields.BOX)
    solved = fields.LongText("解决的问题", longest=fields.BOX)
    plan = fields.LongText("下月打算", longest=fields.BOX)
    by = fields.Text("填报人")
    remark = fields.Text("备注")

    @property
    def label(self) -> str:
        """Whose report of which month."""
        return f"{self.pair.label if self.pair_id else ''} {self.month}".strip()


class StayLog(Record):
    """蹲点日志: a day of a cadre at the contact point (基层联系点)."""

    cadre = fields.Link("蹲点干部", Cadre, backref="stays", help="干部名册里没有的直接填姓名")
    name = fields.Name("姓名", required=True, names=("蹲点人",), width=8)
    union = fields.Link("联系点工会", Union, names=("工会",), backref="stays", width=18)
    point = fields.Text("联系点", required=True, help="企业、村、园区等的名称", width=16)
    since = fields.Date("蹲点开始")
    until = fields.Date("蹲点结束")
    day = fields.Date("日期", required=True, index=True)
    diary = fields.LongText("蹲点记录", required=True)
    talked = fields.Number("访谈人数")
    problem = fields.LongText("发现的问题")
    solved_on = fields.Date("解决日期")
    how = fields.LongText("解决办法和结果")
    remark = fields.Text("备注")

    @property
    def label(self) -> str:
        """Who stayed where on which day."""
        return f"{self.name} {self.point} {self.day.isoformat() if self.day else ''}".strip()
