"""The rows of 基层工会组织: unions, and the units they cover; their kinds stand in `records`."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.records.record import Record
from unionapp.subjects.unions.states import UnionState


class Union(Record):
    """工会: one organisation in the tree; the one without a parent is the township's own."""

    name = fields.Name(
        "工会名称",
        required=True,
        sense="union-name",
        help="与印章一致的全称",
        width=24,
        longest=fields.TITLE,
    )
    short_name = fields.Text("简称", help="列表和表格中地方不够时用")
    code = fields.CreditCodeText(
        "统一社会信用代码", names=("工会统一社会信用代码", "工会代码"), help="工会的代码以 81 或 89 开头"
    )
    parent = fields.Link("上级工会", "self", backref="children")
    level = fields.Choice("工会级别", "union-level")
    type = fields.Choice("基层工会类型", "union-type", names=("工会类型", "组织类型"))
    state = fields.Choice("状态", "union-state", default=UnionState.ACTIVE)
    founded = fields.KnownDate("建会日期")
    way = fields.Choice("建会方式", "founding-way")
    region = fields.Text("所在政区", names=("行政区划", "单位所在政区"), help="行政区划代码或名称")
    address = fields.Text("地址", names=("工会地址", "单位地址"), width=20)
    postcode = fields.Text("邮编")
    phone = fields.Phone("联系电话", names=("电话", "办公电话"), private=False)
    email = fields.Text("电子邮箱")
    chair = fields.Text("工会负责人", sense="union-chair")
    chair_phone = fields.Phone("负责人电话", sense="chair-phone")
    unit_name = fields.Text("单位名称", names=("所在用人单位",), help="建会单位的全称", width=20)
    unit_code = fields.CreditCodeText(
        "单位统一社会信用代码", names=("单位代码", "单位信用代码", "企业统一社会信用代码"), sense=""
    )
    unit_nature = fields.Choice("单位性质类别", "unit-nature", names=("单位性质",))
    economy = fields.Choice("经济类型", "economy-type")
    industry = fields.Choice("单位所属行业", "industry", names=("行业", "所属行业"))
    employees = fields.Number("职工人数", names=("职工数",))
    certificate = fields.Text("法人资格证书号", names=("法人证号",))
    certificate_from = fields.Date("证书发证日期")
    certificate_to = fields.Date("证书有效期至", names=("证书到期日期",))
    bank = fields.Text("开户银行")
    account = fields.Text("银行账号", private=True)
    sealed = fields.YesNo("有无印章", names=("工会印章",))
    dues_each = fields.Money("会费定额（元/人·月）", help="按人头收会费的填；按工资收的空着")
    office_area = fields.Number("办公场所（平方米）")
    activity_area = fields.Number("活动场所（平方米）")
    remark = fields.LongText("备注", longest=fields.BOX)

    class Meta:
        table_name = "union_org"


class CoveredUnit(Record):
    """涵盖单位: a unit whose workers a joint union covers."""

    union = fields.Link("所属工会", Union, required=True, names=("工会名称",), backref="units")
    name = fields.Name("单位名称", required=True, names=("工作单位",), width=24, longest=fields.TITLE)
    code = fields.CreditCodeText("统一社会信用代码", names=("单位代码",))
    nature = fields.Choice("单位性质类别", "unit-nature", names=("单位性质",))
    industry = fields.Choice("所属行业", "industry", names=("行业",))
    employees = fields.Number("职工人数", names=("职工数",))
    women = fields.Number("女职工人数", names=("女职工",))
    migrants = fields.Number("农民工人数", names=("农民工",))
    leader = fields.Text("负责人")
    phone = fields.Phone("联系电话", names=("电话",))
    address = fields.Text("地址", width=20)
    remark = fields.LongText("备注", longest=fields.BOX)
