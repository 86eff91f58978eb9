"""换届选举首页: whose terms are over, near their end or running, and which elections are under way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from unionapp.office.fronts.front import Bar, Fact, FactList, FrontView, Picture, of_ids, waiting
from unionapp.records.lead import Lead
from unionapp.records.search import Condition
from unionapp.subjects.elections import reminders, terms
from unionapp.subjects.elections.models import Term
from unionapp.subjects.elections.records import ELECTIONS, TERMS
from unionapp.subjects.elections.terms import State


def look(today: date) -> FrontView:
    """The figures of terms and elections as they stand."""
    current = terms.current()
    running = reminders.running()
    if not current and not running:
        return FrontView(empty="还没有登记届次。在“届期一览”里登记各工会现任的一届，到期前会自动提醒。")
    found: dict[State, list[int]] = defaultdict(list)
    for each in terms.expiring(today):
        found[each.state].append(each.term.id)
    over, near = found["over"], [*found["ending"], *found["extended"]]
    vacant = [*found["vacant"], *found["acting-too-long"]]
    at_ease = [term.id for term in current if term.id not in {*over, *near}]
    facts = (
        of_ids(TERMS, "已届满", over, " 个工会", "error"),
        of_ids(TERMS, "一年内届满", near, " 个工会", "warning"),
        of_ids(TERMS, "任期中", at_ease, " 个工会"),
        of_ids(TERMS, "主席空缺", vacant, " 个工会", "warning"),
        of_ids(TERMS, "没有登记主席", found["no-chair"], " 个工会"),
        of_ids(ELECTIONS, "正在换届", [each.id for each in running], " 个工会"),
    )
    cases = [Fact(each.label, str(each.day or ""), Lead(ELECTIONS.key, record=each.id)) for each in running]
    lists = (waiting(today, "elections"), FactList("正在办的选举（大会日期）", cases, "没有正在办的选举。"))
    return FrontView(facts, None, lists, (Picture("各年届满的工会", "个", _by_year(current), "columns"),))


def _by_year(current: Sequence[Term]) -> list[Bar]:
    """In which year how many terms end."""
    ending: dict[int, list[int]] = defaultdict(list)
    for term in current:
        day = terms.ends(term)
        if day is not None:
            ending[day.year].append(term.id)
    return [
        Bar(f"{year}年", (len(ids),), Lead(TERMS.key, f"{year}年届满", (Condition("id", "in", tuple(ids)),)))
        for year, ids in sorted(ending.items())
    ]
