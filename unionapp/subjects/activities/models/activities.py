"""The rows of an activity itself: the activity, its money, its prizes, its lessons and its photos."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.records.record import Record
from unionapp.subjects.activities.models.states import ActivityCostSort, ActivityLevel, ActivityState, ScoreBetter
from unionapp.subjects.funds.books.models import Book, Project
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.unions.models import Union


class Activity(Record):
    """活动: one activity of one union, from the plan to the archive."""

    number = fields.Text("活动编号", names=("编号",), help="年-序，如 2026-001；空着自动编号", width=9)
    title = fields.Text(
        "活动名称", required=True, names=("名称",), help="如“青石镇第三届职工运动会”", width=24, longest=fields.TITLE
    )
    type = fields.Choice("活动类型", "activity-type", required=True, names=("类型", "类别"), width=10)
    theme = fields.Text("活动主题", names=("主题",), width=20)
    level = fields.Choice("活动级别", "activity-level", default=ActivityLevel.TOWNSHIP)
    union = fields.Link("主办工会", Union, required=True, names=("主办单位",), backref="activities", width=20)
    co_organisers = fields.Text("协办单位", names=("承办单位",), help="用顿号隔开", width=20)
    partners = fields.Text("联办单位", help="与党政、企业、村居等共同举办时填，用顿号隔开", width=20)
    groups = fields.Choices("面向群体", "member-group", names=("所属群体",))
    audience = fields.Text("面向对象", help="如“全镇女职工”；面向某个群体的填上一栏")
    place = fields.Text("活动地点", names=("地点",), width=14)
    day = fields.Date("活动日期", required=True, names=("日期", "开始日期"), index=True)
    until = fields.Date("结束日期", help="一天办完的空着")
    begins = fields.Text("开始时间", help="如 09:00", width=6)
    ends = fields.Text("结束时间", help="如 17:30", width=6)
    planned_people = fields.Number("计划人数")
    counted_people = fields.Number("到场人数", help="没有逐人登记的活动（如街头宣传）填；登记了参加人的由名单统计")
    leader = fields.Text("负责人", names=("活动负责人",))
    phone = fields.Phone("联系电话", names=("电话",), private=False)
    without = fields.Choices("不需要的环节", "activity-stage", help="本次活动确实不用办的环节，如内部会议不用报名")
    book = fields.Link("账套", Book, backref="activities", help="活动开支记在哪个账套")
    project = fields.Link("经费项目", Project, backref="activities", help="专项资金开支的填")
    source = fields.Choice("资金来源", "money-source")
    plan = fields.LongText("活动方案", longest=fields.ESSAY, help="目的、内容、步骤、组织分工")
    plan_file = fields.Attachment("方案附件")
    safety = fields.LongText("安全预案", longest=fields.ESSAY, help="安全负责人、交通、医疗、保险、应急措施")
    trip = fields.YesNo("春秋游", default=False, help="组织会员春游、秋游的选“是”")
    same_day = fields.YesNo("当日往返", help="春秋游必须当日往返")
    allowed_place = fields.YesNo("已核对不是禁去景区", help="春秋游不得到明令禁止的风景名胜区")
    approver = fields.Text("审批人")
    approved = fields.Date("审批日期")
    opinion = fields.Text("审批意见", longest=fields.PASSAGE)
    notice_day = fields.Date("通知日期")
    notice = fields.LongText("通知内容")
    sign_up_until = fields.Date("报名截止日期")
    sign_in_file = fields.Attachment("签到表扫描件")
    summary = fields.LongText("活动总结", longest=fields.ESSAY)
    summary_day = fields.Date("总结日期")
    summary_file = fields.Attachment("总结附件")
    satisfied = fields.Number("满意（票）", names=("满意",))
    mostly_satisfied = fields.Number("基本满意（票）", names=("基本满意",))
    dissatisfied = fields.Number("不满意（票）", names=("不满意",))
    suggestions = fields.LongText("意见建议", longest=fields.ESSAY)
    improved = fields.LongText("整改落实情况", longest=fields.ESSAY)
    archived = fields.Date("归档日期")
    archive_box = fields.Text("档案盒号")
    cancelled = fields.Date("取消日期")
    cancel_reason = fields.Text("取消原因", longest=fields.PASSAGE)
    state = fields.Choice("进度", "activity-state", default=ActivityState.PLANNED, help="由登记的内容推算", width=8)
    remark = fields.LongText("备注")


class ActivityEvent(Record):
    """比赛项目: an event of a competition, or a trade (工种) of a skills contest."""

    activity = fields.Link("活动", Activity, required=True, backref="events", width=20)
    place = fields.Number("次序")
    title = fields.Text("项目", required=True, names=("项目（工种）", "工种", "比赛项目"), width=14)
    better = fields.Choice(
        "成绩以", "score-better", required=True, default=ScoreBetter.HIGH, help="得分以高为优，用时以少为优"
    )
    unit = fields.Text("计量单位", help="如 分、秒、米")
    measures = fields.LongText("量化指标", help="评分标准或竞赛指标")
    referee = fields.Text("裁判（评委）")
    promoted = fields.Number("晋级人数")
    remark = fields.Text("备注")


class ActivityPrize(Record):
    """奖项: how many prizes of a level there are, what each is and what it costs."""

    activity = fields.Link("活动", Activity, required=True, backref="prizes", width=20)
    event = fields.Link("比赛项目", ActivityEvent, backref="prizes", help="只用于某一项目的奖项填；空着各项目都用")
    place = fields.Number("次序", help="从最高的奖排起")
    level = fields.Choice("奖级", "prize-level", required=True, names=("奖项", "等次"))
    team = fields.YesNo("团体奖", default=False)
    goods = fields.Text("奖品", names=("品名", "物品"), width=14)
    quantity = fields.Number("名额", required=True, names=("数量",), help="这一奖级评多少名")
    price = fields.Money("单价", adds=False, names=("每份金额",))
    remark = fields.Text("备注")

    @property
    def label(self) -> str:
        """Which level, and what is given."""
        return f"{type(self).level.codes.label(self.level)} {self.goods}".strip()


class ActivityCost(Record):
    """经费明细: one line of the budget of an activity and what it came to, with the voucher that paid it."""

    activity = fields.Link("活动", Activity, required=True, backref="costs", width=20)
    place = fields.Number("次序")
    sort = fields.Choice("开支类别", "activity-cost", required=True, default=ActivityCostSort.OTHER, names=("类别",))
    item = fields.Text("开支内容", required=True, names=("项目", "内容"), width=16)
    unit = fields.Text("单位", names=("计量单位",), width=4)
    planned_quantity = fields.Number("预算数量")
    planned_price = fields.Money("预算单价")
    planned_amount = fields.Money("预算金额", help="空着由数量和单价算出")
    quantity = fields.Number("实际数量", names=("数量",))
    price = fields.Money("实际单价", names=("单价",))
    amount = fields.Money("实际金额", names=("金额",), help="空着由数量和单价算出")
    voucher = fields.Link("记账凭证", Voucher, backref="activity_costs")
    supplier = fields.Text("收款单位")
    remark = fields.Text("备注")

    @property
    def label(self) -> str:
        """What the money is for."""
        return str(self.item)


class ActivityLesson(Record):
    """培训课程: one course of a training, its hours and its lecturer."""

    activity = fields.Link("活动", Activity, required=True, backref="lessons", width=20)
    day = fields.Date("上课日期", names=("日期",))
    begins = fields.Text("上课时间", help="如 09:00", width=6)
    title = fields.Text("课程", required=True, names=("课程名称",), width=18)
    hours = fields.Number("课时", required=True, names=("学时",))
    lecturer = fields.Text("讲师", names=("授课人", "授课教师"))
    lecturer_unit = fields.Text("讲师单位及职务", width=14)
    place = fields.Text("上课地点")
    remark = fields.Text("备注")


class ActivityPhoto(Record):
    """活动照片: a picture of an activity with its caption, in the order in which it is pasted up."""

    activity = fields.Link("活动", Activity, required=True, backref="photos", width=20)
    place = fields.Number("次序")
    photo = fields.Photo("照片", required=True)
    caption = fields.Text("说明", names=("照片说明",), width=20)
    day = fields.Date("拍摄日期")
    remark = fields.Text("备注")

    @property
    def label(self) -> str:
        """Its caption, else its place."""
        return self.caption or f"第 {self.place or '＿'} 张"
