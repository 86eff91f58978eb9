"""The rows of aid by the seasons: a campaign, what it gives, who gets it, applications, sites and job fairs."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.records.record import Record
from unionapp.subjects.funds.books.models import Book, Project
from unionapp.subjects.funds.handouts.models import HandoutLine
from unionapp.subjects.funds.handouts.states import GoodsForm
from unionapp.subjects.members.models import Member
from unionapp.subjects.service.campaigns.states import AidApplicationState, CampaignState
from unionapp.subjects.service.households.models import SECRET, Household
from unionapp.subjects.unions.models import Union


class AidCampaign(Record):
    """帮扶活动: one round of 送岗位, 送清凉, 助学, 送温暖 or 救助, with where its money comes from."""

    type = fields.Choice("类别", "campaign-type", required=True)
    year = fields.Number("年度", required=True)
    title = fields.Text(
        "名称", longest=fields.TITLE, required=True, names=("活动名称",), help="如“2026年元旦春节送温暖”", width=22
    )
    union = fields.Link("主办工会", Union, required=True, names=("工会",), backref="aid_campaigns")
    book = fields.Link("账套", Book, backref="aid_campaigns", help="空着时随项目资金")
    project = fields.Link(
        "项目资金", Project, backref="aid_campaigns", help="用哪一笔钱；同一笔钱一年内不给同一个人两次"
    )
    source = fields.Choice("资金来源", "aid-source")
    document = fields.Text("依据文件", names=("文号",), width=18)
    since = fields.Date("开始日期")
    until = fields.Date("结束日期", help="应在这天以前发完")
    published_from = fields.Date("公示开始日期")
    published_to = fields.Date("公示结束日期")
    form = fields.Choice("发放形式", "goods-form", default=GoodsForm.TRANSFER)
    goods = fields.Text("品名", help="发实物时填，如“米、面、油各一份”")
    handler = fields.Text("经办人")
    approver = fields.Text("批准人")
    approved_on = fields.Date("批准日期")
    extra_costs = fields.Money("运费、横幅等费用")
    state = fields.Choice("进度", "campaign-state", default=CampaignState.PLANNED)
    summary = fields.LongText("总结")
    remark = fields.LongText("备注")


class AidStandard(Record):
    """帮扶标准: what a campaign gives to those of a class, category or school; empty fields fit everybody."""

    campaign = fields.Link("帮扶活动", AidCampaign, required=True, backref="standards", width=20)
    grade = fields.Choice("困难类别", "hardship-class", help="空着不限")
    category = fields.Choice("对象类别", "aid-category", help="空着不限")
    stage = fields.Choice("助学类别", "student-stage", help="空着不限")
    filed = fields.YesNo("已建档", help="空着不限")
    amount = fields.Money("金额", adds=False, required=True, help="发实物的填每份价值")
    goods = fields.Text("品名")
    quantity = fields.Number("数量", default=1)
    remark = fields.Text("依据")

    @property
    def label(self) -> str:
        """Of which campaign, for whom."""
        words = (type(self).grade.codes.label(self.grade), type(self).category.codes.label(self.category))
        return " ".join(word for word in (self.campaign.title if self.campaign_id else "", *words) if word)


class StudentAid(Record):
    """金秋助学申请: a student of a worker's family asking for aid (申请表)."""

    campaign = fields.Link("助学活动", AidCampaign, required=True, backref="students", width=20)
    household = fields.Link("困难家庭", Household, backref="students", help="没有建档的空着")
    member = fields.Link("职工（会员）", Member, backref="student_aids", help="没有建档的填职工")
    parent = fields.Text("职工姓名", required=True)
    union = fields.Link("职工所属工会", Union, backref="student_aids")
    wage = fields.Money("职工月收入", right=SECRET)
    migrant = fields.YesNo("是否农民工")
    on_allowance = fields.YesNo("是否低保")
    name = fields.Name("学生姓名", required=True, names=("姓名",), width=8)
    sex = fields.Choice("性别", "sex")
    nation = fields.Choice("民族", "nation")
    id_number = fields.IdNumber("学生身份证号", names=("身份证号", "身份证号码"), right=SECRET, index=True)
    age = fields.Number("年龄")
    politics = fields.Choice("政治面貌", "politics")
    mobile = fields.Phone("学生手机", names=("手机",), right=SECRET)
    people = fields.Number("家庭人口")
    address = fields.Text("住址", private=True)
    stage = fields.Choice("助学类别", "student-stage", required=True, names=("类别",))
    fresh = fields.YesNo("是否本届")
    score = fields.Text("高考（中考）分数", names=("高考分数", "中考分数"), right=SECRET)
    school = fields.Text("录取院校", names=("学校",), width=16)
    major = fields.Text("专业")
    length = fields.Number("学制（年）")
    batch = fields.Text("录取批次", names=("批次",))
    enrolled = fields.MonthText("录取时间")
    graduates = fields.MonthText("毕业时间")
    fees = fields.Money("学杂费（一年）", names=("学杂费",), right=SECRET)
    loan = fields.Money("助学贷款", right=SECRET, help="没有的空着")
    excluded = fields.YesNo("军校、免费师范、高收费私立或自费留学", default=False)
    cause = fields.Choice("致困原因", "hardship-cause")
    promised = fields.YesNo("承诺未获其他资助并签字")
    received = fields.Date("申请日期", required=True)
    unit_opinion = fields.Text("单位工会意见")
    upper_opinion = fields.Text("上级工会意见")
    county_opinion = fields.Text("县总工会意见")
    state = fields.Choice("申请进度", "aid-application-state", default=AidApplicationState.RECEIVED)
    scan = fields.Attachment("录取通知书等", right=SECRET)
    remark = fields.Text("备注")


