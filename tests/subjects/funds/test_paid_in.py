"""Dues and contributions: sheets, arrears, vouchers whose parts make the whole."""

from __future__ import annotations

from datetime import date

import pytest
from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.income import contributions, dues
from unionapp.subjects.funds.income.models import Contribution, Due
from unionapp.subjects.funds.income.records import CONTRIBUTIONS, DUES
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.records import UNIONS
from unionapp.values.periods import Month

from tests import support
from tests.subjects.funds import kept

JANUARY = Month(2026, 1)
DAY = date(2026, 1, 20)


@pytest.fixture
def book(store: Store) -> Book:
    return kept.book(store)


def member(store: Store, book: Book, number: int, wage: int | None) -> Member:
    given = {"union": book.union, "id_number": support.citizen_number(number), "wage": wage}
    return support.saved(store, MEMBERS, number, joined=date(2020, 1, 1), change_date=date(2020, 1, 1), **given)


def credits(voucher: Voucher) -> dict[str, int]:
    return {line.account: line.credit for line in vouchers.lines(voucher) if line.credit}


def test_a_month_is_filled_once_for_all_whose_wage_is_known(store: Store, book: Book) -> None:
    for number, wage in ((1, 5000_00), (2, 3456_78), (3, None)):
        member(store, book, number, wage)
    sheet = dues.fill_month(store.journal, book, book.union, JANUARY)
    assert sheet == dues.FilledDues(2, (support.person_name(3),))
    assert sorted(row.due for row in Due.select()) == [17_25, 25_00]
    assert dues.fill_month(store.journal, book, book.union, JANUARY).made == 0
    store.journal.undo()
    assert Due.select().count() == 0


def test_dues_that_came_in_become_one_voucher(store: Store, book: Book) -> None:
    for number in (1, 2):
        member(store, book, number, 5000_00)
    dues.fill_month(store.journal, book, book.union, JANUARY)
    assert dues.pay(store.journal, list(Due.select()), DAY) == 2
    made = dues.to_voucher(store.journal, book, list(Due.select()), "102", DAY)
    assert credits(made) == {"401": 50_00}
    assert {row.voucher_id for row in Due.select()} == {made.id}
    with pytest.raises(Refused, match="没有收到而未记账"):
        dues.to_voucher(store.journal, book, list(Due.select()), "102", DAY)
    store.journal.undo()
    assert Voucher.select().count() == 0
    assert not Due.select().where(Due.voucher.is_null(False)).exists()


def test_who_has_not_paid_for_six_months_on_end_is_behind(store: Store, book: Book) -> None:
    late, paying = member(store, book, 1, 5000_00), member(store, book, 2, 5000_00)
    months = [Month(2026, number) for number in range(1, 8)]
    for month in months:
        dues.fill_month(store.journal, book, book.union, month)
    dues.pay(store.journal, list(Due.select().where(Due.member == paying.id)), DAY)
    dues.pay(store.journal, list(Due.select().where((Due.member == late.id) & (Due.month == "2026-01"))), DAY)
    found = dues.arrears(book, date(2026, 8, 1))
    assert [(each.member.id, each.last, each.months, each.fen) for each in found] == [(late.id, JANUARY, 6, 150_00)]
    assert dues.arrears(book, date(2026, 7, 31)) == []
    together = Due(book=book, union=book.union, month="2026-07", people=2, paid=50_00, day=DAY)
    editing.save(store.journal, DUES, together)
    assert dues.arrears(book, date(2026, 8, 1)) == []


def contribution(store: Store, book: Book, paid: int, **more: object) -> Contribution:
    made = Contribution(book=book, union=book.union, unit="甲公司", month="2026-01", paid=paid, day=DAY, **more)
    editing.save(store.journal, CONTRIBUTIONS, made)
    return made


def test_a_contribution_is_shared_and_passed_up_to_the_fen(store: Store, book: Book) -> None:
    row = contribution(store, book, 100_01, wages=5000_50)
    assert (row.due, row.kept, row.upward, row.downward) == (100_01, 60_01, 40_00, 0)
    made = contributions.to_voucher(store.journal, [row], "102", DAY)
    assert credits(made) == {"402": 60_01, "211": 40_00}
    up = contributions.pass_up(store.journal, [row], "102", date(2026, 1, 25))
    assert credits(up) == {"102": 40_00}
    assert Contribution.get().passed_up == date(2026, 1, 25)
    with pytest.raises(Refused, match="上缴"):
        contributions.pass_up(store.journal, [row], "102", date(2026, 1, 26))


def test_founding_money_waits_and_is_shared_when_the_union_is_there(store: Store, book: Book) -> None:
    row = contribution(store, book, 1000_00, founding=True)
    assert credits(contributions.to_voucher(store.journal, [row], "102", DAY)) == {"215": 1000_00}
    made = contributions.found_union(store.journal, [row], date(2026, 1, 28))
    assert credits(made) == {"402": 600_00, "211": 400_00}
    assert sum(line.debit or 0 for line in vouchers.lines(made)) == 1000_00


def test_parts_that_lose_a_fen_are_refused(store: Store, book: Book) -> None:
    with pytest.raises(Refused, match="合计应等于"):
        contribution(store, book, 100_00, kept=60_00, upward=39_99, downward=0)


