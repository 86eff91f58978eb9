"""双联: monthly reports in time and late, the sheets of a month and a quarter, problems solved and open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from unionapp.errors import Refused
from unionapp.records import search
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.relations import dispatch
from unionapp.subjects.relations.models import LinkPair, LinkReport, LinkVisit
from unionapp.subjects.relations.records import LINK_PAIRS, LINK_REPORTS, LINK_VISITS
from unionapp.subjects.unions.records import COVERED_UNITS, UNIONS
from unionapp.values.periods import Month, Quarter

from tests import support

JAN, FEB, MAR = (Month(2026, number) for number in (1, 2, 3))


@pytest.fixture
def pair(store: Store) -> Any:
    """A cadre linked to a union from the middle of January."""
    return linked(store, 1)


def linked(store: Store, number: int, **values: Any) -> Any:
    """A pair, saved."""
    given = {"since": date(2026, 1, 15), "union": support.saved(store, UNIONS, number), **values}
    made = LinkPair(name=support.person_name(number), **given)
    editing.save(store.journal, LINK_PAIRS, made)
    return made


def report(store: Store, pair: Any, month: Month, day: date) -> None:
    """A monthly report, saved."""
    editing.save(store.journal, LINK_REPORTS, LinkReport(pair=pair, month=str(month), day=day, work="走访"))


def visit(store: Store, pair: Any, day: date, problem: str = "", solved_on: date | None = None) -> None:
    """A visit, saved."""
    editing.save(store.journal, LINK_VISITS, LinkVisit(pair=pair, day=day, problem=problem, solved_on=solved_on))


def test_a_month_is_late_from_the_day_after_its_term(store: Store, pair: Any) -> None:
    assert dispatch.late_reports(date(2026, 2, 5)) == []
    assert [(each.month, each.due) for each in dispatch.late_reports(date(2026, 2, 6))] == [(JAN, date(2026, 2, 5))]
    report(store, pair, JAN, date(2026, 2, 6))
    assert dispatch.late_reports(date(2026, 2, 6)) == []


def test_months_before_and_after_the_link_are_not_reported(store: Store) -> None:
    linked(store, 1, until=date(2026, 2, 10))
    assert [each.month for each in dispatch.late_reports(date(2026, 12, 31))] == [JAN, FEB]
    assert dispatch.monthly(MAR, date(2026, 12, 31)) == []


def test_the_sheet_of_a_quarter_says_what_is_missing_late_raised_and_solved(store: Store, pair: Any) -> None:
    report(store, pair, JAN, date(2026, 2, 5))
    report(store, pair, FEB, date(2026, 3, 9))
    visit(store, pair, date(2026, 1, 20), "没有热水", date(2026, 2, 1))
    visit(store, pair, date(2026, 2, 20), "工资晚发")
    visit(store, pair, date(2026, 3, 20))
    visit(store, pair, date(2026, 4, 1), "以后的事")
    line = dispatch.quarterly(Quarter(2026, 1), date(2026, 4, 3))[0]
    assert ([each.month for each in line.reports], line.missing, line.late) == (["2026-01", "2026-02"], (MAR,), (FEB,))
    assert (line.visits, line.raised, line.solved, line.open) == (3, 2, 1, 1)
    assert dispatch.quarterly(Quarter(2026, 1), date(2026, 4, 6))[0].late == (FEB, MAR)


def test_a_month_that_has_not_begun_is_not_missing(store: Store, pair: Any) -> None:
    line = dispatch.quarterly(Quarter(2026, 1), date(2026, 2, 27))[0]
    assert (line.missing, line.late) == ((JAN, FEB), (JAN,))


def test_problems_of_an_earlier_month_stay_open_in_later_sheets(store: Store, pair: Any) -> None:
    visit(store, pair, date(2026, 1, 20), "没有热水", date(2026, 3, 2))
    february, march = (dispatch.monthly(month, date(2026, 4, 1))[0] for month in (FEB, MAR))
    assert (february.raised, february.solved, february.open) == (0, 0, 1)
    assert (march.raised, march.solved, march.open) == (0, 1, 0)


def test_a_month_has_one_report(store: Store, pair: Any) -> None:
    report(store, pair, JAN, date(2026, 2, 1))
    with pytest.raises(Refused, match="不能重复登记"):
        report(store, pair, JAN, date(2026, 2, 2))
    with pytest.raises(Refused, match="之前"):
        report(store, pair, MAR, date(2026, 2, 2))


def test_open_problems_with_a_term_come_before_those_without(store: Store, pair: Any) -> None:
    visit(store, pair, date(2026, 1, 20), "早提的")
    due = LinkVisit(pair=pair, day=date(2026, 2, 1), problem="限期的", due=date(2026, 2, 10))
    editing.save(store.journal, LINK_VISITS, due)
    visit(store, pair, date(2026, 2, 2), "办好的", date(2026, 2, 3))
    assert [each.problem for each in dispatch.open_problems(date(2026, 3, 1))] == ["限期的", "早提的"]


def test_a_pair_without_another_end_is_pointed_out(store: Store) -> None:
    problems = editing.check(LINK_PAIRS, LinkPair(name="赵一", since=date(2026, 1, 1)))
    assert [problem.rule for problem in problems] == ["target"]


def test_a_pair_is_named_after_both_ends(store: Store, pair: Any) -> None:
    assert pair.label == f"{pair.name}联{pair.union.name}"


def test_removing_a_pair_takes_visits_and_reports_along(store: Store, pair: Any) -> None:
    visit(store, pair, date(2026, 1, 20))
    report(store, pair, JAN, date(2026, 2, 1))
    editing.remove(store.journal, LINK_PAIRS, [pair])
    assert (LinkVisit.select().count(), LinkReport.select().count()) == (0, 0)


def test_the_report_of_a_month_is_found_by_its_pair(store: Store, pair: Any) -> None:
    report(store, pair, JAN, date(2026, 2, 3))
    found = dispatch.report_of(pair, JAN)
    assert found is not None and found.day == date(2026, 2, 3)
    assert dispatch.report_of(pair, FEB) is None


def test_a_report_begins_with_what_the_visits_tell(store: Store, pair: Any) -> None:
    visit(store, pair, date(2026, 1, 20), "缺技工", solved_on=date(2026, 2, 10))
    visit(store, pair, date(2026, 2, 3))
    visit(store, pair, date(2026, 2, 18), "食堂小")
    for row, words in zip(LinkVisit.select().order_by(LinkVisit.day), ("", "看了车间", "听了职工意见"), strict=True):
        row.situation = words
        editing.save(store.journal, LINK_VISITS, row)
    made = dispatch.drafted(pair, FEB, date(2026, 3, 2))
    assert made.work == "本月走访 2 次（2月3日、2月18日）。\n1. 2月3日：看了车间\n2. 2月18日：听了职工意见"
    assert (made.problems, made.solved, made.by) == ("2月18日：食堂小", "缺技工：已解决", pair.name)
    editing.save(store.journal, LINK_REPORTS, made)
    assert dispatch.drafted(pair, MAR, date(2026, 3, 31)).work == ""


def test_a_pair_is_found_by_the_enterprise_it_is_linked_to(store: Store) -> None:
    unit = support.saved(store, COVERED_UNITS, 1, name="云岭建材")
    made = linked(store, 7, unit=unit, union=None)
    assert list(search.ids(LINK_PAIRS, search.Query("云岭建材"))) == [made.id]
    editing.save(store.journal, LINK_VISITS, LinkVisit(pair=made, day=date(2026, 2, 3)))
    assert len(search.ids(LINK_VISITS, search.Query("云岭建材"))) == 1
