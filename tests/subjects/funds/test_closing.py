"""Closing months and years: what stands against it, what it writes, and what the next year begins with."""

from __future__ import annotations

from collections import Counter
from datetime import date

import peewee
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unionapp.errors import Problem, Refused
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.books import closing_transfers as carrying
from unionapp.subjects.funds.books.models import Account, Book, Opening, Period, Project
from unionapp.subjects.funds.books.records import ACCOUNTS, OPENINGS, PERIODS
from unionapp.subjects.funds.closing import actions as closing
from unionapp.subjects.funds.closing import moves, readiness
from unionapp.subjects.funds.statements import turnover
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers import chain
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.values.periods import Month, months_of

from tests import support
from tests.subjects.funds import account_books
from tests.subjects.funds.account_books import drafted, lines, opened_with, posted, slipped_in

JANUARY, FEBRUARY = Month(2025, 1), Month(2025, 2)
DAY = date(2025, 1, 9)
LATER = date(2026, 2, 1)
NO_STATEMENT = "银行尚未出对账单"


@pytest.fixture
def book(store: Store) -> Book:
    """A set of books with a thousand yuan in the bank."""
    made = account_books.begun(store)
    opened_with(store, a102=1_000_00, a32205=-1_000_00)
    return made


def close_all(store: Store, book: Book, year: int = 2025) -> None:
    """Every month of a year, closed."""
    for month in months_of(year):
        closing.close_month(store.journal, book, month, NO_STATEMENT)


def rules(problems: list[Problem]) -> list[str]:
    return [problem.rule for problem in problems]


def test_a_month_with_vouchers_not_posted_is_not_closed(store: Store, book: Book) -> None:
    drafted(store, DAY)
    with pytest.raises(Refused, match="还有 1 张凭证没有记账：2025-01-09 购办公用品"):
        closing.close_month(store.journal, book, JANUARY, NO_STATEMENT)


def test_months_are_closed_one_after_the_other_and_once(store: Store, book: Book) -> None:
    with pytest.raises(Refused, match="2025年1月还没有结账"):
        closing.close_month(store.journal, book, FEBRUARY, NO_STATEMENT)
    with pytest.raises(Refused, match="没有更早的月份"):
        closing.close_month(store.journal, book, Month(2024, 12), NO_STATEMENT)
    closing.close_month(store.journal, book, JANUARY, NO_STATEMENT)
    with pytest.raises(Refused, match="已经结账"):
        closing.close_month(store.journal, book, JANUARY, NO_STATEMENT)


def test_the_bank_is_reconciled_or_it_is_said_why_not(store: Store, book: Book) -> None:
    posted(store, book, DAY)
    assert rules(readiness.ready_to_close(book, JANUARY, LATER)) == ["unreconciled"]
    assert closing.close_month(store.journal, book, JANUARY, f" {NO_STATEMENT} ").unreconciled == NO_STATEMENT


def test_the_cash_box_never_holds_less_than_nothing_on_any_day(store: Store, book: Book) -> None:
    for day, fen in ((date(2025, 1, 9), 50), (date(2025, 1, 10), -50)):
        slipped_in(store, book, day, ("50504", fen), ("101", -fen))
    found = readiness.ready_to_close(book, JANUARY, LATER, NO_STATEMENT)
    assert [str(problem) for problem in found if problem.level == "error"] == [
        "2025-01-09 “101 库存现金”余额为 -0.50，不能为负，请核对凭证的先后和金额。"
    ]


def test_opening_balances_must_balance_before_the_first_month_is_closed(store: Store, book: Book) -> None:
    opened_with(store, a101=1)
    assert rules(readiness.ready_to_close(book, JANUARY, LATER, NO_STATEMENT)) == ["opening-balance"]


def test_closing_takes_the_right_to_keep_books(store: Store, book: Book) -> None:
    store.journal.may = lambda right: right != "books"
    with pytest.raises(Refused, match="记账与结账"):
        closing.close_month(store.journal, book, JANUARY, NO_STATEMENT)
    with pytest.raises(Refused, match="记账与结账"):
        closing.close_year(store.journal, book, 2025)


def test_a_closed_month_takes_no_voucher_more_by_whatever_way(store: Store, book: Book) -> None:
    later = drafted(store, date(2025, 2, 1))
    closing.close_month(store.journal, book, JANUARY, NO_STATEMENT)
    with pytest.raises(Refused, match="2025-01 已经结账"):
        drafted(store, DAY)
    later = Voucher.get_by_id(later.id)
    later.day = DAY
    with pytest.raises(Refused, match="2025-01 已经结账"):
        editing.save(store.journal, VOUCHERS, later)
    for put in (Voucher(book=book, day=DAY), later):
        with pytest.raises(peewee.IntegrityError, match="the month is closed"), store.journal.step("塞入"):
            editing.put(VOUCHERS, [put])


