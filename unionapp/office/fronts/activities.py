"""活动首页: what was done this year and for how many, what is coming, what is not finished."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from unionapp.office.fronts.front import Bar, Fact, FactList, FrontView, Picture, by_choice, counted, of_ids
from unionapp.records import search
from unionapp.records.lead import Lead
from unionapp.records.search import Condition
from unionapp.store import rows
from unionapp.subjects.activities import figures, register
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.records import ACTIVITIES
from unionapp.values import money
from unionapp.values.periods import Month, months_of

_MOST = 8
"""So many activities are named in a list."""


def look(today: date) -> FrontView:
    """The figures of activities of this year."""
    if not search.count(ACTIVITIES, search.Query()):
        return FrontView(empty="还没有活动。在“活动台账”里点“新增”，登记第一次活动。")
    year = _within(date(today.year, 1, 1), date(today.year, 12, 31))
    whole = figures.total(line for _, line in figures.each(figures.FiguresPeriod(date(today.year, 1, 1), today)))
    coming, unfinished = register.coming(today), register.unfinished(today)
    facts = (
        counted(ACTIVITIES, "今年办的活动", *_within(date(today.year, 1, 1), today), unit=" 次"),
        Fact("今年参加", f"{whole.people:,} 人次", Lead("activity-figures")),
        Fact("今年开支", f"{money.show(whole.spent)} 元", Lead("activity-figures")),
        of_ids(ACTIVITIES, "接下来的活动", coming, " 次"),
        of_ids(ACTIVITIES, "过后没有办完", unfinished, " 次", "warning"),
    )
    pictures = (
        Picture("今年的活动按类型", "次", by_choice(ACTIVITIES, "type", *year, words=f"{today.year}年 ")),
        Picture("今年每月的活动", "次", [_of_month(month) for month in months_of(today.year)], "columns"),
    )
    return FrontView(facts, None, (_coming(coming), _unfinished(unfinished)), pictures)


def _within(first: date, last: date) -> tuple[Condition, ...]:
    """The activities of some days that were not called off."""
    return (Condition("day", ">=", first), Condition("day", "<=", last), Condition("cancelled", "empty"))


def _of_month(month: Month) -> Bar:
    where = _within(month.first(), month.last())
    number = search.count(ACTIVITIES, search.Query(where=where))
    return Bar(f"{month.month}月", (number,), Lead(ACTIVITIES.key, month.chinese(), where))


def _coming(ids: tuple[int, ...]) -> FactList:
    found = sorted((rows.get(Activity, number) for number in ids), key=lambda each: (each.day, each.id))
    return _list("接下来的活动", found, "没有已定日期的活动。")


def _unfinished(ids: tuple[int, ...]) -> FactList:
    found = sorted((rows.get(Activity, number) for number in ids), key=lambda each: (each.day, each.id), reverse=True)
    return _list("过后没有办完", found, "办过的活动都办完了。")


def _list(title: str, found: Sequence[Activity], none: str) -> FactList:
    """The first of some activities, and the way to all where there are more."""
    lead = Lead(ACTIVITIES.key, title, (Condition("id", "in", tuple(each.id for each in found)),))
    more = Fact(f"看全部 {len(found)} 次", "", lead) if len(found) > _MOST else None
    return FactList(title, [_line(each) for each in found[:_MOST]], none, more)


def _line(activity: Activity) -> Fact:
    return Fact(activity.title, str(activity.day), Lead(ACTIVITIES.key, record=activity.id))
