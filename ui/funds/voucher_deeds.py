"""What is done with vouchers from their page: written down, approved, posted, reversed, copied, thrown away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from unionapp.errors import Problem, Refused, errors_only
from unionapp.records import fields
from unionapp.store import connection, editing
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.books.states import MoneyWay
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers import doubts as doubting
from unionapp.subjects.funds.vouchers import register
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherPaper
from unionapp.subjects.funds.vouchers.records import VOUCHER_PAPERS, VOUCHERS
from unionapp.subjects.funds.vouchers.states import VoucherState
from unionapp.work import Progress

from ui import tasks
from ui.cases.asking import ask_and_do, opened
from ui.funds.chosen import ChosenPeriod
from ui.funds.doubts_dialog import DoubtsDialog
from ui.funds.simple_entry import SimpleEntry
from ui.funds.voucher_papers import ask_for_paper, new_paper
from ui.kit import messages, undoing
from ui.kit.forms import Asked
from ui.records.record_page import RecordPage

Result = TypeVar("Result")

NO_BOOK = "还没有账套。请先在“账套”里建一套账，科目和常用事项随即配好。"


def book_of(page: RecordPage) -> Book:
    """The chosen book; Refused where there is none."""
    book = ChosenPeriod.of(page.session).book
    if book is None:
        raise Refused(NO_BOOK)
    return book


def money_in(page: RecordPage) -> None:
    """收钱."""
    opened(SimpleEntry(page, page.session, book_of(page), MoneyWay.IN))


def money_out(page: RecordPage) -> None:
    """付钱."""
    opened(SimpleEntry(page, page.session, book_of(page), MoneyWay.OUT))


def write(page: RecordPage) -> None:
    """填凭证."""
    book_of(page)
    page.new()


def approve(page: RecordPage) -> None:
    """Approve the chosen drafts, or all of the month; what is doubtful about them is said first."""
    found = _wanted(page, VoucherState.DRAFT, "审核", "没有要审核的草稿。")
    if not found:
        return
    tasks.run(
        page,
        "审核",
        lambda progress: _posted(page, lambda: doubting.doubts(found)),
        lambda doubts: _approve_knowing(page, found, doubts),
    )


def _approve_knowing(page: RecordPage, found: list[Voucher], doubts: Mapping[Voucher, Sequence[Problem]]) -> None:
    """Approve at once what nobody doubts; else ask for a reason for each that is doubtful."""
    if not doubts:
        _approve(page, found, {})
        return
    dialog = DoubtsDialog(page, page.session, found, doubts)
    dialog.act = lambda meant, reasons: _approve(page, meant, reasons)
    opened(dialog)


def _approve(page: RecordPage, found: Sequence[Voucher], reasons: Mapping[int, str]) -> None:
    journal = page.session.store.journal
    said = f"已审核 {len(found):,} 张凭证，可以记账了"
    _run(page, "审核", lambda progress: vouchers.approve(journal, found, reasons), said)


def unapprove(page: RecordPage) -> None:
    """Make drafts again of the chosen ones."""
    chosen: list[Voucher] = page.selected()
    found = [each for each in chosen if each.state == VoucherState.APPROVED]
    if not found:
        raise Refused("请先选中已审核、还没有记账的凭证。")
    journal = page.session.store.journal
    about = f"{len(found):,} 张凭证退回草稿，可以修改，改好再审核。原因记入操作日志。"
    why = Asked("because", fields.Text("原因"), required=True)

    def act(because: str) -> None:
        done = f"{len(found):,} 张凭证退回草稿"
        _run(page, "撤销审核", lambda progress: vouchers.unapprove(journal, found, because), done)

    ask_and_do(page, page.session, "撤销审核", about, (why,), act)


def post(page: RecordPage) -> None:
    """Post the chosen approved vouchers, or all of the month; what happens is said first, and what is doubtful."""
    found = _wanted(page, VoucherState.APPROVED, "记账", "没有已审核、等着记账的凭证。先选中草稿，点“审核”。")
    book = book_of(page)
    if found:
        tasks.run(
            page,
            "记账",
            lambda progress: _posted(page, lambda: vouchers.shortfalls(book, found)),
            lambda short: _post_knowing(page, book, found, short),
        )


def _post_knowing(page: RecordPage, book: Book, found: Sequence[Voucher], short: Sequence[Problem]) -> None:
    """Ask before posting; what would empty the cash box is refused before the question."""
    if errors_only(short):
        messages.report(page, Refused(errors_only(short)))
        return
    journal = page.session.store.journal
    words = (
        f"{len(found):,} 张已审核的凭证将连续编号、记入“{book.name}”的账簿；"
        "记账以后不能修改、不能撤销，错了只能用红字冲销。"
    )
    doubts = "".join(f"\n\n请核对：{each}" for each in short)
    if messages.ask(page, words + doubts, "记账", "不记"):
        tasks.run(
            page,
            "记账",
            lambda progress: _posted(page, lambda: vouchers.post(journal, book, found, progress)),
            lambda count: messages.toast(page, f"已记账 {count:,} 张凭证"),
        )


def reverse(page: RecordPage) -> None:
    """Take back the chosen posted voucher by a red one."""
    chosen = the_one(page)
    if chosen.state != VoucherState.POSTED:
        raise Refused("只有已记账的凭证要用红字冲销；草稿可以直接修改或删除。")
    about = (
        f"照“{chosen.label}”生成一张红字凭证（草稿），审核、记账以后原来那张就抵销了；"
        "原凭证不改动，两张互相注明。更正后的内容再另填一张。"
    )
    day = Asked("day", VOUCHERS.fields["day"], "红字凭证的日期", open_day(page), required=True)
    ask_and_do(page, page.session, "红字冲销", about, (day,), lambda day: _reversed(page, chosen, day))


def _reversed(page: RecordPage, chosen: Voucher, day: date) -> None:
    red = vouchers.reverse(page.session.store.journal, chosen, day)
    undoing.offer(page, page.session, "已生成红字凭证，审核、记账后生效")
    page.session.show(VOUCHERS, red)


def discard(page: RecordPage) -> None:
    """Throw drafts away; the notice takes it back."""
    chosen: list[Voucher] = page.selected()
    found = [each for each in chosen if each.state == VoucherState.DRAFT]
    if not found:
        raise Refused("请先选中草稿。已审核的先撤销审核，已记账的用红字冲销。")
    journal = page.session.store.journal
    _run(page, "删除草稿", lambda progress: vouchers.discard(journal, found), f"已删除 {len(found):,} 张草稿")


def add_paper(page: RecordPage) -> None:
    """Register a paper of the chosen voucher."""
    chosen, journal = the_one(page), page.session.store.journal
    paper = new_paper(chosen)

    def done(filled: VoucherPaper) -> None:
        editing.save(journal, VOUCHER_PAPERS, filled)
        undoing.offer(page, page.session, "已登记原始凭证")

    ask_for_paper(page, page.session, paper, done)


def the_one(page: RecordPage) -> Voucher:
    """The chosen voucher; Refused where none or several are chosen."""
    chosen: list[Voucher] = page.selected()
    if len(chosen) != 1:
        raise Refused("请先选中一张凭证。")
    return chosen[0]


def _wanted(page: RecordPage, state: str, deed: str, nothing: str) -> list[Voucher]:
    """The vouchers meant that are in a state: the several chosen, the one that is open, else those of the month.

    The cursor always stands on a row; whether only that one is meant is asked where the month has more. None are
    meant where the clerk leaves that question; Refused where there are none.
    """
    chosen: list[Voucher] = page.selected()
    found = [each for each in chosen if each.state == state]
    if len(chosen) <= 1 and not page.is_open():
        spoken = ChosenPeriod.of(page.session)
        month = register.of_month(book_of(page), spoken.month, state)
        if len(found) == 1 and len(month) > 1:
            said = f"{spoken.month.chinese()}有 {len(month):,} 张可以{deed}，光标停在其中一张上。"
            words = f"{said}要{deed}全部，还是只这一张？"
            answer = messages.choose(page, words, (f"全部 {len(month):,} 张", "只这一张"))
            return [] if answer is None else (month, found)[answer]
        found = found or month
    if not found:
        raise Refused(nothing)
    return found


def open_day(page: RecordPage) -> date:
    """The day that a new voucher of the chosen month bears first, today where the month is closed."""
    spoken = ChosenPeriod.of(page.session)
    return date.today() if spoken.closed() else spoken.open_day()


def _run(page: RecordPage, title: str, work: Callable[[Progress], object], said: str) -> None:
    """Do something off the GUI thread that can be taken back."""
    tasks.run(
        page,
        title,
        lambda progress: _posted(page, lambda: work(progress)),
        lambda _: undoing.offer(page, page.session, said),
    )


def _posted(page: RecordPage, work: Callable[[], Result]) -> Result:
    with connection.in_words(page.session.folder / connection.FILE):
        return work()


def allowed(state: str, is_reversed: bool) -> Mapping[str, bool]:
    """What can be done with one voucher by its state, by the ids of the actions."""
    return {
        "edit": state == VoucherState.DRAFT,
        "approve": state == VoucherState.DRAFT,
        "unapprove": state == VoucherState.APPROVED,
        "post": state == VoucherState.APPROVED,
        "reverse": state == VoucherState.POSTED and not is_reversed,
        "discard": state == VoucherState.DRAFT,
    }
