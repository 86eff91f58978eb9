"""The forms of 资产负债表 and 收入支出表: their lines in the order and with the sums that the regulation gives them.

《工会会计制度》财会〔2021〕7号 附录1 第四、五部分 (工会 01 表, 工会 02 表). Amounts are fen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unionapp.subjects.funds.statements import turnover


@dataclass(frozen=True)
class FormItem:
    """A line of a form: its key, its label, the accounts it sums, and the side on which they usually stand."""

    key: str
    label: str
    accounts: tuple[str, ...] = ()
    credit: bool = False
    strong: bool = False
    """Sums and headings, printed bold."""


@dataclass(frozen=True)
class StatementLine:
    """A line of a statement: one amount per column, None where the form stays empty."""

    key: str
    label: str
    values: tuple[int | None, ...]
    accounts: tuple[str, ...] = ()
    """The accounts behind it, for going on to their ledgers."""
    strong: bool = False


@dataclass(frozen=True)
class Statement:
    """A statement with its heading; `right` holds the right-hand half of a two-sided form."""

    id: str
    title: str
    form: str
    unit: str
    period: str
    columns: tuple[str, ...]
    left: tuple[StatementLine, ...]
    right: tuple[StatementLine, ...] = ()

    @property
    def lines(self) -> tuple[StatementLine, ...]:
        """All lines from the first to the last."""
        return (*self.left, *self.right)

    def line(self, key: str) -> StatementLine:
        """The line of that key; KeyError where there is none."""
        return {line.key: line for line in self.lines}[key]


def _asset(account: str, label: str) -> FormItem:
    return FormItem(account, label, (account,))


def _owed(account: str, label: str) -> FormItem:
    return FormItem(account, label, (account,), credit=True)


_CURRENT = ("101", "102", "111", "121", "131", "132", "135", "141")
_LASTING = ("151", "161", "162", "163", "171", "172", "181", "182")
_LIABILITIES = ("201", "211", "212", "215", "221")
_NET = ("301", "311", "321", "322", "331", "332", "341")
QUOTA = "111"
"""零余额账户用款额度, which stands in interim statements only."""

ASSETS: tuple[FormItem, ...] = (
    FormItem("", "一、资产", strong=True),
    FormItem("", "流动资产："),
    FormItem("money", "　货币资金", ("101", "102")),
    _asset(QUOTA, "　零余额账户用款额度"),
    _asset("121", "　财政应返还额度"),
    _asset("131", "　应收上级经费"),
    _asset("132", "　应收下级经费"),
    _asset("135", "　其他应收款"),
    _asset("141", "　库存物品"),
    FormItem("current", "　　流动资产合计", _CURRENT, strong=True),
    _asset("151", "投资"),
    _asset("161", "在建工程"),
    _asset("162", "固定资产原值"),
    _owed("163", "　减：累计折旧"),
    FormItem("fixed", "　固定资产净值", ("162", "163")),
    _asset("171", "无形资产原值"),
    _owed("172", "　减：累计摊销"),
    FormItem("intangible", "　无形资产净值", ("171", "172")),
    _asset("181", "长期待摊费用"),
    _asset("182", "待处理财产损溢"),
    FormItem("assets", "资产总计", _CURRENT + _LASTING, strong=True),
)
CLAIMS: tuple[FormItem, ...] = (
    FormItem("", "二、负债", strong=True),
    _owed("201", "应付职工薪酬"),
    _owed("211", "应付上级经费"),
    _owed("212", "应付下级经费"),
    _owed("215", "其他应付款"),
    _owed("221", "代管经费"),
    FormItem("liabilities", "负债合计", _LIABILITIES, credit=True, strong=True),
    FormItem("", "三、净资产", strong=True),
    _owed("301", "资产基金"),
    _owed("311", "专用基金"),
    _owed("321", "工会资金结转"),
    _owed("322", "工会资金结余"),
    _owed("331", "财政拨款结转"),
    _owed("332", "财政拨款结余"),
    _owed("341", "预算稳定调节基金"),
    FormItem("net", "净资产合计", _NET, credit=True, strong=True),
    FormItem("claims", "负债与净资产总计", _LIABILITIES + _NET, credit=True, strong=True),
)

_INCOMES = ("401", "402", "403", "404", "405", "406", "407", "408", "411")
_SPENDINGS = ("501", "502", "503", "504", "505", "506", "507", "508", "509", "510", "521")
ADJUSTING = ("32101", "32201", "33101", "33201", "33202")
"""年初余额调整、归集上缴: what the line of adjustments sums."""
_EARMARKED, _FREE = ("321", "331"), ("322", "332")
YEAR_ONLY = frozenset({"opening", "opening-carried", "opening-free", "ending", "ending-carried", "ending-free"})
"""The lines that only the statement of a year fills."""

FLOWS: tuple[FormItem, ...] = (
    FormItem("opening", "一、年初资金结转结余", _EARMARKED + _FREE, credit=True, strong=True),
    FormItem("opening-carried", "　（一）年初资金结转", _EARMARKED, credit=True),
    FormItem("opening-free", "　（二）年初资金结余", _FREE, credit=True),
    FormItem("adjusted", "二、资金结转结余调整及变动", ADJUSTING, credit=True, strong=True),
    FormItem("income", "三、收入合计", _INCOMES, credit=True, strong=True),
    _owed("401", "　（一）会费收入"),
    _owed("402", "　（二）拨缴经费收入"),
    _owed("403", "　（三）上级补助收入"),
    _owed("404", "　（四）政府补助收入"),
    _owed("405", "　（五）行政补助收入"),
    _owed("406", "　（六）附属单位上缴收入"),
    _owed("407", "　（七）投资收益"),
    _owed("408", "　（八）其他收入"),
    _owed("411", "　（九）动用预算稳定调节基金"),
    FormItem("spending", "四、支出合计", _SPENDINGS, strong=True),
    _asset("501", "　（一）职工活动支出"),
    _asset("502", "　（二）职工活动组织支出"),
    _asset("503", "　（三）职工服务支出"),
    _asset("504", "　（四）维权支出"),
    _asset("505", "　（五）业务支出"),
    _asset("506", "　（六）行政支出"),
    _asset("507", "　（七）资本性支出"),
    _asset("508", "　（八）补助下级支出"),
    _asset("509", "　（九）对附属单位的支出"),
    _asset("510", "　（十）其他支出"),
    _asset("521", "　（十一）安排预算稳定调节基金"),
    FormItem("surplus", "五、本期收支差额", _INCOMES + _SPENDINGS, credit=True, strong=True),
    FormItem("ending", "六、年末资金结转结余", _EARMARKED + _FREE, credit=True, strong=True),
    FormItem("ending-carried", "　（一）年末资金结转", _EARMARKED, credit=True),
    FormItem("ending-free", "　（二）年末资金结余", _FREE, credit=True),
)
YEARLY: tuple[FormItem, ...] = tuple(item for item in FLOWS if item.key in YEAR_ONLY)


def reckoned(item: FormItem, amounts: Mapping[str, int]) -> int:
    """What an item sums of amounts by account (debit positive), positive on its usual side."""
    found = turnover.total(amounts, *item.accounts)
    return -found if item.credit else found
