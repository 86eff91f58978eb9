"""双联月汇报表 and 双联季调度表: 一月一汇报, 一季一调度."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.paper.document import Document, Listing, ListingColumn, Paragraph, Space, Title
from unionapp.paper.paper import PrintRequest
from unionapp.store.store import Store
from unionapp.subjects.activities.papers.common import WIDE, blank_rows, note
from unionapp.subjects.relations import dispatch
from unionapp.subjects.relations.models import LinkPair, LinkVisit
from unionapp.subjects.relations.records import LINK_PAIRS, LINK_REPORTS, LINK_VISITS
from unionapp.subjects.unions import tree
from unionapp.values.periods import Month, Quarter, chinese_date

FAMILY = "困难职工家庭"
"""Stands for the name of a family where the list is masked: to be in hardship is nobody else's business."""


@dataclass(frozen=True)
class LinksSheet:
    """The pairs of a month or a quarter, with the problems not solved."""

    unit: str
    period: str
    rows: Sequence[Sequence[str]] = ()
    totals: Sequence[str] | None = None
    foot: str = ""
    problems: Sequence[Sequence[str]] = ()


def _target(pair: LinkPair, masked: bool) -> str:
    return FAMILY if masked and pair.household_id else str(pair.target)


def gather_month(store: Store, request: PrintRequest) -> LinksSheet:
    """Every pair of the month with what it reported; what is late on the day named (today) is said."""
    assert request.month is not None
    today = request.day or date.today()
    lines = dispatch.monthly(request.month, today)
    made = sum(len(line.reports) for line in lines)
    late = sum(len(line.late) for line in lines)
    foot = f"应汇报 {len(lines)} 对，已汇报 {made} 对，未汇报 {len(lines) - made} 对，逾期 {late} 对。"
    rows = [_reported(place, line, request) for place, line in enumerate(lines, 1)]
    return LinksSheet(tree.own_name(), request.month.chinese(), rows, None, foot)


def _reported(place: int, line: dispatch.LinkLine, request: PrintRequest) -> Sequence[str]:
    report = line.reports[0] if line.reports else None
    names = ("work", "problems", "solved", "plan", "day")
    said = (
        [LINK_REPORTS.shown(report, name, request.masked) for name in names]
        if report is not None
        else [""] * len(names)
    )
    remark = ("逾期上报" if line.late else "") if report is not None else ("逾期未报" if line.late else "未报")
    pair = line.pair
    office = LINK_PAIRS.shown(pair, "office", request.masked)
    return (str(place), pair.name, office, _target(pair, request.masked), *said, remark)


def blank_month(store: Store) -> LinksSheet:
    """A sheet to fill by hand."""
    return LinksSheet(tree.own_name(), "　　　　年　　月", blank_rows(len(_MONTH), 10))


_MONTH = (
    ListingColumn("序号", 2.8, "center"),
    ListingColumn("联系人", 5.0, "center"),
    ListingColumn("单位及职务", 8.0),
    ListingColumn("联系对象", 11.0),
    ListingColumn("本月工作", 17.0),
    ListingColumn("发现的问题", 11.0),
    ListingColumn("解决的问题", 11.0),
    ListingColumn("下月打算", 11.0),
    ListingColumn("上报日期", 6.5, "center"),
    ListingColumn("备注", 5.0, "center"),
)


def draw_month(facts: LinksSheet) -> Document:
    """One line a pair on wide A4."""
    title = "双联工作月汇报表"
    listing = Listing(_MONTH, facts.rows or blank_rows(len(_MONTH), 6), size=9.0, row_mm=11.0)
    blocks = (Title(title), listing, Space(2), note(facts.foot))
    return Document(title, blocks, WIDE, header=f"单位：{facts.unit}\t\t{facts.period}", closing=_CLOSING)


_CLOSING = "填表人：\t负责人：\t工会（盖章）"


