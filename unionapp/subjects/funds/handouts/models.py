"""The rows of handing out (慰问品、慰问金、补助): local limits, a round of it, and who got what."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.records.record import Record
from unionapp.subjects.funds.books.models import Book, Project
from unionapp.subjects.funds.handouts.states import GoodsForm, HandoutState, LimitItem, LimitPer
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.members.models import Member
from unionapp.subjects.unions.models import Union


class Limit(Record):
    """发放标准: what may be given per head, from a day on, in a province, with the document it comes from."""

    region = fields.Text("地区", required=True, names=("省份",), width=6)
    item = fields.Choice("项目", "limit-item", required=True)
    since = fields.Date("施行日期", required=True)
    until = fields.Date("停止日期")
    per = fields.Choice("计算单位", "limit-per", required=True, default=LimitPer.PERSON_TIME)
    amount = fields.Money("金额上限", adds=False)
    share = fields.Percent("比例上限", help="奖励面等按比例的标准")
    form = fields.Choice("发放形式", "goods-form", help="空着不限")
    document = fields.Text("依据文件", required=True, width=20)
    remark = fields.Text("说明")

    class Meta:
        table_name = "giving_limit"

    @property
    def label(self) -> str:
        """Which item in which province."""
        return f"{self.region}{type(self).item.codes.label(self.item)}"


class Handout(Record):
    """发放批次: one round of handing out to a list of people, from the list to the voucher."""

    book = fields.Link("账套", Book, required=True, backref="handouts")
    title = fields.Text("名称", required=True, help="如“2026年端午节慰问品”", width=20, longest=fields.TITLE)
    item = fields.Choice("项目", "limit-item", required=True, default=LimitItem.FESTIVAL)
    festival = fields.Choice("节日", "festival")
    day = fields.Date("发放日期", required=True)
    form = fields.Choice("发放形式", "goods-form", default=GoodsForm.GOODS)
    goods = fields.Text("品名", help="发放实物时填，如“大米 10 公斤”")
    price = fields.Money("单价", help="每份的价格；发放慰问金时空着")
    amount = fields.Money("每人金额", adds=False, help="加入名单时的默认金额")
    project = fields.Link("项目资金", Project, backref="handouts")
    account = fields.Text("列支科目", help="空着时按事项确定")
    supplier = fields.Text("供货单位")
    invoice = fields.Text("采购发票号")
    handler = fields.Text("经办人")
    approver = fields.Text("批准人")
    approved_on = fields.Date("批准日期")
    giver = fields.Text("监发人")
    reason = fields.LongText("超标准说明", help="超过标准时填批准的依据")
    state = fields.Choice("进度", "handout-state", default=HandoutState.PLANNED)
    voucher = fields.Link("记账凭证", Voucher, backref="handouts")
    remark = fields.LongText("备注")

    def derive(self) -> None:
        """A round is booked as long as it has its voucher."""
        super().derive()
        if self.state == HandoutState.BOOKED and not self.voucher_id:
            self.__data__["state"] = HandoutState.GIVEN


class HandoutLine(Record):
    """发放名单: one person on the sign list."""

    handout = fields.Link("发放批次", Handout, required=True, backref="entries")
    place = fields.Number("序号", help="空着就排在最后")
    member = fields.Link("会员", Member, backref="handouts", help="输入姓名、拼音首字母或证件号查找")
    name = fields.Name("姓名", required=True)
    union = fields.Link("所属工会", Union, names=("单位", "工会"), backref="handout_lines")
    id_number = fields.IdNumber("证件号码", names=("身份证号", "身份证号码"))
    phone = fields.Phone("联系电话", names=("手机", "移动电话"))
    sort = fields.Text("类别", help="如慰问对象的类别")
    goods = fields.Text("品名")
    quantity = fields.Number("数量", default=1)
    amount = fields.Money("金额", required=True)
    form = fields.Choice("发放形式", "goods-form", help="空着同这一批")
    bank = fields.Text("开户银行")
    account = fields.Text("银行账号", names=("银行卡号",), private=True)
    signed = fields.YesNo("已签收", default=False)
    signed_on = fields.Date("领取日期")
    proxy = fields.Text("代领人")
    relation = fields.Text("代领人关系")
    remark = fields.Text("备注")