def test_a_closed_month_stays_closed_and_keeps_its_opening_balances(store: Store, book: Book) -> None:
    period = closing.close_month(store.journal, book, JANUARY, NO_STATEMENT)
    with pytest.raises(Refused, match="没有可以撤销"):
        store.journal.undo()
    with pytest.raises(Refused, match="由程序登记"):
        editing.remove(store.journal, PERIODS, [period])
    for statement in (
        "UPDATE accounting_period SET last = 9",
        "DELETE FROM accounting_period",
        "DELETE FROM opening",
        "UPDATE opening SET debit = 1",
    ):
        with pytest.raises(peewee.IntegrityError, match="stay"), store.journal.step("改"):
            store.database.execute_sql(statement)
    opening = Opening.select().first()
    opening.debit = 7
    with pytest.raises(Refused, match="期初余额不能再改"):
        editing.save(store.journal, OPENINGS, opening)
    with pytest.raises(Refused, match="期初余额不能再改"):
        editing.remove(store.journal, OPENINGS, [opening])
    with pytest.raises(Refused, match="期初余额不能再改"):
        opened_with(store, a101=1)


def test_a_mistake_in_a_closed_month_is_taken_back_in_a_later_one(store: Store, book: Book) -> None:
    made = posted(store, book, DAY)
    closing.close_month(store.journal, book, JANUARY, NO_STATEMENT)
    red = vouchers.reverse(store.journal, made, date(2025, 2, 3))
    vouchers.approve(store.journal, [red])
    assert vouchers.post(store.journal, book, FEBRUARY) == 1
    assert chain.verify(book) == []


def test_a_year_is_closed_after_its_months_and_before_the_next_january(store: Store, book: Book) -> None:
    with pytest.raises(Refused, match=r"2025年1月、.*还没有结账"):
        closing.close_year(store.journal, book, 2025)
    close_all(store, book)
    with pytest.raises(Refused, match="请先年结"):
        closing.close_month(store.journal, book, Month(2026, 1), NO_STATEMENT)
    closing.close_year(store.journal, book, 2025)
    with pytest.raises(Refused, match="已经年结"):
        closing.close_year(store.journal, book, 2025)
    closing.close_month(store.journal, book, Month(2026, 1), NO_STATEMENT)


def test_earmarked_money_is_carried_to_321_and_what_is_left_of_a_finished_project_to_322(
    store: Store, book: Book
) -> None:
    warmth, relief = account_books.project(store, book), account_books.project(store, book, "帮扶资金", closed=True)
    entries = ((warmth, 500), (relief, 300))
    for project, fen in entries:
        made = Voucher(day=DAY, papers=1)
        vouchers.save(store.journal, made, lines(("102", fen), ("40302", -fen), project=project))
        spent = Voucher(day=DAY, papers=1)
        vouchers.save(store.journal, spent, lines(("50405", 100), ("102", -100), project=project))
        vouchers.approve(store.journal, [made, spent])
    posted(store, book, DAY, 70, "401")
    vouchers.post(store.journal, book, JANUARY)
    close_all(store, book)
    assert rules(readiness.ready_to_close_year(book, 2025, LATER)) == ["finished"]
    closing.close_year(store.journal, book, 2025, [relief])
    rows = Opening.select().where(Opening.year == 2026)
    carried = {(row.account, row.project): (row.debit or 0) - (row.credit or 0) for row in rows}
    assert carried[("32104", warmth)] == -400
    assert ("32104", relief) not in carried
    free = sum(fen for (account, _), fen in carried.items() if account == "32205")
    assert free == -1_000_00 - 70 - 200
    words = [each.summary for each in Voucher.select().where(Voucher.sort == "closing").order_by(Voucher.number)]
    assert words == ["结转本年收支", "结转累计结转", "已完成项目的结转转入结余", "结转累计结余"]


def test_opening_balances_entered_for_the_next_year_give_way_to_what_is_carried_over(store: Store, book: Book) -> None:
    with store.journal.step("登记"):
        editing.put(OPENINGS, [Opening(book=book, year=2026, account="101", debit=5)])
    close_all(store, book)
    closing.close_year(store.journal, book, 2025)
    assert [row.account for row in Opening.select().where(Opening.year == 2026)] == ["102", "32205"]


