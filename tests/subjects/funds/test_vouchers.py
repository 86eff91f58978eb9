"""The life of a voucher, and every way in which a posted one might be changed and is not."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import peewee
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unionapp.errors import Refused
from unionapp.store import editing, system
from unionapp.store.store import Store
from unionapp.subjects.funds.books.models import Book, Opening
from unionapp.subjects.funds.books.records import OPENINGS
from unionapp.subjects.funds.spending import rules
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers import chain
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine, VoucherPaper
from unionapp.subjects.funds.vouchers.records import VOUCHER_PAPERS, VOUCHERS
from unionapp.values import money
from unionapp.values.periods import Month

from tests import support
from tests.subjects.funds import account_books
from tests.subjects.funds.account_books import DAY, drafted, lines, posted

MARCH = Month(2025, 3)


@pytest.fixture
def book(store: Store) -> Book:
    """A set of books with the chart."""
    return account_books.begun(store)


def test_a_saved_voucher_is_a_draft_by_who_saved_it(store: Store, book: Book) -> None:
    made = Voucher.get_by_id(drafted(store, fen=1234).id)
    assert (made.state, made.maker, made.month, made.total, made.book) == (
        "draft",
        support.OPERATOR,
        "2025-03",
        1234,
        book,
    )
    assert [line.account_name for line in vouchers.lines(made)] == ["业务支出—其他业务支出", "银行存款"]
    assert [line.nature for line in vouchers.lines(made)] == ["basic", ""]


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([("50504", 10_00), ("102", -9_99)], r"借贷不平：借方合计 10\.00，贷方合计 9\.99，相差 0\.01"),
        ([("50504", 10_00)], "一借一贷两行"),
        ([("505", 1), ("102", -1)], "末级科目，如 50501"),
        ([("999", 1), ("102", -1)], "没有编号为“999”"),
        ([("508", 1), ("102", -1)], "没有启用"),
        ([("50504", 0), ("102", 0)], "都没有填"),
        ([("50504", 10**14 + 1), ("102", -(10**14) - 1)], "金额太大"),
    ],
)
def test_a_voucher_that_is_not_right_is_not_kept(
    store: Store, book: Book, entries: list[tuple[str, int]], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        vouchers.save(store.journal, Voucher(day=DAY), lines(*entries))
    assert Voucher.select().count() == VoucherLine.select().count() == 0


def test_a_tenth_and_two_tenths_are_three_tenths(store: Store, book: Book) -> None:
    fen = [money.parse(text) for text in ("0.1", "0.2", "0.3")]
    entries = lines(("50504", fen[0]), ("50501", fen[1]), ("102", -fen[2]))
    found = vouchers.save(store.journal, Voucher(day=DAY, papers=1), entries)
    assert {problem.level for problem in found} <= {"info"}


def test_the_largest_amount_of_a_form_is_kept_to_the_fen(store: Store, book: Book) -> None:
    fen = money.parse("9,999,999,999.99")
    editing.save(store.journal, OPENINGS, Opening(account="102", debit=fen))
    editing.save(store.journal, OPENINGS, Opening(account="32205", credit=fen))
    made = posted(store, book, fen=fen)
    assert [line.debit or line.credit for line in vouchers.lines(made)] == [999_999_999_999] * 2


def test_a_book_in_use_takes_nothing_of_before_its_first_month(store: Store, book: Book) -> None:
    posted(store, book)
    with pytest.raises(Refused, match="从 2025-01 启用"):
        drafted(store, date(2024, 12, 31))


def test_a_book_not_in_use_yet_begins_with_the_first_that_is_entered(store: Store, book: Book) -> None:
    drafted(store, date(2024, 12, 31))
    assert type(book).get().since == "2024-12"
    editing.save(store.journal, OPENINGS, Opening(year=2023, account="102", debit=1))
    assert type(book).get().since == "2023-01"
    with pytest.raises(Refused, match="期初余额填 2023 年的"):
        editing.save(store.journal, OPENINGS, Opening(year=2022, account="102", debit=1))
    store.journal.undo()
    store.journal.undo()
    assert type(book).get().since == "2025-01"


def test_tomorrow_is_doubted(store: Store, book: Book) -> None:
    made = Voucher(day=date.today() + timedelta(1), papers=1)
    found = vouchers.save(store.journal, made, lines(("50504", 1), ("102", -1)))
    assert [problem.rule for problem in found if problem.level == "warning"] == ["future"]


def test_an_account_may_be_given_by_its_name_alone_and_must_fit_its_number(store: Store, book: Book) -> None:
    named = VoucherLine(summary="租场地", account_name="文体活动支出", debit=100)
    vouchers.save(store.journal, Voucher(day=DAY), [named, *lines(("102", -100))])
    assert (named.account, named.account_name) == ("50102", "职工活动支出—文体活动支出")
    wrong = VoucherLine(summary="租场地", account="50102", account_name="培训支出", debit=100)
    with pytest.raises(Refused, match="与科目名称“培训支出”不一致"):
        vouchers.save(store.journal, Voucher(day=DAY), [wrong, *lines(("102", -100))])


def test_a_project_of_another_book_is_refused(store: Store, book: Book) -> None:
    other = account_books.begun(store, name="机关工会")
    project = account_books.project(store, other)
    with pytest.raises(Refused, match="别的账套"):
        vouchers.save(store.journal, Voucher(day=DAY, book=book), lines(("50405", 1), ("102", -1), project=project))


def test_where_there_are_several_books_a_voucher_names_its_own(store: Store, book: Book) -> None:
    account_books.begun(store, name="机关工会")
    with pytest.raises(Refused, match="“账套”还没有填"):
        drafted(store)


def test_nobody_approves_her_own_voucher_where_another_may(store: Store, book: Book) -> None:
    made = drafted(store)
    editing.save(store.journal, system.OPERATORS, system.Operator(name="李四", rights=("write", "approve")))
    with pytest.raises(Refused, match="请由 李四 审核"):
        vouchers.approve(store.journal, [made])
    store.journal.operator = "李四"
    vouchers.approve(store.journal, [made])
    assert Voucher.get_by_id(made.id).approver == "李四"


def test_who_changes_a_draft_becomes_its_maker(store: Store, book: Book) -> None:
    made = drafted(store)
    editing.save(store.journal, system.OPERATORS, system.Operator(name="李四", rights=("write", "approve")))
    store.journal.operator = "李四"
    made.summary = "改过"
    editing.save(store.journal, VOUCHERS, made)
    with pytest.raises(Refused, match=f"请由 {support.OPERATOR} 审核"):
        vouchers.approve(store.journal, [made])


def test_approving_takes_the_right_to_approve_and_posting_that_to_keep_books(store: Store, book: Book) -> None:
    made = drafted(store)
    store.journal.may = lambda right: right == "write"
    for act in (vouchers.approve, partial(vouchers.unapprove, because="记错")):
        with pytest.raises(Refused, match="审核凭证"):
            act(store.journal, [made])
    with pytest.raises(Refused, match="记账与结账"):
        vouchers.post(store.journal, book, MARCH)


def test_an_approved_voucher_is_changed_only_after_the_approval_is_taken_back(store: Store, book: Book) -> None:
    made = drafted(store)
    vouchers.approve(store.journal, [made])
    made = Voucher.get_by_id(made.id)
    with pytest.raises(Refused, match="先撤销审核"):
        vouchers.save(store.journal, made, lines(("50504", 7), ("102", -7)))
    with pytest.raises(Refused, match="先撤销审核"):
        vouchers.discard(store.journal, [made])
    with pytest.raises(Refused, match="写明原因"):
        vouchers.unapprove(store.journal, [made], " ")
    vouchers.unapprove(store.journal, [made], "金额记错")
    assert store.journal.steps(1)[0].title.endswith("（金额记错）")
    again = Voucher.get_by_id(made.id)
    vouchers.save(store.journal, again, lines(("50504", 7), ("102", -7)))
    assert again.total == 7


def test_who_may_not_approve_does_not_approve_by_undoing_what_took_an_approval_back(store: Store, book: Book) -> None:
    made = drafted(store)
    vouchers.approve(store.journal, [made])
    vouchers.unapprove(store.journal, [made], "金额记错")
    store.journal.may = lambda right: right in ("write", "books")
    with pytest.raises(Refused, match=r"撤销审核不能用“撤销”退回.*再用“审核”"):
        store.journal.undo()
    assert Voucher.get_by_id(made.id).state == "draft"
    store.journal.undo("不要了")
    assert Voucher.select().count() == 0


def test_the_state_is_not_written_by_hand(store: Store, book: Book) -> None:
    made = Voucher.get_by_id(drafted(store).id)
    made.state = "posted"
    with pytest.raises(Refused, match="由审核、记账操作"):
        editing.save(store.journal, VOUCHERS, made)


def test_only_approved_vouchers_of_the_book_are_posted(store: Store, book: Book) -> None:
    made = drafted(store)
    with pytest.raises(Refused, match="只有已审核的凭证可以记账"):
        vouchers.post(store.journal, book, [made])
    assert vouchers.post(store.journal, book, MARCH) == 0
    vouchers.approve(store.journal, [made])
    other = account_books.begun(store, name="机关工会")
    with pytest.raises(Refused, match="不都是这个账套的"):
        vouchers.post(store.journal, other, [made])


def test_nothing_is_posted_on_opening_balances_that_do_not_balance(store: Store, book: Book) -> None:
    editing.save(store.journal, OPENINGS, Opening(account="102", debit=100))
    made = drafted(store)
    vouchers.approve(store.journal, [made])
    with pytest.raises(Refused, match=r"期初余额借贷不平：借方比贷方多 1\.00 元"):
        vouchers.post(store.journal, book, MARCH)


def test_numbers_follow_the_days_and_begin_anew_each_month(store: Store, book: Book) -> None:
    days = [date(2025, 3, 9), date(2025, 4, 2), date(2025, 3, 2), date(2025, 4, 1)]
    made = [drafted(store, day) for day in days]
    vouchers.approve(store.journal, made)
    assert vouchers.post(store.journal, book, made) == 4
    assert [Voucher.get_by_id(each.id).number for each in made] == [2, 2, 1, 1]


def test_vouchers_numbered_elsewhere_keep_that_order(store: Store, book: Book) -> None:
    made = [drafted(store, day, reference=word) for day, word in ((date(2025, 3, 2), "10"), (date(2025, 3, 9), "9"))]
    vouchers.approve(store.journal, made)
    vouchers.post(store.journal, book, MARCH)
    assert [Voucher.get_by_id(each.id).number for each in made] == [2, 1]


def test_a_posted_voucher_is_neither_saved_nor_removed(store: Store, book: Book) -> None:
    made = posted(store, book)
    for name, value in (("day", date(2025, 3, 6)), ("handler", "王五"), ("papers", 9), ("remark", "x")):
        changed = Voucher.get_by_id(made.id)
        setattr(changed, name, value)
        with pytest.raises(Refused, match="已经记账，不能修改"):
            editing.save(store.journal, VOUCHERS, changed)
    with pytest.raises(Refused, match="已经记账，不能修改"):
        vouchers.save(store.journal, made, lines(("50504", 7), ("102", -7)))
    with pytest.raises(Refused, match="不能删除"):
        editing.remove(store.journal, VOUCHERS, [made])
    with pytest.raises(Refused, match="只有已审核、还没有记账"):
        vouchers.unapprove(store.journal, [made], "记错")
    with pytest.raises(Refused, match="只有草稿可以审核"):
        vouchers.approve(store.journal, [made])


def test_posting_and_what_came_before_is_not_undone(store: Store, book: Book) -> None:
    made = posted(store, book)
    with pytest.raises(Refused, match="没有可以撤销"):
        store.journal.undo()
    assert Voucher.get_by_id(made.id).state == "posted"


STATEMENTS = (
    "UPDATE voucher SET summary = 'x'",
    "UPDATE voucher SET state = 'draft'",
    "UPDATE voucher SET state = 'approved', number = NULL",
    "UPDATE voucher SET day = '2025-03-06'",
    "UPDATE voucher SET number = 9",
    "DELETE FROM voucher",
    "REPLACE INTO voucher SELECT * FROM voucher",
    "UPDATE voucher_line SET debit = 1 WHERE debit IS NOT NULL",
    "UPDATE voucher_line SET account = '101'",
    "UPDATE voucher_line SET voucher_id = (SELECT id FROM voucher WHERE state = 'draft')",
    "DELETE FROM voucher_line",
    "REPLACE INTO voucher_line SELECT * FROM voucher_line",
    "INSERT INTO voucher_line(uid, voucher_id, place, summary, account, account_name, nature, economy, source, party,"
    " settlement) SELECT 'u', id, 9, '', '', '', '', '', '', '', '' FROM voucher WHERE state = 'posted'",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_file_itself_refuses_to_change_what_is_posted(store: Store, book: Book, statement: str) -> None:
    posted(store, book)
    before = support.picture(store)
    with pytest.raises(peewee.IntegrityError, match=r"stay|only an approved"), store.journal.step("改"):
        store.database.execute_sql(statement)
    assert support.picture(store) == before
    assert chain.verify(book) == []


def test_a_voucher_is_not_put_in_as_posted(store: Store, book: Book) -> None:
    fresh = Voucher(book=book, day=DAY, state="posted", number=1)
    with pytest.raises(peewee.IntegrityError, match="only an approved voucher"), store.journal.step("塞入"):
        editing.put(VOUCHERS, [fresh])


def test_a_posted_voucher_is_taken_back_in_red_once_with_links_both_ways(store: Store, book: Book) -> None:
    made = posted(store, book, fen=1234)
    red = vouchers.reverse(store.journal, made, date(2025, 4, 1))
    assert red.summary == "注销3月5日记字第1号凭证"
    assert [(line.debit, line.credit) for line in vouchers.lines(red)] == [(-1234, None), (None, -1234)]
    assert (red.reverses, list(Voucher.select().where(Voucher.reverses == made.id))) == (made, [red])
    with pytest.raises(Refused, match="冲销过"):
        vouchers.reverse(store.journal, made, date(2025, 4, 1))
    with pytest.raises(Refused, match="草稿可以直接修改"):
        vouchers.reverse(store.journal, red, date(2025, 4, 1))
    vouchers.approve(store.journal, [red])
    assert vouchers.post(store.journal, book, Month(2025, 4)) == 1


def test_a_copy_is_a_draft_of_another_day_with_the_same_lines(store: Store, book: Book) -> None:
    made = posted(store, book)
    fresh, entries = vouchers.copy(made, date(2025, 4, 1))
    vouchers.save(store.journal, fresh, entries)
    assert (fresh.state, fresh.number, fresh.chain, fresh.month) == ("draft", None, "", "2025-04")
    assert [line.account for line in vouchers.lines(fresh)] == [line.account for line in vouchers.lines(made)]
    assert chain.verify(book) == []


def test_drafts_go_with_the_papers_registered_for_them(store: Store, book: Book) -> None:
    made = drafted(store)
    editing.save(store.journal, VOUCHER_PAPERS, VoucherPaper(voucher=made, number="25112000000012345678"))
    before = support.picture(store)
    vouchers.discard(store.journal, [made])
    assert VoucherPaper.select().count() == VoucherLine.select().count() == 0
    store.journal.undo()
    assert support.picture(store) == before


def test_what_a_posted_voucher_rests_on_stays_and_a_scan_may_come_later(store: Store, book: Book) -> None:
    made = drafted(store)
    paper = VoucherPaper(voucher=made, number="25112000000012345678")
    editing.save(store.journal, VOUCHER_PAPERS, paper)
    vouchers.approve(store.journal, [made])
    vouchers.post(store.journal, book, MARCH)
    paper.scan = f"{'a' * 64}/发票.pdf"
    editing.save(store.journal, VOUCHER_PAPERS, paper)
    paper.number = "1"
    with pytest.raises(Refused, match="不能改动"):
        editing.save(store.journal, VOUCHER_PAPERS, paper)
    with pytest.raises(Refused, match="不能删除"):
        editing.remove(store.journal, VOUCHER_PAPERS, [paper])


def test_an_invoice_is_free_again_when_what_it_paid_was_reversed(store: Store, book: Book) -> None:
    first, number = drafted(store), "25112000000012345678"
    editing.save(store.journal, VOUCHER_PAPERS, VoucherPaper(voucher=first, number=number))
    again = VoucherPaper(voucher=drafted(store), number=number)
    assert [each.rule for each in rules.of_paper(again)] == ["funds-used-before"]
    vouchers.approve(store.journal, [first])
    vouchers.post(store.journal, book, [first])
    red = vouchers.reverse(store.journal, first, first.day)
    assert [each.rule for each in rules.of_paper(again)] == ["funds-used-before"]
    vouchers.approve(store.journal, [red])
    vouchers.post(store.journal, book, [red])
    assert rules.of_paper(again) == []


def test_an_invoice_used_again_is_refused_unless_its_remark_says_why(store: Store, book: Book) -> None:
    number = "25112000000012345678"
    editing.save(store.journal, VOUCHER_PAPERS, VoucherPaper(voucher=drafted(store), number=number))
    again = VoucherPaper(voucher=drafted(store), number=number)
    with pytest.raises(Refused, match="不能重复报销"):
        editing.save(store.journal, VOUCHER_PAPERS, again)
    again.remark = "同一张发票分两次付款"
    remaining = editing.save(store.journal, VOUCHER_PAPERS, again)
    assert [(each.rule, each.level) for each in remaining] == [("funds-used-before", "warning")]


def test_a_unit_is_paid_where_it_was_paid_before_and_a_person_is_not(store: Store, book: Book) -> None:
    before, mine = drafted(store), drafted(store)
    before.payee, before.payee_account = "青山超市", "农商行青山支行 6200"
    editing.save(store.journal, VOUCHERS, before)
    mine.payee = "青山超市"
    by_bank, in_cash = ([VoucherLine(account=account, credit=1)] for account in ("102", "101"))
    assert vouchers.payee_account(mine, by_bank) == "农商行青山支行 6200"
    assert vouchers.payee_account(mine, in_cash) == ""
    mine.personal = True
    assert vouchers.payee_account(mine, by_bank) == ""
    mine.payee_account = "自己的"
    assert vouchers.payee_account(mine, by_bank) == "自己的"


BATCHES = st.lists(
    st.tuples(
        st.sampled_from(("draft", "approve", "post", "reverse", "discard", "undo")),
        st.dates(date(2025, 1, 1), date(2025, 3, 31)),
        st.integers(1, 10**12),
        st.sampled_from(("50504", "50105", "401", "408")),
        st.sampled_from(("ji", "zhuan")),
    ),
    max_size=12,
)


@settings(max_examples=25)
@given(deeds=BATCHES)
def test_whatever_is_done_debit_equals_credit_numbers_have_no_gap_and_the_chain_holds(
    deeds: list[tuple[str, date, int, str, str]],
) -> None:
    with support.passing_store() as store:
        book = account_books.begun(store)
        for deed in deeds:
            _do(store, book, *deed)
            assert chain.verify(book) == []
        assert sum((line.debit or 0) - (line.credit or 0) for line in VoucherLine.select()) == 0
        numbers: dict[tuple[str, str], list[int]] = {}
        for each in Voucher.select().where(Voucher.state == "posted"):
            numbers.setdefault((each.month, each.word), []).append(each.number or 0)
        assert all(sorted(found) == list(range(1, len(found) + 1)) for found in numbers.values())


def _do(store: Store, book: Book, what: str, day: date, fen: int, account: str, word: str) -> None:
    """One thing a clerk does, as far as there is anything to do it to."""
    state = {"approve": "draft", "post": "approved", "reverse": "posted", "discard": "draft"}.get(what, "")
    found = list(Voucher.select().where(Voucher.state == state).order_by(Voucher.id).limit(2))
    if what == "draft":
        drafted(store, day, fen, account, word=word)
    elif what == "approve" and found:
        vouchers.approve(store.journal, found)
    elif what == "post":
        vouchers.post(store.journal, book, found)
    elif what == "reverse" and found and not Voucher.select().where(Voucher.reverses == found[0].id).exists():
        vouchers.reverse(store.journal, found[0], day)
    elif what == "discard" and found:
        vouchers.discard(store.journal, found[:1])
    elif what == "undo" and store.journal.undoable and "凭证" in store.journal.undoable.title:
        support.taken_back(store)
