"""The made-up year of activities: some archived, some lacking papers, some to come; with photos."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from unionapp.later import later
from unionapp.office.demo.fiction import Fiction
from unionapp.office.demo.numbers import renumber
from unionapp.office.demo.occasions import TOWNSHIP, UNIT, Occasion
from unionapp.office.demo.proposals import propose
from unionapp.office.demo.unions import TODAY, DemoUnion
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.activities import actions, records, results
from unionapp.subjects.activities.derive import fill_activity, fill_cost, fill_participant
from unionapp.subjects.activities.models.activities import (
    Activity,
    ActivityCost,
    ActivityEvent,
    ActivityLesson,
    ActivityPrize,
)
from unionapp.subjects.activities.models.people import EventResult, Participant
from unionapp.subjects.activities.models.states import ActivityLevel, ActivityStage, ActivityType
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.states import MemberStatus, SexCode

if TYPE_CHECKING:
    from unionapp.office.demo import scenes
else:
    scenes = later("unionapp.office.demo.scenes")

_MOST = 300
"""So many unions below hold something of their own; a county's would take too long."""
_LATE = 7
"""Every so manieth activity that is over lacks its photos, its summary and what follows from it."""
_VIEWS = 4
"""So many different pictures are taken of people."""


@dataclass
class _Held:
    """An activity of the demonstration, what it is made from, and who takes part."""

    activity: Activity
    occasion: Occasion
    place: DemoUnion
    people: list[Participant]

    @property
    def own(self) -> bool:
        """Whether the township's own union holds it, for everybody."""
        return bool(self.activity.level == ActivityLevel.TOWNSHIP)

    @property
    def over(self) -> bool:
        """Whether it lies behind."""
        return bool(self.activity.day <= TODAY)


def hold(store: Store, source: Fiction, places: Sequence[DemoUnion]) -> None:
    """Write a year's activities, within a running step."""
    wanted = [(places[0], occasion) for occasion in TOWNSHIP]
    wanted += [(place, UNIT[number % len(UNIT)]) for number, place in enumerate(places[1 : _MOST + 1])]
    year = [_held(source, place, occasion) for place, occasion in wanted]
    year.sort(key=lambda held: held.activity.day)
    editing.put(records.ACTIVITIES, [held.activity for held in year])
    everybody = _members()
    views = _views(store)
    for number, held in enumerate(year):
        _enlist(source, held, everybody)
        _spend(source, held)
        _compete(store, source, held)
        _teach(store, held)
        if held.over and number % _LATE != 3:
            _close(source, held, number)
            _picture(store, held.activity, held.occasion, views[number % _VIEWS])
    editing.put(records.ACTIVITIES, [held.activity for held in year])
    propose(source, places)
    renumber(source, (kind for kind in records.KINDS if kind not in (records.ACTIVITIES, records.PARTICIPANTS)))


def _members() -> list[tuple[int, int, str, str]]:
    """Id, union, group and sex of the members in good standing."""
    select = Member.select(Member.id, Member.union, Member.group, Member.sex).where(Member.status == MemberStatus.IN)
    return list(select.order_by(Member.id).tuples())


def _fitting(held: _Held, members: Sequence[tuple[int, int, str, str]]) -> list[int]:
    """The ids of those whom an activity is for."""
    occasion, union, own = held.occasion, held.place.union.id, held.own
    return [
        row
        for row, home, group, sex in members
        if (own or home == union)
        and (not occasion.groups or group in occasion.groups)
        and (not occasion.women or sex == SexCode.FEMALE)
    ]


