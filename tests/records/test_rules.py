"""Rules of general kind, over a made-up record with a few fields."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.records import fields
from unionapp.records.record import Record
from unionapp.records.rules import at_least, in_order, not_above, not_in_the_future, not_negative

TODAY = date.today()


class Course(Record):
    """Something with days and figures."""

    begun = fields.Date("开始")
    held = fields.Date("举办")
    over = fields.Date("结束")
    people = fields.Number("人数")
    women = fields.Number("女")
    cost = fields.Money("费用")


days = st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1))


@given(days, days, days)
def test_days_in_order_are_those_that_do_not_fall(begun: date | None, held: date | None, over: date | None) -> None:
    told = in_order("begun", "held", "over")(Course(begun=begun, held=held, over=over))
    given_days = [day for day in (begun, held, over) if day]
    assert (told == []) == (given_days == sorted(given_days))


def test_what_is_out_of_order_is_said_by_the_labels_at_the_later_field() -> None:
    (told,) = in_order("begun", "over", level="warning", article="第一条", rule="x")(
        Course(begun=date(2026, 2, 1), over=date(2026, 1, 1))
    )
    assert (told.field, told.level, told.article, told.rule) == ("over", "warning", "第一条", "x")
    assert told.message == "“结束”早于“开始”，请核对。"


def test_days_apart_may_not_be_the_same() -> None:
    same = Course(begun=TODAY, over=TODAY)
    assert in_order("begun", "over")(same) == []
    (told,) = in_order("begun", "over", apart=True)(same)
    assert told.message == "“结束”应在“开始”之后，请核对。"


@pytest.mark.parametrize(("value", "wrong"), [(None, False), (0, False), (5, False), (-1, True)])
def test_a_figure_is_not_negative(value: int | None, wrong: bool) -> None:
    told = not_negative("people", "cost")(Course(people=value))
    assert [problem.message for problem in told] == (["“人数”不能是负数。"] if wrong else [])


def test_today_is_not_in_the_future_and_tomorrow_is() -> None:
    assert not_in_the_future("held")(Course(held=TODAY)) == []
    (told,) = not_in_the_future("held", "over")(Course(held=TODAY + timedelta(days=1)))
    assert (told.field, told.message) == ("held", "“举办”在今天之后，请核对。")


@given(st.none() | st.integers(-5, 50), st.none() | st.integers(-5, 50))
def test_a_part_is_not_above_its_whole_where_both_are_known(women: int | None, people: int | None) -> None:
    told = not_above("women", "people")(Course(women=women, people=people))
    assert bool(told) == (women is not None and people is not None and women > people)


def test_at_least_names_the_least_with_its_measure_word() -> None:
    assert at_least("people", 1)(Course()) == at_least("people", 1)(Course(people=1)) == []
    assert at_least("people", 1, "人")(Course(people=0))[0].message == "“人数”至少是 1 人。"
