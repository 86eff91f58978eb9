"""Reports of a set of books as plain rows, amounts in yuan as text: the two statements, 科目余额表, 预算执行."""

from __future__ import annotations

from collections.abc import Callable

from unionapp.office.reports import Report, ReportOffer, ReportPeriod, ReportRow
from unionapp.records import fields, formats
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.budgeting import execution as budgets
from unionapp.subjects.funds.statements import statements
from unionapp.subjects.funds.statements.forms import Statement, StatementLine
from unionapp.values import money
from unionapp.values.periods import Month
from unionapp.values.present import present

_SHARE = fields.Percent("执行率")
_BUDGET = ("年初预算", "调整", "调整后预算", "本月", "累计", "执行率", "余额")
_BUDGET_YEAR = ("年初预算", "调整", "调整后预算", "累计", "执行率", "余额")


def _of(make: Callable[[Book, Month | int], Statement], head: str) -> Callable[[ReportPeriod], Report]:
    """A statement as a report; lines that are only headings are left out."""

    def made(period: ReportPeriod) -> Report:
        statement = make(present(period.book), period.when)
        rows = tuple(_row(line) for line in statement.lines if line.key)
        return Report(statement.title, statement.period, statement.unit, statement.columns, rows, head)

    return made


def _row(line: StatementLine) -> ReportRow:
    return ReportRow(
        line.key, line.label.strip(), tuple("" if each is None else money.plain(each) for each in line.values)
    )


def budget_execution(period: ReportPeriod) -> Report:
    """How far the budget of the year was carried out by the end of the month or year."""
    book = present(period.book)
    month = period.when if isinstance(period.when, Month) else None
    rows = []
    for each in budgets.execution(book, period.last.year, month):
        of_month = (each.month,) if month else ()
        before = (each.first, each.adjusted, each.amount, *of_month, each.total)
        rate = "" if each.rate is None else formats.show(_SHARE, each.rate)
        rows.append(ReportRow(each.key, each.label, (*map(money.plain, before), rate, money.plain(each.left))))
    columns = _BUDGET if month else _BUDGET_YEAR
    return Report("预算执行情况表", period.title, statements.unit_of(book), columns, tuple(rows), "科目")


_FUNDS = "read-funds"

REPORTS: tuple[ReportOffer, ...] = (
    ReportOffer("balance-sheet", "资产负债表", _of(statements.balance_sheet, "项目"), _FUNDS, of_book=True),
    ReportOffer("income-expenditure", "收入支出表", _of(statements.income_expenditure, "项目"), _FUNDS, of_book=True),
    ReportOffer("trial-balance", "科目余额表", _of(statements.trial_balance, "科目"), _FUNDS, of_book=True),
    ReportOffer("budget-execution", "预算执行情况表", budget_execution, _FUNDS, of_book=True),
)
