"""The drafts of vouchers that a made-up book takes: money in and out of one month, by the deeds of a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from unionapp.office.demo.fiction import Fiction
from unionapp.office.demo.spending import CONTRIBUTED, FESTIVALS, Deed, Gift
from unionapp.office.demo.unions import TODAY, DemoUnion
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.account_groups import is_spending
from unionapp.subjects.funds.books.models import Book, Matter, Project
from unionapp.subjects.funds.books.states import BookSort, MoneyWay
from unionapp.subjects.funds.vouchers import entry_templates as everyday
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.subjects.members.models import Member
from unionapp.values.periods import Month

YUAN = 100
_LEAST_CASH, _DRAWN = 1_500 * YUAN, 4_000 * YUAN
_QUARTERS = ("四季度", "一季度", "二季度", "三季度")


@dataclass
class DemoBook:
    """One book while its years are written."""

    source: Fiction
    book: Book
    place: DemoUnion
    deeds: Sequence[Deed]
    size: float
    """Beside a township's own union."""
    standing: Counter[str] = field(default_factory=Counter)
    projects: dict[str, Project] = field(default_factory=dict)
    employers: Sequence[DemoUnion] = ()
    """Whose contributions come in here."""
    people: Sequence[Member] = ()
    """The members who get gifts on festivals."""
    months: dict[Month, list[Voucher]] = field(default_factory=dict)
    """The vouchers of each month, in the order of their numbers."""
    dues: list[Voucher] = field(default_factory=list)
    contributions: list[tuple[DemoUnion, Voucher]] = field(default_factory=list)
    gifts: list[tuple[Gift, Voucher]] = field(default_factory=list)

    @property
    def own(self) -> bool:
        """Whether it is a general union's own book."""
        return bool(self.book.sort == BookSort.OWN)


class Shared:
    """What is read once for all books."""

    def __init__(self) -> None:
        self.matters = {matter.name: matter for matter in Matter.select()}
        self.names = chart.read()


def vouchers_of(kept: DemoBook, every: Shared, month: Month) -> Iterator[Voucher]:
    """Money in first, then out, cash drawn where it runs low, and what was kept for others passed up each quarter."""
    days = sorted(_day(kept.source, month) for _ in range(40))
    if kept.standing["101"] < _LEAST_CASH:
        yield _written(kept, every, Deed("从银行提取现金", "提取备用金"), days[0], _DRAWN)
    for deed in kept.deeds:
        for _ in range(_times(kept, deed, month)):
            fen = _amount(kept.source, deed)
            day = days[kept.source.random.randrange(12 if every.matters[deed.matter].way == MoneyWay.IN else 40)]
            words = deed.words.format(quarter=_quarter_before(month))
            payable = deed.cash and fen <= 1_000 * YUAN and fen < kept.standing["101"]
            made = _written(kept, every, deed, day, fen, words, "101" if payable else "102")
            if deed.matter == "会员会费":
                kept.dues.append(made)
            yield made
    yield from _contributed(kept, every, days, month)
    yield from _festive(kept, every, days, month)
    if kept.own and month.month % 3 == 0 and -kept.standing["211"] > 0:
        yield _written(kept, every, Deed("上缴上级经费", "上缴县总工会经费"), days[-1], -kept.standing["211"])


def _quarter_before(month: Month) -> str:
    """The quarter that is over, which what is passed down belongs to: 2025年四季度."""
    return f"{month.year - (month.month < 4)}年{_QUARTERS[(month.month - 1) // 3]}"


def _contributed(kept: DemoBook, every: Shared, days: Sequence[date], month: Month) -> Iterator[Voucher]:
    """What employers pay for a quarter: 2 % of the wages."""
    for place in kept.employers if month.month in CONTRIBUTED else ():
        wages = place.quota * 3 * kept.source.random.randrange(2_400, 3_200)
        deed = Deed("企业、单位拨缴经费", f"收{place.union.unit_name}拨缴经费")
        made = _written(kept, every, deed, days[kept.source.random.randrange(20)], wages * YUAN // 50)
        kept.contributions.append((place, made))
        yield made


def _festive(kept: DemoBook, every: Shared, days: Sequence[date], month: Month) -> Iterator[Voucher]:
    """What festivals cost: the same for every member."""
    for gift in FESTIVALS if kept.people else ():
        if gift.month == month.month:
            deed = Deed("节日慰问品", f"发放{gift.name}慰问品")
            made = _written(kept, every, deed, days[-8], gift.yuan * YUAN * len(kept.people))
            made.people = len(kept.people)
            kept.gifts.append((gift, made))
            yield made


def _times(kept: DemoBook, deed: Deed, month: Month) -> int:
    if month.month not in deed.months:
        return 0
    return sum(kept.size >= 1 or kept.source.chance(kept.size) for _ in range(deed.times))


def _amount(source: Fiction, deed: Deed) -> int:
    """Fen between the bounds: whole tens for what is granted, odd for what is bought."""
    yuan = source.random.randint(deed.low, deed.high)
    if deed.high >= 1_000 or deed.low == deed.high:
        return yuan // 10 * 10 * YUAN
    return yuan * YUAN + source.random.randrange(100)


def _day(source: Fiction, month: Month) -> date:
    """A working day of a month, none after today."""
    day = source.between(month.first(), min(month.last(), TODAY))
    return day - timedelta(max(0, day.weekday() - 4)) if day.day > 2 else day


def _written(
    kept: DemoBook, every: Shared, deed: Deed, day: date, fen: int, words: str = "", account: str = "102"
) -> Voucher:
    """A draft of one deed."""
    matter = every.matters[deed.matter]
    project = kept.projects.get(deed.project)
    summary = words or deed.words
    lines = everyday.derive(matter, fen, account, day, summary, project=project)
    for line in lines:
        line.account_name = every.names.name(line.account)
        kept.standing[line.account] += (line.debit or 0) - (line.credit or 0)
    voucher = Voucher(book=kept.book, day=day, summary=summary, total=sum(line.debit or 0 for line in lines))
    voucher.lines = lines
    _sign(kept, voucher, deed, lines)
    return voucher


def _sign(kept: DemoBook, voucher: Voucher, deed: Deed, lines: Sequence[VoucherLine]) -> None:
    """Who made it, who it was for, how many papers it rests on."""
    source, book = kept.source, kept.book
    voucher.maker, voucher.made = book.cashier, voucher.day
    voucher.papers = 1 + source.random.randrange(4)
    if any(is_spending(line.account) for line in lines):
        voucher.handler = source.one((book.head, book.cashier, book.accountant))
        voucher.approved_on = voucher.paid_on = voucher.day
    if deed.people:
        voucher.people = max(1, deed.people + source.random.randrange(-deed.people // 4, deed.people // 4 + 1))
    for line in lines:
        if line.account == "102":
            line.settlement = f"网银{source.random.randrange(10**6):06d}"
