"""活动方案审批表 and 活动经费预算表 (§ 10.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from unionapp.paper.document import Cell, Document, FormGrid, Listing, ListingColumn, Space, Title, label
from unionapp.paper.paper import PrintRequest
from unionapp.store.store import Store
from unionapp.subjects.activities import register
from unionapp.subjects.activities.models.activities import Activity, ActivityCost, ActivityPrize
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.activities.papers.common import (
    EM,
    FORM,
    OFF,
    ON,
    WIDE,
    blank_rows,
    capital,
    note,
    per_head,
    texts,
    when,
    yuan,
)
from unionapp.subjects.activities.records import ACTIVITIES, COSTS, PRIZES
from unionapp.subjects.elections.papers.common import plain, spaced_date
from unionapp.subjects.members.papers.common import RecordTexts
from unionapp.subjects.unions import tree
from unionapp.values import money

Part = TypeVar("Part")


@dataclass(frozen=True)
class ActivityPlan:
    """An activity as it is put up for approval."""

    texts: Mapping[str, str] = field(default_factory=RecordTexts)
    when: str = ""
    prizes: str = ""
    units: str = ""
    budget: str = ""
    trip: str = ""
    approved: date | None = None


def gather_plan(store: Store, request: PrintRequest) -> ActivityPlan:
    """The plan with the prizes, who is to come by unions, and what it is to cost."""
    activity: Activity = request.record
    shown = texts(ACTIVITIES, activity, request.masked)
    return ActivityPlan(
        shown,
        when(activity),
        "；".join(map(_prize, register.prizes(activity))),
        _units(activity),
        _budget_words(register.costs(activity)),
        _trip(activity) if activity.trip else "",
        activity.approved,
    )


def _prize(prize: ActivityPrize) -> str:
    event = f"{prize.event.title}：" if prize.event else ""
    team = "团体" if prize.team else ""
    goods = "".join(
        (f"，{prize.goods}" if prize.goods else "", f"，每份 {yuan(prize.price)} 元" if prize.price else "")
    )
    return f"{event}{team}{PRIZES.shown(prize, 'level')} {prize.quantity or 0} 名{goods}"


def _units(activity: Activity) -> str:
    """Who is to come, by unions in the order of the tree; those outside of them by one figure."""
    select = Participant.select(Participant.union).where(Participant.activity == activity.id).tuples()
    counted = Counter(union for (union,) in select)
    names = tree.names()
    known = [f"{names[union]} {counted[union]} 人" for union in names if counted[union]]
    others = sum(people for union, people in counted.items() if union not in names)
    return "、".join([*known, f"其他 {others} 人"] if others else known)


def _budget_words(costs: Sequence[ActivityCost]) -> str:
    planned = [(cost.item, cost.planned_amount) for cost in costs if cost.planned_amount]
    if not planned:
        return ""
    total = sum(fen for _, fen in planned)
    lines = "；".join(f"{item} {money.show(fen)} 元" for item, fen in planned)
    return f"{lines}。合计：{capital(total)}。"


def _trip(activity: Activity) -> str:
    checks = ((activity.same_day, "当日往返"), (activity.allowed_place, "已核对不是明令禁止的风景名胜区"))
    return EM.join(f"{ON if checked else OFF}{words}" for checked, words in checks)


def blank_plan(store: Store) -> ActivityPlan:
    """A form to fill by hand."""
    return ActivityPlan(trip=f"{OFF}不是春秋游{EM}{OFF}当日往返{EM}{OFF}已核对不是明令禁止的风景名胜区")


def draw_plan(facts: ActivityPlan) -> Document:
    """The form, with the boxes of the union that holds it and of who approves."""
    grid = FormGrid((24.0, 34.0, 22.0, 34.0, 22.0, 38.0), (*_head(facts), *_body(facts), *_approval(facts)), size=10.0)
    number = facts.texts["number"] or EM * 8
    return Document(
        "活动方案审批表",
        (
            Title("工会活动方案审批表"),
            note(f"编号：{number}"),
            grid,
            note("“活动方案”写明目的、内容、步骤和分工；附经费预算表和参加人员名单。"),
        ),
        FORM,
        footer=False,
    )


def _head(facts: ActivityPlan) -> Sequence[tuple[Cell, ...]]:
    said = facts.texts
    partners = "、".join(text for text in (said["co_organisers"], said["partners"]) if text)
    audience = "、".join(text for text in (said["audience"], said["groups"]) if text)
    return (
        (label("活动名称"), Cell(said["title"], span=5)),
        (label("活动主题"), Cell(said["theme"], span=5)),
        (label("主办工会"), Cell(said["union"], span=3), label("活动类型"), Cell(said["type"])),
        (label("协办、联办"), Cell(partners, span=3), label("活动级别"), Cell(said["level"])),
        (label("活动时间"), Cell(facts.when, span=3), label("活动地点"), Cell(said["place"])),
        (label("面向对象"), Cell(audience, span=3), label("计划人数"), Cell(said["planned_people"])),
        (label("负责人"), Cell(said["leader"], span=3), label("联系电话"), Cell(said["phone"])),
    )


def _body(facts: ActivityPlan) -> list[tuple[Cell, ...]]:
    said = facts.texts
    boxes = [
        ("参加人员", facts.units, 14.0),
        ("活动方案", said["plan"], 66.0),
        ("奖项设置", facts.prizes, 14.0),
        ("经费预算", facts.budget, 16.0),
        ("安全预案", said["safety"], 18.0),
    ]
    if facts.trip:
        boxes.append(("春秋游", facts.trip, 8.0))
    return [(label(title), Cell(text, span=5, height_mm=high, align="left")) for title, text, high in boxes]


def _approval(facts: ActivityPlan) -> Sequence[tuple[Cell, ...]]:
    signed = f"负责人（签字、盖章）：{EM * 10}{spaced_date(None)}"
    said = facts.texts
    approver = said["approver"] or EM * 8
    foot = f"审批人（签字、盖章）：{approver}{EM * 4}{spaced_date(facts.approved)}"
    return (
        (label("主办工会\n意　见"), Cell("", span=5, height_mm=22.0, foot=signed)),
        (label("上级工会\n审批意见"), Cell(said["opinion"], span=5, height_mm=24.0, top=True, align="left", foot=foot)),
    )


@dataclass(frozen=True)
class CostEstimate:
    """The lines of what an activity is to cost and, once something was spent, of what it came to."""

    title: str = ""
    unit: str = ""
    when: str = ""
    people: int | None = None
    rows: Sequence[Sequence[str]] = ()
    planned: int | None = None
    spent: int | None = None
    source: str = ""


_SPENT = 3
"""So many columns at the end but one tell what was spent."""


def gather_budget(store: Store, request: PrintRequest) -> CostEstimate:
    """The lines of an activity in their order."""
    activity: Activity = request.record
    costs = register.costs(activity)
    spent = [cost.amount for cost in costs if cost.amount is not None]
    return CostEstimate(
        activity.title,
        activity.union.name,
        when(activity),
        activity.planned_people,
        [_cost(place, cost) for place, cost in enumerate(costs, 1)],
        sum(cost.planned_amount or 0 for cost in costs),
        sum(spent) if spent else None,
        ACTIVITIES.shown(activity, "source") or (activity.project.name if activity.project else ""),
    )


def _cost(place: int, cost: ActivityCost) -> Sequence[str]:
    planned = (plain(cost.planned_quantity), yuan(cost.planned_price), yuan(cost.planned_amount))
    spent = (plain(cost.quantity), yuan(cost.price), yuan(cost.amount))
    return (str(place), COSTS.shown(cost, "sort"), cost.item, cost.unit, *planned, *spent, cost.remark)


def blank_budget(store: Store) -> CostEstimate:
    """A form to fill by hand."""
    return CostEstimate()


def draw_budget(facts: CostEstimate) -> Document:
    """The plan alone as long as nothing was spent, then plan and outcome side by side."""
    done = facts.spent is not None
    title = "活动经费预决算表" if done else "活动经费预算表"
    totals = ["", "合计", "", "", "", "", yuan(facts.planned), "", "", yuan(facts.spent), ""]
    rows = list(facts.rows) or blank_rows(len(totals), 12)
    listing = Listing(
        tuple(_without_spent(_columns(), done)),
        [_without_spent(row, done) for row in rows],
        _without_spent(totals, done),
        size=9.5,
        row_mm=8.5,
    )
    each = per_head(facts.planned or 0, facts.people)
    words = f"预算合计：{capital(facts.planned)}{EM}计划 {plain(facts.people) or EM * 3} 人"
    return Document(
        title,
        (
            Title(f"工会{title}"),
            note(f"活动名称：{facts.title or EM * 16}{EM * 2}活动时间：{facts.when}"),
            listing,
            Space(2),
            note(f"{words}，人均 {yuan(each) or EM * 4} 元{EM}资金来源：{facts.source}"),
        ),
        WIDE if done else FORM,
        header=f"主办工会：{facts.unit}\t\t单位：元",
        closing="工会主席：\t财务负责人：\t经办人：",
    )


def _without_spent(cells: Sequence[Part], done: bool) -> list[Part]:
    return list(cells) if done else [*cells[: -_SPENT - 1], cells[-1]]


def _columns() -> Sequence[ListingColumn]:
    return (
        ListingColumn("序号", 3.0, "center"),
        ListingColumn("开支类别", 8.0),
        ListingColumn("开支内容", 13.0),
        ListingColumn("单位", 3.0, "center"),
        *_group("预算"),
        *_group("实际"),
        ListingColumn("备注", 7.0),
    )


def _group(title: str) -> Sequence[ListingColumn]:
    return (
        ListingColumn("数量", 4.0, "right", "number", group=title),
        ListingColumn("单价", 6.5, "right", "number", group=title),
        ListingColumn("金额", 7.5, "right", "number", group=title),
    )
