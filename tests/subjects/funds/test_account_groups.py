"""What an account is by its number, held against the chart that ships."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from unionapp.store.store import Store
from unionapp.subjects.funds.books import account_groups as groups
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.models import Account, Book

from tests.subjects.funds import account_books


@pytest.fixture
def book(store: Store) -> Book:
    """A set of books with the chart."""
    return account_books.begun(store)


@pytest.mark.parametrize(
    ("belongs", "types"),
    [
        (groups.is_net, {"net"}),
        (groups.is_income, {"income"}),
        (groups.is_spending, {"expense"}),
        (groups.is_result, {"income", "expense"}),
        (groups.is_means, {"income", "net"}),
        (groups.is_budgeted, {"income", "net", "expense"}),
    ],
)
def test_the_parts_of_the_chart_are_told_by_the_number(
    book: Book, belongs: Callable[[str], bool], types: set[str]
) -> None:
    assert all(belongs(each.number) == (each.type in types) for each in chart.read())


@pytest.mark.parametrize(
    ("belongs", "names"),
    [
        (groups.is_cash, {"库存现金"}),
        (groups.is_bank, {"银行存款"}),
        (groups.is_money, {"库存现金", "银行存款"}),
        (groups.is_receivable, {"其他应收款"}),
        (groups.is_payable, {"其他应付款"}),
        (groups.is_outside_debt, {"其他应收款", "其他应付款", "代管经费"}),
        (groups.is_fund, {"资产基金"}),
        (groups.is_carryover, {"工会资金结转"}),
        (groups.is_pending, {"待处理财产损溢"}),
    ],
)
def test_an_account_is_told_with_all_below_it(book: Book, belongs: Callable[[str], bool], names: set[str]) -> None:
    known = chart.read()
    assert {known.name(groups.first_level(each.number)) for each in known if belongs(each.number)} == names


def test_the_accounts_of_money_are_those_with_journals(book: Book) -> None:
    assert all(groups.is_money(each.number) == bool(each.money) for each in Account.select())


def test_debts_are_kept_by_their_party(book: Book) -> None:
    tops = {number for number in chart.read().accounts if len(number) == chart.FIRST_LEVEL and groups.is_debt(number)}
    assert tops == {"131", "132", "135", "211", "212", "215", "221"}


def test_no_money_moves_what_is_entered_in_pairs(book: Book) -> None:
    tops = {number for number in chart.read().accounts if len(number) == chart.FIRST_LEVEL and groups.is_paired(number)}
    assert tops == {"141", "151", "161", "162", "163", "171", "172", "181", "301"}