def gather_quarter(store: Store, request: PrintRequest) -> LinksSheet:
    """Every pair of the quarter that the month lies in, in figures, and its problems that wait."""
    assert request.month is not None
    quarter, today = request.month.quarter(), request.day or date.today()
    lines = dispatch.quarterly(quarter, today)
    rows = [_counted(place, line, request.masked) for place, line in enumerate(lines, 1)]
    sums = [sum(getattr(line, name) for line in lines) for name in _COUNTED]
    reports = sum(len(line.reports) for line in lines)
    totals = ("", "合计", "", f"{len(lines)} 对", str(reports), "", "", *map(str, sums))
    problems = [_waiting(place, row, request.masked) for place, row in enumerate(_open(quarter, lines), 1)]
    return LinksSheet(tree.own_name(), quarter.chinese(), rows, totals, f"截至 {chinese_date(today)}", problems)


_COUNTED = ("visits", "raised", "solved", "open")


def _counted(place: int, line: dispatch.LinkLine, masked: bool) -> Sequence[str]:
    pair = line.pair
    office = LINK_PAIRS.shown(pair, "office", masked)
    counts = (str(getattr(line, name)) for name in _COUNTED)
    missing, late = _months(line.missing), _months(line.late)
    return (str(place), pair.name, office, _target(pair, masked), str(len(line.reports)), missing, late, *counts)


def _months(months: Iterable[Month]) -> str:
    return "、".join(f"{month.month}月" for month in months)


def _open(quarter: Quarter, lines: Iterable[dispatch.LinkLine]) -> list[LinkVisit]:
    """The problems raised by the end of the quarter within these pairs, and not solved by then."""
    pairs = [line.pair.id for line in lines]
    rows = LinkVisit.select(LinkVisit, LinkPair).join(LinkPair).where(LinkVisit.pair.in_(pairs))
    found = rows.where(LinkVisit.day <= quarter.last()).order_by(LinkVisit.day, LinkVisit.id)
    return [row for row in found if row.problem and (row.solved_on is None or row.solved_on > quarter.last())]


def _waiting(place: int, row: LinkVisit, masked: bool) -> Sequence[str]:
    shown = [LINK_VISITS.shown(row, name, masked) for name in ("day", "problem", "solver", "due")]
    return (str(place), row.pair.name, _target(row.pair, masked), *shown, "")


def blank_quarter(store: Store) -> LinksSheet:
    """A sheet to fill by hand."""
    return LinksSheet(tree.own_name(), "　　　　年第　季度", blank_rows(len(_QUARTER), 10))


_QUARTER = (
    ListingColumn("序号", 2.8, "center"),
    ListingColumn("联系人", 5.5, "center"),
    ListingColumn("单位及职务", 9.0),
    ListingColumn("联系对象", 14.0),
    ListingColumn("已报", 4.0, "center", group="月汇报"),
    ListingColumn("未报月份", 7.0, "center", group="月汇报"),
    ListingColumn("逾期月份", 7.0, "center", group="月汇报"),
    ListingColumn("走访次数", 5.0, "center"),
    ListingColumn("新提问题", 5.0, "center", group="问题"),
    ListingColumn("已解决", 5.0, "center", group="问题"),
    ListingColumn("未解决", 5.0, "center", group="问题"),
)
_PROBLEM = (
    ListingColumn("序号", 2.8, "center"),
    ListingColumn("联系人", 5.5, "center"),
    ListingColumn("联系对象", 12.0),
    ListingColumn("提出日期", 6.5, "center"),
    ListingColumn("反映的问题", 20.0),
    ListingColumn("责任人", 6.0, "center"),
    ListingColumn("解决期限", 6.5, "center"),
    ListingColumn("调度意见", 14.0),
)


def draw_quarter(facts: LinksSheet) -> Document:
    """The figures of the pairs, then what is to be decided."""
    title = "双联工作季调度表"
    counted = Listing(_QUARTER, facts.rows or blank_rows(len(_QUARTER), 6), facts.totals, size=9.0, row_mm=8.0)
    waiting = Listing(_PROBLEM, facts.problems or blank_rows(len(_PROBLEM), 4), size=9.0, row_mm=9.0)
    blocks = (
        Title(title),
        counted,
        note(facts.foot),
        Paragraph("季末未解决的问题", indent=False, style="hei"),
        waiting,
    )
    return Document(title, blocks, WIDE, header=f"单位：{facts.unit}\t\t{facts.period}", closing=_CLOSING)
