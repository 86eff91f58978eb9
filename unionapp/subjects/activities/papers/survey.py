"""满意度测评表: the slip that those who took part fill in, two to a page."""

from __future__ import annotations

from dataclasses import dataclass

from unionapp.paper.document import Block, Cell, Copies, Document, FormGrid, Page, Paragraph, Space, Title, label
from unionapp.paper.paper import PrintRequest, Question
from unionapp.records import fields
from unionapp.store.store import Store
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.papers.common import EM, OFF, note, number, when

COPIES = Question("copies", fields.Number("印制张数", help="空着印两张，其余复印"), "2")
_UP = 2
_SLIP = Page("A5", landscape=True, margins=(9.0, 14.0, 7.0, 14.0))
_ASPECTS = ("活动内容", "组织安排", "时间和地点", "奖品、物资和服务", "总体评价")
_MARKS = tuple(
    Activity._meta.fields[name].label.partition("（")[0] for name in ("satisfied", "mostly_satisfied", "dissatisfied")
)


@dataclass(frozen=True)
class Survey:
    """Which activity is asked about, and how many slips are wanted."""

    title: str = ""
    unit: str = ""
    when: str = ""
    copies: int = _UP


def gather(store: Store, request: PrintRequest) -> Survey:
    """The activity that is asked about; nothing leads to who answers."""
    activity: Activity = request.record
    return Survey(activity.title, activity.union.name, when(activity), number(request, "copies", _UP, 1))


def blank(store: Store) -> Survey:
    """A slip without an activity."""
    return Survey()


def draw(facts: Survey) -> Document:
    """The slips, two under one another on a page, to be cut apart."""
    slip = Document("满意度测评表", _slip(facts), _SLIP, footer=False)
    outer = Page("A4", margins=_SLIP.margins)
    return Document("满意度测评表", (Copies(slip, facts.copies, _UP),), outer, footer=False)


def _slip(facts: Survey) -> tuple[Block, ...]:
    head = (label("测评内容"), *(label(mark) for mark in _MARKS))
    boxes = tuple(Cell(OFF, align="center", size=13.0) for _ in _MARKS)
    rows = (
        head,
        *((label(aspect, bold=aspect == _ASPECTS[-1]), *boxes) for aspect in _ASPECTS),
        (label("意见建议"), Cell("", span=3, height_mm=34.0)),
    )
    return (
        Title("活动满意度测评表", 16),
        note(f"活动名称：{facts.title}"),
        note(f"活动时间：{facts.when or EM * 16}{EM * 2}主办工会：{facts.unit}"),
        FormGrid((45.0, 45.0, 45.0, 45.0), rows, row_mm=9.5),
        Space(1),
        Paragraph(
            "请在相应的□内打“√”，每项只选一个。本表不记名，“总体评价”计入满意度统计。", indent=False, style="small"
        ),
    )
