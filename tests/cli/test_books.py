"""Keeping books from the command line: import, approve, post, close, check."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Run

HEAD = "日期,凭证号,摘要,科目编号,科目名称,借方金额,贷方金额,附单据数\n"
ROWS = (
    "2025-01-05,1,收会费,102,银行存款,500.00,,1\n2025-01-05,1,收会费,401,会费收入,,500.00,1\n"
    "2025-01-09,2,买办公用品,50504,其他业务支出,0.30,,2\n2025-01-09,2,买办公用品,102,银行存款,,0.30,2\n"
)
BALANCES = "科目编号,科目名称,借方余额,贷方余额,年度\n102,银行存款,1000,,2025\n32205,累计结余,,1000,2025\n"


@pytest.fixture
def kept(run: Run, tmp_path: Path) -> Run:
    """A fresh data folder with opening balances and a month of vouchers that somebody else kept."""
    run("init", "--union", "青石镇总工会")
    for kind, text in (("openings", BALANCES), ("vouchers", HEAD + ROWS)):
        path = tmp_path / f"{kind}.csv"
        path.write_text(text, "utf-8")
        assert run("import", kind, path).code == 0
    return run


def test_init_makes_a_set_of_books_with_the_chart(run: Run) -> None:
    run("init", "--union", "青石镇总工会")
    [book] = run("list", "books", "--json").json
    assert (book["账套名称"], book["启用月份"]) == ("青石镇总工会", f"{date.today().year}-01")
    assert len(run("list", "accounts", "--json").json) == 129


def test_a_month_is_approved_posted_and_closed(kept: Run) -> None:
    assert kept("post", "--month", "2025-01", "--json").code == 1, "nothing is approved yet"
    assert kept("approve", "--month", "2025-01", "--json").json == {"approved": 2}
    assert kept("post", "--month", "2025-01", "--json").json == {"posted": 2}
    assert "还没有对账" in kept("close", "--month", "2025-01").refusal
    assert kept("close", "--month", "2025-01", "--because", "未出对账单", "--json").json == {"closed": "2025-01"}
    assert "已经结账" in kept("close", "--month", "2025-01").refusal


def test_depreciation_is_drafted_before_a_month_with_assets_is_closed(kept: Run, tmp_path: Path) -> None:
    cards = tmp_path / "cards.csv"
    cards.write_text(
        "资产编号,资产名称,资产类别,取得日期,原值,折旧年限\n1,电脑,计算机设备,2025-01-06,7200,6\n", "utf-8"
    )
    assert kept("import", "assets", cards).code == 0
    kept("approve", "--month", "2025-01")
    kept("post", "--month", "2025-01")
    assert "折旧 100.00 元" in kept("close", "--month", "2025-01", "--because", "未出对账单").refusal
    assert kept("depreciate", "--month", "2025-01", "--json").json["amount"] == "100.00"
    kept("approve", "--month", "2025-01", "--because", "卡片为凭")
    assert kept("post", "--month", "2025-01").code == 0
    assert kept("close", "--month", "2025-01", "--because", "未出对账单").code == 0


def test_an_approval_is_not_undone_whatever_the_reason(kept: Run) -> None:
    kept("approve", "--month", "2025-01")
    for reason in ((), ("--because", "急着改")):
        refused = kept("undo", *reason)
        assert refused.code == 2 and "撤销审核" in refused.refusal
    assert kept("approve", "--month", "2025-01", "--json").json == {"approved": 0}


def test_an_approval_is_taken_back_for_a_reason_whole_or_by_number(kept: Run) -> None:
    kept("approve", "--month", "2025-01")
    month = ("unapprove", "--month", "2025-01")
    assert "--because" in kept(*month).refusal
    assert "要写明原因" in kept(*month, "--because", " ").refusal
    assert "最长 500 个字" in kept(*month, "--because", "改" * 501).refusal
    assert "“9”" in kept(*month, "--because", "改日期", "--voucher", "9").refusal
    assert kept(*month, "--because", "改\x07日期", "--voucher", "2", "--json").json == {"unapproved": 1}
    assert "改日期" in kept("log", "--limit", "1").out
    assert kept(*month, "--because", "改日期", "--json").json == {"unapproved": 1}
    assert "没有已审核" in kept(*month, "--because", "改日期").refusal
    assert kept("approve", "--month", "2025-01", "--json").json == {"approved": 2}


def test_balances_carried_over_are_not_written_over_and_cash_is_never_owed(kept: Run, tmp_path: Path) -> None:
    path = tmp_path / "余额.csv"
    path.write_text("科目编号,科目名称,借方余额,贷方余额,年度\n101,库存现金,,50,2025\n", "utf-8")
    assert "库存现金不会是贷方余额" in kept("import", "openings", path).out
    kept("approve", "--month", "2025-01")
    kept("post", "--month", "2025-01")
    for month in range(1, 13):
        kept("close", "--month", f"2025-{month:02d}", "--because", "未出对账单")
    kept("close", "--year", "2025")
    path.write_text("科目编号,科目名称,借方余额,贷方余额,年度\n102,银行存款,9,,2026\n101,库存现金,9,,2026\n", "utf-8")
    answer = kept("import", "openings", path, "--json").json
    assert answer["wrong"] == 2
    assert all("年初余额调整" in each["message"] for each in answer["problems"])


def test_a_year_is_closed_and_carried_over(kept: Run) -> None:
    kept("approve", "--month", "2025-01")
    kept("post", "--month", "2025-01")
    for month in range(1, 13):
        assert kept("close", "--month", f"2025-{month:02d}", "--because", "未出对账单").code == 0
    assert kept("close", "--year", "2025", "--book", "青石镇总工会", "--json").json == {"closed": "2025"}
    rows = kept("list", "openings", "--where", "年度=2026", "--json").json
    assert [(row["科目编号"], row["借方余额"], row["贷方余额"]) for row in rows] == [
        ("102", "1,499.70", ""),
        ("32205", "", "1,499.70"),
    ]


def test_the_same_sheet_again_changes_nothing_and_what_is_given_out_comes_in_the_same(
    kept: Run, tmp_path: Path
) -> None:
    assert kept("import", "vouchers", tmp_path / "vouchers.csv", "--json").json["same"] == 4
    kept("approve", "--month", "2025-01")
    kept("post", "--month", "2025-01")
    assert kept("import", "vouchers", tmp_path / "vouchers.csv", "--json").json["same"] == 4
    assert kept("export", "vouchers", tmp_path / "out.xlsx").code == 0
    answer = kept("import", "vouchers", tmp_path / "out.xlsx", "--json").json
    assert (answer["same"], answer["new"], answer["changed"], answer["wrong"]) == (4, 0, 0, 0)


def test_a_book_that_is_not_there_is_refused_with_those_that_are(kept: Run) -> None:
    answer = kept("close", "--year", "2025", "--book", "机关工会")
    assert "没有名为“机关工会”的账套" in answer.refusal
    assert "青石镇总工会" in answer.refusal


def test_close_names_a_month_or_a_year(kept: Run) -> None:
    assert "--month" in kept("close").refusal


def test_check_reads_the_books(kept: Run) -> None:
    kept("approve", "--month", "2025-01")
    kept("post", "--month", "2025-01")
    found = kept("check", "--json").json["findings"]
    assert [each for each in found if each["level"] == "error"] == []


DOUBTFUL = HEAD + "2025-02-05,3,宴请及烟酒,50504,其他业务支出,80.00,,1\n2025-02-05,3,宴请及烟酒,102,银行存款,,80.00,1\n"
CASH = HEAD + "2025-02-06,4,买茶叶,50504,其他业务支出,8.00,,1\n2025-02-06,4,买茶叶,101,库存现金,,8.00,1\n"


def brought(run: Run, tmp_path: Path, text: str) -> None:
    """Vouchers of a sheet, as drafts."""
    path = tmp_path / "more.csv"
    path.write_text(text, "utf-8")
    assert run("import", "vouchers", path).code == 0


def test_a_doubtful_month_is_approved_only_with_a_reason_and_the_doubts_are_listed(kept: Run, tmp_path: Path) -> None:
    brought(kept, tmp_path, DOUBTFUL)
    answer = kept("approve", "--month", "2025-02")
    assert answer.code == 2
    assert "2025-02-05 宴请及烟酒：摘要里有“宴请”" in answer.refusal and "八不准" in answer.refusal
    assert kept("approve", "--month", "2025-02", "--because", "已请示主席", "--json").json == {"approved": 1}
    [row] = kept("list", "vouchers", "--where", "疑点说明=已请示主席", "--json").json
    assert row["状态"] == "已审核"


def test_a_reason_given_out_comes_in_the_same_and_never_from_a_sheet(kept: Run, tmp_path: Path) -> None:
    brought(kept, tmp_path, DOUBTFUL)
    assert kept("export", "vouchers", tmp_path / "before.xlsx").code == 0
    kept("approve", "--month", "2025-02", "--because", "已请示主席")
    assert kept("export", "vouchers", tmp_path / "after.xlsx").code == 0
    for name in ("before.xlsx", "after.xlsx"):
        answer = kept("import", "vouchers", tmp_path / name, "--json").json
        assert (answer["same"], answer["changed"], answer["wrong"]) == (6, 0, 0), name


def test_cash_that_is_not_there_is_not_posted(kept: Run, tmp_path: Path) -> None:
    brought(kept, tmp_path, CASH)
    kept("approve", "--month", "2025-02")
    answer = kept("post", "--month", "2025-02")
    assert answer.code == 2 and "“2025-02-06 买茶叶”记账以后，2025-02-06 “101 库存现金”余额为 -8.00" in answer.refusal
    assert kept("list", "vouchers", "--where", "状态=已记账", "--json").json == []


def test_an_overdrawn_bank_is_told_when_it_is_posted(kept: Run, tmp_path: Path) -> None:
    brought(kept, tmp_path, DOUBTFUL.replace("80.00", "8000.00"))
    kept("approve", "--month", "2025-02", "--because", "已请示主席")
    answer = kept("post", "--month", "2025-02", "--json")
    assert answer.code == 1 and answer.json["posted"] == 1 and "是透支" in answer.json["doubts"][0]


def test_a_month_and_a_year_that_are_not_over_are_not_closed(kept: Run) -> None:
    year = date.today().year + 1
    answer = kept("close", "--month", f"{year}-01", "--because", "没有对账单")
    assert answer.code == 2 and f"{year}-01-31 起才能结账" in answer.refusal
    answer = kept("close", "--year", str(year))
    assert answer.code == 2 and f"{year}-12-31 起才能结账" in answer.refusal
    assert kept("list", "periods", "--json").json == []
