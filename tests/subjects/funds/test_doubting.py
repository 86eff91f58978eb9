"""What was doubted while a voucher was typed is said again to whoever approves it, who says why it is right."""

from __future__ import annotations

import hashlib
import json

import pytest
from unionapp.errors import Refused
from unionapp.paper.paper import PrintRequest
from unionapp.records import search
from unionapp.store import editing
from unionapp.store.journal import ChangeRow
from unionapp.store.store import Store
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers import chain
from unionapp.subjects.funds.vouchers import doubts as doubting
from unionapp.subjects.funds.vouchers import papers as paper
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherPaper
from unionapp.subjects.funds.vouchers.records import VOUCHER_PAPERS, VOUCHERS
from unionapp.values.periods import Month

from tests.paper.conftest import drawn, page_texts
from tests.subjects.funds import account_books
from tests.subjects.funds.account_books import DAY, drafted, lines, opened_with

MARCH = Month(2025, 3)
WHY = "委员会 3 月 2 日会议同意，附会议纪要"


@pytest.fixture
def book(store: Store) -> Book:
    """A set of books with money in the cash box and in the bank."""
    made = account_books.begun(store)
    opened_with(store, a101=9_000_00, a102=1_000_00, a32205=-10_000_00)
    return made


def banquet(store: Store, **values: object) -> Voucher:
    """A draft that pays six thousand in cash for a dinner."""
    made = Voucher(day=DAY, summary="职工旅游、公款宴请", **values)
    vouchers.save(store.journal, made, lines(("50106", 6_000_00), ("101", -6_000_00)))
    return made


def fresh(voucher: Voucher) -> Voucher:
    return Voucher.get_by_id(voucher.id)


def test_everything_the_rules_say_of_a_voucher_its_lines_and_its_papers_is_said_again(store: Store, book: Book) -> None:
    plain, doubtful = drafted(store), banquet(store)
    editing.save(store.journal, VOUCHER_PAPERS, VoucherPaper(voucher=doubtful, number="7", title="某饭店"))
    said = doubting.doubts([fresh(plain), fresh(doubtful)])
    assert list(said) == [doubtful]
    assert {each.rule for each in said[doubtful]} == {
        "funds-cash-payment",
        "funds-papers",
        "funds-eight-bans",
        "funds-invoice-title",
    }
    assert all(each.article for each in said[doubtful])


def test_a_doubtful_voucher_is_not_approved_without_a_reason_and_the_refusal_names_it(store: Store, book: Book) -> None:
    plain, doubtful = drafted(store), banquet(store)
    with pytest.raises(Refused) as refused:
        vouchers.approve(store.journal, [plain, doubtful], {doubtful.id: "  "})
    words = [str(each) for each in refused.value.problems]
    assert words[0].startswith("1 张凭证有疑点，没有写明理由") and "--because" in words[0]
    assert "2025-03-05 职工旅游、公款宴请：现金支付 6,000.00 元" in words[1] and "第五条" in words[1]
    assert [fresh(each).state for each in (plain, doubtful)] == ["draft", "draft"]


def test_the_reason_stays_on_the_voucher_that_needed_it_through_posting_and_in_the_log(
    store: Store, book: Book
) -> None:
    plain, doubtful = drafted(store), banquet(store)
    vouchers.approve(store.journal, [plain, doubtful], f" {WHY} ")
    assert [fresh(each).explained for each in (plain, doubtful)] == ["", WHY]
    logged = [json.loads(row.data) for row in ChangeRow.select(ChangeRow.data).where(ChangeRow.op == "U")]
    assert ["", WHY] in [each["explained"] for each in logged if "explained" in each]
    vouchers.post(store.journal, book, MARCH)
    assert fresh(doubtful).explained == WHY and chain.verify(book) == []


def test_who_takes_an_approval_back_takes_its_reason_back_and_undo_brings_neither(store: Store, book: Book) -> None:
    made = banquet(store)
    vouchers.approve(store.journal, [made], {made.id: WHY})
    vouchers.unapprove(store.journal, [made], "补附件")
    assert fresh(made).explained == ""
    with pytest.raises(Refused, match="再用“审核”"):
        store.journal.undo()
    assert (fresh(made).state, fresh(made).explained) == ("draft", "")


def test_only_approving_writes_the_reason(store: Store, book: Book) -> None:
    made = fresh(banquet(store))
    made.explained = WHY
    with pytest.raises(Refused, match="由审核、记账操作填写"):
        editing.save(store.journal, VOUCHERS, made)
    assert banquet(store, explained=WHY).explained == ""
    assert vouchers.copy(fresh(made), DAY)[0].explained == ""


def test_a_reason_changed_behind_the_programs_back_breaks_the_chain(store: Store, book: Book) -> None:
    made = banquet(store)
    vouchers.approve(store.journal, [made], WHY)
    vouchers.post(store.journal, book, MARCH)
    for trigger in ("voucher_posted_stays", "voucher_is_posted_when_approved"):
        store.database.execute_sql(f"DROP TRIGGER {trigger}")
    with store.journal.step("改"):
        store.database.execute_sql("UPDATE voucher SET explained = 'x'")
    assert any("校验码不符" in str(each) for each in chain.verify(book))


def test_a_voucher_without_a_reason_keeps_the_code_it_had_before_there_were_reasons() -> None:
    made = Voucher(uid="u", day=DAY, word="ji", number=1, maker="甲", approver="乙", poster="丙", posted=DAY)
    said = ["", ["u", "2025-03-05", "ji", 1, "normal", None, "甲", "乙", "丙", "2025-03-05"], []]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    assert chain.digest("", made, []) == hashlib.sha256(text.encode()).hexdigest()


def test_many_doubts_are_counted_after_the_first_fifty(store: Store, book: Book) -> None:
    made = [Voucher(book=book, day=DAY, summary="办公") for _ in range(51)]
    with store.journal.step("登记"):
        for each in made:
            each.lines = lines(("50504", 1), ("102", -1))
        editing.put(VOUCHERS, made)
    with pytest.raises(Refused) as refused:
        vouchers.approve(store.journal, made)
    assert len(refused.value.problems) == 52 and str(refused.value.problems[-1]) == "另有 1 处疑点没有列出。"


def test_the_reason_is_printed_below_the_last_sheet_of_the_voucher_and_two_still_share_a_page(
    store: Store, book: Book
) -> None:
    made = [banquet(store), banquet(store), drafted(store)]
    vouchers.approve(store.journal, made, WHY)
    slips = paper.gather(store, book, PrintRequest(chosen=search.rows(VOUCHERS, [each.id for each in made])))
    assert [slip.explained for slip in slips] == [WHY, WHY, ""]
    printed = paper.draw(slips)
    texts = [cell.text for block in printed.blocks for row in getattr(block, "rows", ()) for cell in row]
    assert texts.count(f"疑点说明：{WHY}") == 2
    pages = page_texts(drawn(printed))
    assert [page.count("疑点说明") for page in pages] == [2, 0] and len(pages) == 2
