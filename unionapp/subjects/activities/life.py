"""活动的一生: from plan to archive, read from the records themselves; nothing is ticked off by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

import peewee

from unionapp.records import codes
from unionapp.store import editing
from unionapp.subjects.activities import thresholds
from unionapp.subjects.activities.models.activities import Activity, ActivityCost, ActivityPhoto, ActivityPrize
from unionapp.subjects.activities.models.people import EventResult, Participant
from unionapp.subjects.activities.models.states import ActivityStage, ActivityState
from unionapp.values.stages import Stage, first_missing


def state(activity: Activity) -> ActivityState:
    """How far an activity has come, by what its own record says."""
    reached = (
        (ActivityState.CANCELLED, activity.cancelled),
        (ActivityState.ARCHIVED, activity.archived),
        (ActivityState.SUMMED, activity.summary or activity.summary_day),
        (ActivityState.ANNOUNCED, activity.notice_day),
        (ActivityState.APPROVED, activity.approved),
    )
    return next((key for key, there in reached if there), ActivityState.PLANNED)


@dataclass(frozen=True)
class ActivityFacts:
    """What the records say of one activity, counted; `activity` is its row."""

    activity: Activity
    signed_up: int = 0
    present: int = 0
    outside: int = 0
    """Those who came and are no members."""
    prizes: int = 0
    """Prizes offered, by number."""
    priced: bool = False
    """Whether a prize has a price."""
    given: int = 0
    """Persons who have goods, money or a prize to get."""
    unsigned: int = 0
    """Those of them who have not signed for it."""
    photos: int = 0
    planned_lines: int = 0
    unspent_lines: int = 0
    """Budget lines without an actual amount."""
    unpaid_lines: int = 0
    """Actual amounts without a voucher."""
    spent_lines: int = 0
    planned: int = 0
    """What it was to cost, in fen."""
    spent: int = 0
    """What it came to, in fen."""

    @property
    def people(self) -> int:
        """人次: those who were there by the list, else as counted."""
        return self.present or self.activity.counted_people or 0


def facts(activity: Activity) -> ActivityFacts:
    """The facts of an activity as the file holds them."""
    return all_facts([activity])[activity.id]


def all_facts(activities: Collection[Activity]) -> dict[int, ActivityFacts]:
    """The facts of many activities by their id, by few queries."""
    found: dict[int, Counter[str]] = {each.id: Counter() for each in activities}
    for ids in editing.chunks(list(found)):
        for select in (_people(ids), _results(ids), _prizes(ids), _photos(ids), _costs(ids)):
            for row in select.dicts():
                counted = found[row.pop("owner")]
                counted.update({name: value or 0 for name, value in row.items()})
    return {each.id: _told(each, found[each.id]) for each in activities}


def _told(activity: Activity, counted: Counter[str]) -> ActivityFacts:
    return ActivityFacts(activity, priced=bool(counted.pop("priced", 0)), **counted)


def _sum(condition: peewee.Expression) -> peewee.Function:
    return peewee.fn.SUM(peewee.Case(None, ((condition, 1),), 0))


def _gets(model: type[Participant] | type[EventResult]) -> peewee.Expression:
    """Whether somebody has something to get."""
    return (model.goods != "") | (model.amount > 0)


def _people(ids: Sequence[int]) -> peewee.Query:
    gets = _gets(Participant)
    unsigned = gets & (Participant.received.is_null() | (Participant.received == False))  # noqa: E712
    came = Participant.present == True  # noqa: E712
    return (
        Participant.select(
            Participant.activity.alias("owner"),
            _sum(came & Participant.member.is_null()).alias("outside"),
            _sum(Participant.signed_up == True).alias("signed_up"),  # noqa: E712
            _sum(came).alias("present"),
            _sum(gets).alias("given"),
            _sum(unsigned).alias("unsigned"),
        )
        .where(Participant.activity.in_(ids))
        .group_by(Participant.activity)
    )


def _results(ids: Sequence[int]) -> peewee.Query:
    gets = _gets(EventResult)
    unsigned = gets & (EventResult.received.is_null() | (EventResult.received == False))  # noqa: E712
    return (
        EventResult.select(
            Participant.activity.alias("owner"), _sum(gets).alias("given"), _sum(unsigned).alias("unsigned")
        )
        .join(Participant, on=EventResult.participant)
        .where(Participant.activity.in_(ids))
        .group_by(Participant.activity)
    )


def _prizes(ids: Sequence[int]) -> peewee.Query:
    return (
        ActivityPrize.select(
            ActivityPrize.activity.alias("owner"),
            peewee.fn.SUM(ActivityPrize.quantity).alias("prizes"),
            _sum(ActivityPrize.price > 0).alias("priced"),
        )
        .where(ActivityPrize.activity.in_(ids))
        .group_by(ActivityPrize.activity)
    )


def _photos(ids: Sequence[int]) -> peewee.Query:
    counted = peewee.fn.COUNT(ActivityPhoto.id).alias("photos")
    select = ActivityPhoto.select(ActivityPhoto.activity.alias("owner"), counted)
    return select.where(ActivityPhoto.activity.in_(ids)).group_by(ActivityPhoto.activity)


def _costs(ids: Sequence[int]) -> peewee.Query:
    spent, planned = ActivityCost.amount > 0, ActivityCost.planned_amount > 0
    return (
        ActivityCost.select(
            ActivityCost.activity.alias("owner"),
            peewee.fn.SUM(ActivityCost.planned_amount).alias("planned"),
            peewee.fn.SUM(ActivityCost.amount).alias("spent"),
            _sum(planned).alias("planned_lines"),
            _sum(spent).alias("spent_lines"),
            _sum(planned & ActivityCost.amount.is_null()).alias("unspent_lines"),
            _sum(spent & ActivityCost.voucher.is_null()).alias("unpaid_lines"),
        )
        .where(ActivityCost.activity.in_(ids))
        .group_by(ActivityCost.activity)
    )


def stages(known: ActivityFacts, today: date) -> list[Stage]:
    """Every stage of an activity in order: done, missing (with what) or not needed; empty where it was cancelled."""
    activity = known.activity
    if activity.cancelled:
        return []
    over = (activity.until or activity.day) is not None and (activity.until or activity.day) < today
    found = []
    for code in codes.table("activity-stage").codes:
        look = _STAGES[code.key]
        lacking, day, needed = look(known)
        if code.key in (activity.without or ()) or not needed:
            found.append(Stage(code.key, code.label, "unneeded"))
        else:
            done = not lacking
            late = not done and over
            found.append(
                Stage(code.key, code.label, "done" if done else "missing", lacking, day if done else None, late)
            )
    return found


def next_stage(known: ActivityFacts, today: date) -> Stage | None:
    """The first stage that is still missing, None where all is done or the activity was cancelled."""
    return first_missing(stages(known, today))


Look = tuple[tuple[str, ...], date | None, bool]
"""What a stage lacks, the day on which it was done, and whether it is needed at all."""


def _lacking(*pairs: tuple[object, str]) -> tuple[str, ...]:
    return tuple(words for there, words in pairs if not there)


def _plan(known: ActivityFacts) -> Look:
    row = known.activity
    budget = known.planned_lines or ActivityStage.EXPENSES in (row.without or ())
    lacking = _lacking((row.plan or row.plan_file, "活动方案"), (row.leader, "负责人"), (row.safety, "安全预案"))
    return (*lacking, *_lacking((budget, "经费预算"))), None, True


def _approval(known: ActivityFacts) -> Look:
    row = known.activity
    return _lacking((row.approver, "审批人"), (row.approved, "审批日期")), row.approved, True


def _notice(known: ActivityFacts) -> Look:
    row = known.activity
    return _lacking((row.notice_day, "通知日期"), (row.place, "活动地点")), row.notice_day, True


def _inside(activity: Activity) -> bool:
    return activity.type in codes.table("activity-type").marked("inside")


def _sign_up(known: ActivityFacts) -> Look:
    row = known.activity
    needed = not _inside(row) and not row.counted_people
    return _lacking((known.signed_up, "报名名单")), row.sign_up_until, needed


def _sign_in(known: ActivityFacts) -> Look:
    row = known.activity
    return _lacking((known.people or row.sign_in_file, "签到或到场人数")), row.day, True


def _joining(known: ActivityFacts) -> Look:
    row = known.activity
    waiting = (f"{known.outside} 人还没有入会",) if known.outside else ()
    needed = row.type in codes.table("activity-type").marked("joining")
    return waiting or _lacking((known.present, "签到的人")), row.day, needed


def _goods(known: ActivityFacts) -> Look:
    lacking = _lacking((not known.prizes or known.given, "获奖和领取名单"))
    if known.unsigned:
        lacking = (*lacking, f"{known.unsigned} 人未签领")
    return lacking, known.activity.day, bool(known.prizes or known.given)


def _photos_kept(known: ActivityFacts) -> Look:
    short = (thresholds.PHOTOS_LEAST.value or 0) - known.photos
    return ((f"还差 {short} 张照片",) if short > 0 else ()), None, True


def _survey(known: ActivityFacts) -> Look:
    row = known.activity
    votes = (row.satisfied, row.mostly_satisfied, row.dissatisfied)
    improved = not row.suggestions or row.improved
    lacking = _lacking((any(votes), "满意度票数"), (improved, "意见建议的整改落实情况"))
    return lacking, None, not _inside(row)


def _summary(known: ActivityFacts) -> Look:
    row = known.activity
    lacking = _lacking((row.summary or row.summary_file, "活动总结"), (row.summary_day, "总结日期"))
    return lacking, row.summary_day, True


def _expenses(known: ActivityFacts) -> Look:
    lacking: tuple[str, ...] = ()
    if known.unspent_lines or not known.spent_lines:
        lacking = (f"{known.unspent_lines} 项没有实际金额" if known.unspent_lines else "实际开支",)
    if known.unpaid_lines and known.activity.book_id:  # what is booked elsewhere has no voucher here
        lacking = (*lacking, f"{known.unpaid_lines} 项没有对应的凭证")
    return lacking, None, bool(known.planned_lines or known.spent_lines or known.priced)


def _archive(known: ActivityFacts) -> Look:
    row = known.activity
    return _lacking((row.archived, "归档日期"), (row.archive_box, "档案盒号")), row.archived, True


_STAGES: dict[str, Callable[[ActivityFacts], Look]] = {
    ActivityStage.PLAN: _plan,
    ActivityStage.APPROVAL: _approval,
    ActivityStage.NOTICE: _notice,
    ActivityStage.SIGN_UP: _sign_up,
    ActivityStage.SIGN_IN: _sign_in,
    ActivityStage.JOINING: _joining,
    ActivityStage.GOODS: _goods,
    ActivityStage.PHOTOS: _photos_kept,
    ActivityStage.SURVEY: _survey,
    ActivityStage.SUMMARY: _summary,
    ActivityStage.EXPENSES: _expenses,
    ActivityStage.ARCHIVE: _archive,
}
