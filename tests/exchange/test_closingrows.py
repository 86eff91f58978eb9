"""Rows that are no records: sums, remarks, signatures; and the columns that nobody read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from unionapp.errors import Refused
from unionapp.exchange import headings, plan
from unionapp.exchange.book import SheetRow
from unionapp.exchange.columns import heading
from unionapp.exchange.constants import with_sole
from unionapp.exchange.outcome import Plan
from unionapp.records.kind import Kind
from unionapp.store.store import Store
from unionapp.subjects.funds.banking.records import BANK_LINES, CASH_COUNTS, RECONCILIATIONS
from unionapp.subjects.funds.books.models import Opening
from unionapp.subjects.funds.books.records import OPENINGS
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.records import UNIONS

from tests.exchange.places import MILL, number


def made(store: Store, kind: Kind, *rows: Sequence[Any]) -> Plan:
    """The plan of these rows, the headings first."""
    sheet = [SheetRow(place, tuple(cells)) for place, cells in enumerate(rows, 1)]
    return plan.make(store, kind, sheet, with_sole(store, kind, headings.understand(sheet, kind)))


UNION_HEADINGS = ("工会名称", "建会日期", "工会主席", "职工人数")


@pytest.mark.parametrize(
    "cells",
    [
        ("合计", None, None, 95),
        ("\x1a", None, None, None),
        ("接下页", None, None, None),
        ("审核：李主席", None, None, None),
        ("合 计", None, None, 95),
        ("合、计：", None, None, 95),
        ("本页小计 35", None, None, None),
        ("合计人民币（大写）：壹佰元整", None, None, None),
        ("汇总收入金额：3,000.00", None, "汇总支出金额：1.00", None),
        ("注：职工人数含农民工", None, None, None),
        ("备注", None, None, None),
        ("填表人：王会", None, "审核人：李主席", None),
        ("单位负责人（签字）：", None, "填表日期：2026年", None),
        ("填表人 李四 2024年3月5日", None, None, None),
        ("以上共3家单位", None, None, None),
        ("共 3 个工会", None, None, None),
        ("共计：叁家", None, None, None),
        ("*注：带星号的为必填", None, None, None),
        ("※说明：本表一式两份", None, None, None),
        ("（此表一式三份）", None, None, None),
        ("1、本表由工会填写", None, None, None),
        ("负责人签字：　　年　月　日", None, None, None),
        ("领款人签字", None, None, None),
        ("截止日期：2024-12-31", None, None, None),
        ("填报时间：2024.3.1", None, None, None),
        ("第 1 页 共 3 页", None, None, None),
        ("第1页", None, None, None),
        ("——以下空白——", None, None, None),
        ("以下无正文", None, None, None),
        ("续表", None, None, None),
        ("接上页", None, None, 95),
        ("转下页", None, None, 95),
        ("数据来源：统计局", None, None, None),
    ],
)
def test_a_row_that_closes_a_list_is_skipped_and_told(store: Store, cells: tuple[Any, ...]) -> None:
    found = made(store, UNIONS, UNION_HEADINGS, ("青石商贸公司工会", "2015-06-01", "李主席", 35), cells)
    assert (found.new, found.wrong, found.skipped) == (1, 0, (3,))


@pytest.mark.parametrize(
    "name",
    [
        "注塑厂工会",
        "合计机械厂工会",
        "合力公司工会",
        "说明书印刷厂工会",
        "会计师事务所工会",
        "审核中心工会",
        "注明厂工会",
        "合计厂工会",
        "共青团招待所工会",
        "第一页纸业工会",
        "续表机厂工会",
        "经办人员工会",
    ],
)
def test_a_union_whose_name_begins_like_a_closing_word_is_a_union(store: Store, name: str) -> None:
    found = made(store, UNIONS, UNION_HEADINGS, (name, None, None, 12), ("注：完", None, None, None))
    assert (found.new, found.skipped) == (1, (3,))


def test_a_row_with_a_number_of_its_own_is_never_skipped(store: Store) -> None:
    rows = (("姓名", "证件号码", "所属工会"), ("合计", number(1), MILL), ("合计", None, None))
    found = made(store, MEMBERS, *rows)
    assert [(row.number, row.fate) for row in found.rows] == [(2, "new")]
    assert found.skipped == (3,)


def test_a_sum_in_the_column_of_numbers_of_persons_is_no_person(store: Store) -> None:
    rows = (("姓名", "证件号码", "所属工会"), ("说明", number(1), MILL), ("合计", "3人", None), ("合计", 3, None))
    found = made(store, MEMBERS, *rows)
    assert [row.number for row in found.rows] == [2]
    assert found.skipped == (3, 4)


@pytest.mark.parametrize("summary", ["出纳：王会交存现金", "单位：甲公司拨缴", "小计2月利息", "备注：手续费", "合计"])
@pytest.mark.parametrize("rest", [("2026-03-01", "500.00", None), (None, None, "0020260301000123")])
def test_a_line_of_a_statement_with_day_and_amount_or_with_a_number_is_a_record(
    store: Store, summary: str, rest: tuple[str | None, ...]
) -> None:
    rows = (("摘要", "日期", "收入", "流水号"), (summary, *rest), ("合计", None, "500.00", None))
    found = made(store, BANK_LINES, *rows)
    assert ([row.number for row in found.rows], found.skipped) == ([2], (3,))


@pytest.mark.parametrize(
    ("kind", "headings_", "cells"),
    [
        (CASH_COUNTS, ("备注", "盘点日期", "100 元（张）"), ("说明：月末盘点", "2026-03-31", 5)),
        (RECONCILIATIONS, ("说明", "月份", "对账单余额"), ("备注：已调节", "2026-03", "797.00")),
    ],
)
def test_counts_of_cash_and_reconciliations_are_records_too(
    store: Store, kind: Kind, headings_: tuple[str, ...], cells: tuple[Any, ...]
) -> None:
    assert made(store, kind, headings_, cells).skipped == ()


@pytest.mark.parametrize("mark", ["{}、", "{}.", "{})", "{}）", "（{}）"])
def test_a_remark_goes_on_with_numbers_of_any_form(store: Store, mark: str) -> None:
    remarks = [(mark.format(place) + "由基层工会填写", None, None, None) for place in (1, 2)]
    assert made(store, UNIONS, UNION_HEADINGS, ("说明：", None, None, None), *remarks).skipped == (2, 3, 4)


def test_a_remark_of_several_rows_is_skipped_to_its_end(store: Store) -> None:
    rows = ((name, None, None, None) for name in ("注：1.一式两份。", "2.由基层工会填写。", "青石二厂工会"))
    assert made(store, UNIONS, UNION_HEADINGS, *rows).skipped == (2, 3)


VOUCHER_HEADINGS = ("日期", "凭证号", "摘要", "科目编号", "借方金额", "贷方金额")


def test_the_sum_below_vouchers_leaves_the_last_voucher_whole(store: Store) -> None:
    rows: list[tuple[Any, ...]] = [
        ("2026-03-10", "记-1", "购慰问品", "50102", 1200.5, None),
        ("2026-03-10", "记-1", "合计", "102", None, 1200.5),
        (None, None, "合计", None, 1200.5, 1200.5),
    ]
    found = made(store, VOUCHERS, VOUCHER_HEADINGS, *rows)
    assert found.skipped == (4,)
    assert [row.number for row in found.rows] == [2, 3]
    assert not any("同一凭证" in problem.message for problem in found.problems())


def test_balances_without_any_column_of_amounts_are_refused_with_what_was_not_understood(store: Store) -> None:
    rows = (("科目编码", "科目名称", "期初余额", "期末余额"), ("101", "库存现金", 500, 1320.5))
    with pytest.raises(Refused) as refusal:
        made(store, OPENINGS, *rows)
    assert all(word in str(refusal.value) for word in ("借方余额", "贷方余额", "方向", "期初余额"))
    assert not Opening.select().exists()


def test_bank_lines_without_any_amount_are_refused_by_their_headings(store: Store) -> None:
    with pytest.raises(Refused, match="没有看懂的栏目：交易额（万元）、对方余额"):
        made(store, BANK_LINES, ("交易日期", "交易额（万元）", "对方余额"), ("2026-03-10", 5, 5))


def test_a_balance_without_an_amount_is_refused_and_nought_is_an_amount(store: Store) -> None:
    rows = (
        ("科目编号", "科目名称", "借方余额", "贷方余额"),
        ("101", "库存现金", None, None),
        ("102", "银行存款", 0, None),
    )
    told = [(each.row, each.message) for each in made(store, OPENINGS, *rows).problems() if "没有金额" in each.message]
    assert [row for row, _ in told] == [2]


def test_repeated_and_unknown_columns_with_content_are_named(store: Store) -> None:
    rows = (
        ("序号", "姓名", "所属工会", "序号", "姓名", "血型", "空列", None),
        (1, "张测甲", MILL, 2, "张测乙", "A", None, "走"),
        ("合计", None, None, None, None, None, "2 人", None),
    )
    found = made(store, MEMBERS, *rows)
    assert [heading(found.layout, place) for place in found.unread] == ["姓名", "血型", "H 列（无栏目名）"]
