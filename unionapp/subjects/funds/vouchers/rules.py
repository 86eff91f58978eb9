"""What must hold of a voucher and its lines before they are kept: balanced, on accounts in use, in an open month."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from unionapp.errors import Problem, Refused
from unionapp.records.kind import SavedRow
from unionapp.store import editing
from unionapp.store.journal import StepRow, current_step
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.account_groups import is_spending
from unionapp.subjects.funds.books.states import SpendingNature
from unionapp.subjects.funds.spending import rules
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine, VoucherPaper
from unionapp.subjects.funds.vouchers.naming import account_problems, name_account
from unionapp.subjects.funds.vouchers.states import VoucherSort, VoucherState
from unionapp.values import money
from unionapp.values.periods import Month

DOUBLE_ENTRY = "《工会会计制度》第10条"
IRREVERSIBLE = "《会计软件基本功能和服务规范》财会〔2024〕12号 第21条"
CHECKED_ENTRY = "《会计软件基本功能和服务规范》财会〔2024〕12号 第15条"
LARGEST = 10**14
"""Fen; no entry of a union is larger, and sums of such stay exact in the file."""
FEWEST_LINES = 2
_WORDED = re.compile(r"(记|收|付|转)(?:账|款)?(?:字)?(?:第)?\s*[-－—]?\s*[0-9]")
"""How a number of a voucher begins that bears its word."""
_ACTIONS_ONLY = ("number", "state", "approver", "approved", "explained", "poster", "posted", "previous", "chain")
"""What only approving and posting write."""
_OWN_OF_LINE = tuple(name for name in VoucherLine._meta.fields if name not in ("id", "uid", "voucher", "place"))


def follow_line(line: VoucherLine) -> None:
    """Number and full name of the account follow from one another; spending belongs to a project or is basic."""
    name_account(line, _book_of(line))
    if is_spending(line.account) and not line.nature:
        line.nature = SpendingNature.PROJECT if line.project_id else SpendingNature.BASIC


def _book_of(line: VoucherLine) -> int | None:
    voucher = line.voucher if line.voucher_id or "voucher" in line.__rel__ else None
    return _book_id(voucher) if voucher is not None else None


def _book_id(voucher: Voucher) -> int | None:
    """The book of a voucher, the only one where none is said."""
    only = None if voucher.book_id else books.only()
    return only.id if only is not None else voucher.book_id


def follow(voucher: Voucher) -> None:
    """Fill the only book, the month, what the lines take from one another, and the sum; a new voucher is a draft."""
    if not voucher.book_id and (only := books.only()) is not None:
        voucher.book = only
    if not voucher.id:
        _begin(voucher)
    if voucher.lines is not None:
        _follow_lines(voucher, voucher.lines)
    voucher.month = f"{voucher.day:%Y-%m}" if voucher.day else ""


def _begin(voucher: Voucher) -> None:
    """A voucher from elsewhere begins as a draft here; the number it had there becomes its reference (收-1)."""
    if voucher.number and not voucher.reference:
        voucher.reference = str(voucher.number)
    said = _WORDED.match(voucher.reference or "")
    if said and voucher.word == Voucher.word.default:
        voucher.word = next(code.key for code in Voucher.word.codes.codes if code.label == said[1])
    empty = Voucher()
    for name in _ACTIONS_ONLY:
        setattr(voucher, name, empty.__data__.get(name))


def _follow_lines(voucher: Voucher, lines: Sequence[VoucherLine]) -> None:
    words = voucher.summary
    for line in lines:
        words = line.summary = line.summary or words
    if lines and not voucher.summary:
        voucher.summary = lines[0].summary
    voucher.total = sum(line.debit or 0 for line in lines)


def account_takes_entries(line: VoucherLine) -> list[Problem]:
    """The account is in the chart of the book, in use, without accounts below it, and called as the line calls it."""
    if _settled(line):
        return []
    return account_problems(line, _book_of(line), reversal=_sort(line) == VoucherSort.REVERSAL)


def _settled(line: VoucherLine) -> bool:
    """Whether a line belongs to a posted voucher, which was checked when it was posted."""
    return _state(line) == VoucherState.POSTED


def _state(line: VoucherLine) -> str:
    return line.voucher.state if line.voucher_id or "voucher" in line.__rel__ else VoucherState.DRAFT


def _sort(line: VoucherLine) -> str:
    return line.voucher.sort if line.voucher_id or "voucher" in line.__rel__ else VoucherSort.NORMAL


def one_side_has_an_amount(line: VoucherLine) -> list[Problem]:
    """A line is debit or credit, with an amount; red amounts belong to reversals."""
    debit, credit = line.debit or 0, line.credit or 0
    if bool(debit) == bool(credit):
        words = "一行只能填借方或贷方中的一个金额。" if debit else "借方金额、贷方金额都没有填。"
        return [Problem("debit", words, DOUBLE_ENTRY, rule="side")]
    side = "debit" if debit else "credit"
    if abs(debit or credit) > LARGEST:
        return [Problem(side, "金额太大，请核对是否多录了几位。", rule="size")]
    if (debit or credit) < 0 and _sort(line) == VoucherSort.NORMAL and not _settled(line):
        return [Problem(side, "金额是负数（红字）。冲销已记账的凭证请用“红字冲销”。", level="warning", rule="red")]
    return []


def line_says_what_for(line: VoucherLine) -> list[Problem]:
    """Every line has its words (摘要必填)."""
    return [] if line.summary else [Problem("summary", "“摘要”还没有填。", CHECKED_ENTRY, rule="required")]


def project_is_of_the_book(line: VoucherLine) -> list[Problem]:
    """A project belongs to one book."""
    project = line.project if line.project_id else None
    book = _book_of(line)
    if project is None or book is None or project.book_id == book:
        return []
    return [Problem("project", f"项目“{project.name}”是别的账套的，请选本账套的项目。", rule="project")]


def debit_equals_credit(voucher: Voucher) -> list[Problem]:
    """A voucher balances to the fen and has two lines at least."""
    if voucher.lines is None:
        return []
    if len(voucher.lines) < FEWEST_LINES:
        return [Problem("", "凭证至少要有一借一贷两行分录。", DOUBLE_ENTRY, rule="balance")]
    debit, credit = (sum(getattr(line, side) or 0 for line in voucher.lines) for side in ("debit", "credit"))
    if debit == credit:
        return []
    gap = money.show(abs(debit - credit))
    words = f"借贷不平：借方合计 {money.show(debit)}，贷方合计 {money.show(credit)}，相差 {gap}。"
    return [Problem("", words, DOUBLE_ENTRY, rule="balance")]


def month_is_open(voucher: Voucher) -> list[Problem]:
    """A voucher falls into a month that is kept here and not closed; a book not in use yet begins with its first."""
    if voucher.day is None or voucher.state == VoucherState.POSTED:
        return []
    number, month = voucher.book_id, f"{voucher.day:%Y-%m}"
    if voucher.sort != VoucherSort.CLOSING and books.is_closed(number, month):
        words = f"{month} 已经结账，不能再填这个月的凭证。请把日期改到以后的月份。"
        return [Problem("day", words, IRREVERSIBLE, rule="closed")]
    if books.is_year_closed(number, voucher.day.year):
        return [Problem("day", f"{voucher.day.year}年已经年结，不能再填这一年的凭证。", IRREVERSIBLE, rule="closed")]
    if number is not None and month < voucher.book.since and not books.may_begin(voucher.book, Month.of(voucher.day)):
        words = f"账套从 {voucher.book.since} 启用，以前的收支请并入期初余额。"
        return [Problem("day", words, rule="since")]
    if voucher.day > date.today():
        return [Problem("day", "日期在今天以后，请核对。", level="warning", rule="future")]
    return []


def closing_is_the_programs(voucher: Voucher) -> list[Problem]:
    """Vouchers that close the year are made by closing it."""
    if voucher.sort == VoucherSort.CLOSING and voucher.state == VoucherState.DRAFT:
        return [Problem("sort", "年末结转凭证由年结生成，请改为“一般”。", rule="sort")]
    return []


MUST = (debit_equals_credit, month_is_open, closing_is_the_programs)
"""What forbids keeping, approving and posting a voucher."""


def as_audits_ask(voucher: Voucher) -> list[Problem]:
    """What audits ask of spending; warnings only."""
    if voucher.lines is None or voucher.state == VoucherState.POSTED:
        return []
    return rules.of_voucher(voucher, voucher.lines)


def approved_stays(voucher: Voucher, old: Mapping[str, Any]) -> list[Problem]:
    """Nothing of a posted voucher changes, and nothing of an approved one before the approval is taken back."""
    state = old.get("state")
    if state not in (VoucherState.APPROVED, VoucherState.POSTED) or not _differs(voucher, old):
        return []
    if state == VoucherState.POSTED:
        words = "凭证已经记账，不能修改。错了请用“红字冲销”，再重填一张。"
        return [Problem("", words, IRREVERSIBLE, rule="posted")]
    return [Problem("", "凭证已经审核，不能修改。要改请先撤销审核。", IRREVERSIBLE, rule="approved")]


def _differs(voucher: Voucher, old: Mapping[str, Any]) -> bool:
    data = voucher.__data__
    if any(data.get(name) != old.get(name) for name in Voucher._meta.fields):
        return True
    return voucher.lines is not None and said(voucher.lines) != said(old.get("lines") or ())


def said(lines: Sequence[VoucherLine]) -> list[list[object]]:
    """What lines say of their own, in order."""
    return [[line.__data__.get(name) for name in _OWN_OF_LINE] for line in lines]


def actions_change_the_state(voucher: Voucher, old: Mapping[str, object]) -> list[Problem]:
    """State, number and codes are written by approving and posting alone, and a voucher stays in its book."""
    if voucher.book_id != old.get("book"):
        return [Problem("book", "凭证不能换账套。请删除草稿，在另一个账套里重填。", rule="book")]
    changed = [name for name in _ACTIONS_ONLY if (voucher.__data__.get(name) or None) != (old.get(name) or None)]
    if not changed:
        return []
    return [Problem(changed[0], "状态、编号由审核、记账操作填写，不能直接修改。", IRREVERSIBLE, rule="action")]


def vouchers_were_saved(saved: Sequence[SavedRow]) -> None:
    """Whoever saves a draft is its maker, so that nobody approves her own; a book begins with its first voucher."""
    books.begin_with((each.record.book_id, each.record.month) for each in saved)
    row = StepRow.get_or_none(StepRow.id == current_step())
    operator = row.operator if row is not None else ""
    written = [each.record for each in saved if each.record.maker != operator]
    drafts = [voucher for voucher in written if voucher.state == VoucherState.DRAFT]
    today = date.today()
    for voucher in drafts:
        voucher.maker, voucher.made = operator, today
        voucher._dirty.clear()
    for chunk in editing.chunks([voucher.id for voucher in drafts]):
        Voucher.update(maker=operator, made=today).where(Voucher.id.in_(chunk)).execute()


def only_drafts_go(records: Sequence[Voucher]) -> None:
    """Drafts alone can be removed, with the papers registered for them."""
    kept = _stored_otherwise(VoucherState.DRAFT, [each.id for each in records])
    if kept:
        raise Refused(f"“{kept[0].label}”已审核或已记账，不能删除。已审核的请先撤销审核，已记账的请用红字冲销。")
    editing.delete(VoucherPaper, VoucherPaper.voucher, [each.id for each in records])


def _stored_otherwise(state: str, row_ids: Sequence[int]) -> list[Voucher]:
    """The vouchers among these that are stored in another state."""
    found: list[Voucher] = []
    for chunk in editing.chunks(row_ids):
        found += list(Voucher.select().where(Voucher.id.in_(chunk), Voucher.state != state))
    return found


def papers_of_posted_stay(paper: VoucherPaper, old: Mapping[str, object]) -> list[Problem]:
    """What a posted voucher rests on may be added to, not changed; a scan may still be put to it."""
    number = old.get("voucher")
    voucher = Voucher.get_or_none(Voucher.id == number) if number else None
    fixed = ("voucher", "sort", "number", "code", "title", "issuer", "day", "amount")
    posted = voucher is not None and voucher.state == VoucherState.POSTED
    if not posted or all(paper.__data__.get(n) == old.get(n) for n in fixed):
        return []
    return [Problem("voucher", "凭证已经记账，所附的原始凭证不能改动。", IRREVERSIBLE, rule="posted")]


def only_papers_of_drafts_go(records: Sequence[VoucherPaper]) -> None:
    """The papers of a posted voucher stay with it."""
    vouchers = sorted({each.voucher_id for each in records if each.voucher_id})
    if any(each.state == VoucherState.POSTED for each in _stored_otherwise(VoucherState.DRAFT, vouchers)):
        raise Refused("凭证已经记账，所附的原始凭证不能删除。")
