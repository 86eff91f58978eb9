"""What audits ask of a voucher: each rule speaks where it must and is silent where it need not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.store.store import Store
from unionapp.subjects.funds.banking import cash
from unionapp.subjects.funds.spending import ageing, book_rules, rules
from unionapp.subjects.funds.spending import voucher_features as facts
from unionapp.subjects.funds.spending.voucher_features import Cap, Earmark, VoucherFeatures
from unionapp.values.periods import Month

from tests.subjects.funds import kept
from tests.subjects.funds.kept import Deed, Entry

DAY = date(2026, 6, 10)
QUIET = VoucherFeatures(
    DAY, "端午节慰问品", "festival", 2000_00, papers=2, people=10, caps=(Cap(300_00, None, "person-time", "皖工"),)
)


def said(it: VoucherFeatures) -> set[str]:
    return {problem.rule.removeprefix("funds-") for problem in rules.judge(it)}


def test_a_voucher_in_order_is_left_in_peace() -> None:
    assert said(QUIET) == set()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"people": 7, "taking_part": 10, "caps": ()}, "prize-share"),
        ({"item": "outing", "words": "春游住宿费"}, "same-day"),
        ({"item": "", "cash": 1000_01}, "cash-payment"),
        ({"personal": True, "payee": "某人"}, "personal"),
        ({"approved": date(2026, 6, 11)}, "approved-late"),
        ({"papers": 0}, "papers"),
        ({"earmarks": (Earmark("帮扶", "50102", ("50404",)),)}, "earmarked"),
        ({"earmarks": (Earmark("帮扶", "50404", (), date(2026, 6, 9)),)}, "late"),
        ({"cash": 1}, "gift-cash"),
        ({"words": "端午节慰问购物卡"}, "gift-cards"),
        ({"spent": 3000_10}, "limit"),
        ({"words": "宴请费"}, "eight-bans"),
    ],
)
def test_each_rule_speaks(change: dict[str, Any], rule: str) -> None:
    problems = rules.judge(replace(QUIET, **change))
    assert [problem.rule for problem in problems] == [f"funds-{rule}"]
    assert problems[0].level == "warning"
    assert problems[0].article


def test_limits_to_the_fen_are_kept() -> None:
    it = replace(QUIET, spent=3000_00, cash=0, paid=date(2026, 6, 9), approved=date(2026, 6, 9))
    assert said(it) == set()
    assert said(replace(QUIET, item="", cash=1000_00)) == set()
    assert said(replace(QUIET, people=6, taking_part=9, caps=())) == set()


def test_beyond_the_limit_with_a_reason_is_a_remark() -> None:
    problems = rules.judge(replace(QUIET, spent=9000_00, reason="某文件第三条"))
    assert [(problem.rule, problem.level) for problem in problems] == [("funds-limit", "info")]


def test_reversals_are_not_judged() -> None:
    assert said(replace(QUIET, papers=0, normal=False)) == set()


def test_a_list_of_signatures_answers_for_payments_to_persons() -> None:
    assert said(replace(QUIET, personal=True, sorts=frozenset({"sign-list"}))) == set()


@given(st.integers(0, 10**6))
def test_two_of_three_are_within_two_thirds_and_one_more_is_not(third: int) -> None:
    people = 3 * third + 3
    assert rules.within_share(2 * people // 3, people, 6667)
    if people < 5000:
        assert not rules.within_share(2 * people // 3 + 1, people, 6667)


@pytest.mark.parametrize(
    ("words", "item"),
    [
        ("发放端午节慰问品", "festival"),
        ("春节送温暖慰问", "warmth"),
        ("元旦春节文艺演出服装", "clothes"),
        ("3月会员生日蛋糕", "birthday"),
        ("劳动节文艺演出场租", ""),
        ("会员住院慰问", "hospital"),
        ("购买粽子", "festival"),
    ],
)
def test_what_is_given_is_read_from_the_words(words: str, item: str) -> None:
    assert facts.item_in(words) == item


def test_the_province_of_the_book_gives_the_share_of_prizes(store: Store) -> None:
    third = Cap(None, 3333, "share", "皖工办发")
    it = replace(QUIET, people=4, taking_part=10, caps=(), prize_cap=third)
    problems = rules.judge(it)
    assert [problem.article for problem in problems] == ["皖工办发"]
    assert said(replace(it, people=1, taking_part=3)) == set()


def test_old_debts_are_named_with_their_day(store: Store) -> None:
    book = kept.book(store, "2022-01")
    owed = Entry("135", 500_00, party="甲公司")
    back = Entry("135", credit=200_00, party="甲公司")
    kept.enter(
        store,
        book,
        [
            Deed(date(2022, 3, 1), (owed, Entry("102", credit=500_00))),
            Deed(date(2022, 9, 1), (Entry("102", 200_00), back)),
            Deed(date(2025, 12, 1), (Entry("102", 80_00), Entry("215", credit=80_00, party="乙公司"))),
        ],
    )
    found = ageing.open_items(book, date(2026, 1, 31))
    assert [(each.kind, each.party, each.fen, each.since) for each in found] == [
        ("其他应收款", "甲公司", 300_00, date(2022, 3, 1)),
        ("其他应付款", "乙公司", 80_00, date(2025, 12, 1)),
    ]
    words = [problem.message for problem in book_rules.of_book(book, Month(2026, 1)) if problem.rule == "funds-aged"]
    assert len(words) == 1
    assert "甲公司" in words[0]
    assert "核销" in words[0]


@given(st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(-1000, 1000)), max_size=20))
def test_what_is_unsettled_is_the_sum(rows: list[tuple[date, int]]) -> None:
    rows.sort()
    left = ageing.unsettled(rows)
    total = sum(fen for _, fen in rows)
    assert (left is None) == (total <= 0)
    assert left is None or (left[0] == total and left[1] in {day for day, _ in rows})


def test_spending_from_what_came_in_and_too_much_in_the_box_are_seen(store: Store) -> None:
    book = kept.book(store, cash_limit=1000_00)
    kept.open_with(store, book, 2026, [("101", 500_00), ("32205", -500_00)])
    kept.enter(
        store,
        book,
        [
            Deed(date(2026, 1, 5), (Entry("101", 800_00), Entry("401", credit=800_00))),
            Deed(date(2026, 1, 5), (Entry("50102", 100_00), Entry("101", credit=100_00))),
            Deed(date(2026, 1, 6), (Entry("102", 900_00), Entry("101", credit=900_00))),
        ],
    )
    assert cash.days(book, Month(2026, 1)) == [
        cash.Day(date(2026, 1, 5), 800_00, 100_00, 0, 1200_00),
        cash.Day(date(2026, 1, 6), 0, 0, 900_00, 300_00),
    ]
    found = {problem.rule for problem in book_rules.of_book(book, Month(2026, 1))}
    assert {"funds-spent-from-income", "funds-cash-limit"} <= found
    assert cash.balance(book, "101", date(2026, 1, 31)) == 300_00
