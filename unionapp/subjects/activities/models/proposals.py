"""The rows of 合理化建议: who proposed what, and what came of it."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.records.record import Record
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.models.states import ProposalState
from unionapp.subjects.members.models import Member
from unionapp.subjects.unions.models import Union


class Proposal(Record):
    """合理化建议: one proposal of a worker, adopted or not, carried out, its benefit and its reward."""

    day = fields.Date("提出日期", required=True, names=("日期",), index=True)
    member = fields.Link("会员", Member, backref="proposals", help="输入姓名、拼音首字母或证件号查找")
    name = fields.Name("建议人", required=True, names=("姓名", "提出人"))
    union = fields.Link("所属工会", Union, names=("工会",), backref="proposals", width=18)
    unit = fields.Text("部门（班组）", names=("部门", "班组"))
    title = fields.Text("建议题目", required=True, names=("题目", "建议名称"), width=20)
    content = fields.LongText("建议内容", names=("内容",))
    activity = fields.Link("征集活动", Activity, backref="proposals", help="在竞赛或征集活动中提出的填")
    state = fields.Choice("处理结果", "proposal-state", default=ProposalState.RECEIVED, names=("是否采纳", "采纳"))
    answered = fields.Date("答复日期")
    answer = fields.Text("答复意见", longest=fields.PASSAGE)
    done = fields.Date("实施日期")
    handler = fields.Text("实施单位（人）")
    benefit = fields.Money("产生效益", names=("经济效益",), help="能计算的年经济效益")
    effect = fields.Text("实施效果", longest=fields.PASSAGE)
    reward = fields.Money("奖励金额", names=("奖励",))
    remark = fields.Text("备注")
