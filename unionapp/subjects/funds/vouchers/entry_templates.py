"""The simple way in: an everyday matter and an amount become the lines of a voucher.

The entries are those of the regulation (《工会会计制度》财会〔2021〕7号 附录1); assets and stores that are paid for get
their paired entries through 301 with them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.account_groups import is_spending
from unionapp.subjects.funds.books.models import Book, Matter, Project
from unionapp.subjects.funds.books.states import EntryPattern, MoneyWay, SpendingNature
from unionapp.subjects.funds.income import apportionment as sharing
from unionapp.subjects.funds.income.states import ContributionWay
from unionapp.subjects.funds.vouchers.models import VoucherLine

UPWARD, PASSED_DOWN = "211", "21202"
PAIRS: Mapping[str, tuple[str, str]] = {EntryPattern.ASSET: ("162", "30104"), EntryPattern.STORE: ("141", "30101")}
"""The paired entry of a pattern: what is owned, and the fund that stands for it (附录1 141、162、301)."""

Split = Sequence[tuple[str, int]]
"""What is paid in, divided: account and fen."""


def split_amount(amount: int, own: str = "402", way: str = ContributionWay.OWN) -> Split:
    """An amount paid in, divided as the settings say for its way: what stays, what goes up, what goes down."""
    parts = sharing.shares(amount, way)
    credits = [(own, parts.kept), (UPWARD, parts.upward), (PASSED_DOWN, parts.downward)]
    return [(account, fen) for account, fen in credits if fen]


def derive(
    matter: Matter,
    amount: int,
    money_account: str,
    day: date,
    summary: str,
    *,
    project: Project | None = None,
    party: str = "",
    split: Split | None = None,
) -> list[VoucherLine]:
    """The lines of money in or out for a matter, not yet saved; `split` are the credits of money to be divided.

    ValueError in words where nothing can come of it.
    """
    if amount <= 0:
        raise ValueError("金额应当大于 0。")
    if not money_account:
        raise ValueError("请选择收付款的现金或银行科目。")
    words = summary or matter.words or matter.name
    shared = {"summary": words, "party": party}
    pattern = _split if split is not None else _PATTERNS[matter.pattern]
    lines = pattern(matter, amount, money_account, split)
    if sum(line.debit or 0 for line in lines) != sum(line.credit or 0 for line in lines):
        raise ValueError("拆分的各部分合计与到账金额不符，请核对。")
    for line in lines:
        line.__data__.update(shared)
        if line.account != money_account or matter.pattern == EntryPattern.TRANSFER:
            _characterise(line, matter, project)
    return [*lines, *_paired(matter, amount, words)]


def _characterise(line: VoucherLine, matter: Matter, project: Project | None) -> None:
    """Give the line that says what the money was for its project, source and sort of spending."""
    line.project = project
    line.source = (project.source if project is not None else "") or matter.source
    if is_spending(line.account):
        line.nature = SpendingNature.PROJECT if project is not None else matter.nature
        line.economy = matter.economy


def _paired(matter: Matter, amount: int, words: str) -> list[VoucherLine]:
    pair = PAIRS.get(matter.pattern)
    if pair is None:
        return []
    owned, fund = pair
    return [
        VoucherLine(summary=words, account=owned, debit=amount, paired=True),
        VoucherLine(summary=words, account=fund, credit=amount, paired=True),
    ]


def _plain(matter: Matter, amount: int, money: str, split: Split | None) -> list[VoucherLine]:
    received = matter.way == MoneyWay.IN
    debit, credit = (money, matter.account) if received else (matter.account, money)
    return [VoucherLine(account=debit, debit=amount), VoucherLine(account=credit, credit=amount)]


def _split(matter: Matter, amount: int, money: str, split: Split | None) -> list[VoucherLine]:
    way = ContributionWay.TAX if matter.pattern == EntryPattern.RETURNED else ContributionWay.OWN
    parts = split_amount(amount, matter.account, way) if split is None else split
    return [VoucherLine(account=money, debit=amount), *(VoucherLine(account=a, credit=fen) for a, fen in parts)]


def _transfer(matter: Matter, amount: int, money: str, split: Split | None) -> list[VoucherLine]:
    if matter.account == money:
        raise ValueError("转出和转入是同一个科目，请重新选择。")
    return [VoucherLine(account=matter.account, debit=amount), VoucherLine(account=money, credit=amount)]


_PATTERNS: Mapping[str, Callable[[Matter, int, str, Split | None], list[VoucherLine]]] = {
    EntryPattern.PLAIN: _plain,
    EntryPattern.SPLIT: _split,
    EntryPattern.RETURNED: _split,
    EntryPattern.ASSET: _plain,
    EntryPattern.STORE: _plain,
    EntryPattern.TRANSFER: _transfer,
    EntryPattern.ADVANCE: _plain,
}


def offered(way: str, book: Book | None = None) -> list[Matter]:
    """The matters in use of a way whose accounts are in use too, in the order of the chart."""
    known = chart.read(book)
    rows = Matter.select().where(Matter.way == way, Matter.used).order_by(Matter.account, Matter.id)
    return [each for each in rows if (account := known.account(each.account)) is not None and account.used]
