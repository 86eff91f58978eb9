"""The same statement of a bank twice, and downloads that overlap."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from unionapp.exchange import apply, constants, headings, outgoing, plan, workbook
from unionapp.exchange.apply import ImportResult
from unionapp.exchange.book import SheetRow, filled_down
from unionapp.records.search import Query
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.banking.models import BankLine
from unionapp.subjects.funds.banking.records import BANK_LINES
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.books.records import BOOKS
from unionapp.subjects.unions.models import Union

from tests import support

HEADINGS = ("日期", "摘要", "收入", "支出", "余额")
FEES = [("2026-03-10", "手续费", None, 1.5, 100), ("2026-03-10", "手续费", None, 1.5, 98.5)]
LATER = ("2026-03-11", "补助", 50, None, 148.5)


@pytest.fixture(autouse=True)
def book(store: Store) -> Any:
    """The one set of books."""
    made = Book(name="测试账套", union=Union.get(), since="2026-01", active=True)
    editing.save(store.journal, BOOKS, made)
    return made


def taken(store: Store, rows: Sequence[Sequence[Any]], head: Sequence[str] = HEADINGS, **said: str) -> ImportResult:
    """What importing these rows did."""
    sheet = [SheetRow(place, tuple(cells)) for place, cells in enumerate([head, *rows], 1)]
    layout = headings.understand(sheet, BANK_LINES)
    for name, text in said.items():
        layout = layout.with_constant(BANK_LINES, name, text)
    layout = constants.with_sole(store, BANK_LINES, layout)
    return apply.apply(store, plan.make(store, BANK_LINES, sheet, layout), Path("对账单.xlsx"))


def counts(result: ImportResult) -> tuple[int, int, int]:
    """New, same, wrong; nothing of a statement changes."""
    assert result.changed == 0
    return result.new, result.same, result.wrong


def test_the_same_statement_again_adds_nothing(store: Store) -> None:
    assert counts(taken(store, [*FEES, LATER])) == (3, 0, 0)
    assert counts(taken(store, [*FEES, LATER])) == (0, 3, 0)
    assert BankLine.select().count() == 3


def test_a_download_that_overlaps_adds_only_what_is_new(store: Store) -> None:
    assert counts(taken(store, FEES[:1])) == (1, 0, 0)
    assert counts(taken(store, [*FEES, LATER])) == (2, 1, 0)


def test_two_equal_lines_without_a_balance_stay_two_and_a_third_is_new(store: Store) -> None:
    fees = [fee[:4] for fee in FEES]
    assert counts(taken(store, fees, HEADINGS[:4])) == (2, 0, 0)
    assert counts(taken(store, fees, HEADINGS[:4])) == (0, 2, 0)
    assert counts(taken(store, [*fees, fees[0]], HEADINGS[:4])) == (1, 2, 0)


def test_a_line_that_differs_in_number_or_counterparty_is_new(store: Store) -> None:
    head = ("日期", "支出", "流水号", "对方户名")
    first = ("2026-03-10", 8, "A1", "青山超市")
    assert counts(taken(store, [first], head)) == (1, 0, 0)
    others = [("2026-03-10", 8, "A2", "青山超市"), ("2026-03-10", 8, "A1", "红星超市"), ("2026-03-10", 8, None, None)]
    assert counts(taken(store, [*others, first], head)) == (3, 1, 0)


def test_the_same_amounts_of_another_account_are_new(store: Store) -> None:
    assert counts(taken(store, FEES)) == (2, 0, 0)
    assert counts(taken(store, FEES, account="10201")) == (2, 0, 0)
    assert counts(taken(store, FEES, account="10201")) == (0, 2, 0)


def test_after_undo_a_statement_is_new_again(store: Store) -> None:
    taken(store, FEES)
    support.taken_back(store)
    assert counts(taken(store, FEES)) == (2, 0, 0)


def test_rows_that_bear_the_numbers_of_records_keep_them_beside_equal_rows(store: Store, tmp_path: Path) -> None:
    taken(store, [fee[:4] for fee in FEES], HEADINGS[:4])
    out = tmp_path / "out.xlsx"
    outgoing.export(store, BANK_LINES, Query(), out)
    found = workbook.read(out)
    rows = filled_down(found)
    rows[1] = SheetRow(rows[1].number, (*rows[1].cells[:-1], None))
    made = plan.make(store, BANK_LINES, rows, headings.of_book(found, BANK_LINES))
    assert (made.new, made.same, made.wrong) == (0, 2, 0)


def test_a_statement_with_one_column_more_fills_the_lines_that_are_stored(store: Store) -> None:
    assert counts(taken(store, [*FEES, LATER])) == (3, 0, 0)
    head = (*HEADINGS, "流水号", "对方户名")
    more = [(*line, f"A{place}", "县总工会") for place, line in enumerate([*FEES, LATER])]
    result = taken(store, more, head)
    assert (result.new, result.changed, result.wrong) == (0, 3, 0)
    assert [line.reference for line in BankLine.select().order_by(BankLine.id)] == ["A0", "A1", "A2"]
    assert counts(taken(store, more, head)) == (0, 3, 0)


def test_a_line_of_another_day_amount_or_balance_is_not_filled(store: Store) -> None:
    taken(store, [("2026-03-10", 8, 92)], ("日期", "支出", "余额"))
    others = [("2026-03-11", 8, 92, "A"), ("2026-03-10", 9, 92, "A"), ("2026-03-10", 8, 84, "A")]
    assert counts(taken(store, others, ("日期", "支出", "余额", "流水号"))) == (3, 0, 0)


def test_an_equal_line_goes_before_one_that_says_less(store: Store) -> None:
    head = ("日期", "支出", "流水号")
    taken(store, [("2026-03-10", 8, None)], head)
    result = taken(store, [("2026-03-10", 8, "A1"), ("2026-03-10", 8, None)], head)
    assert counts(result) == (1, 1, 0)
