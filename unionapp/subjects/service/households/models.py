"""The rows of families in hardship: the local 低保 amount, the file, its persons, papers and consents."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.records.record import Record
from unionapp.subjects.members.models import Cadre, Member
from unionapp.subjects.service.households.states import HardshipScheme, HouseholdState
from unionapp.subjects.unions.models import Union

SECRET = "private"
"""The right that seeing health, income and accounts of families takes (个人信息保护法 28: 敏感个人信息)."""


class Allowance(Record):
    """低保标准: what a head gets a month in a place, from a day on, with the document it comes from."""

    region = fields.Text("地区", required=True, default="本地", width=8)
    since = fields.Date("施行日期", required=True)
    amount = fields.Money("标准（元/人·月）", adds=False, required=True, names=("低保标准", "标准"))
    document = fields.Text("依据文件", width=20)
    remark = fields.Text("备注")

    @property
    def label(self) -> str:
        """Where and from when."""
        return f"{self.region} {self.since.isoformat() if self.since else ''}".strip()


class Household(Record):
    """困难职工家庭: one file for one family, named after the worker who holds it."""

    number = fields.Text("档案编号", help="空着时自动编号：年-序")
    member = fields.Link("会员", Member, backref="households", help="输入姓名、拼音首字母或证件号查找；不是会员的空着")
    name = fields.Name("姓名", required=True, names=("户主姓名", "职工姓名"), index=True, width=8)
    sex = fields.Choice("性别", "sex", width=4)
    nation = fields.Choice("民族", "nation", width=6)
    politics = fields.Choice("政治面貌", "politics")
    id_number = fields.IdNumber("身份证号", names=("证件号码", "身份证号码", "公民身份号码"), index=True)
    birth = fields.KnownDate("出生日期", past=fields.WORKING_AGE)
    mobile = fields.Phone("手机", names=("移动电话", "联系电话", "手机号"))
    other_contact = fields.Text("其他联系", names=("其他联系方式",), private=True)
    postcode = fields.Text("邮编")
    address = fields.Text("家庭住址", names=("住址",), private=True, width=20)
    residence = fields.Text("户口所在地行政区划", names=("户口所在地",), help="填到街道、乡镇")
    register = fields.Choice("户口类型", "family-register")
    marriage = fields.Choice("婚姻", "family-marriage", names=("婚姻状况",))
    single_parent = fields.YesNo("是否单亲")
    health = fields.Choice("健康状况", "health-state", right=SECRET)
    disability = fields.Choice("残疾类别", "disability", right=SECRET)
    disability_level = fields.Choice("残疾等级", "disability-level", right=SECRET)

    union = fields.Link("建档工会", Union, required=True, names=("所属工会", "工会"), backref="households", width=20)
    employer = fields.Text("工作单位", width=20)
    employer_nature = fields.Choice("单位性质", "employer-nature")
    employer_state = fields.Choice("企业状况", "employer-state")
    industry = fields.Choice("所属行业", "industry")
    work_state = fields.Choice("工作状态", "work-state")
    model = fields.Choice("劳模类型", "model-worker")
    worked_since = fields.KnownDate("工作时间", names=("参加工作时间", "参加工作日期"))
    contract_from = fields.Date("劳动合同开始")
    contract_until = fields.Date("劳动合同结束", help="无固定期限的空着")
    contract_term = fields.Choice("劳动合同期限", "contract-term")
    card = fields.Text("会员服务卡号", private=True)
    migrant = fields.YesNo("是否农民工", help="长期在城市居住的农民工")

    housing = fields.Choice("住房类型", "housing")
    floor_area = fields.Choice("建筑面积", "floor-area")
    homes = fields.Number("住房套数")
    insurance = fields.Choice("医保状况", "medical-insurance")
    able = fields.YesNo("有无自救能力")
    jobless_family = fields.YesNo("是否零就业家庭")
    on_allowance = fields.YesNo("是否低保户", names=("是否低保",))

    own_income = fields.Money("本人月平均收入", right=SECRET)
    other_income = fields.Money("家庭其他非薪资年收入", right=SECRET)
    income = fields.Money("家庭年度总收入", right=SECRET, help="共同生活的家庭成员一年的可支配收入")
    fixed_costs = fields.Money("家庭年度刚性支出", right=SECRET, help="医疗、教育、住房等必需支出，一年合计")
    sudden_costs = fields.Money("年度致困费用", right=SECRET, help="因突发事件、伤病自付的费用，一年合计；意外致困时填")
    people = fields.Number("家庭人口", names=("共同生活人口", "家庭人口数", "家庭人数"))
    per_head = fields.Money(
        "家庭月人均收入",
        right=SECRET,
        names=("月人均收入", "人均月收入", "家庭人均月收入"),
        help="由年度总收入和人口推算，舍去不足一分的部分",
    )

    scheme = fields.Choice("困难标准", "hardship-scheme", default=HardshipScheme.OF_2020)
    assessed_on = fields.Date("核定日期", help="按这一天的低保标准核定")
    region = fields.Text("低保标准地区", default="本地")
    allowance = fields.Money("采用的低保标准", adds=False, help="按核定日期从低保标准带出并留存，以后标准变动也不变")
    allowance_day = fields.Date("低保标准取用日")
    degree = fields.Choice("按公式应为", "hardship-class", help="由收入、刚性支出、人口和低保标准推算")
    grade = fields.Choice("困难类别", "hardship-class", help="空着时按公式填")
    cause = fields.Choice("主要致困原因", "hardship-cause", names=("致困原因", "困难原因"))
    other_causes = fields.Choices("次要致困原因", "hardship-cause", help="不超过三项")
    groups = fields.Choices("重点帮扶群体", "hardship-group")
    story = fields.LongText("困难情况", longest=fields.BOX, right=SECRET)
    exclusions = fields.Choices("不得建档的情形", "hardship-exclusion")
    excused = fields.Text("例外说明", help="有不得建档的情形而仍建档的依据")

    bank = fields.Text("开户银行", right=SECRET)
    branch = fields.Text("开户支行", right=SECRET)
    account = fields.Text("银行卡号", right=SECRET)

    applied_on = fields.Date("申请日期")
    promised = fields.YesNo("本人承诺已签字")
    surveyed_on = fields.Date("入户核查日期")
    surveyors = fields.Text("核查人")
    published_from = fields.Date("公示开始日期")
    published_to = fields.Date("公示结束日期")
    objections = fields.Text("公示结果", help="如“无异议”")
    unit_day = fields.Date("基层工会审核日期")
    unit_by = fields.Text("基层工会审核人")
    unit_opinion = fields.Text("基层工会意见")
    upper_day = fields.Date("上级工会审核日期")
    upper_by = fields.Text("上级工会审核人")
    upper_opinion = fields.Text("上级工会意见")
    county_day = fields.Date("县总工会审批日期")
    county_by = fields.Text("县总工会审批人")
    county_opinion = fields.Text("县总工会意见")
    refused = fields.YesNo("不予建档", default=False)
    filed_on = fields.Date("建档日期")
    filer = fields.Text("建档人")
    checker = fields.Text("审核人")
    typist = fields.Text("录入人")

    contact = fields.Link("帮扶联系人", Cadre, backref="households")
    contact_name = fields.Text("联系人姓名", help="联系人不在干部名册里的直接填")
    contact_phone = fields.Phone("联系人电话", private=False)
    left_on = fields.Date("退档日期")
    leave_reason = fields.Choice("退档原因", "leave-reason")
    leave_approver = fields.Text("退档批准人")
    state = fields.Choice(
        "进度", "household-state", default=HouseholdState.APPLIED, index=True, help="由上面的日期推算"
    )
    remark = fields.LongText("备注")


class FamilyMember(Record):
    """家庭成员: who lives with the holder of a file."""

    household = fields.Link("困难家庭", Household, required=True, names=("户主", "户主姓名"), backref="family")
    name = fields.Name("姓名", required=True, width=8)
    relation = fields.Choice("与户主关系", "family-relation", required=True, names=("关系",))
    sex = fields.Choice("性别", "sex")
    politics = fields.Choice("政治面貌", "politics")
    education = fields.Choice("文化程度", "education", names=("学历",))
    id_number = fields.IdNumber("身份证号", names=("身份证号码", "证件号码"), right=SECRET, index=True)
    birth = fields.KnownDate("出生日期", names=("出生",), right=SECRET)
    health = fields.Choice("健康状况", "health-state", names=("健康",), right=SECRET)
    disability = fields.Choice("残疾类别", "disability", right=SECRET)
    income = fields.Money("月收入", right=SECRET)
    standing = fields.Choice("身份", "family-identity")
    insurance = fields.Choice("医保状况", "medical-insurance", names=("医保",))
    unit = fields.Text("单位或学校", names=("学校或单位",), right=SECRET)
    remark = fields.Text("备注")


class HouseholdPaper(Record):
    """建档材料: a paper that a file rests on, scanned or only noted."""

    household = fields.Link("困难家庭", Household, required=True, backref="papers")
    sort = fields.Choice("材料", "household-paper", required=True)
    day = fields.Date("收到日期")
    scan = fields.Attachment("扫描件", right=SECRET)
    remark = fields.Text("备注", right=SECRET)

    @property
    def label(self) -> str:
        """Whose paper of which sort."""
        return f"{self.household.name if self.household_id else ''}{type(self).sort.codes.label(self.sort)}"


class HardshipConsent(Record):
    """困难家庭同意书: what a person of the family agreed to (个人信息保护法 14–15, 17, 29, 31)."""

    household = fields.Link("困难家庭", Household, required=True, backref="consents")
    name = fields.Name("同意人", required=True, names=("姓名",))
    purpose = fields.Text("处理目的", default="困难职工建档、核查、公示和帮扶")
    kinds = fields.Text("信息种类", default="身份、家庭成员、收入、健康、残疾、银行账户")
    given = fields.Date("同意日期", required=True)
    sensitive = fields.YesNo("单独同意敏感信息")
    guardian = fields.Text("监护人", help="不满十四周岁的由监护人同意")
    scan = fields.Attachment("扫描件")
    withdrawn = fields.Date("撤回日期")
    paper = fields.Text("纸质件存放")
    remark = fields.LongText("备注")
