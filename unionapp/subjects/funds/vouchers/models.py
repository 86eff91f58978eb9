"""The rows of vouchers: the voucher, its lines, and the papers it rests on."""

from __future__ import annotations

from unionapp.records import codes, fields
from unionapp.records.record import Record
from unionapp.subjects.funds.books.models import Book, Project
from unionapp.subjects.funds.vouchers.states import PaperSort, VoucherSort, VoucherState


def word_label(word: str) -> str:
    """记, 收, 付 or 转 for the stored key of a 凭证字."""
    return codes.table("voucher-word").label(word)


class Voucher(Record):
    """记账凭证: draft, approved, posted; once posted nothing of it changes (财会〔2024〕12号 第21条三)."""

    book = fields.Link("账套", Book, required=True, backref="vouchers")
    day = fields.Date("日期", required=True, sense="voucher-day", index=True)
    month = fields.MonthText("会计月份", index=True, help="由日期推算")
    word = fields.Choice("凭证字", "voucher-word", default="ji", sense="voucher-word")
    number = fields.Number("号", help="记账时按账套、月份、凭证字连续取号")
    reference = fields.Text("凭证号", sense="voucher-number", help="导入表或草稿里用的编号")
    sort = fields.Choice("凭证性质", "voucher-sort", default=VoucherSort.NORMAL)
    state = fields.Choice("状态", "voucher-state", default=VoucherState.DRAFT, index=True)
    summary = fields.Text("主要摘要", width=24)
    total = fields.Money("金额")
    papers = fields.Number("附单据数", default=0, sense="voucher-papers")
    handler = fields.Text("经办人")
    payee = fields.Text("收款人", help="收款单位或个人的户名")
    payee_account = fields.Text("收款账号", names=("开户行及账号",), private=True, help="开户行和账号，转账支付时填")
    personal = fields.YesNo("收款人是个人", default=False)
    approved_on = fields.Date("开支审批日期", help="主席审批的日期；晚于付款会提示“先支后批”")
    paid_on = fields.Date("付款日期", help="空着就是凭证日期")
    people = fields.Number("人数", help="享受的人数，用来核对人均标准")
    taking_part = fields.Number("参加人数", help="奖励面按参加人数计算")
    reason = fields.LongText("超标准说明", help="超过标准时填批准的依据")
    maker = fields.Text("制单人", sense="voucher-maker")
    made = fields.Date("制单日期")
    approver = fields.Text("审核人", sense="voucher-approver")
    approved = fields.Date("审核日期")
    explained = fields.LongText("疑点说明", help="审核时对规定方面的疑点说明的理由；没有疑点的空着")
    poster = fields.Text("记账人", sense="voucher-poster")
    posted = fields.Date("记账时间")
    reverses = fields.Link("冲销凭证", "self", backref="reversed_by", help="本凭证冲销的那一张")
    previous = fields.Text("上一张校验码")
    chain = fields.Text("校验码")
    remark = fields.LongText("备注")

    class Meta:
        indexes = ((("book", "month", "word", "number"), True),)

    def derive(self) -> None:
        """The month follows from the day."""
        super().derive()
        self.__data__["month"] = f"{self.day:%Y-%m}" if self.day else ""

    @property
    def label(self) -> str:
        """记字第 12 号 2026-03-05, or the draft by its day and summary."""
        day = self.day.isoformat() if self.day else ""
        if self.number:
            return f"{self.day:%Y年%m月}{word_label(self.word)}字第{self.number:04d}号"
        return f"{day} {self.summary or '未记账凭证'}".strip()


class VoucherLine(Record):
    """分录: one line of a voucher, debit or credit."""

    voucher = fields.Link("凭证", Voucher, required=True, backref="entries")
    place = fields.Number("行号", required=True)
    summary = fields.Text("摘要", sense="entry-words", width=20)
    account = fields.Text("科目编号", required=True, width=8)
    account_name = fields.Text("科目名称", width=18)
    debit = fields.Money("借方金额", sense="entry-debit")
    credit = fields.Money("贷方金额", sense="entry-credit")
    nature = fields.Choice("支出性质", "spending-nature")
    project = fields.Link("项目", Project, names=("项目名称",), backref="entries")
    economy = fields.Text("经济分类")
    source = fields.Choice("资金来源", "money-source")
    party = fields.Text("往来单位", sense="voucher-party")
    settlement = fields.Text("结算方式及票号", sense="settlement")
    paired = fields.YesNo("同时分录", default=False, help="资产、库存物品随支出同时登记的分录，由程序配好")

    @property
    def label(self) -> str:
        """What the line says."""
        return f"{self.summary} {self.account} {self.account_name}".strip()


class VoucherPaper(Record):
    """原始凭证: an invoice or other paper that a voucher rests on, scanned or only registered."""

    voucher = fields.Link("凭证", Voucher, required=True, backref="attachments")
    sort = fields.Choice("种类", "paper-sort", required=True, default=PaperSort.INVOICE)
    number = fields.Text("票据号码", names=("发票号码",), index=True)
    code = fields.Text("票据代码", names=("发票代码",), help="数电发票没有代码，空着")
    title = fields.Text("抬头", names=("购买方名称",), help="应与核算单位全称一致")
    issuer = fields.Text("开票单位", names=("销售方名称",))
    day = fields.Date("开票日期")
    amount = fields.Money("金额", names=("价税合计",))
    sheets = fields.Number("张数", default=1)
    scan = fields.Attachment("扫描件或电子原件")
    remark = fields.Text("备注")

    @property
    def label(self) -> str:
        """Which paper."""
        return f"{type(self).sort.codes.label(self.sort)}{self.number}"