def test_what_a_voucher_stands_for_is_not_changed(store: Store, book: Book) -> None:
    row = contribution(store, book, 100_00)
    contributions.to_voucher(store.journal, [row], "102", DAY)
    again = Contribution.get()
    again.paid = again.kept = 50_00
    again.upward = 0
    with pytest.raises(Refused, match="已经生成凭证"):
        editing.save(store.journal, CONTRIBUTIONS, again)


def payer(store: Store, book: Book, **given: object) -> Contribution:
    row = Contribution(**{"book": book, "unit": "青山纺织厂", "month": "2026-01", "wages": 100_000_00, **given})
    editing.save(store.journal, CONTRIBUTIONS, row)
    return row


def test_a_month_of_contributions_follows_from_the_one_before(store: Store, book: Book) -> None:
    payer(store, book, workers=20, way="tax")
    payer(store, book, unit="白云茶场", month="2025-11", wages=50_000_00, founding=True)
    payer(store, book, unit="白云茶场", month="2025-12", wages=60_000_00, founding=True)
    february = JANUARY.next()
    payer(store, book, unit="早交了的", month=str(february))
    assert contributions.fill_month(store.journal, book, february) == contributions.FilledContributions(2, ())
    made = {row.unit: row for row in Contribution.select().where(Contribution.month == str(february))}
    mill, tea = made["青山纺织厂"], made["白云茶场"]
    assert (mill.workers, mill.wages, mill.due, mill.way, mill.paid) == (20, 100_000_00, 2_000_00, "tax", None)
    assert (tea.wages, tea.founding) == (60_000_00, True)
    assert contributions.fill_month(store.journal, book, february).made == 0
    store.journal.undo()
    assert Contribution.select().where(Contribution.month == str(february)).count() == 1


def test_unions_below_that_never_paid_get_a_row_to_be_filled(store: Store, book: Book) -> None:
    below = [
        support.saved(store, UNIONS, number, parent=book.union, name=name, employees=12, state=state, unit_name="")
        for number, (name, state) in enumerate((("青山纺织厂工会", "active"), ("旧窑厂工会", "dissolved")), 51)
    ]
    sheet = contributions.fill_month(store.journal, book, JANUARY, book.union)
    assert sheet == contributions.FilledContributions(1, ("青山纺织厂工会",))
    (row,) = Contribution.select()
    assert (row.union_id, row.workers, row.wages, row.due) == (below[0].id, 12, None, None)
    below[0].state = "dissolved"
    editing.save(store.journal, UNIONS, below[0])
    assert contributions.fill_month(store.journal, book, JANUARY.next()).made == 0


def test_a_unit_that_founded_its_union_pays_on_as_that_union(store: Store, book: Book) -> None:
    payer(store, book, unit="白云茶场", founding=True)
    given = {"parent": book.union, "name": "白云茶场工会", "unit_name": "白云茶场"}
    union = support.saved(store, UNIONS, 61, **given)
    february = JANUARY.next()
    assert contributions.fill_month(store.journal, book, february, book.union).made == 1
    row = Contribution.get(Contribution.month == str(february))
    assert (row.union_id, row.founding, row.wages) == (union.id, False, 100_000_00)


def test_a_union_that_pays_so_much_a_head_has_one_row_for_those_whom_the_register_counts(
    store: Store, book: Book
) -> None:
    union = book.union
    union.dues_each = 5_00
    editing.save(store.journal, UNIONS, union)
    for number in (1, 2, 3):
        member(store, book, number, None)
    assert dues.fill_month(store.journal, book, union, JANUARY) == dues.FilledDues(1, ())
    assert [(row.member_id, row.people, row.due) for row in Due.select()] == [(None, 3, 15_00)]
    assert dues.fill_month(store.journal, book, union, JANUARY).made == 0
    typed = Due(book=book, union=union, month="2026-02")
    editing.save(store.journal, DUES, typed)
    assert (typed.people, typed.due) == (3, 15_00)


def test_what_unions_owe_is_told_by_month_and_months_nobody_registered_too(store: Store, book: Book) -> None:
    for number in (1, 2):
        member(store, book, number, 1000_00)
    dues.fill_month(store.journal, book, book.union, JANUARY)
    dues.pay(store.journal, list(Due.select().order_by(Due.id).limit(1)), DAY)
    found = dues.owing_months(book, Month(2026, 2))
    assert [(str(each.month), each.people, each.due, each.paid, each.noted) for each in found] == [
        ("2026-02", 2, 0, 0, False),
        ("2026-01", 1, 10_00, 5_00, True),
    ]
    dues.pay(store.journal, list(Due.select()), DAY)
    assert dues.owing_months(book, JANUARY) == []


def test_what_came_in_of_several_payers_is_noted_at_once(store: Store, book: Book) -> None:
    rows = [
        Contribution(book=book, unit=f"企业{number}", founding=True, month="2026-01", wages=100_000_00)
        for number in (1, 2)
    ]
    for row in rows:
        editing.save(store.journal, CONTRIBUTIONS, row)
    assert contributions.receive(store.journal, rows, DAY, "own") == 2
    assert [(row.paid, row.day) for row in Contribution.select()] == [(2_000_00, DAY)] * 2
    empty = Contribution(book=book, unit="企业3", month="2026-01", founding=True, wages=0)
    editing.save(store.journal, CONTRIBUTIONS, empty)
    with pytest.raises(Refused, match="企业3"):
        contributions.receive(store.journal, [rows[0], empty], DAY, "own")
