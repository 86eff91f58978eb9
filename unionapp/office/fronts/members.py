"""会员首页: how many members there are and of what sort, who came this month, what waits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from unionapp.office import statistics
from unionapp.office.fronts.front import Bar, Fact, FrontView, Picture, by_choice, counted, of_ids, tallied, waiting
from unionapp.records import search
from unionapp.records.lead import Lead
from unionapp.records.search import Condition
from unionapp.store import unfinished
from unionapp.subjects.members import reminders
from unionapp.subjects.members.records import APPLICATIONS, KINDS, MEMBERS, MEMBERSHIP_CHANGES
from unionapp.subjects.members.states import MemberStatus, SexCode
from unionapp.values.periods import add_years

_IN = Condition("status", "=", MemberStatus.IN)
_SORTS: Mapping[str, tuple[Condition, ...]] = {
    "在籍会员": (),
    "女会员": (Condition("sex", "=", SexCode.FEMALE),),
    "农民工会员": (Condition("migrant", "=", True),),
    "新就业形态": (Condition("new_form", "=", True),),
}
_DECADES = (30, 40, 50, 60)
"""The ages at which a band of the pyramid ends."""


def look(today: date) -> FrontView:
    """The figures of members as they stand."""
    if not search.count(MEMBERS, search.Query()):
        return FrontView(empty="还没有会员。在“会员名册”里从 Excel 导入花名册，或点“新增”登记。")
    months = statistics.joined_by_month(today)
    facts = (
        *tallied(MEMBERS, (_IN,), " 人", **_SORTS),
        counted(MEMBERS, "保留会籍", Condition("status", "=", MemberStatus.KEPT), unit=" 人"),
        of_ids(MEMBERSHIP_CHANGES, "本月入会", months[-1][1], " 人"),
        counted(APPLICATIONS, "待批的申请", reminders.waiting(), unit=" 份", level="warning"),
        _unfinished(),
    )
    pictures = (
        Picture("在籍会员的年龄", "人", list(_ages(today)), "pyramid", ("男", "女")),
        Picture("近一年每月入会", "人", [_month(each) for each in months], "columns"),
        Picture("在籍会员按群体", "人", by_choice(MEMBERS, "group", _IN, words="在籍会员：")),
        Picture("会员按会籍状态", "人", by_choice(MEMBERS, "status")),
    )
    return FrontView(facts, None, (waiting(today, "members"),), pictures)


def _unfinished() -> Fact:
    """What imports of members left to be completed."""
    number = len(unfinished.still_open(KINDS))
    return Fact("导入待补", f"{number:,} 项", Lead(unfinished.UNFINISHED.key), "warning" if number else "")


def _month(joined: statistics.Joined) -> Bar:
    month, ids = joined
    lead = Lead(MEMBERSHIP_CHANGES.key, f"{month.chinese()}入会", (Condition("id", "in", ids),))
    return Bar(f"{month.month}月", (len(ids),), lead)


def _ages(today: date) -> Iterator[Bar]:
    """Men and women in each band of ages, the youngest first."""
    found, sexes = bands(today), (SexCode.MALE, SexCode.FEMALE)
    asked = [(*born, Condition("sex", "=", sex)) for _, born in found for sex in sexes]
    numbers = search.tally(MEMBERS, asked, (_IN,))
    for at, (label, born) in enumerate(found):
        yield Bar(label, tuple(numbers[2 * at : 2 * at + 2]), Lead(MEMBERS.key, f"在籍会员 {label}", (_IN, *born)))


def bands(today: date) -> list[tuple[str, tuple[Condition, ...]]]:
    """The bands of ages with the days of birth that each holds; who was born on an unknown day is in none."""
    found: list[tuple[str, tuple[Condition, ...]]] = []
    former: tuple[Condition, ...] = ()
    for at, age in enumerate(_DECADES):
        label = f"{_DECADES[at - 1]}—{age - 1} 岁" if at else f"{age} 岁以下"
        day = add_years(today, -age)
        found.append((label, (Condition("birth", ">", day), *former)))
        former = (Condition("birth", "<=", day),)
    return [*found, (f"{_DECADES[-1]} 岁以上", former)]
