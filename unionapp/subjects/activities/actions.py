"""What the clerk does with an activity beyond editing a row: enlist, sign in, hand out, certify, pay, paste photos."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import peewee

from unionapp.errors import Refused
from unionapp.records.picking import Mark
from unionapp.records.record import Row
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.activities import derive as follow
from unionapp.subjects.activities import rules
from unionapp.subjects.activities.models.activities import (
    Activity,
    ActivityCost,
    ActivityEvent,
    ActivityLesson,
    ActivityPhoto,
    ActivityPrize,
)
from unionapp.subjects.activities.models.people import EventResult, Participant
from unionapp.subjects.activities.records.activities import ACTIVITIES, COSTS, PHOTOS
from unionapp.subjects.activities.records.contests import EVENTS, PRIZES, RESULTS
from unionapp.subjects.activities.records.people import PARTICIPANTS
from unionapp.subjects.funds.books.models import Matter
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers import entry_templates
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.states import MemberStatus
from unionapp.values.present import present


def marks(activity: Activity, members: Iterable[Member]) -> dict[int, Mark]:
    """What is to be known of members before they are put on the list of an activity, by id."""
    listed = Participant.select(Participant.member).where(Participant.activity == activity.id).tuples()
    known = {member for (member,) in listed}
    found = {}
    for member in members:
        if member.id in known:
            found[member.id] = Mark("已经在名单上", bars=True)
        elif member.status != MemberStatus.IN:
            found[member.id] = Mark("现在不是在册会员")
    return found


def enlist(journal: Journal, activity: Activity, members: Sequence[Member]) -> list[Participant]:
    """Put members on the list of an activity as one step; those on it already stay. Returns the new rows."""
    listed = Participant.select(Participant.member).where(Participant.activity == activity.id).tuples()
    known = {member for (member,) in listed if member}
    fresh = {member.id: member for member in members if member.id not in known}
    rows = [Participant(activity=activity.id, member=member) for member in fresh.values()]
    for row in rows:
        follow.fill_participant(row)
    with journal.step(f"“{activity.title}”登记 {len(rows)} 名参加人"):
        editing.put(PARTICIPANTS, rows)
    return rows


def sign_in(journal: Journal, participants: Sequence[Participant], at: str = "", present: bool = True) -> None:
    """Mark participants as present, at a time of day where given, or as absent; one step."""
    if at and rules.clock(at) is None:
        raise Refused("签到时间看不懂，请写成 08:45 的样子。")
    with journal.step(f"{len(participants)} 名参加人{'签到' if present else '取消签到'}"):
        for each in participants:
            each.present = present
            each.signed_in = (rules.clock(at) or each.signed_in) if present else ""
        editing.put(PARTICIPANTS, participants)


def give(
    journal: Journal, participants: Sequence[Participant], goods: str, quantity: int = 1, amount: int | None = None
) -> None:
    """Let participants get the same goods (a souvenir), worth `amount` fen each; one step."""
    if not goods:
        raise Refused("请写明发放什么物品。")
    with journal.step(f"给 {len(participants)} 名参加人发放“{goods}”"):
        for each in participants:
            each.goods, each.quantity, each.amount, each.received = goods, quantity, amount, False
        editing.put(PARTICIPANTS, participants)


def enter_all(journal: Journal, event: ActivityEvent, participants: Sequence[Participant]) -> list[EventResult]:
    """Let participants take part in an event, as one step; those in it already stay. Returns the new results."""
    listed = EventResult.select(EventResult.participant).where(EventResult.event == event.id).tuples()
    known = {participant for (participant,) in listed}
    rows = [EventResult(event=event.id, participant=each.id) for each in participants if each.id not in known]
    if not rows:
        raise Refused("名单上的人都在这个项目里了。" if participants else "名单还是空的，请先登记参加人。")
    with journal.step(f"“{event.title}”登记 {len(rows)} 名参赛人"):
        editing.put(RESULTS, rows)
    return rows


def receive(journal: Journal, rows: Sequence[Participant | EventResult], received: bool = True) -> None:
    """Mark goods and prizes as signed for; the rows are participants and results, in any mixture; one step."""
    with journal.step(f"{len(rows)} 人{'签领' if received else '取消签领'}"):
        for each in rows:
            each.received = received
        editing.put(PARTICIPANTS, [each for each in rows if isinstance(each, Participant)])
        editing.put(RESULTS, [each for each in rows if isinstance(each, EventResult)])


def lesson_hours(activity: Activity) -> int:
    """The hours of all courses of a training."""
    total = ActivityLesson.select(peewee.fn.SUM(ActivityLesson.hours)).where(ActivityLesson.activity == activity.id)
    return int(total.scalar() or 0)


def credit_hours(journal: Journal, activity: Activity) -> int:
    """Give everybody present who has no hours yet the hours of all courses, as one step; returns how many."""
    hours = lesson_hours(activity)
    if not hours:
        raise Refused("还没有登记课程和课时，请先登记培训课程。")
    present = Participant.select().where(
        Participant.activity == activity.id,
        Participant.present == True,  # noqa: E712
        Participant.hours.is_null(),
    )
    rows = list(present)
    with journal.step(f"“{activity.title}”登记 {len(rows)} 人学时"):
        for each in rows:
            each.hours = hours
        editing.put(PARTICIPANTS, rows)
    return len(rows)


def certify(journal: Journal, participants: Sequence[Participant], prefix: str, first: int = 1) -> None:
    """Issue certificates with consecutive numbers to those who have none, as one step; Refused where one is taken."""
    rows = [each for each in participants if not each.certificate]
    numbers = [f"{prefix}{first + place:03d}" for place in range(len(rows))]
    for chunk in (numbers[at : at + 400] for at in range(0, len(numbers), 400)):
        taken = Participant.select(Participant.certificate).where(Participant.certificate.in_(chunk)).first()
        if taken is not None:
            raise Refused(f"证书号“{taken.certificate}”已经发过，请换一个起始号。")
    with journal.step(f"颁发 {len(rows)} 本证书"):
        for each, number in zip(rows, numbers, strict=True):
            each.certificate = number
        editing.put(PARTICIPANTS, rows)


def next_certificate(prefix: str) -> int:
    """The number after the highest one issued under a prefix."""
    issued = Participant.select(Participant.certificate).where(Participant.certificate.startswith(prefix)).tuples()
    ends = [number[len(prefix) :] for (number,) in issued]
    return max((int(end) for end in ends if end.isascii() and end.isdigit()), default=0) + 1


def spend_as_planned(journal: Journal, costs: Sequence[ActivityCost]) -> list[ActivityCost]:
    """Let what has no actual figures yet come to what was planned, as one step; returns these lines."""
    rows = [each for each in costs if each.amount is None and each.planned_amount]
    if not rows:
        raise Refused("没有可以照填的行：要有预算金额、还没有实际金额。")
    for each in rows:
        each.quantity, each.price, each.amount = each.planned_quantity, each.planned_price, each.planned_amount
    with journal.step(f"按预算填写 {len(rows)} 项实际开支"):
        editing.put(COSTS, rows)
    return rows


def draft_voucher(
    journal: Journal,
    activity: Activity,
    costs: Sequence[ActivityCost],
    matter: Matter,
    account: str,
    day: date,
    papers: int,
) -> Voucher:
    """The draft of one payment for these costs out of an account, which are linked to it; one step."""
    words, total = f"付{activity.title}经费", sum(present(each.amount) for each in costs)
    try:
        lines = entry_templates.derive(matter, total, account, day, words, project=activity.project)
    except ValueError as error:
        raise Refused(str(error)) from error
    with journal.step(f"“{activity.title}”生成凭证草稿"):
        made = vouchers.draft(journal, Voucher(book=activity.book, day=day, papers=papers, summary=words), lines)
        pay(journal, costs, made)
    return made


def pay(journal: Journal, costs: Sequence[ActivityCost], voucher: Voucher | None) -> None:
    """Say which voucher paid these costs (None takes it back), as one step."""
    title = f"{len(costs)} 项活动开支对上凭证" if voucher is not None else f"{len(costs)} 项活动开支取消凭证"
    with journal.step(title):
        for each in costs:
            each.voucher_id = voucher.id if voucher is not None else None
        editing.put(COSTS, costs)


def photos(activity: Activity) -> list[ActivityPhoto]:
    """The photos of an activity in the order in which they are pasted up."""
    select = ActivityPhoto.select().where(ActivityPhoto.activity == activity.id)
    return list(select.order_by(ActivityPhoto.place, ActivityPhoto.id))


def add_photos(journal: Journal, activity: Activity, kept: Sequence[tuple[str, str]]) -> list[ActivityPhoto]:
    """Add pictures kept already (stored text and caption) behind the others, as one step."""
    rows = [ActivityPhoto(activity=activity.id, photo=stored, caption=caption) for stored, caption in kept]
    for row in rows:
        follow.fill_photo(row)
    with journal.step(f"“{activity.title}”加入 {len(rows)} 张照片"):
        editing.put(PHOTOS, rows)
    return rows


def arrange_photos(journal: Journal, ordered: Sequence[ActivityPhoto]) -> None:
    """Paste photos up in this order, as one step."""
    with journal.step("调整照片次序"):
        for place, photo in enumerate(ordered, 1):
            photo.place = place
        editing.put(PHOTOS, ordered)


_AGAIN = (
    "title",
    "type",
    "theme",
    "level",
    "union",
    "co_organisers",
    "partners",
    "groups",
    "audience",
    "place",
    "begins",
    "ends",
    "planned_people",
    "leader",
    "phone",
    "without",
    "book",
    "project",
    "source",
    "plan",
    "safety",
    "trip",
    "same_day",
    "allowed_place",
    "notice",
)


def repeat(journal: Journal, activity: Activity, day: date) -> Activity:
    """Plan the same activity again on another day: its plan, budget, events and prizes, without people; one step."""
    again = Activity(**{name: activity.__data__.get(name) for name in _AGAIN}, day=day)
    follow.fill_activity(again)
    with journal.step(f"再办一次“{activity.title}”"):
        editing.put(ACTIVITIES, [again])
        events = {each.id: _copy(each, again, _EVENT) for each in _of(ActivityEvent, activity)}
        editing.put(EVENTS, list(events.values()))
        prizes = [_copy(each, again, _PRIZE) for each in _of(ActivityPrize, activity)]
        for prize in prizes:
            prize.event_id = events[prize.event_id].id if prize.event_id else None
        editing.put(PRIZES, prizes)
        editing.put(COSTS, [_copy(each, again, _COST) for each in _of(ActivityCost, activity)])
    return again


_EVENT = ("place", "title", "better", "unit", "measures", "promoted")
_PRIZE = ("event", "place", "level", "team", "goods", "quantity", "price")
_COST = ("place", "sort", "item", "unit", "planned_quantity", "planned_price", "planned_amount")


def _of(model: type[Row], activity: Activity) -> list[Row]:
    return list(model.select().where(model._meta.fields["activity"] == activity.id).order_by(model.id))


def _copy(row: Row, activity: Activity, names: Sequence[str]) -> Row:
    return type(row)(activity=activity.id, **{name: row.__data__.get(name) for name in names})
