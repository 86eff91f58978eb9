"""What the head of an activity's page says: the next stage in a sentence, figures, what is doubtful."""

from __future__ import annotations

from datetime import date

from unionapp.store import rows
from unionapp.subjects.activities import checks, life
from unionapp.subjects.activities.models.activities import Activity
from unionapp.values import money
from unionapp.values.stages import Stage

from ui.cases.head import Overview
from ui.cases.staged import next_words


def look(activity_id: int) -> Overview | None:
    """Everything that the head says; None where the activity is gone."""
    activity = rows.find(Activity, activity_id)
    if activity is None:
        return None
    today = date.today()
    known = life.facts(activity)
    stage = life.next_stage(known, today)
    problems = tuple(checks.findings(activity, today))
    words = _words(activity, stage)
    late = stage is not None and stage.late
    return Overview(words, stage.key if stage is not None else "", problems, late=late)


def _words(activity: Activity, stage: Stage | None) -> str:
    """The next stage in one sentence, or that there is none since it was called off."""
    if activity.cancelled:
        return f"这次活动已于 {activity.cancelled} 取消：{activity.cancel_reason or '没有写原因'}。"
    return next_words(stage, late="活动已经结束")


def figures(known: life.ActivityFacts) -> tuple[str, ...]:
    """People, goods, photos and money."""
    row = known.activity
    people = f"到场 {known.people} 人" if known.people else f"计划 {row.planned_people or '＿'} 人"
    found = [f"报名 {known.signed_up} 人", people]
    if known.given:
        found.append(f"领奖领物 {known.given} 份" + (f"（{known.unsigned} 份没签领）" if known.unsigned else ""))
    found.append(f"照片 {known.photos} 张")
    if known.planned or known.spent:
        found.append(f"预算 {money.show(known.planned)} 元，实际 {money.show(known.spent)} 元")
    return tuple(found)
