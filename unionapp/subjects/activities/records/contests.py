"""The kinds of competitions: events, prizes and what the competitors reached."""

from __future__ import annotations

from unionapp.records.kind import Kind
from unionapp.records.rules import not_negative
from unionapp.subjects.activities import derive as follow
from unionapp.subjects.activities import rules
from unionapp.subjects.activities.models.activities import ActivityEvent, ActivityPrize
from unionapp.subjects.activities.models.people import EventResult

EVENTS = Kind(
    key="activity-events",
    model=ActivityEvent,
    title="比赛项目",
    noun="比赛项目",
    columns=("activity", "place", "title", "better", "unit", "referee"),
    sections={
        "项目": ("activity", "place", "title", "better", "unit", "measures", "referee", "promoted", "remark"),
    },
    identity=("activity", "title"),
    rules=(not_negative("promoted"),),
    search=("title", "referee"),
    filters=("activity",),
    order=("activity", "place", "id"),
    after=follow.rows_were_placed,
    removing=follow.events_are_removed,
    empty="还没有比赛项目。竞赛按工种、运动会按项目登记，成绩和名次按项目排。",
    help="竞赛的工种或运动会的项目。名次按成绩自动排，成绩相同的并列。",
)

PRIZES = Kind(
    key="activity-prizes",
    model=ActivityPrize,
    title="活动奖项",
    noun="奖项",
    columns=("activity", "event", "level", "goods", "quantity", "price"),
    sections={"奖项": ("activity", "event", "place", "level", "team", "goods", "quantity", "price", "remark")},
    rules=(rules.event_of_the_same_activity, not_negative("quantity", "price")),
    search=("goods",),
    filters=("activity", "level"),
    order=("activity", "event", "place", "id"),
    after=follow.rows_were_placed,
    empty="还没有奖项。写明各奖级评几名、奖品是什么、单价多少，评奖时按名次排好。",
    help="各奖级的名额、奖品和单价。奖励面和单价超过标准时会提示。",
)

RESULTS = Kind(
    key="activity-results",
    model=EventResult,
    title="参赛成绩",
    noun="成绩",
    columns=("event", "participant", "score", "level", "goods", "received", "promoted"),
    sections={
        "成绩": ("event", "participant", "score", "promoted", "level", "goods", "amount", "received", "remark"),
    },
    identity=("event", "participant"),
    rules=(
        rules.score_can_be_read,
        rules.score_of_the_same_activity,
        rules.signed_goods_are_named,
        not_negative("amount"),
    ),
    search=("goods",),
    filters=("event", "level"),
    order=("event", "id"),
    empty="还没有成绩。先登记比赛项目和参加人，再录成绩。",
    help="每个项目每位参赛人的成绩。名次不用填，由成绩排出。",
)
