"""Handing out: who is put on a list, who had it already, what is too much, and the voucher."""

from __future__ import annotations

from datetime import date

import pytest
from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.handouts import actions as handing
from unionapp.subjects.funds.handouts import choosing, paying
from unionapp.subjects.funds.handouts.models import Handout, HandoutLine, Limit
from unionapp.subjects.funds.handouts.records import HANDOUT_LINES, HANDOUTS, LIMITS
from unionapp.subjects.funds.spending import rules
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS

from tests import support
from tests.subjects.funds import kept

DAY = date(2026, 6, 15)


@pytest.fixture
def book(store: Store) -> Book:
    """A book of a province that allows 300 yuan at a time and 500 a year, and three members."""
    made = kept.book(store, region="安徽")
    for number in range(1, 4):
        given = {"id_number": support.citizen_number(number), "birth": date(1985, 3, 4), "union": made.union}
        support.saved(store, MEMBERS, number, **given)
    for per, fen in (("person-time", 300_00), ("person-year", 500_00)):
        limit = Limit(region="安徽", item="festival", since=date(2020, 1, 1), per=per, amount=fen, document="皖工")
        editing.save(store.journal, LIMITS, limit)
    return made


def handout(store: Store, book: Book, title: str = "端午节慰问品", **more: object) -> Handout:
    given = {"festival": "dragon-boat", "day": DAY, "amount": 300_00, "account": "50105", **more}
    made = Handout(book=book, title=title, **given)
    editing.save(store.journal, HANDOUTS, made)
    return made


def everybody() -> list[Member]:
    return list(Member.select().order_by(Member.id))


def test_all_members_are_free_until_they_stand_on_the_list(store: Store, book: Book) -> None:
    made = handout(store, book)
    assert choosing.marks(made, everybody()) == {}
    handing.add(store.journal, made, everybody())
    assert {mark.words for mark in choosing.marks(made, everybody()).values()} == {"已在本批名单里"}
    with pytest.raises(Refused, match="都已经在名单里"):
        handing.add(store.journal, made, everybody())
    assert [line.place for line in handing.lines_of(made)] == [1, 2, 3]


def test_what_somebody_had_this_year_is_said_and_does_not_hinder(store: Store, book: Book) -> None:
    made = handout(store, book)
    handing.add(store.journal, made, everybody()[:1])
    autumn = handout(store, book, "中秋节慰问品", festival="mid-autumn", day=date(2026, 9, 20))
    assert choosing.on_the_list_of(made.id) == (everybody()[0].id,)
    (mark,) = choosing.marks(autumn, everybody()).values()
    assert (mark.words, mark.bars, mark.doubts) == ("今年已领 300.00 元", False, False)


def test_who_had_the_same_festival_is_doubted(store: Store, book: Book) -> None:
    first = handout(store, book)
    handing.add(store.journal, first, everybody()[:1])
    second = handout(store, book, "端午节慰问品补发")
    (mark,) = choosing.marks(second, everybody()).values()
    assert "今年“端午节慰问品”已领过" in mark.words and mark.doubts and not mark.bars


def test_what_passes_the_limit_at_once_or_over_the_year_needs_a_reason(store: Store, book: Book) -> None:
    one = Member.select().first()
    handing.add(store.journal, handout(store, book), [one])
    autumn = handout(store, book, "中秋节慰问品", festival="mid-autumn", day=date(2026, 9, 20), amount=200_01)
    handing.add(store.journal, autumn, [one])
    problems = handing.check_heads(autumn)
    assert [(problem.level, problem.line) for problem in problems] == [("warning", 1)]
    assert "今年累计 500.01" in problems[0].message
    with pytest.raises(Refused, match="今年累计"):
        paying.to_voucher(store.journal, autumn)
    autumn.reason = "皖工〔2026〕1号"
    assert [problem.level for problem in handing.check_heads(autumn)] == ["info"]
    assert paying.to_voucher(store.journal, autumn).total == 200_01


def test_a_list_becomes_a_voucher_in_one_step(store: Store, book: Book) -> None:
    made = handout(store, book, amount=100_00)
    handing.add(store.journal, made, list(Member.select()))
    assert handing.sign_all(store.journal, made, DAY) == 3
    voucher = paying.to_voucher(store.journal, made)
    assert [(line.account, line.debit, line.credit) for line in vouchers.lines(voucher)] == [
        ("50105", 300_00, None),
        ("102", None, 300_00),
    ]
    assert (voucher.people, made.state, made.voucher_id) == (3, "booked", voucher.id)
    assert not [each for each in rules.of_voucher(voucher, vouchers.lines(voucher)) if each.rule == "funds-limit"]
    with pytest.raises(Refused, match="已经生成凭证"):
        handing.add(store.journal, made, list(Member.select()))
    store.journal.undo()
    assert Voucher.select().count() == 0
    assert Handout.get_by_id(made.id).state == "given"


