"""检查结果 on paper: the findings as the page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.office.inspection import Finding
from unionapp.paper.document import Document, Listing, ListingColumn, Page, Title
from unionapp.paper.paper import Paper, PrintRequest
from unionapp.store.store import Store
from unionapp.subjects.unions import tree
from unionapp.values.periods import chinese_date

LEVELS = {"error": "错误", "warning": "疑点", "info": "提示"}
HEADINGS = ("轻重", "台账", "记录", "问题", "依据")


@dataclass(frozen=True)
class FindingsList:
    """The findings as texts, whose they are and of which day."""

    unit: str
    day: str
    rows: Sequence[Sequence[str]]


def texts(store: Store, found: Finding) -> tuple[str, ...]:
    """What a finding says under the headings."""
    title = store.kind(found.kind).title if found.kind else "数据文件"
    problem = found.problem
    return LEVELS[problem.level], title, found.label, str(problem), problem.article


def _gather(store: Store, request: PrintRequest) -> FindingsList:
    rows = [texts(store, each) for each in request.chosen]
    return FindingsList(tree.own_name(), chinese_date(request.day or date.today()), rows)


def _draw(facts: FindingsList) -> Document:
    widths = (2.4, 5.0, 6.0, 18.0, 9.0)
    columns = tuple(ListingColumn(title, width) for title, width in zip(HEADINGS, widths, strict=True))
    header = f"单位：{facts.unit}\t共 {len(facts.rows)} 条\t{facts.day}"
    page = Page("A4", landscape=True, margins=(16.0, 12.0, 15.0, 12.0))
    return Document("检查结果", (Title("检查结果"), Listing(columns, facts.rows, size=9.0)), page, header=header)


PAPER = Paper("findings", "检查结果", "list", _gather, _draw)
"""Prints the findings that are handed over in `chosen`."""
