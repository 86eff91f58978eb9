"""The made-up books: three years of vouchers of the unions that keep their own, posted and closed up to last month.

They are posted in bulk through the rooms that post, on days of their own, so that they look as if kept all along.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from unionapp.office.demo import paid
from unionapp.office.demo.fiction import Fiction
from unionapp.office.demo.spending import (
    CONTRIBUTED,
    EMPLOYERS,
    FESTIVALS,
    OFFICE,
    PLAN,
    RELIEF,
    STUDY,
    TOWNSHIP,
    WARMTH,
    Deed,
    Gift,
)
from unionapp.office.demo.unions import OFFICE as OFFICES
from unionapp.office.demo.unions import TODAY, Place
from unionapp.records.record import numbered_by
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.models import Book, Matter, Opening, Period, Project
from unionapp.subjects.funds.books.records import BOOKS, OPENINGS, PERIODS, PROJECTS
from unionapp.subjects.funds.budgeting.models import Budget, BudgetLine
from unionapp.subjects.funds.budgeting.records import BUDGETS
from unionapp.subjects.funds.closing import actions as closing
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers import chain
from unionapp.subjects.funds.vouchers import doubts as doubting
from unionapp.subjects.funds.vouchers import entry_templates as everyday
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.subjects.members.models import Member
from unionapp.values.periods import Month, months_between
from unionapp.work import Progress, silent

_BEGUN = Month(2024, 1)
_NOW = Month.of(TODAY)
_POSTED = _NOW.previous()
"""The last month that is posted whole; those before it are closed."""
_YUAN = 100
_LEAST_CASH, _DRAWN = 1_500 * _YUAN, 4_000 * _YUAN
_SHARE_POSTED, _SHARE_APPROVED = 0.4, 0.8
"""So much of the running month is posted, and approved."""
_FEW = 1_000
"""Members below which a union does fewer things."""
_REASONS = {
    "funds-over-budget": "超出部分已列入预算调整方案，委员会同意先支",
    "funds-limit": "含上季度漏发、这次补发的会员，经主席批准",
}
_REASON = "已核对原始凭证，情况属实"
"""Why what is doubtful was approved all the same."""
_QUARTERS = ("四季度", "一季度", "二季度", "三季度")


@dataclass
class Kept:
    """One book while its years are written."""

    source: Fiction
    book: Any
    place: Place
    deeds: Sequence[Deed]
    size: float
    """Beside a township's own union."""
    standing: Counter[str] = field(default_factory=Counter)
    projects: dict[str, Any] = field(default_factory=dict)
    employers: Sequence[Place] = ()
    """Whose contributions come in here."""
    people: Sequence[Any] = ()
    """The members who get gifts on festivals."""
    months: dict[Month, list[Any]] = field(default_factory=dict)
    """The vouchers of each month, in the order of their numbers."""
    dues: list[Any] = field(default_factory=list)
    contributions: list[tuple[Place, Any]] = field(default_factory=list)
    gifts: list[tuple[Gift, Any]] = field(default_factory=list)

    @property
    def own(self) -> bool:
        """Whether it is a general union's own book."""
        return bool(self.book.sort == "own")


def keep(journal: Journal, source: Fiction, places: Sequence[Place], progress: Progress = silent) -> None:
    """Write the books of the general unions and of the first office, within a running step."""
    with numbered_by(source.uid):
        _keep(journal, source, places, progress)


def _keep(journal: Journal, source: Fiction, places: Sequence[Place], progress: Progress) -> None:
    heads = [place for place in places if place.union.type == "general"]
    office = next(place for place in places if place.sector is OFFICES and place.union.type != "general")
    wanted = [*((place, "own") for place in heads), (office, "organ")]
    kept = [_begin(source, place, sort) for place, sort in wanted]
    for each in kept[:-1]:
        each.employers = _employers(each.place, places)
    staff = (Member.union == office.union.id) & (Member.status == "in")
    kept[-1].people = list(Member.select().where(staff).order_by(Member.id))
    every = _Shared()
    begun = [each.standing["102"] for each in kept]
    for each in kept:
        _draft(each, every)
    _put(kept)
    for number, each in enumerate(kept):
        progress(number, len(kept), "正在记账")
        _years(journal, each)
        paid.note(source, each.book, begun[number])
        paid.collect_dues(each.book, each.place, each.dues)
        paid.collect(each.book, each.contributions)
        paid.hand_out(each.book, each.people, each.gifts)


def _employers(head: Place, places: Sequence[Place]) -> list[Place]:
    """The companies of a town that pay to its union themselves."""
    mine = [each for each in places if each.town == head.town and each.sector.nature == "170"]
    return mine[:EMPLOYERS]


class _Shared:
    """What is read once for all books."""

    def __init__(self) -> None:
        self.matters = {matter.name: matter for matter in Matter.select()}
        self.names = chart.read()