class MedicalAid(Record):
    """医疗救助申请: a worker or somebody of the family who is ill (申请表)."""

    campaign = fields.Link("救助活动", AidCampaign, required=True, backref="patients", width=20)
    household = fields.Link("困难家庭", Household, backref="patients", help="没有建档的空着")
    member = fields.Link("职工（会员）", Member, backref="medical_aids", help="没有建档的填职工")
    worker = fields.Text("职工姓名", required=True)
    union = fields.Link("职工所属工会", Union, backref="medical_aids")
    name = fields.Name("患者姓名", required=True, names=("姓名",), width=8)
    relation = fields.Text("与职工关系", help="本人患病填“本人”")
    sex = fields.Choice("性别", "sex")
    age = fields.Number("年龄")
    id_number = fields.IdNumber("患者身份证号", names=("身份证号", "身份证号码"), right=SECRET, index=True)
    illness = fields.Text("病种", right=SECRET)
    own_costs = fields.Money("近一年个人实际支出", right=SECRET, help="申请日前一年")
    stays = fields.Number("住院次数", right=SECRET)
    unit_aid = fields.Money("单位救助金额", right=SECRET)
    social_aid = fields.Money("社会救助金额", right=SECRET)
    treatment = fields.LongText("治疗情况", longest=fields.BOX, right=SECRET)
    story = fields.LongText("困难原因", longest=fields.BOX, right=SECRET)
    received = fields.Date("申请日期", required=True)
    unit_opinion = fields.Text("单位工会意见")
    upper_opinion = fields.Text("上级工会意见")
    county_opinion = fields.Text("县总工会意见")
    state = fields.Choice("申请进度", "aid-application-state", default=AidApplicationState.RECEIVED)
    scan = fields.Attachment("诊断和票据", right=SECRET)
    remark = fields.Text("备注")


class AidRecipient(Record):
    """帮扶对象: one person or family that a campaign gives to, from the choice to the line of the handout."""

    campaign = fields.Link("帮扶活动", AidCampaign, required=True, backref="recipients", width=20)
    household = fields.Link("困难家庭", Household, backref="aid_received", help="已建档的选困难家庭")
    member = fields.Link("会员", Member, backref="aid_received", help="没有建档的会员在这里选")
    student = fields.Link("助学申请", StudentAid, backref="recipients")
    medical = fields.Link("救助申请", MedicalAid, backref="recipients")
    name = fields.Name("姓名", required=True, names=("慰问对象",), index=True, width=8)
    id_number = fields.IdNumber("证件号码", names=("身份证号", "身份证号码"), index=True)
    union = fields.Link("所属工会", Union, names=("单位", "工会"), backref="aid_recipients", width=20)
    phone = fields.Phone("联系电话", names=("手机", "移动电话"))
    category = fields.Choice("对象类别", "aid-category", names=("类别",))
    grade = fields.Choice("困难类别", "hardship-class")
    standard = fields.Money("标准金额", help="按帮扶标准带出")
    amount = fields.Money("金额", required=True, names=("慰问金", "救助金额"), help="空着时按标准填；实物填价值")
    goods = fields.Text("品名", names=("慰问品",))
    quantity = fields.Number("数量", default=1)
    again = fields.Text("重复救助说明", help="同一笔钱一年内再次给同一个人的依据")
    line = fields.Link("发放记录", HandoutLine, backref="aid_recipients", help="发放时由程序填")
    remark = fields.Text("备注")


class AidSite(Record):
    """送清凉点: a place of work that was visited, and what was brought."""

    campaign = fields.Link("送清凉活动", AidCampaign, required=True, backref="sites", width=20)
    name = fields.Name("慰问点", required=True, names=("单位", "工地"), width=18, longest=fields.TITLE)
    union = fields.Link("所属工会", Union, backref="aid_sites")
    route = fields.Text("路线（组）")
    day = fields.Date("日期", required=True)
    people = fields.Number("人数", required=True)
    goods = fields.Text("物资", width=16)
    quantity = fields.Number("数量")
    price = fields.Money("单价")
    amount = fields.Money("金额", help="空着时按数量乘单价")
    leader = fields.Text("带队领导")
    signer = fields.Text("签收人")
    phone = fields.Phone("签收人电话", names=("电话",))
    photo = fields.Photo("照片")
    line = fields.Link("发放记录", HandoutLine, backref="aid_sites", help="发放时由程序填")
    remark = fields.Text("备注")


class JobFair(Record):
    """招聘会: a job fair of 春送岗位, in figures."""

    campaign = fields.Link("送岗位活动", AidCampaign, required=True, backref="fairs", width=20)
    title = fields.Text("名称", longest=fields.TITLE, required=True, width=20)
    day = fields.Date("日期", required=True)
    place = fields.Text("地点")
    units = fields.Number("参加单位数")
    posts = fields.Number("提供岗位数")
    attendance = fields.Number("求职人次")
    intentions = fields.Number("达成意向人数")
    hired = fields.Number("实际录用人数")
    advice = fields.Number("政策咨询人次")
    remark = fields.LongText("备注")
