"""Vouchers and tables of balances as accounting programs write them (用友, 金蝶, 畅捷通, 管家婆)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from unionapp.errors import Refused
from unionapp.exchange import apply, constants, headings, plan
from unionapp.exchange.book import Merged, SheetRow, Spreadsheet
from unionapp.exchange.outcome import Plan
from unionapp.records.kind import Kind
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.books import account_words, chart
from unionapp.subjects.funds.books.models import Account, Book
from unionapp.subjects.funds.books.records import BOOKS, OPENINGS
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.subjects.unions.models import Union

Row = Sequence[Any]


@pytest.fixture(autouse=True)
def book(store: Store) -> Book:
    """The one set of books."""
    made = Book(name="测试账套", union=Union.get(), since="2026-01", active=True)
    editing.save(store.journal, BOOKS, made)
    return made


def planned(
    store: Store, kind: Kind, *rows: Row, merged: Sequence[Merged] = (), answers: Mapping[str, str] | None = None
) -> Plan:
    """What importing these rows would do."""
    width = max(map(len, rows))
    sheet = [SheetRow(place, (*each, *(None,) * (width - len(each)))) for place, each in enumerate(rows, 1)]
    found = Spreadsheet(("一",), "一", sheet, tuple(merged))
    layout = constants.of_sheet(store, kind, found, headings.of_book(found, kind))
    return plan.make(store, kind, sheet, layout, answers=answers or {})


def entries(made: Plan) -> list[tuple[str, int | None, int | None]]:
    """Account, debit and credit of every line of the vouchers."""
    heads = [row.record for row in made.rows if row.head is None and row.record is not None]
    return [(line.account, line.debit, line.credit) for record in heads for line in record.lines or ()]


def openings(made: Plan) -> dict[str, tuple[int | None, int | None]]:
    """Debit and credit of every opening balance by account."""
    return {each.record.account: (each.record.debit, each.record.credit) for each in made.rows if each.record}


WHOLE = [("50102", 120050, None), ("102", None, 120050)]
VOUCHER_SHEETS: dict[str, list[Row]] = {
    "用友": [
        [
            "制单日期",
            "凭证类别字",
            "凭证编号",
            "附单据数",
            "摘要",
            "科目编码",
            "科目名称",
            "借方金额",
            "贷方金额",
            "制单",
        ],
        ("2026.03.10", "记", "0001", "1", "购慰问品", "50102", "文体活动支出", "1,200.50", None, "王会"),
        ("2026.03.10", "记", "0001", "1", "购慰问品", "102", "银行存款", None, "1,200.50", "王会"),
        ("合计", None, None, None, None, None, None, "1,200.50", "1,200.50", None),
    ],
    "金蝶": [
        ("凭证列表",),
        ["日期", "凭证字号", "摘要", "科目", "借方", "贷方", "制单"],
        ("2026-03-10", "记-1", "购慰问品", "50102 - 职工活动支出_文体活动支出", 1200.5, None, "王会"),
        (None, None, None, "102 - 银行存款", None, 1200.5, None),
        ("合计", None, None, None, 1200.5, 1200.5, None),
    ],
    "畅捷通": [
        ["凭证日期", "凭证类别", "凭证号", "摘要", "科目代码", "科目全称", "方向", "金额"],
        ("2026-03-10", "记", "1", "购慰问品", "501.02", "文体活动支出", "借", 1200.5),
        ("2026-03-10", "记", "1", "购慰问品", "102", "银行存款", "贷", 1200.5),
    ],
    "管家婆": [
        ["制单日期", "凭证编号", "凭证摘要", "科目编号", "科目全名", "借方金额", "贷方金额"],
        ("2026-03-10", "记0001", "购慰问品", "501-02", "职工活动支出/文体活动支出", 1200.5, None),
        (None, None, None, "102", "银行存款", None, 1200.5),
        (None, None, "合计", None, None, 1200.5, 1200.5),
    ],
    "编码在名称后": [
        ["日期", "凭证字号", "摘要", "会计科目", "借方发生额", "贷方发生额"],
        ("2026-03-10", "记字第1号", "购慰问品", "文体活动支出（50102）", 1200.5, None),
        ("2026-03-10", "记字第1号", "购慰问品", "银行存款（102）", None, 1200.5),
    ],
}


@pytest.mark.parametrize("program", VOUCHER_SHEETS)
def test_the_vouchers_of_every_program_are_read_whole(store: Store, program: str) -> None:
    made = planned(store, VOUCHERS, *VOUCHER_SHEETS[program])
    assert [each.message for each in made.problems() if each.level == "error"] == []
    assert entries(made) == WHOLE
    assert made.new == 2


def test_one_number_under_two_words_is_two_vouchers(store: Store) -> None:
    heads = ["日期", "凭证字", "凭证号", "摘要", "科目编码", "借方金额", "贷方金额"]
    rows = [
        ("2026-03-10", word, "0001", "收付", account, *amounts)
        for word, pairs in (("收", ("102", "401")), ("付", ("50102", "102")))
        for account, amounts in zip(pairs, ((8, None), (None, 8)), strict=True)
    ]
    made = planned(store, VOUCHERS, heads, *rows)
    heads_of = [row.record for row in made.rows if row.head is None and row.record is not None]
    assert [record.word for record in heads_of] == ["shou", "fu"]
    assert len(entries(made)) == 4


def test_the_number_of_a_voucher_tells_its_word(store: Store) -> None:
    rows = [("2026-03-10", "收-3", "会费", "102", 8, None), ("2026-03-10", "收-3", "会费", "401", None, 8)]
    made = planned(store, VOUCHERS, ["日期", "凭证字号", "摘要", "科目编码", "借方", "贷方"], *rows)
    assert made.rows[0].record is not None
    assert made.rows[0].record.word == "shou"


BALANCES: dict[str, tuple[list[Row], list[Merged]]] = {
    "用友": (
        [
            ["科目编码", "科目名称", "方向", "期初余额", "本期借方", "本期贷方", "方向", "期末余额"],
            ("101", "库存现金", "借", "500.00", 0, 0, "借", "500.00"),
            ("102", "银行存款", "借", "70,000.00", 0, 0, "借", "70,000.00"),
            ("111", "零余额账户用款额度", "平", None, 0, 0, "平", None),
            ("322", "工会资金结余", "贷", "70,500.00", 0, 0, "贷", "70,500.00"),
            ("322-05", "累计结余", "贷", "70,500.00", 0, 0, "贷", "70,500.00"),
            ("合计", None, None, None, 0, 0, None, None),
        ],
        [],
    ),
    "金蝶": (
        [
            ("科目余额表",),
            ("科目代码", "科目名称", "期初余额", None, "本期发生额", None, "期末余额", None),
            (None, None, "借方", "贷方", "借方", "贷方", "借方", "贷方"),
            ("101", "库存现金", 500, None, 1, 1, 500, None),
            ("102", "银行存款", 70000, None, 1, 1, 70000, None),
            ("162", "固定资产", None, None, None, None, None, None),
            ("322", "工会资金结余", None, 70500, 1, 1, None, 70500),
            ("322.05", "累计结余", None, 70500, 1, 1, None, 70500),
            ("合计", None, 70500, 70500, 4, 4, 70500, 70500),
        ],
        [Merged(2, 2, 2, 3), Merged(2, 4, 2, 5), Merged(2, 6, 2, 7)],
    ),
    "畅捷通": (
        [
            ["科目编码", "科目名称", "余额方向", "年初余额", "累计借方", "累计贷方", "期初余额"],
            ("101", "库存现金", "借", 400, 200, 100, 500),
            ("102", "银行存款", "借", 60000, 20000, 10000, 70000),
            ("32205", "累计结余", "贷", 60400, 0, 10100, 70500),
        ],
        [],
    ),
    "名称与编码同格": (
        [
            ("科目", "期初借方余额", "期初贷方余额"),
            ("101 库存现金", 500, None),
            ("102 银行存款", 70000, None),
            ("32205 工会资金结余-累计结余", None, 70500),
        ],
        [],
    ),
}


@pytest.mark.parametrize("program", BALANCES)
def test_the_balances_of_every_program_are_read_without_their_sums(store: Store, program: str) -> None:
    rows, merged = BALANCES[program]
    made = planned(store, OPENINGS, *rows, merged=merged)
    assert [each.message for each in made.problems()] == []
    assert openings(made) == {"101": (50000, None), "102": (7000000, None), "32205": (None, 7050000)}


def test_what_stands_for_the_opening_is_told_where_it_is_of_another_time(store: Store) -> None:
    heads = ["科目编码", "科目名称", "方向", "年初余额"]
    made = planned(store, OPENINGS, heads, ("101", "库存现金", "借", 500))
    assert openings(made) == {"101": (50000, None)}
    assert any("年初余额" in remark for remark in made.remarks)


def test_one_amount_without_a_side_is_refused_in_words(store: Store) -> None:
    with pytest.raises(Refused, match="方向"):
        planned(store, OPENINGS, ("科目编码", "期初余额"), ("101", 500))


@pytest.mark.parametrize(
    ("number", "name", "found"),
    [
        ("101", "库存现金", ("101", "库存现金")),
        ("322-05", "", ("32205", "")),
        ("322.05", "累计结余", ("32205", "累计结余")),
        ("322-5", "", ("32205", "")),
        ("", "50102 文体活动支出", ("50102", "文体活动支出")),
        ("", "[50102]文体活动支出", ("50102", "文体活动支出")),
        ("", "文体活动支出（50102）", ("50102", "文体活动支出")),
        ("50102-文体活动支出", "", ("50102", "文体活动支出")),
        ("", "文体活动支出", ("", "文体活动支出")),
        ("10203", "农商行", ("10203", "农商行")),
    ],
)
def test_an_account_is_told_in_any_of_its_forms(store: Store, number: str, name: str, found: tuple[str, str]) -> None:
    assert account_words.told(chart.read(), number, name) == found


def test_an_unknown_detail_is_asked_about_and_opened_with_the_import(store: Store) -> None:
    rows = (
        ["日期", "凭证字号", "摘要", "科目编码", "科目名称", "借方", "贷方"],
        ("2026-03-10", "记-1", "费", "13501", "押金", 8, None),
        ("2026-03-10", "记-1", "费", "102", "银行存款", None, 8),
    )
    asked = planned(store, VOUCHERS, *rows)
    assert [(each.cause, each.suggestion, each.answer) for each in asked.questions] == [
        ("没有登记：13501 押金", "登记为新的", "不导入")
    ]
    assert asked.wrong == 2
    answered = planned(store, VOUCHERS, *rows, answers={"没有登记：13501 押金": "登记为新的"})
    assert answered.new == 2
    apply.apply(store, answered, Path("凭证.xlsx"))
    account = Account.get(Account.number == "13501")
    assert (account.name, account.upper, account.side) == ("押金", "135", Account.get(Account.number == "135").side)
    store.journal.undo("导错了")
    assert Account.get_or_none(Account.number == "13501") is None


def test_a_detail_named_by_its_path_takes_the_next_number(store: Store) -> None:
    account = account_words.detail(chart.read(), "", "其他应收款—押金")
    assert account is not None
    assert (account.number, account.name) == ("13501", "押金")


def test_an_account_that_continues_none_is_not_opened(store: Store) -> None:
    assert account_words.detail(chart.read(), "901", "某某") is None
