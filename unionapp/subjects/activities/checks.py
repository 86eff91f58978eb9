"""What is doubtful about an activity as a whole: prizes and prices beside the local limits, money beside the budget."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from unionapp.errors import Problem
from unionapp.records import codes
from unionapp.subjects.activities import life, results, rules, thresholds
from unionapp.subjects.activities.models.activities import Activity, ActivityCost, ActivityPrize
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.activities.models.states import ActivityStage
from unionapp.subjects.activities.rules import OUTINGS
from unionapp.subjects.funds import thresholds as fund_thresholds
from unionapp.subjects.funds.handouts.models import Limit
from unionapp.subjects.funds.spending import limits
from unionapp.values import money, periods

Local = Callable[[str], Limit | None]
"""The local limit of an item (code table limit-item) in force on the day of the activity, None where none is."""


def findings(activity: Activity, today: date) -> list[Problem]:
    """Everything doubtful about an activity beyond its own row, in the order of its life."""
    if activity.cancelled or not activity.day:
        return []
    known = life.facts(activity)
    region = activity.book.region if activity.book else ""

    def local(item: str) -> Limit | None:
        return limits.ceiling(region, item, activity.day)

    found = [*_people(known), *_winners(known, local), *_prices(activity, local), *_outing(known, local)]
    return found + _meals(known, local) + _money(known) + _late(known, today)


def _people(known: life.ActivityFacts) -> list[Problem]:
    row = known.activity
    if known.present and row.counted_people and row.counted_people != known.present:
        message = f"名单到场 {known.present} 人，另填到场人数 {row.counted_people} 人，以名单为准，请核对。"
        return [Problem("counted_people", message, level="warning", rule="people")]
    return []


def _winners(known: life.ActivityFacts, local: Local) -> list[Problem]:
    """奖励面: winners, or before the event the prizes offered, beside those who take part."""
    row = known.activity
    training = row.type in codes.table("activity-type").marked("training")
    item = "trainee-share" if training else "prize-share"
    option = thresholds.TRAINEE_SHARE if training else fund_thresholds.PRIZES
    limit = local(item)
    most, article = (option.value or 0), option.source
    if limit is not None and limit.share is not None:
        most, article = limit.share, limit.document
    won = results.persons_awarded(row)
    people = known.people or known.signed_up or row.planned_people or 0
    return rules.too_many_winners(won or _offered(row), people, most, article)


def _offered(activity: Activity) -> int:
    souvenirs = codes.table("prize-level").marked("souvenir")
    rows = ActivityPrize.select().where(ActivityPrize.activity == activity.id)
    return sum(row.quantity or 0 for row in rows if row.level not in souvenirs and not row.team)


def _prices(activity: Activity, local: Local) -> list[Problem]:
    """What a prize or souvenir costs, beside the local limit per head."""
    found: list[Problem] = []
    souvenirs = codes.table("prize-level").marked("souvenir")
    for row in ActivityPrize.select().where(ActivityPrize.activity == activity.id):
        item = "souvenir" if row.level in souvenirs else "prize-team" if row.team else "prize-person"
        limit = local(item)
        if limit is not None and row.price and not row.team:
            found += rules.above(row.price, limit.amount, f"“{row.label}”", limit.document)
    limit = local("souvenir")
    if limit is not None:
        plain = Participant.level.in_(["", *souvenirs])
        dear = Participant.select().where(Participant.activity == activity.id, plain, Participant.amount > 0)
        most = max((row.amount or 0 for row in dear), default=0)
        found += rules.above(most, limit.amount, "领取的物品", limit.document)
    return found


def _per_head(activity: Activity, sort: str) -> int:
    """What the lines of a sort come to, as spent or else as planned, in fen."""
    rows = ActivityCost.select().where(ActivityCost.activity == activity.id, ActivityCost.sort == sort)
    return sum(int(row.planned_amount or 0) if row.amount is None else int(row.amount) for row in rows)


def _days(activity: Activity) -> int:
    return int(((activity.until or activity.day) - activity.day).days) + 1


def _outing(known: life.ActivityFacts, local: Local) -> list[Problem]:
    """春秋游: what a day costs per head beside the local limit."""
    row = known.activity
    people = known.people or row.planned_people or 0
    limit = local("outing")
    if not row.trip or limit is None or people <= 0:
        return []
    head = -(-(known.spent or known.planned) // (people * _days(row)))
    return rules.above(head, limit.amount, "春秋游每天", f"{limit.document}；{OUTINGS}")


def _meals(known: life.ActivityFacts, local: Local) -> list[Problem]:
    """伙食: what the meals of a day cost per head beside the local limit."""
    row, limit = known.activity, local("meal")
    people = known.people or row.planned_people or 0
    spent = sum(_per_head(row, sort) for sort in codes.table("activity-cost").marked("meal"))
    if limit is None or not spent or people <= 0:
        return []
    head = -(-spent // (people * _days(row)))
    return rules.above(head, limit.amount, "伙食每天", f"{limit.document}；{fund_thresholds.SPENDING_2017}")


def _money(known: life.ActivityFacts) -> list[Problem]:
    """What was spent beside the budget: 严禁无预算、超预算."""
    planned, spent = known.planned, known.spent
    if spent > planned:
        words = f"预算 {money.show(planned)} 元" if planned else "没有预算"
        message = f"实际开支 {money.show(spent)} 元，{words}，请先补办审批或说明依据。"
        return [
            Problem(
                "", message, f"{fund_thresholds.SPENDING_2017}：严禁无预算、超预算（依据待核对）", "warning", "budget"
            )
        ]
    return []


def _late(known: life.ActivityFacts, today: date) -> list[Problem]:
    """The summary and the papers of an activity follow within some days (a setting)."""
    row, days = known.activity, thresholds.SUMMARY_DAYS.value or 0
    last = periods.add_days(row.until or row.day, days)
    lacking = [
        stage.title
        for stage in life.stages(known, today)
        if stage.key in (ActivityStage.PHOTOS, ActivityStage.SUMMARY, ActivityStage.EXPENSES)
        and stage.outcome == "missing"
    ]
    if not lacking or today <= last:
        return []
    message = f"活动结束已超过 {days} 天，还缺：{'、'.join(lacking)}。"
    return [Problem("", message, thresholds.SUMMARY_DAYS.source, "warning", "late")]
