"""The simple way in: every matter gives balanced entries, shares to the fen, and pairs what is owned with its fund."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.store.store import Store
from unionapp.subjects.funds import thresholds
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.models import Matter, Project
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers import entry_templates as everyday
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine

from tests import support
from tests.subjects.funds import account_books
from tests.subjects.funds.account_books import DAY

MATTERS = [Matter(**row) for row in chart._shipped("matters")["matters"]]


def sides(lines: list[VoucherLine]) -> list[tuple[str, int]]:
    """Account and signed fen of each line."""
    return [(line.account, (line.debit or 0) - (line.credit or 0)) for line in lines]


def of(name: str) -> Matter:
    return next(matter for matter in MATTERS if matter.name == name)


@given(matter=st.sampled_from(MATTERS), fen=st.integers(1, 999_999_999_999), money=st.sampled_from(("101", "102")))
def test_every_matter_gives_balanced_lines_of_positive_amounts(matter: Matter, fen: int, money: str) -> None:
    if matter.account == money:
        return
    lines = everyday.derive(matter, fen, money, DAY, "")
    assert sum(signed for _, signed in sides(lines)) == 0
    assert all(bool(line.debit) != bool(line.credit) and (line.debit or line.credit) > 0 for line in lines)
    moved = sum(signed for account, signed in sides(lines) if account == money)
    assert moved == (fen if matter.way == "in" else -fen)


def test_dues_come_in_and_gifts_go_out() -> None:
    assert sides(everyday.derive(of("会员会费"), 100, "102", DAY, "")) == [("102", 100), ("401", -100)]
    assert sides(everyday.derive(of("节日慰问品"), 100, "102", DAY, "")) == [("50105", 100), ("102", -100)]


def test_what_is_contributed_is_shared_first_what_stays_then_the_rest_upward(store: Store) -> None:
    lines = everyday.derive(of("企业、单位拨缴经费"), 10_001, "102", DAY, "")
    assert sides(lines) == [("102", 10_001), ("402", -6_001), ("211", -4_000)]


def test_what_comes_back_through_the_tax_office_is_shared_by_its_own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    matter = of("上级转拨经费（税务代收回拨）")
    assert sides(everyday.derive(matter, 10_000, "102", DAY, "")) == [("102", 10_000), ("402", -10_000)]
    support.put_in_force(monkeypatch, thresholds.RETURNED_KEPT.key, "60%")
    support.put_in_force(monkeypatch, thresholds.RETURNED_DOWNWARD.key, "40%")
    assert sides(everyday.derive(matter, 10_001, "102", DAY, "")) == [
        ("102", 10_001),
        ("402", -6_001),
        ("21202", -4_000),
    ]


def test_a_division_of_ones_own_must_add_up() -> None:
    matter, parts = of("企业、单位拨缴经费"), [("402", 1_000_00), ("211", 3_000_00), ("21202", 6_000_00)]
    lines = everyday.derive(matter, 10_000_00, "102", DAY, "", split=parts)
    assert sides(lines)[1:] == [("402", -1_000_00), ("211", -3_000_00), ("21202", -6_000_00)]
    with pytest.raises(ValueError, match="合计与到账金额不符"):
        everyday.derive(matter, 9_999_99, "102", DAY, "", split=parts)


@pytest.mark.parametrize(
    ("name", "owned", "fund"),
    [("购买电脑、网络设备（固定资产）", "162", "30104"), ("购买慰问品入库", "141", "30101")],
)
def test_what_is_owned_is_entered_with_its_fund(name: str, owned: str, fund: str) -> None:
    lines = everyday.derive(of(name), 5_000_00, "102", DAY, "")
    assert sides(lines)[2:] == [(owned, 5_000_00), (fund, -5_000_00)]
    assert [line.paired for line in lines] == [False, False, True, True]


def test_money_moves_between_cash_and_bank_and_not_to_itself() -> None:
    assert sides(everyday.derive(of("从银行提取现金"), 100, "102", DAY, "")) == [("101", 100), ("102", -100)]
    with pytest.raises(ValueError, match="同一个科目"):
        everyday.derive(of("从银行提取现金"), 100, "101", DAY, "")


@pytest.mark.parametrize("fen", [0, -1])
def test_nothing_and_less_than_nothing_is_refused_in_words(fen: int) -> None:
    with pytest.raises(ValueError, match="大于 0"):
        everyday.derive(of("会员会费"), fen, "102", DAY, "")


def test_money_needs_a_place() -> None:
    with pytest.raises(ValueError, match="现金或银行"):
        everyday.derive(of("会员会费"), 1, "", DAY, "")


def test_the_project_characterises_what_was_spent_and_not_the_bank() -> None:
    project = Project(id=7, name="送温暖资金", earmarked=True, source="higher-earmarked")
    spent, bank = everyday.derive(of("送温暖"), 100, "102", DAY, "慰问", project=project, party="张三")
    assert (spent.project, spent.source, spent.nature) == (project, "higher-earmarked", "project")
    assert (bank.__data__.get("project"), bank.party) == (None, "张三")


def test_every_matter_that_is_offered_makes_a_voucher_that_can_be_kept(store: Store) -> None:
    book = account_books.begun(store)
    offered = [matter for way in ("in", "out", "move") for matter in everyday.offered(way, book)]
    assert len(offered) > 50
    for matter in offered:
        money = "101" if matter.account == "102" else "102"
        vouchers.save(store.journal, Voucher(day=DAY, papers=1), everyday.derive(matter, 100, money, DAY, ""))


def test_matters_of_accounts_that_are_switched_off_are_not_offered(store: Store) -> None:
    book = account_books.begun(store)
    names = {each.name for each in everyday.offered("out", book)}
    assert "补助下级工会（一般）" not in names
    assert "节日慰问品" in names
