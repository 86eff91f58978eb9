"""The statements as a table shows them, what was checked between them, and the figures beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from unionapp.errors import Problem
from unionapp.exchange.sheet import Value
from unionapp.records import fields
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.account_groups import SPENDING
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.budgeting import execution as budgets
from unionapp.subjects.funds.statements import flows, forms, statements
from unionapp.subjects.funds.statements.flows import Purpose
from unionapp.subjects.funds.statements.statements import Check, When
from unionapp.values.periods import Month

from ui.figures.table import FigureRow, Head
from ui.kit.charts import Pair

TITLES = {
    "balance-sheet": "资产负债表",
    "income-expenditure": "收入支出表",
    "trial-balance": "科目余额表",
    "budget-execution": "预算执行",
}
_YUAN = 100


@dataclass(frozen=True)
class Leads:
    """What a cell leads to: the accounts behind its line, and whether its column is of the period or so far."""

    accounts: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """What the pictures show."""

    months: Sequence[Pair]
    purposes: Sequence[Purpose]


@dataclass(frozen=True)
class StatementView:
    """A statement ready to be shown."""

    id: str
    title: str
    form: str
    unit: str
    period: str
    heads: Sequence[Head]
    lines: Sequence[FigureRow]
    checks: Sequence[Check]
    """The 勾稽 that concern it, each with its outcome."""
    figures: Figures

    @property
    def above(self) -> tuple[str, ...]:
        """What stands over an exported table."""
        return (self.title, f"编制单位：{self.unit}　{self.period}　单位：元　{self.form}".rstrip())


def read(book: Book, sort: str, when: When) -> StatementView:
    """A statement of a month or a year with its checks; Refused where the book had not begun."""
    statement, heads, lines = _READERS[sort](book, when)
    checks = [each for each in statements.checks(book, when) if each.of == sort]
    if sort == "trial-balance":
        checks = [Check("期初、发生额、期末借贷合计相等", sort, tuple(_unequal(statement)))]
    month = statements.last_month(when)
    return StatementView(
        sort,
        TITLES[sort],
        statement.form,
        statement.unit,
        statement.period,
        heads,
        lines,
        checks,
        figures(book, month),
    )


def figures(book: Book, month: Month) -> Figures:
    """Income and spending of the year by month, and spending by purpose beside its budget."""
    months = [(str(each.month), came // _YUAN, went // _YUAN) for each, came, went in flows.by_month(book, month.year)]
    return Figures(months, flows.by_purpose(book, month, SPENDING))


def of_own(today: date) -> Figures | None:
    """The figures of this year of the own union's book, the first one where it has none; None without any book."""
    book = books.own()
    return figures(book, Month.of(today)) if book is not None else None


_Read = tuple[forms.Statement, Sequence[Head], Sequence[FigureRow]]


def _money(label: str, letters: int = 7) -> Head:
    return Head(fields.Money(label), letters)


def _label(label: str, letters: int = 14) -> Head:
    return Head(fields.Text(label), letters, stretch=True)


def _two_sided(book: Book, when: When) -> _Read:
    """Assets to the left, claims to the right, the two totals in one line."""
    statement = statements.balance_sheet(book, when)
    amounts = [_money(each) for each in statement.columns]
    heads = [_label("资产", 9), *amounts, _label("负债与净资产", 9), *amounts]
    left, right = list(statement.left), list(statement.right)
    gap = [forms.StatementLine("", "", (None,) * len(statement.columns))] * abs(len(left) - len(right))
    shorter = right if len(right) < len(left) else left
    shorter[-1:-1] = gap
    return statement, heads, [_pair(one, other) for one, other in zip_longest(left, right)]


def _pair(one: forms.StatementLine, other: forms.StatementLine) -> FigureRow:
    wide = 1 + len(one.values)
    bold = [*range(wide)] * one.strong + [*range(wide, 2 * wide)] * other.strong
    values = (one.label, *_told(one), other.label, *_told(other))
    leads = (*[Leads(one.accounts)] * wide, *[Leads(other.accounts)] * wide)
    return FigureRow(values, leads=leads, strong_at=frozenset(bold))


def _one_sided(book: Book, when: When) -> _Read:
    statement = statements.income_expenditure(book, when)
    heads = [_label("项目"), *(_money(each, 9) for each in statement.columns)]
    return statement, heads, [_single(line, (line.label, *_told(line)), line.accounts) for line in statement.lines]


def _told(line: forms.StatementLine) -> tuple[int | None, ...]:
    """The amounts of a line; nought is only said of sums."""
    return tuple(value if line.strong else value or None for value in line.values)


def _single(line: forms.StatementLine, values: Sequence[Value], accounts: tuple[str, ...]) -> FigureRow:
    return FigureRow(values, line.strong, (Leads(accounts),) * len(values))


def _trial(book: Book, when: When) -> _Read:
    statement = statements.trial_balance(book, when)
    heads = [Head(fields.Text("编号"), 4), _label("科目", 9), *(_money(short(each), 6) for each in statement.columns)]
    lines = []
    for line in statement.lines:
        number = "" if line.key == "total" else line.key
        values = (number, line.label, *(value or None for value in line.values))
        lines.append(_single(line, values, (number,) if number else ()))
    return statement, heads, lines


def short(heading: str) -> str:
    """A heading of the trial balance that leaves eight columns room: 期初借方, 本期贷方."""
    return heading.replace("余额", "").replace("发生额", "").replace("本年累计", "累计")


def _unequal(statement: forms.Statement) -> list[Problem]:
    """The pairs of columns whose sums differ."""
    values = statement.line("total").values
    heads = statement.columns
    return [
        Problem("", f"“{heads[place]}”与“{heads[place + 1]}”合计不等，请检查期初余额。", "《工会会计制度》第10条")
        for place in range(0, len(values), 2)
        if values[place] != values[place + 1]
    ]


def _amounts(row: budgets.ExecutionRow) -> tuple[int | None, ...]:
    """The amounts of a line of the execution; nought is only said of sums."""
    every = (row.first, row.adjusted, row.amount, row.month, row.total)
    return every if row.top else tuple(fen or None for fen in every)


def _budget(book: Book, when: When) -> _Read:
    month = statements.last_month(when)
    rows = budgets.execution(book, month.year, month)
    heads = [
        _label("科目", 12),
        *(_money(each, 6) for each in ("年初预算", "调整", "调整后预算", "本月", "累计")),
        Head(fields.Percent("执行率"), 4),
        _money("余额", 6),
    ]
    lines = [
        FigureRow(
            (row.label, *_amounts(row), row.rate, row.left),
            row.top,
            (Leads((row.key,) if len(row.key) >= chart.FIRST_LEVEL else ()),) * len(heads),
        )
        for row in rows
    ]
    period = when.chinese() if isinstance(when, Month) else f"{when}年度"
    unit = statements.unit_of(book)
    return forms.Statement("budget-execution", "预算执行", "", unit, period, (), ()), heads, lines


_READERS: Mapping[str, Callable[[Book, When], _Read]] = {
    "balance-sheet": _two_sided,
    "income-expenditure": _one_sided,
    "trial-balance": _trial,
    "budget-execution": _budget,
}
