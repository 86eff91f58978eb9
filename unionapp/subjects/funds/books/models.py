"""The rows that books are kept in: sets of books, accounts, everyday matters, projects, opening balances, periods."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.records.record import Record
from unionapp.subjects.funds.books.states import BookSort, EntryPattern, SpendingNature
from unionapp.subjects.unions.models import Union


class Book(Record):
    """账套: one set of books of one union, with who signs for it."""

    name = fields.Name(
        "账套名称",
        required=True,
        names=("账套",),
        help="如“青石镇总工会”“青石镇机关工会”",
        width=20,
        longest=fields.TITLE,
    )
    union = fields.Link("核算单位", Union, required=True, names=("工会", "所属工会"), backref="books")
    sort = fields.Choice("账套类别", "book-sort", default=BookSort.OWN)
    since = fields.MonthText("启用月份", required=True, help="从哪个月开始在本程序记账，如 2026-01")
    standard = fields.Choice("会计制度", "accounting-standard", default="2021")
    region = fields.Text(
        "发放标准地区", names=("省份",), help="按哪个省的标准检查慰问和奖励，如“安徽”；空着就不检查金额"
    )
    chair = fields.Text("法定代表人", names=("工会主席", "主席"), help="工会主席；报表签章用")
    head = fields.Text("主管会计工作负责人", names=("财务负责人",))
    accountant = fields.Text("会计主管", names=("会计", "会计机构负责人"))
    cashier = fields.Text("出纳")
    auditor = fields.Text("经审委员", help="月度台账签章用")
    title = fields.Text("发票抬头", help="空着就是核算单位的全称")
    cash_limit = fields.Money("库存现金限额", help="开户银行核定；空着就不检查")
    active = fields.YesNo("在用", default=True)
    remark = fields.LongText("备注")


class Account(Record):
    """会计科目: an account of the chart; first-level ones are the regulation's and locked."""

    number = fields.Text("科目编号", required=True, unique=True, names=("编号",), width=8)
    name = fields.Name("科目名称", required=True, width=18, longest=fields.TITLE)
    type = fields.Choice("类别", "account-type", required=True)
    side = fields.Choice("余额方向", "account-side", required=True)
    upper = fields.Text("上级科目编号", help="一级科目空着")
    money = fields.Choice("货币资金", "money-account", help="现金日记账、银行日记账按此登记")
    book = fields.Link("只供账套", Book, backref="own_accounts", help="空着就是所有账套都能用")
    bank = fields.Text("开户银行")
    bank_number = fields.Text("银行账号", private=True)
    grassroots = fields.YesNo("基层主要科目", default=False)
    used = fields.YesNo("启用", default=True, help="用不到的科目可以停用，停用后不再列出供选择")
    locked = fields.YesNo("制度规定", default=False, help="制度规定的科目不能改名、不能删除")
    approved = fields.Text("增设依据", help="自行增设明细须经省级工会或其授权同意，填文件或说明")
    note = fields.LongText("使用说明")

    @property
    def label(self) -> str:
        """Number and name: 只写编号的凭证和账簿不合规定 (附录1 第一部分 五)."""
        return f"{self.number} {self.name}"


class Matter(Record):
    """经济事项: an everyday name for what money comes in or goes out for, and the account behind it."""

    name = fields.Name("事项", required=True, width=18, longest=fields.TITLE)
    way = fields.Choice("收或支", "money-way", required=True)
    account = fields.Text("科目编号", required=True, width=8)
    pattern = fields.Choice("分录方式", "entry-pattern", default=EntryPattern.PLAIN)
    nature = fields.Choice("支出性质", "spending-nature", default=SpendingNature.BASIC)
    economy = fields.Text("经济分类", help="部门预算支出经济分类·款级，如 30299")
    source = fields.Choice("资金来源", "money-source")
    limit = fields.Choice("适用标准", "limit-item", help="有发放标准的，记账和发放时自动检查")
    words = fields.Text("常用摘要", help="摘要的开头，如“发放端午节慰问品”")
    basis = fields.Text("依据")
    used = fields.YesNo("启用", default=True)


class Project(Record):
    """项目: what spending belongs to; earmarked money (专项) is closed to 321, other money to 322."""

    book = fields.Link("账套", Book, required=True, backref="projects")
    name = fields.Name("项目名称", required=True, names=("项目",), width=18, longest=fields.TITLE)
    code = fields.Text("项目编号")
    earmarked = fields.YesNo("是否专项", default=False, help="指定了用途、专款专用的资金；年末转入“工会资金结转”")
    source = fields.Choice("资金来源", "money-source")
    accounts = fields.Text(
        "可列支科目", help="科目编号或其开头，用顿号隔开，如 50404、50405；空着不限", longest=fields.PASSAGE
    )
    amount = fields.Money("项目金额")
    since = fields.Date("开始日期")
    until = fields.Date("使用期限")
    document = fields.Text("下达文号")
    leader = fields.Text("负责人")
    closed = fields.YesNo("已完成", default=False)
    remark = fields.LongText("备注")


class Opening(Record):
    """期初余额: what an account carried into a year of a book (上年结转)."""

    book = fields.Link("账套", Book, required=True, backref="openings")
    year = fields.Number("年度", required=True)
    account = fields.Text("科目编号", required=True, width=8)
    account_name = fields.Text("科目名称", width=18)
    debit = fields.Money("借方余额", adds=False, sense="opening-debit")
    credit = fields.Money("贷方余额", adds=False, sense="opening-credit")
    project = fields.Link("项目", Project, backref="openings")
    party = fields.Text("往来单位")

    @property
    def label(self) -> str:
        """Which account of which year."""
        return f"{self.year or '＿'}年 {self.account} {self.account_name}"


class Period(Record):
    """会计期间: a month of a book that was closed, or (without a month) a year."""

    book = fields.Link("账套", Book, required=True, backref="periods")
    year = fields.Number("年度", required=True)
    month = fields.MonthText("月份", help="空着表示年度结账")
    day = fields.Date("结账日期", required=True)
    by = fields.Text("结账人", required=True)
    vouchers = fields.Number("凭证张数")
    last = fields.Number("末号")
    unreconciled = fields.LongText("未对账说明")
    chain = fields.Text("末张校验码")

    class Meta:
        table_name = "accounting_period"

    @property
    def label(self) -> str:
        """Which month or year of which book."""
        return f"{self.book.name if self.book_id else ''}{self.month or f'{self.year}年度'}"