def _held(source: Fiction, place: DemoUnion, occasion: Occasion) -> _Held:
    """An activity in its plan, approved and announced in time."""
    day = date(2026, occasion.month, 1) + timedelta(source.random.randrange(3, 26))
    own = occasion in TOWNSHIP
    activity = Activity(
        uid=source.uid(),
        title=f"{place.town}{occasion.title}" if own else f"{place.union.short_name}{occasion.title}",
        type=occasion.type,
        theme=occasion.theme,
        level=ActivityLevel.TOWNSHIP if own else ActivityLevel.JOINT if place.sector.joint else ActivityLevel.UNIT,
        union=place.union,
        place=occasion.place,
        day=day,
        begins="09:00",
        ends="11:30" if occasion.type in (ActivityType.MEETING, ActivityType.HOME, ActivityType.EDUCATION) else "17:00",
        groups=occasion.groups,
        counted_people=occasion.crowd or None,
        leader=place.union.chair,
        book=Book.select().order_by(Book.id).first() if own else None,
        plan=f"围绕“{occasion.theme}”组织会员参加，由{place.union.name}负责，各工会小组报名。",
        safety="指定安全员二名，准备急救药品，办理意外保险，遇恶劣天气改期。",
        trip=occasion.trip,
        same_day=occasion.trip or None,
        allowed_place=occasion.trip or None,
        without=() if occasion.costs else (ActivityStage.EXPENSES,),
    )
    _announce(source, activity)
    fill_activity(activity)
    return _Held(activity, occasion, place, [])


def _announce(source: Fiction, activity: Activity) -> None:
    """Approved and announced, unless it is still far off."""
    if activity.day > TODAY + timedelta(14):
        return
    activity.approver, activity.opinion = activity.leader, "同意"
    activity.approved = activity.day - timedelta(source.random.randrange(14, 22))
    activity.notice_day = activity.day - timedelta(10)
    activity.notice = (
        f"定于{activity.day.month}月{activity.day.day}日在{activity.place}举行{activity.title}，请各工会组织报名。"
    )
    activity.sign_up_until = activity.day - timedelta(3)


