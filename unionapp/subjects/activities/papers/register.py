"""活动台账: the activities of a year or of the table, with their figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from unionapp.paper.document import Document, Listing, ListingColumn, Page, Title
from unionapp.paper.paper import PrintRequest
from unionapp.records import formats, search
from unionapp.store.store import Store
from unionapp.subjects.activities import figures
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.papers.common import ActivityList, blank_rows, yuan
from unionapp.subjects.activities.records import ACTIVITIES
from unionapp.subjects.elections.papers.common import percent
from unionapp.subjects.unions import tree
from unionapp.values.periods import year_first, year_last


def gather(store: Store, request: PrintRequest) -> ActivityList:
    """The activities of a year, of one union with those below where it is named, or the rows of the table."""
    picked = _picked(request)
    whole = picked is not None or request.year is None
    first, last = (date.min, date.max) if whole else (year_first(request.year or 1), year_last(request.year or 1))
    unions = frozenset(tree.below(request.union)) if request.union is not None else None
    found = figures.each(figures.FiguresPeriod(first, last, unions))
    lines = [(row, line) for row, line in found if picked is None or row.id in picked]
    total = figures.total(line for _, line in lines)
    figured = (str(total.people), str(total.members), yuan(total.planned), yuan(total.spent))
    totals = ("", "", "", f"合计 {len(lines)} 次", "", "", "", *figured, "", "")
    unit = request.union.name if request.union is not None else tree.own_name()
    period = "所选活动" if picked is not None else f"{request.year} 年" if request.year is not None else "全部年度"
    rows = [_registered(place, *each) for place, each in enumerate(lines, 1)]
    return ActivityList("", unit, period, rows, totals)


def _picked(request: PrintRequest) -> set[int] | None:
    """The ids of the rows that were chosen or are shown in the table; None for all."""
    if request.chosen:
        return {row.id for row in request.chosen}
    return set(search.ids(ACTIVITIES, request.query)) if request.query is not None else None


def _registered(place: int, row: Activity, line: figures.FigureLine) -> Sequence[str]:
    votes = (row.satisfied or 0) + (row.mostly_satisfied or 0)
    said = votes + (row.dissatisfied or 0)
    return (
        str(place),
        row.number,
        formats.show(type(row).day, row.day),
        row.title,
        ACTIVITIES.shown(row, "type"),
        row.union.name,
        row.place,
        str(line.people),
        str(line.members),
        yuan(line.planned),
        yuan(line.spent),
        percent(votes, said) if said else "",
        ACTIVITIES.shown(row, "state"),
    )


_REGISTER = (
    ListingColumn("序号", 2.6, "center"),
    ListingColumn("编号", 5.0, "center"),
    ListingColumn("日期", 6.0, "center"),
    ListingColumn("活动名称", 14.0),
    ListingColumn("类型", 6.5, "center"),
    ListingColumn("主办工会", 11.0),
    ListingColumn("地点", 8.0),
    ListingColumn("人次", 3.5, "right", "number"),
    ListingColumn("其中\n会员", 3.5, "right", "number"),
    ListingColumn("预算", 6.0, "right", "number"),
    ListingColumn("支出", 6.0, "right", "number"),
    ListingColumn("满意率", 4.5, "center"),
    ListingColumn("进度", 4.5, "center"),
)


def blank(store: Store) -> ActivityList:
    """A register to fill by hand."""
    return ActivityList(unit=tree.own_name(), line="　　　　年", rows=blank_rows(len(_REGISTER), 18))


def draw(facts: ActivityList) -> Document:
    """活动台账 on wide A4."""
    page = Page(landscape=True, margins=(16.0, 10.0, 15.0, 10.0))
    return Document(
        "工会活动台账",
        (Title("工会活动台账"), Listing(_REGISTER, facts.rows, facts.totals, size=9.0)),
        page,
        header=f"单位：{facts.unit}\t{facts.line}\t金额单位：元",
        closing="工会主席：\t填表人：\t工会（盖章）",
    )
