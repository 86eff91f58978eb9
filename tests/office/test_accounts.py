"""Reports of a set of books go out as plain rows: amounts as text, the account's number as key."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from unionapp.cli import main
from unionapp.office import accounts
from unionapp.office.reports import ReportPeriod
from unionapp.store import editing
from unionapp.subjects.funds.budgeting.models import Budget, BudgetLine
from unionapp.subjects.funds.budgeting.records import BUDGET_LINES, BUDGETS
from unionapp.values.periods import Month

from tests import support
from tests.subjects.funds import kept
from tests.subjects.funds.kept import Deed, Entry


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNIONAPP_PASSWORD", support.PASSWORD)
    store = support.make_store(tmp_path / "data")
    book = kept.book(store)
    kept.open_with(store, book, 2026, [("102", 123_456), ("32205", -123_456)])
    kept.enter(store, book, [Deed(date(2026, 3, 5), (Entry("50105", 1_230), Entry("102", 0, 1_230)))])
    with store.journal.step("预算"):
        budget = Budget(book=book, year=2026, version=1, state="approved")
        editing.put(BUDGETS, [budget], follow=False)
        editing.put(BUDGET_LINES, [BudgetLine(budget=budget, place=1, account="501", amount=4_920)], follow=False)
    store.close()
    return tmp_path / "data"


def report(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, dict[str, str]]:
    capsys.readouterr()
    assert main(["--data", str(folder), "report", *arguments, "--json"], None) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["unit"] == kept.UNIT
    return {row["key"]: row for row in found["rows"]}


def test_both_statements_and_the_trial_balance_go_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = report(folder, capsys, "balance-sheet", "--month", "2026-03")
    assert sheet["money"] == {"key": "money", "label": "货币资金", "年初余额": "1234.56", "期末余额": "1222.26"}
    assert sheet["322"]["期末余额"] == sheet["claims"]["期末余额"] == "1222.26"
    assert "年末余额" in report(folder, capsys, "balance-sheet", "--year", "2026")["assets"]
    flows = report(folder, capsys, "income-expenditure", "--month", "2026-03")
    assert flows["501"] == {"key": "501", "label": "（一）职工活动支出", "本月数": "12.30", "本年累计数": "12.30"}
    assert flows["surplus"]["本月数"] == "-12.30"
    assert flows["opening"]["本月数"] == ""
    trial = report(folder, capsys, "trial-balance", "--month", "2026-03", "--book", kept.UNIT)
    assert trial["50105"]["期末余额借方"] == trial["501"]["本期发生额借方"] == trial["total"]["本年累计贷方"] == "12.30"
    assert trial["102"]["期初余额借方"] == "1234.56"


def test_the_execution_of_the_budget_goes_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = report(folder, capsys, "budget-execution", "--month", "2026-03")["501"]
    assert (row["调整后预算"], row["累计"], row["执行率"], row["余额"]) == ("49.20", "12.30", "25%", "36.90")
    assert "本月" not in report(folder, capsys, "budget-execution", "--year", "2026")["501"]


def test_a_book_that_is_not_there_is_refused_in_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--data", str(folder), "report", "balance-sheet", "--month", "2026-03", "--book", "无"]
    assert main(arguments, None) == 2
    assert "没有名为“无”的账套" in capsys.readouterr().err


def test_a_report_is_shown_as_a_table_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(folder), "report", "trial-balance", "--month", "2026-03"], None) == 0
    shown = capsys.readouterr().out
    assert "科目余额表　2026年3月" in shown
    assert "会员活动支出" in shown


def test_a_period_knows_whether_it_is_a_month() -> None:
    assert ReportPeriod.of_month(Month(2026, 12)).when == Month(2026, 12)
    assert ReportPeriod.of_year(2026).when == 2026
    assert [offer.id for offer in accounts.REPORTS if offer.of_book] == [offer.id for offer in accounts.REPORTS]
