"""The papers of activities: from the plan to the register."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from unionapp.paper.document import Document
from unionapp.paper.paper import Paper, PrintRequest, Question, Sort
from unionapp.store.store import Store
from unionapp.subjects.activities.papers import (
    joining,
    photos,
    plan,
    prizes,
    register,
    sign_in,
    summary,
    survey,
    winners,
)
from unionapp.subjects.activities.records import ACTIVITIES
from unionapp.subjects.members.papers import joining as joining_roster

Facts = TypeVar("Facts")


def _of_activity(
    id: str,
    title: str,
    sort: Sort,
    gather: Callable[[Store, PrintRequest], Facts],
    draw: Callable[[Facts], Document],
    empty: Callable[[Store], Facts],
    asks: tuple[Question, ...] = (),
    help: str = "",
) -> Paper:
    return Paper(id, title, sort, gather, draw, empty, ACTIVITIES, ("record",), asks=asks, help=help)


PAPERS: tuple[Paper, ...] = (
    _of_activity("activity-plan", "活动方案审批表", "form", plan.gather_plan, plan.draw_plan, plan.blank_plan),
    _of_activity(
        "activity-budget",
        "活动经费预算表",
        "form",
        plan.gather_budget,
        plan.draw_budget,
        plan.blank_budget,
        help="登记了实际金额的，印成预决算对照表。",
    ),
    _of_activity(
        "activity-sign-in",
        "活动签到表",
        "list",
        sign_in.gather,
        sign_in.draw,
        sign_in.blank,
        (sign_in.NAMES, sign_in.SPARE),
        "人多时分两栏排。签到表摆在现场，手机号只印前后几位。",
    ),
    _of_activity(
        "activity-joining",
        "集体入会花名册（活动名单）",
        "list",
        joining.gather,
        joining_roster.draw,
        joining_roster.blank,
        help="名单上还不是会员的人，现场签名用；批准入会以后也能打印。",
    ),
    _of_activity("activity-prizes", "奖品（物资）签领表", "list", prizes.gather, prizes.draw, prizes.blank),
    _of_activity("activity-winners", "活动获奖名单", "list", winners.gather, winners.draw, winners.blank),
    _of_activity(
        "activity-photos", "活动照片粘贴页", "form", photos.gather, photos.draw, photos.blank, (photos.PER_PAGE,)
    ),
    _of_activity("activity-survey", "满意度测评表", "form", survey.gather, survey.draw, survey.blank, (survey.COPIES,)),
    _of_activity(
        "activity-summary",
        "活动总结",
        "letter",
        summary.gather,
        summary.draw,
        summary.blank,
        help="人次、获奖、物资、经费、满意度都由登记的内容算出，正文取自“活动总结”一栏。",
    ),
    Paper(
        "activity-register",
        "工会活动台账",
        "list",
        register.gather,
        register.draw,
        register.blank,
        ACTIVITIES,
        takes=("year", "union"),
        help="已取消的活动不列入。",
    ),
)
