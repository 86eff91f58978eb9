"""The end of a month and of a year: what must be done before, and what the year's end writes by itself.

What may be closed depends on the day: the rules are told it, the deeds take today where none is given.

《工会会计制度》财会〔2021〕7号 附录1 (321, 322 and the accounts of income and spending); 财会〔2024〕12号 第24条.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

import peewee

from unionapp.errors import Problem, Refused, errors_only
from unionapp.records import texts
from unionapp.store import editing
from unionapp.store.journal import SEAL, Journal
from unionapp.subjects.funds import thresholds
from unionapp.subjects.funds.assets import actions as assets
from unionapp.subjects.funds.banking import matching as bank
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books import closing_transfers as carrying
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.models import Book, Opening, Period, Project
from unionapp.subjects.funds.books.records import OPENINGS, PERIODS
from unionapp.subjects.funds.statements import turnover
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers import chain, overdrawn, register
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.values import money
from unionapp.values.periods import Month, months_of, year_last

CLOSING = "《会计软件基本功能和服务规范》财会〔2024〕12号 第24条"
YEAR_END = "《工会会计制度》附录1 321、322 科目"
WEAR = "《工会会计制度》第35条"
DEPRECIATION = "depreciation"
"""The rule that asks for the month's depreciation."""
EMPTY = "empty"
"""The rule that asks about a month without any voucher."""
_NAMED = 3
"""Vouchers named in a sentence that counts them."""
Positions = Counter[tuple[str, int | None]]
"""Signed fen (debit positive) by account and project."""


def ready_to_close(book: Book, month: Month, today: date, explanation: str = "") -> list[Problem]:
    """What stands against closing a month today; `explanation` says why a bank account was not reconciled, or why
    there is no voucher."""
    if books.is_closed(book.id, str(month)):
        return [_error(f"{month.chinese()}已经结账。", "closed")]
    return [
        *_over(f"{month.chinese()}", closable_from(month), today),
        *_in_turn(book, month),
        *_not_empty(book, month, explanation),
        *_worn(book, month),
        *_all_posted(book, month),
        *books.opening_problems(book, month.year),
        *chain.gaps(book, str(month)),
        *overdrawn.in_month(book, month),
        *_reconciled(book, month, explanation),
    ]


def closable_from(month: Month) -> date:
    """The first day on which a month may be closed: its last, or so many days before as the settings allow."""
    return month.last() - timedelta(min(max(thresholds.EARLY.value or 0, 0), thresholds.EARLIEST))


def _over(what: str, first: date, today: date) -> list[Problem]:
    """What is closed is over: no more is booked in it, and closing cannot be taken back."""
    if today >= first:
        return []
    return [_error(f"{what}还没有结束，{first} 起才能结账；结早了，以后的收支就记不进去了。", "early")]


def _not_empty(book: Book, month: Month, explanation: str) -> list[Problem]:
    """A month without any voucher may have been forgotten: it is said why there is none."""
    kept = Voucher.select().where(Voucher.book == book.id, Voucher.month == str(month)).exists()
    if kept or month < books.since(book) or explanation.strip():
        return []
    words = f"{month.chinese()}一张凭证也没有。漏记的请先补上；确实没有收支的，在结账时说明。"
    return [_error(words, EMPTY)]


def _error(words: str, rule: str, article: str = CLOSING) -> Problem:
    return Problem("", words, article, rule=rule)


def _in_turn(book: Book, month: Month) -> list[Problem]:
    """Months are closed one after the other, and a year begins after the one before was closed."""
    first = books.since(book)
    if month < first:
        return [_error(f"账套从{first.chinese()}启用，没有更早的月份可结。", "since")]
    if month == first:
        return []
    if month.month == 1 and not books.is_year_closed(book.id, month.year - 1):
        return [_error(f"{month.year - 1}年还没有年结，请先年结，再结{month.chinese()}的账。", "turn")]
    if month.month > 1 and not books.is_closed(book.id, str(month.previous())):
        return [_error(f"{month.previous().chinese()}还没有结账，请按月份先后结账。", "turn")]
    return []


def _worn(book: Book, month: Month) -> list[Problem]:
    """Fixed assets are written off month by month (《工会会计制度》第35条)."""
    fen = assets.due(book, month)
    if not fen:
        return []
    words = f"{month.chinese()}应提固定资产折旧 {money.show(fen)} 元，还没有提。请先提折旧，再审核、记账。"
    return [_error(words, DEPRECIATION, WEAR)]


def _all_posted(book: Book, month: Month) -> list[Problem]:
    left = register.waiting(book, month)
    if not left:
        return []
    named = "、".join(each.label for each in left[:_NAMED])
    more = "等" if len(left) > _NAMED else ""
    return [_error(f"{month.chinese()}还有 {len(left)} 张凭证没有记账：{named}{more}。请先审核、记账。", "unposted")]


