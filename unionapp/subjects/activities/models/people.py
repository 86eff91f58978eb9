"""The rows of those who take part in activities: participants, and their results in the events of a competition."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.records.record import Record
from unionapp.subjects.activities.models.activities import Activity, ActivityEvent
from unionapp.subjects.members.models import Member
from unionapp.subjects.unions.models import Union


class Participant(Record):
    """参加人: one person in one activity, member or not: signed up, came, got what, learnt how much."""

    activity = fields.Link("活动", Activity, required=True, names=("活动名称",), backref="participants", width=20)
    member = fields.Link("会员", Member, backref="activities", help="输入姓名、拼音首字母或证件号查找；不是会员的空着")
    name = fields.Name("姓名", required=True, names=("参加人", "参加人姓名"), width=8)
    sex = fields.Choice("性别", "sex", width=4)
    union = fields.Link("所属工会", Union, names=("工会",), backref="participants", width=20)
    unit = fields.Text("工作单位", names=("单位",), help="不是会员的填", width=16)
    phone = fields.Phone("联系电话", names=("手机", "手机号", "移动电话", "电话"), width=12)
    id_number = fields.IdNumber("证件号码", names=("身份证号", "身份证号码"), help="集中入会时要填", width=19)
    group = fields.Choice("所属群体", "member-group", names=("群体",), column_name="grp", width=10)
    team = fields.Text("代表队", names=("队名",))
    signed_up = fields.YesNo("已报名", names=("报名",), default=True)
    present = fields.YesNo("已到场", names=("到场", "签到"), default=False)
    signed_in = fields.Text("签到时间", help="如 08:45", width=6)
    level = fields.Choice(
        "获奖等次", "prize-level", names=("奖级", "奖项", "获奖"), help="比赛的名次奖登记在“参赛成绩”"
    )
    award = fields.Text("获奖名称", help="证书上的写法，如“优秀组织奖”")
    goods = fields.Text("领取物品", names=("奖品", "物品", "纪念品"), width=12)
    quantity = fields.Number("数量")
    amount = fields.Money("金额", names=("价值",), help="所领物品的价值")
    received = fields.YesNo("已签领", names=("签领",), default=False)
    hours = fields.Number("学时", names=("课时",))
    score = fields.Text("成绩", names=("得分",), help="如 95.5；培训考核成绩。比赛成绩登记在“参赛成绩”", width=6)
    certificate = fields.Text("证书号", names=("证书编号",))
    remark = fields.Text("备注")


class EventResult(Record):
    """参赛成绩: what a participant reached in an event; places are reckoned, never typed."""

    event = fields.Link("比赛项目", ActivityEvent, required=True, names=("项目",), backref="results", width=14)
    participant = fields.Link("参赛人", Participant, required=True, names=("姓名",), backref="results", width=8)
    score = fields.Text("成绩", names=("得分", "用时"), help="如 95.5 或 1:02.35（分:秒）；空着表示未参赛", width=8)
    promoted = fields.YesNo("晋级", default=False)
    level = fields.Choice("获奖等次", "prize-level", names=("奖级", "奖项"), help="点“评奖”按名次和名额填好，可以修改")
    goods = fields.Text("奖品", names=("领取物品",), width=12)
    amount = fields.Money("金额", names=("价值",), help="奖品的价值")
    received = fields.YesNo("已签领", default=False)
    remark = fields.Text("备注", help="如 弃权、犯规")

    @property
    def label(self) -> str:
        """Who, in what."""
        who = self.participant.name if self.participant_id else ""
        return f"{who} {self.event.title if self.event_id else ''}".strip()
