"""月度经费收支台账: all money that came and went in a month, with sums by account beside the budget.

There is no nationwide form; the layout is this program's own. The public version hides what is private.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from unionapp.paper.document import Block, Document, Listing, ListingColumn, Paragraph, Space, Title
from unionapp.paper.paper import PrintRequest
from unionapp.records import codes, fields, formats
from unionapp.store.store import Store
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.account_groups import INCOME, SPENDING, first_level
from unionapp.subjects.funds.books.models import Book, Project
from unionapp.subjects.funds.books.states import MoneyAccount
from unionapp.subjects.funds.pages import WIDE, amount, filled, printed_by, when
from unionapp.subjects.funds.statements import flows, turnover
from unionapp.subjects.funds.statements.flows import Flow, Purpose
from unionapp.subjects.funds.statements.statements import last_month, unit_of
from unionapp.subjects.funds.veil import veiled
from unionapp.values.periods import Month

SIGNED = "工会主席：\t财务负责人（会计）：\t出纳：\t经审委员：\t制表：\t日期："
TITLE, PUBLIC_TITLE = "月度经费收支台账", "月度经费收支公示表"
_SHARE = fields.Percent("执行率")


@dataclass(frozen=True)
class MonthFacts:
    """The facts of a month."""

    title: str
    unit: str
    accounts: str
    month: Month
    rows: Sequence[Sequence[str]]
    sums: Sequence[Sequence[str]]
    income: Sequence[Purpose]
    spending: Sequence[Purpose]
    mark: str
    public: bool


def gather(public: bool) -> Callable[[Store, Book, PrintRequest], MonthFacts]:
    """Gathers the month for the union's own use, or hidden as it is posted."""

    def gathered(store: Store, book: Book, request: PrintRequest) -> MonthFacts:
        month = last_month(when(request))
        turnover.need_begun(book, month)
        return _ledger(store, book, month, public or request.masked)

    return gathered


def _ledger(store: Store, book: Book, month: Month, public: bool) -> MonthFacts:
    known, projects = chart.read(book), turnover.projects(book)
    listed = list(flows.of_month(book, month))
    begun = flows.money(book, month).opening
    here = (sum(each.income for each in listed), sum(each.spending for each in listed))
    before = [each for earlier in _earlier(month) for each in flows.of_month(book, earlier)]
    year = (here[0] + sum(each.income for each in before), here[1] + sum(each.spending for each in before))
    ended = begun + here[0] - here[1]
    tail = ("",) * (2 if public else 5)
    sums = (
        ("", "", "", "本月合计", amount(here[0]), amount(here[1]), amount(ended), *tail),
        ("", "", "", "本年累计", amount(year[0]), amount(year[1]), "", *tail),
        ("", "", "", "本月结余", "", "", amount(ended), *tail),
    )
    first = ("", "", "", "上月结余", "", "", amount(begun), *tail)
    rows = [first, *(_row(place, each, known, projects, public) for place, each in enumerate(listed, 1))]
    return MonthFacts(
        PUBLIC_TITLE if public else TITLE,
        unit_of(book),
        "、".join(known.name(number) for number in known.numbers(MoneyAccount.CASH) + known.numbers(MoneyAccount.BANK)),
        month,
        rows,
        sums,
        flows.by_purpose(book, month, INCOME),
        flows.by_purpose(book, month, SPENDING),
        printed_by(store),
        public,
    )


def _earlier(month: Month) -> Iterator[Month]:
    return (Month(month.year, number) for number in range(1, month.month))


def _row(place: int, flow: Flow, known: chart.Chart, projects: dict[int, Project], public: bool) -> Sequence[str]:
    row = flow.row
    top = known.name(first_level(row.account))
    project = projects.get(row.project or 0)
    source = project.name if project is not None else codes.table("money-source").label(row.source)
    figures = (filled(flow.income), filled(flow.spending), amount(flow.balance))
    summary = veiled(row.summary) if public else row.summary
    about = (str(place), f"{row.day:%m-%d}", row.number, summary, *figures, top, source)
    return about if public else (*about, row.handler, str(row.papers or ""), "")


def draw(facts: MonthFacts) -> Document:
    """The rows with their sums, then income and spending by account."""
    columns: tuple[ListingColumn, ...] = (
        ListingColumn("序号", 2.6, "center"),
        ListingColumn("日期", 4.4, "center"),
        ListingColumn("凭证号", 5.0, "center"),
        ListingColumn("摘要（事项）", 17.0),
        ListingColumn("收入", 8.0, kind="number"),
        ListingColumn("支出", 8.0, kind="number"),
        ListingColumn("结余", 8.5, kind="number"),
        ListingColumn("科目（大类）", 9.0),
        ListingColumn("资金来源／项目", 9.0),
    )
    if not facts.public:
        columns = (
            *columns,
            ListingColumn("经办人", 5.0),
            ListingColumn("附件数", 3.0, "center"),
            ListingColumn("备注", 5.0),
        )
    blocks: tuple[Block, ...] = (
        Title(facts.title),
        Listing(columns, [*facts.rows, *facts.sums], size=9.0, row_mm=6.3),
        Space(4),
        Paragraph("收入按科目小计", indent=False, style="hei"),
        _summary("收入", facts.income),
        Space(3),
        Paragraph("支出按科目小计", indent=False, style="hei"),
        _summary("支出", facts.spending),
        Paragraph(facts.mark, indent=False, style="small"),
    )
    header = f"单位：{facts.unit}　账户：{facts.accounts}\t{facts.month.chinese()}\t单位：元"
    return Document(facts.title, blocks, WIDE, header=header, closing=SIGNED)


def _summary(word: str, purposes: Sequence[Purpose]) -> Listing:
    """One row for each first-level account, and the sum."""
    columns: tuple[ListingColumn, ...] = (
        ListingColumn(f"{word}科目", 16.0),
        *(ListingColumn(head, 9.0, kind="number") for head in ("本月", "本年累计", "年度预算")),
        ListingColumn("执行率", 6.0, "right"),
    )
    rows = [
        (each.label, filled(each.month), filled(each.year), filled(each.budget), formats.show(_SHARE, each.rate))
        for each in purposes
    ]
    total = Purpose("", "", *(sum(getattr(each, name) for each in purposes) for name in ("month", "year", "budget")))
    figures = (amount(total.month), amount(total.year), filled(total.budget), formats.show(_SHARE, total.rate))
    return Listing(columns, rows, (f"{word}合计", *figures), size=9.0, row_mm=6.3)
