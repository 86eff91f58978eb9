"""拨缴经费: what employers owe and pay, its parts by the settings, and the vouchers that follow (《工会法》第43条)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.funds.books.account_groups import PAYABLE
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.books.states import MoneySource
from unionapp.subjects.funds.income import apportionment as sharing
from unionapp.subjects.funds.income.models import Contribution
from unionapp.subjects.funds.income.records import CONTRIBUTIONS
from unionapp.subjects.funds.income.states import ContributionWay
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers import drafting as receipts
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.states import UnionState
from unionapp.values.periods import Month
from unionapp.values.present import present

INCOME, UPWARD, DOWNWARD = "402", "211", "21202"
"""Where the parts go: 拨缴经费收入, 应付上级经费, 应付下级转拨经费 (《工会会计制度》附录1)."""


def payer(row: Contribution) -> str:
    """Who paid, as the voucher names it."""
    return str(row.unit or (row.union.name if row.union else ""))


_CARRIED = ("union", "unit", "workers", "wages", "way", "founding")
"""What of a payer's last row holds for the next month too."""


@dataclass(frozen=True)
class FilledContributions:
    """What filling a month brought: rows made, and whose wages are still to be typed."""

    made: int
    without_wages: tuple[str, ...]


def fill_month(journal: Journal, book: Book, month: Month, union: Union | None = None) -> FilledContributions:
    """A row of the month for every payer known to a book, with the wages of its last month, as one step.

    With a `union`, those below it that never paid get a row too, whose wages are to be typed. Who has a row of that
    month already is left as it is; unions that are no more owe nothing.
    """
    active = {each.id: each for each in Union.select().where(Union.state == UnionState.ACTIVE)}
    founded = {each.unit_name: number for number, each in active.items() if each.unit_name}
    latest = {_payer_key(row, founded): row for row in _until(book, month)}
    rows = [
        _next(row, month, key)
        for key, row in latest.items()
        if row.month != str(month) and (isinstance(key, str) or key in active)
    ]
    if union is not None:
        new = (each for each in tree.below(union) if each != union.id and each in active and each not in latest)
        rows += [_first(book, active[each], month) for each in new]
    if rows:
        with journal.step(f"填{month.chinese()}拨缴经费 {len(rows)} 个单位"):
            editing.put(CONTRIBUTIONS, rows)
    return FilledContributions(len(rows), tuple(payer(row) for row in rows if row.wages is None))


def has_any(book: Book) -> bool:
    """Whether a book knows a payer yet."""
    return bool(Contribution.select().where(Contribution.book == book.id).exists())


def _until(book: Book, month: Month) -> list[Contribution]:
    """The rows of a book up to a month, the latest last."""
    upto = (Contribution.book == book.id) & (Contribution.month <= str(month))
    return list(Contribution.select().where(upto).order_by(Contribution.month, Contribution.id))


def _payer_key(row: Contribution, founded: Mapping[str, int]) -> int | str:
    """Who pays: a union by its id, also the one that the unit has founded since; else the unit by its name."""
    union: int | None = row.union_id or founded.get(row.unit)
    return union or str(row.unit)


def _next(row: Contribution, month: Month, key: int | str) -> Contribution:
    """The row of a payer for a month like its last one; once there is a union, nothing waits for its founding."""
    carried = {name: row.__data__.get(name) for name in ("book", *_CARRIED)}
    if isinstance(key, int) and carried["union"] is None:
        carried.update(union=key, founding=False)
    due = None if row.wages is None else sharing.contribution(row.wages)
    return Contribution(**carried, month=str(month), due=due)


def _first(book: Book, union: Union, month: Month) -> Contribution:
    return Contribution(book=book.id, union=union.id, month=str(month), unit=union.unit_name, workers=union.employees)


def receive(journal: Journal, rows: Sequence[Contribution], day: date, way: str) -> int:
    """Note that several payers paid what they owe on a day, shared by the settings, as one step; how many they were.

    Refused for all where one is booked or what it owes is not known.
    """
    if booked := [payer(row) for row in rows if row.voucher_id]:
        raise Refused(f"已经生成凭证，不能再改金额：{'、'.join(booked[:10])}。请不选这几笔。")
    if unknown := [payer(row) for row in rows if not row.due]:
        raise Refused(f"还没有应缴数：{'、'.join(unknown[:10])}。请先填工资总额，或逐笔登记到账。")
    for row in rows:
        row.paid, row.day, row.way = row.due, day, way
        row.kept = row.upward = row.downward = None
        CONTRIBUTIONS.fill(row)
    with journal.step(f"登记 {len(rows)} 个单位拨缴经费到账"):
        editing.put(CONTRIBUTIONS, rows)
    return len(rows)


