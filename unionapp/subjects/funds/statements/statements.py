"""The statements of a book: 资产负债表, 收入支出表 and 科目余额表, and whether they agree with one another.

《工会会计制度》财会〔2021〕7号 附录1 第四、五部分. Amounts are fen; a statement with `include_unposted` is a draft.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unionapp.errors import Problem
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.account_groups import first_level, is_result
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.statements import agreements, turnover
from unionapp.subjects.funds.statements.forms import (
    ADJUSTING,
    ASSETS,
    CLAIMS,
    FLOWS,
    QUOTA,
    YEAR_ONLY,
    YEARLY,
    FormItem,
    Statement,
    StatementLine,
    reckoned,
)
from unionapp.subjects.funds.statements.turnover import Sums
from unionapp.values.periods import Month

BALANCE_SHEET, INCOME_EXPENDITURE = "balance-sheet", "income-expenditure"
"""工会 01 表 and 工会 02 表 by their keys."""

When = Month | int
"""A month, or a whole year."""


def last_month(when: When) -> Month:
    """The month at whose end a period ends."""
    return when if isinstance(when, Month) else Month(when, 12)


def balance_sheet(book: Book, when: When, *, include_unposted: bool = False) -> Statement:
    """工会 01 表 of a month or a year: 年初余额 and 期末余额 (年末余额)."""
    month = last_month(when)
    turnover.need_begun(book, month)
    begun = turnover.opening(book, month.year, include_unposted=include_unposted)
    sums = turnover.read(book, Month(month.year, 1), month, include_unposted=include_unposted)
    columns = (turnover.standing(book, begun, ()), turnover.standing(book, begun, sums))
    yearly = not isinstance(when, Month)

    def half(items: tuple[FormItem, ...]) -> tuple[StatementLine, ...]:
        return tuple(_line(item, columns) for item in items if not (yearly and item.key == QUOTA))

    day = month.last()
    return Statement(
        BALANCE_SHEET,
        "资产负债表",
        "工会 01 表",
        unit_of(book),
        f"{day.year}年{day.month}月{day.day}日",
        ("年初余额", "年末余额" if yearly else "期末余额"),
        half(ASSETS),
        half(CLAIMS),
    )


def _line(item: FormItem, columns: tuple[Mapping[str, int], ...]) -> StatementLine:
    values = tuple(reckoned(item, each) if item.accounts else None for each in columns)
    return StatementLine(item.key, item.label, values, item.accounts, item.strong)


def unit_of(book: Book) -> str:
    """编制单位: the full name of the union that the book is of."""
    return str(book.union.name) if book.union_id else str(book.name)


def income_expenditure(book: Book, when: When, *, include_unposted: bool = False) -> Statement:
    """工会 02 表: of a month 本月数 and 本年累计数, of a year 本年数 and 上年数."""
    month = last_month(when)
    turnover.need_begun(book, month)
    if isinstance(when, Month):
        flows = _Flows(book, month, include_unposted)
        columns = (flows.within(month), flows.of_year())
        heads, period = ("本月数", "本年累计数"), month.chinese()
    else:
        columns = (_year(book, when, include_unposted), _year(book, when - 1, include_unposted))
        heads, period = ("本年数", "上年数"), f"{when}年度"
    lines = tuple(
        StatementLine(item.key, item.label, tuple(each.get(item.key) for each in columns), item.accounts, item.strong)
        for item in FLOWS
    )
    return Statement(INCOME_EXPENDITURE, "收入支出表", "工会 02 表", unit_of(book), period, heads, lines)


def _year(book: Book, year: int, include_unposted: bool) -> dict[str, int]:
    """The figures of a whole year; none for a year before the book was begun."""
    if year < books.since(book).year:
        return {}
    flows = _Flows(book, Month(year, 12), include_unposted)
    return flows.of_year() | flows.ends()


class _Flows:
    """What came in, went out and was adjusted from the first of a year to the end of a month."""

    def __init__(self, book: Book, month: Month, include_unposted: bool) -> None:
        self.book, self.month = book, month
        self.begun = turnover.opening(book, month.year, include_unposted=include_unposted)
        self.sums = turnover.read(book, Month(month.year, 1), month, include_unposted=include_unposted)

    def within(self, month: Month) -> dict[str, int]:
        """The figures of one month."""
        return _figures(_signed(self.sums, month, month))

    def of_year(self) -> dict[str, int]:
        """The figures of the year so far; a book begun within a year brings those of the months before it along."""
        found = _signed(self.sums, Month(self.month.year, 1), self.month)
        for account, amount in self.before().items():
            found[account] = found.get(account, 0) + amount
        return _figures(found)

    def before(self) -> dict[str, int]:
        """What opening balances say of the months of this year before the book was begun."""
        since = books.since(self.book)
        if since.year != self.month.year or since.month == 1:
            return {}
        found: dict[str, int] = {}
        for (account, _project, _party), amount in self.begun.items():
            if is_result(account) or account in ADJUSTING:
                found[account] = found.get(account, 0) + amount
        return found

    def ends(self) -> dict[str, int]:
        """年初 and 年末资金结转结余."""
        first = turnover.standing(self.book, self.begun, (), carried=False)
        for account, amount in self.before().items():
            first[account] = first.get(account, 0) - amount
        last = turnover.standing(self.book, self.begun, self.sums)
        return {item.key: reckoned(item, first if item.key.startswith("opening") else last) for item in YEARLY}


def _signed(sums: Sums, first: Month, last: Month) -> dict[str, int]:
    return {account: debit - credit for account, (debit, credit) in sums.turnover(first, last).items()}


def _figures(amounts: Mapping[str, int]) -> dict[str, int]:
    return {item.key: reckoned(item, amounts) for item in FLOWS if item.key not in YEAR_ONLY}


def trial_balance(book: Book, when: When, *, all_levels: bool = True, include_unposted: bool = False) -> Statement:
    """科目余额表: balance before, turnover, turnover of the year (of a month) and balance after, debit and credit each.

    Turnover leaves out the vouchers that close; where there are any, they stand in columns of their own, so that each
    line still adds up. The last line sums the first-level accounts.
    """
    month = last_month(when)
    turnover.need_begun(book, month)
    first = month if isinstance(when, Month) else Month(when, 1)
    begun = turnover.opening(book, month.year, include_unposted=include_unposted)
    sums = turnover.read(book, Month(month.year, 1), month, include_unposted=include_unposted)
    parts = [_rolled(book, part) for part in _trial_parts(book, begun, sums, (first, month), when)]
    numbers = sorted({number for part in parts for number in part})
    tops = [number for number in numbers if len(number) == chart.FIRST_LEVEL]
    known = chart.read(book)
    lines = [
        StatementLine(number, _own_name(known, number), _sides(parts, number), (number,), number in tops)
        for number in (numbers if all_levels else tops)
    ]
    totals = tuple(sum(values) for values in zip(*(_sides(parts, number) for number in tops), strict=True))
    lines.append(StatementLine("total", "合计", totals or (0,) * 2 * len(parts), strong=True))
    heads = _trial_heads(closing=len(parts) > 3 + isinstance(when, Month), month=isinstance(when, Month))
    period = month.chinese() if isinstance(when, Month) else f"{when}年度"
    return Statement("trial-balance", "科目余额表", "", unit_of(book), period, heads, tuple(lines))


_Part = dict[str, tuple[int, int]]


def _trial_parts(
    book: Book, begun: Mapping[turnover.Key, int], sums: Sums, months: tuple[Month, Month], when: When
) -> list[_Part]:
    """Before, turnover, (of the year,) (closing,) after, per account: debit and credit."""
    first, last = months
    before = [row for row in sums if row.month < str(first)]
    opened = turnover.standing(book, begun, before, carried=False)
    ended = turnover.standing(book, begun, sums, carried=False)
    closed = sums.turnover(first, last, closing=True)
    yearly = [sums.turnover(Month(last.year, 1), last)] if isinstance(when, Month) else []
    return [
        {account: (amount, 0) for account, amount in opened.items()},
        sums.turnover(first, last),
        *yearly,
        *([closed] if closed else []),
        {account: (amount, 0) for account, amount in ended.items()},
    ]


def _rolled(book: Book, part: _Part) -> _Part:
    """The amounts of accounts with those of all accounts above them."""
    known = chart.read(book)
    found: _Part = {}
    for account, (debit, credit) in part.items():
        for number in dict.fromkeys((first_level(account), *known.path(account))):
            above = found.get(number, (0, 0))
            found[number] = (above[0] + debit, above[1] + credit)
    return found


def _sides(parts: list[_Part], number: str) -> tuple[int, ...]:
    """The values of a line: balances stand on the side where they are, turnover on both."""
    last = len(parts) - 1
    pairs = [part.get(number, (0, 0)) for part in parts]
    return tuple(
        value
        for place, (debit, credit) in enumerate(pairs)
        for value in ((max(debit, 0), max(-debit, 0)) if place in (0, last) else (debit, credit))
    )


def _own_name(known: chart.Chart, number: str) -> str:
    account = known.account(number)
    return "　" * (len(known.path(number)) - 1) + (account.name if account else number)


def _trial_heads(closing: bool, month: bool) -> tuple[str, ...]:
    groups = ["期初余额", "本期发生额", *(["本年累计"] if month else []), *(["结转"] if closing else []), "期末余额"]
    if not month:
        groups = [group.replace("期", "年") if group != "本期发生额" else "本年发生额" for group in groups]
    return tuple(f"{group}{side}" for group in groups for side in ("借方", "贷方"))


@dataclass(frozen=True)
class Check:
    """One 勾稽 that was asked: in words, of which statement, what speaks against it, or why it could not be asked."""

    words: str
    of: str
    problems: tuple[Problem, ...] = ()
    unasked: str = ""


def cross_checks(book: Book, when: When) -> list[Problem]:
    """勾稽: what does not agree within and between the statements of a month or a year; see `agreements`."""
    return [problem for check in checks(book, when) for problem in check.problems]


def checks(book: Book, when: When) -> list[Check]:
    """Every 勾稽 of the statements of a month or a year with its outcome; what has nothing to compare with says so."""
    month, since = last_month(when), books.since(book)
    sheet, flows = balance_sheet(book, when), income_expenditure(book, when)
    year = _Flows(book, month, include_unposted=False)
    found = [
        Check("资产总计等于负债与净资产总计", BALANCE_SHEET, tuple(agreements.sides_agree(sheet))),
        Check("资产基金与各项资产相符", BALANCE_SHEET, tuple(agreements.asset_fund_agrees(sheet))),
        Check(
            "期末结转结余等于年初加调整加收支差额",
            INCOME_EXPENDITURE,
            tuple(agreements.ending_follows(year.of_year() | year.ends())),
        ),
        _beginning(book, sheet, month, since),
    ]
    return [*found, _with_the_month_before(book, flows, when, since)]


def _beginning(book: Book, sheet: Statement, month: Month, since: Month) -> Check:
    words = "年初余额等于上年年末余额"
    if month.year <= since.year:
        return Check(words, BALANCE_SHEET, unasked="账套本年启用，没有上年可比")
    return Check(words, BALANCE_SHEET, tuple(agreements.beginning_agrees(sheet, balance_sheet(book, month.year - 1))))


def _with_the_month_before(book: Book, flows: Statement, when: When, since: Month) -> Check:
    """Of a month its sums so far, of a year its beginning."""
    if not isinstance(when, Month):
        unasked = "" if when > since.year else "账套本年启用，没有上年可比"
        return Check(
            "年初结转结余等于上年年末数", INCOME_EXPENDITURE, tuple(agreements.former_ending_agrees(flows)), unasked
        )
    words = "本年累计等于上月累计加本月数"
    if when.month == 1 or when <= since:
        return Check(words, INCOME_EXPENDITURE, unasked="本年第一个月，没有上月可比")
    return Check(
        words,
        INCOME_EXPENDITURE,
        tuple(agreements.year_so_far_agrees(flows, income_expenditure(book, when.previous()))),
    )
