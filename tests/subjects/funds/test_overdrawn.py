"""Nobody pays out of an empty cash box: posting refuses it, checking finds it, the bank is only doubted."""

from __future__ import annotations

from datetime import date

import pytest
from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.books.models import Book, Opening
from unionapp.subjects.funds.books.records import OPENINGS
from unionapp.subjects.funds.spending import audits
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers import chain, overdrawn
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.values.periods import Month

from tests.subjects.funds import account_books
from tests.subjects.funds.account_books import lines, opened_with, slipped_in

MARCH = Month(2025, 3)


@pytest.fixture
def book(store: Store) -> Book:
    """A set of books with a hundred yuan in the cash box and a thousand in the bank."""
    made = account_books.begun(store)
    opened_with(store, a101=100_00, a102=1_000_00, a32205=-1_100_00)
    return made


def approved(store: Store, day: int, *entries: tuple[str, int], month: int = 3, year: int = 2025) -> Voucher:
    """An approved voucher of these lines."""
    made = Voucher(day=date(year, month, day), papers=1)
    vouchers.save(store.journal, made, lines(*entries))
    vouchers.approve(store.journal, [made])
    return made


def spent(store: Store, day: int, fen: int, account: str = "101", month: int = 3, year: int = 2025) -> Voucher:
    """An approved voucher that pays."""
    return approved(store, day, ("50504", fen), (account, -fen), month=month, year=year)


def drawn(store: Store, day: int, fen: int) -> Voucher:
    """An approved voucher that draws cash from the bank."""
    return approved(store, day, ("101", fen), ("102", -fen))


def states() -> list[str]:
    return [each.state for each in Voucher.select().order_by(Voucher.id)]


def test_vouchers_that_pay_more_cash_than_there_is_are_refused_by_name_and_nothing_is_posted(
    store: Store, book: Book
) -> None:
    spent(store, 3, 80_00)
    spent(store, 5, 50_00)
    with pytest.raises(Refused) as refused:
        vouchers.post(store.journal, book, MARCH)
    words = str(refused.value)
    assert words.startswith("“2025-03-05 购办公用品”记账以后，2025-03-05 “101 库存现金”余额为 -30.00 元，现金不能为负")
    assert "提取现金的凭证" in words and refused.value.problems[0].article == "《工会会计制度》第29条"
    assert states() == ["approved", "approved"]


def test_cash_drawn_on_the_same_day_or_before_is_enough(store: Store, book: Book) -> None:
    spent(store, 5, 150_00)
    drawn(store, 5, 50_00)
    assert vouchers.post(store.journal, book, MARCH) == 2
    assert chain.verify(book) == []


def test_cash_drawn_a_day_later_is_not(store: Store, book: Book) -> None:
    spent(store, 5, 150_00)
    drawn(store, 6, 50_00)
    with pytest.raises(Refused, match=r"2025-03-05 “101 库存现金”余额为 -50\.00"):
        vouchers.post(store.journal, book, MARCH)


def test_what_is_dated_back_must_leave_enough_for_what_was_posted_later(store: Store, book: Book) -> None:
    later = spent(store, 20, 90_00)
    vouchers.post(store.journal, book, [later])
    back = spent(store, 2, 20_00)
    with pytest.raises(Refused, match=r"“2025-03-02 购办公用品”记账以后，2025-03-20 .*余额为 -10.00"):
        vouchers.post(store.journal, book, [back])


def test_last_years_voucher_must_leave_enough_for_this_years(store: Store, book: Book) -> None:
    vouchers.post(store.journal, book, [spent(store, 5, 90_00, month=1, year=2026)])
    back = spent(store, 31, 20_00, month=12)
    with pytest.raises(Refused, match=r"2026-01-05 .*余额为 -10.00"):
        vouchers.post(store.journal, book, [back])
    with store.journal.step("登记"):
        rows = ("101", "debit"), ("32205", "credit")
        made = [Opening(book=book, year=2026, account=account, **{side: 500_00}) for account, side in rows]
        editing.put(OPENINGS, made)
    assert vouchers.post(store.journal, book, [back]) == 1


def test_each_account_and_each_book_has_a_cash_box_of_its_own(store: Store, book: Book) -> None:
    other = account_books.begun(store, name="机关工会")
    made = Voucher(book=other, day=date(2025, 3, 5), papers=1)
    vouchers.save(store.journal, made, lines(("50504", 1), ("101", -1)))
    vouchers.approve(store.journal, [made])
    with pytest.raises(Refused, match=r"余额为 -0\.01"):
        vouchers.post(store.journal, other, [made])


def test_a_box_that_is_already_empty_may_be_filled_but_not_emptied_more(store: Store, book: Book) -> None:
    slipped_in(store, book, date(2025, 3, 4), ("50504", 300_00), ("101", -300_00))
    filled = drawn(store, 10, 50_00)
    assert vouchers.post(store.journal, book, [filled]) == 1
    more = spent(store, 11, 1_00)
    with pytest.raises(Refused, match=r"2025-03-11 .*余额为 -151.00"):
        vouchers.post(store.journal, book, [more])


def test_an_overdrawn_bank_is_posted_and_doubted(store: Store, book: Book) -> None:
    made = spent(store, 5, 1_000_01, "102")
    (doubt,) = vouchers.shortfalls(book, [made])
    assert doubt.level == "warning" and "“102 银行存款”余额为 -0.01 元，是透支" in str(doubt)
    assert vouchers.post(store.journal, book, MARCH) == 1


def test_checking_names_the_cash_below_nought_of_every_month(store: Store, book: Book) -> None:
    slipped_in(store, book, date(2025, 3, 4), ("50504", 100_01), ("101", -100_01))
    slipped_in(store, book, date(2025, 3, 9), ("50504", 1), ("101", -1))
    slipped_in(store, book, date(2025, 5, 6), ("50504", 1), ("101", -1))
    told = [each for each in audits.of_book(book) if each.rule == "negative"]
    assert [(each.level, str(each)[:10]) for each in told] == [("error", "2025-03-04"), ("error", "2025-05-06")]
    assert overdrawn.in_month(book, Month(2025, 2)) == []
