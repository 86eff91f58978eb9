"""The rows of checking money against the bank and the cash box."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.records.record import Record
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.vouchers.models import VoucherLine


class BankLine(Record):
    """对账单: one line of the bank's statement, and the entry it was found to be."""

    book = fields.Link("账套", Book, required=True, backref="bank_lines")
    account = fields.Text("银行科目编号", required=True, default="102", names=("科目编号",))
    day = fields.Date("日期", required=True, sense="bank-day", index=True)
    summary = fields.Text("摘要", sense="bank-words", width=20)
    income = fields.Money("收入", sense="money-in")
    spending = fields.Money("支出", sense="money-out")
    balance = fields.Money("余额", adds=False, sense="bank-balance")
    reference = fields.Text("流水号", sense="bank-flow")
    party = fields.Text("对方户名", sense="bank-party")
    entry = fields.Link("对上的分录", VoucherLine, backref="bank_lines")
    group = fields.Text("对账组", column_name="grp", help="一笔对多笔时，同组的相互对上")
    remark = fields.Text("备注")

    @property
    def label(self) -> str:
        """Day and summary."""
        return f"{self.day.isoformat() if self.day else ''} {self.summary}".strip()


class Reconciliation(Record):
    """银行对账: a month of one bank account, reconciled or explained."""

    book = fields.Link("账套", Book, required=True, backref="reconciliations")
    account = fields.Text("银行科目编号", required=True, default="102", names=("科目编号",))
    month = fields.MonthText("月份", required=True)
    statement = fields.Money("对账单余额", adds=False, required=True)
    journal = fields.Money("日记账余额", adds=False, required=True)
    open_items = fields.Number("未达账项")
    balanced = fields.YesNo("已调节相符")
    by = fields.Text("编制人", help="最好由出纳以外的人编制")
    day = fields.Date("编制日期")
    remark = fields.LongText("说明")

    @property
    def label(self) -> str:
        """Which account in which month."""
        return f"{self.month} {self.account}"


class CashCount(Record):
    """现金盘点: what lay in the cash box on a day, by denomination, beside the journal."""

    book = fields.Link("账套", Book, required=True, backref="cash_counts")
    day = fields.Date("盘点日期", required=True)
    n10000 = fields.Number("100 元（张）")
    n5000 = fields.Number("50 元（张）")
    n2000 = fields.Number("20 元（张）")
    n1000 = fields.Number("10 元（张）")
    n500 = fields.Number("5 元（张）")
    n100 = fields.Number("1 元（张、枚）")
    n50 = fields.Number("5 角（张、枚）")
    n10 = fields.Number("1 角（张、枚）")
    counted = fields.Money("实盘金额", adds=False)
    journal = fields.Money("账面金额", adds=False)
    reason = fields.LongText("差异原因及处理", longest=fields.BOX)
    cashier = fields.Text("出纳")
    witness = fields.Text("监盘人")
    remark = fields.Text("备注")

    @property
    def label(self) -> str:
        """Which day."""
        return self.day.isoformat() if self.day else ""