def _begin(source: Fiction, place: Place, sort: str) -> Kept:
    """The book with its projects, its opening balances and its budgets."""
    own, few = sort == "own", place.quota and place.quota < _FEW and place.union.level == "base"
    name = f"{place.town}总工会" if own else f"{place.town}机关工会"
    signing = [source.name(source.one("12"), "01") for _ in range(5)]
    book: Any = Book(name=name, union=place.union, sort=sort, since=str(_BEGUN), region="安徽")
    book.cash_limit = 5_000 * _YUAN
    book.chair, book.head, book.accountant, book.cashier, book.auditor = signing
    editing.put(BOOKS, [book])
    size = 0.6 if few else 1.0
    kept = Kept(source, book, place, TOWNSHIP if own else OFFICE, size)
    if own:
        _plan_projects(kept)
    _open(kept)
    _budget(kept)
    return kept


def _plan_projects(kept: Kept) -> None:
    for name, account in ((WARMTH, "50405"), (RELIEF, "50404"), (STUDY, "50405")):
        made: Any = Project(book=kept.book, name=name, earmarked=True, source="higher-earmarked", accounts=account)
        made.since, made.until = _BEGUN.first(), date(_NOW.year, 12, 31)
        kept.projects[name] = made
    editing.put(PROJECTS, list(kept.projects.values()))


def _open(kept: Kept) -> None:
    """What stood in the book when it began; both sides agree."""
    source, size = kept.source, 100 if kept.own else 12
    bank = source.random.randrange(1_600, 1_900) * size * _YUAN + source.random.randrange(100)
    cash = source.random.randrange(1_800, 2_400) * _YUAN
    worth, worn = (48_600 * _YUAN, 12_150 * _YUAN) if kept.own else (0, 0)
    fund, left = worn - worth, -bank - cash
    rows = {"101": cash, "102": bank, "162": worth, "163": -worn, "30104": fund, "32205": left}
    known = chart.read()
    made = [_opening(kept.book, account, known.name(account), fen) for account, fen in rows.items() if fen]
    editing.put(OPENINGS, made)
    kept.standing.update({"101": cash, "102": bank})


def _opening(book: Any, account: str, name: str, fen: int) -> Opening:
    debit, credit = (fen, None) if fen > 0 else (None, -fen)
    return Opening(book=book, year=_BEGUN.year, account=account, account_name=name, debit=debit, credit=credit)


def _budget(kept: Kept) -> None:
    """A budget of each year, approved."""
    known, share = chart.read(), 1 if kept.own else 0.09
    for year in range(_BEGUN.year, _NOW.year + 1):
        stages = {"committee_day": date(year, 1, 12), "audit_day": date(year, 1, 15), "sent_day": date(year, 1, 18)}
        reply = {"reply_day": date(year, 2, 6), "reply_no": f"云工财〔{year}〕{kept.source.random.randrange(3, 60)}号"}
        budget: Any = Budget(book=kept.book, year=year, state="approved", **stages, **reply)
        budget.sent_no = f"青工〔{year}〕2号"
        budget.lines = [
            BudgetLine(account=account, account_name=known.name(account), amount=round(yuan * share) * _YUAN)
            for account, yuan in PLAN
        ]
        editing.put(BUDGETS, [budget], follow=False)


def _draft(kept: Kept, every: _Shared) -> None:
    """Make the vouchers of all months from the first to the running one."""
    for month in months_between(_BEGUN, _NOW):
        kept.months[month] = sorted(_vouchers(kept, every, month), key=lambda each: each.day)


def _put(kept: Sequence[Kept]) -> None:
    """Write the drafts of all books, and approve all but the last ones of the running month, each in one go."""
    editing.put(VOUCHERS, [each for one in kept for made in one.months.values() for each in made], follow=False)
    seen = []
    for one in kept:
        for month, made in one.months.items():
            for each in made:
                each.lines = None
            seen += [(one, each) for each in made[: _share(month, made, _SHARE_APPROVED)]]
    for one, each in seen:
        each.state, each.approver, each.approved = "approved", one.book.head, min(each.day + timedelta(2), TODAY)
    for voucher, doubts in doubting.doubts([each for _, each in seen]).items():
        voucher.explained = "；".join(dict.fromkeys(_REASONS.get(each.rule, _REASON) for each in doubts))
    editing.put(VOUCHERS, [each for _, each in seen], follow=False)


def _share(month: Month, made: Sequence[Any], share: float) -> int:
    """All of the vouchers of a month that is over, so many of the running one."""
    return len(made) if month < _NOW else int(len(made) * share)


def _years(journal: Journal, kept: Kept) -> None:
    """Post all months from the first to the running one; years that are over are closed."""
    for month, made in kept.months.items():
        _month(kept, month, made)
        if month.month == 12:
            closing.close_year(journal, kept.book, month.year, day=date(month.year + 1, 1, 12))