def _reconciled(book: Book, month: Month, explanation: str) -> list[Problem]:
    """Every bank account is reconciled each month (《工会会计制度》第29条), or it is said why not."""
    known = chart.read(book)
    left = "、".join(f"{number} {known.name(number)}" for number in bank.unreconciled(book, month))
    if not left or explanation.strip():
        return []
    return [_error(f"{left}还没有对账。请先做银行对账，或在结账时说明原因。", "unreconciled", overdrawn.DAILY)]


def close_month(journal: Journal, book: Book, month: Month, explanation: str = "", day: date | None = None) -> Period:
    """Close a month on a day (today), which cannot be taken back; Refused with what stands against it."""
    journal.need("books")
    day, explanation = day or date.today(), texts.reason(explanation, "说明", Period.unreconciled.longest)
    if problems := errors_only(ready_to_close(book, month, day, explanation)):
        raise Refused(problems)
    with journal.step(f"结账 {month.chinese()}（{book.name}）", SEAL):
        return _put_period(journal, book, month.year, str(month), day, explanation)


def _put_period(journal: Journal, book: Book, year: int, month: str, day: date, explanation: str = "") -> Period:
    posted = Voucher.select().where(Voucher.book == book.id, Voucher.state == "posted")
    within = posted.where(Voucher.month == month if month else Voucher.month.startswith(f"{year}-"))
    last = within.select(peewee.fn.MAX(Voucher.number)).scalar()
    period = Period(
        book=book,
        year=year,
        month=month,
        day=day,
        by=journal.operator,
        vouchers=within.count(),
        last=(last or 0) if month else None,
        unreconciled=explanation,
        chain=chain.last(book),
    )
    editing.put(PERIODS, [period])
    return period


def ready_to_close_year(book: Book, year: int, today: date) -> list[Problem]:
    """What stands against closing a year today, and what the clerk should look at before."""
    if books.is_year_closed(book.id, year):
        return [_error(f"{year}年已经年结。", "closed")]
    first = books.since(book)
    if year < first.year:
        return [_error(f"账套从{first.chinese()}启用，没有更早的年度可结。", "since")]
    if early := _over(f"{year}年", year_last(year), today):
        return early
    left = [month for month in months_of(year) if month >= first and not books.is_closed(book.id, str(month))]
    if left:
        return [_error(f"{'、'.join(month.chinese() for month in left)}还没有结账，请先逐月结账。", "turn")]
    return [*books.opening_problems(book, year), *_to_look_at(book, year)]


def _to_look_at(book: Book, year: int) -> list[Problem]:
    """Assets awaiting a decision, and finished projects with money left: warnings."""
    positions = positions_of(book, year)
    found = []
    pending = sum(fen for (account, _), fen in positions.items() if account.startswith("182"))
    if pending:
        words = f"“182 待处理财产损溢”还有余额 {money.show(pending)}，年末一般应处理完毕。"
        found.append(Problem("", words, "《工会会计制度》附录1 182 科目", "warning", "pending"))
    left = _carried(positions, turnover.projects(book))
    for project in turnover.projects(book).values():
        over = -left.get((carrying.RELEASES, project.id), 0)
        if project.closed and project.earmarked and over:
            words = (
                f"项目“{project.name}”已完成，还有结转 {money.show(over)}；符合结余性质的，年结时可转入“工会资金结余”。"
            )
            found.append(Problem("", words, YEAR_END, "warning", "finished"))
    return found


def positions_of(book: Book, year: int) -> Positions:
    """What stands in every account at the end of a year by the posted vouchers, nothing carried."""
    found: Positions = Counter()
    for (account, project, _), fen in turnover.opening(book, year).items():
        found[account, project] += fen
    for each in turnover.read(book, Month(year, 1), Month(year, 12)):
        found[each.account, each.project] += each.signed
    return found


def _carried(positions: Mapping[tuple[str, int | None], int], projects: Mapping[int, Project]) -> Positions:
    """The positions once income and spending are carried and each of 321 to 332 is gathered."""
    found: Positions = Counter(positions)
    found = _moved(found, _results(found, projects))
    return _moved(found, _gathering(found))


Move = list[tuple[str, int | None, str, int | None, int]]
"""From account and project to account and project, signed fen that leave the first."""


def _results(positions: Positions, projects: Mapping[int, Project]) -> Move:
    """Income and spending to 321, 322 and 331 (期末结转)."""
    return [
        (account, project, carrying.target(account, projects.get(project) if project else None), project, fen)
        for (account, project), fen in sorted(positions.items(), key=_in_order)
        if fen and carrying.is_result(account)
    ]


def _gathering(positions: Positions) -> Move:
    """What 321, 322, 331 and 332 keep in several accounts to the one that keeps it (年末)."""
    keepers = {each: keeper for keeper, gathered in carrying.GATHERED.items() for each in gathered}
    return [
        (account, project, keepers[account], project, fen)
        for (account, project), fen in sorted(positions.items(), key=_in_order)
        if fen and account in keepers
    ]


