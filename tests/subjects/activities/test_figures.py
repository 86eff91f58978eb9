"""Figures of activities agree with one another and with the lists."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.activities import actions, figures
from unionapp.subjects.activities.figures import FigureLine, FiguresPeriod
from unionapp.subjects.activities.models.activities import ActivityCost, ActivityEvent
from unionapp.subjects.activities.models.people import EventResult
from unionapp.subjects.activities.models.proposals import Proposal
from unionapp.subjects.activities.records import COSTS, EVENTS, PROPOSALS, RESULTS
from unionapp.subjects.activities.took import of_member, of_union
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.subjects.activities import cases

YEAR = FiguresPeriod(date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def year(store: Store, union: Any) -> dict[str, Any]:
    """A year with a sports day of members and guests, a crowd that was counted, and what does not count."""
    other = support.saved(store, UNIONS, 2)
    sports = cases.activity(store, union)
    people = actions.enlist(
        store.journal, sports, [cases.member(store, union, 1, group="courier"), cases.member(store, other, 2)]
    )
    absent = actions.enlist(store.journal, sports, [cases.member(store, union, 3)])
    guest = cases.guest(store, sports, 4, group="truck", union=other)
    actions.sign_in(store.journal, [*people, guest])
    crowd = cases.activity(store, other, type="law", day=date(2025, 3, 1), counted_people=200, title="普法宣传")
    cases.activity(store, union, cancelled=date(2025, 5, 1), counted_people=9)
    cases.activity(store, union, day=date(2024, 12, 31), counted_people=9)
    row = ActivityCost(activity=sports, sort="goods", item="水", planned_amount=5000, amount=4500)
    editing.save(store.journal, COSTS, row)
    return {"other": other, "sports": sports, "crowd": crowd, "people": people, "absent": absent, "guest": guest}


def lines(found: list[FigureLine]) -> dict[str, tuple[int, int]]:
    """Activities and 人次 of the lines that have any."""
    return {line.label: (line.activities, line.people) for line in found if line.activities}


def test_every_way_of_adding_up_gives_the_same_sum(store: Store, year: dict[str, Any]) -> None:
    sums = [figures.total(way(YEAR)) for way in (figures.by_type, figures.by_month, figures.by_union)]
    assert sums[0] == sums[1] == sums[2]
    whole = sums[0]
    assert (whole.activities, whole.people, whole.members, whole.others) == (2, 203, 2, 201)
    assert (whole.new_forms, whole.planned, whole.spent) == (2, 5000, 4500)


def test_lines_are_named_by_type_month_union_and_group(store: Store, union: Any, year: dict[str, Any]) -> None:
    other = year["other"].name
    assert lines(figures.by_type(YEAR)) == {"文体活动": (1, 3), "普法维权": (1, 200)}
    assert lines(figures.by_month(YEAR)) == {"2025年3月": (1, 200), "2025年5月": (1, 3)}
    assert len(figures.by_month(YEAR)) == 12
    assert lines(figures.by_union(YEAR)) == {union.name: (1, 3), other: (1, 200)}
    assert lines(figures.by_group(YEAR)) == {"货车司机": (1, 1), "快递员": (1, 1)}
    assert lines(figures.by_home(YEAR)) == {union.name: (1, 1), other: (1, 2)}


def test_figures_of_some_unions_leave_out_the_others(store: Store, union: Any, year: dict[str, Any]) -> None:
    own = FiguresPeriod(YEAR.first, YEAR.last, frozenset([union.id]))
    assert lines(figures.by_type(own)) == {"文体活动": (1, 3)}
    assert [row.title for row, _ in figures.each(own)] == ["职工运动会"]


def test_what_a_member_and_a_union_had_is_told_with_its_worth(store: Store, union: Any, year: dict[str, Any]) -> None:
    first, second = year["people"]
    actions.give(store.journal, [first], "毛巾", 1, 1500)
    event = ActivityEvent(activity=year["sports"], title="拔河")
    editing.save(store.journal, EVENTS, event)
    editing.save(store.journal, RESULTS, EventResult(event=event, participant=first, level="first", amount=5000))
    (took,) = of_member(first.member)
    assert (took.activity.title, took.amount, took.results[0].event.title) == ("职工运动会", 6500, "拔河")
    assert of_member(first.member, date(2026, 1, 1)) == []
    assert [each.participant.id for each in of_union(year["other"])] == [second.id, year["guest"].id]


def test_proposals_and_contests_are_counted(store: Store, union: Any) -> None:
    for number, values in enumerate(
        ({}, {"state": "adopted", "done": cases.DAY, "benefit": 100_000, "reward": 20_000}, {"state": "refused"})
    ):
        row = Proposal(day=cases.DAY, name=support.person_name(number), title="改进", union=union, **values)
        editing.save(store.journal, PROPOSALS, row)
    found = figures.proposals(YEAR)
    assert (found.made, found.adopted, found.done, found.unions) == (3, 1, 1, 1)
    assert (found.benefit, found.reward) == (100_000, 20_000)
    contest = cases.activity(store, union, type="contest", counted_people=12)
    support.saved(store, EVENTS, 1, activity=contest)
    assert figures.contests(YEAR) == figures.Contests(1, 1, 1, 12, 0)


@pytest.mark.parametrize("by", list(figures.BY))
def test_behind_every_line_stand_as_many_activities_as_it_counts(
    store: Store, year: dict[str, Any], by: figures.By
) -> None:
    found = figures.BY[by](YEAR)
    assert any(line.activities for line in found)
    for line in found:
        assert len(figures.behind(YEAR, by, line.key)) == line.activities
