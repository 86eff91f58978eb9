"""资产负债表 (工会 01 表), 收入支出表 (工会 02 表) and 科目余额表 on paper, as the regulation lays them out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from unionapp.paper.document import (
    Block,
    Cell,
    Document,
    FormGrid,
    Listing,
    ListingColumn,
    Page,
    Paragraph,
    Space,
    Title,
)
from unionapp.paper.paper import PrintRequest
from unionapp.store.store import Store
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.pages import UPRIGHT, WIDE, amount, filled, printed_by, when
from unionapp.subjects.funds.statements import statements
from unionapp.subjects.funds.statements.forms import Statement, StatementLine
from unionapp.subjects.funds.statements.statements import When
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.funds.vouchers.states import VoucherState
from unionapp.values.periods import Month

SIGNED = "法定代表人：\t主管会计工作负责人：\t会计主管人员：\t制表："
"""《工会会计制度》第64条: signed and sealed by these; 制表 as is usual."""


@dataclass(frozen=True)
class StatementSheet:
    """A statement, and up to which voucher it reaches."""

    statement: Statement
    until: str


def gather(make: Callable[[Book, When], Statement]) -> Callable[[Store, Book, PrintRequest], StatementSheet]:
    """Gathers one of the statements for the month or year that is meant."""

    def gathered(store: Store, book: Book, request: PrintRequest) -> StatementSheet:
        period = when(request)
        return StatementSheet(make(book, period), f"{_until(book, period)}　{printed_by(store)}")

    return gathered


def _until(book: Book, period: When) -> str:
    """数据截止凭证号, and how many vouchers of the period are not posted yet."""
    month = statements.last_month(period)
    first = Month(month.year, 1)
    of_period = (Voucher.book == book.id) & Voucher.month.between(str(first), str(month))
    last = (
        Voucher.select()
        .where(of_period & (Voucher.state == VoucherState.POSTED))
        .order_by(Voucher.month.desc(), Voucher.number.desc())
        .first()
    )
    waiting = Voucher.select().where(of_period & (Voucher.state != VoucherState.POSTED)).count()
    told = f"数据截至：{last.label}" if last is not None else "本年尚无已记账凭证"
    return told + (f"（另有 {waiting} 张未记账，未计入）" if waiting else "")


def _heading(facts: StatementSheet, width: float) -> tuple[Title | FormGrid, ...]:
    """Title, how far the figures reach and 表号, then 编制单位, period and 单位：元."""
    statement, sides = facts.statement, width / 4

    rows = (
        (
            Cell(facts.until, span=2, border=False, align="left", size=8.0),
            Cell(statement.form, border=False, align="right"),
        ),
        (
            Cell(f"编制单位：{statement.unit}", border=False, align="left"),
            Cell(statement.period, border=False, align="center"),
            Cell("单位：元", border=False, align="right"),
        ),
    )
    return Title(statement.title), FormGrid((sides * 1.5, sides, sides * 1.5), rows, size=10.0, row_mm=5.5)


def _cells(line: StatementLine | None, columns: int) -> tuple[Cell, ...]:
    if line is None:
        return tuple(Cell("") for _ in range(columns + 1))
    values = ("" if value is None else filled(value) or "0.00" for value in line.values)
    name = Cell(line.label, align="left", bold=line.strong)
    return (name, *(Cell(text, align="right", bold=line.strong) for text in values))


def draw_balance_sheet(facts: StatementSheet) -> Document:
    """Six columns, assets beside liabilities and net assets, both totals on the last line."""
    statement = facts.statement
    left, right = list(statement.left), list(statement.right)
    pairs = [*zip_longest(left[:-1], right[:-1]), (left[-1], right[-1])]
    head = ("资　　产", *statement.columns, "负债与净资产", *statement.columns)
    rows = [tuple(Cell(text, label=True, align="center", bold=True) for text in head)]
    rows += [_cells(one, 2) + _cells(other, 2) for one, other in pairs]
    width = 48.0 + 43.0 * 2
    grid = FormGrid((48.0, 43.0, 43.0) * 2, tuple(rows), size=9.5, row_mm=5.8)
    return _signed(facts, WIDE, (*_heading(facts, width * 2), grid))


def draw_income_expenditure(facts: StatementSheet) -> Document:
    """Three columns."""
    statement = facts.statement
    head = ("项　　目", *statement.columns)
    rows = [tuple(Cell(text, label=True, align="center", bold=True) for text in head)]
    rows += [_cells(line, 2) for line in statement.lines]
    grid = FormGrid((81.0, 48.0, 48.0), tuple(rows), size=10.0, row_mm=6.2)
    return _signed(facts, UPRIGHT, (*_heading(facts, 177.0), grid))


def _signed(facts: StatementSheet, page: Page, blocks: Sequence[Block]) -> Document:
    return Document(facts.statement.title, blocks, page, closing=SIGNED)


def draw_trial_balance(facts: StatementSheet) -> Document:
    """Number and name of each account, then debit and credit of each part."""
    statement = facts.statement
    amounts = tuple(ListingColumn(head[-2:], 7.0, kind="number", group=head[:-2]) for head in statement.columns)
    columns = (ListingColumn("科目编号", 4.5), ListingColumn("科目名称", 14.0), *amounts)
    *lines, total = statement.lines
    rows = [(line.key, line.label, *(filled(value or 0) for value in line.values)) for line in lines]
    totals = ("", total.label, *(amount(value or 0) for value in total.values))
    listing = Listing(columns, rows, totals, size=9.0, row_mm=6.0)
    return Document(
        statement.title,
        (Title(statement.title), listing, Space(2), Paragraph(facts.until, indent=False, style="small")),
        WIDE,
        header=f"单位：{statement.unit}\t{statement.period}\t单位：元",
        closing="会计主管：\t记账：\t制表：",
        repeat_title=True,
    )
