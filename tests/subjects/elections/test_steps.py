"""The steps of an election and their days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store import option_changes as settings
from unionapp.store.store import Store
from unionapp.subjects.elections import rules, thresholds
from unionapp.subjects.elections.case import actions, laying_out, steps
from unionapp.subjects.elections.case import plan as plan_of
from unionapp.subjects.elections.models import Election, ElectionStep
from unionapp.subjects.elections.records import STEPS
from unionapp.values import workdays

from tests.subjects.elections import cases


def due(election: object) -> dict[str, date]:
    return {row.key: row.due for row in steps.of(election)}


def test_the_steps_stand_in_the_order_of_their_days_and_end_with_the_archive(store: Store) -> None:
    rows = steps.of(cases.begun(store))
    assert [row.place for row in rows] == list(range(1, len(rows) + 1))
    assert [row.due for row in rows] == sorted(row.due for row in rows)
    assert (rows[0].key, rows[-1].key) == ("decide", "archive")
    assert all(row.article for row in rows)


def test_the_notice_ends_before_the_request_whatever_holidays_lie_between(store: Store) -> None:
    found = due(cases.begun(store))
    assert found["assembly"] == cases.DAY
    assert found["candidate-request"] == date(2026, 3, 5)
    assert found["publish"] == date(2026, 2, 27), "the Saturday after it is worked instead of a holiday"
    assert found["list"] == date(2026, 2, 25)


@given(days=st.integers(0, 900))
def test_five_working_days_always_lie_from_the_notice_to_the_request(days: int) -> None:
    election = Election(form="delegates", sort="full", short=False, day=date(2024, 5, 1) + timedelta(days=days))
    plans = {plan.title: plan for plan in plan_of.planned(election)}
    found = {plans[title].key: day for title, day in plan_of.dates(list(plans.values()), election.day, {}).items()}
    calendar = workdays.official()
    asked, begun = found["candidate-request"], found["publish"]
    assert calendar.workdays_between(begun - timedelta(days=1), asked - timedelta(days=1)) >= 5
    assert asked < found["candidate-reply"] < found["prepare"], "ballots are printed once the names are consented to"
    assert begun < asked < election.day <= found["result"] < found["result-reply"] < found["legal"]


def test_a_small_union_goes_the_short_way_and_delegates_only_where_they_meet(store: Store) -> None:
    union = cases.a_union(store, members=20)
    short = {row.key for row in steps.of(actions.start(store.journal, union, "full", True, cases.DAY))}
    assert short == {
        "request", "reply", "notice", "list", "publish", "candidate-request", "candidate-reply", "prepare",
        "assembly", "first-session", "result", "result-reply", "announce", "legal", "archive",
    }  # fmt: skip
    large = cases.a_union(store, "大湖镇总工会", members=120)
    full = {
        row.key for row in steps.of(actions.start(store.journal, large, "full", False, cases.DAY, form="delegates"))
    }
    assert full > short | {"quota", "delegates", "review", "preparatory", "report"}


def test_another_day_moves_the_open_steps_and_leaves_the_done_ones(store: Store) -> None:
    election = cases.begun(store)
    first = steps.next_step(election)
    assert first.key == "decide"
    steps.finish(store.journal, first, date(2025, 12, 1), "张三")
    own = ElectionStep(election=election, place=99, title="请示财政补助", due=date(2026, 3, 1))
    editing.save(store.journal, STEPS, own)
    old = due(election)
    moved = steps.reschedule(store.journal, election, cases.DAY + timedelta(days=7))
    assert len(moved) == len(old) - 2
    now = due(election)
    assert (now["decide"], now[""]) == (old["decide"], date(2026, 3, 1))
    assert now["assembly"] == date(2026, 3, 25)
    store.journal.undo()
    assert due(election) == old


def test_a_reply_is_due_fifteen_days_after_the_request_was_really_sent(store: Store) -> None:
    election = cases.begun(store)
    request = next(row for row in steps.of(election) if row.key == "request")
    steps.finish(store.journal, request, date(2025, 12, 20), "张三")
    assert due(election)["reply"] == date(2026, 1, 4)
    again = Election.get_by_id(election.id)
    assert again.state == "requested"
    store.journal.undo()
    assert due(election)["reply"] == date(2026, 1, 17)
    with pytest.raises(Refused, match="今天之后"):
        steps.finish(store.journal, request, date.today() + timedelta(days=1), "张三")


def test_a_skipped_step_is_not_the_next_one(store: Store) -> None:
    election = cases.begun(store)
    first = steps.next_step(election)
    steps.skip(store.journal, first)
    assert steps.next_step(election).key == "request"
    steps.skip(store.journal, first, skipped=False)
    assert steps.next_step(election).id == first.id


def test_what_is_missing_is_said_step_by_step(store: Store) -> None:
    election = cases.begun(store)
    lacking = {lack.step.key: lack.missing for lack in actions.missing(election)}
    assert lacking["request"] == ("换届请示文号", "换届请示日期")
    assert lacking["list"] == ("工会委员会和经审会候选人",)
    assert lacking["assembly"][-1] == "封存的计票结果"
    cases.stand(store, cases.body(election, "committee"), ["丁一凡"])
    cases.stand(store, cases.body(election, "audit"), ["王伟"])
    assert "list" not in {lack.step.key for lack in actions.missing(election)}


def test_the_clerk_changes_the_list_for_every_new_election(store: Store) -> None:
    changes = "发布预告=不用\n整理归档=不用\n向会员发布通知（公告）=-30\n+走访基层=-40"
    settings.change(store.journal, plan_of.CHANGES, changes)
    with pytest.raises(Refused, match="发布预告"):
        cases.begun(store)
    settings.change(store.journal, plan_of.CHANGES, changes.replace("发布预告=不用\n", ""))
    election = actions.start(store.journal, cases.a_union(store, "小湖镇总工会"), "full", False, cases.DAY)
    found = {row.title: row.due for row in steps.of(election)}
    assert "整理归档" not in found
    assert found["走访基层"] == cases.DAY - timedelta(days=40)
    assert found["向会员发布通知（公告）"] == cases.DAY - timedelta(days=30)


def test_every_need_of_a_step_is_a_field_or_a_fact_and_every_base_a_step() -> None:
    keys = {plan.key for plan in plan_of.shipped()}
    for plan in plan_of.shipped():
        assert plan.base in keys | {plan_of.DAY}
        assert all(need in actions._FACTS or need in Election._meta.fields for need in plan.needs)
    assert thresholds.NOTICE.value == 5


@pytest.mark.parametrize(
    ("members", "women", "committee", "audit", "sisters", "chair"),
    [(10, 3, 3, 1, 1, 1), (24, 10, 3, 1, 3, 1), (25, 9, 3, 3, 1, 1), (200, 80, 7, 3, 3, 1), (201, 80, 7, 3, 3, 2),
     (1000, 400, 15, 3, 3, 2), (1001, 400, 15, 5, 5, 2), (60000, 9, 37, 5, 1, 2)],
)  # fmt: skip
def test_the_usual_seats_lie_within_the_bands(
    members: int, women: int, committee: int, audit: int, sisters: int, chair: int
) -> None:
    expected = {"committee": committee, "audit": audit, "women": sisters, "chair": chair}
    assert laying_out.usual_seats(members, women) == expected


@given(members=st.integers(1, 80_000))
def test_the_usual_committee_is_always_lawful_and_odd(members: int) -> None:
    seats = laying_out.usual_seats(members, 0)["committee"]
    assert seats % 2 == 1
    assert not rules.committee_size(members, seats)
