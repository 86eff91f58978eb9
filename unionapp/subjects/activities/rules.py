"""What must hold of an activity, of its money and prizes and of those who take part; pure, over plain values."""

from __future__ import annotations

import re
from collections.abc import Callable

from unionapp.errors import Level, Problem
from unionapp.records import formats
from unionapp.records.record import Record
from unionapp.records.rules import in_order
from unionapp.subjects.activities.models.activities import Activity, ActivityCost, ActivityPrize
from unionapp.subjects.activities.models.people import EventResult, Participant
from unionapp.subjects.activities.models.proposals import Proposal
from unionapp.subjects.activities.models.states import ActivityStage
from unionapp.subjects.activities.thresholds import SIGN_UP_LEAST
from unionapp.subjects.funds.spending.rules import within_share
from unionapp.subjects.funds.thresholds import PRIZES, SPENDING_2017
from unionapp.values import money

OUTINGS = f"{SPENDING_2017}：春秋游应当日往返，不得到明令禁止的风景名胜区"
_CLOCK = re.compile("([01]?[0-9]|2[0-3]):([0-5][0-9])")
_SCORE = re.compile(r"(?:([0-9]{1,3}):)?([0-9]{1,9})(?:\.([0-9]{1,3}))?")


def clock(text: str) -> str | None:
    """A time of day as 09:05, None where it cannot be read."""
    match = _CLOCK.fullmatch((text or "").strip().replace("：", ":"))
    return f"{int(match[1]):02d}:{match[2]}" if match else None


def score(text: str) -> int | None:
    """A result in thousandths: points ("95.5"), seconds ("12.34"), minutes and seconds ("1:02.35"); else None."""
    match = _SCORE.fullmatch((text or "").strip().replace("：", ":"))
    if match is None or (match[1] and int(match[2]) >= 60):
        return None
    whole = int(match[1] or 0) * 60 + int(match[2])
    return whole * 1000 + int((match[3] or "0").ljust(3, "0"))


def too_many_winners(winners: int, people: int, most: int, article: str, level: Level = "warning") -> list[Problem]:
    """奖励面: winners are no more than this share (hundredths of a percent) of those who take part."""
    if people <= 0 or within_share(winners, people, most):
        return []
    words = formats.show(PRIZES.field, most)
    message = f"获奖 {winners} 人，参加 {people} 人，奖励面超过 {words}，请减少名额或说明依据。"
    return [Problem("", message, article, level, "prize-share")]


def above(amount: int, most: int | None, what: str, article: str) -> list[Problem]:
    """An amount per head (fen) is no more than the local ceiling; nothing is said where there is none."""
    if most is None or amount <= most:
        return []
    message = f"{what}每人 {money.show(amount)} 元，超过本地标准 {money.show(most)} 元，请核对或说明依据。"
    return [Problem("", message, article, "warning", "ceiling")]


def dates_are_in_order(activity: Activity) -> list[Problem]:
    """An activity is approved, announced, signed up for, held, summed up and archived in this order."""
    found = _ends_after_it_begins(activity) + [told for rule in _IN_ORDER for told in rule(activity)]
    last = activity.until or activity.day
    if activity.sign_up_until and last and activity.sign_up_until > last:
        found.append(Problem("sign_up_until", "报名截止日期在活动之后，请核对。", rule="dates"))
    return found


_COURSES = (
    ("approved", "notice_day"),
    ("approved", "day"),
    ("notice_day", "day", "summary_day", "archived"),
    ("notice_day", "sign_up_until"),
)
_IN_ORDER = tuple(in_order(*course, level="warning", rule="dates") for course in _COURSES)


_until = in_order("day", "until", rule="dates")


def _ends_after_it_begins(activity: Activity) -> list[Problem]:
    if wrong := _until(activity):
        return wrong
    begins, ends = clock(activity.begins), clock(activity.ends)
    one_day = not activity.until or activity.until == activity.day
    if one_day and begins and ends and ends <= begins:
        return [Problem("ends", "结束时间应在开始时间之后，请核对。", rule="dates")]
    return []


def notice_is_in_time(activity: Activity) -> list[Problem]:
    """People hear of an activity some days (a setting) before."""
    days = SIGN_UP_LEAST.value or 0
    if not activity.day or not activity.notice_day or ActivityStage.NOTICE in (activity.without or ()):
        return []
    ahead = (activity.day - activity.notice_day).days
    if 0 <= ahead < days:
        message = f"通知到活动只有 {ahead} 天，少于 {days} 天，请确认来得及报名。"
        return [Problem("notice_day", message, SIGN_UP_LEAST.source, "info", "notice")]
    return []


