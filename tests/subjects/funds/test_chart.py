"""The chart of accounts: that of the regulation, locked; own accounts below it; accounts told by number or name."""

from __future__ import annotations

import pytest
from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.models import Account, Book, Matter
from unionapp.subjects.funds.books.records import ACCOUNTS, BOOKS, MATTERS
from unionapp.subjects.funds.handouts.models import Limit
from unionapp.subjects.funds.handouts.records import LIMITS

from tests.subjects.funds import account_books

GRASSROOTS = [
    "101",
    "102",
    "131",
    "135",
    "141",
    "162",
    "163",
    "182",
    "211",
    "215",
    "301",
    "321",
    "322",
    "401",
    "402",
    "403",
    "405",
    "408",
    "501",
    "503",
    "504",
    "505",
    "507",
    "510",
]


@pytest.fixture
def book(store: Store) -> Book:
    """A set of books with the chart."""
    return account_books.begun(store)


def own(number: str, name: str = "中国农业银行", **values: object) -> Account:
    return Account(number=number, name=name, **values)


def test_the_chart_has_every_first_level_account_of_both_tables_and_the_24_of_grassroots_unions(book: Book) -> None:
    first = [account for account in chart.read() if len(account.number) == chart.FIRST_LEVEL]
    assert len(first) == 48
    assert [account.number for account in first if account.grassroots] == GRASSROOTS
    assert all(account.locked for account in chart.read())


def test_accounts_that_grassroots_unions_do_not_use_are_switched_off(book: Book) -> None:
    assert {account.number for account in chart.read() if account.used and len(account.number) == 3} == set(GRASSROOTS)


def test_contra_accounts_stand_on_the_other_side(book: Book) -> None:
    known = chart.read()
    assert [known.accounts[number].side for number in ("162", "163", "171", "172")] == ["debit", "credit"] * 2


def test_what_ships_passes_its_own_rules(store: Store, book: Book) -> None:
    for kind in (ACCOUNTS, MATTERS, LIMITS):
        for record in kind.model.select():
            assert kind.check(record) == []
    assert all("请按本省文件核对" in limit.remark for limit in Limit.select())


def test_the_chart_comes_with_the_first_book_alone_and_goes_with_it_by_undo(store: Store) -> None:
    account_books.begun(store)
    accounts = Account.select().count()
    account_books.begun(store, name="机关工会")
    assert Account.select().count() == accounts
    store.journal.undo()
    store.journal.undo()
    assert (Account.select().count(), Matter.select().count(), Limit.select().count()) == (0, 0, 0)


def test_names_are_full_and_lead_back_to_their_numbers(book: Book) -> None:
    known = chart.read(book)
    assert known.name("32205") == "工会资金结余—累计结余"
    assert all(known.find(known.name(number)) == number for number in known.numbers())
    found = [known.find(name) for name in ("固定资产", "职工活动支出-文体活动支出", "文体活动支出", "银行 存款")]
    assert found == ["162", "50102", "50102", "102"]
    assert known.find("年初余额调整") is None, "both 321 and 322 have one"
    assert known.find("") is None


def test_entries_go_to_accounts_without_others_below(book: Book) -> None:
    known = chart.read(book)
    assert [known.leaf(number) for number in ("102", "501", "50102", "999")] == [True, False, True, False]
    assert "501" not in known.numbers()
    assert known.numbers("cash") == ["101"]


def test_an_own_account_is_of_the_type_side_and_money_of_the_one_it_divides(store: Store, book: Book) -> None:
    editing.save(store.journal, ACCOUNTS, own("10201"))
    made = chart.read().accounts["10201"]
    assert (made.upper, made.type, made.side, made.money, made.locked) == ("102", "asset", "debit", "bank", False)
    assert chart.read().numbers("bank") == ["10201"]
    store.journal.undo()
    assert chart.read().numbers("bank") == ["102"]


@pytest.mark.parametrize(
    ("number", "words"), [("103", "一级科目由制度规定"), ("9", "一级科目由制度规定"), ("102A", "只用数字")]
)
def test_no_first_level_account_is_added(store: Store, book: Book, number: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        editing.save(store.journal, ACCOUNTS, own(number))


def test_an_account_of_another_side_than_its_upper_one_is_refused(store: Store, book: Book) -> None:
    with pytest.raises(Refused, match="应与上级科目"):
        editing.save(store.journal, ACCOUNTS, own("10201", side="credit"))


def test_dividing_spending_without_consent_is_doubted(store: Store, book: Book) -> None:
    doubts = editing.save(store.journal, ACCOUNTS, own("5010201", "球类活动"))
    assert [doubt.rule for doubt in doubts] == ["approved"]
    assert editing.save(store.journal, ACCOUNTS, own("5010202", "棋类活动", approved="省总〔2024〕1号")) == []


def test_accounts_of_the_regulation_can_neither_be_renamed_nor_removed(store: Store, book: Book) -> None:
    account = Account.get(Account.number == "50105")
    account.name = "福利费"
    with pytest.raises(Refused, match="制度规定的科目不能改"):
        editing.save(store.journal, ACCOUNTS, account)
    with pytest.raises(Refused, match="不能删除"):
        editing.remove(store.journal, ACCOUNTS, [account])


def test_an_account_with_entries_is_not_divided_renumbered_or_removed(store: Store, book: Book) -> None:
    editing.save(store.journal, ACCOUNTS, own("13501", "张三"))
    account_books.drafted(store, account="13501")
    with pytest.raises(Refused, match="不能再设下级"):
        editing.save(store.journal, ACCOUNTS, own("10201"))
    account = Account.get(Account.number == "13501")
    with pytest.raises(Refused, match="不能删除"):
        editing.remove(store.journal, ACCOUNTS, [account])
    account.number = "13502"
    with pytest.raises(Refused, match="编号、名称不能再改"):
        editing.save(store.journal, ACCOUNTS, account)


def test_an_account_switched_on_takes_those_below_and_above_with_it(store: Store, book: Book) -> None:
    account = Account.get(Account.number == "508")
    account.used = True
    editing.save(store.journal, ACCOUNTS, account)
    assert {"50801", "50802"} <= set(chart.read().numbers())
    below = Account.get(Account.number == "21202")
    below.used = True
    editing.save(store.journal, ACCOUNTS, below)
    assert chart.read().accounts["212"].used
    assert not chart.read().accounts["21201"].used


def test_an_account_of_one_book_is_none_of_another(store: Store, book: Book) -> None:
    other = account_books.begun(store, name="机关工会")
    editing.save(store.journal, ACCOUNTS, own("10209", book=other))
    assert chart.read(other).account("10209") is not None
    assert chart.read(book).account("10209") is None
    assert chart.read(book).leaf("102")


def test_a_matter_names_an_account_that_takes_entries(store: Store, book: Book) -> None:
    for number, words in (("501", "末级科目"), ("999", "没有编号为")):
        with pytest.raises(Refused, match=words):
            editing.save(store.journal, MATTERS, Matter(name="试", way="out", account=number))


def test_a_book_with_vouchers_keeps_its_first_month(store: Store, book: Book) -> None:
    account_books.drafted(store)
    book.since = "2025-04"
    with pytest.raises(Refused, match="启用月份不能再改"):
        editing.save(store.journal, BOOKS, book)
    book.since = "2025-02"
    editing.save(store.journal, BOOKS, book)
    account_books.posted(store, book)
    book.since = "2025-01"
    with pytest.raises(Refused, match="启用月份不能再改"):
        editing.save(store.journal, BOOKS, book)
