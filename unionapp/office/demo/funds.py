"""The made-up books: three years of vouchers of the unions that keep their own, posted and closed up to last month.

They are posted in bulk through the rooms that post, on days of their own, so that they look as if kept all along.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from unionapp.office.demo import paid
from unionapp.office.demo.drafts import YUAN, DemoBook, Shared, vouchers_of
from unionapp.office.demo.fiction import Fiction
from unionapp.office.demo.spending import EMPLOYERS, OFFICE, PLAN, RELIEF, STUDY, TOWNSHIP, WARMTH
from unionapp.office.demo.unions import OFFICE as OFFICES
from unionapp.office.demo.unions import TODAY, DemoUnion
from unionapp.records.record import numbered_by
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.models import Book, Opening, Period, Project
from unionapp.subjects.funds.books.records import BOOKS, OPENINGS, PERIODS, PROJECTS
from unionapp.subjects.funds.books.states import BookSort, MoneySource
from unionapp.subjects.funds.budgeting.models import Budget, BudgetLine
from unionapp.subjects.funds.budgeting.records import BUDGETS
from unionapp.subjects.funds.budgeting.states import BudgetState
from unionapp.subjects.funds.closing import actions as closing
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers import chain
from unionapp.subjects.funds.vouchers import doubts as doubting
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.subjects.funds.vouchers.states import VoucherState
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.states import MemberStatus
from unionapp.subjects.unions.states import UnionLevel, UnionType
from unionapp.values.periods import Month, months_between
from unionapp.work import Progress, silent

_BEGUN = Month(2024, 1)
_NOW = Month.of(TODAY)
_POSTED = _NOW.previous()
"""The last month that is posted whole; those before it are closed."""
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


def keep(journal: Journal, source: Fiction, places: Sequence[DemoUnion], progress: Progress = silent) -> None:
    """Write the books of the general unions and of the first office, within a running step."""
    with numbered_by(source.uid):
        _keep(journal, source, places, progress)


def _keep(journal: Journal, source: Fiction, places: Sequence[DemoUnion], progress: Progress) -> None:
    heads = [place for place in places if place.union.type == UnionType.GENERAL]
    office = next(place for place in places if place.sector is OFFICES and place.union.type != UnionType.GENERAL)
    wanted = [*((place, BookSort.OWN) for place in heads), (office, BookSort.ORGAN)]
    kept = [_begin(source, place, sort) for place, sort in wanted]
    for each in kept[:-1]:
        each.employers = _employers(each.place, places)
    staff = (Member.union == office.union.id) & (Member.status == MemberStatus.IN)
    kept[-1].people = list(Member.select().where(staff).order_by(Member.id))
    every = Shared()
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


def _employers(head: DemoUnion, places: Sequence[DemoUnion]) -> list[DemoUnion]:
    """The companies of a town that pay to its union themselves."""
    mine = [each for each in places if each.town == head.town and each.sector.nature == "170"]
    return mine[:EMPLOYERS]


def _begin(source: Fiction, place: DemoUnion, sort: str) -> DemoBook:
    """The book with its projects, its opening balances and its budgets."""
    own, few = sort == BookSort.OWN, place.quota and place.quota < _FEW and place.union.level == UnionLevel.BASE
    name = f"{place.town}总工会" if own else f"{place.town}机关工会"
    signing = [source.name(source.one("12"), "01") for _ in range(5)]
    book = Book(name=name, union=place.union, sort=sort, since=str(_BEGUN), region="安徽")
    book.cash_limit = 5_000 * YUAN
    book.chair, book.head, book.accountant, book.cashier, book.auditor = signing
    editing.put(BOOKS, [book])
    size = 0.6 if few else 1.0
    kept = DemoBook(source, book, place, TOWNSHIP if own else OFFICE, size)
    if own:
        _plan_projects(kept)
    _open(kept)
    _budget(kept)
    return kept


def _plan_projects(kept: DemoBook) -> None:
    for name, account in ((WARMTH, "50405"), (RELIEF, "50404"), (STUDY, "50405")):
        made = Project(book=kept.book, name=name, earmarked=True, source=MoneySource.HIGHER_EARMARKED, accounts=account)
        made.since, made.until = _BEGUN.first(), date(_NOW.year, 12, 31)
        kept.projects[name] = made
    editing.put(PROJECTS, list(kept.projects.values()))


def _open(kept: DemoBook) -> None:
    """What stood in the book when it began; both sides agree."""
    source, size = kept.source, 100 if kept.own else 12
    bank = source.random.randrange(1_600, 1_900) * size * YUAN + source.random.randrange(100)
    cash = source.random.randrange(1_800, 2_400) * YUAN
    worth, worn = (48_600 * YUAN, 12_150 * YUAN) if kept.own else (0, 0)
    fund, left = worn - worth, -bank - cash
    rows = {"101": cash, "102": bank, "162": worth, "163": -worn, "30104": fund, "32205": left}
    known = chart.read()
    made = [_opening(kept.book, account, known.name(account), fen) for account, fen in rows.items() if fen]
    editing.put(OPENINGS, made)
    kept.standing.update({"101": cash, "102": bank})


def _opening(book: Book, account: str, name: str, fen: int) -> Opening:
    debit, credit = (fen, None) if fen > 0 else (None, -fen)
    return Opening(book=book, year=_BEGUN.year, account=account, account_name=name, debit=debit, credit=credit)


def _budget(kept: DemoBook) -> None:
    """A budget of each year, approved."""
    known, share = chart.read(), 1 if kept.own else 0.09
    for year in range(_BEGUN.year, _NOW.year + 1):
        stages = {"committee_day": date(year, 1, 12), "audit_day": date(year, 1, 15), "sent_day": date(year, 1, 18)}
        reply = {"reply_day": date(year, 2, 6), "reply_no": f"云工财〔{year}〕{kept.source.random.randrange(3, 60)}号"}
        budget = Budget(book=kept.book, year=year, state=BudgetState.APPROVED, **stages, **reply)
        budget.sent_no = f"青工〔{year}〕2号"
        budget.lines = [
            BudgetLine(account=account, account_name=known.name(account), amount=round(yuan * share) * YUAN)
            for account, yuan in PLAN
        ]
        editing.put(BUDGETS, [budget], follow=False)


def _draft(kept: DemoBook, every: Shared) -> None:
    """Make the vouchers of all months from the first to the running one."""
    for month in months_between(_BEGUN, _NOW):
        kept.months[month] = sorted(vouchers_of(kept, every, month), key=lambda each: each.day)


def _put(kept: Sequence[DemoBook]) -> None:
    """Write the drafts of all books, and approve all but the last ones of the running month, each in one go."""
    editing.put(VOUCHERS, [each for one in kept for made in one.months.values() for each in made], follow=False)
    seen = []
    for one in kept:
        for month, made in one.months.items():
            for each in made:
                each.lines = None
            seen += [(one, each) for each in made[: _share(month, made, _SHARE_APPROVED)]]
    for one, each in seen:
        each.state, each.approver, each.approved = (
            VoucherState.APPROVED,
            one.book.head,
            min(each.day + timedelta(2), TODAY),
        )
    for voucher, doubts in doubting.doubts([each for _, each in seen]).items():
        voucher.explained = "；".join(dict.fromkeys(_REASONS.get(each.rule, _REASON) for each in doubts))
    editing.put(VOUCHERS, [each for _, each in seen], follow=False)


def _share(month: Month, made: Sequence[Voucher], share: float) -> int:
    """All of the vouchers of a month that is over, so many of the running one."""
    return len(made) if month < _NOW else int(len(made) * share)


def _years(journal: Journal, kept: DemoBook) -> None:
    """Post all months from the first to the running one; years that are over are closed."""
    for month, made in kept.months.items():
        _month(kept, month, made)
        if month.month == 12:
            closing.close_year(journal, kept.book, month.year, day=date(month.year + 1, 1, 12))


def _month(kept: DemoBook, month: Month, made: Sequence[Voucher]) -> None:
    """Post the vouchers of a month, and close it, as far as it has come."""
    done = _share(month, made, _SHARE_POSTED)
    after = min(month.last() + timedelta(3), TODAY)
    vouchers.number_and_chain(kept.book.accountant, kept.book, made[:done], day=after)
    if month < _POSTED:
        paid.reconcile(kept.book, month)
        values = {"vouchers": done, "last": done, "chain": chain.last(kept.book)}
        period = Period(book=kept.book, year=month.year, month=str(month), day=after, by=kept.book.accountant, **values)
        editing.put(PERIODS, [period])
