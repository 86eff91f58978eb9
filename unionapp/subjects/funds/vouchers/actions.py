"""The life of a voucher: draft, approved by another than its maker, posted under a number, reversed in red."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import peewee

from unionapp.errors import Problem, Refused, errors_only
from unionapp.records import search, texts
from unionapp.records.kind import Kind
from unionapp.store import editing
from unionapp.store.fences import UNAPPROVE, UNAPPROVED
from unionapp.store.journal import SEAL, Journal
from unionapp.store.system import Operator
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.account_groups import is_bank
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.vouchers import chain, overdrawn
from unionapp.subjects.funds.vouchers import doubts as doubting
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine, VoucherPaper, word_label
from unionapp.subjects.funds.vouchers.records import VOUCHER_PAPERS, VOUCHERS
from unionapp.subjects.funds.vouchers.states import VoucherSort, VoucherState
from unionapp.values.periods import Month
from unionapp.work import Progress, silent

POSTING = "正在记账"
AT_ONCE = 100
"""Vouchers between two looks at whether the clerk wants to stop."""
CORRECTION = "《会计基础工作规范》第五十一条（五）"
_NOT_COPIED = ("id", "uid", "reference", *VOUCHERS.fixed)


def save(journal: Journal, voucher: Voucher, entries: Sequence[VoucherLine]) -> list[Problem]:
    """Check and write a draft with its lines as one step; Refused with the errors, else the warnings that remain."""
    return editing.save_with_lines(journal, VOUCHERS, voucher, entries)


def save_with_papers(
    journal: Journal,
    voucher: Voucher,
    entries: Sequence[VoucherLine],
    papers: Sequence[VoucherPaper],
    gone: Sequence[VoucherPaper] = (),
) -> list[Problem]:
    """The same with the papers it rests on, those `gone` taken away; nothing is written where something is refused."""
    former = voucher.id
    try:
        with journal.step(f"{'修改' if former else '新增'}凭证“{voucher.label}”"):
            remaining = save(journal, voucher, entries)
            for paper in papers:
                paper.voucher = voucher
            editing.delete(VoucherPaper, VoucherPaper.id, [paper.id for paper in gone])
            editing.put(VOUCHER_PAPERS, papers)
    except BaseException:
        voucher.id = former
        raise
    return remaining


def draft(journal: Journal, voucher: Voucher, entries: Sequence[VoucherLine]) -> Voucher:
    """A draft written within a running step, by what it follows from; returns it. Refused with the errors."""
    save(journal, voucher, entries)
    return voucher


def lines(voucher: Voucher) -> list[VoucherLine]:
    """The stored lines of a voucher in their order."""
    return editing.lines_of(VOUCHERS, voucher)


def approve(journal: Journal, vouchers: Sequence[Voucher], reasons: doubting.Reasons = "") -> None:
    """Approve drafts as one step; Refused where one is wrong, where the operator made one and another might approve,
    or where one is doubtful and `reasons` do not say why it is right all the same."""
    journal.need("approve")
    found = _fresh(vouchers, VoucherState.DRAFT, "只有草稿可以审核")
    _need_another(journal.operator, found)
    _need_right(found)
    doubting.explain(found, reasons)
    with journal.step(f"审核{_named(found)}", UNAPPROVE):
        for each in found:
            each.state, each.approver, each.approved = VoucherState.APPROVED, journal.operator, date.today()
        editing.put(VOUCHERS, found, follow=False)


def unapprove(journal: Journal, vouchers: Sequence[Voucher], because: str) -> None:
    """Make drafts again of approved vouchers, as one step whose line in the log says why."""
    journal.need("approve")
    because = texts.reason(because)
    if not because:
        raise Refused("撤销审核要写明原因。")
    found = _fresh(vouchers, VoucherState.APPROVED, "只有已审核、还没有记账的凭证可以撤销审核")
    with journal.step(f"撤销审核{_named(found)}（{because}）", UNAPPROVED):
        for each in found:
            each.state, each.approver, each.approved, each.explained = VoucherState.DRAFT, "", None, ""
        editing.put(VOUCHERS, found, follow=False)


def _fresh(vouchers: Sequence[Voucher], state: str, words: str) -> list[Voucher]:
    """The vouchers as they are stored now, all in one state; Refused where one is not."""
    if not vouchers:
        raise Refused("没有选凭证。")
    found: list[Voucher] = []
    for chunk in editing.chunks(sorted({each.id for each in vouchers})):
        found += search.rows(VOUCHERS, chunk)
    for each in found:
        if each.state != state:
            raise Refused(f"“{each.label}”{Voucher.state.codes.label(each.state)}。{words}。")
    return found


def _named(found: Sequence[Voucher]) -> str:
    return f"凭证“{found[0].label}”" if len(found) == 1 else f" {len(found)} 张凭证"


def _need_another(operator: str, found: Sequence[Voucher]) -> None:
    """Refused where somebody approves her own voucher although another may (财会〔2024〕12号 第21条二)."""
    own = [each for each in found if each.maker == operator]
    active = Operator.select(Operator.name, Operator.rights).where(Operator.active)
    others = [each.name for each in active if "approve" in each.rights and each.name != operator]
    if own and others:
        raise Refused(f"“{own[0].label}”是您自己制单的，请由 {'、'.join(others)} 审核。")


def _need_right(found: Sequence[Voucher]) -> None:
    """Refused where a voucher with its stored lines is not right."""
    stored = chain.lines_of(found)
    search.fetch_link([line for entries in stored.values() for line in entries], VoucherLine.project)
    wrong = [
        Problem(problem.field, f"{each.label}：{problem}", problem.article, rule=problem.rule)
        for each in found
        for problem in errors_only(doubting.problems(each, stored.get(each.id, [])))
    ]
    if wrong:
        raise Refused(wrong)


def post(journal: Journal, book: Book, wanted: Sequence[Voucher] | Month, progress: Progress = silent) -> int:
    """Post approved vouchers of a book, or all of a month, as one step that cannot be undone; how many there were.

    Each takes the next number of its month and word and the code of the one before. Refused where one is wrong, or
    where they would pay out of an empty cash box.
    """
    journal.need("books")
    found = _approved(book, wanted)
    if not found:
        return 0
    _need_right(found)
    if short := errors_only(shortfalls(book, found)):
        raise Refused(short)
    if problems := books.opening_problems(book, min(each.day for each in found).year):
        raise Refused(problems)
    with journal.step(f"记账 {len(found)} 张凭证（{book.name}）", SEAL):
        number_and_chain(journal.operator, book, found, progress)
        _let_go([each.reverses_id for each in found if each.reverses_id])
    return len(found)


def shortfalls(book: Book, wanted: Sequence[Voucher] | Month) -> list[Problem]:
    """What cash box (an error) or bank account (a doubt) the approved vouchers would take below nought when posted."""
    found = _approved(book, wanted)
    return overdrawn.by_posting(book, found, chain.lines_of(found))


def _let_go(reversed_ids: Sequence[int]) -> None:
    """What was booked by vouchers that are taken back now (a round of handing out, dues) can be booked anew."""
    parts = (Voucher, VoucherLine, VoucherPaper)
    for link, model in Voucher._meta.backrefs.items():
        if model in parts or not reversed_ids:
            continue
        rows = list(model.select().where(link.in_(list(reversed_ids))))
        for row in rows:
            setattr(row, link.name, None)
        editing.put(Kind(key="", model=model, title="", noun="", columns=(), sections={}), rows)


def _approved(book: Book, wanted: Sequence[Voucher] | Month) -> list[Voucher]:
    """The vouchers to post, in the order in which they take their numbers."""
    if isinstance(wanted, Month):
        ready = (Voucher.book == book.id) & (Voucher.month == str(wanted)) & (Voucher.state == VoucherState.APPROVED)
        found = search.rows(VOUCHERS, [row for (row,) in Voucher.select(Voucher.id).where(ready).tuples()])
    else:
        found = _fresh(wanted, VoucherState.APPROVED, "只有已审核的凭证可以记账") if wanted else []
    if any(each.book_id != book.id for each in found):
        raise Refused("所选凭证不都是这个账套的，没有记账。")
    return in_order(found)


def in_order(found: Sequence[Voucher]) -> list[Voucher]:
    """Vouchers in the order of their numbers elsewhere where all of a month have one, else of their days."""
    references = Counter((each.month, each.word, each.reference) for each in found)
    loose = {
        (each.month, each.word)
        for each in found
        if not each.reference.isdecimal() or references[each.month, each.word, each.reference] > 1
    }

    def key(each: Voucher) -> tuple[str, str, int, date, int]:
        place = 0 if (each.month, each.word) in loose else int(each.reference)
        return each.month, each.word, place, each.day, each.id

    return sorted(found, key=key)


def number_and_chain(
    operator: str, book: Book, found: Sequence[Voucher], progress: Progress = silent, day: date | None = None
) -> None:
    """Give approved vouchers their numbers and codes and post them on a day (today), within a running step."""
    stored, uids, code = chain.lines_of(found), chain.project_uids(), chain.last(book)
    numbers = _last_numbers(book)
    for done, each in enumerate(found):
        if done % AT_ONCE == 0:
            progress(done, len(found), POSTING)
        numbers[each.month, each.word] += 1
        each.number, each.state = numbers[each.month, each.word], VoucherState.POSTED
        each.poster, each.posted = operator, day or date.today()
        each.previous = code
        each.chain = code = chain.digest(code, each, stored.get(each.id, ()), uids)
    editing.put(VOUCHERS, found, follow=False)
    progress(len(found), len(found), POSTING)


def _last_numbers(book: Book) -> Counter[tuple[str, str]]:
    """The highest number of a book by month and word."""
    top = peewee.fn.MAX(Voucher.number)
    rows = Voucher.select(Voucher.month, Voucher.word, top).where(Voucher.book == book.id)
    return Counter(
        {(month, word): last or 0 for month, word, last in rows.group_by(Voucher.month, Voucher.word).tuples()}
    )


def reverse(journal: Journal, voucher: Voucher, day: date) -> Voucher:
    """A red draft that takes back a posted voucher, linked to it; Refused where it was taken back before."""
    if Voucher.get_by_id(voucher.id).state != VoucherState.POSTED:
        raise Refused("只有已记账的凭证要用红字冲销；草稿可以直接修改或删除。")
    before = Voucher.get_or_none(Voucher.reverses == voucher.id)
    if before is not None:
        raise Refused(f"这张凭证已由“{before.label}”冲销过。")
    words = f"注销{voucher.day.month}月{voucher.day.day}日{word_label(voucher.word)}字第{voucher.number}号凭证"
    red = Voucher(
        book=voucher.book, day=day, word=voucher.word, sort=VoucherSort.REVERSAL, reverses=voucher, summary=words
    )
    entries = [_red(line, words) for line in lines(voucher)]
    with journal.step(f"红字冲销“{voucher.label}”"):
        save(journal, red, entries)
    return red


def _red(line: VoucherLine, words: str) -> VoucherLine:
    copied = _copied(line)
    copied.summary = words
    copied.debit, copied.credit = (-fen if fen else None for fen in (copied.debit, copied.credit))
    return copied


def _copied(line: VoucherLine) -> VoucherLine:
    values = {name: value for name, value in line.__data__.items() if name not in ("id", "uid", "voucher")}
    return VoucherLine(**values)


def copy(voucher: Voucher, day: date) -> tuple[Voucher, list[VoucherLine]]:
    """A draft like a voucher on another day, with its lines, not yet saved."""
    values = {name: value for name, value in voucher.__data__.items() if name not in _NOT_COPIED}
    sort = VoucherSort.NORMAL if voucher.sort in (VoucherSort.REVERSAL, VoucherSort.CLOSING) else voucher.sort
    fresh = Voucher(**{**values, "day": day, "sort": sort, "approved_on": None, "paid_on": None, "papers": 0})
    return fresh, [_copied(line) for line in lines(voucher)]


def discard(journal: Journal, drafts: Sequence[Voucher]) -> None:
    """Remove drafts as one step; Refused for what was approved or posted."""
    editing.remove(journal, VOUCHERS, drafts)


def payee_account(voucher: Voucher, entries: Sequence[VoucherLine]) -> str:
    """Where to transfer what a voucher pays: its own account, else the one a unit of that name was paid on last.

    People of one name are many: an account of theirs is never taken from elsewhere. Paid in cash, none is needed.
    """
    by_bank = any((line.credit or 0) > 0 for line in entries if is_bank(line.account))
    if voucher.payee_account or voucher.personal or not voucher.payee or not by_bank:
        return str(voucher.payee_account)
    same = (Voucher.payee == voucher.payee) & (Voucher.payee_account != "") & (~Voucher.personal)
    before = Voucher.select(Voucher.payee_account).where(same).order_by(Voucher.day.desc(), Voucher.id.desc()).first()
    return before.payee_account if before is not None else ""
