"""预算表 and 预算执行情况表."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unionapp.paper.document import Cell, Document, FormGrid, Listing, ListingColumn, Space, Title
from unionapp.paper.paper import PrintRequest
from unionapp.records import codes, formats
from unionapp.store.store import Store
from unionapp.subjects.funds import thresholds
from unionapp.subjects.funds.books.account_groups import is_means, is_spending
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.budgeting import execution as budgets
from unionapp.subjects.funds.budgeting.models import Budget, BudgetLine
from unionapp.subjects.funds.pages import UPRIGHT, WIDE, amount, spaced
from unionapp.values.periods import chinese_date

_SHARE = thresholds.KEPT.field
BLANK_ROWS = 20


@dataclass(frozen=True)
class BudgetVersion:
    """One version of a budget as it is printed."""

    title: str
    unit: str
    day: str
    rows: Sequence[Sequence[str]]
    total: Sequence[str] | None = None
    opinions: tuple[str, str, str] = ("", "", "")


def gather_budget(store: Store, request: PrintRequest) -> BudgetVersion:
    """The lines of a version in their order, income and spending summed."""
    budget = request.record
    lines = budgets.lines_of(budget)
    keys = [(line.account, line.project_id) for line in lines]
    tops = [line for line, key in zip(lines, keys, strict=True) if not budgets.inner(key, keys)]
    rows: list[Sequence[str]] = []
    number = 0
    for belongs, title in ((is_means, "收入合计"), (is_spending, "支出合计")):
        mine = [line for line in lines if belongs(line.account)]
        summed = [line for line in tops if line in mine]
        rows += [_line(number + place, line) for place, line in enumerate(mine, 1)]
        number += len(mine)
        rows.append(
            _figures(
                "", "", title, sum(line.last or 0 for line in summed), sum(line.amount or 0 for line in summed), ""
            )
        )
    sort = codes.table("budget-sort").label(budget.sort)
    return BudgetVersion(
        f"{budget.book.union.name}{budget.year}年工会经费收支{sort}表",
        budget.book.union.name,
        f"第 {budget.version} 版　{codes.table('budget-state').label(budget.state)}",
        rows,
        opinions=_opinions(budget),
    )


def _line(place: int, line: BudgetLine) -> Sequence[str]:
    project = f"（{line.project.name}）" if line.project else ""
    return _figures(str(place), line.account, line.account_name + project, line.last or 0, line.amount or 0, line.note)


def _figures(place: str, account: str, name: str, last: int, now: int, note: str) -> Sequence[str]:
    rate = budgets.round_share(now - last, last) if last > 0 else None
    share = formats.show(_SHARE, rate) if rate is not None else ""
    return (place, account, name, amount(last), amount(now), amount(now - last), share, note)


def _opinions(budget: Budget) -> tuple[str, str, str]:
    committee = f"{chinese_date(budget.committee_day)}审议通过" if budget.committee_day else ""
    audit = f"{budget.audit_opinion}　{chinese_date(budget.audit_day)}" if budget.audit_day else ""
    reply = f"{budget.reply_no}　{chinese_date(budget.reply_day)}" if budget.reply_day else ""
    return committee, audit, reply


def blank_budget(store: Store) -> BudgetVersion:
    """An empty form to fill by hand."""
    return BudgetVersion("工会经费收支预算表", "", "", [(str(place), *[""] * 7) for place in range(1, BLANK_ROWS + 1)])


def draw_budget(facts: BudgetVersion) -> Document:
    """The table, and under it what the committee, the auditors and the higher union said."""
    columns = (
        ListingColumn("序号", 3.0, "center"),
        ListingColumn("科目编号", 5.0, "center"),
        ListingColumn("项目名称", 15.0),
        ListingColumn("上年决算数", 7.0, "right", "number"),
        ListingColumn("本年预算数", 7.0, "right", "number"),
        ListingColumn("增减额", 7.0, "right", "number"),
        ListingColumn("增减%", 5.0, "right", "number"),
        ListingColumn("测算依据及说明", 12.0),
    )
    committee, audit, reply = facts.opinions
    opinions = FormGrid(
        (58.0, 58.0, 58.0),
        ((_opinion("工会委员会审议", committee), _opinion("经审会审查意见", audit), _opinion("上级工会意见", reply)),),
        size=9.5,
    )
    return Document(
        facts.title,
        (Title(facts.title), Listing(columns, facts.rows, size=9.5), Space(4), opinions),
        UPRIGHT,
        header=f"编制单位（公章）：{facts.unit}\t{facts.day}\t单位：元",
        closing="工会主席（法定代表人）：\t财务负责人：\t制表：",
    )


def _opinion(title: str, text: str) -> Cell:
    return Cell(f"{title}\n{text}", height_mm=26.0, top=True, foot="（盖章）　　年　月　日")


@dataclass(frozen=True)
class Execution:
    """How far a budget was carried out."""

    unit: str
    period: str
    rows: Sequence[Sequence[str]]


def gather_execution(store: Store, book: Book, request: PrintRequest) -> Execution:
    """Of the year named, up to the month where one is named."""
    year = request.month.year if request.month else request.year
    assert year is not None
    period = f"{year}年1月至{request.month.month}月" if request.month else f"{year}年度"
    return Execution(book.union.name, period, [_executed(row) for row in budgets.execution(book, year, request.month)])


def _executed(row: budgets.ExecutionRow) -> Sequence[str]:
    rate = formats.show(_SHARE, row.rate) if row.rate is not None else ""
    figures = (row.first, row.adjusted, row.amount, row.month, row.total)
    return ("" if row.top else row.key, row.label, *map(amount, figures), rate, amount(row.left), "")


def draw_execution(facts: Execution) -> Document:
    """The table on wide A4."""
    columns = (
        ListingColumn("科目编号", 5.0, "center"),
        ListingColumn("科目", 13.0),
        *(ListingColumn(title, 8.0, "right", "number") for title in ("年初预算", "调整", "调整后预算", "本月", "累计")),
        ListingColumn("执行率", 5.5, "right", "number"),
        ListingColumn("余额", 8.0, "right", "number"),
        ListingColumn("说明", 7.0),
    )
    return Document(
        "工会经费预算执行情况表",
        (Title("工会经费预算执行情况表"), Listing(columns, facts.rows, size=9.5)),
        WIDE,
        header=f"编制单位：{facts.unit}\t{facts.period}\t单位：元",
        closing=f"工会主席：{spaced(6)}\t财务负责人：{spaced(6)}\t制表：{spaced(6)}",
    )
