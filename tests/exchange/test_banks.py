"""Statements as banks and payment services write them: understood by the sense of their columns, not by a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from unionapp.exchange import apply, constants, headings, plan
from unionapp.exchange.book import SheetRow, Spreadsheet
from unionapp.exchange.outcome import Plan
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.banking.models import BankLine
from unionapp.subjects.funds.banking.records import BANK_LINES
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.books.records import BOOKS
from unionapp.subjects.unions.models import Union

Row = Sequence[Any]

SHOP, COUNTY = "青山超市", "测试县总工会"


@pytest.fixture(autouse=True)
def book(store: Store) -> Book:
    """The one set of books."""
    made = Book(name="测试账套", union=Union.get(), since="2026-01", active=True)
    editing.save(store.journal, BOOKS, made)
    return made


def lines(layout: str) -> list[Row]:
    """A statement of four lines: "day out in balance party words flow" says what stands where, "." anything else."""
    places = layout.split()
    facts = [
        {
            "day": "2026-03-10 11:09:16",
            "out": 1200.5,
            "balance": 8799.5,
            "party": SHOP,
            "words": "购慰问品",
            "flow": "A1",
        },
        {"day": "2026-03-10 17:00:00", "out": 1.5, "balance": 8798, "words": "手续费", "flow": "A2"},
        {"day": "2026-03-10 17:00:00", "out": 1.5, "balance": 8796.5, "words": "手续费", "flow": "A3"},
        {"day": "2026-03-11 09:00:00", "in": 3000, "balance": 11796.5, "party": COUNTY, "words": "补助", "flow": "A4"},
    ]
    return [tuple(_cell(place, fact) for place in places) for fact in facts]


def _cell(place: str, fact: dict[str, Any]) -> Any:
    """What a place of a line holds; "借/贷" is the word for going out, the one for coming in."""
    if "/" in place:
        return place.split("/")["in" in fact]
    amount = fact.get("in", fact.get("out"))
    values = {"amount": amount, "signed": amount if "in" in fact else -amount, "time": "11:09:16", ".": "某"}
    values["day8"] = fact["day"][:10].replace("-", "")
    values["yen"] = f"¥{amount:,.2f}"
    return values.get(place, fact.get(place))


BANKS: dict[str, tuple[str, str]] = {
    "工商银行": (
        "交易日期 摘要 交易详情 交易场所 记账金额(收入) 记账金额(支出) 余额 对方户名",
        "day words . . in out balance party",
    ),
    "工商银行企业": (
        "凭证号 交易时间 对方单位 对方账号 转入金额 转出金额 余额 用途 摘要",
        "flow day party . in out balance . words",
    ),
    "农业银行": (
        "交易时间 收入金额 支出金额 账户余额 交易行名 对方账号 对方户名 交易用途",
        "day in out balance . . party words",
    ),
    "中国银行": (
        "交易日期 交易时间 业务类型 收入金额 支出金额 余额 对方账户名称 流水号 交易附言",
        "day8 time . in out balance party flow words",
    ),
    "建设银行": (
        "账号 账户名称 交易时间 借方发生额（支取） 贷方发生额（收入） 余额 币种 对方户名 摘要 账户明细编号-交易流水号",
        ". . day out in balance . party words flow",
    ),
    "交通银行": (
        "交易时间 摘要 借方发生额 贷方发生额 余额 对方账号 对方户名 核心流水号",
        "day words out in balance . party flow",
    ),
    "邮储银行": (
        "交易日期 交易时间 借贷标志 交易金额 账户余额 对方户名 摘要 流水号",
        "day time 借/贷 amount balance party words flow",
    ),
    "招商银行": (
        "交易日 交易时间 借方金额 贷方金额 余额 摘要 流水号 收(付)方名称",
        "day8 time out in balance words flow party",
    ),
    "招商银行个人": ("记账日期 货币 交易金额 联机余额 交易摘要 对手信息", "day . signed balance words ."),
    "中信银行": (
        "交易日期 借方发生额 贷方发生额 账户余额 对方账户名称 摘要 柜员交易号",
        "day out in balance party words .",
    ),
    "光大银行": (
        "交易日期 交易时间 借方发生额 贷方发生额 账户余额 对方名称 摘要 凭证号",
        "day time out in balance party words flow",
    ),
    "民生银行": (
        "交易时间 借/贷 交易金额 账户余额 对方账户名称 交易流水号 摘要",
        "day 借/贷 amount balance party flow words",
    ),
    "浦发银行": ("交易日期 交易流水号 借方金额 贷方金额 余额 对方户名 摘要", "day flow out in balance party words"),
    "兴业银行": ("记账日 银行流水号 借方金额 贷方金额 账户余额 对方户名 用途", "day flow out in balance party words"),
    "平安银行": ("交易时间 支出 收入 账户余额 对方账户名称 摘要 交易流水号", "day out in balance party words flow"),
    "农信社": (
        "序号 交易日期 交易时间 借贷标志 交易金额 账户余额 对方户名 摘要 流水号",
        ". day time 借/贷 amount balance party words flow",
    ),
    "村镇银行": ("日期 收支标志 发生额 余额 对方 附言", "day 支/收 amount balance party words"),
    "信用社往来账": ("交易日期 来往账标识 金额 余额 对方户名 摘要", "day 往账/来账 amount balance party words"),
    "外资银行": ("Date Debit/Credit Amount Balance Remarks", "day D/C amount balance ."),
    "加减号": ("交易日期 方向 金额（元） 余额 对方户名", "day -/+ amount balance party"),
    "支付宝": (
        "交易时间 交易分类 交易对方 商品说明 收/支 金额 交易状态 交易订单号",
        "day . party words 支出/收入 amount . flow",
    ),
    "微信": (
        "交易时间 交易类型 交易对方 商品 收/支 金额(元) 当前状态 交易单号",
        "day . party words 支出/收入 yen . flow",
    ),
    "无方向列": ("交易日期 交易金额 余额 摘要", "day amount balance words"),
}
every_bank = pytest.mark.parametrize("bank", BANKS)


def sheet(bank: str, *rows: Row, above: Sequence[Row] = ()) -> list[SheetRow]:
    """A statement of a bank as it is read, with lines above its headings."""
    heads, layout = BANKS[bank]
    cells = [*above, tuple(heads.split()), *(rows or lines(layout))]
    width = max(map(len, cells))
    return [SheetRow(place, (*each, *(None,) * (width - len(each)))) for place, each in enumerate(cells, 1)]


def planned(store: Store, rows: list[SheetRow]) -> Plan:
    """What importing these rows would do."""
    found = Spreadsheet(("一",), "一", rows)
    layout = constants.of_sheet(store, BANK_LINES, found, headings.understand(rows, BANK_LINES))
    return plan.make(store, BANK_LINES, rows, layout)


def taken(store: Store, rows: list[SheetRow]) -> list[int]:
    """New, changed, same and wrong lines of an import."""
    made = planned(store, rows)
    apply.apply(store, made, Path("对账单.xlsx"))
    return [made.new, made.changed, made.same, made.wrong]


@every_bank
def test_the_statement_of_every_bank_is_understood(store: Store, bank: str) -> None:
    made = planned(store, sheet(bank))
    said = [(each.record.income, each.record.spending) for each in made.rows if each.record is not None]
    first = [(None, 120050)] if bank != "无方向列" else []
    assert said == [*first, (None, 150), (None, 150), (300000, None)]
    assert {each.record.day for each in made.rows[:3] if each.record} == {date(2026, 3, 10)}
    assert [each.message for each in made.problems() if each.level == "warning"] == []


@every_bank
def test_the_second_download_of_every_bank_adds_only_what_is_new(store: Store, bank: str) -> None:
    whole = sheet(bank)
    first = taken(store, whole[:4])
    again = taken(store, whole)
    fewer = 1 if bank == "无方向列" else 0
    assert first == [3 - fewer, 0, 0, fewer]
    assert again == [1, 0, 3 - fewer, fewer]
    assert BankLine.select().where(BankLine.spending == 150).count() == 2


@every_bank
def test_lines_above_the_headings_and_sums_below_are_passed_over(store: Store, bank: str) -> None:
    above = [
        ("账户明细查询",),
        ("账号：6300990000002222  户名：青山乡总工会",),
        *[(f"{n}.本明细仅供参考。",) for n in range(20)],
    ]
    layout = BANKS[bank][1]
    rows = sheet(bank, *lines(layout), ("合计",), ("汇总收入金额：3,000.00",), above=above)
    made = planned(store, rows)
    assert len(made.rows) == 4
    assert made.skipped == (len(rows) - 1, len(rows))


def test_the_newest_line_may_stand_first(store: Store) -> None:
    rows = sheet("农信社", *reversed(lines(BANKS["农信社"][1])))
    assert [each.message for each in planned(store, rows).problems()] == []


def test_a_line_whose_balance_does_not_follow_is_told_with_its_row(store: Store) -> None:
    broken = [list(each) for each in lines(BANKS["交通银行"][1])]
    broken[3][4] = 99999
    told = planned(store, sheet("交通银行", *map(tuple, broken))).problems()
    assert [(each.row, each.level) for each in told] == [(5, "warning")]
    assert "应为 11,796.50，表中是 99,999.00" in told[0].message


def test_a_missing_line_is_seen_by_the_balance(store: Store) -> None:
    some = lines(BANKS["农信社"][1])
    told = planned(store, sheet("农信社", some[0], some[1], some[3])).problems()
    assert [each.row for each in told] == [4]


def test_the_balance_says_whether_a_bank_means_its_own_side(store: Store) -> None:
    turned = [tuple({"借": "贷", "贷": "借"}.get(cell, cell) for cell in row) for row in lines(BANKS["农信社"][1])]
    made = planned(store, sheet("农信社", *turned))
    assert [bool(each.record.income) for each in made.rows if each.record] == [False, False, False, True]
    assert any("按余额核对" in remark for remark in made.remarks)
    assert planned(store, sheet("农信社")).remarks == ()


def test_an_amount_whose_side_cannot_be_told_is_refused_in_words(store: Store) -> None:
    row = ("2026-03-10 11:09:16", "退款", SHOP, "某", "不计收支", 8.0, "成功", "A9")
    made = planned(store, sheet("支付宝", row))
    assert made.wrong == 1
    assert "“不计收支”看不出是收入还是支出" in made.problems()[0].message


def test_lines_of_two_accounts_follow_each_their_own_balance(store: Store) -> None:
    layout = BANKS["建设银行"][1]
    own = [("1111", *row[1:]) for row in lines(layout)]
    other = [("2222", *row[1:5], row[5] + 5000, *row[6:]) for row in lines(layout)]
    mixed = [row for pair in zip(own, other, strict=True) for row in pair]
    assert [each.message for each in planned(store, sheet("建设银行", *mixed)).problems()] == []


def test_thousands_of_yuan_are_not_taken_for_yuan(store: Store) -> None:
    rows = [SheetRow(1, ("日期", "收入（万元）", "支出")), SheetRow(2, ("2026-03-10", 5, 8))]
    made = planned(store, rows)
    assert [headings.normal(made.layout.headings[place]) for place in made.unread] == ["收入(万元)"]
    assert made.rows[0].record is not None
    assert made.rows[0].record.income is None


def test_what_the_first_of_two_columns_leaves_empty_the_second_fills(store: Store) -> None:
    heads = ("交易日期", "收入", "支出", "摘要", "用途")
    first, second = ("2026-03-10", None, 8, None, "购慰问品"), ("2026-03-10", None, 9, "转账", "转账")
    made = planned(store, [SheetRow(at, row) for at, row in enumerate((heads, first, second), 1)])
    assert [each.record.summary for each in made.rows if each.record] == ["购慰问品", "转账"]
    assert made.unread == ()