def _release(positions: Positions, finished: Collection[Project]) -> Move:
    """What is left of finished projects from 32104 to 32204, where it is free (§ 年末 4)."""
    done = {project.id for project in finished}
    return [
        (account, project, carrying.RELEASED, project, fen)
        for (account, project), fen in sorted(positions.items(), key=_in_order)
        if fen and account == carrying.RELEASES and project in done
    ]


def _in_order(item: tuple[tuple[str, int | None], int]) -> tuple[str, int]:
    (account, project), _ = item
    return account, project or 0


def _moved(positions: Positions, move: Move) -> Positions:
    found: Positions = Counter(positions)
    for account, project, heir, of, fen in move:
        found[account, project] -= fen
        found[heir, of] += fen
    return found


def close_year(
    journal: Journal, book: Book, year: int, finished: Collection[Project] = (), day: date | None = None
) -> Period:
    """Close a year on a day (today) as one step: its closing vouchers, the year, the next one's opening balances.

    What is left of `finished` projects becomes free money. Refused with what stands against it.
    """
    journal.need("books")
    day = day or date.today()
    if problems := errors_only(ready_to_close_year(book, year, day)):
        raise Refused(problems)
    with journal.step(f"年结 {year} 年（{book.name}）", SEAL):
        _post_closing(journal, book, year, finished, day)
        period = _put_period(journal, book, year, "", day)
        _open_next(book, year)
    return period


def _post_closing(journal: Journal, book: Book, year: int, finished: Collection[Project], day: date) -> None:
    """Write and post the vouchers that close, each with the lines of one move."""
    positions = positions_of(book, year)
    projects = turnover.projects(book)
    made = []
    stages = (
        ("结转本年收支", lambda at: _results(at, projects)),
        ("结转累计结转", lambda at: [m for m in _gathering(at) if m[2] in carrying.CARRIED]),
        ("已完成项目的结转转入结余", lambda at: _release(at, finished)),
        ("结转累计结余", _gathering),
    )
    for words, stage in stages:
        move = stage(positions)
        if move:
            made.append(_closing_voucher(journal, book, year, words, move))
            made[-1].made = day
            positions = _moved(positions, move)
    _post_at_once(journal, book, made, day)


def _closing_voucher(journal: Journal, book: Book, year: int, words: str, move: Move) -> Voucher:
    voucher = Voucher(book=book, day=year_last(year), sort="closing", summary=words, maker=journal.operator)
    voucher.lines = _lines(book, words, move)
    voucher.total = sum(line.debit or 0 for line in voucher.lines)
    return voucher


def _lines(book: Book, words: str, move: Move) -> list[VoucherLine]:
    """Each account emptied on the other side, and what its heirs take, summed by account and project."""
    known = chart.read(book)
    heirs: Positions = Counter()
    found = []
    for account, project, heir, of, fen in move:
        found.append(_line(known, words, account, project, -fen))
        heirs[heir, of] += fen
    for (heir, of), fen in sorted(heirs.items(), key=_in_order):
        if fen:
            found.append(_line(known, words, heir, of, fen))
    return found


def _line(known: chart.Chart, words: str, account: str, project: int | None, fen: int) -> VoucherLine:
    debit, credit = (fen, None) if fen > 0 else (None, -fen)
    name = known.name(account)
    line = VoucherLine(summary=words, account=account, account_name=name, debit=debit, credit=credit)
    line.project_id = project
    return line


def _post_at_once(journal: Journal, book: Book, made: Sequence[Voucher], day: date) -> None:
    """From draft over approved to posted, as the guards of the file demand."""
    if not made:
        return
    editing.put(VOUCHERS, made, follow=False)
    for each in made:
        each.lines = None
        each.state, each.approver, each.approved = "approved", journal.operator, day
    editing.put(VOUCHERS, made, follow=False)
    vouchers.number_and_chain(journal.operator, book, made, day=day)


def _open_next(book: Book, year: int) -> None:
    """The opening balances of the next year, in the place of any that were entered for it (上年结转)."""
    before = Opening.select(Opening.id).where(Opening.book == book.id, Opening.year == year + 1).tuples()
    editing.delete(Opening, Opening.id, [row for (row,) in before])
    known = chart.read(book)
    rows = sorted(turnover.carried_over(book, year).items(), key=lambda item: (item[0][0], item[0][1] or 0, item[0][2]))
    editing.put(OPENINGS, [_opening(book, year + 1, known, *key, fen) for key, fen in rows])


def _opening(
    book: Book, year: int, known: chart.Chart, account: str, project: int | None, party: str, fen: int
) -> Opening:
    debit, credit = (fen, None) if fen > 0 else (None, -fen)
    name = known.name(account)
    row = Opening(book=book, year=year, account=account, account_name=name, debit=debit, credit=credit, party=party)
    row.project_id = project
    return row