def test_a_year_without_income_and_spending_needs_no_closing_voucher(store: Store, book: Book) -> None:
    close_all(store, book)
    closing.close_year(store.journal, book, 2025)
    assert Voucher.select().count() == 0
    assert Period.select().where(Period.month == "").count() == 1


KEEPING = ("32104", "32205", "33104", "33205")
YEARS = st.lists(
    st.tuples(
        st.integers(1, 12),
        st.sampled_from(("401", "402", "40301", "40302", "408", "50105", "50405", "50504", "32101", "32201", "32202")),
        st.integers(-(10**11), 10**11).filter(bool),
        st.sampled_from(("", "专项", "一般", "财政")),
        st.sampled_from(("", "甲公司")),
    ),
    max_size=12,
)


@settings(max_examples=20)
@given(year=YEARS, finished=st.booleans())
def test_after_a_year_is_closed_only_what_may_keeps_a_balance_and_the_next_begins_with_it(
    year: list[tuple[int, str, int, str, str]], finished: bool
) -> None:
    with support.passing_store() as store:
        book = account_books.begun(store)
        opened_with(store, a102=10**13, a32205=-(10**13))
        projects = _projects(store, book)
        _enter(store, book, year, projects)
        before = moves.positions_of(book, 2025)
        close_all(store, book)
        closing.close_year(store.journal, book, 2025, [projects["专项"]] if finished else [])
        left = {key: fen for key, fen in moves.positions_of(book, 2025).items() if fen}
        assert {account for account, _ in left if account[0] in "45" or account[:3] in ("321", "322", "331")} <= {
            *KEEPING
        }
        assert sum(left.values()) == 0
        rows = Opening.select().where(Opening.year == 2026)
        opened: Counter[tuple[str, int | None]] = Counter()
        for row in rows:
            opened[row.account, row.project_id] += (row.debit or 0) - (row.credit or 0)
        assert {key: fen for key, fen in opened.items() if fen} == left
        assert left.get(("102", None), 0) == before["102", None]
        assert _earmarked(left) == (0 if finished else _reckoned(year))
        assert chain.verify(book) == []
        sums = turnover.read(book, JANUARY, Month(2025, 12), sorts=("normal",))
        assert sum(each.signed for each in sums) == 0


def _projects(store: Store, book: Book) -> dict[str, Project]:
    return {
        "专项": account_books.project(store, book, "专项"),
        "一般": account_books.project(store, book, "一般", earmarked=False),
        "财政": account_books.project(store, book, "财政", earmarked=False, source="fiscal"),
    }


def _enter(store: Store, book: Book, year: list[tuple[int, str, int, str, str]], projects: dict[str, Project]) -> None:
    made = []
    for month, account, fen, project, party in year:
        each = Voucher(day=date(2025, month, 5), papers=1)
        entries = lines((account, fen), ("102", -fen))
        entries[0].project, entries[0].party = projects.get(project), party
        vouchers.save(store.journal, each, entries)
        made.append(each)
    if made:
        vouchers.approve(store.journal, made)
        vouchers.post(store.journal, book, made)


def _earmarked(left: dict[tuple[str, int | None], int]) -> int:
    named = Project.get(Project.name == "专项").id
    return sum(fen for (account, project), fen in left.items() if account == "32104" and project == named)


def _reckoned(year: list[tuple[int, str, int, str, str]]) -> int:
    """What is left for the earmarked project, added up from what was entered."""
    free = ("401", "40301", "32201", "32202")
    return sum(fen for _, account, fen, project, _ in year if project == "专项" and account not in free)


@pytest.mark.parametrize(
    ("account", "project", "wanted"),
    [
        ("401", Project(earmarked=True), "32203"),
        ("40301", Project(earmarked=True), "32203"),
        ("40302", None, "32103"),
        ("40401", None, "33103"),
        ("405", None, "32203"),
        ("405", Project(earmarked=True), "32103"),
        ("50405", Project(earmarked=True), "32103"),
        ("50405", Project(earmarked=False), "32203"),
        ("50405", Project(earmarked=True, source="fiscal"), "33103"),
    ],
)
def test_income_and_spending_go_where_the_regulation_sends_them(
    account: str, project: Project | None, wanted: str
) -> None:
    assert carrying.target(account, project) == wanted


