"""Commands over sets of books: approve and take that back, post, close, archive."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from unionapp import paths
from unionapp.cli import opening
from unionapp.cli.output import document, progress, say
from unionapp.errors import Refused
from unionapp.subjects.funds.assets import actions as assets
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.closing import actions as closing
from unionapp.subjects.funds.closing import archive as archives
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers import register
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.funds.vouchers.states import VoucherState
from unionapp.values import money


def approve(options: Namespace) -> int:
    """Approve the drafts of a month; refused with the doubts where there are any and nothing says why."""
    with opening.opened(options) as data:
        book = books.named(options.book)
        drafts = register.of_month(book, options.month, VoucherState.DRAFT)
        if drafts:
            vouchers.approve(data.journal, drafts, options.because)
    return _said(options, {"approved": len(drafts)}, f"已审核{options.month.chinese()}的凭证 {len(drafts)} 张。")


def unapprove(options: Namespace) -> int:
    """Make drafts again of approved vouchers: of a month, or those of it that are named by number or uid."""
    with opening.opened(options) as data:
        book = books.named(options.book)
        approved = register.of_month(book, options.month, VoucherState.APPROVED)
        found = _chosen(approved, options.voucher) if options.voucher else approved
        if not found:
            raise Refused(f"{options.month.chinese()}没有已审核、还没有记账的凭证，没有撤销。")
        vouchers.unapprove(data.journal, found, options.because)
    words = f"已撤销{options.month.chinese()}的凭证审核 {len(found)} 张，改回草稿。"
    return _said(options, {"unapproved": len(found)}, words)


def _chosen(approved: Sequence[Voucher], words: Sequence[str]) -> list[Voucher]:
    """The approved vouchers of these numbers; Refused where one is not among them."""
    for word in words:
        if not any(word in (each.uid, each.reference) for each in approved):
            raise Refused(f"没有已审核、还没有记账的凭证“{word}”，没有撤销。编号见 list vouchers 的凭证号或最后一栏。")
    return [each for each in approved if {each.uid, each.reference} & set(words)]


def post(options: Namespace) -> int:
    """Post the approved vouchers of a month; exit code 1 where drafts are left or the bank is overdrawn."""
    with opening.opened(options) as data:
        book = books.named(options.book)
        doubts = [each.message for each in vouchers.shortfalls(book, options.month) if each.level == "warning"]
        done = vouchers.post(data.journal, book, options.month, progress)
        left = len(register.waiting(book, options.month))
    rest = f"还有 {left} 张没有审核，没有记账。" if left else ""
    words = f"已记账{options.month.chinese()}的凭证 {done} 张。{rest}{''.join(doubts)}"
    _said(options, {"posted": done, **({"doubts": doubts} if doubts else {})}, words)
    return 1 if left or doubts else 0


def depreciate(options: Namespace) -> int:
    """Draft the voucher of a month's depreciation."""
    with opening.opened(options) as data:
        voucher = assets.depreciate(data.journal, books.named(options.book), options.month)
    told = {"uid": voucher.uid, "amount": money.show(voucher.total or 0)}
    return _said(
        options, told, f"已生成提取{options.month.chinese()}折旧的凭证草稿，{told['amount']} 元，请审核、记账。"
    )


def close(options: Namespace) -> int:
    """Close a month or a year."""
    with opening.opened(options) as data:
        book = books.named(options.book)
        if options.month:
            period = closing.close_month(data.journal, book, options.month, options.because)
        else:
            period = closing.close_year(data.journal, book, options.year)
    return _said(options, {"closed": period.month or str(period.year)}, f"已结账：{period.label}。")


def archive(options: Namespace) -> int:
    """Write the archive of a year."""
    with opening.opened(options) as data:
        made = archives.write(data, books.named(options.book), options.year, Path(options.out), progress)
    return _said(options, {"file": paths.shown(made)}, f"已写出{options.year}年会计档案：{paths.shown(made)}")


def _said(options: Namespace, told: Mapping[str, object], words: str) -> int:
    if options.json:
        document(told)
    else:
        say(words)
    return 0