def times_can_be_read(*names: str) -> Callable[[Record], list[Problem]]:
    """The rule that these fields hold times of day."""

    def rule(record: Record) -> list[Problem]:
        wrong = [name for name in names if getattr(record, name) and clock(getattr(record, name)) is None]
        return [Problem(name, "时间看不懂，请写成 09:00 的样子。", rule="time") for name in wrong]

    return rule


def outing_returns_the_same_day(activity: Activity) -> list[Problem]:
    """春秋游 returns the same day and does not go to a forbidden 风景名胜区."""
    if not activity.trip:
        return []
    found = []
    if activity.day and activity.until and activity.until > activity.day:
        found.append(Problem("until", "春秋游应当日往返，结束日期不能晚于活动日期。", OUTINGS, rule="outing"))
    if activity.same_day is False:
        found.append(Problem("same_day", "春秋游应当日往返，请调整行程。", OUTINGS, rule="outing"))
    elif activity.same_day is None:
        found.append(Problem("same_day", "春秋游请确认当日往返。", OUTINGS, "warning", "outing"))
    if activity.allowed_place is False:
        found.append(Problem("allowed_place", "不得到明令禁止的风景名胜区，请另选地点。", OUTINGS, rule="outing"))
    elif activity.allowed_place is None:
        found.append(Problem("allowed_place", "请核对地点是否属于明令禁止的风景名胜区。", OUTINGS, "warning", "outing"))
    return found


def cancelling_has_a_reason(activity: Activity) -> list[Problem]:
    """Why an activity was cancelled is written down."""
    if activity.cancelled and not activity.cancel_reason:
        return [Problem("cancel_reason", "请写明取消原因。", level="warning", rule="cancelled")]
    return []


def amounts_agree(cost: ActivityCost) -> list[Problem]:
    """An amount is its quantity times its price, where both are there."""
    found = []
    for quantity, price, amount in COST_SUMS:
        values = [getattr(cost, name) for name in (quantity, price, amount)]
        if None not in values and values[0] * values[1] != values[2]:
            found.append(Problem(amount, "金额不等于数量乘单价，请核对。", rule="amount"))
    return found


COST_SUMS = (("planned_quantity", "planned_price", "planned_amount"), ("quantity", "price", "amount"))
"""The fields of a cost line that belong together: quantity, price and amount, planned and actual."""


def score_can_be_read(record: Participant | EventResult) -> list[Problem]:
    """A result is a number or a time, so that it can be ranked."""
    if record.score and score(record.score) is None:
        return [Problem("score", "成绩看不懂，请只填数字（如 95.5），用时填 1:02.35 的样子。", rule="score")]
    return []


def signed_goods_are_named(record: Participant | EventResult) -> list[Problem]:
    """What was signed for is named."""
    if record.received and not record.goods and not record.amount:
        return [Problem("goods", "已签领，请写明领取的物品。", level="warning", rule="received")]
    return []


def adopted_before_done(proposal: Proposal) -> list[Problem]:
    """A proposal is answered after it was made, and carried out after it was made."""
    return [
        Problem(name, f"{words}早于提出日期，请核对。", rule="dates")
        for name, words in (("answered", "答复日期"), ("done", "实施日期"))
        if proposal.day and getattr(proposal, name) and getattr(proposal, name) < proposal.day
    ]


def done_only_if_adopted(proposal: Proposal) -> list[Problem]:
    """Benefit and reward come of proposals that were adopted."""
    adopted = proposal.state in type(proposal).state.codes.marked("adopted")
    if adopted or not (proposal.done or proposal.benefit or proposal.reward):
        return []
    return [Problem("state", "登记了实施、效益或奖励，处理结果应为采纳。", level="warning", rule="adopted")]


def score_of_the_same_activity(result: EventResult) -> list[Problem]:
    """A result belongs to a participant of the activity that the event is part of."""
    if not result.event_id or not result.participant_id:
        return []
    if result.event.activity_id != result.participant.activity_id:
        return [Problem("participant", "参赛人不在这个活动的参加人里，请先登记为参加人。", rule="same-activity")]
    return []


def event_of_the_same_activity(prize: ActivityPrize) -> list[Problem]:
    """A prize of an event belongs to the activity of that event."""
    if prize.activity_id and prize.event and prize.event.activity_id != prize.activity_id:
        return [Problem("event", "比赛项目是另一个活动的，请重选。", rule="same-activity")]
    return []