def _enlist(source: Fiction, held: _Held, members: Sequence[tuple[int, int, str, str]]) -> None:
    """Who takes part: members of all unions for the township's own, else of the union; and some who are no members."""
    occasion, activity = held.occasion, held.activity
    if occasion.crowd or not activity.approved:
        activity.planned_people = occasion.crowd or 60
        return
    ids = _fitting(held, members)
    most = min(occasion.most, max(8, len(members) // 20)) if held.own else 42
    chosen = sorted(source.random.sample(ids, min(most, len(ids))))
    rows = [Participant(uid=source.uid(), activity=activity, member=row) for row in _loaded(chosen)]
    rows += [_guest(source, held) for _ in range(occasion.guests)]
    for row in rows:
        fill_participant(row)
        if held.over and source.chance(0.93):
            row.present = True
            row.signed_in = f"08:{source.random.randrange(30, 60)}"
            if occasion.goods:
                row.goods, row.quantity, row.amount, row.received = occasion.goods, 1, occasion.worth, True
    editing.put(records.PARTICIPANTS, rows)
    held.people = rows
    activity.planned_people = len(rows)


def _loaded(ids: Sequence[int]) -> list[Member]:
    return [
        row for chunk in editing.chunks(ids) for row in Member.select().where(Member.id.in_(chunk)).order_by(Member.id)
    ]


def _guest(source: Fiction, held: _Held) -> Participant:
    """Somebody who is not a member yet, and may join at the ceremony."""
    sex, birth = "1", date(1985, 1, 1) + timedelta(source.random.randrange(5000))
    return Participant(
        uid=source.uid(),
        activity=held.activity,
        name=source.name(sex, "01"),
        unit=source.one(held.place.employers),
        phone=source.mobile(),
        id_number=source.id_number(birth, sex),
        group=source.one(held.occasion.groups),
    )


def _spend(source: Fiction, held: _Held) -> None:
    """The budget, and what it came to where the activity is over."""
    people = max(len(held.people), 1)
    rows = []
    for cost in held.occasion.costs:
        count = people if cost.each else 1
        row = ActivityCost(
            activity=held.activity,
            sort=cost.sort,
            item=cost.item,
            unit=cost.unit,
            planned_quantity=count,
            planned_price=cost.price,
        )
        if held.over:
            row.quantity = max(1, count - source.random.randrange(count // 10 + 1))
            row.price = cost.price
            row.supplier = f"{held.place.town}便民超市"
        fill_cost(row)
        rows.append(row)
    editing.put(records.COSTS, rows)


def _compete(store: Store, source: Fiction, held: _Held) -> None:
    """The events of a competition with prizes and, where it is over, results and awards."""
    if not held.occasion.events or not held.people:
        return
    activity = held.activity
    events = [ActivityEvent(activity=activity, title=title, better=better) for title, better in held.occasion.events]
    editing.put(records.EVENTS, events)
    prizes = (("first", 1, 20_000, "保温壶"), ("second", 1, 15_000, "毛毯"), ("third", 2, 10_000, "洗漱套装"))
    rows = [ActivityPrize(activity=activity, level=a, quantity=b, price=c, goods=d) for a, b, c, d in prizes]
    editing.put(records.PRIZES, rows)
    came = [person for person in held.people if person.present]
    for event, group in zip(events, (came[place :: len(events)] for place in range(len(events))), strict=True):
        scores = [f"{source.random.randrange(60, 99)}.{source.random.randrange(10)}" for _ in group]
        made = [
            EventResult(event=event, participant=who, score=score) for who, score in zip(group, scores, strict=True)
        ]
        editing.put(records.RESULTS, made)
        results.award(store.journal, event)
        won = EventResult.select().where(EventResult.event == event.id).order_by(EventResult.id)
        actions.receive(store.journal, [each for each in won if each.level])


def _teach(store: Store, held: _Held) -> None:
    """The courses of a training; who came has the hours and a certificate."""
    activity = held.activity
    rows = [
        ActivityLesson(activity=activity, title=title, hours=hours, day=activity.day, begins="09:00", lecturer="魏建国")
        for title, hours in held.occasion.lessons
    ]
    editing.put(records.LESSONS, rows)
    if rows and held.over:
        came = [person for person in held.people if person.present]
        for person in came:
            person.hours = sum(lesson.hours for lesson in rows)
        prefix = f"青工培〔{activity.day.year}〕"
        actions.certify(store.journal, came, prefix, actions.next_certificate(prefix))


def _close(source: Fiction, held: _Held, number: int) -> None:
    """Summary, opinions and archive of what is over; some of it is still to be done."""
    activity = held.activity
    if activity.day > TODAY - timedelta(8):
        return
    people = sum(bool(person.present) for person in held.people) or held.occasion.crowd
    activity.summary = (
        f"{activity.title}于{activity.day.month}月{activity.day.day}日举行，{people}人参加，秩序良好，达到预期目的。"
    )
    activity.summary_day = activity.day + timedelta(source.random.randrange(2, 7))
    activity.satisfied = people * 8 // 10
    activity.mostly_satisfied = people - activity.satisfied - people // 40
    activity.dissatisfied = people // 40
    if number % 4 == 0:
        activity.suggestions, activity.improved = "希望多举办类似活动。", "已列入明年活动计划。"
    if activity.day < TODAY - timedelta(45):
        activity.archived = activity.summary_day + timedelta(20)
        activity.archive_box = f"2026-活-{activity.day.month:02d}"
    fill_activity(activity)


def _views(store: Store) -> list[str]:
    """Pictures that could be of any activity, kept."""
    return [store.files.keep(scenes.draw("职工之家", str(number)), "合影.jpg") for number in range(_VIEWS)]


def _picture(store: Store, activity: Activity, occasion: Occasion, view: str) -> None:
    """Two photos that the program draws itself; those of the same sort of activity are the same."""
    scene = store.files.keep(scenes.draw(occasion.title, occasion.title), "现场.jpg")
    actions.add_photos(store.journal, activity, [(scene, "活动现场"), (view, "参加活动的会员合影")])
