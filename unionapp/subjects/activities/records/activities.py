"""The kinds of an activity itself: the activity, its money, its lessons and its photos."""

from __future__ import annotations

from unionapp.records.kind import Kind
from unionapp.records.rules import not_negative
from unionapp.subjects.activities import derive as follow
from unionapp.subjects.activities import rules
from unionapp.subjects.activities.models.activities import Activity, ActivityCost, ActivityLesson, ActivityPhoto

ACTIVITIES = Kind(
    key="activities",
    model=Activity,
    title="活动台账",
    noun="活动",
    columns=("number", "title", "type", "union", "day", "place", "planned_people", "leader", "state"),
    sections={
        "活动": ("number", "title", "type", "theme", "level", "union", "co_organisers", "partners"),
        "时间与对象": (
            "day",
            "until",
            "begins",
            "ends",
            "place",
            "audience",
            "planned_people",
            "counted_people",
            "leader",
            "phone",
            "groups",
        ),
        "方案": ("plan", "plan_file", "safety", "trip", "same_day", "allowed_place", "without"),
        "经费": ("book", "project", "source"),
        "审批与通知": ("approver", "approved", "opinion", "notice_day", "notice", "sign_up_until", "sign_in_file"),
        "总结与测评": (
            "summary",
            "summary_day",
            "summary_file",
            "satisfied",
            "mostly_satisfied",
            "dissatisfied",
            "suggestions",
            "improved",
        ),
        "归档": ("archived", "archive_box", "cancelled", "cancel_reason", "state", "remark"),
    },
    identity=("number",),
    rules=(
        rules.dates_are_in_order,
        rules.times_can_be_read("begins", "ends"),
        rules.notice_is_in_time,
        rules.outing_returns_the_same_day,
        rules.cancelling_has_a_reason,
        not_negative("planned_people", "counted_people", "satisfied", "mostly_satisfied", "dissatisfied"),
    ),
    search=("title", "number", "place", "leader"),
    filters=("type", "union", "day", "state", "level"),
    order=("-day", "-id"),
    fixed=("state",),
    complete=follow.fill_activity,
    after=follow.activities_were_saved,
    removing=follow.activities_are_removed,
    empty="还没有活动。点“新增”登记一次活动，程序会列出从方案到归档还缺什么。",
    help="一次活动从方案、审批、通知、报名、签到、奖品、照片、总结、经费到归档。各环节办没办，由登记的内容推算。",
)

COSTS = Kind(
    key="activity-costs",
    model=ActivityCost,
    title="活动经费",
    noun="经费明细",
    columns=("activity", "sort", "item", "planned_amount", "amount", "voucher"),
    sections={
        "开支": ("activity", "place", "sort", "item", "unit"),
        "预算": ("planned_quantity", "planned_price", "planned_amount"),
        "实际": ("quantity", "price", "amount", "supplier", "voucher", "remark"),
    },
    rules=(
        rules.amounts_agree,
        not_negative("planned_quantity", "planned_price", "planned_amount", "quantity", "price", "amount"),
    ),
    search=("item", "supplier"),
    filters=("activity", "sort"),
    order=("activity", "place", "id"),
    complete=follow.fill_cost,
    after=follow.rows_were_placed,
    empty="还没有经费明细。先列预算，活动后补上实际数量和金额，并对上凭证。",
    help="一次活动的预算和实际开支，一行一项；金额空着由数量乘单价算出。",
)

LESSONS = Kind(
    key="activity-lessons",
    model=ActivityLesson,
    title="培训课程",
    noun="课程",
    columns=("activity", "day", "begins", "title", "hours", "lecturer", "lecturer_unit"),
    sections={
        "课程": ("activity", "day", "begins", "title", "hours", "lecturer", "lecturer_unit", "place", "remark"),
    },
    rules=(rules.times_can_be_read("begins"), not_negative("hours")),
    search=("title", "lecturer"),
    filters=("activity", "day"),
    order=("activity", "day", "begins", "id"),
    complete=follow.fill_lesson,
    empty="还没有课程。登记培训的课程、课时和讲师，参训人的学时、成绩和证书记在参加人里。",
    help="一次培训上了哪些课、多少课时、谁讲的。",
)

PHOTOS = Kind(
    key="activity-photos",
    model=ActivityPhoto,
    title="活动照片",
    noun="照片",
    columns=("activity", "place", "caption", "day"),
    sections={"照片": ("activity", "place", "photo", "caption", "day", "remark")},
    search=("caption",),
    filters=("activity", "day"),
    order=("activity", "place", "id"),
    complete=follow.fill_photo,
    after=follow.rows_were_placed,
    empty="还没有照片。选好活动，把照片加进来，写一句说明，照片页就能打印。",
    help="活动照片和说明，按次序排在照片粘贴页上。",
)