def _month(kept: Kept, month: Month, made: Sequence[Any]) -> None:
    """Post the vouchers of a month, and close it, as far as it has come."""
    done = _share(month, made, _SHARE_POSTED)
    after = min(month.last() + timedelta(3), TODAY)
    vouchers.number_and_chain(kept.book.accountant, kept.book, made[:done], day=after)
    if month < _POSTED:
        paid.reconcile(kept.book, month)
        values = {"vouchers": done, "last": done, "chain": chain.last(kept.book)}
        period = Period(book=kept.book, year=month.year, month=str(month), day=after, by=kept.book.accountant, **values)
        editing.put(PERIODS, [period])


def _vouchers(kept: Kept, every: _Shared, month: Month) -> Iterator[Voucher]:
    """Money in first, then out, cash drawn where it runs low, and what was kept for others passed up each quarter."""
    days = sorted(_day(kept.source, month) for _ in range(40))
    if kept.standing["101"] < _LEAST_CASH:
        yield _written(kept, every, Deed("从银行提取现金", "提取备用金"), days[0], _DRAWN)
    for deed in kept.deeds:
        for _ in range(_times(kept, deed, month)):
            fen = _amount(kept.source, deed)
            day = days[kept.source.random.randrange(12 if every.matters[deed.matter].way == "in" else 40)]
            words = deed.words.format(quarter=_quarter_before(month))
            payable = deed.cash and fen <= 1_000 * _YUAN and fen < kept.standing["101"]
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


def _contributed(kept: Kept, every: _Shared, days: Sequence[date], month: Month) -> Iterator[Voucher]:
    """What employers pay for a quarter: 2 % of the wages."""
    for place in kept.employers if month.month in CONTRIBUTED else ():
        wages = place.quota * 3 * kept.source.random.randrange(2_400, 3_200)
        deed = Deed("企业、单位拨缴经费", f"收{place.union.unit_name}拨缴经费")
        made = _written(kept, every, deed, days[kept.source.random.randrange(20)], wages * _YUAN // 50)
        kept.contributions.append((place, made))
        yield made


def _festive(kept: Kept, every: _Shared, days: Sequence[date], month: Month) -> Iterator[Voucher]:
    """What festivals cost: the same for every member."""
    for gift in FESTIVALS if kept.people else ():
        if gift.month == month.month:
            deed = Deed("节日慰问品", f"发放{gift.name}慰问品")
            made: Any = _written(kept, every, deed, days[-8], gift.yuan * _YUAN * len(kept.people))
            made.people = len(kept.people)
            kept.gifts.append((gift, made))
            yield made


def _times(kept: Kept, deed: Deed, month: Month) -> int:
    if month.month not in deed.months:
        return 0
    return sum(kept.size >= 1 or kept.source.chance(kept.size) for _ in range(deed.times))


def _amount(source: Fiction, deed: Deed) -> int:
    """Fen between the bounds: whole tens for what is granted, odd for what is bought."""
    yuan = source.random.randint(deed.low, deed.high)
    if deed.high >= 1_000 or deed.low == deed.high:
        return yuan // 10 * 10 * _YUAN
    return yuan * _YUAN + source.random.randrange(100)


def _day(source: Fiction, month: Month) -> date:
    """A working day of a month, none after today."""
    day = source.between(month.first(), min(month.last(), TODAY))
    return day - timedelta(max(0, day.weekday() - 4)) if day.day > 2 else day


def _written(kept: Kept, every: _Shared, deed: Deed, day: date, fen: int, words: str = "", account: str = "102") -> Any:
    """A draft of one deed."""
    matter = every.matters[deed.matter]
    project = kept.projects.get(deed.project)
    summary = words or deed.words
    lines: list[Any] = everyday.derive(matter, fen, account, day, summary, project=project)
    for line in lines:
        line.account_name = every.names.name(line.account)
        kept.standing[line.account] += (line.debit or 0) - (line.credit or 0)
    voucher: Any = Voucher(book=kept.book, day=day, summary=summary, total=sum(line.debit or 0 for line in lines))
    voucher.lines = lines
    _sign(kept, voucher, deed, lines)
    return voucher


def _sign(kept: Kept, voucher: Any, deed: Deed, lines: Sequence[Any]) -> None:
    """Who made it, who it was for, how many papers it rests on."""
    source, book = kept.source, kept.book
    voucher.maker, voucher.made = book.cashier, voucher.day
    voucher.papers = 1 + source.random.randrange(4)
    if any(line.account.startswith("5") for line in lines):
        voucher.handler = source.one((book.head, book.cashier, book.accountant))
        voucher.approved_on = voucher.paid_on = voucher.day
    if deed.people:
        voucher.people = max(1, deed.people + source.random.randrange(-deed.people // 4, deed.people // 4 + 1))
    for line in lines:
        if line.account == "102":
            line.settlement = f"网银{source.random.randrange(10**6):06d}"
