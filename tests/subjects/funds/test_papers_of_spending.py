"""The papers of budgets, spending and checking say what was kept, to the fen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from unionapp.errors import Refused
from unionapp.office import cabinet
from unionapp.paper.paper import PrintRequest
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.banking.models import BankLine, CashCount
from unionapp.subjects.funds.banking.records import BANK_LINES, CASH_COUNTS
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.budgeting.models import Budget, BudgetLine
from unionapp.subjects.funds.budgeting.records import BUDGETS
from unionapp.subjects.funds.handouts import actions as handing
from unionapp.subjects.funds.handouts.models import Handout
from unionapp.subjects.funds.handouts.records import HANDOUTS
from unionapp.subjects.funds.income import dues
from unionapp.subjects.funds.income.models import Due
from unionapp.subjects.funds.vouchers.models import VoucherPaper
from unionapp.subjects.funds.vouchers.records import VOUCHER_PAPERS
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.values.periods import Month

from tests import support
from tests.paper.conftest import drawn, whole_text
from tests.subjects.funds import kept
from tests.subjects.funds.kept import Deed, Entry

MARCH = Month(2026, 3)
DAY = date(2026, 3, 20)


@pytest.fixture
def book(store: Store) -> Book:
    made = kept.book(store)
    kept.open_with(store, made, 2026, [("101", 50_000), ("102", 900_000), ("32205", -950_000)])
    return made


@pytest.fixture
def people(store: Store, book: Book) -> list[Member]:
    for number in (1, 2):
        given = {"id_number": support.citizen_number(number), "wage": 3456_78, "joined": date(2020, 1, 1)}
        support.saved(store, MEMBERS, number, union=book.union, change_date=date(2020, 1, 1), **given)
    return list(Member.select())


def said(store: Store, id: str, **wish: Any) -> str:
    return "".join(whole_text(drawn(cabinet.paper(id).document(store, PrintRequest(**wish)))).split())


def test_a_budget_numbers_its_lines_and_sums_each_side(store: Store, book: Book) -> None:
    budget = Budget(book=book, year=2026, version=1)
    amounts = {"401": 1000_00, "402": 2000_00, "501": 1500_00, "50102": 500_00}
    lines = [BudgetLine(account=account, amount=fen) for account, fen in amounts.items()]
    editing.save_with_lines(store.journal, BUDGETS, budget, lines)
    text = said(store, "budget", record=budget)
    assert "收入合计0.003,000.003,000.00" in text
    assert "支出合计0.001,500.001,500.00" in text
    assert "3501职工活动支出" in text


def test_a_request_for_payment_has_its_sum_in_capitals_and_its_ticks(store: Store, book: Book) -> None:
    voucher = kept.enter(store, book, [Deed(DAY, (Entry("50102", 1680_32), Entry("102", 0, 1680_32)))])[0]
    voucher.payee_account = "青山农商行 6200"
    for sort in ("invoice", "sign-in"):
        editing.save(store.journal, VOUCHER_PAPERS, VoucherPaper(voucher=voucher, sort=sort))
    text = said(store, "reimbursement", record=voucher)
    assert "人民币壹仟陆佰捌拾元零叁角贰分" in text
    assert "¥1,680.32" in text
    assert "青山农商行6200" in text
    assert "☑发票" in text
    assert "☑签到册" in text
    assert "□通知" in text
    assert "不准截留、挪用工会经费" in text


def test_a_table_of_the_bank_comes_to_the_same_on_both_sides(store: Store, book: Book) -> None:
    kept.enter(store, book, [Deed(DAY, (Entry("50102", 300_00), Entry("102", 0, 300_00)))])
    interest = BankLine(book=book, account="102", day=DAY, summary="利息", income=7_50, balance=9007_50)
    editing.save(store.journal, BANK_LINES, interest)
    text = said(store, "bank-reconciliation", month=MARCH)
    assert "日记账余额8,700.00银行对账单余额9,007.50" in text
    assert text.count("调节后余额8,707.50") == 2
    assert "勾对" not in text
    out = BankLine(book=book, account="102", day=DAY, summary="付款", spending=300_00, balance=8707_50)
    editing.save(store.journal, BANK_LINES, out)
    assert "有1笔两边都有，还没有勾对" in said(store, "bank-reconciliation", month=MARCH)


def test_a_count_names_the_difference(store: Store, book: Book) -> None:
    count = CashCount(book=book, day=DAY, n10000=4, n5000=2, reason="找零")
    editing.save(store.journal, CASH_COUNTS, count)
    text = said(store, "cash-count", record=count)
    assert "实盘金额500.00" in text
    assert "差额（长款为正，短款为负）0.00" in text


def test_a_sheet_of_dues_adds_up_and_hides_wages_where_asked(store: Store, book: Book, people: list[Member]) -> None:
    dues.fill_month(store.journal, book, book.union, MARCH)
    dues.pay(store.journal, list(Due.select()), DAY)
    text = said(store, "dues-list", month=MARCH)
    assert "234.5034.50" in text
    assert "人民币叁拾肆元伍角整" in text
    assert "3,456.78" in text
    assert "3,456.78" not in said(store, "dues-list", month=MARCH, masked=True)


def test_a_list_to_sign_shows_the_last_four_digits_only(store: Store, book: Book, people: list[Member]) -> None:
    handout = Handout(book=book, title="端午节慰问品", festival="dragon-boat", day=DAY, amount=100_00, goods="大米")
    editing.save(store.journal, HANDOUTS, handout)
    handing.add(store.journal, handout, people)
    text = said(store, "handout-list", record=handout)
    for member in people:
        assert member.name in text
        assert f"…{member.id_number[-4:]}" in text
        assert member.id_number not in text
        assert f"…{member.id_number[-4:]}" not in said(store, "handout-list", record=handout, masked=True)
    assert "合计金额：人民币贰佰元整（¥200.00）" in text


def test_a_list_for_the_bank_is_refused_while_an_account_is_missing(
    store: Store, book: Book, people: list[Member]
) -> None:
    handout = Handout(book=book, title="慰问金", item="relief", day=DAY, amount=100_00, form="transfer")
    editing.save(store.journal, HANDOUTS, handout)
    handing.add(store.journal, handout, people)
    with pytest.raises(Refused, match="没有填银行账号"):
        said(store, "handout-transfers", record=handout)


def test_without_a_book_the_pages_say_what_to_do(store: Store) -> None:
    for id, wish in (("budget-execution", {"year": 2026}), ("bank-reconciliation", {"month": MARCH})):
        assert "还没有账套" in said(store, id, **wish)