def to_voucher(journal: Journal, rows: Sequence[Contribution], money_account: str, day: date) -> Voucher:
    """Draft the voucher of contributions that came in, as one step (借102 贷402、211、21202；筹备金贷215).

    Refused where nothing is to be booked or the rows are of several books.
    """
    taken = [row for row in rows if row.paid and not row.voucher_id]
    _need(taken, "没有到账而未记账的拨缴经费。请先填实缴金额和到账日期。")
    words = _words("收", taken)
    lines = [VoucherLine(summary=words, account=money_account, debit=sum(row.paid or 0 for row in taken))]
    for row in taken:
        lines += [_credit(f"收{payer(row)}拨缴经费", account, fen, payer(row)) for account, fen in parts(row)]
    draft = Voucher(book=taken[0].book_id, day=day, summary=words, papers=len(taken))
    return receipts.book(journal, CONTRIBUTIONS, taken, draft, merged(lines))


def parts(row: Contribution) -> list[tuple[str, int]]:
    """The accounts that a payment is credited to, with fen; founding money waits whole on 215."""
    if row.founding:
        return [(PAYABLE, present(row.paid))]
    if (row.kept, row.upward, row.downward) == (None, None, None):
        found = sharing.shares(present(row.paid), row.way or ContributionWay.OWN)
        named = [(INCOME, found.kept), (UPWARD, found.upward), (DOWNWARD, found.downward)]
    else:
        named = [(INCOME, row.kept or 0), (UPWARD, row.upward or 0), (DOWNWARD, row.downward or 0)]
    return [(account, fen) for account, fen in named if fen]


def _credit(words: str, account: str, fen: int, party: str) -> VoucherLine:
    return VoucherLine(summary=words, account=account, credit=fen, party=party, source=MoneySource.CONTRIBUTION)


def merged(lines: Sequence[VoucherLine]) -> list[VoucherLine]:
    """Lines on the same account and party, on the same side, as one."""
    found: dict[tuple[str, str, bool], VoucherLine] = {}
    for line in lines:
        key = (line.account, line.party, bool(line.debit))
        if key not in found:
            found[key] = line
        elif line.debit:
            found[key].debit = (found[key].debit or 0) + line.debit
        else:
            found[key].credit = (found[key].credit or 0) + (line.credit or 0)
    return list(found.values())


def found_union(journal: Journal, rows: Sequence[Contribution], day: date) -> Voucher:
    """Draft the voucher that shares founding money once the union is there (借215 贷402、211、21202), as one step."""
    taken = [row for row in rows if row.founding and row.paid and row.voucher_id]
    _need(taken, "没有已经记账的建会筹备金。")
    lines, words = [], f"建会，{_words('转', taken)}"
    for row in taken:
        whole = sharing.shares(present(row.paid), row.way or ContributionWay.OWN)
        row.founding, row.kept, row.upward, row.downward = False, whole.kept, whole.upward, whole.downward
        text = f"{payer(row)}建会，转建会筹备金"
        lines.append(VoucherLine(summary=text, account=PAYABLE, debit=row.paid, party=payer(row)))
        lines += [_credit(text, account, fen, payer(row)) for account, fen in parts(row)]
    draft = Voucher(book=taken[0].book_id, day=day, summary=words, papers=1)
    with journal.step(words):
        vouchers.save(journal, draft, merged(lines))
        editing.put(CONTRIBUTIONS, taken)
    return draft


def pass_up(journal: Journal, rows: Sequence[Contribution], money_account: str, day: date) -> Voucher:
    """Draft the voucher of what goes to the higher union (借211 贷102), as one step."""
    return _pass(journal, rows, ("upward", "passed_up", UPWARD), ("上缴", money_account, day))


def pass_down(journal: Journal, rows: Sequence[Contribution], money_account: str, day: date) -> Voucher:
    """Draft the voucher of what goes back to the unions below (借21202 贷102), as one step."""
    return _pass(journal, rows, ("downward", "passed_down", DOWNWARD), ("返还", money_account, day))


def _pass(
    journal: Journal, rows: Sequence[Contribution], where: tuple[str, str, str], how: tuple[str, str, date]
) -> Voucher:
    part, noted, account = where
    verb, money_account, day = how
    taken = [row for row in rows if getattr(row, part) and not getattr(row, noted) and row.voucher_id]
    _need(taken, f"没有已记账而未{verb}的拨缴经费。")
    words = _words(verb, taken)
    total = sum(getattr(row, part) for row in taken)
    lines = [VoucherLine(summary=words, account=account, debit=getattr(row, part), party=payer(row)) for row in taken]
    lines.append(VoucherLine(summary=words, account=money_account, credit=total))
    draft = Voucher(book=taken[0].book_id, day=day, summary=words, papers=1)
    with journal.step(f"{words}，生成凭证"):
        vouchers.save(journal, draft, merged(lines))
        for row in taken:
            setattr(row, noted, day)
        editing.put(CONTRIBUTIONS, taken)
    return draft


def _need(rows: Sequence[Contribution], words: str) -> None:
    if not rows:
        raise Refused(words)
    if len({row.book_id for row in rows}) > 1:
        raise Refused("所选的拨缴经费不在同一个账套，请分开记账。")


def _words(verb: str, rows: Sequence[Contribution]) -> str:
    months = sorted({row.month for row in rows})
    span = months[0] if len(months) == 1 else f"{months[0]}至{months[-1]}"
    who = payer(rows[0]) if len(rows) == 1 else f"{len(rows)} 个单位"
    return f"{verb}{who}{span}拨缴经费"
