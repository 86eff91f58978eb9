"""The rows of the member register; their kinds stand in `records`."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.records.record import Record
from unionapp.subjects.members.states import ApplicationState, ChangeType, MemberStatus
from unionapp.subjects.unions.models import Union


class Member(Record):
    """会员: one person, with the state of the membership as its last change left it."""

    name = fields.Name("姓名", required=True, names=("会员姓名", "职工姓名"), index=True, width=8)
    sex = fields.Choice("性别", "sex", width=4)
    birth = fields.KnownDate("出生日期", past=fields.WORKING_AGE, names=("出生年月日", "出生年月", "生日"))
    nation = fields.Choice("民族", "nation", width=6)
    id_type = fields.Choice("有效证件类别", "id-type", default="1", names=("证件类别", "证件类型", "有效证件类型"))
    id_number = fields.IdNumber(
        "证件号码",
        names=(
            "身份证号",
            "身份证号码",
            "身份证",
            "公民身份号码",
            "居民身份证号码",
            "居民身份证号",
            "有效证件号码",
            "证件号",
        ),
        index=True,
        width=19,
    )
    mobile = fields.Phone(
        "移动电话", names=("手机", "手机号", "手机号码", "联系电话", "联系方式", "电话", "电话号码"), width=12
    )
    photo = fields.Photo("照片")
    politics = fields.Choice("政治面貌", "politics", width=8)
    native_place = fields.Text("籍贯")
    education = fields.Choice("学历", "education", names=("文化程度",), width=6)
    employer = fields.Text(
        "工作单位", names=("单位", "单位名称", "所在单位", "工作单位名称"), help="单位全称", width=20
    )
    employment = fields.Choice("就业状况", "employment", default="1")
    position = fields.Text("职务", names=("岗位", "职务（岗位）"))
    title = fields.Text("职称")
    skill = fields.Choice("技术等级", "skill")
    worked_since = fields.KnownDate("参加工作日期", names=("参加工作时间",))
    household_type = fields.Choice("户籍类型", "household-type", names=("户口类型", "户籍性质", "户口性质"))
    household_place = fields.Text("户籍所在地", names=("户口所在地", "户籍地址"), width=20)
    address = fields.Text("现住址", names=("家庭住址", "住址", "通讯地址"), width=20, private=True)
    union = fields.Link(
        "所属工会",
        Union,
        required=True,
        names=("工会", "工会名称", "所在工会", "所属基层工会", "基层工会名称", "基层工会"),
        backref="members",
        width=20,
    )
    team = fields.Recurring("工会小组", names=("小组", "所属小组", "所在小组", "工会小组名称"), index=True, width=8)
    change_type = fields.Choice(
        "会籍变化类型", "change-type", default=ChangeType.JOIN, names=("变化类型", "会籍变动类型")
    )
    change_date = fields.KnownDate("会籍变化日期", names=("变化日期", "会籍变动日期"))
    change_reason = fields.Choice("会籍变化原因", "change-reason", names=("变化原因", "会籍变动原因"))
    status = fields.Choice("会籍状态", "member-state", default=MemberStatus.IN, index=True, width=8)
    joined = fields.KnownDate("入会日期", names=("入会时间", "加入工会时间", "何时入会"))
    card = fields.Text("会员证号", names=("会员证号码", "工会会员号", "普惠卡号"))
    card_state = fields.Choice("普惠卡状态", "card-state")
    group = fields.Choice("所属群体", "member-group", names=("群体", "八大群体"), column_name="grp", width=10)
    new_form = fields.YesNo("是否新就业形态劳动者", names=("新就业形态", "是否新就业形态"))
    migrant = fields.YesNo("是否农民工会员", names=("是否农民工", "农民工"))
    wage = fields.Money("月工资", names=("工资",), private=True)
    family = fields.LongText("家庭主要成员", longest=fields.BOX, names=("家庭主要成员及其工作单位",), private=True)
    career = fields.LongText("个人简历", longest=fields.BOX, names=("个人工作简历", "简历"))
    remark = fields.LongText("备注", longest=fields.BOX)


class MembershipChange(Record):
    """会籍变动: one arrow from a state of membership to the next; never overwritten."""

    member = fields.Link("会员", Member, required=True, backref="changes")
    type = fields.Choice("变动类型", "change-type", required=True, names=("会籍变化类型",))
    date = fields.KnownDate("变动日期", names=("会籍变化日期",), index=True, help="空着表示日期不详")
    reason = fields.Choice("变动原因", "change-reason", names=("会籍变化原因",))
    union = fields.Link("变动后所属工会", Union, names=("所属工会",), backref="changes")
    from_union = fields.Link("变动前所属工会", Union, backref="left")
    counterpart = fields.Text("对方工会", help="转往或转自本级以外的工会")
    document = fields.Text("依据文号")
    dues_until = fields.MonthText("停交会费月份")
    replaces = fields.Link("更正哪一笔", "self", backref="replaced_by")
    remark = fields.LongText("备注", longest=fields.BOX)

    @property
    def label(self) -> str:
        """Who changed how, and when."""
        word = type(self).type.codes.label(self.type)
        when = str(self.date or "日期不详")
        return f"{self.member.name if self.member_id else ''} {word} {when}"


class Application(Record):
    """入会申请: from the day it came in until the committee decides."""

    name = fields.Name("姓名", required=True, names=("申请人", "申请人姓名"))
    sex = fields.Choice("性别", "sex")
    birth = fields.KnownDate("出生日期", past=fields.WORKING_AGE)
    id_number = fields.IdNumber("证件号码", names=("身份证号", "身份证号码", "公民身份号码"), index=True)
    mobile = fields.Phone("移动电话", names=("手机", "手机号", "联系电话", "电话"))
    employer = fields.Text("工作单位", names=("单位",), width=20)
    group = fields.Choice("所属群体", "member-group", column_name="grp")
    migrant = fields.YesNo("是否农民工", names=("是否农民工会员",))
    union = fields.Link("受理工会", Union, required=True, names=("所属工会",), backref="applications")
    mode = fields.Choice("申请方式", "join-mode")
    received = fields.Date("收到日期", required=True, names=("申请日期",))
    due = fields.Date("办理期限", help="空着时按参数设置自动推算")
    contacted = fields.Date("联系日期", help="通一次电话或见一次面的日期")
    decided = fields.Date("审批日期", names=("批准日期",))
    state = fields.Choice("办理状态", "application-state", default=ApplicationState.RECEIVED)
    dues_from = fields.MonthText("会费起交月份")
    member = fields.Link("会员", Member, backref="applications")
    contact_log = fields.LongText("联系记录")
    remark = fields.LongText("备注", longest=fields.BOX)


class Cadre(Record):
    """工会干部: an office held in a union by a person, most often a member."""

    member = fields.Link("会员", Member, backref="offices", help="输入姓名、拼音首字母或证件号查找")
    name = fields.Name("姓名", required=True)
    union = fields.Link("任职工会", Union, required=True, names=("所属工会", "工会名称"), backref="cadres")
    post = fields.Choice("工会职务", "cadre-post", required=True, names=("职务",))
    sort = fields.Choice("专职或兼职", "cadre-kind", names=("专兼职",))
    since = fields.KnownDate("任职日期", names=("任职时间",))
    until = fields.KnownDate("离任日期", names=("离任时间",))
    phone = fields.Phone("联系电话", names=("电话", "手机"))
    remark = fields.Text("备注")


class Consent(Record):
    """个人信息同意: what a member agreed to, when, and whether it was withdrawn (个人信息保护法 14–15, 29)."""

    member = fields.Link("会员", Member, required=True, backref="consents")
    purpose = fields.Text("处理目的", default="会员实名登记、会籍管理、普惠服务")
    kinds = fields.Text("信息种类", default="姓名、性别、证件号码、联系方式、工作单位")
    given = fields.Date("同意日期", required=True)
    sensitive = fields.YesNo("单独同意敏感信息")
    withdrawn = fields.Date("撤回日期")
    paper = fields.Text("纸质件存放")
    remark = fields.Text("备注")
