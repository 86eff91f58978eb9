"""The kind of those who take part in activities."""

from __future__ import annotations

from unionapp.records.kind import Kind
from unionapp.records.rules import not_negative
from unionapp.subjects.activities import derive as follow
from unionapp.subjects.activities import rules
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.members import person_rules

PARTICIPANTS = Kind(
    key="participants",
    model=Participant,
    title="活动参加人",
    noun="参加人",
    columns=("activity", "name", "union", "unit", "phone", "present", "level", "goods", "received"),
    sections={
        "参加人": ("activity", "member", "name", "sex", "union", "unit", "phone", "id_number", "group", "team"),
        "报名与签到": ("signed_up", "present", "signed_in"),
        "奖品和物资": ("level", "award", "goods", "quantity", "amount", "received"),
        "培训": ("hours", "score", "certificate", "remark"),
    },
    identity=("activity", "name", "member", "phone", "id_number"),
    loose=("member", "phone", "id_number"),
    likeness=("activity", "name"),
    rules=(
        follow.member_is_listed_once,
        rules.times_can_be_read("signed_in"),
        rules.score_can_be_read,
        rules.signed_goods_are_named,
        person_rules.id_number_is_right,
        not_negative("quantity", "amount", "hours"),
    ),
    search=("name", "phone", "unit"),
    filters=("activity", "union", "group", "present", "level"),
    order=("activity", "id"),
    complete=follow.fill_participant,
    removing=follow.participants_are_removed,
    empty="还没有参加人。打开一次活动，从会员名册按工会、按群体选人，或从 Excel 导入报名表。",
    help="谁参加了哪次活动：报名、签到、获奖、领物、学时、成绩、证书。不是会员的填姓名、单位和电话。",
)