def test_a_round_whose_voucher_was_reversed_may_be_booked_anew(store: Store, book: Book) -> None:
    made = handout(store, book, amount=100_00)
    handing.add(store.journal, made, list(Member.select()))
    first = paying.to_voucher(store.journal, made)
    for voucher in (first, None):
        each = voucher or vouchers.reverse(store.journal, first, DAY)
        assert Handout.get_by_id(made.id).voucher_id == first.id
        vouchers.approve(store.journal, [each])
        vouchers.post(store.journal, book, [each])
    free = Handout.get_by_id(made.id)
    assert (free.voucher_id, free.state) == (None, "given")
    assert paying.to_voucher(store.journal, free).id != first.id


def test_outsiders_written_together_stand_one_after_the_other(store: Store, book: Book) -> None:
    made = handout(store, book)
    handing.add(store.journal, made, list(Member.select()))
    guests = [HandoutLine(handout=made, name=name, amount=1_00) for name in ("王一", "王二", "王三")]
    for guest in guests:
        assert HANDOUT_LINES.check(guest) == []
        HANDOUT_LINES.fill(guest)
    with store.journal.step("导入"):
        editing.put(HANDOUT_LINES, guests)
    assert [(line.place, line.name) for line in handing.lines_of(made)[3:]] == [(4, "王一"), (5, "王二"), (6, "王三")]
    assert [guest.place for guest in guests] == [4, 5, 6]


def test_the_bank_list_names_who_has_no_account(store: Store, book: Book) -> None:
    made = handout(store, book, form="transfer", item="relief", festival="", account="50404")
    handing.add(store.journal, made, list(Member.select()))
    with pytest.raises(Refused, match="3 人没有填银行账号"):
        paying.bank_list(made)
    for line in handing.lines_of(made):
        line.bank, line.account = "某银行", f"622{line.place:013d}"
        editing.save(store.journal, HANDOUT_LINES, line)
    assert [each.amount for each in paying.bank_list(made)] == [300_00] * 3


def test_a_signed_round_is_not_removed(store: Store, book: Book) -> None:
    made = handout(store, book)
    handing.add(store.journal, made, list(Member.select()))
    handing.sign(store.journal, handing.lines_of(made)[:1], DAY)
    with pytest.raises(Refused, match="已经签收"):
        editing.remove(store.journal, HANDOUTS, [made])
    store.journal.undo()
    editing.remove(store.journal, HANDOUTS, [Handout.get_by_id(made.id)])
    assert HandoutLine.select().count() == 0


def test_a_line_is_paid_as_its_round_and_its_account_is_remembered(store: Store, book: Book) -> None:
    one, two = everybody()[:2]
    first = handout(store, book, "困难补助", item="relief", festival="", form="transfer", day=date(2026, 1, 5))
    handing.add(store.journal, first, [one])
    (line,) = handing.lines_of(first)
    assert line.form == "transfer" and "缺银行账号" in handing.marks(first)[line.id]
    line.bank, line.account = "农商行", "6217000000000001"
    editing.save(store.journal, HANDOUT_LINES, line)
    second = handout(store, book, "困难补助二", item="relief", festival="", form="transfer", day=date(2026, 3, 5))
    handing.add(store.journal, second, [one, two])
    assert [(each.bank, each.account) for each in handing.lines_of(second)] == [
        ("农商行", "6217000000000001"),
        ("", ""),
    ]
    with pytest.raises(Refused, match=f"1 人没有填银行账号.*{two.name}"):
        paying.bank_list(second)


def test_lines_follow_when_their_round_is_paid_in_another_way(store: Store, book: Book) -> None:
    made = handout(store, book)
    handing.add(store.journal, made, everybody()[:2])
    lines = handing.lines_of(made)
    handing.sign(store.journal, lines[:1], DAY)
    made.form = "transfer"
    editing.save(store.journal, HANDOUTS, made)
    assert [line.form for line in handing.lines_of(made)] == ["goods", "transfer"]