TAMPERING = {
    "voucher_posted_stays": ("UPDATE voucher SET papers = 9", "校验码不符"),
    "voucher_line_stays": ("UPDATE voucher_line SET summary = 'x'", "校验码不符"),
    "voucher_line_is_kept": ("DELETE FROM voucher_line WHERE credit IS NOT NULL", "借贷不平"),
    "voucher_posted_is_kept": ("DELETE FROM voucher WHERE number = 1", "前面的凭证缺失"),
}


@pytest.mark.parametrize(("guard", "tampering"), TAMPERING.items())
def test_who_gets_past_the_guards_is_found_by_the_chain(
    store: Store, book: Book, guard: str, tampering: tuple[str, str]
) -> None:
    for fen in (1, 2, 3):
        posted(store, book, DAY, fen)
    assert chain.verify(book) == []
    statement, words = tampering
    for trigger in (guard, "voucher_line_is_kept", "voucher_is_posted_when_approved"):
        store.database.execute_sql(f"DROP TRIGGER IF EXISTS {trigger}")
    with store.journal.step("改"):
        if "DELETE FROM voucher " in statement:
            store.database.execute_sql("DELETE FROM voucher_line WHERE voucher_id = (SELECT min(id) FROM voucher)")
        store.database.execute_sql(statement)
    assert any(words in str(problem) for problem in chain.verify(book))
    if "DELETE FROM voucher " in statement:
        assert "gap" in rules(chain.gaps(book))


def test_the_last_voucher_of_a_closed_month_is_missed(store: Store, book: Book) -> None:
    posted(store, book, DAY)
    closing.close_month(store.journal, book, JANUARY, NO_STATEMENT)
    for trigger in ("voucher_posted_is_kept", "voucher_line_is_kept"):
        store.database.execute_sql(f"DROP TRIGGER {trigger}")
    with store.journal.step("改"):
        store.database.execute_sql("DELETE FROM voucher_line")
        store.database.execute_sql("DELETE FROM voucher")
    assert any("最后一张凭证已不在账上" in str(problem) for problem in chain.verify(book))


def test_the_last_vouchers_cut_off_before_any_closing_are_missed(store: Store, book: Book) -> None:
    for fen in (1, 2, 3):
        posted(store, book, DAY, fen)
    for trigger in ("voucher_posted_is_kept", "voucher_line_is_kept"):
        store.database.execute_sql(f"DROP TRIGGER {trigger}")
    with store.journal.step("改"):
        store.database.execute_sql("DELETE FROM voucher_line WHERE voucher_id = (SELECT max(id) FROM voucher)")
        store.database.execute_sql("DELETE FROM voucher WHERE id = (SELECT max(id) FROM voucher)")
    assert chain.gaps(book) == []
    assert [str(problem) for problem in chain.verify(book)] == [
        "操作日志里有 1 张记过账的凭证，账上已经没有了。请从备份恢复。"
    ]


def test_own_bank_accounts_are_watched_too(store: Store, book: Book) -> None:
    editing.save(store.journal, ACCOUNTS, Account(number="10101", name="零用金"))
    slipped_in(store, book, DAY, ("50504", 5), ("10101", -5))
    assert rules(readiness.ready_to_close(book, JANUARY, LATER, NO_STATEMENT)) == ["negative"]
    assert VoucherLine.select().count() == 2


def test_balances_carried_over_are_neither_added_to_nor_changed_nor_removed(store: Store, book: Book) -> None:
    close_all(store, book)
    closing.close_year(store.journal, book, 2025)
    carried = Opening.get(Opening.year == 2026, Opening.account == "102")
    carried.debit = 7
    with pytest.raises(Refused, match=r"2025 年已经年结.*年初余额调整"):
        editing.save(store.journal, OPENINGS, carried)
    with pytest.raises(Refused, match="年初余额调整"):
        editing.save(store.journal, OPENINGS, Opening(book=book, year=2026, account="101", debit=7))
    with pytest.raises(Refused, match="年初余额调整"):
        editing.remove(store.journal, OPENINGS, [Opening.get(Opening.year == 2026)])
    assert OPENINGS.check(Opening.get(Opening.year == 2026)) == []


def test_a_cash_box_is_not_owed_anything_and_an_overdrawn_bank_is_doubted(store: Store, book: Book) -> None:
    for values in ({"credit": 7}, {"debit": -7}):
        assert rules(OPENINGS.check(Opening(book=book, year=2025, account="101", **values))) == ["negative-cash"]
        [doubt] = OPENINGS.check(Opening(book=book, year=2025, account="102", **values))
        assert (doubt.level, doubt.rule) == ("warning", "negative-bank")
    assert OPENINGS.check(Opening(book=book, year=2025, account="101", debit=7)) == []
