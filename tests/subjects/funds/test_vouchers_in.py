"""Vouchers and opening balances from sheets: drafts that are known again, and nothing posted that changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from unionapp.exchange import apply, plan
from unionapp.store.store import Store
from unionapp.subjects.funds.books.models import Book, Opening
from unionapp.subjects.funds.books.records import OPENINGS
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.values.periods import Month

from tests import support
from tests.subjects.funds import account_books

MARCH = Month(2025, 3)


@pytest.fixture
def book(store: Store) -> Book:
    """A set of books with the chart."""
    return account_books.begun(store)


SHEET = "日期,凭证号,摘要,科目编号,科目名称,借方金额,贷方金额,附单据数\n"
ROWS = "2025-03-05,7,购办公用品,50504,其他业务支出,{fen},,1\n2025-03-05,7,购办公用品,102,银行存款,,{fen},1\n"


def imported(store: Store, folder: Path, text: str) -> Any:
    """The plan of a sheet, carried out."""
    path = folder / "凭证.csv"
    path.write_text(text, "utf-8")
    made = plan.read_and_plan(store, VOUCHERS, path).plan
    apply.apply(store, made, path)
    return made


def test_a_sheet_without_a_book_is_the_only_ones_and_is_known_again(store: Store, book: Book, tmp_path: Path) -> None:
    first = imported(store, tmp_path, SHEET + ROWS.format(fen="12.50"))
    assert (first.new, first.wrong) == (2, 0)
    assert [problem for row in first.rows for problem in row.problems] == []
    assert imported(store, tmp_path, SHEET + ROWS.format(fen="12.50")).same == 2
    [made] = Voucher.select()
    vouchers.approve(store.journal, [made])
    vouchers.post(store.journal, book, MARCH)
    assert imported(store, tmp_path, SHEET + ROWS.format(fen="12.50")).same == 2


def test_a_sheet_does_not_change_a_posted_voucher(store: Store, book: Book, tmp_path: Path) -> None:
    imported(store, tmp_path, SHEET + ROWS.format(fen="12.50"))
    vouchers.approve(store.journal, list(Voucher.select()))
    vouchers.post(store.journal, book, MARCH)
    before = support.picture(store)
    refused = imported(store, tmp_path, SHEET + ROWS.format(fen="12.60"))
    assert refused.wrong == 2
    assert any("已经记账" in problem.message for row in refused.rows for problem in row.problems)
    assert support.picture(store) == before


def test_a_sheet_with_a_line_that_does_not_balance_is_refused_whole(store: Store, book: Book, tmp_path: Path) -> None:
    rows = ROWS.format(fen="12.50").replace("102,银行存款,,12.50", "102,银行存款,,12.51")
    refused = imported(store, tmp_path, SHEET + rows)
    assert refused.wrong == 2
    assert any("借贷不平" in problem.message for row in refused.rows for problem in row.problems)


def test_a_sheet_gives_accounts_by_name_alone(store: Store, book: Book, tmp_path: Path) -> None:
    rows = ("2025-03-05,1,观影,会员活动支出,9,", "2025-03-05,1,观影,银行存款,,9")
    text = "\n".join(("日期,凭证号,摘要,科目名称,借方金额,贷方金额", *rows))
    assert imported(store, tmp_path, text).new == 2
    [made] = Voucher.select()
    assert [line.account for line in vouchers.lines(made)] == ["50105", "102"]


def test_opening_balances_of_a_sheet_are_known_again(store: Store, book: Book, tmp_path: Path) -> None:
    path = tmp_path / "期初.csv"
    text = "科目编号,科目名称,借方余额,贷方余额\n102,银行存款,100.00,\n32205,累计结余,,100.00\n101,库存现金,0,\n"
    path.write_text(text, "utf-8")
    for wanted in ((3, 0), (0, 3)):
        made = plan.read_and_plan(store, OPENINGS, path).plan
        apply.apply(store, made, path)
        assert (made.new, made.same, made.wrong) == (*wanted, 0)
    assert {row.year for row in Opening.select()} == {2025}
