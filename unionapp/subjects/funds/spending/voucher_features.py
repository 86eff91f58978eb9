"""What the rules of spending want to know of a voucher, read once and plain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.store.cached import Cached
from unionapp.subjects.funds.books.account_groups import is_bank, is_cash, is_spending
from unionapp.subjects.funds.handouts.models import Handout
from unionapp.subjects.funds.handouts.states import LimitItem
from unionapp.subjects.funds.spending import limits
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine, VoucherPaper
from unionapp.subjects.funds.vouchers.states import VoucherSort


@dataclass(frozen=True)
class Cap:
    """A local limit: fen a head (or a share in hundredths of a percent), how it is reckoned, and the document."""

    amount: int | None
    share: int | None
    per: str
    document: str


@dataclass(frozen=True)
class Earmark:
    """Spending of one line from a project: on which account, which are allowed, until when it may be used."""

    project: str
    account: str
    allowed: tuple[str, ...] = ()
    until: date | None = None


@dataclass(frozen=True)
class VoucherFeatures:
    """One voucher as the rules see it; amounts in fen."""

    day: date
    words: str = ""
    item: str = ""
    """What is given (code table limit-item), empty where it is nothing that is limited."""
    spent: int = 0
    cash: int = 0
    """Paid out of the cash box, other than to the bank."""
    paid: date | None = None
    approved: date | None = None
    papers: int = 0
    sorts: frozenset[str] = frozenset()
    """The sorts of papers registered (code table paper-sort)."""
    personal: bool = False
    payee: str = ""
    people: int = 0
    taking_part: int = 0
    reason: str = ""
    normal: bool = True
    """Neither a reversal nor a closing."""
    caps: tuple[Cap, ...] = ()
    prize_cap: Cap | None = None
    earmarks: tuple[Earmark, ...] = ()


_FESTIVALS = "元旦|新年|春节|清明|劳动节|五一|端午|中秋|国庆|节日"
_WORDS = (
    (LimitItem.WARMTH, "送温暖"),
    (LimitItem.COOLING, "清凉"),
    (LimitItem.STUDY, "助学"),
    (LimitItem.MEDICAL, "医疗救助"),
    (LimitItem.RELIEF, "困难.*(?:补助|慰问|救助|帮扶)"),
    (LimitItem.BIRTHDAY, "生日"),
    (LimitItem.WEDDING, "结婚"),
    (LimitItem.BIRTH, "生育"),
    (LimitItem.SURGERY, "手术"),
    (LimitItem.HOSPITAL, "住院"),
    (LimitItem.DEATH_FAMILY, "亲属.*(?:去世|逝世)"),
    (LimitItem.DEATH_SELF, "去世|逝世"),
    (LimitItem.RETIREMENT, "退休|离岗"),
    (LimitItem.OUTING, "春游|秋游|春秋游"),
    (LimitItem.FILM, "观影|电影"),
    (LimitItem.CLOTHES, "服装"),
    (LimitItem.SOUVENIR, "纪念品"),
    (LimitItem.FESTIVAL, f"(?:{_FESTIVALS}).*(?:慰问|福利|物资|节礼|发放)|粽子|月饼"),
)
"""How a summary tells what is given, the more particular first."""


def item_in(words: str) -> str:
    """What is given, as the words of a summary tell (code table limit-item); empty where they do not."""
    return next((item for item, pattern in _WORDS if re.search(pattern, words)), "")


def of_voucher(
    voucher: Voucher, lines: Sequence[VoucherLine], papers: Iterable[VoucherPaper] | None = None
) -> VoucherFeatures:
    """The facts of a voucher; its papers are read where they are not given."""
    if papers is None:
        papers = _papers(voucher)
    words = " ".join(dict.fromkeys(filter(None, (voucher.summary, *(line.summary for line in lines), voucher.remark))))
    spent = _net(lines, is_spending)
    item = item_of(voucher.id, words) if spent > 0 else ""
    return VoucherFeatures(
        day=voucher.day,
        words=words,
        item=item,
        spent=spent,
        cash=_cash_paid(lines),
        paid=voucher.paid_on,
        approved=voucher.approved_on,
        papers=voucher.papers or 0,
        sorts=frozenset(paper.sort for paper in papers),
        personal=bool(voucher.personal),
        payee=voucher.payee,
        people=voucher.people or 0,
        taking_part=voucher.taking_part or 0,
        reason=voucher.reason.strip(),
        normal=voucher.sort in (VoucherSort.NORMAL, VoucherSort.ADJUST),
        caps=_caps(voucher, item),
        prize_cap=next(iter(_caps(voucher, LimitItem.PRIZE_SHARE)), None) if voucher.taking_part else None,
        earmarks=tuple(_earmarks(lines)),
    )


def _papers(voucher: Voucher) -> list[VoucherPaper]:
    return list(VoucherPaper.select().where(VoucherPaper.voucher == voucher.id)) if voucher.id else []


def _net(lines: Iterable[VoucherLine], belongs: Callable[[str], bool]) -> int:
    """Debit less credit of the lines whose account belongs there."""
    return sum((line.debit or 0) - (line.credit or 0) for line in lines if belongs(line.account))


def _cash_paid(lines: Sequence[VoucherLine]) -> int:
    """What left the cash box for others: without what went to the bank."""
    return max(0, -_net(lines, is_cash) - max(0, _net(lines, is_bank)))


def item_of(voucher: int, words: str) -> str:
    """What is given by a voucher: its handout knows it, else its words tell (code table limit-item)."""
    return _handed().get(voucher) or item_in(words)


_handed: Cached[dict[int, str]] = Cached(
    lambda: dict(Handout.select(Handout.voucher, Handout.item).where(Handout.voucher.is_null(False)).tuples()), Handout
)
"""What was handed out by the vouchers of handouts."""


def _caps(voucher: Voucher, item: str) -> tuple[Cap, ...]:
    region = voucher.book.region if item and voucher.book_id else ""
    rows = limits.covering(region, item, voucher.day)
    return tuple(Cap(row.amount, row.share, row.per, row.document) for row in rows)


def _earmarks(lines: Iterable[VoucherLine]) -> Iterable[Earmark]:
    for line in lines:
        project = line.project if is_spending(line.account) else None
        if project is not None:
            yield Earmark(project.name, line.account, allowed(project.accounts), project.until)


def allowed(accounts: str) -> tuple[str, ...]:
    """The accounts of a project as typed (50404、50405)."""
    return tuple(filter(None, re.split(r"[、，,;；\s]+", accounts)))
